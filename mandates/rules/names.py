"""Which known name of a mandate a text is, and how that is known. Pure: no Django, no I/O.

`static/js/names.js` compares by the same rules in a visitor's browser; the cases of `tests/rules/data/names.json` hold
the two together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from mandates.rules.rows import Mandate
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import NameState

NEAR: Final = 55
"""From how many per cent of the same three-letter pieces a name is near."""


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
    same = [(kind, name) for kind in SAME for name in names if name.kind is kind and _compared(name.text)[0] == wanted]
    if same:
        kind, first = same[0]
        return FoundName(SAME[kind], first, 100, tuple(name for _, name in same[1:]))
    pieces = _pieces(wanted)
    alike = (_alike(pieces, _compared(name.text)[1]) for name in names)
    nearest = max(((percent, -place) for place, percent in enumerate(alike)), default=(0, 0))
    percent, place = nearest[0], -nearest[1]
    return FoundName(Likeness.NEAR, names[place], percent) if percent >= NEAR else NOTHING_LIKE_IT


@lru_cache(maxsize=2048)
def _compared(known: str) -> tuple[str, frozenset[str]]:
    """A known name as it is compared, and its pieces: hundreds of lines are held against the same few names."""
    folded = fold(known)
    return folded, _pieces(folded)


def _alike(first: frozenset[str], second: frozenset[str]) -> int:
    """How much of two texts is the same, in per cent of their three-letter pieces (Dice's coefficient)."""
    together = len(first) + len(second)
    return 200 * len(first & second) // together if together else 0


def _pieces(folded: str) -> frozenset[str]:
    padded = f"  {folded} " if folded else ""
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))
