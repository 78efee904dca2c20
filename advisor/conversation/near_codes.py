"""The codes that a mistyped or misheard one was probably meant to be. Pure: no Django, no I/O.

Two codes of one length differ in at least five signs, so of a code with one or two wrong signs there is only one that
it can be: one wrong sign is found whatever it is, two where each is easily heard or read for the other. A sign that no
code has stands for any. Two neighbours that changed places, a sign missing and a sign too many are tried too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations, islice
from typing import Final

from advisor.conversation import codes, dropping, questionnaire
from advisor.conversation.code_signs import (
    ALPHABET,
    BASE,
    CHECKS,
    SHORTEST,
    SIGNS,
    effect_of_one,
    grouped,
    separates,
    syndrome,
)
from advisor.conversation.questionnaire import Conversation
from mandates.rules.ruleset import Ruleset

ALIKE: Final = "PBDT GCEZ VW MN SFX KH QU B8 S5 Z2 G6 A8H 89 56 26 67 23 45 59 7JT"
"""Signs that sound or look alike: letters by their names, digits by their words in our languages (kahdeksan, yhdeksän;
viisi, kuusi; sex, sju; två, tre; fyra, fem; five, nine; eight, A), and what a hand writes alike."""
ALIKE_PAIRS: Final = frozenset(frozenset(pair) for signs in ALIKE.split() for pair in combinations(signs, 2))

LONGEST: Final = 28
"""The longest code in which two wrong signs are always told apart from two others."""
MOST_UNKNOWN: Final = 2
MOST: Final = 5

Shift = tuple[int, int]
"""A place in the code, and by how much its sign is raised."""


@dataclass(frozen=True, slots=True)
class NearCode:
    """A right code close to what was typed, and the answers that it stands for."""

    code: str
    conversation: Conversation


def near(text: str, ruleset: Ruleset) -> tuple[NearCode, ...]:
    """The right codes that a wrong one may be, the likeliest first; none of a text that is no code at all."""
    values, unknown = _read(text)
    if not SHORTEST <= len(values) + 1 <= LONGEST or len(unknown) > MOST_UNKNOWN:
        return ()
    found = dict.fromkeys(chain(_with_wrong(values, unknown), () if unknown else _with_moved(values)))
    return tuple(islice(_meaningful(found, ruleset), MOST))


def _read(text: str) -> tuple[list[int], list[int]]:
    """The values of the signs, and the places of the signs that no code has. Those have the value 0 to begin with."""
    signs = [sign for sign in text if not separates(sign)]
    return [SIGNS.get(sign, 0) for sign in signs], [place for place, sign in enumerate(signs) if sign not in SIGNS]


def _meaningful(found: Iterable[tuple[int, ...]], ruleset: Ruleset) -> Iterator[NearCode]:
    """Those that stand for answers of ours."""
    for values in found:
        code = grouped("".join(ALPHABET[value] for value in values))
        answers = codes.decode(code, ruleset)
        if isinstance(answers, Conversation) and _says_something(answers, ruleset):
            yield NearCode(code, answers)


def _says_something(answers: Conversation, ruleset: Ruleset) -> bool:
    is_ours = all(ruleset.knows(*dropping.named(each, ruleset)) for each in answers.dropped)
    return is_ours and any(questionnaire.pairs(answers))


# The right codes around a wrong one


def _with_wrong(values: Sequence[int], unknown: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """With any one sign wrong, or with two where each is easily taken for another or is in no code."""
    every = [(place, by) for place in range(len(values)) for by in range(1, BASE)]
    yield from _solved(values, every, 1)
    yield from _solved(values, [shift for shift in every if shift[0] in unknown or _is_alike(values, shift)], 2)


def _is_alike(values: Sequence[int], shift: Shift) -> bool:
    place, by = shift
    return frozenset((ALPHABET[values[place]], ALPHABET[(values[place] + by) % BASE])) in ALIKE_PAIRS


def _with_moved(values: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Two neighbours changed, one sign too many, one missing."""
    for place in range(len(values)):
        before, after = values[:place], values[place:]
        yield from _solved([*before, *after[1::-1], *after[2:]], (), 0)
        yield from _solved([*before, *after[1:]], (), 0)
        yield from _solved([*before, 0, *after], [(place, by) for by in range(1, BASE)], 1)
    yield from _solved([*values, 0], [(len(values), by) for by in range(1, BASE)], 1)


def _solved(values: Sequence[int], shifts: Sequence[Shift], most: int) -> Iterator[tuple[int, ...]]:
    """The right codes that the values become by at most so many of the shifts.

    A shift changes the syndrome by an amount that depends on the shift alone, not on the values. So the one or two that
    make it zero need not be searched for: they are looked up.
    """
    if len(values) < SHORTEST:
        return
    wrong = syndrome(values)
    effects = {shift: _effect(len(values) - 1 - shift[0], shift[1]) for shift in shifts}
    undoing = {tuple(-each % BASE for each in effect): shift for shift, effect in effects.items()}
    if not any(wrong):
        yield tuple(values)
    if most > 0 and wrong in undoing:
        yield _shifted(values, undoing[wrong])
    if most > 1:
        for first, effect in effects.items():
            second = undoing.get(tuple((each + more) % BASE for each, more in zip(wrong, effect, strict=True)))
            if second and first[0] < second[0]:
                yield _shifted(values, first, second)


@lru_cache(maxsize=BASE * LONGEST * CHECKS)
def _effect(from_end: int, by: int) -> tuple[int, ...]:
    return tuple(by * each % BASE for each in effect_of_one(from_end))


def _shifted(values: Sequence[int], *shifts: Shift) -> tuple[int, ...]:
    moved = list(values)
    for place, by in shifts:
        moved[place] = (moved[place] + by) % BASE
    return tuple(moved)
