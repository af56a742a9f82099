"""Deliveries as the LMSs pack them, made by code."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

from course.grading.collect.deliveries import Collected, collect
from course.grading.people.students import Roster, Student

LESSON, NOTEBOOK = "03_two_weights", "two_weights"
OWN = f"{NOTEBOOK}.ipynb"

ADA = Student("ada", "Ada", "Lovelace", "ada@uni.edu", "11", "lovelace1", "S-1")
BOB = Student("bob", "Bob", "O'Brien", "bob@uni.edu", "22", "bobrien", "S-2")
JOSE = Student("jose", "José", "Núñez Díaz", "jose@uni.edu", "33", "jnunez", "S-3")
LI = Student("li", "伟", "李", "li@uni.edu", "44", "liwei", "S-4")
CLASS = Roster([ADA, BOB, JOSE, LI])

Files = Mapping[str, bytes]


def packed(files: Files) -> bytes:
    """Return a zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def zipped(folder: Path, files: Files) -> Path:
    """Put a zip into the folder, as an LMS's download."""
    place = folder / "download.zip"
    place.write_bytes(packed(files))
    return place


def laid(folder: Path, files: Files) -> Path:
    """Lay files into the folder."""
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


def found(source: Path, roster: Roster = CLASS, **options: object) -> Collected:
    """Collect lesson 03."""
    return collect(source, LESSON, [NOTEBOOK], roster, **options)  # type: ignore[arg-type]


def taken(collected: Collected) -> dict[str, bytes]:
    """Return what is graded, by student."""
    assert len({one.student for one in collected.deliveries}) == len(collected.deliveries)
    return {one.student: one.content.read() for one in collected.deliveries}


def reasons(collected: Collected) -> dict[str, str]:
    """Return why files are left to a person, by file."""
    return {one.file: one.why for one in collected.needs_review}


def notes(collected: Collected) -> dict[str, str]:
    """Return what is told besides, by file."""
    return {one.file: one.why for one in collected.notes}


def moodle(student: Student, number: int = 123456) -> str:
    """Return the name of a student's folder, as Moodle's downloader.php makes it."""
    name = f"{student.first_name} {student.last_name}".replace("_", " ")
    cleaned = re.sub(r"[\x00-\x1f\x7f&<>\"`|':\\/*?]", "", name)  # clean_param(…, PARAM_FILE)
    return f"{cleaned}_{number}_assignsubmission_file_"


def canvas(student: Student, own: str = OWN, upload: int = 900, late: bool = False) -> str:
    """Return the name of a student's file, as Canvas's content_zipper.rb makes it."""
    name = f"{student.last_name}, {student.first_name}".lower()
    parts = [name, "LATE" if late else None, student.lms_id]
    joined = "_".join(part for part in parts if part is not None)
    words = ("L", "M", "Nd", "Pc")  # Ruby's [[:word:]]
    kept = (sign for sign in joined if unicodedata.category(sign).startswith(words))
    return f"{''.join(kept)}_{upload}_{own}"


def blackboard(username: str, time: str = "2026-11-20-14-05-33", own: str = OWN) -> str:
    """Return the name of a student's file, or of the receipt where `own` is empty."""
    ending = f"_{own}" if own else ".txt"
    return f"Lesson 3_two weights_{username}_attempt_{time}{ending}"
