"""Whole copies of the database: made while the service runs, looked through before they count, put back whole.

A copy holds content, publications, history, users, feedback; no session, since who has the copy could then sign in.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext, gettext_noop

from mandates.backups import postgresql, sqlite
from mandates.backups.copies import BackupError, Contents, first_line
from mandates.models import Mandate, Publication
from mandates.publishing import stored

__all__ = ["BackupError", "Contents", "back_up", "in_words", "looked_through", "restore"]


class Engine(Protocol):
    """What the module of a database engine does: `ENDING` is that of its files."""

    ENDING: str

    def writes_to(self, file: Path) -> bool: ...

    def copy(self, file: Path) -> None: ...

    def contents(self, file: Path) -> Contents: ...

    def put_back(self, file: Path) -> None: ...


DATABASE: Final = gettext_noop("Ei onnistunut, koska palvelun oma tietokanta ei toimi: %(reason)s.")
UNSOUND: Final = gettext_noop(
    "Tietokannasta tehty kopio ei ole ehjä (%(reason)s), luultavasti koska tietokanta itse on vahingoittunut. "
    "Varmuuskopiota ei tehty."
)
ENGINES: Final[dict[str, Engine]] = {"sqlite": sqlite, "postgresql": postgresql}


def engine() -> Engine:
    return ENGINES[connection.vendor]


@contextmanager
def in_words() -> Iterator[None]:
    """What files and databases refuse, such as a full disk or a folder of somebody else's, as why nothing was done.

    What the running database refuses is told as its own: the copy beside it may be whole.
    """
    try:
        yield
    except DatabaseError as error:
        raise BackupError(gettext(DATABASE) % {"reason": first_line(error)}) from error
    except (OSError, sqlite3.Error) as error:
        raise BackupError(gettext("Ei onnistunut: %(reason)s.") % {"reason": first_line(error)}) from error


@in_words()
def back_up(place: Path, now: datetime) -> tuple[Path, Contents]:
    """Copy the database to a file, or to a new one with the time in its name when the place is a folder.

    The file appears when it is whole; one of the same name is replaced then, not before. A name without an ending is a
    folder's: where the folder is missing, each day's copy would take the place of the last as a file of that name.

    :returns: the file, and what is in it.
    :raises BackupError: there is nothing to copy, nowhere to write, or the copy is not whole.
    """
    if not holds_something():
        raise BackupError(gettext("Tietokannassa ei ole yhtään julkaisua: varmuuskopiota ei tehty."))
    file = place / f"advisor-{now:%Y%m%dT%H%M%SZ}{engine().ENDING}" if place.is_dir() else place
    folder = file.parent if file.suffix or file.exists() else file
    if not folder.is_dir():
        raise BackupError(gettext("Kansiota %(folder)s ei ole: varmuuskopiota ei tehty.") % {"folder": folder})
    if file.exists() and not file.is_file():
        raise BackupError(gettext("%(file)s ei ole tiedosto: varmuuskopiota ei tehty.") % {"file": file})
    if engine().writes_to(file):
        raise BackupError(gettext("%(file)s on palvelun oma tietokanta: varmuuskopiota ei tehty.") % {"file": file})
    with _replacing(file) as part:
        engine().copy(part)
        contents = _sound(part)
    return file, contents


def _sound(part: Path) -> Contents:
    """What a copy holds that was just made: what is wrong with it is most likely so in the database."""
    try:
        return looked_through(part)
    except BackupError as error:
        raise BackupError(gettext(UNSOUND) % {"reason": str(error).rstrip(".")}) from error


@in_words()
def looked_through(file: Path) -> Contents:
    """What a copy holds, once every part of it has been read. A publication without content is one that was pruned.

    :raises BackupError: the file is missing, damaged, empty, or of another engine.
    """
    if not file.is_file():
        raise BackupError(gettext("Tiedostoa %(file)s ei ole.") % {"file": file})
    contents = engine().contents(file)
    damaged = [number for number, digest, body in contents.publications if body and stored.digest(body) != digest]
    if damaged:
        raise BackupError(
            gettext("Varmuuskopio on vahingoittunut: julkaisu %(number)s ei vastaa tiivistettään.")
            % {"number": damaged[0]}
        )
    if not contents.publications:
        raise BackupError(gettext("Varmuuskopiossa ei ole yhtään julkaisua."))
    return contents


@in_words()
def restore(file: Path, now: datetime, keep_in: Path | None) -> tuple[Contents, Path | None]:
    """Put a copy in the database's place. What was there is copied into `keep_in` first; None refuses to replace it.

    :returns: what the database holds now, and the copy of what it held.
    :raises BackupError: the copy is not whole or is of a newer release, or the database holds something.
    """
    contents = looked_through(file)
    if unknown := sorted(contents.migrations - _known_migrations()):
        raise BackupError(
            gettext("Varmuuskopion teki uudempi versio, jonka muutosta %(migration)s tämä ei tunne.")
            % {"migration": unknown[0]}
        )
    kept = None
    if holds_something():
        if keep_in is None:
            raise BackupError(gettext("Tietokannassa on jo sisältöä. Korvaa se valitsimella --replace."))
        kept, _contents = back_up(keep_in, now)
    engine().put_back(file)
    connection.close()
    return contents, kept


def holds_something() -> bool:
    """Whether there is a publication or content. An SQLite file that does not exist is not made by asking."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not (name.startswith("file:") or Path(name).is_file()):
        return False
    if Publication._meta.db_table not in connection.introspection.table_names():
        return False
    return Publication.objects.exists() or Mandate.objects.exists()


@contextmanager
def _replacing(file: Path) -> Iterator[Path]:
    """A file beside the one to be written, readable by its owner only; it takes the other's place in the end."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        part.touch(mode=0o600)
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _known_migrations() -> frozenset[str]:
    return frozenset(".".join(key) for key in MigrationLoader(None).disk_migrations)
