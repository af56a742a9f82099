"""What `course grade-one` does on a terminal: a file, or names of files on standard input."""

import sys
from pathlib import Path

from . import lesson as lessons
from .one import LessonText, grader
from .parcels import Mode
from .report.one import as_json, text
from .run import isolation

GRADED, FAILED, NEEDS_REVIEW = 0, 1, 3  # exit codes; 2 is for words that the command doesn't know
STDIN = "-"


def grade_files(course: Path, name: str, file: Path, mode: Mode, json: bool) -> int:
    """Grade and print; return the exit code.

    Parameters
    ----------
    file : `-` takes names of files from standard input, a line each, and prints a line for each as
        soon as it is graded, until there is no more input; the exit code is 0 then.

    Raises CourseError where nothing can be graded at all.
    """
    lesson = lessons.read_lesson(lessons.settings(course), name)
    if mode is not Mode.CONTAINER:
        lessons.check_libraries(lesson)
    isolation.check_isolation(mode, course, *([] if str(file) == STDIN else [file]))
    shown = as_json if json else text
    texts = lesson.name, lesson.solution, lesson.release, lesson.notebook, lesson.own, lesson.files
    with grader(LessonText(*texts), mode) as grade:
        if str(file) == STDIN:
            for line in sys.stdin:
                print(shown(grade(Path(line.rstrip("\n")))), flush=True)
            return GRADED
        result = grade(file)
    print(shown(result))
    return {"graded": GRADED, "failed": FAILED, "needs_review": NEEDS_REVIEW}[result["status"]]
