"""Addresses that programs broke within a text: what a mail, a word processor or a person made of them on their way.

Pure: no Django, no I/O. What a query's own pairs say, once it is one, `mangled` reads.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Callable
from typing import Final

from advisor.conversation import codes, keys, mangled, questionnaire
from advisor.conversation.mangled import WRITTEN_AMPERSAND
from advisor.conversation.questionnaire import Conversation
from mandates.rules.ruleset import Ruleset

QUOTED: Final = r"(?:>\s*){0,9}"
"""What a line of a quoted message begins with."""
BREAK: Final = re.compile(rf"(?:(?<=\S[&=])|(?<=/\?))\s+{QUOTED}|(?<!\s)\s+{QUOTED}(?=&\S)")
"""A line broken within an address, where a sign shows it; between words that sign stands alone."""
BREAK_IN_A_PAIR: Final = re.compile(rf"(?<=[?&])([^\s?&]+)\s+{QUOTED}([^\s&>]+)")
"""The beginning of a key and its value at a line's end, and what may be its rest on the next line."""
GLUED: Final = re.compile(r"(?<=\w)(?=https?://)")
"""Where an address stands close to what is before it, such as the same address pasted twice."""
KEYS: Final = "|".join(sorted(questionnaire.OF_SLUGS))
ALL_KEYS: Final = f"{KEYS}|{keys.CODE}|{keys.ROLE}"
OURS: Final = rf"(?:\b(?:{ALL_KEYS})=|/(?:koodi|valtuudet)/)"
"""What an address of this site has, and another program's own has not."""
LEADING: Final = rf"https?://(?:(?!{OURS}|https?://)[^\s<>\"]){{0,1000}}?[=/_]"
"""How another program's address begins that leads to the one in it, so that the program can check it or count it. Where
one leads through others, each is read by itself: none is searched to the end of all."""
LED: Final = re.compile(rf"{LEADING}(?=https?://)|__;\S*", re.IGNORECASE)
COLON, EQUALS, QUESTION_MARK = (rf"%(?:25)*{sign}" for sign in ("3A", "3D", "3F"))
HIDDEN: Final = re.compile(
    rf"{LEADING}(https?{COLON}[\w%.~-]+)(?:&[^\s<>\"]*)?|\bhttps?{COLON}[\w%.~-]+", re.IGNORECASE
)
"""An address that was encoded as one value, with that of the program that leads to it; or alone."""
ENCODED: Final = re.compile(
    rf"(?:\?(?:{ALL_KEYS}){EQUALS}|{QUESTION_MARK}(?:{ALL_KEYS})(?:=|{EQUALS}))[^\s&]*", re.IGNORECASE
)
"""A query that was encoded as one value."""
PARTED: Final = re.compile(rf"({keys.TYPES}=[\w-]+|(?<=[\w-])(?!\s*.\s*{keys.TYPES}=))\s*[;&]\s*(?=(?:{KEYS})=)")
"""Between two pairs of one address. After answers of other questions an organisation begins another address."""
LISTED: Final = re.compile(rf"(\b(?:{KEYS})=)([\w-]+(?:[,|][\w-]+)+)(?=&)")
"""Several slugs of one key with a comma between them; elsewhere a comma parts what is pasted."""
ENCODED_FOR_MAIL: Final = re.compile(rf"\b(?:{KEYS})=3D")
"""An equals sign as the source of a mail has it; no slug of ours begins so."""


def _unhidden(hidden: re.Match[str]) -> str:
    return f" {mangled.decoded(hidden[1])} " if hidden[1] else mangled.decoded(hidden[0])


def _each(pair: re.Match[str]) -> str:
    """A key with several slugs as a pair of each."""
    return "&".join(pair[1] + slug for slug in mangled.BETWEEN_SLUGS.split(pair[2]))


STEPS: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    (HIDDEN, _unhidden),
    (ENCODED, lambda query: mangled.decoded(query[0])),
    (LED, " "),
    (GLUED, " "),
    (WRITTEN_AMPERSAND, "&"),
    (BREAK, ""),
    (LISTED, _each),
    (PARTED, r"\1&"),
)
"""What is mended, and how. Each step reads what those before it have made whole."""


def mended(text: str, ruleset: Ruleset) -> str:
    """The text with its addresses as they were before programs encoded them, led to them by their own, wrote & in
    another way and broke their lines.

    A line that breaks off in a word of ours goes on with the next one where the two are that word.
    """
    if ENCODED_FOR_MAIL.search(text):
        text = quopri.decodestring(text.encode()).decode(errors="replace")
    for broken, whole in STEPS:
        text = broken.sub(whole, text)
    return BREAK_IN_A_PAIR.sub(lambda pair: _rejoined(pair, ruleset), text)


def _rejoined(broken: re.Match[str], ruleset: Ruleset) -> str:
    first, rest = broken.groups()
    may_be = () if _says_something(first, ruleset) else (first + rest, first.removesuffix("-") + rest)
    return next((pair for pair in may_be if _says_something(pair, ruleset)), broken[0])


def _says_something(pair: str, ruleset: Ruleset) -> bool:
    """Tell whether a pair of a query is an answer of ours, or a code."""
    key, _, value = pair.partition("=")
    said = questionnaire.parse([(key, value)], ruleset)
    return (said != Conversation() and not said.dropped) or isinstance(codes.decode(value, ruleset), Conversation)
