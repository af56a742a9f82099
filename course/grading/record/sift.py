"""Which deliveries are to be graded: what is new, what is changed, and nothing twice."""

from nbgrader.api import Assignment, SubmittedAssignment
from nbgrader.utils import parse_utc

from ..parcels import Aside, Delivery
from .recorder import Recorder
from .writing import digest_of


def sift(
    recorder: Recorder, deliveries: list[Delivery], regrade: bool
) -> tuple[list[Delivery], list[Delivery], list[Aside]]:
    """Return the deliveries to grade, those that are graded already, and those to ask about.

    A delivery that is older than what is recorded is not taken: a person is asked.
    """
    handed_in = dict(
        recorder.book.db.query(SubmittedAssignment.student_id, SubmittedAssignment.timestamp)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == recorder.lesson.name)
        .all()
    )
    todo: list[Delivery] = []
    unchanged: list[Delivery] = []
    asides: list[Aside] = []
    for delivery in deliveries:
        new, old = parse_utc(delivery.timestamp), handed_in.get(delivery.student)
        place = recorder.place(recorder.rooms.submitted_directory, delivery.student)
        there = digest_of(place)
        same = there == delivery.content.sha256
        if there and not same and new and old and new < old:
            why = (
                f"It was handed in at {new:%Y-%m-%d %H:%M} UTC, before the one that is recorded "
                f"({old:%Y-%m-%d %H:%M} UTC). To take it all the same, delete {place.parent}."
            )
            asides.append(Aside(delivery.file, why, delivery.student))
        elif same and not regrade and recorder.has(delivery) and not (new and new != old):
            reason = recorder.entries[delivery.student].why
            if reason:
                asides.append(Aside(delivery.file, reason, delivery.student))
            else:
                unchanged.append(delivery)
        else:
            todo.append(delivery)
    return todo, unchanged, asides
