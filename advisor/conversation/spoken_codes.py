"""A code as it is said: the words of its signs. Pure: no Django, no I/O."""

from __future__ import annotations

import re
from typing import Final

from advisor.conversation.code_signs import ALPHABET

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
_ELSEWHERE: Final = {
    "F": "eff",
    "H": "aitch",
    "M": "em",
    "N": "en enn",
    "Q": "ku cue queue qu",
    "R": "ärr err ar",
    "S": "ess",
    "U": "you",
    "W": "viski",
    "X": "äksä ex eks xray",
    "Y": "why",
    "Z": "tseta seta säta zäta",
}
ELSEWHERE: Final = {word: letter for letter, words in _ELSEWHERE.items() for word in words.split()}
"""The letters that do not begin their names: in Swedish, in English and in spelling alphabets."""
LONGEST_SPELT: Final = 40
"""What has more words is no code that somebody read out."""
SPELLED: Final = re.compile(
    r"\b([^\W\d_])\W+(?:niin ?kuin|niinku|kuin|kuten|ku|as in|like|for|som i|som)\s+([^\W\d_]\w+(?:-ray)?)",
    re.IGNORECASE,
)
"""A letter with a name, as people tell it from its neighbours: "D niin kuin Daavid"."""
DOUBLE_V: Final = re.compile(r"\b(?:tupla|kaksois|dubbel|double)[\s-]*(?:vee|ve|v|u|you)\b", re.IGNORECASE)
X_RAY: Final = re.compile(r"\bx-ray\b", re.IGNORECASE)
DOUBLED: Final = (re.compile("VV", re.IGNORECASE), re.compile("VV(?!V)", re.IGNORECASE))
WORD: Final = re.compile(r"[^\W\d_]+")
PIECE: Final = re.compile(r"\w+")


def with_signs(text: str) -> str:
    """The text with digits, letters and dashes for their words: a code may be written as it was said. Some of the words
    are groups of codes too (TEE, SEX), so a text is read as it is first."""
    plain = DOUBLE_V.sub("W", SPELLED.sub(_told, text))
    return WORD.sub(lambda word: SIGN_OF.get(word[0].lower(), word[0]), plain)


def spelt(text: str) -> str:
    """The signs that the words of a text are the names of, in any spelling alphabet: the first letter of each
    ("Daavid", "David", "Delta"), but for those in `ELSEWHERE`. Empty where the text is longer than a code read out.

    Any text has such signs, so whoever asks takes them only as a whole, by their check.
    """
    words = PIECE.findall(DOUBLE_V.sub("W", X_RAY.sub("X", SPELLED.sub(_told, text))))
    return "".join(map(_sign, words)) if len(words) <= LONGEST_SPELT else ""


def as_w(text: str) -> tuple[str, ...]:
    """The text with W for a double V, which some type for it: of three the first two or the last two."""
    return tuple(dict.fromkeys(pattern.sub("W", text) for pattern in DOUBLED))


def _told(found: re.Match[str]) -> str:
    """The letter, where its name is one of that letter; else what was written."""
    letter, name = found[1], X_RAY.sub("X", found[2]).lower()
    begins = name.startswith(letter.lower())
    return letter if begins or _sign(name) == letter.upper() else found[0]


def _sign(word: str) -> str:
    lower = word.lower()
    said = SIGN_OF.get(lower) or ELSEWHERE.get(lower)
    return said or (word if word.isdecimal() else word[0].upper())
