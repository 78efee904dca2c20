"""What each worker does beside answering: it looks for a newer publication and writes the feedback held in memory."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import connection

from advisor import outages
from mandates import feedback
from mandates.door import sessions, throttle
from mandates.publishing import editions

logger = logging.getLogger(__name__)

PATIENCE: Final = 5.0
"""Seconds: whoever asks the database for longer does not get an answer, and a fault is believed for as long."""
HOUR: Final = 3600.0


@dataclass(slots=True)
class Duty:
    """Something that is done again and again. It outlives every fault; a fault is logged once, and its end too."""

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


def start() -> None:
    """Start this process's background thread. Called once in each worker, after the fork."""
    threading.Thread(target=_work, name="background", daemon=True).start()


def finish() -> None:
    """Write what is still held in memory. Called once when a worker ends; never fails."""
    Duty(feedback.memory.flush, "The last feedback could not be written (%s) and is lost.")()
    connection.close()


def _work() -> None:
    waiting = threading.Event()
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
    while True:
        for duty in duties:
            duty()
        waiting.wait(settings.REFRESH_SECONDS)


def _named(error: Exception) -> str:
    missing = outages.kind(error) is outages.DatabaseState.UNMIGRATED
    return "a migration is missing; run manage.py migrate" if missing else type(error).__name__
