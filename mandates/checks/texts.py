"""What is wrong with the letters of a text: signs that nobody sees, and what does not belong there. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from mandates.checks.problem import Problem, problem, sentence
from mandates.checks.problem import gettext_noop as _
from mandates.rules.rows import Row
from mandates.rules.texts import LANGUAGES, Text, ThemeNames

NO_BREAK: Final = "\u00a0\u2007\u202f"
"""Spaces at which no line ends. In prose they may hold a number and its unit together."""
SELECTORS: Final = "".join(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + SELECTORS)
"""Signs without a look of their own that are not counted among Unicode's format signs."""
DASHES: Final = (
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212*\u00b7\u2022\u2023\u2027\u2043\u2219\u25aa\u25cb\u25cf\u25e6\uf0b7"
)
"""Dashes and the marks of lists, the last as a word processor's own font has it."""
PROSE: Final = frozenset(
    {"hint", "summary", "before_use", "grant_note", "if_no", "if_unknown", "allows", "outdated_note", "body", "note"}
    | {"prerequisite_note", "other_types_note", "sign", "cure", "message"}
)
"""What is read as sentences; all else is names and words, which people copy and search with."""
LISTS: Final = frozenset({"allows"})
"""One thing a line, without a sign before it."""
HIDDEN: Final = frozenset({"Cc", "Cf", "Co", "Zs", "Zl", "Zp"})
"""Unicode's control and format signs, those of one font only and separators: of them only the space and the end of a
line belong in a text.
"""
DOUBLED: Final = re.compile(r" {2,}|(?<=\n) +| +(?=\n|\Z)|\A +")
SPOT: Final = 20
"""At most so much is shown on each side of what is wrong."""


def problems(model: str, slug: str, row: Row) -> Iterator[Problem]:
    """One of each kind for each of the row's texts, with the first place where it is wrong."""
    for column, name, text in _texts(row):
        hidden = _hidden(text, prose=name in PROSE) if _may_hide(text) else None
        if hidden is not None:
            message = _("Tekstissä on näkymätön merkki kohdassa ”%(spot)s”: kirjoita kohta uudestaan.")
            spot = sentence(message, spot=_spot(text, hidden, f"[U+{ord(text[hidden]):04X}]", 1))
            yield problem("invisible-character", model, slug, column, spot)
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


def _may_hide(text: str) -> bool:
    """Tell at the speed of C whether to look closer: most texts have printable signs only."""
    return not (text.replace("\n", " ").isprintable() and (text.isascii() or UNSEEN.isdisjoint(text)))


def _may_double(text: str) -> bool:
    return "  " in text or " \n" in text or "\n " in text or text.startswith(" ") or text.endswith(" ")


def _hidden(text: str, *, prose: bool) -> int | None:
    """Where the first sign is that nobody sees."""
    for at, sign in enumerate(text):
        if sign in UNSEEN or (sign not in " \n" and unicodedata.category(sign) in HIDDEN):
            around = (text[at - 1 : at] or " ", text[at + 1 : at + 2] or " ")
            if not prose or sign not in NO_BREAK or any(each.isspace() for each in around):
                return at
    return None


def _leading_dash(name: str, text: str) -> bool:
    parts = text.split(",") if name == "keywords" else text.split("\n")
    return any(part.lstrip()[:1] in DASHES for part in parts if part.strip())


def _spot(text: str, at: int, shown: str, length: int) -> str:
    """Where in the text: the line's words around it, with what is wrong written out."""
    before = text[:at].rpartition("\n")[2][-SPOT:]
    after = text[at + length :].partition("\n")[0][:SPOT]
    return f"{before}{shown}{after}".replace("\n", " ")
