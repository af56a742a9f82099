"""An autograder for Gradescope: one lesson, its hidden tests, and the grader, in a zip.

As Gradescope asks for it (gradescope/autograder_samples, docs/specs.md): setup.sh and
run_autograder in the zip's root. Gradescope unpacks it into /autograder/source, runs setup.sh once
and run_autograder for every submission, which is `course.grading.gradescope`.
"""

import json
import sys
import zipfile
from importlib import metadata
from pathlib import Path

from ..errors import CourseError
from ..grading import lesson as lessons
from .files import read_tree

TEMPLATES = Path(__file__).parent / "templates" / "gradescope"
CODE = Path(__file__).parents[2]  # the folder with `course` and `helpers` that run here
# What the grader and students' code import. Gradescope installs the versions that are here.
PACKAGES = (
    *("numpy", "matplotlib", "pandas", "ipython", "ipywidgets", "nbformat", "msgpack", "pebble"),
    *("jinja2", "nh3"),
)
MORE = {"keras": ("keras", "jax")}  # Keras computes with JAX
SCRIPT = 0o755 << 16


def publish_autograder(root: Path, name: str, out: Path) -> None:
    """Write the zip of a lesson. Raises CourseError for an unknown lesson or place."""
    lesson = lessons.read_lesson(lessons.settings(root), name)
    if lesson.own:
        raise CourseError(
            f"{name} is a notebook of your own, and some of its tests may have to run in the "
            "student's process: on Gradescope that is not tried out. Use `course grade`."
        )
    lessons.check_libraries(lesson)
    if out.suffix.lower() != ".zip" or out.is_dir():
        raise CourseError(f"Gradescope takes a zip: name a file such as {name}.zip, not {out}.")
    contents = read_tree(CODE, ("course", "helpers", "data"))
    told = {"name": lesson.name, "solution": lesson.solution, "release": lesson.release}
    contents["lesson.json"] = json.dumps(told).encode("utf-8")
    contents["requirements.txt"] = "".join(f"{one}\n" for one in requirements(lesson)).encode()
    contents["python-version"] = f"{sys.version_info.major}.{sys.version_info.minor}\n".encode()
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in sorted(contents.items()):
                archive.writestr(path, content)
            for script in sorted(TEMPLATES.iterdir()):
                info = zipfile.ZipInfo(script.name)
                info.external_attr = SCRIPT
                archive.writestr(info, script.read_bytes())
    except OSError as error:
        raise CourseError(f"{out} can't be written: {error.strerror or error}.") from None


def requirements(lesson: lessons.Lesson) -> list[str]:
    """Return the packages that a lesson's grader needs, with the versions that are here."""
    used = lessons.LIBRARIES.findall(lesson.release)
    more = {package for one in used for package in MORE.get(one, (one,))}
    return [f"{one}=={metadata.version(one)}" for one in (*PACKAGES, *sorted(more))]
