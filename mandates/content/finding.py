"""A text found in other texts, and put another in its place. Nothing here asks the database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

AROUND: Final = 60
"""How much of a text is shown on each side of what was found."""
LEFT_OUT: Final = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: what was found with what comes in its place, or what stands between."""

    text: str
    is_found: bool = False
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `whole_words`: not within a longer word; `same_case`: capital letters as they are written."""

    text: str
    same_case: bool = False
    whole_words: bool = False

    def found_in(self, text: str) -> bool:
        return bool(self.text) and self._pattern().search(text) is not None

    def replaced(self, text: str, instead: str) -> str:
        """The text with another in every place. What began a sentence still does: Vanha → Uusi, VANHA → UUSI."""
        return self._pattern().sub(lambda found: self._in_case_of(found[0], instead), text)

    def pieces(self, text: str, instead: str = "") -> Iterator[Piece]:
        """The text around each place where it was found; what is far from all of them is left out."""
        end = 0
        for found in self._pattern().finditer(text):
            yield from _between(text[end : found.start()], is_first=not end)
            yield Piece(found[0], is_found=True, instead=self._in_case_of(found[0], instead))
            end = found.end()
        yield from _between(text[end:], is_first=False, is_last=True)

    def _pattern(self) -> re.Pattern[str]:
        words = re.escape(self.text)
        whole = rf"(?<!\w){words}(?!\w)" if self.whole_words else words
        return re.compile(whole, 0 if self.same_case else re.IGNORECASE)

    def _in_case_of(self, found: str, instead: str) -> str:
        if self.same_case or found == self.text:
            return instead
        if len(found) > 1 and found.isupper():
            return instead.upper()
        return instead[:1].upper() + instead[1:] if found[:1].isupper() else instead


def _between(text: str, *, is_first: bool, is_last: bool = False) -> Iterator[Piece]:
    if not text:
        return
    head = "" if is_first else text[:AROUND]
    tail = "" if is_last else text[-AROUND:]
    short = AROUND * (1 if is_first or is_last else 2)
    yield Piece(text if len(text) <= short else f"{head}{LEFT_OUT}{tail}")
