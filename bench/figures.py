"""One line of the table in docs/performance.md, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from statistics import median
from typing import Final

ROUNDS: Final = 9


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured beside its floor or the peer, in one run, and the goal."""

    number: str
    what: str
    ours: str
    peer: str
    goal: str


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table in Markdown."""
    head = tuple(field.name for field in fields(Figure))
    rows = [head, tuple("---" for _ in head), *map(astuple, figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def ratio(ours: Iterable[float], floor: Iterable[float]) -> float:
    """How many times the floor: the median over rounds in which both were measured one after the other."""
    return median(mine / least for mine, least in zip(ours, floor, strict=True))
