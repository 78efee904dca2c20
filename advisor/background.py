"""What each worker does beside answering: it looks for a newer publication and writes the feedback held in memory.

It asks over a new connection each time: a SQLite file that was replaced under the running service is then noticed. A
database that takes a question and never answers would hold the thread for good, so a second thread cuts its connection.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

from advisor import outages
from mandates import feedback
from mandates.door import sessions, throttle
from mandates.publishing import editions

logger = logging.getLogger(__name__)

PATIENCE: Final = 5.0
"""Seconds: whoever asks the database for longer does not get an answer, and a fault is believed for as long."""
HOUR: Final = 3600.0


STUCK_SECONDS: Final = 10.0
WATCH_SECONDS: Final = 1.0


@dataclass(slots=True)
class Duty:
    """Something that is done again and again. It outlives every fault: one line says it fails, one it works again."""

    act: Callable[[], None]
    fault: str
    recovery: str = "It works again."
    every: float = 0
    failing: bool = False
    found: outages.DatabaseState | None = None
    began: float | None = None
    ended: float = 0

    def __call__(self) -> None:
        if self.ended and time.monotonic() - self.ended < self.every:
            return
        self.began = time.monotonic()
        try:
            self.act()
            if self.failing:
                logger.info(self.recovery)
            self.failing, self.found = False, None
        except Exception as error:  # noqa: BLE001 - the thread must outlive every fault
            if not self.failing:
                logger.warning(self.fault, _named(error))
            self.failing, self.found = True, outages.kind(error)
            connection.close()
        self.began, self.ended = None, time.monotonic()

    def stuck(self) -> outages.DatabaseState | None:
        """What keeps the database from answering it, as far as the last seconds tell."""
        now, began = time.monotonic(), self.began
        if began is not None and now - began > PATIENCE:
            return outages.DatabaseState.OUTAGE
        return self.found if now - self.ended < PATIENCE else None


reading: Final = Duty(
    editions.refresh,
    "The newest publication could not be read (%s); serving the last one.",
    "The newest publication can be read again.",
)


def database_stuck() -> outages.DatabaseState | None:
    """Whether a request had better not ask the database. Nobody knows in a process without this thread."""
    return reading.stuck()


@dataclass(slots=True)
class Round:
    """What the working thread is at, for the one that watches it: since when, and how to reach its connection."""

    duties: tuple[Duty, ...]
    raw_connection: Callable[[], Any]
    began: float | None = None

    def run(self) -> None:
        self.began = time.monotonic()
        for duty in self.duties:
            duty()
        connection.close()
        self.began = None

    def is_stuck(self) -> bool:
        began = self.began
        return began is not None and time.monotonic() - began > STUCK_SECONDS

    def cut(self) -> None:
        """End the connection that the thread waits for: its question then fails, and the thread goes on."""
        with (
            suppress(AttributeError, OSError, ValueError),
            socket.socket(fileno=os.dup(self.raw_connection().fileno())) as end,
        ):
            end.shutdown(socket.SHUT_RDWR)


def start() -> None:
    """Start this process's background threads. Called once in each worker, after the fork."""
    editions.take_newer_copy()
    threading.Thread(target=_work, name="background", daemon=True).start()


def finish() -> None:
    """Write what is still held in memory. Called once when a worker ends; never fails."""
    Duty(feedback.memory.flush, "The last feedback could not be written (%s) and is lost.")()
    connection.close()


def _work() -> None:
    own = connections[DEFAULT_DB_ALIAS]  # each thread has its own
    duties = (
        reading,
        Duty(
            feedback.memory.flush,
            "Feedback could not be written (%s); it is held in memory.",
            "Feedback can be written again.",
        ),
        Duty(throttle.forget_old, "Old sign-in failures could not be deleted (%s).", every=60.0),
        Duty(sessions.forget_old, "Old sessions could not be deleted (%s).", every=HOUR),
    )
    this = Round(duties, lambda: own.connection)
    threading.Thread(target=_watch, args=(this,), name="watch", daemon=True).start()
    waiting = threading.Event()
    while True:
        this.run()
        waiting.wait(settings.REFRESH_SECONDS)


def _watch(this: Round) -> None:
    waiting = threading.Event()
    while True:
        waiting.wait(WATCH_SECONDS)
        if this.is_stuck():
            this.cut()


def _named(error: Exception) -> str:
    missing = outages.kind(error) is outages.DatabaseState.UNMIGRATED
    return "a migration is missing; run manage.py migrate" if missing else type(error).__name__
