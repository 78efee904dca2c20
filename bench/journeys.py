"""P3: the server's CPU for whole journeys over HTTP, ours with answers seen before and new ones, and the peer's."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any, Final
from urllib.parse import urlencode

from advisor.tests.serving import ROOT, free_port, installed, surroundings, wait_until_ready
from bench.calls import CARE, STEPS, THREE
from bench.figures import ROUNDS, Figure

JOURNEYS: Final = {"seen": 100, "new": 25, "peer": 15, "empty": 100}
TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Visitor:
    """A browser's connection: keeps cookies, follows nothing."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, form: dict[str, Any] | None = None) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST" if form else "GET", path, urlencode(form, doseq=True) if form else None, headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        for value in answer.headers.get_all("Set-Cookie", []):
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        connection.close()
        assert answer.status == 200, (path, answer.status)
        return body


@dataclass(frozen=True, slots=True)
class Server:
    """A running gunicorn with one worker; what CPU time its processes have used."""

    port: int
    process: subprocess.Popen[bytes]

    def spent(self) -> float:
        return sum(_ticks(pid) for pid in (self.process.pid, *_children(self.process.pid))) / TICKS


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@contextmanager
def server(settings: str, *arguments: str) -> Iterator[Server]:
    port = free_port()
    environment = surroundings(installed()) | {"PORT": str(port), "DJANGO_SETTINGS_MODULE": settings}
    environment |= {"WEB_CONCURRENCY": "1", "REFRESH_SECONDS": "60"}
    command = [sys.executable, "-m", "gunicorn", *arguments]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_until_ready(port, process)
            yield Server(port, process)
        finally:
            process.terminate()
            process.wait(timeout=30)


def journey(visitor: Visitor, tasks: tuple[str, ...]) -> None:
    """Four pages: the start, the tasks, the employer, the answer."""
    ticked = urlencode([("tehtava", task) for task in tasks])
    visitor.ask("/")
    visitor.ask(f"/kysely/tehtavat/?{CARE}")
    visitor.ask(f"/kysely/suhde/?{CARE}&{ticked}")
    visitor.ask(f"/tulos/?{CARE}&{ticked}&suhde=oma")


def peer_journey(visitor: Visitor) -> None:
    visitor.cookies.clear()
    visitor.ask("/")
    body = visitor.ask("/kysely/")
    for step, form in STEPS:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body)
        assert token, body
        wanted = {"csrfmiddlewaretoken": token[1], "questionnaire-current_step": step}
        body = visitor.ask("/kysely/", {**wanted, **form})


def new_answers() -> Iterator[tuple[str, ...]]:
    """Sets of three tasks of a wellbeing services county, none twice."""
    from conftest import FIXTURE  # noqa: PLC0415 - a pytest file
    from mandates.content.documents import compile_document  # noqa: PLC0415

    ruleset = compile_document(FIXTURE.read_text(encoding="utf-8"))
    own = [
        condition.task
        for condition in ruleset.conditions.values()
        if condition.every_type or "hyvinvointialue" in condition.types
    ]
    return combinations(sorted(set(own)), 3)


def figures() -> Iterator[Figure]:
    new = new_answers()
    arguments = ("bench.peer.wsgi:application", "--config", "bench/peer/gunicorn.conf.py")
    with server("advisor.settings") as ours, server("bench.peer.settings", *arguments) as peer:
        us, them = Visitor(ours.port), Visitor(peer.port)
        kinds: dict[str, tuple[Server, Callable[[], object]]] = {
            "empty": (ours, lambda: [us.ask("/healthz") for _ in range(4)]),
            "seen": (ours, lambda: journey(us, THREE)),
            "new": (ours, lambda: journey(us, next(new))),
            "peer": (peer, lambda: peer_journey(them)),
        }
        spent: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(ROUNDS):
            for kind, (where, once) in kinds.items():
                before = where.spent()
                for _ in range(JOURNEYS[kind]):
                    once()
                spent[kind].append((where.spent() - before) / JOURNEYS[kind])
    middle = {kind: median(found) for kind, found in spent.items()}
    floor = middle["empty"]
    beside = f"{middle['peer'] / floor:.1f}"
    yield Figure("P3", "a journey, answers seen before", f"{middle['seen'] / floor:.2f}", beside, "≤ 1.0")
    better = middle["peer"] / middle["new"]
    goal = "≤ 5, ≥ 4 × better than the peer"
    yield Figure("P3", "a journey, new answers", f"{middle['new'] / floor:.1f} ({better:.1f} × better)", beside, goal)
