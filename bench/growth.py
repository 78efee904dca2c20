"""How what editors and visitors do grows with the content: CPU seconds for 21, 210, 2,100 and 21,000 mandates, and for
a large agency's set. Each size in a process and a database of its own: `python -m bench.growth [size …]`.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - what follows reads models, so Django must be set up

from advisor.browse.matrix import matrix_page  # noqa: E402
from advisor.browse.pages import mandates_page, services_page  # noqa: E402
from bench import content  # noqa: E402
from mandates.content import contents, importing  # noqa: E402
from mandates.impact.changes import changes  # noqa: E402
from mandates.publishing import publish  # noqa: E402

SIZES: Final = ("21", "210", "2100", "21000", "large")
HEADINGS: Final = ("content", "import", "again", "publish", "change told", "services", "mandates", "table", "peak MB")
ROOT: Final = Path(__file__).resolve().parent.parent


def main(sizes: list[str]) -> None:
    _row(HEADINGS)
    _row(["---"] * len(HEADINGS))
    for size in sizes or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "bench.growth", "--one", size]
            subprocess.run(command, cwd=ROOT, env={**os.environ, "DATA_DIR": folder}, check=True)


def one(size: str) -> None:
    """Measure one size in this process, whose DATA_DIR is empty."""
    seconds = [f"{found:.2f}" for found in _measured(size)]
    _row([size, *seconds, str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)])


def _measured(size: str) -> Iterator[float]:
    call_command("migrate", verbosity=0)
    text = content.text(content.large() if size == "large" else content.times_over(int(size) // 21))
    yield _seconds(lambda: importing.import_text(text, size))
    yield _seconds(lambda: importing.import_text(text, size))
    yield _seconds(lambda: publish.publish("bench", "Kasvu"))
    ruleset = contents.draft().ruleset
    first = next(iter(ruleset.conditions.values()))
    edited = replace(ruleset, conditions={**ruleset.conditions, first.slug: replace(first, every_type=True)})
    yield _seconds(lambda: changes(ruleset, edited))
    yield _seconds(lambda: services_page(ruleset, ""))
    yield _seconds(lambda: mandates_page(ruleset, ""))
    yield _seconds(lambda: matrix_page(ruleset, next(iter(ruleset.types))))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _row(cells: tuple[str, ...] | list[str]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    one(sys.argv[2]) if sys.argv[1:2] == ["--one"] else main(sys.argv[1:])
