"""Whose a file of a delivery is, and what is said where that is not plain."""

from dataclasses import dataclass

from .lms import Prefix

NAMELESS = "name it as in the roster, id.ipynb, and grade again."
MEMBERS = (
    "write who is in it into a column group of the roster, or put a copy for each student beside "
    "the rest, in a folder named by the id, and grade again."
)


@dataclass(frozen=True)
class Owner:
    """Whose file it is.

    Attributes
    ----------
    student : the id; None where it can't be said.
    why : why it can't, or of whom of several it can't, and what to do.
    group : everybody whose file it is, `student` among them, where these are several.
    """

    student: str | None
    why: str = ""
    prefix: Prefix | None = None
    group: tuple[str, ...] = ()

    @property
    def students(self) -> tuple[str, ...]:
        """Everybody whose file it is."""
        return self.group or ((self.student,) if self.student is not None else ())


def group_owner(members: tuple[str, ...], prefix: Prefix | None = None) -> Owner:
    """Return an owner that is several students, or one where there is one only."""
    return Owner(members[0], "", prefix, members if len(members) > 1 else ())


def only(students: frozenset[str], what: str) -> Owner:
    """Return whose a file is if these are one; `what` says what meant them."""
    if len(students) == 1:
        return Owner(next(iter(students)))
    several = " or ".join(sorted(students))
    return Owner(
        None,
        f"{what} may mean {several}: name the file by the id and grade again.",
    )
