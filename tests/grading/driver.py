"""`course grade` with the double in place of the judge: python -m tests.grading.driver grade …"""

from . import double

if __name__ == "__main__":
    from course.cli import app
    from course.grading.workers import work

    work.grade_task = double.grade  # workers find it by its name, tests.grading.double.grade
    app()
