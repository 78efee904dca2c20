"""Codes that stand in words: a code may be written with spaces between its groups. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from advisor.conversation.code_signs import LONGEST, SHORTEST, SIGNS, signs_of

MOST_GROUPS: Final = 16
"""A code that stands in pieces has seldom more of them."""


def at_start(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What may be a code at the start of the words: of how many of them, and its signs. The shortest comes first.

    No word is read on from one that has a sign of no code, nor from what is longer than any code.
    """
    joined = ""
    for count, word in enumerate(words[:MOST_GROUPS], start=1):
        signs = signs_of(word)
        joined += signs
        if len(joined) > LONGEST or not set(signs) <= SIGNS.keys():
            return
        if len(joined) >= SHORTEST:
            yield count, joined
