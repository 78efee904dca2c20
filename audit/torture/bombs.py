"""R2 and R3: requests that are too long, too many or half-made, and connections that never end, behind nginx."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from itertools import cycle
from pathlib import Path
from typing import Final

from advisor.tests.proxied import HOST, Proxy
from audit.torture.figure import Figure
from audit.torture.load import fronted, through, together, visiting

PATHS: Final = ("/", "/palvelut/", "/kysely/organisaatio/", "/healthz")
SLOW: Final = 500
SLOW_SECONDS: Final = 60
ANSWER_SECONDS: Final = 2.0
LINE: Final = b"GET /%s HTTP/1.1\r\nHost: neuvoja.example\r\n%s\r\n"


def bombs() -> list[bytes]:
    """Forty request lines and heads that no browser sends."""
    sizes = (1_000, 8_000, 9_000, 33_000, 70_000)
    paths = [LINE % (b"x" * size, b"") for size in sizes] + [LINE % (b"?a=" + b"%41" * size, b"") for size in sizes]
    heads = [LINE % (b"", b"X-A: " + b"y" * size + b"\r\n") for size in sizes]
    many = [LINE % (b"", b"".join(b"X-%d: y\r\n" % n for n in range(count))) for count in (10, 50, 99, 101, 2_000)]
    hosts = [
        b"GET / HTTP/1.1\r\n%s\r\n" % host
        for host in (b"", b"Host: \r\n", b"Host: a\r\nHost: b\r\n", b"Host: \xff\r\n")
    ]
    lengths = [
        LINE % (b"palaute/", b"Content-Length: %s\r\n" % value)
        for value in (b"-1", b"9" * 30, b"1\r\nContent-Length: 2", b"x")
    ]
    chunks = [
        LINE % (b"", b"Transfer-Encoding: %s\r\n" % value) for value in (b"chunked", b"gzip, chunked", b"xchunked")
    ]
    verbs = [
        b"%s / HTTP/1.1\r\nHost: neuvoja.example\r\n\r\n" % verb for verb in (b"TRACE", b"CONNECT", b"get", b"X" * 300)
    ]
    rest = [
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\r\n" * 100,
        b"GET /\r\n\r\n",
    ]
    return [*paths, *heads, *many, *hosts, *lengths, *chunks, *verbs, *rest]


def figures(folder: Path) -> Iterator[Figure]:
    with fronted(folder) as (_, front):
        slowest, bad = 0.0, []
        for bomb in bombs():
            begun = time.monotonic()
            status = _first_line(front, bomb)
            slowest = max(slowest, time.monotonic() - begun)
            if b" 5" in status[8:10] and not status.startswith((b"HTTP/1.1 501", b"HTTP/1.1 505")):
                bad.append(status)
        found = f"{len(bad)} of 5xx in {len(bombs())}, slowest {slowest:.1f} s"
        yield Figure("R2", "head and request-line bombs", found, not bad and slowest <= ANSWER_SECONDS)
        with visiting(through(front), cycle(PATHS)) as seen, ExitStack() as held:
            _dribble(front, held)
        yield Figure("R3", f"{SLOW} slow connections for {SLOW_SECONDS} s", seen.told(), not seen.faults)


def _first_line(front: Proxy, bomb: bytes) -> bytes:
    """What comes back first; nothing when the connection is just ended. A time-out of nginx's own counts as an end."""
    with front.socket() as wire:
        wire.settimeout(12)
        with suppress(OSError, ssl.SSLError):
            wire.sendall(bomb)
            with suppress(OSError):
                wire.shutdown(socket.SHUT_WR)
            return wire.recv(64)
    return b""


def _dribble(front: Proxy, held: ExitStack) -> None:
    """Open connections that send a byte of a head each second, and open each anew that nginx ends."""
    end = time.monotonic() + SLOW_SECONDS
    wires: list[ssl.SSLSocket | None] = [None] * SLOW
    together(10, lambda part: _keep(front, wires, part, end))
    for wire in wires:
        if wire:
            held.callback(wire.close)


def _keep(front: Proxy, wires: list[ssl.SSLSocket | None], part: int, end: float) -> None:
    while time.monotonic() < end:
        for place in range(part, SLOW, 10):
            try:
                wire = wires[place] = wires[place] or front.socket(HOST)
                wire.send(b"G" if time.monotonic() < end else b"\n")
            except OSError:
                wires[place] = None
        time.sleep(1)
