"""Two versions of a text set side by side, word by word. Nothing here asks the database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from mandates.content.finding import Piece

WORDS: Final = re.compile(r"\d+(?:[.-]\d+)+|\w+|\s+|[^\w\s]")
"""A day is one word: of 26.11.2026 no part is compared alone."""


def difference(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces: `is_found` is what the other has not."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        tuple(_pieces((tag != "equal", old[start:end]) for tag, start, end, _, _ in steps)),
        tuple(_pieces((tag != "equal", new[start:end]) for tag, _, _, start, end in steps)),
    )


def _pieces(parts: Iterator[tuple[bool, Sequence[str]]]) -> Iterator[Piece]:
    yield from (Piece("".join(words), is_found=differs) for differs, words in parts if words)
