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
SPELLED: Final = re.compile(r"\b([^\W\d_])\W+(?:niin ?kuin|niinku|kuin|ku|as in|for|som i|som)\s+\1\w+", re.IGNORECASE)
"""A letter with a name that begins with it, as people tell it from its neighbours: "D niin kuin Daavid"."""
DOUBLE_V: Final = re.compile(r"\b(?:tupla|kaksois|dubbel|double)[\s-]*(?:vee|ve|v|u)\b", re.IGNORECASE)


def with_signs(text: str) -> str:
    """The text with digits, letters and dashes for their words: a code may be written as it was said. Some of the words
    are groups of codes too (TEE, SEX), so a text is read as it is first."""
    plain = DOUBLE_V.sub("W", SPELLED.sub(r"\1", text))
    return re.sub(r"[^\W\d_]+", lambda word: SIGN_OF.get(word[0].lower(), word[0]), plain)
