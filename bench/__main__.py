"""Measures the figures of docs/performance.md in one run and writes them there: `python -m bench [pages rules …]`."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
django.setup()

from bench import journeys, memory, pages, rules, sizes  # noqa: E402 - they read models, so Django must be set up
from bench.figures import Figure, table  # noqa: E402

PARTS: Final[dict[str, Callable[[], Iterator[Figure]]]] = {
    "pages": pages.figures,
    "journeys": journeys.figures,
    "rules": rules.figures,
    "sizes": sizes.figures,
    "memory": memory.figures,
}
DOCUMENT: Final = Path(__file__).parents[1] / "docs" / "performance.md"
LAST_RUN: Final = "## The last run\n"


def main(names: list[str]) -> None:
    """Print each figure as it is known; a run of all of them is kept in the document."""
    found = []
    for name in names or PARTS:
        for figure in PARTS[name]():
            print(figure, flush=True)
            found.append(figure)
    report = f"{machine()}\n\n{table(found)}\n"
    print(f"\n{report}")
    if not names:
        before = DOCUMENT.read_text(encoding="utf-8").partition(LAST_RUN)[0]
        DOCUMENT.write_text(f"{before}{LAST_RUN}\n{report}", encoding="utf-8")


def machine() -> str:
    """What it was measured on, and how busy that was: others' work makes every number larger."""
    load = "/".join(f"{each:.1f}" for each in os.getloadavg())
    versions = f"Python {platform.python_version()}, Django {django.__version__}"
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, {versions}; "
        f"load average (1, 5 and 15 minutes) {load}."
    )


if __name__ == "__main__":
    main(sys.argv[1:])
