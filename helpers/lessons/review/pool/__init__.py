"""All kinds of question, in the order of the lessons."""

from ..question import QuestionKind
from . import lessons_01_to_03, lessons_04_to_07, lessons_08_to_11

POOL: list[QuestionKind] = [
    *lessons_01_to_03.KINDS,
    *lessons_04_to_07.KINDS,
    *lessons_08_to_11.KINDS,
]
