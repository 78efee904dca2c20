"""The filter of a question that has more options than one looks through: by a word, also without the script.

What the words of an option have stays in sight, what the search finds by other words, and what is ticked. The others
are hidden, not left out: the form sends every tick. `static/js/finder.js` does the same at once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from advisor.conversation.questions import OptionView, Words
from advisor.words import Group, visible

MOST_UNSIFTED: Final = 15
LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class SiftView:
    """The field with what is written in it, and how many options that leaves; None before anything is."""

    label: str
    words: str
    left: str
    count: int | None


def sifted(
    words: Words, groups: tuple[Group[OptionView], ...], written: str, found: Collection[str]
) -> tuple[SiftView | None, tuple[Group[OptionView], ...]]:
    """The filter and the options as it leaves them, `found` by the search too; no filter where options are few."""
    if sum(len(group.items) for group in groups) <= MOST_UNSIFTED:
        return None, groups
    shown = visible(written, LONGEST)
    if not shown:
        return SiftView(str(words.sift), "", str(words.left), None), groups
    left = tuple(Group(group.heading, tuple(_marked(each, shown, found) for each in group.items)) for group in groups)
    count = sum(not option.is_left_out for group in left for option in group.items)
    return SiftView(str(words.sift), shown, str(words.left), count), left


def _marked(option: OptionView, words: str, found: Collection[str]) -> OptionView:
    said = _plain(f"{option.label} {option.hint}")
    is_kept = option.checked or option.value in found or _plain(words) in said
    return option if is_kept else replace(option, is_left_out=True)


def _plain(text: str) -> str:
    """The text without capitals and without what stands above letters."""
    split = unicodedata.normalize("NFD", text.lower())
    return "".join(sign for sign in split if not unicodedata.combining(sign))
