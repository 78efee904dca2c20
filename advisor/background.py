"""What each worker does beside answering: it looks for a newer publication, makes what searches look in, and writes the
feedback held in memory.

It asks over a new connection each time: a SQLite file that was replaced under the running service is then noticed. A
database that takes a question and never answers would hold the thread for good, so a second thread cuts its connection.
"""

from __future__ import annotations

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
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.translation import override

from advisor import parts, views
from advisor.api.views import make_catalogue
from advisor.duties import Duty, reading
from advisor.search.index import build
from mandates import feedback
from mandates.door import sessions, throttle
from mandates.publishing import editions
from mandates.rules.texts import LANGUAGES

HOUR: Final = 3600.0
STUCK_SECONDS: Final = 10.0
WATCH_SECONDS: Final = 1.0
SMALL: Final = 1_000
"""Conditions in a publication whose indexes are made in a quarter of a second."""


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


def prepare() -> None:
    """Load before the workers fork what they can share: the newest publication, and what searches look in where that is
    made in a moment. Never fails."""
    editions.preload()
    for name in parts.names():
        get_template(name)
    _warm()


def _warm() -> None:
    with suppress(editions.NoPublicationError):
        for language in LANGUAGES:
            with override(language):
                views.start(HttpRequest())
        if len(editions.current().ruleset.conditions) <= SMALL:
            make_indexes()


def start() -> None:
    """Start this process's background threads. Called once in each worker, after the fork."""
    if editions.take_newer_copy():
        _warm()  # else its first visitors wait, and while the database hangs the thread below does not come to it
    threading.Thread(target=_work, name="background", daemon=True).start()


def finish() -> None:
    """Write what is still held in memory. Called once when a worker ends; never fails."""
    Duty(feedback.memory.flush, "The last feedback could not be written (%s) and is lost.")()
    connection.close()


def make_indexes() -> None:
    """What searches look in, before somebody searches, and the catalogue, before a machine asks for it."""
    with suppress(editions.NoPublicationError):
        for language in LANGUAGES:
            editions.current().once(build, language)
        make_catalogue()


def _work() -> None:
    own = connections[DEFAULT_DB_ALIAS]  # each thread has its own
    indexing = Duty(make_indexes, "What searches look in could not be made (%s).")
    duties = (
        indexing,  # of what is there already: reading may wait for the database
        reading,
        indexing,
        Duty(
            feedback.memory.flush,
            "Feedback could not be written (%s); it is held in memory.",
            "Feedback can be written again.",
        ),
        Duty(feedback.forget_old, "Old feedback could not be deleted (%s).", every=HOUR),
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
