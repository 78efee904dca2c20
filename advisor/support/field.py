"""What support types into the desk's field: a code, an address of this site, or words. Nothing is ever fetched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from advisor.conversation import codes, dropping, keys, mangled, questionnaire
from advisor.conversation.broken_addresses import mended
from advisor.conversation.code_signs import CodeError
from advisor.conversation.near_codes import NearCode, near
from advisor.conversation.pasted import (
    WRAPPING,
    addresses,
    looks_like_a_code,
    meant_as_code,
    possible_codes,
    said_as_a_whole,
)
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.spoken_codes import with_signs
from advisor.kept import reverse
from advisor.search import spoken
from advisor.search.gone import out_of_use, plain
from advisor.search.search import Found
from advisor.team import roles
from advisor.team.page import team_address
from mandates.publishing.editions import Edition
from mandates.rules.answers import Answers
from mandates.rules.rows import Kind, Mandate
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import Text

MANDATE: Final = "valtuus"
KEYS: Final = questionnaire.OF_SLUGS | {MANDATE}
PANEL: Final = "valtuus-nimi"
ANSWER: Final = "vastaus"
LONGEST: Final = 8_000
MOST_FOUND: Final = 5
PAGE: Final = re.compile(
    r"(?:^|/)(?:(tulos(?:\.json|\.atom)?|tuki|tarkista|tiimi|kysely/[a-z]+)/?|"
    r"(koodi|valtuudet)/([^/]+?)(?:\.svg|/antajalle/?|/?)|(koodi)/?)$",
    re.IGNORECASE,
)
OTHER_PAGE: Final = re.compile(
    r"(?:^|/)(?:palvelut(?:/[^/]+)?|valtuudet|taulukko|ongelma|haku|palaute)/?$", re.IGNORECASE
)
"""A page of ours that shows no answers. Its address may name an organisation all the same."""
TEAM: Final = re.compile(rf"\b{keys.ROLE}=[^\s&]")
"""A team's address that has a role."""
ADDRESS: Final = re.compile(r"^\S*(://|\?\S|=)|^[^\s/]*/\S*$")


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

    `near` are codes that it may mean: more than one is in it, or it is close to one. `retired` are the names of rows
    that are no longer in use. `code` is what was read as a code when there is a `code_error`.
    """

    conversation: Conversation | None = None
    mandate: str = ""
    found: Found = Found()
    near: tuple[NearCode, ...] = ()
    retired: tuple[Text, ...] = ()
    trouble: Trouble | None = None
    code_error: CodeError | None = None
    code: str = ""
    team: tuple[str, ...] = ()

    @property
    def leads(self) -> bool:
        return self.conversation is not None or bool(self.mandate or self.team)


def read(text: str, edition: Edition) -> Reading:
    """Understand the text. Only a code, an address or a mandate's exact name lead on; words only find.

    A code or an address counts wherever in the text it stands. To understand more, add a reader: it gives a reading, or
    None where the text is nothing of its kind.
    """
    bare = unicodedata.normalize("NFKC", text).strip(WRAPPING)
    if not bare:
        return Reading(trouble=Trouble.EMPTY)
    if len(bare) > LONGEST:
        return Reading(trouble=Trouble.LONG)
    whole = mended(bare, edition.ruleset)
    readings = (reader(whole, edition) for reader in READERS)
    return next(filter(None, readings), None) or Reading(trouble=Trouble.UNKNOWN)


def answers_in(text: str, edition: Edition) -> Answers | None:
    """The answers of the address or code that the text is or has in it; None without one, and of several."""
    whole = mended(text.strip(WRAPPING)[:LONGEST], edition.ruleset)
    readings = (reader(whole, edition) for reader in (_addressed, _coded))
    found = next(filter(None, readings), Reading())
    return found.conversation.answers if found.conversation else None


# Addresses


def _addressed(text: str, edition: Edition) -> Reading | None:
    """Where the addresses in the text lead. One that is broken over lines is read as a whole too."""
    whole = [_joined(text)] if ADDRESS.search(text) else []
    return _one_of((_address(each, edition.ruleset) for each in (*whole, *addresses(text))), edition.ruleset)


def _useless_address(text: str, edition: Edition) -> Reading | None:
    """What is wrong with a text that is nothing but an address."""
    reading = _address(_joined(text), edition.ruleset) if ADDRESS.search(text) else Reading()
    if reading.code_error:
        return replace(reading, near=near(reading.code, edition.ruleset))
    is_address = reading.trouble is not Trouble.FOREIGN or "://" in text
    return reading if (reading.trouble or reading.retired) and is_address else None


def _joined(text: str) -> str:
    return "".join(text.split())


def _one_of(readings: Iterable[Reading], ruleset: Ruleset) -> Reading | None:
    """The reading that leads somewhere, answers before mandates; several answers become a choice."""
    led = [each for each in readings if each.leads]
    answers = [each for each in led if each.conversation]
    best = min(map(_dropped, answers), default=0)
    different: dict[Conversation, Reading] = {}
    for each in answers:
        if each.conversation and _dropped(each) == best:
            different.setdefault(replace(questionnaire.bare(each.conversation), version=None), each)
    if len(different) > 1:
        return Reading(near=tuple(NearCode(codes.encode(each, ruleset), each) for each in different)[:MOST_FOUND])
    return next(iter((*different.values(), *led)), None)


def _dropped(reading: Reading) -> int:
    return len(reading.conversation.dropped) if reading.conversation else 0


def _team(text: str, edition: Edition) -> Reading | None:
    """The codes of a team's address, or of several roles, of which one at least is right and the others look alike. An
    address and its text are often the same one."""
    found = tuple(dict.fromkeys(roles.codes_in(text, edition.ruleset)))
    wrong = [code for code in found if not roles.is_code(code, edition.ruleset)]
    is_team = TEAM.search(text) is not None or (len(found) > max(1, len(wrong)) and all(map(looks_like_a_code, wrong)))
    return Reading(team=roles.codes_meant(text, edition.ruleset) or found) if is_team else None


def _address(text: str, ruleset: Ruleset) -> Reading:
    """Only the path and the query count: the host may be spelled in any way, or be left out."""
    parts = _parts(text)
    path = unquote(parts.path)
    page = PAGE.search(path)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    is_other = OTHER_PAGE.search(path) is not None and ("://" in text or bool(parts.query))
    if page is None and not is_other and (path.strip("/") or not parts.query):
        return Reading(trouble=Trouble.FOREIGN)
    if page and page[3]:
        return _code(page[3], ruleset) if page[2].lower() == keys.CODE else _mandate(page[3], ruleset)
    if page and page[4]:
        return _code(dict(mangled.pairs_of(pairs, {keys.CODE})).get(keys.CODE, ""), ruleset)
    return _answers(pairs, ruleset)


def _parts(text: str) -> SplitResult:
    """The address in parts; a query alone may come without its question mark."""
    query_only = "=" in text and "/" not in text and "?" not in text
    try:
        return urlsplit(f"?{text}" if query_only else text)
    except ValueError:
        return SplitResult("", "", text, "", "")


def _answers(pairs: list[tuple[str, str]], ruleset: Ruleset) -> Reading:
    pairs = plain_pairs(pairs)
    mandate = _mandate(dict(pairs).get(MANDATE, ""), ruleset)
    conversation = questionnaire.parse([pair for pair in pairs if pair[0] != MANDATE], ruleset)
    has_answers = any(key != keys.VERSION for key, _ in questionnaire.pairs(conversation))
    if has_answers or dropping.rows(conversation.dropped, ruleset):
        return Reading(conversation=conversation, mandate=mandate.mandate)
    return mandate if mandate.mandate or mandate.retired else Reading(trouble=Trouble.UNANSWERED)


def plain_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs of the desk's address as they were before they were mangled."""
    return list(mangled.pairs_of(pairs, KEYS))


def _mandate(written: str, ruleset: Ruleset) -> Reading:
    slug = mangled.plain_slug(written)
    today = ruleset.current_slug(Kind.MANDATE, slug)
    if today in ruleset.mandates:
        return Reading(mandate=today)
    retired = retired_mandate(slug, ruleset)
    return Reading(retired=(retired,)) if retired else Reading(trouble=Trouble.UNKNOWN)


def retired_mandate(slug: str, ruleset: Ruleset) -> Text | None:
    """The name of a mandate that is no longer in use, by any slug that it had."""
    return ruleset.retired_name(Kind.MANDATE, ruleset.current_slug(Kind.MANDATE, slug))


def _code(code: str, ruleset: Ruleset) -> Reading:
    answers = codes.decode(code, ruleset)
    if isinstance(answers, CodeError):
        return Reading(trouble=Trouble.CODE, code_error=answers, code=code)
    return Reading(conversation=answers)


# Names, codes, words


def _named(text: str, edition: Edition) -> Reading | None:
    """The mandate whose slug or name in any language is exactly this, whatever the case."""
    asked, ruleset = plain(text), edition.ruleset
    slug = ruleset.current_slug(Kind.MANDATE, asked)
    rows = ruleset.mandates.values()
    named = [row.slug for row in rows if row.slug == slug or asked in map(plain, _names(row))]
    return Reading(mandate=named[0]) if len(named) == 1 else None


def _names(mandate: Mandate) -> Iterator[str]:
    yield from filter(None, (*(name.text for name in mandate.names.values()), *mandate.title.values()))


def _coded(text: str, edition: Edition) -> Reading | None:
    """The answers of the code that the text is, or that stands in it."""
    for written in (text, with_signs(text)):
        whole = _code(written, edition.ruleset)
        parts = (_code(each, edition.ruleset) for each in possible_codes(written))
        if found := whole if whole.leads else _one_of(parts, edition.ruleset):
            return found
    return _one_of((_code(each, edition.ruleset) for each in said_as_a_whole(text)), edition.ruleset)


def _meant(text: str, edition: Edition) -> Reading | None:
    """What the words may mean, and the codes that a mistyped one may be. A text without any meaning that is written as
    a code is a mistyped code."""
    written, close = meant_as_code(text, edition.ruleset)
    wrong = codes.decode(written, edition.ruleset) if written else None
    error = wrong if isinstance(wrong, CodeError) else None
    found = spoken.find(edition, text, MOST_FOUND)
    retired = tuple(islice(out_of_use(text, edition.ruleset), MOST_FOUND))
    is_found = bool(found.tasks or found.mandates or found.types or retired)
    if error and (close or not is_found):
        return Reading(found=found, near=close, retired=retired, trouble=Trouble.CODE, code_error=error, code=written)
    return Reading(found=found, retired=retired) if is_found else None


READERS: Final = (_team, _addressed, _named, _coded, _useless_address, _meant)
"""What a text may be, in the order in which it is tried."""


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
        return f"{address(conversation, reading.mandate)}#{ANSWER}"
    return panel_address(conversation, reading.mandate) if reading.mandate else address(conversation)
