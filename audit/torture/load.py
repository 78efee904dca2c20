"""Visitors that ask all the time, and what they saw."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

from advisor.tests.proxied import HOST, PRODUCTION, Proxy, proxy, trusting
from advisor.tests.serving import Service, serve

PATIENCE: Final = 10
QUIET: Final = 0.002
"""Seconds between two questions of one visitor: the load is steady and leaves the machine room to do the rest."""
LATE: Final = 1.0
"""Seconds by which a visitor who keeps a pace may be behind and still catch up."""


@dataclass(slots=True)
class Seen:
    """What visitors got: how long good answers took, and what each other answer was."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return len(self.seconds) + len(self.faults)

    def worst(self, share: float = 1.0) -> float:
        """Seconds within which that share of the good answers came."""
        return sorted(self.seconds)[max(0, int(len(self.seconds) * share) - 1)] if self.seconds else 0.0

    def told(self) -> str:
        return f"{len(self.faults)} failed of {self.asked}, worst {self.worst() * 1000:.0f} ms"


@dataclass(slots=True)
class Visitor:
    """One connection at a time, to nginx on https or to the service itself."""

    open: Callable[[], http.client.HTTPConnection]
    host: str
    check: Callable[[str, bytes], str] = lambda path, body: ""

    def ask(self, path: str, seen: Seen) -> None:
        begun = time.monotonic()
        connection = self.open()
        try:
            connection.request("GET", path, headers={"Host": self.host})
            answer = connection.getresponse()
            body = answer.read()
            fault = f"{path}: {answer.status}" if answer.status >= 400 else self.check(path, body)
        except (OSError, http.client.HTTPException) as error:
            fault = f"{path}: {type(error).__name__}"
        finally:
            connection.close()
        if fault:
            seen.faults.append(fault)
        else:
            seen.seconds.append(time.monotonic() - begun)


def through(front: Proxy, check: Callable[[str, bytes], str] = lambda path, body: "") -> Visitor:
    context = trusting()
    return Visitor(
        lambda: http.client.HTTPSConnection("127.0.0.1", front.https, timeout=PATIENCE, context=context), HOST, check
    )


def straight(port: int, check: Callable[[str, bytes], str] = lambda path, body: "") -> Visitor:
    return Visitor(lambda: http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE), "127.0.0.1", check)


@contextmanager
def fronted(folder: Path, **more: str) -> Iterator[tuple[Service, Proxy]]:
    """The service as it is in production, with more settings, behind nginx."""
    settings = PRODUCTION | more
    with serve(folder / "service", **settings) as service, proxy(folder, {"127.0.0.1:8000": service.port}) as front:
        yield service, front


def together(threads: int, work: Callable[[int], object]) -> None:
    """Do it in so many threads at once, each with its number, and wait for all of them."""
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(threads)))


def unkept() -> Iterator[str]:
    """Addresses that nobody keeps: each is rendered."""
    return (f"/haku/?q=kelmu+{number}" for number in count(1))


@contextmanager
def visiting(visitor: Visitor, paths: Iterator[str], threads: int = 4, every: float = 0.0) -> Iterator[Seen]:
    """Ask all paths in turn, again and again, until the block ends; each thread so often, or as soon as it can."""
    seen, done, lock = Seen(), threading.Event(), threading.Lock()

    def work() -> None:
        due = time.monotonic()
        while not done.wait(max(QUIET, due - time.monotonic())):
            due = max(due + every, time.monotonic() - LATE)
            with lock:
                path = next(paths)
            visitor.ask(path, seen)

    workers = [threading.Thread(target=work, daemon=True) for _ in range(threads)]
    for worker in workers:
        worker.start()
    try:
        yield seen
    finally:
        done.set()
        for worker in workers:
            worker.join(PATIENCE * 2)
