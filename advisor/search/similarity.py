"""How alike two written words are: inflection, compounds, slips of the pen, missing dots. Pure, for any language."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from math import sqrt
from typing import Final

LONGEST_WORD: Final = 40
ABBREVIATION: Final = 3
ENDING: Final = 3
ENDED: Final = 0.85
STEM: Final = 5
PART: Final = 0.45
WHOLE: Final = 7
MOST_OF_IT: Final = 0.55
COMPOUND: Final = 0.8
SWAPPED: Final = 0.85
WRONG: Final = 1.25
"""A wrong letter makes more of a difference than one that is missing or too many."""
SHORTEST_STEM: Final = 4


def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, in order. Any text is safe: only letters and digits are left of it."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    spaced = "".join(sign if sign.isalnum() else " " for sign in folded)
    return tuple(word[:LONGEST_WORD] for word in spaced.split())


@lru_cache(maxsize=16_384)
def undotted(word: str) -> str:
    """The word as somebody types it whose keyboard has no letters with dots, rings or accents."""
    parts = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@lru_cache(maxsize=16_384)
def trigrams(word: str) -> frozenset[str]:
    """The groups of three letters in a word, its edges among them: even a word of one letter has some."""
    text = f"^^{word}$"
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


def stems(word: str, endings: frozenset[str]) -> frozenset[str]:
    """The word, and what is left of it without each of these endings; never less than four letters."""
    cuts = range(SHORTEST_STEM, len(word))
    return frozenset({word, *(word[:at] for at in cuts if word[at:] in endings)})


def kinship(asked: str, known: str) -> float:
    """How much a word asked with is a form or a relative of a known word, from 0 to 1 (the same word).

    Inflected forms share their beginning, compounds share a part, other relatives share groups of three letters.
    A word of up to three letters is an abbreviation: nothing but an ending can follow it.
    """
    if asked == known:
        return 1.0
    if min(len(asked), len(known)) <= ABBREVIATION:
        return ENDED if _has_ending(asked, known) else 0.0
    return max(_beginning(asked, known), _part(asked, known), _shared(asked, known))


def slip(asked: str, known: str) -> float:
    """How much the words look alike if one letter is wrong, missing, doubled or swapped with its neighbour; else 0."""
    longest = max(len(asked), len(known))
    if min(len(asked), len(known)) <= ABBREVIATION or abs(len(asked) - len(known)) > 1:
        return 0.0
    start = _common(asked, known)
    end = _common(asked[start:][::-1], known[start:][::-1])
    left, right = asked[start : len(asked) - end], known[start : len(known) - end]
    if len(left) == len(right) == 2 and left == right[::-1]:
        return max(SWAPPED, 1 - 1 / longest)
    if max(len(left), len(right)) > 1:
        return 0.0
    return 1 - (WRONG if left and right else 1) / longest


def _common(left: str, right: str) -> int:
    """How many letters two words begin with alike."""
    for at, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return at
    return min(len(left), len(right))


def _has_ending(asked: str, known: str) -> bool:
    return len(known) == ABBREVIATION and asked.startswith(known) and len(asked) - len(known) <= ENDING


def _beginning(asked: str, known: str) -> float:
    common = _common(asked, known)
    return common / sqrt(len(asked) * len(known)) if common >= ABBREVIATION else 0.0


def _part(asked: str, known: str) -> float:
    """A long word that begins or ends another, and is most of it, is its meaning: "edunvalvontatoimisto"."""
    short, long = sorted((asked, known), key=len)
    share = len(short) / len(long)
    if len(short) >= WHOLE and share >= MOST_OF_IT and (long.startswith(short) or long.endswith(short)):
        return COMPOUND
    stem = short[: max(STEM, len(short) - 2)]
    return PART * (1 + share) if len(stem) >= STEM and stem in long else 0.0


def _shared(asked: str, known: str) -> float:
    left, right = trigrams(asked), trigrams(known)
    return 2 * len(left & right) / (len(left) + len(right))
