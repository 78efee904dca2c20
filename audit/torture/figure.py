"""What a check that breaks things found, told as soon as it is known."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mandates.content import progress


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of docs/reliability.md: what was done, what was counted, and whether the goal is reached."""

    number: str
    what: str
    found: str
    is_reached: bool

    def __str__(self) -> str:
        return f"| {self.number} | {self.what} | {self.found} | {'yes' if self.is_reached else 'NO'} |"


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table in Markdown."""
    return "\n".join(("| | What | Found | Goal reached |", "|---|---|---|---|", *map(str, figures)))


def options(program: str, parts: Sequence[str]) -> argparse.Namespace:
    """What was asked of it: some of its parts, and a share of what they count."""
    parser = argparse.ArgumentParser(prog=program)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("parts", nargs="*", metavar="part", default=list(parts))
    return parser.parse_args()


def told(names: Sequence[str], part: Callable[[str], Iterable[Figure]]) -> Iterator[Figure]:
    """The figures of these parts, each printed; on a terminal a bar says which part is done now."""
    for place, name in enumerate(names):
        progress.step(place, len(names), name)
        for figure in part(name):
            progress.line(str(figure))
            yield figure
