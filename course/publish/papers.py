"""What an edition says of itself: README.md, pyproject.toml, environment.yml, .gitignore."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from nbformat import NotebookNode

from ..anatomy import is_class
from ..course_file import CourseFile
from ..errors import CourseError
from ..opening import read_opening
from .address import Address

TEMPLATES = Path(__file__).parent / "templates"
# Of the course's packages, those that only building and grading need.
OURS = {"nbgrader", "jupytext", "nbformat", "typer", "rich", "msgpack", "nh3", "pebble"}
OURS |= {"babel", "charset-normalizer", "pyyaml"}
COLAB = "colab"  # the folder of single files for Colab, in an edition without an address
# Of its packages for development, those that lesson 13 and the one class look for.
WITH_KERAS = {"jax", "keras", "scikit-learn"}
STUDENT = "docs/student.md"
USUAL = "notebooks/01_derivatives/derivatives.ipynb"  # which the student's page opens
IGNORED = ".venv/\nuv.lock\n__pycache__/\n.ipynb_checkpoints/\n"


@dataclass(frozen=True)
class Edition:
    """What the course's pyproject.toml says, and a name for this state of the helpers.

    Attributes
    ----------
    state : letters and digits that other helpers or data would change.
    packages, more : what the lessons need, and what notebooks with Keras need besides, with bounds.
    newest : the day up to which uv looks at packages.
    """

    version: str
    state: str
    description: str
    licence: str
    python: str
    packages: list[str]
    more: list[str]
    newest: str

    @classmethod
    def of(cls, root: Path, contents: dict[str, bytes]) -> "Edition":
        """Read it from the course. `contents` are the helpers and their data."""
        said = _toml(root / "pyproject.toml")
        project = said["project"]
        both = b"".join(f"{p}\0".encode() + text + b"\0" for p, text in sorted(contents.items()))
        return cls(
            version=project["version"],
            state=hashlib.sha256(both).hexdigest()[:8],
            description=project["description"],
            licence=project["license"],
            python=project["requires-python"],
            packages=[p for p in project["dependencies"] if _name(p) not in OURS],
            more=[p for p in said["dependency-groups"]["dev"] if _name(p) in WITH_KERAS],
            newest=said["tool"]["uv"]["exclude-newer"],
        )

    @property
    def tag(self) -> str:
        """What git calls the commit that has these helpers."""
        return f"v{self.version}-{self.state}"


def written(
    root: Path,
    edition: Edition,
    notebooks: dict[str, NotebookNode],
    address: Address | None,
    own: CourseFile,
) -> dict[str, bytes]:
    """Return the contents of the edition's papers by their path."""
    conda = (root / "environment.yml").read_text(encoding="utf-8")
    python = re.search(r"^ *- (python=\S+)$", conda, re.M)
    if python is None:
        raise CourseError("environment.yml pins no Python, as in `- python=3.12`.")
    words = {
        **vars(edition),
        "packages": _listed(edition.packages),
        "more": _listed(edition.more),
        "extra": " ".join(map(_name, edition.more)),
        "conda": "\n".join(f"  - {package}" for package in [python[1], *edition.packages]),
        "name": own.name,
        "contact": f"\nQuestions: {own.contact}\n" if own.contact else "",
        "first": _first(notebooks),
        "lessons": _lessons(notebooks, address, own),
        "colab": _colab(notebooks, address),
        "folders": _listed_row(["notebooks"] if address else ["notebooks", COLAB]),
        "singles": "" if address else f"\n| `{COLAB}/` | the same, a file each for Colab |",
    }
    texts = {
        name: Template((TEMPLATES / f"{name}.in").read_text(encoding="utf-8")).substitute(words)
        for name in ("README.md", "pyproject.toml", "environment.yml")
    }
    texts[".gitignore"] = IGNORED
    return {name: text.encode("utf-8") for name, text in texts.items()}


def student_page(page: bytes, notebooks: dict[str, NotebookNode], own: CourseFile) -> bytes:
    """Return the student's page of this course: what to open first, and whom to ask."""
    text = page.decode("utf-8").replace(USUAL, _first(notebooks))
    asked = f"\nQuestions on {own.name}: {own.contact}\n" if own.contact else ""
    return f"{text}{asked}".encode()


def _first(notebooks: dict[str, NotebookNode]) -> str:
    """Return the path of the notebook to begin with: no class of its own, if there is a lesson."""
    return min(notebooks, key=lambda path: is_class(notebooks[path]))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CourseError(f"{path} is missing. Run this in the course.") from None


def _name(requirement: str) -> str:
    return re.split("[>=<~!;[ ]", requirement)[0]


def _listed(packages: list[str]) -> str:
    return "".join(f'  "{package}",\n' for package in packages)


def _listed_row(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _lessons(notebooks: dict[str, NotebookNode], address: Address | None, own: CourseFile) -> str:
    """Return the table of lessons, from each one's first cell, and when each is due."""
    rows = []
    dated = {Path(path).parent.name for path in notebooks} & own.due.keys()
    for path, notebook in notebooks.items():
        said = read_opening(notebook)
        row = [f"[{said.title}]({path})", said.question, f"{said.minutes}"]
        if dated:
            row.append(_when(own, Path(path).parent.name))
        if address and (badge := address.badge(path)):
            row.append(badge)
        rows.append(row)
    head = ["lesson", "the one question", "minutes", *["due"] * bool(dated)]
    head += ["in Colab"] * (len(rows[0]) - len(head))
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def _when(own: CourseFile, lesson: str) -> str:
    """Return when a lesson is due, in words and with the zone; "" where nothing is said."""
    if lesson not in own.due:
        return ""
    due = own.due[lesson]
    zone = due.tzinfo or own.zone
    return f"{due.day} {due:%B %Y, %H:%M}{f' ({zone})' if zone else ''}"


def _colab(notebooks: dict[str, NotebookNode], address: Address | None) -> str:
    some = _first(notebooks)
    if address and address.colab(some):
        return "Click the badge of a lesson in the table below. In Colab choose File, Save a copy."
    room = "notebooks" if address else COLAB
    name = some if address else f"{COLAB}/{Path(some).parent.name}.ipynb"
    brought = "" if address else " Each of them brings the course's helpers along."
    return (
        "Open [colab.research.google.com](https://colab.research.google.com), choose File, Upload "
        f"notebook, and take one of the files in `{room}/`, such as `{name}`.{brought}"
    )
