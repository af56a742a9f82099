"""nbgrader's settings for this course, read by its commands, by Formgrader and by Validate.

nbgrader reads this file from the folder in which a command or JupyterLab starts: start them here.
"""

from pathlib import Path

from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.preprocessors import CheckCellMetadata, ClearHiddenTests, GetGrades
from nbgrader.preprocessors import ClearSolutions as NbgraderClearSolutions

from course.stubs import ClearSolutions, SignRelease

c = get_config()  # noqa: F821 - nbgrader puts this name here
root = Path(__file__).resolve().parent

# Whatever holds students' work lies in gradebook/, which git ignores.
c.CourseDirectory.course_id = "downhill"
c.CourseDirectory.root = str(root)
c.CourseDirectory.db_url = f"sqlite:///{(root / 'gradebook' / 'gradebook.db').as_posix()}"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks"
for step in ("submitted", "autograded", "feedback", "solution", "source_with_tests"):
    c.CourseDirectory[f"{step}_directory"] = f"gradebook/{step}"
c.ExportPlugin.to = str(root / "gradebook" / "grades.csv")

# The marks in a lesson. Our ClearSolutions lets a lesson say what stands in a solution's place, and
# SignRelease has a release say what it was made with, so that `course build` sees what was typed.
c.ClearSolutions.begin_solution_delimeter = "### BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "### END SOLUTION"
c.ClearHiddenTests.begin_test_delimeter = "### BEGIN HIDDEN TESTS"
c.ClearHiddenTests.end_test_delimeter = "### END HIDDEN TESTS"
c.GenerateAssignment.preprocessors = [
    *(
        ClearSolutions if step is NbgraderClearSolutions else step
        for step in GenerateAssignment().preprocessors
    ),
    SignRelease,
]

# `nbgrader release_assignment` hands out notebooks that bring the helpers along.
c.ExchangeFactory.release_assignment = "course.exchange.ReleaseWithHelpers"

# Notebooks and feedback are derived. Where they exist, nbgrader without force does nothing: a fresh
# clone, which has notebooks/ and no gradebook, could not be graded.
c.GenerateAssignment.force = True
c.GenerateFeedback.force = True

# An endless loop costs its own check cell, after this many seconds. (Keras takes some to start.)
c.Execute.timeout = 90
# A full traceback quotes the check cell, and so the hidden tests.
c.Execute.extra_arguments = ["--InteractiveShell.xmode=Minimal"]

# A submitted numpy.py would be imported in place of NumPy.
code = ["*.py", "*.pyc", "*.so", "*.pyd"]
c.CourseDirectory.ignore = [".ipynb_checkpoints", "__pycache__", "feedback", *code]

# A check cell that a student deleted is put back and run. Where that can't be done, and where a
# cell is there twice, this one submission stays ungraded and the log says so.
c.OverwriteCells.add_missing_cells = True
# nbgrader ends the run for everybody at a cell that fails this check.
for steps in ("sanitize_preprocessors", "autograde_preprocessors"):
    every = getattr(Autograde(), steps)
    c.Autograde[steps] = [step for step in every if step is not CheckCellMetadata]

# Formgrader shows the rubric above a written answer; nbgrader's other pages are as ever.
c.HTMLExporter.preprocessors = ["course.formgrader.ForWhoeverGrades"]

# Feedback goes to students, so without the hidden tests.
every = GenerateFeedback().preprocessors
after = every.index(GetGrades) + 1
c.GenerateFeedback.preprocessors = [*every[:after], ClearHiddenTests, *every[after:]]
