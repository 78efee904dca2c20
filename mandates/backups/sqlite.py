"""SQLite: the engine's own backup, page by page, which sees one state however much is written meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext, gettext_noop

from mandates.backups.copies import SESSIONS, BackupError, Contents, first_line

ENDING = ".sqlite3"
MAGIC = b"SQLite format 3\x00"
BESIDE = ("", "-wal", "-shm", "-journal")
DAMAGED = gettext_noop("Varmuuskopio %(file)s on vahingoittunut: %(reason)s.")


def writes_to(file: Path) -> bool:
    """Whether the file is the running database, or one of those that SQLite has beside it."""
    name = str(connection.settings_dict["NAME"])
    return file.resolve() in [Path(f"{name}{ending}").resolve() for ending in BESIDE]


def copy(file: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(file, isolation_level=None)) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # the copy is one file
        target.execute(f"DELETE FROM {SESSIONS}")  # noqa: S608 - a name of ours
        target.execute("VACUUM")


def contents(file: Path) -> Contents:
    with opened(file) as copy:
        found = [str(row[0]) for row in copy.execute("PRAGMA integrity_check")]
        orphans = [f"{child} → {parent}" for child, _row, parent, _key in copy.execute("PRAGMA foreign_key_check")]
        if found != ["ok"] or orphans:
            raise BackupError(gettext(DAMAGED) % {"file": file, "reason": [*orphans, *found][0]})
        return Contents(
            tuple(copy.execute("SELECT number, sha256, body FROM mandates_publication ORDER BY number")),
            copy.execute("SELECT count(*) FROM auth_user").fetchone()[0],
            copy.execute("SELECT count(*) FROM django_admin_log").fetchone()[0],
            frozenset(f"{app}.{name}" for app, name in copy.execute("SELECT app, name FROM django_migrations")),
        )


def put_back(file: Path) -> None:
    """In one transaction of the running database: other processes see all of it at once."""
    connection.ensure_connection()
    with opened(file) as copy:
        copy.backup(connection.connection)


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A copy, only to be read."""
    with file.open("rb") as start:
        if start.read(len(MAGIC)) != MAGIC:
            raise BackupError(gettext("%(file)s ei ole SQLite-tietokannan varmuuskopio.") % {"file": file})
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
            yield copy
    except sqlite3.DatabaseError as error:
        raise BackupError(gettext(DAMAGED) % {"file": file, "reason": first_line(error)}) from error
