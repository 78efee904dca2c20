"""P9 and R6: how soon every worker of both hosts, and every visitor, sees what was published; and no page mixes two."""

from __future__ import annotations

import http.client
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from statistics import median
from typing import IO, Final, cast

from advisor.tests.serving import ROOT
from audit.cluster.hosts import Cluster, asked, each_worker
from audit.torture.figure import Figure
from audit.torture.load import through, visiting
from audit.torture.publishes import command, mixed

PUBLICATIONS: Final = 30
PAUSE: Final = 3.0
STRAIGHT_SECONDS: Final = 1.2
KEPT_SECONDS: Final = 2.5
PATHS: Final = ("/", "/palvelut/", "/palvelut/kelmu/", "/valtuudet/", "/taulukko/")
NUMBER: Final = re.compile(rb"julkaisu (\d+),")
ON_DEMAND: Final = """
for mark in sys.stdin:
    number = published(mark.strip()).number
    print(number, time.monotonic(), flush=True)
"""


@dataclass(slots=True)
class Watch:
    """Who saw which publication, and when: a visitor, or a connection to a worker."""

    seen: list[tuple[int, int, float]] = field(default_factory=list)

    def look(self, who: int, body: bytes) -> None:
        """Remember the number in a page's foot; what has none counts as older than all."""
        found = NUMBER.search(body)
        self.seen.append((who, int(found[1]) if found else 0, time.monotonic()))

    def first(self, who: int, number: int) -> float:
        """When somebody saw that publication or a later one for the first time."""
        return min(at for each, shown, at in self.seen if each == who and shown >= number)

    def last_before(self, number: int) -> float:
        """When anybody saw an earlier publication for the last time."""
        return max(at for _, shown, at in self.seen if shown < number)

    def backwards(self) -> int:
        """How many pages were older than one that the same visitor had seen before."""
        newest: dict[int, int] = {}
        count = 0
        for who, shown, _ in self.seen:
            count += shown < newest.get(who, 0)
            newest[who] = max(shown, newest.get(who, 0))
        return count


def figures(running: Cluster, share: float) -> Iterator[Figure]:
    workers, visitors = Watch(), Watch()

    def checked(path: str, body: bytes) -> str:
        visitors.look(threading.get_ident(), body)
        return mixed(path, body)

    with ExitStack() as held:
        wires = [wire for node in running.nodes for wire in held.enter_context(each_worker(node))]
        held.enter_context(_watching(wires, workers))
        seen = held.enter_context(visiting(through(running.front, checked), cycle(PATHS)))
        time.sleep(PAUSE)
        made = list(_published(running, round(PUBLICATIONS * share)))
    straight = [max(workers.first(who, number) for who in range(len(wires))) - at for number, at in made]
    kept = [visitors.last_before(number) - at for number, at in made]
    what = f"publish → {len(wires)} workers of {len(running.nodes)} hosts show it, {len(made)} publications"
    yield _figure(what, straight, STRAIGHT_SECONDS)
    yield _figure("publish → no visitor sees the one before, through nginx's kept pages", kept, KEPT_SECONDS)
    found = f"{seen.told()}, 0 mixed; {visitors.backwards()} were older than the same visitor's page before"
    yield Figure("R6", f"{len(made)} publications under load on {len(running.nodes)} hosts", found, not seen.faults)


def _figure(what: str, seconds: list[float], most: float) -> Figure:
    found = f"median {median(seconds):.2f} s, worst {max(seconds):.2f} s (at most {most})"
    return Figure("P9", what, found, max(seconds) <= most)


@contextmanager
def _watching(wires: list[http.client.HTTPConnection], watch: Watch) -> Iterator[None]:
    """Ask each worker in turn, all the time."""
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.01):
            for who, wire in enumerate(wires):
                watch.look(who, asked(wire, "/"))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(30)


def _published(running: Cluster, times: int) -> Iterator[tuple[int, float]]:
    """Publish so many times: the numbers, and when each was there."""
    environment = running.nodes[0].service.environment
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - our own command
        command(ON_DEMAND), cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True
    ) as editor:
        for mark in range(times):
            print(mark, file=editor.stdin, flush=True)
            number, at = cast("IO[str]", editor.stdout).readline().split()
            time.sleep(PAUSE)
            yield int(number), float(at)
