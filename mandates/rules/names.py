"""Which name of a mandate theme a pasted line is, and how that is known. Pure: no Django, no I/O.

`static/js/names.js` reads lines by the same rules in a visitor's browser; the cases of `tests/rules/data/names.json`
hold the two together. What Suomi.fi writes around a name (a bullet, the days of validity) is no part of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from mandates.rules.rows import Mandate
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import NameState

NEAR: Final = 55
"""From how many per cent of the same three-letter pieces a name is near."""
LONGEST: Final = 500
"""What of a line is read: names are shorter."""
LETTER: Final = r"[^\W_]"
BULLET: Final = re.compile(r"^(?:[^\w\s(]|\s|[0-9]{1,3}[.)]\s)+")
DATE: Final = re.compile(
    r"(?<![0-9])(?:([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})|([0-9]{4})-([0-9]{2})-([0-9]{2}))(?![0-9])"
)
BEGINNING: Final = r"alkaen|alkaa|fr\.o\.m\.|från|from"
VALIDITY: Final = (
    rf"{BEGINNING}|voimassa|voimassaolo|voimassaoloaika|päättymispäivä|päättyy|päättyi|päättynyt|asti|saakka|"
    r"giltig|giltighetstid|gäller|till och med|t\.o\.m\.|till|upphör|slutdatum|"
    r"valid|validity|until|expires|expired|ends|to"
)
AROUND: Final = re.compile(rf"(?:[\s,;:|(–—-]|(?<!{LETTER})(?:{VALIDITY})(?!{LETTER}))*$", re.IGNORECASE)
BEGINS: Final = re.compile(rf"(?<!{LETTER})(?:{BEGINNING})(?!{LETTER})", re.IGNORECASE)
OPEN: Final = re.compile(r"^\s*[–—-]\s*$")


class NameKind(StrEnum):
    """What a known name is: a mandate's own in Suomi.fi, one that only a copy of the register had, that of another
    theme, or our working title.
    """

    OWN = "own"
    SEEN = "seen"
    LOOK_ALIKE = "look-alike"
    TITLE = "title"


class Likeness(StrEnum):
    """How a pasted line is like a known name: `EXACT`, `SEEN` and `LOOK_ALIKE` say that it is the same name."""

    EXACT = "exact"
    SEEN = "seen"
    LOOK_ALIKE = "look-alike"
    NEAR = "near"
    UNKNOWN = "unknown"


SAME: Final = {
    NameKind.OWN: Likeness.EXACT,
    NameKind.SEEN: Likeness.SEEN,
    NameKind.LOOK_ALIKE: Likeness.LOOK_ALIKE,
}
"""What the same name is, by its kind, the strongest first. A working title is ours, so no name is the same as it."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name to look for, and the mandate that it speaks of."""

    mandate: str
    kind: NameKind
    text: str


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One name as it was pasted, without what stands around it, and the last day of its validity (ISO) if told."""

    text: str
    ends: str = ""


@dataclass(frozen=True, slots=True)
class FoundName:
    """What a line is, with its evidence: the name that it was held against, and how alike they are in per cent.

    Of one name that several rows have (a mandate's own may be a look-alike of another) all stand in `also`.
    """

    likeness: Likeness
    name: KnownName | None = None
    percent: int = 0
    also: tuple[KnownName, ...] = ()


NOTHING_LIKE_IT: Final = FoundName(Likeness.UNKNOWN)


def fold(text: str) -> str:
    """A text as it is compared: letters and digits in lower case without their marks, one space between words."""
    marks_apart = unicodedata.normalize("NFKD", text)
    kept = (sign for sign in marks_apart if unicodedata.category(sign) != "Cf" and unicodedata.category(sign)[0] != "M")
    words = (sign if unicodedata.category(sign)[0] in "LN" else " " for sign in "".join(kept).lower())
    return " ".join("".join(words).split())


def lines_of(pasted: str) -> tuple[PastedLine, ...]:
    """The names of a pasted text, one a line. A line of days alone belongs to the name above it."""
    found: list[PastedLine] = []
    for written in re.split(r"[\r\n\u2028\u2029]+", pasted):
        line = _line(written[:LONGEST])
        if fold(line.text):
            found.append(line)
        elif line.ends and found and not found[-1].ends:
            found[-1] = replace(found[-1], ends=line.ends)
    return tuple(found)


def _line(written: str) -> PastedLine:
    dates = list(DATE.finditer(written))
    name = _around(written, dates) if dates else written
    columns = (BULLET.sub("", column) for column in name.split("\t"))
    first = next((column for column in columns if fold(column)), "")
    return PastedLine(" ".join(first.split()), _end(written, dates))


def _around(written: str, dates: list[re.Match[str]]) -> str:
    """What stands before the first day; where that is nothing, what stands after the last."""
    before = AROUND.sub("", written[: dates[0].start()])
    return before if fold(before) else written[dates[-1].end() :]


def _end(written: str, dates: list[re.Match[str]]) -> str:
    """The last day of validity: the later one of two; one alone unless it is said to begin."""
    days = [day for each in dates if (day := _day(each))]
    if not days:
        return ""
    begins = BEGINS.search(DATE.sub(" ", written)) or OPEN.match(written[dates[-1].end() :])
    return "" if begins and len(days) == 1 else max(days).isoformat()


def _day(found: re.Match[str]) -> date | None:
    day, month, year, iso_year, iso_month, iso_day = found.groups()
    try:
        return date(int(year or iso_year), int(month or iso_month), int(day or iso_day))
    except ValueError:
        return None


def known_names(ruleset: Ruleset, *languages: str) -> Iterator[KnownName]:
    """Every name that a line may be in these languages, in the order of the mandates."""
    for mandate in ruleset.mandates.values():
        for language in languages:
            yield from _of_mandate(ruleset, mandate, language)


def _of_mandate(ruleset: Ruleset, mandate: Mandate, language: str) -> Iterator[KnownName]:
    name = getattr(mandate.names, language)
    if name.text:
        yield KnownName(mandate.slug, NameKind.SEEN if name.state is NameState.SEEN else NameKind.OWN, name.text)
    if title := getattr(mandate.title, language):
        yield KnownName(mandate.slug, NameKind.TITLE, title)
    for other in ruleset.look_alikes_by_mandate.get(mandate.slug, ()):
        if text := getattr(other.name, language):
            yield KnownName(mandate.slug, NameKind.LOOK_ALIKE, text)


def find(text: str, known: Iterable[KnownName]) -> FoundName:
    """What a name is among the known ones: the same as one of them, near the nearest, or unknown.

    A mandate's own name goes before a copy's, that before a look-alike; of equals the first stands.
    """
    names, wanted = tuple(known), fold(text)
    same = [(kind, name) for kind in SAME for name in names if name.kind is kind and fold(name.text) == wanted]
    if same:
        kind, first = same[0]
        return FoundName(SAME[kind], first, 100, tuple(name for _, name in same[1:]))
    nearest = max(((likeness(wanted, fold(name.text)), -place) for place, name in enumerate(names)), default=(0, 0))
    percent, place = nearest[0], -nearest[1]
    return FoundName(Likeness.NEAR, names[place], percent) if percent >= NEAR else NOTHING_LIKE_IT


def likeness(one: str, other: str) -> int:
    """How much of two folded texts is the same, in per cent of their three-letter pieces (Dice's coefficient)."""
    first, second = _pieces(one), _pieces(other)
    together = len(first) + len(second)
    return 200 * len(first & second) // together if together else 0


def _pieces(folded: str) -> frozenset[str]:
    padded = f"  {folded} " if folded else ""
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))
