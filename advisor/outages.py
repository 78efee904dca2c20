"""What is a fault of the database and not of the program, and one line each when it begins and when it ends."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from enum import Enum
from threading import Lock
from typing import Final

from django.db import DatabaseError, InterfaceError, OperationalError

logger = logging.getLogger(__name__)

MISSING: Final = ("no such table", "no such column", "has no column named", "UndefinedTable", "UndefinedColumn")
DAMAGED: Final = ("malformed", "not a database")


class DatabaseState(Enum):
    """The values name the pages that say so."""

    UNMIGRATED = "unmigrated"
    OUTAGE = "outage"


def kind(fault: BaseException | None) -> DatabaseState | None:
    """What keeps the database from answering; None when the fault is another."""
    if not isinstance(fault, DatabaseError | InterfaceError):
        return None
    told = f"{type(fault.__cause__).__name__} {fault}"
    if any(words in told for words in MISSING):
        return DatabaseState.UNMIGRATED
    is_damaged = any(words in told for words in DAMAGED)
    return DatabaseState.OUTAGE if isinstance(fault, OperationalError | InterfaceError) or is_damaged else None


@dataclass(slots=True)
class Outage:
    """Threads share it. Each change of the state is written once."""

    is_on: bool = False
    times: int = 0
    _lock: Lock = field(default_factory=Lock)

    def begin(self, fault: BaseException) -> None:
        with self._lock:
            was_on, self.is_on = self.is_on, True
            self.times += 1
        if not was_on:
            what = (
                "a migration is missing; run manage.py migrate"
                if kind(fault) is DatabaseState.UNMIGRATED
                else "out of order"
            )
            logger.error("The editors' database: %s (%s: %s)", what, type(fault).__name__, str(fault).splitlines()[0])

    def end(self) -> None:
        with self._lock:
            was_on, self.is_on = self.is_on, False
        if was_on:
            logger.warning("The editors' database answers again")


editors: Final = Outage()
