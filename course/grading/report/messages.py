"""What a terminal says of pages and tables that were written."""

from collections.abc import Sequence

from .feedback import how_long
from .pages import Written


def report_sentences(written: Written, lesson: str) -> list[str]:
    """Return what `course report` says, a line each."""
    said = [f"{len(written.scores)} pages for students, and", *written_files(written)]
    if written.outdated:
        said.append(
            f"{written.outdated} of the pages and tables were older than the grades, or made by "
            "another state of the course; they are new now."
        )
    said += [f"{who}: {earlier(exercise, points)}." for who, exercise, points in written.earlier]
    if late_ones := came_late(written):
        said.append(f"Handed in late: {late_ones}.")
    if written.late:
        said.append(f"{len(written.late)} have {late(written.late)}.")
    for why, count in written.stale.items():
        said.append(
            f"{count} of the grades are of another state of the course: {why}. Run `course grade "
            f"{lesson}` with what was handed in; then they are today's."
        )
    said += filter(None, [provisional(written, lesson)])
    return said + outdated_sentences(written, lesson)


def late(students: Sequence[str]) -> str:
    """Name those whose late penalty is another."""
    return f"another late penalty than before: {', '.join(students)}"


def came_late(written: Written) -> str:
    """Say who handed in late, and by how much; "" where nobody did."""
    each = [f"{who} ({how_long(seconds)})" for who, seconds in written.came_late]
    return ", ".join(each)


def provisional(written: Written, lesson: str) -> str:
    """Say that scores are not final; "" where they are."""
    if not written.provisional:
        return ""
    count = len(written.provisional)
    so_many = f"{count} of the scores are" if count > 1 else "1 score is"
    said = (
        f"{so_many} provisional: a person has yet to read an answer, which counts as 0 until then."
    )
    if written.lms and written.left_out:
        no_line = "have no line" if written.left_out > 1 else "has no line"
        said += (
            f" {written.left_out} of them {no_line} in {written.lms.name}, so the LMS keeps what "
            "it has; `--provisional` puts them in."
        )
    return f"{said} Read them in Formgrader, then `course report {lesson}`."


def written_files(written: Written) -> list[str]:
    """Return the files for the instructor."""
    tables = written.class_page, written.table, written.questions, written.lms
    return [str(one) for one in (*tables, *written.archives) if one]


def outdated_sentences(written: Written, lesson: str) -> list[str]:
    """Return a sentence for each table of an LMS that does not have the scores of now."""
    return [
        f"{one.name} has other scores than the gradebook: `course report {lesson} --lms "
        f"{one.stem.removeprefix(lesson + '_')}` writes it anew."
        for one in written.older
    ]


def earlier(exercise: str, points: float) -> str:
    """Say that points which a person gave are for an earlier answer."""
    return (
        f"the {points:g} points that a person gave for {exercise} are from before the answer or "
        "the exercise was changed; they are kept, and don't count until they are given again"
    )
