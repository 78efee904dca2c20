"""Answers as places <-> one number: the reckoning below `codes.py`, which says what the number is good for.

A set of k places is the sum of C(place, 1), C(place, 2) … in rising order of places: every set of k places has its own
number, whatever the largest place is. Everyday answers (at most `COUNTS` of each kind, at places below `PLACES`) come
first. How many there are of each kind is their shape; shapes with the fewest possible answers come first, so that few
answers make a short code. All other answers come after them as one set, with the four kinds on every fourth place. Each
number stands for one set of answers at most, and each set of answers has one number. Pure: no Django, no I/O.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, product
from math import comb, prod
from typing import Final

Places = tuple[int, ...]
AnswerPlaces = tuple[Places, Places, Places, Places]


LARGEST_PLACE: Final = 2**24
"""Beyond any place: rows are numbered up to 999,999, and the rarest kind takes every fourth place."""

FEW_ANSWERS: Final = 31
MOST_ANSWERS: Final = 2_000
"""More answers than an address of 8 kB can hold."""

COUNTS: Final = (3, 6, 5, 1)
PLACES: Final = (16, 41, 14, 24)
"""Of types, tasks, answered prerequisites and held mandates: rows numbered up to 16, 40, 7 and 24. With these any two
types, five tasks and two prerequisites take at most 8 signs and the 4 of the check."""


def _size(shape: Sequence[int]) -> int:
    """In how many ways so many answers of each kind can be chosen from the everyday places."""
    return prod(comb(places, count) for places, count in zip(PLACES, shape, strict=True))


SHAPES: Final = sorted(product(*(range(most + 1) for most in COUNTS)), key=lambda shape: (_size(shape), shape))
STARTS: Final = tuple(accumulate(map(_size, SHAPES), initial=0))
START_OF: Final = dict(zip(SHAPES, STARTS, strict=False))
EVERYDAY: Final = STARTS[-1]


def _rank(places: Places) -> int:
    return sum(comb(place, count) for count, place in enumerate(places, start=1))


def _unrank(rank: int, count: int) -> Places:
    """The set of `count` places with this rank. A rank that would need a place beyond the largest gives another set."""
    found: list[int] = []
    below = LARGEST_PLACE
    for size in range(count, 0, -1):
        below = _largest(rank, size, below)
        rank -= comb(below, size)
        found.append(below)
    return tuple(reversed(found))


def _largest(rank: int, size: int, below: int) -> int:
    """The largest place under `below` with which a set of `size` places may end and still not exceed the rank."""
    top = size
    while top < below and comb(top, size) <= rank:
        top *= 2
    possible = range(size - 1, min(top, below))
    passed: int = bisect_right(possible, rank, key=lambda place: comb(place, size))
    return size - 2 + passed


def number_of(fields: AnswerPlaces) -> int:
    """The number of these answers."""
    start = START_OF.get(tuple(map(len, fields)))
    if start is not None and all(each[-1] < places for each, places in zip(fields, PLACES, strict=True) if each):
        return start + _everyday(fields)
    return EVERYDAY + _any(fields)


def _everyday(fields: AnswerPlaces) -> int:
    number = 0
    for places, each in zip(PLACES, fields, strict=True):
        number = number * comb(places, len(each)) + _rank(each)
    return number


def _any(fields: AnswerPlaces) -> int:
    """All answers as one set: its rank, then its size in one digit, or in two for a large one."""
    places = tuple(sorted(place * len(fields) + kind for kind, each in enumerate(fields) for place in each))
    number, size = _rank(places), len(places)
    if size >= FEW_ANSWERS:
        number = number * MOST_ANSWERS + size - FEW_ANSWERS
    return number * (FEW_ANSWERS + 1) + min(size, FEW_ANSWERS)


def places_of(number: int, most: int) -> AnswerPlaces:
    """The answers of a number; others when no answers have it, so ask for the number of what is found.

    More than `most` answers are not looked at: nobody can give more than there are rows, and unranking would take long.
    """
    types, tasks, prerequisites, held = (
        _everyday_places(number) if number < EVERYDAY else _any_places(number - EVERYDAY, most)
    )
    return types, tasks, prerequisites, held


def _everyday_places(number: int) -> list[Places]:
    found = bisect_right(STARTS, number) - 1
    rest, fields = number - STARTS[found], list[Places]()
    for places, count in reversed(list(zip(PLACES, SHAPES[found], strict=True))):
        rest, rank = divmod(rest, comb(places, count))
        fields.append(_unrank(rank, count))
    return fields[::-1]


def _any_places(number: int, most: int) -> list[Places]:
    number, size = divmod(number, FEW_ANSWERS + 1)
    if size == FEW_ANSWERS:
        number, more = divmod(number, MOST_ANSWERS)
        size += more
    places = _unrank(number, min(size, most))
    kinds = len(PLACES)
    return [tuple(place // kinds for place in places if place % kinds == kind) for kind in range(kinds)]
