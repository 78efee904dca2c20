"""A service that is told to stop finishes what it has begun, and no longer than its grace."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from advisor.tests.serving import ROOT, Service, free_port, installed, serve, surroundings

pytestmark = pytest.mark.long

GRACE: Final = 3.0
"""Seconds; the shipped 20 stand in gunicorn.conf.py, and what starts it allows 30 (test_deploy.py)."""
ROOM: Final = 40.0
"""A busy machine may need so long for what takes a moment. The slow sender would hold the worker for minutes."""
PATIENCE: Final = 120.0
HEAD: Final = (
    b"POST /palaute/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n"
    b"Expect: 100-continue\r\n\r\n"
)
STOPPED_WHILE_IT_STARTS: Final = """
import os, runpy, time

shipped = runpy.run_path("gunicorn.conf.py")
globals().update({name: value for name, value in shipped.items() if not name.startswith("_")})
graceful_timeout = 120

def post_fork(server, worker):
    os.kill(os.getppid(), STOP)
    end = time.monotonic() + 60
    while server.SIG_QUEUE.empty() and time.monotonic() < end:
        time.sleep(0.01)  # the parent's own stop, before this worker has handlers
    shipped["post_fork"](server, worker)
"""
"""The shipped configuration, but each worker is told to stop at the worst moment. STOP is a signal's number."""
BEGUN: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
"""What a worker that has begun a request says to whoever asked it to."""


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[Service]:
    with serve(tmp_path, GUNICORN_CMD_ARGS=f"--graceful-timeout={GRACE:.0f}") as running:
        yield running


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[Service]:
    with serve(tmp_path, GUNICORN_CMD_ARGS=f"--graceful-timeout={PATIENCE:.0f}") as running:
        yield running


def drip(wire: socket.socket, done: threading.Event) -> None:
    """A byte now and then, as long as somebody takes them."""
    try:
        while not done.wait(0.2):
            wire.sendall(b"x")
    except OSError:
        return


def seconds_to_stop(service: Service) -> float:
    os.kill(service.pid, signal.SIGTERM)
    return seconds_until(lambda: not _runs(service.pid))


def seconds_until(holds: Callable[[], bool]) -> float:
    begun = time.monotonic()
    while not holds() and time.monotonic() - begun < PATIENCE:
        time.sleep(0.05)
    return time.monotonic() - begun


def _runs(pid: int) -> bool:
    """A process that nobody has waited for yet has ended too."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_stop_with_a_slow_post_ends_within_its_grace(hasty: Service) -> None:
    done = threading.Event()
    with socket.create_connection(("127.0.0.1", hasty.port), timeout=PATIENCE) as wire:
        wire.sendall(HEAD)
        assert wire.recv(len(BEGUN)) == BEGUN
        threading.Thread(target=drip, args=(wire, done), daemon=True).start()
        taken = seconds_to_stop(hasty)
        done.set()

    assert taken < GRACE + ROOM


def test_a_request_that_was_begun_is_answered_while_it_stops(patient: Service) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", patient.port, timeout=PATIENCE)) as connection:
        connection.putrequest("POST", "/palaute/")
        connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        connection.putheader("Content-Length", "8")
        connection.putheader("Expect", "100-continue")
        connection.endheaders()
        assert connection.sock.recv(len(BEGUN)) == BEGUN
        assert seconds_until(lambda: len(patient.workers) == 2) < PATIENCE
        os.kill(patient.pid, signal.SIGTERM)
        assert seconds_until(lambda: len(patient.workers) == 1) < PATIENCE  # the idle one has ended: both were told
        connection.send(b"teksti=x")
        answer = connection.getresponse()
        assert (answer.status, b"</html>" in answer.read()) == (403, True)

    assert seconds_to_stop(patient) < ROOM


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["terminated", "interrupted"])
def test_a_stop_while_workers_start_ends_at_once(tmp_path: Path, stop: signal.Signals) -> None:
    shutil.copytree(installed(), tmp_path, dirs_exist_ok=True)
    configuration = tmp_path / "stopped.py"
    configuration.write_text(STOPPED_WHILE_IT_STARTS.replace("STOP", str(stop.value)))
    environment = surroundings(tmp_path) | {"PORT": str(free_port())}
    command = [sys.executable, "-m", "gunicorn", "--config", str(configuration)]
    begun = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as run:
        try:
            _, told = run.communicate(timeout=PATIENCE + ROOM)
        finally:
            run.kill()

    assert run.returncode == 0, told
    assert b"Booting worker" in told
    assert time.monotonic() - begun < ROOM
