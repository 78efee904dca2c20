"""What support types into the desk's field: a code, an address of this site, or words. Nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from advisor.conversation import codes, questionnaire
from advisor.conversation.codes import CodeError
from advisor.conversation.questionnaire import Conversation, Step
from advisor.kept import reverse
from advisor.search.index import build
from advisor.search.search import Found, search
from advisor.team.page import team_address
from advisor.team.roles import ROLE, codes_in, is_code
from mandates.languages import spoken
from mandates.publishing.editions import Edition
from mandates.rules.rows import Kind, Mandate
from mandates.rules.ruleset import Ruleset

MANDATE: Final = "valtuus"
CODE: Final = "koodi"
PANEL: Final = "valtuus-nimi"
LONGEST: Final = 8_000
MOST_FOUND: Final = 5
PAGE: Final = re.compile(r"(?:^|/)(?:(tulos(?:\.json)?|tuki|kysely/[a-z]+)/?|(koodi|valtuudet)/([^/]+)/?|(koodi)/?)$")
WRAPPING: Final = " \t\r\n<>()[]\"'”’.,;"
ADDRESS: Final = re.compile(r"^\S*(://|\?\S|=)|^\S*/\S*$")
GROUPS: Final = re.compile(r"[A-Z]{2,4}([ .–-]+[A-Z]{2,4})+", re.IGNORECASE)
LONGEST_GROUP: Final = 4


class Trouble(StrEnum):
    """Why the field leads nowhere."""

    EMPTY = "tyhja"
    LONG = "pitka"
    FOREIGN = "vieras"
    UNANSWERED = "ei-vastauksia"
    CODE = "koodi"
    UNKNOWN = "tuntematon"


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the text leads: to answers, a mandate, a team of these codes; else what it may mean, and what is wrong.

    `code` is what was read as a code when there is a `code_error`.
    """

    conversation: Conversation | None = None
    mandate: str = ""
    found: Found = Found()
    trouble: Trouble | None = None
    code_error: CodeError | None = None
    code: str = ""
    team: tuple[str, ...] = ()

    @property
    def leads(self) -> bool:
        return self.conversation is not None or bool(self.mandate or self.team)


def read(text: str, edition: Edition) -> Reading:
    """Understand the text. Only a code, an address or a mandate's exact name lead on; words only find."""
    bare = text.strip(WRAPPING)
    if not bare:
        return Reading(trouble=Trouble.EMPTY)
    if len(bare) > LONGEST:
        return Reading(trouble=Trouble.LONG)
    team = _team(bare, edition.ruleset)
    if team:
        return Reading(team=team)
    if ADDRESS.search(bare):
        address = _address("".join(bare.split()).replace("&amp;", "&"), edition.ruleset)
        if address.trouble is not Trouble.FOREIGN or "://" in bare:
            return address
    named = _named(bare, edition.ruleset)
    if len(named) == 1:
        return Reading(mandate=named[0])
    answers = codes.decode(bare, edition.ruleset)
    if isinstance(answers, Conversation):
        return Reading(conversation=answers)
    return _words(bare, answers, edition)


def _team(text: str, ruleset: Ruleset) -> tuple[str, ...]:
    """The codes of a team's address, or of several roles, of which one at least is right and the others look alike."""
    found = codes_in(text, ruleset)
    wrong = [code for code in found if not is_code(code, ruleset)]
    is_team = f"{ROLE}=" in text or (len(found) > max(1, len(wrong)) and all(map(_is_written_as_code, wrong)))
    return found if is_team else ()


def _address(text: str, ruleset: Ruleset) -> Reading:
    """Only the path and the query count: the host may be spelled in any way, or be left out."""
    parts = _parts(text)
    page = PAGE.search(unquote(parts.path))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if page is None and (parts.path.strip("/") or not parts.query):
        return Reading(trouble=Trouble.FOREIGN)
    if page and page[3]:
        return _code(page[3], ruleset) if page[2] == CODE else _mandate(page[3], ruleset)
    if page and page[4]:
        return _code(dict(pairs).get(CODE, ""), ruleset)
    return _answers(pairs, ruleset)


def _parts(text: str) -> SplitResult:
    """The address in parts; a query alone may come without its question mark."""
    query_only = "=" in text and "/" not in text and "?" not in text
    try:
        return urlsplit(f"?{text}" if query_only else text)
    except ValueError:
        return SplitResult("", "", text, "", "")


def _answers(pairs: list[tuple[str, str]], ruleset: Ruleset) -> Reading:
    mandate = _mandate(dict(pairs).get(MANDATE, ""), ruleset)
    conversation = questionnaire.parse([pair for pair in pairs if pair[0] != MANDATE], ruleset)
    has_answers = any(key != questionnaire.VERSION for key, _ in questionnaire.pairs(conversation))
    if has_answers or any(ruleset.retired_name(value) for value in conversation.dropped):
        return Reading(conversation=conversation, mandate=mandate.mandate)
    return mandate if mandate.mandate else Reading(trouble=Trouble.UNANSWERED)


def _mandate(slug: str, ruleset: Ruleset) -> Reading:
    today = ruleset.current_slug(Kind.MANDATE, slug)
    return Reading(mandate=today) if today in ruleset.mandates else Reading(trouble=Trouble.UNKNOWN)


def _code(code: str, ruleset: Ruleset) -> Reading:
    answers = codes.decode(code, ruleset)
    if isinstance(answers, CodeError):
        return Reading(trouble=Trouble.CODE, code_error=answers, code=code)
    return Reading(conversation=answers)


def _named(text: str, ruleset: Ruleset) -> list[str]:
    """The mandates whose slug or name in any language is exactly this, whatever the case."""
    asked = _plain(text)
    slug = ruleset.current_slug(Kind.MANDATE, asked)
    return [row.slug for row in ruleset.mandates.values() if row.slug == slug or asked in map(_plain, _names(row))]


def _names(mandate: Mandate) -> Iterator[str]:
    yield from filter(None, (*(name.text for name in mandate.names.values()), *mandate.title.values()))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _words(text: str, error: CodeError, edition: Edition) -> Reading:
    """What the words may mean. A text without any meaning that is written as a code is a mistyped code."""
    found = search(edition.once(build, spoken()), text, MOST_FOUND)
    if found.tasks or found.mandates or found.types:
        return Reading(found=found)
    if _is_written_as_code(text):
        return Reading(trouble=Trouble.CODE, code_error=error, code=text)
    return Reading(trouble=Trouble.UNKNOWN)


def _is_written_as_code(text: str) -> bool:
    """A code has a digit or stands in groups, and no long word is part of it."""
    words = re.split(r"[\s.–-]+", text)
    has_word = any(len(word) > LONGEST_GROUP and word.isalpha() for word in words)
    return not has_word and (any(map(str.isdigit, text)) or GROUPS.fullmatch(text) is not None)


# Where it leads


def address(conversation: Conversation, mandate: str = "") -> str:
    """The desk with these answers; what they named in vain is marked as dropped."""
    query = questionnaire.mended_query(replace(conversation, changing=False))
    panel = urlencode({MANDATE: mandate}) if mandate else ""
    return f"{reverse('support')}?{'&'.join(filter(None, (query, panel)))}".rstrip("?")


def panel_address(conversation: Conversation, mandate: str) -> str:
    """The desk at the heading of an open panel, which takes the focus."""
    return f"{address(conversation, mandate)}#{PANEL}"


def target(reading: Reading) -> str:
    """Where the field leads: a team, the answers, the result itself once there is one, or a mandate's panel."""
    if reading.team:
        return team_address(reading.team)
    conversation = reading.conversation or Conversation()
    if questionnaire.next_step(conversation) is Step.RESULT:
        return f"{address(conversation, reading.mandate)}#vastaus"
    return panel_address(conversation, reading.mandate) if reading.mandate else address(conversation)
