"""Where visitors see what an editor edits: the site that shows the content hands it in; here is no such page."""

from __future__ import annotations

from collections.abc import Callable

from mandates.rules.answers import Answers

AnswerAddress = Callable[[Answers], str]


class _Site:
    answer: AnswerAddress


def hand_in(answer: AnswerAddress) -> None:
    """The site says, when it starts, at which address it answers to a set of answers."""
    _Site.answer = staticmethod(answer)


def answer_address(answers: Answers) -> str:
    return _Site.answer(answers)
