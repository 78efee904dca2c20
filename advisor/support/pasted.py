"""Addresses and codes within a text that somebody pasted, such as a whole message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from advisor.conversation.codes import SHORTEST
from advisor.conversation.spaced_codes import MOST_GROUPS, at_start

WRAPPING: Final = " \t\r\n<>()[]\"'”’.,;:!"
BREAK: Final = re.compile(r"(?<=[&=?])\s+|(?<!\s)\s+(?=&)")
"""A line broken within an address."""
WORD: Final = re.compile(r"[^\s<>()\[\]\"”’']+")
HIDDEN: Final = re.compile(r"https?%3A%2F%2F[^&\s]+", re.IGNORECASE)
"""An address inside another, as mail programs write it to check links."""
BETWEEN_WORDS: Final = re.compile(r"[\s<>()\[\]\"”’',;:=]+")
GROUPS: Final = re.compile(r"[A-Z]{2,4}([ .–-]+[A-Z]{2,4})+", re.IGNORECASE)
LONGEST_GROUP: Final = 4
MOST_WORDS: Final = 200
DIGITS: Final = (
    "nolla noll zero",
    "yksi ett one yks",
    "kaksi två two kaks",
    "kolme tre three",
    "neljä fyra four",
    "viisi fem five viis",
    "kuusi sex six kuus",
    "seitsemän sju seven seittemän",
    "kahdeksan åtta eight kaheksan",
    "yhdeksän nio nine yheksän",
)
"""The words of each digit, as they are said."""
DIGIT_OF: Final = {word: str(digit) for digit, words in enumerate(DIGITS) for word in words.split()}


def addresses(text: str) -> Iterator[str]:
    """What may be an address in the text, one after another; whoever reads them knows which are ours."""
    for word in WORD.findall(BREAK.sub("", text)):
        found = word.strip(WRAPPING)
        if "/" in found or "=" in found:
            yield found
            yield from map(unquote, HIDDEN.findall(found))


def possible_codes(text: str) -> Iterator[str]:
    """What may be a code in the text: a word, or words beside each other, that have only the signs of codes."""
    words = BETWEEN_WORDS.split(text)[:MOST_WORDS]
    for start in range(len(words)):
        yield from (code for _, code in at_start(words[start : start + MOST_GROUPS]))


def mistyped_code(text: str) -> str:
    """What is written as a code, the whole text or a word of it, though it need not be one; empty when nothing is."""
    if is_written_as_code(text):
        return text
    words = (word for word in BETWEEN_WORDS.split(text)[:MOST_WORDS] if sum(map(str.isalnum, word)) >= SHORTEST)
    return next((word for word in words if is_written_as_code(word) and any(map(str.isalpha, word))), "")


def is_written_as_code(text: str) -> bool:
    """A code has a digit or stands in groups, and no long word is part of it."""
    words = re.split(r"[\s.–-]+", text)
    has_word = any(len(word) > LONGEST_GROUP and word.isalpha() for word in words)
    return not has_word and (any(map(str.isdigit, text)) or GROUPS.fullmatch(text) is not None)


def with_digits(text: str) -> str:
    """The text with digits for their words: a code may be written as it was said."""
    return re.sub(r"[^\W\d_]+", lambda word: DIGIT_OF.get(word[0].lower(), word[0]), text)
