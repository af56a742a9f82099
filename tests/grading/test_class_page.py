"""The instructor's page on a class: its counts, its names of mistakes, its pictures."""

from collections import Counter
from itertools import product

import pytest

from course.grading.mended import Mend, Mended
from course.grading.parcels import NeedsReview, State
from course.grading.report import class_page
from course.grading.report.outcomes import Outcome, Result
from course.grading.report.tally import Summary, Tally, in_words
from course.grading.report.titles import Exercise

from .markup import Page, asks_nobody

STEP = Exercise("step-check", "step", "Exercise `step`", "1 · Down", 2, written=False)
TRAIN = Exercise("train-check", "train", "Exercise `train`", "1 · Down", 3, written=False)
WHY = Exercise("why", "why", "Written question", "In your own words", 2, written=True)
UPHILL = ("step: not right yet.", "At w=2 you return 3.", "Hint: Which way is downhill?")
RATE = ("step: not right yet.", "At w=2 you return 9.", "Hint: What is `lr` for?")
LOST = ("train: not right yet.", "train(w=2) stops with ValueError: 7", "It happens in `x`.")


def result(
    part: Exercise,
    state: State | None,
    message: tuple[str, ...] = (),
    waiting: bool = False,
    points: float | None = None,
    mistake: str = "",
) -> Result:
    got = part.points if state is State.RIGHT else 0.0
    got = got if points is None else points
    return Result(part, state, got, got, message, "answer", waiting, "", mistake=mistake)


def outcome(
    student: str, *results: Result, mended: tuple[Mended, ...] = (), penalty: float = 0
) -> Outcome:
    return Outcome(student, "Jo Secret", penalty, None, results, mended)


@pytest.fixture
def summary() -> Summary:
    """Count seven students."""
    summary = Summary("03 · Two weights", [Tally(part) for part in (STEP, TRAIN, WHY)])
    waits = result(WHY, None, waiting=True)
    blank = result(WHY, State.NOT_ATTEMPTED)
    rows = {
        "a": (result(STEP, State.RIGHT), result(TRAIN, State.RIGHT), waits),
        "b": (result(STEP, State.RIGHT), result(TRAIN, State.WRONG, LOST), waits),
        "c": (
            result(STEP, State.WRONG, UPHILL, mistake="uphill"),
            result(TRAIN, State.TIMEOUT),
            waits,
        ),
        "d": (
            result(STEP, State.WRONG, UPHILL, mistake="uphill"),
            result(TRAIN, State.DIED),
            blank,
        ),
        "e": (
            result(STEP, State.WRONG, RATE, mistake="no-lr"),
            result(TRAIN, State.NOT_FOUND),
            blank,
        ),
        "f": (result(STEP, State.NOT_ATTEMPTED), result(TRAIN, State.NOT_ATTEMPTED), blank),
        "g": (result(STEP, State.RIGHT), result(TRAIN, State.RIGHT), result(WHY, None, points=1)),
    }
    for student, results in rows.items():
        mended = (Mended(Mend.LOCKED_TWICE, ("<b>",)),) if student == "b" else ()
        penalty = 0.5 * (student == "c")
        summary.add(outcome(student, *results, mended=mended, penalty=penalty))
    summary.needs_review = [
        NeedsReview("../<x>.ipynb", "Nobody is called so."),
        NeedsReview("", "No file.", "h"),
    ]
    summary.missing = ["i", "j"]
    return summary


def test_counts(summary: Summary) -> None:
    step, train, why = summary.tallies
    assert step.states == Counter({State.RIGHT: 3, State.WRONG: 3, State.NOT_ATTEMPTED: 1})
    assert (step.attempted, train.attempted, why.attempted) == (6, 5, 4)
    assert step.mistakes == Counter({"uphill": 2, "no-lr": 1})
    assert train.mistakes == Counter({"The code stops with ValueError.": 1})
    assert summary.scores == [5, 2, -0.5, 0, 0, 0, 6]
    assert (summary.waiting, summary.late, summary.max_score) == (3, 1, 7)


def test_the_error_that_stopped_a_cell_is_counted() -> None:
    tally = Tally(STEP)
    for line in ("import seaborn", "import seaborn as sns"):
        why = "Its cell stops before its end: ModuleNotFoundError: No module named 'seaborn'"
        said = ("step: not right yet.", why, f"It happens in the line `{line}`.", "Hint: Leave it.")
        mistake = "cell-stops-with-ModuleNotFoundError-No-module-named-seaborn"
        tally.add(result(STEP, State.WRONG, said, mistake=mistake))
    (found,) = class_page.mistakes(tally)
    assert (found.count, found.name) == (2, why)


def test_mistakes_are_ranked_with_their_share_of_those_who_attempted(summary: Summary) -> None:
    first, second = class_page.mistakes(summary.tallies[0])
    assert (first.id, first.name, first.count) == ("uphill", "Which way is downhill?", 2)
    assert first.share == pytest.approx(2 / 6)
    assert second.share == pytest.approx(1 / 6)


def test_the_page_says_it_all(summary: Summary) -> None:
    page = Page(class_page.class_page_html(summary))
    text = " ".join(page.text.split())
    for said in [
        "7 graded, 1 of them with points off for coming late",
        "3 written answers to be read by a person",
        "2 for a person to look at",
        "2 handed nothing in",
        "unknown ../<x>.ipynb Nobody is called so.",
        "h No file.",
        "Exercise step 3 (43%) 3 (43%) 1 (14%) 0 0 0",
        "Exercise train 2 (29%) 1 (14%) 1 (14%) 1 (14%) 1 (14%) 1 (14%)",
        "2 33% Which way is downhill? uphill",
        "1 20% The code stops with ValueError.",
        "4 answered, 3 still to be read; the mean of those read is 1 of 2 points",
        "b Second copies of locked cells were left out: <b>.",
        "Difficulty and reliability Difficulty, item–rest correlation and reliability are given "
        "from 10 students on; with fewer they say little. Here 6 count.",
        "i, j",
    ]:
        assert said in text, said
    assert "Secret" not in page.html
    assert asks_nobody(page)


def test_the_pictures_say_their_finding(summary: Summary) -> None:
    page = Page(class_page.class_page_html(summary))
    labels = [value for tag, name, value in page.attributes if (tag, name) == ("svg", "aria-label")]
    assert [("svg", "role", "img")] * 2 == [a for a in page.attributes if a[1] == "role"]
    assert labels == [
        "Scores of 7 students: the median is 0 of 7 points, the lowest score -0.5, the highest 6; "
        "0 have all points.",
        "Share of right answers: step 43%, train 29%. Fewest are right in train.",
    ]
    for label in labels:
        assert page.text.count(label) == 1  # as the caption, too
    assert "3 right" in page.text and "3 not right yet" in page.text
    ids = [value for _, name, value in page.attributes if name == "id" and "figure" not in value]
    clips = [one for one in ids if one.startswith(("p", "h")) and len(one) > 8]
    assert len(clips) == len(set(clips)) > 0


def test_half_points_count_down_and_all_fit_in(summary: Summary) -> None:
    for score, most in product((-3, 6.5, 12), (1, 1000)):
        summary.scores = [score] * most
        assert f"Scores of {most} students" in class_page.class_page_html(summary)


def test_a_class_without_grades() -> None:
    summary = Summary("03 · Two weights", [Tally(STEP)], missing=["a"])
    page = Page(class_page.class_page_html(summary))
    assert "svg" not in page.tags
    assert "1 handed nothing in" in " ".join(page.text.split())


def test_only_so_many_mistakes_are_listed(summary: Summary) -> None:
    summary.tallies[0].mistakes = Counter({f"mistake {k}": 20 - k for k in range(8)})
    text = " ".join(Page(class_page.class_page_html(summary)).text.split())
    assert "mistake 4" in text and "mistake 5" not in text
    assert f"And {15 + 14 + 13} more, in 3 other ways." in text


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (UPHILL, "Which way is downhill?"),
        (("a: not right yet.", 'You chose Cleo "far": x.', "Hint: Is that so?"),
         'You chose Cleo "far": x.'),
        (LOST, "The code stops with ValueError."),
        (("a: not right yet.", "At x=1.7, y=-2,000 you return 3e-05.",
          "dL_dw1 is 2.5 times what it should be, at every point."),
         "dL_dw1 is … times what it should be, at every point."),
        (("a: not right yet.", "It returns None."), "It returns None."),
        ((), "The check said nothing."),
        (("x" * 999,), "x" * 200),
    ],
)  # fmt: skip
def test_a_mistake_in_words(message: tuple[str, ...], name: str) -> None:
    assert in_words(message) == name


def test_a_reworded_hint_counts_as_before() -> None:
    tally = Tally(STEP)
    for hint in ("Hint: Which way is downhill?", "Hint: Did the loss fall?"):
        tally.add(result(STEP, State.WRONG, (*UPHILL[:2], hint), mistake="uphill"))
    assert tally.mistakes == Counter({"uphill": 2})
    assert class_page.mistakes(tally)[0].name == "Did the loss fall?"


def test_one_hint_of_two_mistakes_counts_as_two() -> None:
    tally = Tally(STEP)
    for mistake in ("uphill", "w2-first"):
        tally.add(result(STEP, State.WRONG, UPHILL, mistake=mistake))
    assert tally.mistakes == Counter({"uphill": 1, "w2-first": 1})
