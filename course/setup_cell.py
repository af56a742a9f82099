# Run this cell first. It looks for the course's helpers, and changes nothing where they are there.
import importlib.util
import sys
from pathlib import Path

if importlib.util.find_spec("helpers") is None:
    for folder in [Path.cwd(), *Path.cwd().parents]:
        if (folder / "helpers" / "check").is_dir():
            sys.path.append(str(folder))
            break
    else:
        print("The folder `helpers` is missing. Put the course's `helpers` next to this notebook.")
