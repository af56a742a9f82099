"""An instructor's own notebook: how its tests are judged, and what lies beside it.

A test of a lesson of ours is judged outside the student's process. One that somebody else wrote may
need to be inside: it deletes a student's name, or looks into an object that can't leave. So the
lesson's own solution is tried first, see `judge.trial`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class OwnTests:
    """How the tests of an instructor's own notebook are judged.

    Attributes
    ----------
    inside : why a test runs in the student's process, by its grade_id.
    answers : the names that the solution's answers define: the student's, whatever else has them.
    imports : the notebook's own import statements, as students have them.
    failing : tests that the solution itself does not pass in full, by grade_id, with its points.
    files : what lies beside the notebook, name and bytes each.
    """

    inside: Mapping[str, str] = field(default_factory=dict)
    answers: frozenset[str] = frozenset()
    imports: tuple[str, ...] = ()
    failing: Mapping[str, float] = field(default_factory=dict)
    files: tuple[tuple[str, bytes], ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return it as plain data, but for the files."""
        return {
            "inside": dict(self.inside),
            "answers": sorted(self.answers),
            "imports": list(self.imports),
            "failing": dict(self.failing),
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any], files: tuple[tuple[str, bytes], ...]) -> "OwnTests":
        """Return what `plain` made plain."""
        return cls(
            inside=plain["inside"],
            answers=frozenset(plain["answers"]),
            imports=tuple(plain["imports"]),
            failing=plain["failing"],
            files=files,
        )
