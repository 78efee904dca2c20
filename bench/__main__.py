"""Measures the figures of docs/performance.md in one run: `python -m bench [P1 P3 …]`."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from typing import Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
django.setup()

from bench import pages, rules  # noqa: E402 - they read models, so Django must be set up
from bench.figures import Figure, table  # noqa: E402

PARTS: Final[dict[str, Callable[[], Iterator[Figure]]]] = {"P1": pages.figures, "P5": rules.figures}
"""By the first figure that each part measures."""


def main() -> None:
    found = [figure for name in sys.argv[1:] or PARTS for figure in PARTS[name]()]
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, Django {django.__version__}"
    )
    print(table(found))


if __name__ == "__main__":
    main()
