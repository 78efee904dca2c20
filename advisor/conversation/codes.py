"""A conversation's answers <-> a short code to read over the phone. Pure: no Django, no I/O.

A code is one number and its check, written with 31 signs. Each answer has a place that follows from its row's stable
number, never from its slug or its order, so a code lives on when rows are renamed, moved or retired, and rows added
later take places that no code has used.

The number is made of the places in `numbering.py`: few everyday answers have a small one, and so a short code.

The check. 31 is a prime, and four check signs make a Reed–Solomon code over the integers modulo 31. In codes of up to
28 signs up to four wrong signs are always noticed, so a swap of any two is too; in longer ones, a wrong sign and a swap
of neighbours. Anything else (signs missing or too many, five wrong) passes once in 31⁴ = 923,521 times. Scheme and
length are checked as if they stood before the code, so they cost no sign.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, pairwise
from typing import Final

from advisor.conversation import dropping, keys, questionnaire
from advisor.conversation.numbering import Places, number_of, places_of
from advisor.conversation.questionnaire import Conversation
from mandates.rules.answers import Answers
from mandates.rules.rows import NONE_OF_THESE, Kind, Relation
from mandates.rules.ruleset import Former, Ruleset

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


@dataclass(frozen=True, slots=True)
class _Answered:
    """Answers as rising places. Task place 0 is "none of these"; a prerequisite has two places, for yes and for no."""

    relations: int
    types: Places
    tasks: Places
    prerequisites: Places
    held: Places


RELATIONS: Final = tuple(Relation)
NONE_PLACE: Final = 0


def encode(conversation: Conversation, ruleset: Ruleset) -> str:
    """The code of all answers and of nothing else, in groups: the same answers always give the same code.

    Slugs that the ruleset does not offer have no number and are left out; `questionnaire.parse` drops them too.
    """
    return _encoded(_answered(conversation, _rows(ruleset)))


def encode_said(conversation: Conversation, ruleset: Ruleset) -> str:
    """The code of the answers with what was dropped of organisations, tasks and mandates that we know: whoever reads it
    drops the same again, and so can tell of it."""
    answers, dropped = conversation.answers, dropping.rows(conversation.dropped, ruleset)
    said = Answers(
        types=answers.types.union(dropped.get(Kind.TYPE, ())),
        tasks=answers.tasks.union(dropped.get(Kind.TASK, ())),
        yes=answers.yes,
        no=answers.no,
        held=answers.held.union(dropped.get(Kind.MANDATE, ())),
    )
    rows = {kind: ruleset.numbers(kind) for kind in _rows(ruleset)}
    return _encoded(_answered(replace(conversation, answers=said), rows))


def _encoded(answered: _Answered) -> str:
    payload = _digits(_number(answered))
    return grouped("".join(ALPHABET[value] for value in (*payload, *_check(payload))))


def decode(code: str, ruleset: Ruleset) -> Conversation | CodeError:
    """The conversation that a code stands for, as its address would be understood today; else what is wrong.

    Case, spaces, dashes and dots do not matter. What the code names and the ruleset does not offer stands in `dropped`:
    a retired row by its slug, a number that no row has as "tehtava 17".
    """
    read = _read(code, ruleset)
    return read if isinstance(read, CodeError) else _conversation(read, ruleset)


def pairs_of(code: str, ruleset: Ruleset) -> list[tuple[str, str]]:
    """What a code says as the query of an address, also by rows that are retired; nothing where it is no code."""
    read = _read(code, ruleset)
    return [] if isinstance(read, CodeError) else _pairs(read, ruleset)[0]


def _read(code: str, ruleset: Ruleset) -> _Answered | CodeError:
    signs = signs_of(code)
    wrong = next((sign for sign in signs if sign not in SIGNS), "")
    if wrong:
        return CodeError(Fault.SIGN, wrong)
    values = [SIGNS[sign] for sign in signs]
    fault = _fault(values)
    if fault:
        return CodeError(fault)
    return _answers_of(values[:-CHECKS], _row_count(ruleset)) or CodeError(Fault.CHECK)


def is_canonical(code: str) -> bool:
    """Whether the text is a code with right check signs, written as `encode` writes it."""
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


# Answers <-> digits


def _digits(number: int) -> list[int]:
    """In base 31, the highest first, none in vain."""
    found: list[int] = []
    while number or not found:
        number, digit = divmod(number, BASE)
        found.append(digit)
    return found[::-1]


def _number(answered: _Answered) -> int:
    fields = (answered.types, answered.tasks, answered.prerequisites, answered.held)
    return (number_of(fields) << len(RELATIONS)) + answered.relations


def _answers_of(payload: Sequence[int], most: int) -> _Answered | None:
    """The answers that these digits stand for; None when no conversation has them, or we would write them otherwise."""
    number = 0
    for digit in payload:
        number = number * BASE + digit
    rest, relations = divmod(number, 1 << len(RELATIONS))
    found = _Answered(relations, *places_of(rest, most))
    return found if _is_sound(found) and _digits(_number(found)) == list(payload) else None


def _is_sound(answered: _Answered) -> bool:
    """Tell whether the answers agree: none of these is no task besides, and no prerequisite is yes and no."""
    asked = [place // 2 for place in answered.prerequisites]
    return (NONE_PLACE not in answered.tasks or len(answered.tasks) == 1) and len(asked) == len(set(asked))


# Conversation <-> places


def _answered(conversation: Conversation, rows: Mapping[Kind, Mapping[str, int]]) -> _Answered:
    answers = conversation.answers
    yes = (2 * number - 2 for number in _known(rows, Kind.PREREQUISITE, answers.yes - answers.no))
    no = (2 * number - 1 for number in _known(rows, Kind.PREREQUISITE, answers.no))
    tasks = [NONE_PLACE] if conversation.none_of_these else _known(rows, Kind.TASK, answers.tasks)
    return _Answered(
        relations=sum(1 << place for place, each in enumerate(RELATIONS) if each in conversation.relations),
        types=tuple(sorted(number - 1 for number in _known(rows, Kind.TYPE, answers.types))),
        tasks=tuple(sorted(tasks)),
        prerequisites=tuple(sorted((*yes, *no))),
        held=tuple(sorted(number - 1 for number in _known(rows, Kind.MANDATE, answers.held))),
    )


def _known(rows: Mapping[Kind, Mapping[str, int]], kind: Kind, slugs: Iterable[str]) -> list[int]:
    return [rows[kind][slug] for slug in slugs if slug in rows[kind]]


def _conversation(answered: _Answered, ruleset: Ruleset) -> Conversation:
    """What an address with these rows would say; `questionnaire.parse` drops what is not offered any more."""
    pairs, unknown = _pairs(answered, ruleset)
    read = questionnaire.parse(pairs, ruleset)
    return replace(read, dropped=tuple(sorted({*read.dropped, *unknown})))


def _pairs(answered: _Answered, ruleset: Ruleset) -> tuple[list[tuple[str, str]], set[str]]:
    """The rows as an address has them, and the numbers that no row has."""
    slugs = {kind: _slugs(ruleset, kind, numbers) for kind, numbers in _rows(ruleset).items()}
    pairs: list[tuple[str, str]] = []
    unknown: set[str] = set()
    for key, kind, number in _numbers(answered):
        if number in slugs[kind]:
            pairs.append((key, slugs[kind][number]))
        else:
            unknown.add(f"{key}-{number}")
    if NONE_PLACE in answered.tasks:
        pairs.append((keys.TASKS, NONE_OF_THESE))
    relations = (each for place, each in enumerate(RELATIONS) if answered.relations >> place & 1)
    pairs += [(keys.RELATION, relation) for relation in relations]
    return pairs, unknown


def _numbers(answered: _Answered) -> Iterator[tuple[str, Kind, int]]:
    """The address's key, the kind and the stable number of each row."""
    for place in answered.types:
        yield keys.TYPES, Kind.TYPE, place + 1
    for place in answered.tasks:
        if place != NONE_PLACE:
            yield keys.TASKS, Kind.TASK, place
    for place in answered.prerequisites:
        yield (keys.NO if place % 2 else keys.YES), Kind.PREREQUISITE, place // 2 + 1
    for place in answered.held:
        yield keys.HELD, Kind.MANDATE, place + 1


def _rows(ruleset: Ruleset) -> dict[Kind, dict[str, int]]:
    """The numbers of the rows that are offered."""
    return {
        kind: {slug: row.number for slug, row in ruleset.rows(kind).items()}
        for kind in (Kind.TYPE, Kind.TASK, Kind.PREREQUISITE, Kind.MANDATE)
    }


def _row_count(ruleset: Ruleset) -> int:
    """How many answers there can be: a row is ticked once, or with none of these; retired rows count too."""
    retired = sum(len(former.numbers) for former in ruleset.former.values())
    return 1 + retired + sum(map(len, _rows(ruleset).values()))


def _slugs(ruleset: Ruleset, kind: Kind, offered: Mapping[str, int]) -> dict[int, str]:
    """Slugs by number, those of retired rows too."""
    retired = ruleset.former.get(kind, Former()).numbers
    return {number: slug for numbers in (retired, offered) for slug, number in numbers.items()}
