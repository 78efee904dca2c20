"""A team's address <-> its roles: each is the code of an answer. Pure: no Django, no I/O.

A role keeps its place, also one whose code is wrong, so that what is said of roles by number is what the address says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, TypeVar
from urllib.parse import unquote, urlencode

from advisor.conversation import code_signs, codes, keys, questionnaire
from advisor.conversation.broken_addresses import mended
from advisor.conversation.code_signs import CodeError, grouped, signs_of
from advisor.conversation.pasted import (
    MOST_GROUPS,
    answered,
    at_start,
    looks_like_a_code,
    mistyped_code,
    parts_of,
    said_as_a_whole,
)
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.spoken_codes import with_signs
from mandates.rules.ruleset import Ruleset

MOST: Final = 30
LONGEST_WRITTEN: Final = 2 * code_signs.LONGEST
MOST_WORDS: Final = MOST * MOST_GROUPS
"""So many words of a pasted text may be groups of codes; of those after them, each is read alone."""
BETWEEN: Final = re.compile(r"[\s,;<>()\[\]\"”|*]+")
OF_ADDRESS: Final = re.compile(r"[/=&]")
"""What makes a word an address; what is none may be codes with such signs between them."""
EDGES: Final = "?!'’"
WRAPPED: Final = re.compile(r"[\s,;%]")
"""What stands in a value that may be more than one code, or one encoded twice."""
AROUND: Final = " \t\r\n<>()[]\"'”"
"""What stands around a code in a text, and comes into its address."""
CODE_PATH: Final = re.compile(rf"/{keys.CODE}/([^/]+?)(?:\.svg)?(?:/|$)")


EachValue = TypeVar("EachValue", bound=Hashable)
MadeOfOne = TypeVar("MadeOfOne")


@dataclass(frozen=True, slots=True)
class TeamRole:
    """A role of a team: its place from 0, its code, and the answers that it stands for; else why it is no code."""

    place: int
    code: str
    conversation: Conversation = Conversation()
    error: CodeError | None = None

    @property
    def number(self) -> int:
        """How people count it."""
        return self.place + 1

    @property
    def is_whole(self) -> bool:
        """Whether every question is answered."""
        return self.error is None and questionnaire.next_step(self.conversation) is Step.RESULT


@dataclass(frozen=True, slots=True)
class Team:
    """The roles in the address's order, and whether there were more than fit."""

    roles: tuple[TeamRole, ...] = ()
    is_cut: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """What its address is made of."""
        return tuple(role.code for role in self.roles)

    @property
    def is_full(self) -> bool:
        """Whether no role can be added."""
        return len(self.roles) == MOST


def parse(values: Iterable[str], ruleset: Ruleset) -> Team:
    """The team whose roles have these codes. Never fails: a wrong code is a role with an error."""
    given = ((value.strip(AROUND) or value.strip())[:LONGEST_WRITTEN] for value in values if value.strip())
    written = [code for value in given for code in _written(value, ruleset)]
    read = made_of_each(written[:MOST], lambda code: _role(code, ruleset))
    roles = tuple(replace(role, place=place) for place, role in enumerate(read))
    return Team(roles, is_cut=len(written) > MOST)


def _written(value: str, ruleset: Ruleset) -> tuple[str, ...]:
    """A code as the address has it; of several in one value, or of one that was encoded twice, each by itself."""
    if is_code(value, ruleset) or not WRAPPED.search(value):
        return (value,)
    found = codes_in(unquote(value), ruleset)
    return found if any(is_code(code, ruleset) for code in found) else (value,)


def made_of_each(values: Iterable[EachValue], make: Callable[[EachValue], MadeOfOne]) -> tuple[MadeOfOne, ...]:
    """What is made of each value, in their order, of equals once: a team may have one role many times."""
    given = tuple(values)
    made = {value: make(value) for value in dict.fromkeys(given)}
    return tuple(made[value] for value in given)


def query(written: Iterable[str]) -> str:
    """The query of the team with these codes; empty without any. One more than a team has tells that there were more:
    all that somebody pastes may be longer than an address can be."""
    return urlencode([(keys.ROLE, code) for code in islice(written, MOST + 1)])


def codes_in(text: str, ruleset: Ruleset) -> tuple[str, ...]:
    """The codes that a pasted text names, in its order: as codes, or as addresses of answers or of teams.

    What stands between them is given as it is written, each stretch once: it may be a mistyped code.
    """
    words = [word for part in BETWEEN.split(mended(text, ruleset)) if (word := part.strip(EDGES))]
    found: list[str] = []
    unread: list[str] = []
    place = 0
    while place < len(words):
        count, read = _first(words[place : place + (MOST_GROUPS if place < MOST_WORDS else 1)], ruleset)
        if read:
            found += [*_joined(unread), *read]
            unread = []
        else:
            unread.append(words[place])
        place += count
    return (*found, *_joined(unread))


def codes_meant(text: str, ruleset: Ruleset) -> tuple[str, ...]:
    """The codes that a pasted or dictated text names, and what is written as one: the words and names beside them are
    none."""
    text = unicodedata.normalize("NFKC", text)
    found = codes_in(text, ruleset)
    if not any(is_code(code, ruleset) for code in found):
        found = _spelt(text, ruleset) or codes_in(with_signs(text), ruleset)
    meant = (code if is_code(code, ruleset) else mistyped_code(code) for code in found)
    return tuple(code for code in meant if looks_like_a_code(code) or is_code(code, ruleset))


def _spelt(text: str, ruleset: Ruleset) -> tuple[str, ...]:
    """The code that the whole text spells; else those that its lines do."""
    lines = islice(text.splitlines(), MOST)
    return _said([text], ruleset) or _said(lines, ruleset)


def _said(texts: Iterable[str], ruleset: Ruleset) -> tuple[str, ...]:
    said = (code for text in texts if len(text) <= LONGEST_WRITTEN for code in said_as_a_whole(text))
    read = ((code, codes.decode(code, ruleset)) for code in said)
    right = (_written_well(code, each, ruleset) for code, each in read if isinstance(each, Conversation))
    return tuple(dict.fromkeys(right))


def is_code(text: str, ruleset: Ruleset) -> bool:
    """Whether the text is the code of some answers."""
    return isinstance(codes.decode(text, ruleset), Conversation)


def _joined(words: list[str]) -> list[str]:
    return [" ".join(words)] if words else []


def _first(words: list[str], ruleset: Ruleset) -> tuple[int, list[str]]:
    """How many words the next code or address takes, and its codes; none where the first word is neither."""
    if OF_ADDRESS.search(words[0]):
        found = list(_of_address(words[0], ruleset))
        parts = OF_ADDRESS.split(words[0])
        return 1, found or [part for part in parts if len(part) >= code_signs.SHORTEST and is_code(part, ruleset)]
    for count, code in at_start(words):
        read = codes.decode(code, ruleset)
        if isinstance(read, Conversation):
            return count, [_written_well(code, read, ruleset)]
    return 1, []


def _of_address(address: str, ruleset: Ruleset) -> Iterator[str]:
    """The codes of a team's address or of a code's, or the one that the answers in an address have."""
    parts, pairs = parts_of(address)
    code = CODE_PATH.search(unquote(parts.path))
    if code:
        yield code[1]
    elif any(key in (keys.ROLE, keys.CODE) for key, _ in pairs):
        yield from (value for key, value in pairs if key in (keys.ROLE, keys.CODE))
    elif conversation := answered(pairs, ruleset):
        yield codes.encode_said(conversation, ruleset)


def _role(code: str, ruleset: Ruleset) -> TeamRole:
    """What a code stands for, as the first role."""
    read = codes.decode(code, ruleset)
    if isinstance(read, CodeError):
        return TeamRole(0, code, error=read)
    known = replace(read, dropped=(), mended=read.dropped)
    return TeamRole(0, _written_well(code, read, ruleset), known)


def _written_well(code: str, read: Conversation, ruleset: Ruleset) -> str:
    """The code as we write it. An old one, of which something was dropped, keeps its signs: only so it can be named."""
    return grouped(signs_of(code).upper()) if read.dropped else codes.encode(read, ruleset)
