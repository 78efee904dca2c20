"""What is wrong with the letters of a text: signs that nobody sees, and what does not belong there. Pure."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Final

from mandates.checks.problem import Problem, problem, sentence
from mandates.checks.problem import gettext_noop as _
from mandates.rules.rows import Row
from mandates.rules.texts import LANGUAGES, Text, ThemeNames

NO_BREAK: Final = "\u00a0\u2007\u202f"
"""Spaces at which no line ends. In prose they may hold a number and its unit together."""
UNSEEN: Final = "\u034f\u115f\u1160\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
"""Signs without a look of their own that are not counted among Unicode's format signs."""
UNSEEN_SIGNS: Final = frozenset(UNSEEN)
DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2212\u2022\u00b7\u2027*"
PROSE: Final = frozenset(
    {"hint", "summary", "before_use", "grant_note", "if_no", "if_unknown", "allows", "outdated_note", "body", "note"}
    | {"prerequisite_note", "other_types_note", "sign", "cure", "message"}
)
"""What is read as sentences; all else is names and words, which people copy and search with."""
LISTS: Final = frozenset({"allows"})
"""One thing a line, without a sign before it."""
HIDDEN: Final = frozenset({"Cf", "Zs", "Zl", "Zp"})
"""Unicode's format signs and separators: of them only the space and the end of a line belong in a text."""
DOUBLED: Final = re.compile(r" {2,}|(?<=\n) +| +(?=\n|\Z)|\A +")
SPOT: Final = 20
"""At most so much is shown on each side of what is wrong."""


def problems(model: str, slug: str, row: Row) -> Iterator[Problem]:
    """One of each kind for each of the row's texts, with the first place where it is wrong."""
    for column, name, text in _texts(row):
        for found in _suspects().finditer(text) if _may_hide(text) else ():
            at, sign = found.start(), found.group()
            if _is_hidden(text, at, sign, prose=name in PROSE):
                message = _("Tekstissä on näkymätön merkki kohdassa ”%(spot)s”: kirjoita kohta uudestaan.")
                spot = sentence(message, spot=_spot(text, at, f"[U+{ord(sign):04X}]", 1))
                yield problem("invisible-character", model, slug, column, spot)
                break
        doubled = DOUBLED.search(text) if _may_double(text) else None
        if doubled:
            message = _("Tekstissä on liikaa välejä kohdassa ”%(spot)s”: jätä yksi tai poista.")
            spot = sentence(message, spot=_spot(text, doubled.start(), doubled.group(), len(doubled.group())))
            yield problem("space-doubled", model, slug, column, spot)
        if (name in LISTS or name not in PROSE) and _leading_dash(name, text):
            yield problem("dash-leading", model, slug, column, sentence(_("Poista viiva tai luettelomerkki alusta.")))


def _texts(row: Row) -> Iterator[tuple[str, str, str]]:
    """Each text of a row with its column and its field."""
    for each in fields(row):
        value = getattr(row, each.name)
        if isinstance(value, Text):
            yield from ((f"{each.name}_{language}", each.name, getattr(value, language)) for language in LANGUAGES)
        elif isinstance(value, ThemeNames):
            yield from ((f"name_{language}", "name", getattr(value, language).text) for language in LANGUAGES)
        elif type(value) is str:
            yield each.name, each.name, value


@cache
def _suspects() -> re.Pattern[str]:
    """Any sign that may be unseen: made when first needed, as it looks through all of Unicode."""
    signs = (sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) in HIDDEN)
    return re.compile(f"[{re.escape(''.join(signs) + UNSEEN).replace(' ', '')}]")


def _may_hide(text: str) -> bool:
    """Tell at the speed of C whether to look closer: most texts have printable signs only."""
    return not text.isascii() and not (text.replace("\n", " ").isprintable() and UNSEEN_SIGNS.isdisjoint(set(text)))


def _may_double(text: str) -> bool:
    return "  " in text or " \n" in text or "\n " in text or text.startswith(" ") or text.endswith(" ")


def _is_hidden(text: str, at: int, sign: str, *, prose: bool) -> bool:
    if sign in NO_BREAK:
        around = (text[at - 1 : at] or " ", text[at + 1 : at + 2] or " ")
        return not prose or any(each.isspace() for each in around)
    return True


def _leading_dash(name: str, text: str) -> bool:
    parts = text.split(",") if name == "keywords" else text.split("\n")
    return any(part.lstrip()[:1] in DASHES for part in parts if part.strip())


def _spot(text: str, at: int, shown: str, length: int) -> str:
    """Where in the text: the line's words around it, with what is wrong written out."""
    before = text[:at].rpartition("\n")[2][-SPOT:]
    after = text[at + length :].partition("\n")[0][:SPOT]
    return f"{before}{shown}{after}".replace("\n", " ")
