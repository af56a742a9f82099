"""A set of questions: it shows them, replies to answers, and draws new numbers."""

import textwrap
from collections.abc import Mapping, Sequence

import numpy as np

from .pool import POOL
from .question import TOLERANCE, Answer, Question, QuestionKind, equal, say

COUNT = {"03": 7, "07": 8, "11": 8}  # questions after each of these lessons
SEEDS = 10_000
WIDTH = 88


class Questions:
    """The questions of a review. Nothing of it is graded."""

    def __init__(self, lesson: str, seed: int | None = None):
        """Draw the questions after a lesson, "03", "07" or "11", and print them.

        The same seed gives the same questions; without one they differ on each run.
        Raises ValueError for a lesson that no review follows.
        """
        if lesson not in COUNT:
            raise ValueError(f"no review follows lesson {lesson!r}; there are {', '.join(COUNT)}")
        seed = int(np.random.default_rng().integers(SEEDS)) if seed is None else seed
        self._rng = np.random.default_rng(seed)
        self._kinds = drawn_kinds(lesson, self._rng)
        print(f'review.start("{lesson}", seed={seed}) gives these questions again.\n')
        self.again()

    def again(self) -> None:
        """Draw new numbers for all the questions, and print them."""
        self._asked: list[Question] = [kind.draw(self._rng) for kind in self._kinds]
        for number, question in enumerate(self._asked, start=1):
            print(_indented(f"{number}. ", question.text), end="\n\n")

    def reply(self, answers: Mapping[int, object] | Sequence[object]) -> None:
        """Print for each question whether its answer is right, or what went wrong.

        `answers` holds an answer by the question's number, or is a list in their order. A question
        without an answer, or with `...`, is left out.
        """
        if not isinstance(answers, Mapping):
            answers = dict(enumerate(answers, start=1))
        for number, (kind, question) in enumerate(self._pairs(), start=1):
            said, wrong = reply_to(question, answers.get(number, ...))
            place = f" Look at lesson {kind.lesson}, section “{kind.section}”." if wrong else ""
            print(_indented(f"{number}. ", said + place))
        for number in sorted(set(answers) - set(range(1, len(self._asked) + 1))):
            print(f"There is no question {number}.")

    def show_answers(self) -> None:
        """Print the right answers."""
        for number, question in enumerate(self._asked, start=1):
            print(f"{number}. {say(question.right)}")

    def _pairs(self) -> list[tuple[QuestionKind, Question]]:
        return list(zip(self._kinds, self._asked, strict=True))


def reply_to(question: Question, answer: object) -> tuple[str, bool]:
    """Return what to say to an answer, and whether it is a wrong one."""
    if answer is ... or answer is None:
        return "Not answered yet.", False
    found = _read(question.right, answer)
    if found is None:
        return f"This can't be read. Give {_form(question.right)}.", False
    if equal(found, question.right, TOLERANCE):
        return "Right.", False
    for slip in question.slips:
        if equal(found, slip.value, TOLERANCE):
            return slip.reply, True
    if _two_digits(question.right) == found:
        return "Right to two digits. Give three.", False
    return "Not right.", True


def _two_digits(right: Answer) -> Answer:
    """Return numbers rounded to two digits, a letter as it is."""
    if isinstance(right, str):
        return right
    if isinstance(right, tuple):
        return tuple(float(f"{value:.2g}") for value in right)
    return float(f"{right:.2g}")


def _read(right: Answer, answer: object) -> Answer | None:
    """Return an answer in the form of the right one, None where it has another."""
    if isinstance(right, str):
        return answer.strip().upper() if isinstance(answer, str) else None
    try:
        numbers = np.asarray(answer, dtype=np.float64)
    except (TypeError, ValueError):  # words, or lists of different lengths
        return None
    if isinstance(answer, str) or not np.isfinite(numbers).all():
        return None
    if isinstance(right, tuple):
        return tuple(numbers.tolist()) if numbers.shape == (len(right),) else None
    return float(numbers.item()) if numbers.size == 1 else None


def _form(right: Answer) -> str:
    if isinstance(right, str):
        return 'a letter in quotes, such as `"A"`'
    if isinstance(right, tuple):
        return f"{len(right)} numbers in brackets, such as `(3, 0.5)`"
    return "one number, such as `0.25` or `-3`"


def _indented(head: str, words: str) -> str:
    lines = [
        textwrap.fill(line, WIDTH, initial_indent=head if not k else "   ", subsequent_indent="   ")
        for k, line in enumerate(words.splitlines())
    ]
    return "\n".join(lines)


def drawn_kinds(lesson: str, rng: np.random.Generator) -> list[QuestionKind]:
    """Return which kinds of question to ask, mixed.

    Each lesson since the review before has one, then each earlier lesson while there is room; then
    each has a second one, and so on.
    """
    before = max((other for other in COUNT if other < lesson), default="00")
    left: dict[str, list[QuestionKind]] = {}
    for kind in POOL:
        if kind.lesson <= lesson:
            left.setdefault(kind.lesson, []).append(kind)
    new = [name for name in left if name > before]
    old = [name for name in left if name <= before]
    chosen: list[QuestionKind] = []
    while len(chosen) < COUNT[lesson]:
        turn = [name for part in (new, old) for name in rng.permutation(part).tolist()]
        for name in [name for name in turn if left[name]][: COUNT[lesson] - len(chosen)]:
            chosen.append(left[name].pop(int(rng.integers(len(left[name])))))
    return [chosen[k] for k in rng.permutation(len(chosen))]
