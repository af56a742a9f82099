"""Which submissions are to be graded: what is new or changed, by whoever changed it; none twice."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from nbgrader.utils import parse_utc

from ..book import writing
from ..parcels import Delivery, NeedsReview
from ..store import Store
from .recorder import Recorder

NEW_TIME = "the time of handing in is not the recorded one"


@dataclass
class Sifted:
    """What is to be done with submissions.

    Attributes
    ----------
    todo : to be graded.
    unchanged : graded already.
    needs_review : to be asked about.
    notes : what a person may want to know of what is graded.
    why : for students whose file was graded before, why it is graded again.
    """

    todo: list[Delivery] = field(default_factory=list)
    unchanged: list[Delivery] = field(default_factory=list)
    needs_review: list[NeedsReview] = field(default_factory=list)
    notes: list[NeedsReview] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)


def sift(recorder: Recorder, deliveries: list[Delivery], regrade: bool) -> Sifted:
    """Sort what was delivered.

    A delivery that is older than what is recorded is not taken: a person is asked.
    """
    handed_in = recorder.handed_in()
    sifted = Sifted()
    for delivery in deliveries:
        new, old = parse_utc(delivery.timestamp), handed_in.get(delivery.student)
        place = recorder.place(recorder.rooms.submitted_directory, delivery.student)
        there = writing.digest_of(place)
        same = there == delivery.content.sha256
        if not new and (same or recorder.knows(delivery)):
            # As from a folder that was unpacked: that nothing says when is no news of when.
            delivery = replace(delivery, timestamp=old)
        if there and not same and new and old and new < old:
            why = (
                f"It was handed in at {new:%Y-%m-%d %H:%M} UTC, before the one that is recorded "
                f"({old:%Y-%m-%d %H:%M} UTC). To take it all the same, delete {place.parent}."
            )
            sifted.needs_review.append(NeedsReview(delivery.file, why, delivery.student))
        elif same and not regrade and recorder.has(delivery) and not (new and new != old):
            reason = recorder.entries[delivery.student].why
            if reason:
                sifted.needs_review.append(NeedsReview(delivery.file, reason, delivery.student))
            else:
                sifted.unchanged.append(delivery)
        else:
            sifted.todo.append(delivery)
            if old and not delivery.timestamp:
                said = (
                    "Nothing says when it was handed in; the one before was of "
                    f"{old:%Y-%m-%d %H:%M} UTC. No penalty is taken off: look yourself whether it "
                    "is late."
                )
                sifted.notes.append(NeedsReview(delivery.file, said, delivery.student))
            known = not regrade and recorder.knows(delivery)
            other = NEW_TIME if new and new != old else ""
            if known and (why := recorder.why_again(delivery.student) or other):
                sifted.why[delivery.student] = why
    return sifted


def outdated_records(recorder: Recorder, store: Store, but: Collection[str]) -> Sifted:
    """Sort what was recorded by another state of the course and is not in the delivery.

    It is graded from the file that is kept beside the gradebook. `but` are the students whom this
    run has seen to already.
    """
    handed_in = recorder.handed_in()
    sifted = Sifted()
    for student, entry in sorted(recorder.entries.items()):
        if student in but or not (why := recorder.why_again(student)):
            continue
        place = recorder.place(recorder.rooms.submitted_directory, student)
        content = place.read_bytes() if place.is_file() else b""
        if entry.delivered in ("", writing.content_digest(content)) and content:
            delivery = Delivery(student, store.keep(content), str(place), handed_in.get(student))
            sifted.todo.append(delivery)
            sifted.why[student] = why
        else:
            what = "changed since" if content else "gone"
            said = (
                f"Its grade is of another state of the course ({why}), and {place}, from which it "
                f"could be graded again, is {what}: grade the student's file once more."
            )
            sifted.needs_review.append(NeedsReview("", said, student))
    return sifted
