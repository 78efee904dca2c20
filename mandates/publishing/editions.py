"""The publication that this process answers from.

A request reads `current()` and touches no database: a background thread in each worker calls `refresh()` again and
again. When the database is gone the process keeps what it has; a new process starts from the file copy of the last
publication, and so does a worker that is forked later than that copy was made.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar

from django.db import Error, connection

from mandates.content import documents
from mandates.models import Publication
from mandates.publishing import clock
from mandates.publishing.stored import UNREADABLE, Stored, read_copy, tell_of, write_copy
from mandates.rules.ruleset import Ruleset

logger = logging.getLogger(__name__)
T = TypeVar("T")


class NoPublicationError(Exception):
    """Nothing has been published yet."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A compiled publication: what pages are answered from. `is_draft` marks an editor's preview."""

    number: int
    sha256: str
    published_at: datetime
    ruleset: Ruleset
    is_draft: bool = False
    _made: dict[object, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    def once(self, make: Callable[[Ruleset, str], T], language: str) -> T:
        """What is made of the content in a language: made when first asked for, and kept as long as the edition.

        Two threads that ask first at the same time both make it; one of the two is kept.
        """
        key = (make, language)
        made: T = self._made[key] if key in self._made else self._made.setdefault(key, make(self.ruleset, language))
        return made


def compile_stored(stored: Stored) -> Edition:
    """Compile a stored publication after checking that it is whole.

    :raises ValueError: when the digest does not match, or this code does not know the format.
    """
    stored.refuse_damaged()
    ruleset = documents.compile_document(stored.body, stored.format)
    return Edition(stored.number, stored.sha256, datetime.fromisoformat(stored.live_from), ruleset)


KEPT: Final = 20
READING_SECONDS: Final = 2.0
"""Reading twenty publications of a large agency takes some twenty seconds: nobody waits for that."""


@dataclass(frozen=True, slots=True)
class Past:
    """A publication that visitors see or have seen.

    The newest `KEPT` are in memory, unless one cannot be read or its content is gone.
    """

    number: int
    live_from: datetime
    edition: Edition | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """An edition to answer from, and the past ones: replaced whole, so that nobody sees two halves.

    `is_whole` once all past ones were read. Until then they are the newest of them, and none between two is missing.
    """

    edition: Edition | None = None
    past: tuple[Past, ...] = ()
    is_whole: bool = False


class _Holder:
    """What this process answers from, and when the database last said that nothing is newer (monotonic seconds)."""

    served = Served()
    asked_at: float | None = None


_pinned: ContextVar[Served | None] = ContextVar("_pinned", default=None)


@contextmanager
def pinned() -> Iterator[None]:
    """Answer one request from one edition, whatever is published meanwhile."""
    with _answering_from(_served()):
        yield


@contextmanager
def previewing(edition: Edition) -> Iterator[None]:
    """Answer this one request from another edition: an editor's look at the draft."""
    with _answering_from(Served(edition, _served().past)):
        yield


@contextmanager
def _answering_from(served: Served) -> Iterator[None]:
    token = _pinned.set(served)
    try:
        yield
    finally:
        _pinned.reset(token)


def _served() -> Served:
    return _pinned.get() or _Holder.served


def install(edition: Edition | None, past: tuple[Past, ...] = (), *, is_whole: bool = False) -> None:
    """Serve this edition from now on in this process. `past` are those that a link may have been made with."""
    _Holder.served = Served(edition, past, is_whole)


def current() -> Edition:
    """The edition to answer from: in a request, the one that the request began with.

    :raises NoPublicationError: when there is none.
    """
    edition = _served().edition
    if edition is None:
        raise NoPublicationError
    return edition


def past() -> tuple[Past, ...]:
    """Publications that have been live, newest first, the current one among them. A process that has not reached the
    database knows none, and one that has just started does not know the oldest yet."""
    return _served().past


def seconds_since_asked() -> float | None:
    """How long ago the database last answered `refresh()`; None in a process that it has not answered."""
    return None if _Holder.asked_at is None else time.monotonic() - _Holder.asked_at


def refresh() -> None:
    """Load the newest live publication from the database if it is not the one in memory.

    It is served at once; the past ones are read after it, for a moment in each call. When it cannot be used, the one in
    memory stays; a process that has none takes the newest that it can read.

    :raises django.db.Error: when the database does not answer.
    :raises ValueError, TypeError, KeyError: when the newest publication cannot be used.
    """
    newest = Publication.objects.live(clock.now()).values_list("number", "sha256").first()
    _Holder.asked_at = time.monotonic()
    served = _Holder.served
    held = served.edition
    if newest is None or (served.is_whole and held and (held.number, held.sha256) == newest):
        return
    if held is None or (held.number, held.sha256) != newest:
        held = _install_newest(newest[0])
    _read_past(held, READING_SECONDS)


def _install_newest(number: int) -> Edition:
    """The newest publication, served with those past ones that are in memory already, and copied to the disk."""
    stored = Stored.of(Publication.objects.get(number=number))
    try:
        edition = compile_stored(stored)
    except UNREADABLE:
        if _Holder.served.edition is None:
            _install_newest_readable(stored.number)
        raise
    _read_past(edition, 0)
    write_copy(stored)
    return edition


def _install_newest_readable(unreadable: int) -> None:
    """The copy on disk, or an older publication where that is newer than the copy."""
    copy = _read_copy()
    others = Publication.objects.live(clock.now()).exclude(number=unreadable).filter(pruned__isnull=True)
    older = next(filter(None, map(_readable, others.values_list("number", flat=True))), None)
    found = max(filter(None, (copy, older)), key=lambda edition: edition.number, default=None)
    if found:
        _read_past(found, READING_SECONDS)


def _read_past(newest: Edition, seconds: float) -> None:
    """Serve an edition with every publication that has been live; those in memory are not read again.

    What has been read is served before the next is read, and after so many seconds the rest waits for the next call.
    """
    end = time.monotonic() + seconds
    held = {each.number: each.edition for each in _Holder.served.past} | {newest.number: newest}
    live = Publication.objects.live(clock.now()).filter(number__lte=newest.number)
    past: list[Past] = []
    for place, row in enumerate(live.defer("body")):
        is_kept = place < KEPT and not row.is_pruned
        edition = held.get(row.number) if is_kept else None
        is_another = edition is not None and edition.sha256 != row.sha256  # of a database that was put back since
        if is_kept and (row.number not in held or is_another):
            install(newest, tuple(past))
            if time.monotonic() >= end:
                return
            edition = _readable(row.number)
        past.append(Past(row.number, row.seen_from or row.live_from, edition))
    install(newest, tuple(past), is_whole=True)


def _readable(number: int) -> Edition | None:
    try:
        return compile_stored(Stored.of(Publication.objects.get(number=number)))
    except UNREADABLE as error:
        tell_of(logger, f"Publication {number} cannot be read, so links made with it cannot be compared", error)
        return None


def preload() -> None:
    """Load what can be loaded before the workers fork: the newest publication, else the file copy. Never fails."""
    try:
        refresh()
    except Error:
        logger.warning("The database does not answer; starting from the copy of the last publication.")
    except UNREADABLE as error:
        tell_of(logger, "The newest publication cannot be used; starting from the newest that can be read", error)
    finally:
        connection.close()
    take_newer_copy()
    if _Holder.served.edition is None:
        logger.warning("There is no publication to answer from yet, and no copy of one.")


def take_newer_copy() -> bool:
    """Serve the copy on disk when it is newer than what this process holds, and tell whether it was: called in each
    worker after the fork.

    A worker inherits what the master loaded when it started, which another worker may have left behind long ago; and
    the database need not answer now. Never fails.
    """
    held = _Holder.served.edition
    copy = _read_copy(newer_than=held.number if held else 0)
    if copy:
        install(copy, _Holder.served.past)
    return copy is not None


def _read_copy(newer_than: int = 0) -> Edition | None:
    """The edition in the copy; None when there is no usable copy, or no newer one."""
    try:
        copy = read_copy()
        return compile_stored(copy) if copy and copy.number > newer_than else None
    except (OSError, *UNREADABLE) as error:
        tell_of(logger, "The copy of the last publication cannot be used", error)
        return None
