"""What run_autograder does on Gradescope: grade what was handed in, write results.json.

By Gradescope's documentation (gradescope/autograder_samples, docs/specs.md): the student's files
are in submission/, and the result goes to results/results.json; without a score at the top the sum
of the tests counts.

A container of Gradescope's gives no namespaces, so there is no sandbox as in `course grade`:
students' code runs in a user account of its own (`Mode.ACCOUNT`), without network. It can't write
the result, read the hidden tests or look into the grader. SECURITY.md says what is not promised.

Where the grader itself fails there is no results.json, and Gradescope says so: no grade is made up.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from ..errors import CourseError
from .one import LessonText, grader
from .parcels import Mode
from .report.one import UNREAD, Result
from .run import isolation

ONE = "Hand in one notebook, {}.ipynb."


def main(place: Path) -> int:
    """Grade one submission; return the exit code. `place` is /autograder."""
    try:
        isolation.check_isolation(Mode.ACCOUNT)
        secret = place / "source" / "lesson.json"
        secret.chmod(0o600)
        for kept in ("results", "submission"):
            (place / kept).chmod(0o700)
        lesson = LessonText(**json.loads(secret.read_text(encoding="utf-8")))
        file, why = handed_in(place / "submission", lesson.name.partition("_")[2])
        if file is None:
            found = not_graded(why)
        else:
            with grader(lesson, Mode.ACCOUNT) as grade:
                result = grade(file)
            if result["status"] == "failed":
                raise CourseError(result["why"])
            found = results(result)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    written = json.dumps(found, ensure_ascii=False)
    (place / "results" / "results.json").write_text(written, encoding="utf-8")
    return 0


def handed_in(folder: Path, notebook: str) -> tuple[Path | None, str]:
    """Return the notebook to grade, or why there is none. No link is followed."""
    there = [
        Path(place) / name
        for place, below, names in os.walk(folder)
        for name in names
        if name.lower().endswith(".ipynb") and ".ipynb_checkpoints" not in Path(place).parts
    ]
    files = [file for file in there if not file.is_symlink()]
    called = [file for file in files if file.name == f"{notebook}.ipynb"]
    for some in (called, files):
        if len(some) == 1:
            return some[0], ""
    names = ", ".join(sorted(file.name for file in files)[:5])
    return None, f"There {f'are {len(files)}: {names}' if files else 'is none'}. " + ONE.format(
        notebook
    )


def results(result: Result) -> dict[str, Any]:
    """Return results.json of what `report.one` says of a file."""
    if result["status"] != "graded":
        return not_graded(result["why"])
    said = [f"Mended in your file: {one}" for one in result["mended"]]
    for one in result["exercises"]:
        if one["state"] == UNREAD:
            said.append(f"A person reads {one['name']}: up to {one['max_points']:g} more points.")
    return {
        "output": "\n".join(said),
        "stdout_visibility": "hidden",
        "tests": [_test(one) for one in result["exercises"] if one["kind"] == "check"],
    }


def not_graded(why: str) -> dict[str, Any]:
    """Return results.json where nothing was graded; Gradescope must have a number."""
    return {"score": 0, "output": f"Not graded, and the 0 is no grade. {why}", "tests": []}


def _test(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": one["title"].replace("`", ""),
        "score": one["points"],
        "max_score": one["max_points"],
        "output": "\n".join(one["message"]),
        "visibility": "visible",
    }


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
