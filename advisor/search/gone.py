"""Rows that are no longer in use, by what they were called. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import Text

SHORTEST_NAME: Final = 3


def out_of_use(text: str, ruleset: Ruleset) -> Iterator[Text]:
    """The names of rows out of use that the text names: by slug, or by words of a name."""
    asked = plain(text)
    words = asked.split()
    if len(asked) < SHORTEST_NAME:
        return
    for former in ruleset.former.values():
        for slug, name in former.retired.items():
            called = [plain(each) for each in (*former.called.get(slug, ()), *name.values()) if each]
            if asked in (slug, *former.old.get(slug, ())) or any(_has_words(each, words) for each in called):
                yield name


def plain(text: str) -> str:
    """A name as it is compared: in small letters, with one space between words."""
    return " ".join(text.split()).casefold()


def _has_words(name: str, words: list[str]) -> bool:
    """Tell whether each word begins a word of the name."""
    parts = re.findall(r"\w+", name)
    return all(any(part.startswith(word) for part in parts) for word in words)
