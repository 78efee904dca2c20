"""R7 and P10: the database gone, or taking questions and never answering, while visitors and editors ask."""

from __future__ import annotations

import os
import re
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from math import inf
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import urlopen

from advisor.tests.serving import free_port, install, serve_as, surroundings
from audit.torture.figure import Figure
from audit.torture.load import PATIENCE, Seen, straight, visiting

PATHS: Final = ("/", "/palvelut/", "/healthz", "/readyz", "/kysely/organisaatio/", "/valtuudet/")
HANG_SECONDS: Final = 30
WORST_SECONDS: Final = 0.05
RECOVERY_SECONDS: Final = 5.0
NOTICED_SECONDS: Final = 15.0
EDITORS: Final = 16


@dataclass(slots=True)
class Wire:
    """Carries bytes between the service and the database; `is_hanging` swallows them, `is_cut` refuses them."""

    port: int
    target: tuple[str, int]
    is_hanging: bool = False
    is_cut: bool = False
    ended: threading.Event = field(default_factory=threading.Event)

    def serve(self) -> None:
        with socket.create_server(("127.0.0.1", self.port)) as server:
            server.settimeout(0.2)
            while not self.ended.is_set():
                with suppress(TimeoutError):
                    client, _ = server.accept()
                    threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        with client, socket.create_connection(self.target) as database, suppress(OSError):
            while not (self.ended.is_set() or self.is_cut):
                for source in select.select((client, database), (), (), 0.1)[0]:
                    data = source.recv(65_536)
                    if not data:
                        return
                    if not self.is_hanging:
                        (database if source is client else client).sendall(data)


@contextmanager
def wired(url: str) -> Iterator[tuple[Wire, str]]:
    """A wire to the database of that address, and the address through it."""
    parts = urlsplit(url)
    wire = Wire(free_port(), (parts.hostname or "127.0.0.1", parts.port or 5432))
    thread = threading.Thread(target=wire.serve, daemon=True)
    thread.start()
    try:
        yield wire, url.replace(parts.netloc, f"{parts.username}@127.0.0.1:{wire.port}")
    finally:
        wire.ended.set()
        thread.join(5)


def figures(folder: Path) -> Iterator[Figure]:
    """Needs DATABASE_URL to lead to a PostgreSQL of its own: sh .ci/postgresql …"""
    with wired(os.environ["DATABASE_URL"]) as (wire, url):
        environment = surroundings(folder) | {"DATABASE_URL": url}
        install(environment)
        with serve_as(folder, environment) as service:
            with visiting(straight(service.port), cycle(PATHS)) as seen:
                wire.is_hanging = True
                noticed = until(lambda: "could not be read" in service.log(), NOTICED_SECONDS + 5)
                _editors_ask(service.port)
                time.sleep(HANG_SECONDS)
                wire.is_hanging = False
                back = until(lambda: _age(service.port) < 2, RECOVERY_SECONDS * 4)
            yield _figure(f"the database hangs {HANG_SECONDS} s, {EDITORS} requests to the admin", seen)
            yield Figure("R7", "the hanging thread is noticed", f"{noticed:.1f} s", noticed <= NOTICED_SECONDS)
            yield Figure("R7", "answered again after the hang", f"{back:.1f} s", back <= RECOVERY_SECONDS)
            with visiting(straight(service.port), cycle(PATHS)) as seen:
                wire.is_cut = True
                time.sleep(HANG_SECONDS / 3)
            yield _figure("the database is gone", seen)


def _figure(what: str, seen: Seen) -> Figure:
    good = not seen.faults and seen.worst(0.99) <= WORST_SECONDS
    return Figure("P10", what, f"{seen.told()}, 99 % within {seen.worst(0.99) * 1000:.0f} ms", good)


def until(is_so: Callable[[], bool], longest: float) -> float:
    begun = time.monotonic()
    while not is_so() and time.monotonic() - begun < longest:
        time.sleep(0.1)
    return time.monotonic() - begun


def _age(port: int) -> float:
    with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/readyz", timeout=PATIENCE) as answer:
        return age(answer.read())
    return inf


def age(ready: bytes) -> float:
    """How long ago the database answered, by what /readyz says."""
    found = re.search(rb"answered ([\d.]+) s ago", ready)
    return float(found[1]) if found else inf


def _editors_ask(port: int) -> None:
    """Requests with a made-up cookie: each asks the database for a session that is not there."""
    for _ in range(EDITORS):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as wire:
            wire.sendall(
                b"GET /admin/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid=abcdefghijabcdefghijabcdefghijab\r\n\r\n"
            )
