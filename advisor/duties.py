"""What a worker's background thread does again and again, and how the database answers it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db import connection

from advisor import outages
from mandates.publishing import editions

logger = logging.getLogger(__name__)

PATIENCE: Final = 5.0
"""Seconds: whoever asks the database for longer does not get an answer, and a fault is believed for as long."""


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
        """What kept the database from answering this duty within the last seconds; None when it answered."""
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
    """What is wrong with the database, so that a request need not wait for it. None in a process without the thread."""
    return reading.stuck()


def _named(error: Exception) -> str:
    missing = outages.kind(error) is outages.DatabaseState.UNMIGRATED
    return outages.MIGRATE if missing else type(error).__name__
