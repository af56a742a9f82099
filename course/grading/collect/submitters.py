"""Who handed a file in, where not its name says so but a file that the system wrote.

- Gradescope: submission_metadata.yml beside the folders. By folder, `:submitters` is a list with
  `:name`, `:sid` and `:email` of each, and `:created_at` a time. It is a public habit of scripts to
  read it so (djhuffman/gradescope_renaming_files); Gradescope documents the export, not the file.
- Sakai: the folder's name has name and login of each; members.txt in a group's says the same.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .files import File, RefusedError
from .layout import Layout
from .lms import SAKAI_PERSON

METADATA, MEMBERS = "submission_metadata.yml", "members.txt"
LARGEST = 20_000_000  # characters; a thousand submissions take a fiftieth
PERSON = re.compile(SAKAI_PERSON)


@dataclass(frozen=True)
class Submitter:
    """One of those who handed a file in: what identifies this person, best first, and the name."""

    identifiers: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Listed:
    """What a system says of one submission."""

    submitters: tuple[Submitter, ...]
    time: str = ""


def read_lists(files: Iterable[File], layout: Layout) -> dict[str, Listed]:
    """Return what is listed, by the name of the submission's folder."""
    found: dict[str, Listed] = {}
    for file in files:
        rest = file.parts[layout.depth :]
        if layout.kind == "gradescope" and rest == [METADATA]:
            found |= _gradescope(_text(file))
        if layout.kind == "sakai" and len(rest) == 2 and rest[1] == MEMBERS:
            found[rest[0]] = Listed(sakai_people(_text(file)))
    return found


def sakai_people(text: str) -> tuple[Submitter, ...]:
    """Return the people in "Last, First(login); Last, First(login)"."""
    parts = (found[0].strip("; \n").rpartition("(") for found in PERSON.finditer(text))
    return tuple(Submitter((login.rstrip(")"),), name.strip(" ,")) for name, _, login in parts)


def _text(file: File) -> str:
    try:
        return file.read().decode("utf-8", "replace")[:LARGEST]
    except RefusedError:
        return ""


def _gradescope(text: str) -> dict[str, Listed]:
    import yaml  # only Gradescope's deliveries need it, and it takes time

    # It makes texts of everything and runs nothing; that in C is there with most builds of PyYAML.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        said = yaml.load(text, loader)
    except (yaml.YAMLError, RecursionError):
        return {}
    found = {}
    for folder, about in said.items() if isinstance(said, dict) else ():
        people = about.get(":submitters") if isinstance(about, dict) else None
        if isinstance(people, list):
            each = tuple(_person(one) for one in people if isinstance(one, dict))
            found[str(folder)] = Listed(each, str(about.get(":created_at") or ""))
    return found


def _person(said: dict[str, object]) -> Submitter:
    email, number, name = (str(said.get(key) or "") for key in (":email", ":sid", ":name"))
    return Submitter(tuple(filter(None, (email, number))), name)
