"""What is a fault of the database and not of the program: one line when it begins, when it ends, and of a command."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from threading import Lock
from typing import Final

from django.db import DatabaseError, InterfaceError, OperationalError

logger = logging.getLogger(__name__)

MISSING: Final = ("no such table", "no such column", "has no column named", "UndefinedTable", "UndefinedColumn")
MIGRATE: Final = "a migration is missing; run manage.py migrate"
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


def described(fault: BaseException) -> str:
    """What is wrong with the database, on one line."""
    what = MIGRATE if kind(fault) is DatabaseState.UNMIGRATED else "out of order"
    first, _, _rest = str(fault).partition("\n")
    return f"{what} ({type(fault).__name__}: {first})"


@contextmanager
def outages_as_exit() -> Iterator[None]:
    """Turn what keeps the database from answering a command into an exit that says it, without a stack trace."""
    try:
        yield
    except (DatabaseError, InterfaceError) as fault:
        if kind(fault) is None:
            raise
        sys.exit(f"Stopped. The database: {described(fault)}")


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
            logger.error("The editors' database: %s", described(fault))

    def end(self) -> None:
        with self._lock:
            was_on, self.is_on = self.is_on, False
        if was_on:
            logger.warning("The editors' database answers again")


editors: Final = Outage()
