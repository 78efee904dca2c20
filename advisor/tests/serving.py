"""Starts the real service (gunicorn, its own folder and database) on loopback, and ends what it started."""

from __future__ import annotations

import atexit
import fcntl
import http.client
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from advisor.tests import databases

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 90
ANSWER_SECONDS = 20
PORTS = range(10_240, 32_000)
"""Below those that the system gives to whoever asks for any, as each connection of a browser's does: one of them could
be taken between the look and the use. No browser refuses one of these either."""
COMMAND_SECONDS = 300
"""A command that hashes a password lets all others go first, and the machine may be busy."""
LOG = "gunicorn.log"
SHARED = "TESTS_SHARED_FOLDER"
"""Names the folder of a run of tests, where its processes keep what one makes for all (conftest.py)."""
SHIPPED = ROOT / "fixtures" / "content.json"
SQLITE = {"DATABASE_URL": ""}
"""A setting that is empty is not set: the database is a file in the service's folder."""


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: its address, and how to run a management command in its environment."""

    port: int
    environment: dict[str, str]
    pid: int = 0

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

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
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=COMMAND_SECONDS
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    """A port where nobody listens, and that no other process of this run has been given."""
    while True:
        port = random.choice(PORTS)  # noqa: S311 - no secret
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            if SHARED in os.environ:
                (Path(os.environ[SHARED]) / f"port-{port}").touch(exist_ok=False)
            return port


def surroundings(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return kept | {"DATA_DIR": str(folder)}


def once(name: str, make: Callable[[Path], object]) -> Path:
    """A folder that is made by the first process of a run that asks for it; without a run, by each process."""
    shared = os.environ.get(SHARED)
    if not shared:
        folder = Path(tempfile.mkdtemp())
        atexit.register(shutil.rmtree, folder)
        make(folder)
        return folder
    folder = Path(shared) / name
    with (Path(shared) / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            half = Path(tempfile.mkdtemp(dir=shared))
            make(half)
            half.rename(folder)
    return folder


@cache
def installed() -> Path:
    """A folder with the shipped content, published: each service gets a copy."""
    return once("installed", lambda folder: install(surroundings(folder)))


def install(environment: dict[str, str], file: Path = SHIPPED) -> None:
    """A content into an empty database, published: in one process, for each takes a second to begin."""
    steps = (("migrate", "-v0"), ("content", "import", str(file)), ("content", "publish", "--note", "Testi"))
    code = "\n".join(f"call_command(*{step})" for step in steps)
    manage(environment, "shell", "--command", f"from django.core.management import call_command\n{code}")


@cache
def installed_database() -> str:
    """The address of a PostgreSQL database with the same: made once in a process, and each service gets a copy."""
    held = ExitStack()
    atexit.register(held.close)
    url = held.enter_context(databases.another())
    install(surroundings(Path(held.enter_context(tempfile.TemporaryDirectory()))) | {"DATABASE_URL": url})
    return url


@contextmanager
def serve(folder: Path, **more: str) -> Iterator[Service]:
    """Install the shipped content into an empty folder and serve it until the block ends, with more settings.

    Its database is where the environment's DATABASE_URL leads; with SQLITE it is in the folder all the same.
    """
    with ExitStack() as held:
        if databases.HAS_POSTGRESQL and "DATABASE_URL" not in more:
            folder.mkdir(exist_ok=True, parents=True)
            more["DATABASE_URL"] = held.enter_context(databases.another(installed_database()))
        else:
            shutil.copytree(installed(), folder, dirs_exist_ok=True)
        yield held.enter_context(serve_as(folder, surroundings(folder) | more))


@contextmanager
def serve_as(folder: Path, environment: dict[str, str]) -> Iterator[Service]:
    """Serve what is installed in an environment, with its log in the folder, until the block ends: at the port that
    the environment names, else at any."""
    port = int(environment.get("PORT") or free_port())
    environment = environment | {"PORT": str(port)}
    command = [sys.executable, "-m", "gunicorn"]
    log = (folder / LOG).open("a")
    with log, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) as process:
        try:
            wait_until_ready(port, process, environment.get("ALLOWED_HOSTS", "127.0.0.1"))
            yield Service(port, environment, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=90)


def wait_until_ready(port: int, process: subprocess.Popen[bytes], host: str = "127.0.0.1") -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "gunicorn ended"
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)
            connection.request("GET", "/readyz", headers={"Host": host})
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise AssertionError("the service did not become ready")
