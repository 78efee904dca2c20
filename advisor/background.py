"""What each worker does beside answering: it looks for a newer publication and writes the feedback held in memory."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from mandates import feedback
from mandates.publishing import editions

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Duty:
    """Something that is done again and again. It outlives every fault; a fault is logged once."""

    act: Callable[[], None]
    fault: str
    failing: bool = False

    def __call__(self) -> None:
        try:
            self.act()
            self.failing = False
        except Exception as error:  # noqa: BLE001 - the thread must outlive every fault
            if not self.failing:
                logger.warning(self.fault, type(error).__name__)
            self.failing = True
            connection.close()


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
        Duty(editions.refresh, "The newest publication could not be read (%s); serving the last one."),
        Duty(feedback.memory.flush, "Feedback could not be written (%s); it is held in memory."),
    )
    while True:
        for duty in duties:
            duty()
        waiting.wait(settings.REFRESH_SECONDS)
