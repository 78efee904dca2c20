"""Publish the draft, and hold the newest publication in this process's memory.

A request reads `current()` and touches no database: a background thread in each worker asks for the newest
number. When the database is gone the process keeps what it has; a new process starts from the file copy of
the last publication.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, connection, transaction

from mandates import content, integrity
from mandates.integrity import Problem, Severity
from mandates.models import Publication
from mandates.ruleset import Ruleset

SAME_TIME: Final = "Joku muu julkaisi samaan aikaan. Lataa sivu uudestaan ja katso muutokset."
logger = logging.getLogger(__name__)


class PublishRefusedError(Exception):
    """The draft was not published. `problems` are sentences for the editor."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class NoPublicationError(Exception):
    """Nothing has been published yet."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A publication as it stands in the database and in the file copy."""

    number: int
    format: int
    published_at: str
    sha256: str
    body: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A compiled publication: what pages are answered from."""

    number: int
    sha256: str
    published_at: datetime
    ruleset: Ruleset


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft as it would be published. `others` are the reasons not to publish that name no row."""

    body: str
    newest: Publication | None
    problems: tuple[Problem, ...]
    others: tuple[str, ...]

    @property
    def refusals(self) -> list[str]:
        errors = [str(problem) for problem in self.problems if problem.severity is Severity.ERROR]
        return [*errors, *self.others]


def draft() -> Draft:
    """Read and check the whole draft."""
    body = content.export()
    newest = Publication.objects.first()
    try:
        ruleset = content.compile_document(body)
    except ValueError as error:
        return Draft(body, newest, (), (f"Sisältöä ei voi koota: {error}.",))
    others: tuple[str, ...] = ()
    if not ruleset.conditions:
        others = ("Luonnoksessa ei ole yhtään ehtoa: julkaistavaa ei ole.",)
    elif newest and newest.body == body:
        others = (f"Luonnos on sama kuin julkaisu {newest.number}: julkaistavaa ei ole.",)
    return Draft(body, newest, integrity.problems(ruleset), others)


def publish(editor: str, note: str) -> Publication:
    """Check the whole draft, freeze it and store it as the newest publication.

    :raises PublishRefusedError: when the draft has errors, equals the newest publication, or somebody else
        published at the same time.
    """
    try:
        with transaction.atomic():
            published = _store(draft(), editor, note)
    except IntegrityError as error:
        raise PublishRefusedError([SAME_TIME]) from error
    transaction.on_commit(refresh, robust=True)
    return published


def _store(found: Draft, editor: str, note: str) -> Publication:
    if found.refusals:
        raise PublishRefusedError(found.refusals)
    publication = Publication(
        number=found.newest.number + 1 if found.newest else 1,
        format=content.FORMAT,
        editor=editor,
        note=note,
        sha256=digest(found.body),
        parent=found.newest,
        body=found.body,
    )
    try:
        publication.clean_fields()
    except ValidationError as error:
        raise PublishRefusedError(_sentences(error)) from error
    publication.save()
    return publication


def _sentences(error: ValidationError) -> list[str]:
    return [f"{name}: {message}" for name, messages in error.message_dict.items() for message in messages]


def digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def compile_stored(stored: Stored) -> Edition:
    """Compile a stored publication after checking that it is whole.

    :raises ValueError: when the digest does not match, or this code does not know the format.
    """
    if digest(stored.body) != stored.sha256:
        raise ValueError(f"publication {stored.number} does not match its digest")
    ruleset = content.compile_document(stored.body, stored.format)
    return Edition(stored.number, stored.sha256, datetime.fromisoformat(stored.published_at), ruleset)


class _Holder:
    """This process's edition. Replaced whole, so that a request never sees two halves."""

    edition: Edition | None = None


def install(edition: Edition | None) -> None:
    """Serve this edition from now on in this process."""
    _Holder.edition = edition


def current() -> Edition:
    """The edition to answer from.

    :raises NoPublicationError: when there is none.
    """
    if _Holder.edition is None:
        raise NoPublicationError
    return _Holder.edition


def refresh() -> None:
    """Load the newest publication from the database if it is not the one in memory.

    :raises django.db.Error: when the database does not answer.
    :raises ValueError, TypeError, KeyError: when the publication cannot be used; the one in memory stays.
    """
    newest = Publication.objects.values_list("number", "sha256").first()
    if newest is None:
        return
    held = _Holder.edition
    if held and (held.number, held.sha256) == newest:
        return
    row = Publication.objects.get(number=newest[0])
    stored = Stored(row.number, row.format, row.published_at.isoformat(), row.sha256, row.body)
    install(compile_stored(stored))
    _write_copy(stored)


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


def start_refresher() -> None:
    """Start this process's background thread. Called once in each worker, after the fork."""
    threading.Thread(target=_refresh_for_ever, name="refresher", daemon=True).start()


def _refresh_for_ever() -> None:
    waiting = threading.Event()
    answering = True
    while True:
        try:
            refresh()
            answering = True
        except Exception as error:  # noqa: BLE001 - the thread must outlive every fault; the fault is logged once
            if answering:
                name = type(error).__name__
                logger.warning("The newest publication could not be read (%s); serving the last one.", name)
            answering = False
            connection.close()
        waiting.wait(settings.REFRESH_SECONDS)


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
