"""Under which name each student's notebook was delivered, noted for later reports."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..book import writing
from ..parcels import FOLDERS, Origin


@dataclass(frozen=True)
class Delivered:
    """What is known of how a lesson was delivered.

    Attributes
    ----------
    origins : by student.
    index : the text of Brightspace's page beside the folders.
    """

    origins: Mapping[str, Origin]
    index: bytes = b""

    def later(self, new: "Delivered") -> "Delivered":
        """Return this with what a later delivery says.

        A name that an LMS wrote stays when a file was put beside it under another name.
        """
        known = dict(self.origins)
        for student, origin in new.origins.items():
            if origin.system != FOLDERS or known.get(student, origin).system == FOLDERS:
                known[student] = origin
        return Delivered(known, new.index or self.index)


def remembered(noted: Path, new: Delivered | None) -> Delivered:
    """Return what was noted in a file and what is new; note that. Raises OSError."""
    known = _read(noted)
    if new is None:
        return known
    both = known.later(new)
    told = {
        "origins": {student: asdict(origin) for student, origin in both.origins.items()},
        "index": both.index.decode("utf-8", "replace"),
    }
    writing.update(noted, json.dumps(told).encode("utf-8"))
    return both


def _read(noted: Path) -> Delivered:
    """Return what was noted; nothing where no run did so yet, or its file is damaged."""
    try:
        told = json.loads(noted.read_text(encoding="utf-8"))
        origins = {student: _origin(one) for student, one in told["origins"].items()}
        return Delivered(origins, told["index"].encode("utf-8"))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return Delivered({})


def _origin(told: dict[str, Any]) -> Origin:
    return Origin(**{**told, "group": tuple(told.get("group", ()))})
