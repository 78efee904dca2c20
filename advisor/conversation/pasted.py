"""Addresses and codes within a text that somebody pasted, such as a whole message. Pure: no Django, no I/O."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from advisor.conversation import codes, dropping, keys, mangled, questionnaire
from advisor.conversation.code_signs import ALPHABET, LONGEST, SHORTEST, SIGNS, CodeError, signs_of
from advisor.conversation.mangled import WRITTEN_AMPERSAND
from advisor.conversation.questionnaire import Conversation
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Ruleset

WRAPPING: Final = " \t\r\n<>()[]\"'”’.,;:!"
QUOTED: Final = r"(?:>\s*){0,9}"
"""What a line of a quoted message begins with."""
BREAK: Final = re.compile(rf"(?:(?<=\S[&=])|(?<=/\?))\s+{QUOTED}|(?<!\s)\s+{QUOTED}(?=&\S)")
"""A line broken within an address, where a sign shows it; between words that sign stands alone."""
BREAK_IN_A_PAIR: Final = re.compile(rf"(?<=[?&])([^\s?&]+)\s+{QUOTED}([^\s&>]+)")
"""The beginning of a key and its value at a line's end, and what may be its rest on the next line."""
AROUND: Final = re.compile(r"https?://\S*[=/_](?=https?://)|__;\S*")
"""What a mail program writes before and after an address to lead there by its own."""
GLUED: Final = re.compile(r"(?<=\w)(?=https?://)")
"""Where an address stands close to what is before it, such as the same address pasted twice."""
KEYS: Final = "|".join(sorted(questionnaire.OF_SLUGS))
ENCODED: Final = re.compile(rf"\?(?:{KEYS})%3D[^\s&]+", re.IGNORECASE)
"""A query that was encoded as one value."""
PARTED: Final = re.compile(rf"({keys.TYPES}=[\w-]+|(?<=[\w-])(?!\s*.\s*{keys.TYPES}=))\s*[;&]\s*(?=(?:{KEYS})=)")
"""Between two pairs of one address. After answers of other questions an organisation begins another address."""
LISTED: Final = re.compile(rf"(\b(?:{KEYS})=)([\w-]+(?:[,|][\w-]+)+)(?=&)")
"""Several slugs of one key with a comma between them; elsewhere a comma parts what is pasted."""
ENCODED_FOR_MAIL: Final = re.compile(rf"\b(?:{KEYS})=3D")
"""An equals sign as the source of a mail has it; no slug of ours begins so."""
WORD: Final = re.compile(r"[^\s<>()\[\]\"”’']+")
MARK_OF_ADDRESS: Final = re.compile(r"[/=]|%2F", re.IGNORECASE)
HIDDEN: Final = re.compile(r"https?%3A%2F%2F[^&\s]+", re.IGNORECASE)
"""An address inside another, as mail programs write it to check links."""
BETWEEN_WORDS: Final = re.compile(r"[\s#*|<>()\[\]\"”’',;:=?!/]+")
GROUPS: Final = re.compile(r"[A-Z]{2,4}([ .–-]+[A-Z]{2,4})+", re.IGNORECASE)
LONGEST_GROUP: Final = 4
MOST_WORDS: Final = 200
MOST_GROUPS: Final = 16
"""A code that stands in pieces has seldom more of them."""
DIGITS: Final = (
    "nolla noll zero",
    "yksi ett one yks",
    "kaksi två two kaks",
    "kolme tre three kol",
    "neljä fyra four nel",
    "viisi fem five viis",
    "kuusi sex six kuus",
    "seitsemän sju seven seittemän seiska",
    "kahdeksan åtta eight kaheksan kasi",
    "yhdeksän nio nine yheksän ysi",
)
"""The words of each digit, as they are said."""
LETTERS: Final = "aa bee see dee ee äf gee hoo jii koo äm än pee kuu är äs tee uu vee kaksoisvee äks yy tset"
"""What the letters of a code are called in Finnish, in its order. In Swedish and English they are everyday words."""
HYPHENS: Final = (
    "viiva väliviiva tavuviiva yhdysmerkki ajatusviiva miinus väli välilyönti pilkku iso isot streck bindestreck "
    "tankstreck minus mellanslag stora stort dash hyphen space capital"
)
"""What is said between the groups of a code, or of its letters."""
SIGN_OF: Final = {
    **dict.fromkeys(HYPHENS.split(), "-"),
    **dict(zip(LETTERS.split(), filter(str.isalpha, ALPHABET), strict=True)),
    **{word: str(digit) for digit, words in enumerate(DIGITS) for word in words.split()},
}
SPELLED: Final = re.compile(r"\b([^\W\d_])\W+(?:niin ?kuin|niinku|kuin|ku|as in|for|som i|som)\s+\1\w+", re.IGNORECASE)
"""A letter with a name that begins with it, as people tell it from its neighbours: "D niin kuin Daavid"."""
DOUBLE_V: Final = re.compile(r"\b(?:tupla|kaksois|dubbel|double)[\s-]*(?:vee|ve|v|u)\b", re.IGNORECASE)
LABEL: Final = re.compile(r"\b(?:koodi|koden|kod|code)\b", re.IGNORECASE)
"""What stands before a code on our pages. Each has an O, which no code has."""
OF_ADDRESS: Final = re.compile(r"[/?&#\\]+|\.svg(?=\s|$)", re.IGNORECASE)


def mended(text: str, ruleset: Ruleset) -> str:
    """The text with its addresses as they were before a mail program encoded them, led to them by its own, wrote & in
    another way and broke their lines.

    A line that breaks off in a word of ours goes on with the next one where the two are that word.
    """
    decoded = quopri.decodestring(text.encode()).decode(errors="replace") if ENCODED_FOR_MAIL.search(text) else text
    apart = GLUED.sub(" ", AROUND.sub(" ", ENCODED.sub(lambda query: unquote(query[0]), decoded)))
    plain = BREAK.sub("", WRITTEN_AMPERSAND.sub("&", apart))
    listed = LISTED.sub(lambda pair: "&".join(pair[1] + each for each in mangled.LISTED.split(pair[2])), plain)
    return BREAK_IN_A_PAIR.sub(lambda broken: _rejoined(broken, ruleset), PARTED.sub(r"\1&", listed))


def _rejoined(broken: re.Match[str], ruleset: Ruleset) -> str:
    first, rest = broken.groups()
    may_be = () if _says_something(first, ruleset) else (first + rest, first.removesuffix("-") + rest)
    return next((pair for pair in may_be if _says_something(pair, ruleset)), broken[0])


def _says_something(pair: str, ruleset: Ruleset) -> bool:
    """Tell whether a pair of a query is an answer of ours, or a code."""
    key, _, value = pair.partition("=")
    said = questionnaire.parse([(key, value)], ruleset)
    return (said != Conversation() and not said.dropped) or isinstance(codes.decode(value, ruleset), Conversation)


def addresses(text: str) -> Iterator[str]:
    """What may be an address in the text, each once; whoever reads them knows which are ours."""
    words = (word.strip(WRAPPING) for word in WORD.findall(text))
    for found in islice(dict.fromkeys(word for word in words if MARK_OF_ADDRESS.search(word)), MOST_WORDS):
        yield found
        yield from map(unquote, HIDDEN.findall(found))


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


def looks_like_a_code(text: str) -> bool:
    """What is written as a code and is as long as one, and is no two short words: it has a digit or a dash. A number
    alone is a date, a telephone or a business ID that stands beside a code."""
    lettered = " ".join(word for word in text.split() if any(map(str.isalpha, word)))
    is_long = sum(map(str.isalnum, lettered)) >= SHORTEST
    return is_long and is_written_as_code(lettered) and re.search(r"[\d.–-]", lettered) is not None


def with_signs(text: str) -> str:
    """The text with digits, letters and dashes for their words: a code may be written as it was said. Some of the words
    are groups of codes too (TEE, SEX), so a text is read as it is first."""
    plain = DOUBLE_V.sub("W", SPELLED.sub(r"\1", text))
    return re.sub(r"[^\W\d_]+", lambda word: SIGN_OF.get(word[0].lower(), word[0]), plain)


def code_in(text: str, ruleset: Ruleset) -> tuple[str, Conversation | CodeError]:
    """The code that a text is or has in it, with its answers; else the answers of the address in it; else what is
    written as a code and why it is none."""
    whole = codes.decode(text, ruleset)
    if isinstance(whole, Conversation):
        return text, whole
    written = LABEL.sub(" ", OF_ADDRESS.sub(" ", unquote(text))).strip(WRAPPING)
    said = with_signs(written)
    may_be = (written, *possible_codes(written), said, *possible_codes(said))
    read = {code: codes.decode(code, ruleset) for code in may_be}
    right = [(code, each) for code, each in read.items() if isinstance(each, Conversation)]
    if right and all(each == right[0][1] for _, each in right):
        return right[0]
    addressed = [found for each in addresses(mended(text, ruleset)) if (found := answered(parts_of(each)[1], ruleset))]
    if addressed and not right:
        return text, addressed[0]
    wrong = mistyped_code(written) or mistyped_code(said)
    return (wrong, codes.decode(wrong, ruleset)) if wrong and not right else (text, whole)
