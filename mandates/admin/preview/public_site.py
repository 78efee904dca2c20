"""Where visitors see what an editor edits: the site that shows the content hands it in; here is no such page."""

from __future__ import annotations

from collections.abc import Callable

from mandates.publishing.editions import Edition
from mandates.rules.answers import Answers
from mandates.rules.ruleset import Ruleset

AnswerAddress = Callable[[Answers], str]
RowAddress = Callable[[Ruleset, str, str], str]
Understand = Callable[[str, Edition], Answers | None]


class _Site:
    answer: AnswerAddress
    row: RowAddress
    understand: Understand


def hand_in(answer: AnswerAddress, row: RowAddress, understand: Understand) -> None:
    """The site says, when it starts, at which address it answers to a set of answers, where it shows a row, and which
    answers the address or the code in a text stands for.
    """
    _Site.answer = staticmethod(answer)
    _Site.row = staticmethod(row)
    _Site.understand = staticmethod(understand)


def answer_address(answers: Answers) -> str:
    return _Site.answer(answers)


def row_address(ruleset: Ruleset, model: str, slug: str) -> str:
    """Where visitors of this content see the row of this slug; empty where they do not."""
    return _Site.row(ruleset, model, slug)


def answers_in(text: str, edition: Edition) -> Answers | None:
    return _Site.understand(text, edition)
