"""The archive by which an LMS takes every student's feedback back in one upload.

Names are those under which the files were delivered:

- Moodle, "Upload multiple feedback files in a zip" (moodle/moodle, mod/assign/feedback/file/
  importziplib.php, `is_valid_filename_for_import`: a part of the path is split at underscores, the
  second piece is the participant's number, the third and fourth name the plugin, and what follows
  is the file's name): the student's folder and the page, or the page with Moodle's words in front.
- Canvas, "Upload Submissions" on the assignment's page (instructure/canvas-lms, app/models/
  abstract_assignment.rb, `infer_comment_context_from_filename`: the first two pieces that are
  numbers are the user and the upload, and the student sees the upload's own name, whatever the
  new file is called): the name as delivered. That name ends in .ipynb, so the file is a notebook.
- Brightspace, "Add Feedback Files": the student's folder and the page, and the index.html that the
  download had. This is by its users' word: its code is not public, and we found no specification.
- nbgrader's exchange (nbgrader/exchange/default/release_feedback.py, which reads timestamp.txt and
  submission_secret.txt beside a page): no archive; `nbgrader release_feedback` sends the pages.
- Blackboard has nothing of the kind: feedback files are attached one by one. So, as for everything
  else, there is a folder a student.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..book import writing
from ..parcels import EXCHANGE, FOLDERS, INDEX, SECRET, Origin

BRIGHTSPACE, CANVAS = "brightspace", "canvas"
DATE = (1980, 1, 1, 0, 0, 0)  # the same archive for the same pages, whenever it is made
QUICK = 1  # of zlib's levels: pages compress well


def _in_place(origin: Origin, page: str) -> str:
    """Return the page's name for a download in folders, or for one with names in front."""
    return f"{origin.name}/{page}" if origin.start == origin.name else f"{origin.start}{page}"


# Where a system looks for a student's feedback; a system that is not here gets a folder a student.
PLACES: Mapping[str, Callable[[Origin, str], str]] = {
    "moodle": _in_place,
    CANVAS: lambda origin, page: origin.name,
    BRIGHTSPACE: _in_place,
}


@dataclass
class Uploads:
    """The archives of one lesson, one for each system from which notebooks came.

    Attributes
    ----------
    stem : what the archives' names begin with, without a folder.
    page : what a student's page is called.
    origins : under which name each student's notebook was delivered.
    index : Brightspace's page beside the folders; b"" where there is none.
    """

    folder: Path
    stem: str
    page: str
    origins: Mapping[str, Origin]
    index: bytes = b""
    _files: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def add(self, student: str, page: bytes, notebook: Callable[[], bytes]) -> None:
        """Take a student's page, and what makes the same as a notebook."""
        origin = self.origins.get(student, Origin(FOLDERS, "", ""))
        if origin.system == EXCHANGE:
            return
        place = PLACES.get(origin.system)
        system = origin.system if place else FOLDERS
        if place:
            name = place(origin, self.page)
        else:
            own = origin.system == FOLDERS and origin.start
            name = f"{origin.name if own else student}/{self.page}"
        files = self._files.setdefault(system, {})
        if name in files:  # one upload of a group's: its other members' pages lie by their ids
            system, name = FOLDERS, f"{student}/{self.page}"
            files = self._files.setdefault(system, {})
        files[name] = notebook() if system == CANVAS else page

    def write(self) -> list[Path]:
        """Write the archives; return them. One for which there is nothing any more goes.

        One that holds what it should already is not packed again.

        Raises OSError.
        """
        for system in (*PLACES, FOLDERS):
            if system not in self._files:
                self.place(system).unlink(missing_ok=True)
        written = []
        for system, files in sorted(self._files.items()):
            more = {INDEX: self.index} if system == BRIGHTSPACE and self.index else {}
            place = self.place(system)
            if not holds(place, more | files):
                writing.write_atomically(place, zipped(more | files))
            written.append(place)
        return written

    def place(self, system: str) -> Path:
        """Return where a system's archive lies."""
        return self.folder / f"{self.stem}_feedback_{system}.zip"


def holds(archive: Path, files: Mapping[str, bytes]) -> bool:
    """Say whether an archive is there, undamaged, with just these files. Raises OSError."""
    try:
        with zipfile.ZipFile(archive) as there:
            kept = there.infolist()
            return [(one.filename, one.file_size) for one in kept] == [
                (name, len(content)) for name, content in files.items()
            ] and all(there.read(one) == files[one.filename] for one in kept)
    except (FileNotFoundError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError):
        return False  # none, a damaged one, or one that something else packed


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip, the same for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICK) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, DATE)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)
    return made.getvalue()


def for_exchange(origin: Origin | None, folder: Path, stamp: Path) -> None:
    """Lay beside a page what `nbgrader release_feedback` wants there. Raises OSError."""
    if origin and origin.system == EXCHANGE and origin.secret and stamp.is_file():
        writing.update(folder / SECRET, origin.secret.encode("utf-8"))
        writing.update(folder / stamp.name, stamp.read_bytes())
