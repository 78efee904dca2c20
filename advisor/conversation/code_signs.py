"""The signs of a code, and their check. Pure: no Django, no I/O.

The check. 31 is a prime, and four check signs make a Reed–Solomon code over the integers modulo 31. In codes of up to
28 signs up to four wrong signs are always noticed, so a swap of any two is too; in longer ones, a wrong sign and a swap
of neighbours. Anything else (signs missing or too many, five wrong) passes once in 31⁴ = 923,521 times. Scheme and
length are checked as if they stood before the code, so they cost no sign.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, O, 1, I and L. A prime count: the check needs it. None of the five is taken for another sign: a 0 may be
a misread D or Q, a 1 may be a 7, a J or a T."""

BASE: Final = len(ALPHABET)
SIGNS: Final = {sign: value for value, sign in enumerate(ALPHABET)} | {
    sign.lower(): value for value, sign in enumerate(ALPHABET)
}
CHECKS: Final = 4
GENERATOR: Final = 3
"""Its powers are all 30 numbers from 1 to 30."""
ROOTS: Final = tuple(GENERATOR**power % BASE for power in range(1, CHECKS + 1))

SCHEME: Final = 1
"""The way of numbering. A code is never broken again: another way is another scheme, read besides this one."""

SHORTEST: Final = 1 + CHECKS
LONGEST: Final = 400
GROUP: Final = 4


class Fault(StrEnum):
    """Why a text is no code."""

    EMPTY = "tyhja"
    SIGN = "merkki"
    SHORT = "lyhyt"
    LONG = "pitka"
    CHECK = "tarkiste"


@dataclass(frozen=True, slots=True)
class CodeError:
    """What is wrong with a text that is no code. `sign` is one that no code has."""

    fault: Fault
    sign: str = ""


def written(payload: Sequence[int]) -> str:
    """The payload and its check, in groups."""
    return grouped("".join(ALPHABET[value] for value in (*payload, *_check(payload))))


def payload_of(text: str) -> list[int] | CodeError:
    """The payload of a text with the right check; else what is wrong. Case and what may stand anywhere say nothing."""
    signs = signs_of(text)
    wrong = next((sign for sign in signs if sign not in SIGNS), "")
    if wrong:
        return CodeError(Fault.SIGN, wrong)
    values = [SIGNS[sign] for sign in signs]
    fault = _fault(values)
    return CodeError(fault) if fault else values[:-CHECKS]


def is_canonical(code: str) -> bool:
    """Whether the text is a code with right check signs, written as `written` writes it."""
    signs = code.replace("-", "")
    return set(signs) <= set(ALPHABET) and grouped(signs) == code and _fault([SIGNS[sign] for sign in signs]) is None


def grouped(code: str) -> str:
    """The signs in groups of at most four, as equal as they come: 3-3-3, 4-3-3, 4-4-4."""
    count = -(-len(code) // GROUP)
    size, longer = divmod(len(code), count or 1)
    ends = list(accumulate((size + (place < longer) for place in range(count)), initial=0))
    return "-".join(code[start:end] for start, end in pairwise(ends))


def signs_of(text: str) -> str:
    """The text without what may stand anywhere in a code."""
    return "".join([sign for sign in text if sign in SIGNS or not separates(sign)])


def separates(sign: str) -> bool:
    """Tell whether a sign may stand anywhere in a code: spaces, dashes, dots and what cannot be seen."""
    return sign in " .,·•_\N{MINUS SIGN}" or not sign.isprintable() or unicodedata.category(sign) == "Pd"


def _fault(values: Sequence[int]) -> Fault | None:
    if len(values) < SHORTEST:
        return Fault.SHORT if values else Fault.EMPTY
    if len(values) > LONGEST:
        return Fault.LONG
    return None if _has_check(values) else Fault.CHECK


# The check


def _generator_polynomial() -> tuple[int, ...]:
    """The product of x - 3, x - 3², x - 3³ and x - 3⁴ modulo 31, from the second highest power down."""
    found = [1]
    for root in ROOTS:
        found = [(up - root * down) % BASE for up, down in zip([*found, 0], [0, *found], strict=True)]
    return tuple(found[1:])


POLYNOMIAL: Final = _generator_polynomial()


def _check(payload: Sequence[int]) -> tuple[int, ...]:
    """The values that make scheme, length, payload and themselves a multiple of the polynomial."""
    rest = [0] * CHECKS
    for value in (SCHEME, len(payload) % BASE, *payload):
        factor = rest[0] + value
        rest = [(after - factor * each) % BASE for after, each in zip([*rest[1:], 0], POLYNOMIAL, strict=True)]
    return tuple(-value % BASE for value in rest)


def _has_check(values: Sequence[int]) -> bool:
    """Whether the check signs are right. A multiple of the polynomial is 0 at its roots: the first alone tells nearly
    every wrong code, so texts full of what may be codes cost little."""
    whole = (SCHEME, (len(values) - CHECKS) % BASE, *values)
    return not any(_value_at(root, whole) for root in ROOTS)


def _value_at(root: int, values: Sequence[int]) -> int:
    found = 0
    for value in values:
        found = (found * root + value) % BASE
    return found


def syndrome(values: Sequence[int]) -> tuple[int, ...]:
    """By how much the check signs differ from what they must be: all 0 in a right code."""
    return tuple(
        (given - right) % BASE for given, right in zip(values[-CHECKS:], _check(values[:-CHECKS]), strict=True)
    )


def effect_of_one(from_end: int) -> tuple[int, ...]:
    """What the syndrome gains when the sign so many places from the end is one more than it should be."""
    effect = [0] * (CHECKS - 1) + [1]
    for _ in range(from_end):
        effect = [(after - effect[0] * each) % BASE for after, each in zip([*effect[1:], 0], POLYNOMIAL, strict=True)]
    return tuple(effect)
