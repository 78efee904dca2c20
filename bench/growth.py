"""How what editors and visitors do grows with the content: CPU seconds for 21, 210, 2,100 and 21,000 mandates, and for
a large agency's set. Each size in a process and a database of its own: `python -m bench.growth [size …]`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import django

from bench.figures import peak

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - what follows reads models, so Django must be set up

from advisor.browse.mandates import mandates_page  # noqa: E402
from advisor.browse.matrix import matrix_page  # noqa: E402
from advisor.browse.services import services_page  # noqa: E402
from advisor.tests.serving import ROOT, surroundings  # noqa: E402
from bench import content  # noqa: E402
from mandates.content import contents, importing  # noqa: E402
from mandates.impact.changes import changes  # noqa: E402
from mandates.publishing import publish  # noqa: E402

SIZES: Final = ("21", "210", "2100", "21000", "large")
HEADINGS: Final = ("content", "import", "again", "publish", "change told", "services", "mandates", "table", "peak MB")


def rows(sizes: Sequence[str] = SIZES) -> Iterator[str]:
    """The table, a row as soon as it is known: each size in a process and a database of its own."""
    yield _row(HEADINGS)
    yield _row(["---"] * len(HEADINGS))
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "bench.growth", "--one", size]
            yield _row(json.loads(last_line(command, surroundings(Path(folder)))))


def last_line(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """What a command of ours says in the end.

    :raises RuntimeError: with its complaint, when it fails.
    """
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.splitlines()[-1]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def one(size: str) -> list[str]:
    """Measure one size in this process, whose DATA_DIR is empty."""
    found = [f"{taken:.2f}" for taken in _measured(size)]
    return [size, *found, f"{peak():.0f}"]


def _measured(size: str) -> Iterator[float]:
    call_command("migrate", verbosity=0)
    text = content.text(content.large() if size == "large" else content.times_over(int(size) // 21))
    yield seconds(lambda: importing.import_text(text, size))
    yield seconds(lambda: importing.import_text(text, size))
    yield seconds(lambda: publish.publish("bench", "Kasvu"))
    ruleset = contents.draft().ruleset
    first = next(iter(ruleset.conditions.values()))
    edited = replace(ruleset, conditions={**ruleset.conditions, first.slug: replace(first, every_type=True)})
    yield seconds(lambda: changes(ruleset, edited))
    yield seconds(lambda: services_page(ruleset, ""))
    yield seconds(lambda: mandates_page(ruleset, ""))
    yield seconds(lambda: matrix_page(ruleset, next(iter(ruleset.types))))


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(sys.argv[2])))
    else:
        for row in rows(sys.argv[1:] or SIZES):
            print(row, flush=True)
