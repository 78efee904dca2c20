"""Password hashes that nobody else waits for: one thread, the last to get the processor, makes them all."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Final

from django.contrib.auth.hashers import PBKDF2PasswordHasher

LAST_IN_LINE: Final = 19
_turn: Final = threading.Lock()


def _step_back() -> None:
    """Linux alone has priorities of single threads; elsewhere this would slow the whole process down.

    Where a container or a unit forbids it, hashes are made all the same.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LAST_IN_LINE)


_thread: Final = ThreadPoolExecutor(1, "hash", _step_back)


class PatientHasher(PBKDF2PasswordHasher):
    """Django's own hasher and its hashes, made in the one thread."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        return _thread.submit(super().encode, password, salt, iterations).result()


@contextmanager
def turn() -> Iterator[bool]:
    """At most one sign-in at a time is dealt with; the others are told at once that it is not their turn."""
    mine = _turn.acquire(blocking=False)
    try:
        yield mine
    finally:
        if mine:
            _turn.release()
