"""Where visitors see what an editor edits: the site that shows the content hands it in; here is no such page."""

from __future__ import annotations

from collections.abc import Callable

from mandates.rules.answers import Answers
from mandates.rules.ruleset import Ruleset

AnswerAddress = Callable[[Answers], str]
RowAddress = Callable[[Ruleset, str, str], str]


class _Site:
    answer: AnswerAddress
    row: RowAddress


def hand_in(answer: AnswerAddress, row: RowAddress) -> None:
    """The site says, when it starts, at which address it answers to a set of answers, and where it shows a row."""
    _Site.answer = staticmethod(answer)
    _Site.row = staticmethod(row)


def answer_address(answers: Answers) -> str:
    return _Site.answer(answers)


def row_address(ruleset: Ruleset, model: str, slug: str) -> str:
    """Where visitors of this content see the row of this slug; empty where they do not."""
    return _Site.row(ruleset, model, slug)
