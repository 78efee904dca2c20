"""Starts the real service (gunicorn, its own folder and database) on loopback, and ends what it started."""

from __future__ import annotations

import atexit
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 30
LOG = "gunicorn.log"


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: its address, and how to run a management command in its environment."""

    port: int
    environment: dict[str, str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def log(self) -> str:
        """What gunicorn has written so far."""
        return (Path(self.environment["DATA_DIR"]) / LOG).read_text()

    def manage(self, *arguments: str) -> str:
        return manage(self.environment, *arguments)


def manage(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def surroundings(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return kept | {"DATA_DIR": str(folder)}


@cache
def installed() -> Path:
    """A folder with the shipped content, published: made once in a process, and each service gets a copy."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    environment = surroundings(folder)
    manage(environment, "migrate")
    manage(environment, "content", "import", "fixtures/content.json")
    manage(environment, "content", "publish", "--note", "Testi")
    return folder


@contextmanager
def serve(folder: Path, **variables: str) -> Iterator[Service]:
    """Install the shipped content into an empty folder and serve it until the block ends."""
    shutil.copytree(installed(), folder, dirs_exist_ok=True)
    port = free_port()
    environment = surroundings(folder) | {"PORT": str(port)} | variables
    command = [sys.executable, "-m", "gunicorn"]
    log = (folder / LOG).open("w")
    with log, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) as process:
        try:
            wait_until_ready(port, process)
            yield Service(port, environment)
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "gunicorn ended"
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise AssertionError("the service did not become ready")
