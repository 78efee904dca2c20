"""Measures the figures of docs/performance.md in one run and writes them there: `python -m bench [pages rules …]`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
django.setup()

from bench import hosts, journeys, large, memory, pages, report, rules, scores, sizes, walks  # noqa: E402 - they read models, so Django must be set up
from bench.figures import Figure, table  # noqa: E402
from bench.growth import rows  # noqa: E402
from mandates.content import progress  # noqa: E402

PARTS: Final[dict[str, Callable[[], Iterator[Figure]]]] = {
    "pages": pages.figures,
    "journeys": journeys.figures,
    "rules": rules.figures,
    "sizes": sizes.figures,
    "walks": walks.figures,
    "lighthouse": scores.figures,
    "hosts": hosts.figures,
    "memory": memory.figures,
    "large": large.figures,
}
Line = TypeVar("Line")
GROWTH: Final = "growth"
"""The part that has a table of its own."""


def main(names: list[str]) -> None:
    """Print what is known as soon as it is; whole tables are kept in the document."""
    wanted = names or [*PARTS, GROWTH]
    with progress.on(sys.stderr):
        figures = list(printed(figure for name in begun(wanted) if name != GROWTH for figure in PARTS[name]()))
        grown = list(printed(rows())) if GROWTH in wanted else []
    if not names:
        report.keep("The last run", f"{report.machine()}\n\n{table(figures)}")
    if grown:
        report.keep("The last growth", "\n".join([report.machine(), "", *grown]))


def begun(names: Sequence[str]) -> Iterator[str]:
    for place, name in enumerate(names):
        progress.step(place, len(names), name)
        yield name


def printed(found: Iterator[Line]) -> Iterator[Line]:
    for each in found:
        progress.line(str(each))
        yield each


if __name__ == "__main__":
    main(sys.argv[1:])
