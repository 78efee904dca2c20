"""P1 and P2: what a page costs in this process, warm and cold, beside an empty view and the peer's pages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from advisor.tests.serving import ROOT, installed, surroundings
from bench.calls import PAGES
from bench.figures import ROUNDS, Figure, ratio

CALLS: Final = {"warm": 200, "cold": 15, "empty": 200, "peer": 5}
GOALS: Final = {"question": "≤ 12", "answer of 3": "≤ 40", "answer of 1": "–", "answer of 8": "–"}
OTHERS: Final = "≤ 15"
EMPTY: Final = "empty"


@dataclass(slots=True)
class Child:
    """A process that counts the calls of one application."""

    process: subprocess.Popen[str]
    jobs: tuple[str, ...]

    def spent(self, job: str) -> int:
        """Nanoseconds of CPU a call: the median of as many as the kind of job asks for."""
        self.process.stdin.write(json.dumps([job, CALLS[job.partition(" ")[0]]]) + "\n")  # type: ignore[union-attr]
        self.process.stdin.flush()  # type: ignore[union-attr]
        return int(self.process.stdout.readline())  # type: ignore[union-attr]


@contextmanager
def child(which: str) -> Iterator[Child]:
    command = [sys.executable, "-m", "bench.calls", which]
    environment = surroundings(installed())
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Child(process, tuple(json.loads(process.stdout.readline())))  # type: ignore[union-attr]
        finally:
            process.stdin.close()  # type: ignore[union-attr]


def figures() -> Iterator[Figure]:
    with child("ours") as ours, child("peer") as peer:
        spent: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for each in (ours, peer):
                for job in each.jobs:
                    spent.setdefault(job, []).append(each.spent(job))
    times = {job: ratio(found, spent[EMPTY]) for job, found in spent.items()}
    for page in PAGES:
        yield Figure("P1", f"warm {page}", f"{times[f'warm {page}']:.2f}", _peer(times, page), "≤ 0.6")
    for page in PAGES:
        goal = GOALS.get(page, OTHERS)
        yield Figure("P2", f"cold {page}", f"{times[f'cold {page}']:.0f}", _peer(times, page), goal)


def _peer(times: dict[str, float], page: str) -> str:
    found = times.get(f"peer {page}")
    return "" if found is None else f"{found:.0f}"
