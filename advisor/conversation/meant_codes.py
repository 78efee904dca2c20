"""The codes that a mistyped one may be, with the first words of their answers: by them its own is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import ngettext

from advisor.conversation.near_codes import NearCode, near
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.questions import WORDS
from advisor.words import LinkView, type_names
from mandates.rules.ruleset import Ruleset

FIRST_WORDS: Final = 3
"""So many names of what a code's answers have ticked are told of it."""


@dataclass(frozen=True, slots=True)
class MeantCode:
    """A code that a text may mean, and the first words of its answers; its link opens them."""

    link: LinkView
    answers: str


def meant_codes(ruleset: Ruleset, wrong: str, address: Callable[[str], str]) -> tuple[MeantCode, ...]:
    """Those that a wrong code may be, the likeliest first; `address` tells where a right one leads."""
    return tuple(meant_code(ruleset, found, address(found.code)) for found in near(wrong, ruleset))


def meant_code(ruleset: Ruleset, found: NearCode, address: str) -> MeantCode:
    return MeantCode(LinkView(found.code, address), _first_words(ruleset, found.conversation))


def _first_words(ruleset: Ruleset, said: Conversation) -> str:
    names = [*type_names(ruleset, said.answers.types), *WORDS[Step.TASKS].said(ruleset, said)]
    more = len(names) - FIRST_WORDS
    words = ". ".join(names[:FIRST_WORDS])
    others = ngettext("%(first)s … ja %(count)s muu", "%(first)s … ja %(count)s muuta", more)
    return others % {"first": words, "count": more} if more > 0 else words
