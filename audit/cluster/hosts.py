"""Two hosts as docs/deploying.md has them: nginx from nginx-two-hosts.conf, two services from advisor.env.example."""

from __future__ import annotations

import http.client
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from advisor.tests.proxied import HOST, KEY, Proxy, proxy
from advisor.tests.serving import Service, free_port, manage, serve_as, surroundings
from advisor.tests.test_deploy import EXAMPLE, lines
from audit.torture.hanging import Wire, wired
from audit.torture.kills import reload

NAMES: Final = ("10.0.0.11:8000", "10.0.0.12:8000")
"""The hosts' addresses in the shipped file."""
TRIES: Final = 400
OK: Final = 200
WATCHED: Final = "--keep-alive=60"
"""The watchers' own connections stay, however slow the machine is; nginx opens one for each request all the same."""


@dataclass(slots=True)
class Node:
    """One host: a master with its workers, its own folder and its own port."""

    folder: Path
    environment: dict[str, str]
    held: ExitStack = field(default_factory=ExitStack)
    service: Service = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.service = self.held.enter_context(serve_as(self.folder, self.environment))

    def restart(self) -> None:
        """As `systemctl restart` does: it finishes what it has begun, and is ready again when this returns."""
        self.held.close()
        self.start()

    def crash(self) -> None:
        """All of its processes end at once, and it is started again."""
        for pid in (self.service.pid, *self.service.workers):
            os.kill(pid, signal.SIGKILL)
        self.restart()

    def reload(self) -> None:
        """As `systemctl reload` does."""
        reload(self.service)


@dataclass(frozen=True, slots=True)
class Cluster:
    """What visitors reach, both hosts behind it, and the wire to their one database."""

    front: Proxy
    nodes: tuple[Node, ...]
    wire: Wire


@contextmanager
def cluster(folder: Path, url: str) -> Iterator[Cluster]:
    """Install the shipped content into the empty PostgreSQL database at that address, and serve it from two hosts."""
    with ExitStack() as held:
        wire, through = held.enter_context(wired(url))
        settings = lines(EXAMPLE) | {"SECRET_KEY": KEY, "DATABASE_URL": through, "GUNICORN_CMD_ARGS": WATCHED}
        folders = [folder / name for name in ("one", "two")]
        for each in folders:
            each.mkdir()
        for step in (("install",), ("check", "--deploy", "--fail-level", "WARNING")):
            manage(surroundings(folders[0]) | settings, *step)
        nodes = tuple(Node(each, surroundings(each) | settings | {"PORT": str(free_port())}) for each in folders)
        for node in nodes:
            held.callback(node.held.close)
        ports = {name: node.service.port for name, node in zip(NAMES, nodes, strict=True)}
        front = held.enter_context(proxy(folder, ports, "nginx-two-hosts.conf"))
        yield Cluster(front, nodes, wire)


@contextmanager
def each_worker(node: Node, path: str = "/healthz") -> Iterator[list[http.client.HTTPConnection]]:
    """A connection that is kept open to each of a host's workers, by whose ends the system tells them apart: each has
    answered with that page."""
    found: dict[int, http.client.HTTPConnection] = {}
    with ExitStack() as held:
        for _ in range(TRIES):
            connection = http.client.HTTPConnection("127.0.0.1", node.service.port, timeout=20)
            held.callback(connection.close)
            asked(connection, path)
            if found.setdefault(_worker(node.service, connection), connection) is not connection:
                connection.close()
            if len(found) == len(node.service.workers):
                yield list(found.values())
                return
        raise AssertionError("some worker never answered")


def asked(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != OK:
        raise RuntimeError(f"{path}: {answer.status}")
    return body


def _worker(service: Service, connection: http.client.HTTPConnection) -> int:
    """The process that holds the other end."""
    ends = (service.port, connection.sock.getsockname()[1])
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    socket = next(row[9] for row in rows if (_port(row[1]), _port(row[2])) == ends)
    return next(pid for pid in service.workers if f"socket:[{socket}]" in _files(pid))


def _port(address: str) -> int:
    return int(address.partition(":")[2], 16)


def _files(pid: int) -> set[str]:
    """What a process has open; some of it may be closed while it is read."""
    found: set[str] = set()
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            found.add(str(file.readlink()))
    return found
