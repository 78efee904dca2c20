"""The publication that this process answers from.

A request reads `current()` and touches no database: a background thread in each worker calls `refresh()` again and
again. When the database is gone the process keeps what it has; a new process starts from the file copy of the last
publication.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from mandates.content import documents
from mandates.models import Publication
from mandates.rules.ruleset import Ruleset

logger = logging.getLogger(__name__)
T = TypeVar("T")


class NoPublicationError(Exception):
    """Nothing has been published yet."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A publication as it stands in the database and in the file copy."""

    number: int
    format: int
    live_from: str
    sha256: str
    body: str


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


def digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def compile_stored(stored: Stored) -> Edition:
    """Compile a stored publication after checking that it is whole.

    :raises ValueError: when the digest does not match, or this code does not know the format.
    """
    if digest(stored.body) != stored.sha256:
        raise ValueError(f"publication {stored.number} does not match its digest")
    ruleset = documents.compile_document(stored.body, stored.format)
    return Edition(stored.number, stored.sha256, datetime.fromisoformat(stored.live_from), ruleset)


KEPT: Final = 20


@dataclass(frozen=True, slots=True)
class Past:
    """A publication that visitors see or have seen. The newest `KEPT` are in memory, unless one cannot be read."""

    number: int
    live_from: datetime
    edition: Edition | None = None


class _Holder:
    """This process's edition, and the past ones. Replaced whole, so that a request never sees two halves."""

    edition: Edition | None = None
    past: tuple[Past, ...] = ()


_previewed: ContextVar[Edition | None] = ContextVar("_previewed", default=None)


@contextmanager
def previewing(edition: Edition) -> Iterator[None]:
    """Answer this one request from another edition: an editor's look at the draft."""
    token = _previewed.set(edition)
    try:
        yield
    finally:
        _previewed.reset(token)


def install(edition: Edition | None, past: tuple[Past, ...] = ()) -> None:
    """Serve this edition from now on in this process. `past` are those that a link may have been made with."""
    _Holder.past = past
    _Holder.edition = edition


def current() -> Edition:
    """The edition to answer from.

    :raises NoPublicationError: when there is none.
    """
    edition = _previewed.get() or _Holder.edition
    if edition is None:
        raise NoPublicationError
    return edition


def past() -> tuple[Past, ...]:
    """Publications that have been live, newest first, the current one among them. A process that has not reached the
    database knows none."""
    return _Holder.past


def refresh() -> None:
    """Load the newest live publication from the database if it is not the one in memory.

    :raises django.db.Error: when the database does not answer.
    :raises ValueError, TypeError, KeyError: when the publication cannot be used; the one in memory stays.
    """
    newest = Publication.objects.live(timezone.now()).values_list("number", "sha256").first()
    if newest is None:
        return
    held = _Holder.edition
    if held and (held.number, held.sha256) == newest and _Holder.past:
        return
    stored = stored_of(Publication.objects.get(number=newest[0]))
    edition = compile_stored(stored)
    install(edition, tuple(_past(edition)))
    _write_copy(stored)


def _past(newest: Edition) -> Iterator[Past]:
    """Every publication that has been live; those that are in memory already are not read again."""
    held = {each.number: each.edition for each in _Holder.past} | {newest.number: newest}
    for place, row in enumerate(Publication.objects.live(timezone.now()).defer("body")):
        wanted = place < KEPT
        edition = (held.get(row.number) or _readable(row.number)) if wanted else None
        yield Past(row.number, row.seen_from or row.live_from, edition)


def _readable(number: int) -> Edition | None:
    try:
        return compile_stored(stored_of(Publication.objects.get(number=number)))
    except (ValueError, TypeError, KeyError):
        logger.exception("Publication %s cannot be read: links made with it cannot be compared.", number)
        return None


def stored_of(row: Publication) -> Stored:
    """A publication that never shows counts from the time that it was given first."""
    return Stored(row.number, row.format, (row.seen_from or row.live_from).isoformat(), row.sha256, row.body)


def preload() -> None:
    """Load what can be loaded before the workers fork: the newest publication, else the file copy. Never fails."""
    try:
        refresh()
    except Error:
        logger.warning("The database does not answer; starting from the copy of the last publication.")
    except (ValueError, TypeError, KeyError):
        logger.exception("The newest publication cannot be used; starting from the copy of the last one.")
    finally:
        connection.close()
    if _Holder.edition is None:
        _read_copy()


def _copy_path() -> Path:
    """One copy for each database, so that two installations in one folder never mix."""
    parts = (str(connection.settings_dict.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME"))
    key: Final = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
    return Path(settings.DATA_DIR) / f"publication-{key}.json"


def _write_copy(stored: Stored) -> None:
    path = _copy_path()
    part = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        part.write_text(json.dumps(asdict(stored)), encoding="utf-8")
        part.replace(path)
    except OSError:
        logger.exception("The copy of the last publication could not be written.")


def _read_copy() -> None:
    try:
        install(compile_stored(Stored(**json.loads(_copy_path().read_text(encoding="utf-8")))))
    except FileNotFoundError:
        logger.warning("There is no copy of a publication yet.")
    except (OSError, ValueError, TypeError, KeyError):
        logger.exception("The copy of the last publication cannot be used.")
