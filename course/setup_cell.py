# @title Set-up: run this cell first
# It looks for the course's helpers, and changes nothing where they are there.
import importlib
import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

ADDRESS = ""  # where pip finds the helpers
ARCHIVE = ""  # the helpers themselves, packed


def has_helpers() -> bool:
    """Say whether the course's helpers can be imported."""
    importlib.invalidate_caches()
    try:
        if importlib.util.find_spec("helpers.check"):
            return True
    except ModuleNotFoundError:
        pass
    sys.modules.pop("helpers", None)  # another one, without the checks
    return False


def look_above() -> None:
    """Take them from this folder or one above it."""
    for folder in [Path.cwd(), *Path.cwd().parents]:
        if (folder / "helpers" / "check").is_dir():
            sys.path.append(str(folder))
            break


def install() -> None:
    """Have pip install them, and nothing else."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", ADDRESS]
    try:
        done = subprocess.run(command, capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        return
    if done.returncode == 0:
        print("The course's helpers were installed.")


def unpack() -> None:
    """Unpack those that this cell carries."""
    import base64
    import io
    import lzma
    import zipfile

    folder = tempfile.mkdtemp(prefix="downhill-")
    packed = lzma.decompress(base64.b32decode(ARCHIVE))
    zipfile.ZipFile(io.BytesIO(packed)).extractall(folder)
    sys.path.insert(0, folder)
    print("The course's helpers were unpacked from this cell.")


for way, possible in [(look_above, True), (install, ADDRESS), (unpack, ARCHIVE)]:
    if possible and not has_helpers():
        way()
if not has_helpers():
    print("The folder `helpers` is missing. Put the course's `helpers` next to this notebook.")
