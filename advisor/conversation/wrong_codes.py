"""What pages say of a text that is no code: what is wrong with it, and which codes it may be, with the first words of
their answers. By them its own is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.conversation.code_signs import CodeError, Fault
from advisor.conversation.near_codes import NearCode, near
from advisor.conversation.pasted import meant_as_code
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.questions import WORDS
from advisor.words import LinkView, type_names
from mandates.rules.ruleset import Ruleset

LONGEST_SHOWN: Final = 200
SENTENCES: Final = {
    Fault.EMPTY: gettext_lazy("Kirjoita koodi."),
    Fault.SIGN: gettext_lazy("Koodeissa ei ole merkkiä ”%(sign)s”. Tarkista, mikä merkki sen paikalla on."),
    Fault.SHORT: gettext_lazy("Koodi on liian lyhyt. Tarkista, puuttuuko siitä merkkejä."),
    Fault.LONG: gettext_lazy("Koodi on liian pitkä. Tarkista, onko siinä ylimääräisiä merkkejä."),
    Fault.CHECK: gettext_lazy(
        "Koodissa on virhe: jokin merkki on väärin, puuttuu tai on väärässä paikassa. Tarkista koodi."
    ),
}
CONFUSED: Final = (("B", "8"), ("S", "5"), ("M", "N"))
"""Signs that are taken for each other: 0, O, 1, I and L, which most often are, stand in no code."""
FIRST_WORDS: Final = 3
"""So many names of what a code's answers have ticked are told of it."""


@dataclass(frozen=True, slots=True)
class MeantCode:
    """A code that a text may mean, and the first words of its answers; its link opens them."""

    link: LinkView
    answers: str


def sentence(error: CodeError, code: str) -> str:
    """What is wrong with the code, and what to do about it."""
    doubtful = _confusable(code) if error.fault is Fault.CHECK else ""
    return " ".join(filter(None, (what_is_wrong(error), doubtful)))


def what_is_wrong(error: CodeError) -> str:
    return str(SENTENCES[error.fault]) % {"sign": error.sign}


def _confusable(code: str) -> str:
    """The signs of the code that are easily read or heard as another, with that other."""
    pairs = [
        _("%(first)s ja %(second)s") % {"first": first, "second": second}
        for first, second in CONFUSED
        if {first, second} & set(code.upper())
    ]
    return _("Tarkista etenkin %(pairs)s.") % {"pairs": ", ".join(pairs)} if pairs else ""


def meant_codes(ruleset: Ruleset, wrong: str, address: Callable[[str], str]) -> tuple[MeantCode, ...]:
    """Those that a wrong code may be, also one that was said, the likeliest first; `address` tells where a right one
    leads."""
    code, close = meant_as_code(wrong, ruleset)
    return tuple(meant_code(ruleset, found, address(found.code)) for found in (close if code else near(wrong, ruleset)))


def meant_code(ruleset: Ruleset, found: NearCode, address: str) -> MeantCode:
    return MeantCode(LinkView(found.code, address), _first_words(ruleset, found.conversation))


def _first_words(ruleset: Ruleset, said: Conversation) -> str:
    names = [*type_names(ruleset, said.answers.types), *WORDS[Step.TASKS].said(ruleset, said)]
    more = len(names) - FIRST_WORDS
    words = ". ".join(names[:FIRST_WORDS])
    others = ngettext("%(first)s … ja %(count)s muu", "%(first)s … ja %(count)s muuta", more)
    return others % {"first": words, "count": more} if more > 0 else words
