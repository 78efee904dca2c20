"""A gunicorn with one worker on loopback, a client of it, and what it has used: CPU time and memory."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from advisor.tests.serving import ROOT, free_port, installed, surroundings, wait_until_ready

OURS: Final = ("advisor.settings",)
PEER: Final = (
    "bench.peer.settings",
    "bench.peer.wsgi:application",
    "--config=bench/peer/gunicorn.conf.py",
    "--preload",
)
EMPTY: Final = ("bench.empty", "bench.empty:application", "--config=bench/peer/gunicorn.conf.py")
PRIVATE: Final = re.compile(r"^Private_(?:Clean|Dirty): +(\d+) kB$", re.MULTILINE)


@dataclass(slots=True)
class Visitor:
    """A browser: it takes brotli where it is offered, keeps its connection and cookies, and follows nothing."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=30)

    connection: HTTPConnection = field(init=False)

    def ask(self, path: str, form: dict[str, Any] | None = None) -> bytes:
        headers = {
            "Accept-Encoding": "br",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("POST" if form else "GET", path, urlencode(form or {}, doseq=True) or None, headers)
        answer = self.connection.getresponse()
        body = answer.read()
        for value in answer.headers.get_all("Set-Cookie", []):
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        assert answer.status == 200, (path, answer.status)
        return body


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    process: subprocess.Popen[bytes]

    @property
    def worker(self) -> int:
        (pid,) = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(pid)

    def spent(self) -> float:
        """Nanoseconds of CPU that the worker's threads have used."""
        threads = Path(f"/proc/{self.worker}/task").glob("*/schedstat")
        return sum(int(each.read_text().split()[0]) for each in threads)

    def private(self) -> int:
        """Bytes that the worker has for itself alone: not those that it shares with the process it was forked from."""
        return 1024 * sum(map(int, PRIVATE.findall(Path(f"/proc/{self.worker}/smaps_rollup").read_text())))


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
            process.wait(timeout=60)
