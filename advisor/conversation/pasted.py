"""Addresses and codes within a text that somebody pasted, such as a whole message. Pure: no Django, no I/O."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from advisor.conversation import codes, dropping, questionnaire
from advisor.conversation.broken_addresses import mended
from advisor.conversation.code_signs import LONGEST, SHORTEST, SIGNS, CodeError, signs_of
from advisor.conversation.mangled import WRITTEN_AMPERSAND
from advisor.conversation.near_codes import NearCode, near
from advisor.conversation.questionnaire import Conversation
from advisor.conversation.spoken_codes import as_w, spelt, with_signs
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Ruleset

WRAPPING: Final = " \t\r\n<>()[]\"'”’.,;:!"
WORD: Final = re.compile(r"[^\s<>()\[\]\"”’']+")
MARK_OF_ADDRESS: Final = re.compile(r"[/=]|%2F", re.IGNORECASE)
BETWEEN_WORDS: Final = re.compile(r"[\s#*|<>()\[\]\"”’',;:=?!/]+")
GROUPS: Final = re.compile(r"[A-Z]{2,4}([ .–-]+[A-Z]{2,4})+", re.IGNORECASE)
LONGEST_GROUP: Final = 4
MOST_WORDS: Final = 200
MOST_GROUPS: Final = 16
"""A code that stands in pieces has seldom more of them."""
LABEL: Final = re.compile(r"\b(?:koodi(?:\s+on)?|(?:koden|kod)(?:\s+är)?|(?:the\s+)?code(?:\s+is)?)\b", re.IGNORECASE)
"""What stands before a code on our pages, and on the phone. Each has an O, which no code has."""
OF_ADDRESS: Final = re.compile(r"[/?&#\\]+|\.svg(?=\s|$)", re.IGNORECASE)


def addresses(text: str) -> Iterator[str]:
    """What may be an address in the text, each once; whoever reads them knows which are ours."""
    words = (word.strip(WRAPPING) for word in WORD.findall(text))
    yield from islice(dict.fromkeys(word for word in words if MARK_OF_ADDRESS.search(word)), MOST_WORDS)


def parts_of(address: str) -> tuple[SplitResult, list[tuple[str, str]]]:
    """An address in parts, and the pairs of its query, which may stand alone; nothing of what is no address."""
    try:
        parts = urlsplit(WRITTEN_AMPERSAND.sub("&", address))
    except ValueError:
        return SplitResult("", "", "", "", ""), []
    return parts, parse_qsl(parts.query or parts.path)


def answered(pairs: Iterable[tuple[str, str]], ruleset: Ruleset) -> Conversation | None:
    """The answers that an address has; None where it names no organisation and no task, not even one that is gone."""
    read = questionnaire.parse(pairs, ruleset)
    dropped = dropping.rows(read.dropped, ruleset).keys() & {Kind.TYPE, Kind.TASK}
    return read if read.answers.types or read.answers.tasks or dropped else None


def at_start(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What may be a code at the start of the words, with spaces between its groups: of how many of them, and its signs,
    the shortest first.

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


def possible_codes(text: str) -> Iterator[str]:
    """What may be a code in the text: a word, or words beside each other, that have only the signs of codes."""
    words = BETWEEN_WORDS.split(text)[:MOST_WORDS]
    for start in range(len(words)):
        yield from (code for _, code in at_start(words[start : start + MOST_GROUPS]))


def said_as_a_whole(text: str) -> tuple[str, ...]:
    """The codes that the whole text may be, as people type and spell them on the phone."""
    bare = LABEL.sub(" ", text)
    return (*as_w(bare), spelt(bare))


def misspelt_code(text: str) -> str:
    """The signs that a text spells, where they may be a code and the text is more than its signs; else empty."""
    signs = spelt(LABEL.sub(" ", text))
    may_be_one = len(signs) >= SHORTEST and set(signs) <= SIGNS.keys() | {"-"}
    return signs if may_be_one and any(map(str.isdigit, signs)) and len(text) > 2 * len(signs) else ""


def mistyped_code(text: str) -> str:
    """What is written as a code, the whole text or a word of it, though it need not be one; empty when nothing is."""
    if is_written_as_code(text):
        return text
    words = (word for word in BETWEEN_WORDS.split(text)[:MOST_WORDS] if sum(map(str.isalnum, word)) >= SHORTEST)
    return next((word for word in words if is_written_as_code(word) and any(map(str.isalpha, word))), "")


def meant_as_code(text: str, ruleset: Ruleset) -> tuple[str, tuple[NearCode, ...]]:
    """What of a text without a right code is meant as one, and the right ones near it: what has such, read in any way,
    else what is written as a code; empty when nothing is."""
    written = [code for code in (mistyped_code(text), mistyped_code(with_signs(text))) if code]
    read = ((code, near(code, ruleset)) for code in dict.fromkeys((*written, misspelt_code(text))) if code)
    return next(((code, found) for code, found in read if found), (written[0] if written else "", ()))


def is_written_as_code(text: str) -> bool:
    """A code has a digit or stands in groups, and no long word is part of it."""
    words = re.split(r"[\s.,;:–-]+", text)
    has_word = any(len(word) > LONGEST_GROUP and word.isalpha() for word in words)
    return not has_word and (any(map(str.isdigit, text)) or GROUPS.fullmatch(text) is not None)


def looks_like_a_code(text: str) -> bool:
    """What is written as a code and is as long as one, and is no two short words: it has a digit or a dash. A number
    alone is a date, a telephone or a business ID that stands beside a code."""
    lettered = " ".join(word for word in text.split() if any(map(str.isalpha, word)))
    is_long = sum(map(str.isalnum, lettered)) >= SHORTEST
    return is_long and is_written_as_code(lettered) and re.search(r"[\d.–-]", lettered) is not None


def code_in(text: str, ruleset: Ruleset) -> tuple[str, Conversation | CodeError]:
    """The code that a text is or has in it, with its answers; else the answers of the address in it; else what is
    written as a code and why it is none."""
    text = unicodedata.normalize("NFKC", text)
    whole = codes.decode(text, ruleset)
    if isinstance(whole, Conversation):
        return text, whole
    written = LABEL.sub(" ", OF_ADDRESS.sub(" ", unquote(text))).strip(WRAPPING)
    said = with_signs(written)
    may_be = (written, *possible_codes(written), said, *possible_codes(said), *said_as_a_whole(written))
    read = {code: codes.decode(code, ruleset) for code in may_be}
    right = [(code, each) for code, each in read.items() if isinstance(each, Conversation)]
    if right and all(each == right[0][1] for _, each in right):
        return right[0]
    addressed = [found for each in addresses(mended(text, ruleset)) if (found := answered(parts_of(each)[1], ruleset))]
    if addressed and not right:
        return text, addressed[0]
    wrong = meant_as_code(written, ruleset)[0] or misspelt_code(written)
    return (wrong, codes.decode(wrong, ruleset)) if wrong and not right else (text, whole)
