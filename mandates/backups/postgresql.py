"""PostgreSQL: its own pg_dump and pg_restore, which this needs to be installed beside the service."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient
from django.utils.translation import gettext

from mandates.backups.copies import SESSIONS, BackupError, Contents

ENDING = ".dump"
MAGIC = b"PGDMP"
NONE = "\\."


def writes_to(file: Path) -> bool:
    """The database's files are the server's own, and nobody copies into them by mistake."""
    return False


def copy(file: Path) -> None:
    told = ("--format", "custom", "--no-owner", "--no-acl", "--exclude-table-data", SESSIONS)
    _run("pg_dump", *told, "--file", str(file), connected=True)


def contents(file: Path) -> Contents:
    with file.open("rb") as start:
        if start.read(len(MAGIC)) != MAGIC:
            raise BackupError(
                gettext("%(file)s ei ole PostgreSQL-tietokannan varmuuskopio (pg_dump --format custom).")
                % {"file": file}
            )
    _run("pg_restore", "--file", os.devnull, str(file))  # reads all of it
    publications = ((int(row["number"]), row["sha256"], row["body"]) for row in _rows(file, "mandates_publication"))
    return Contents(
        tuple(sorted(publications)),
        len(_rows(file, "auth_user")),
        len(_rows(file, "django_admin_log")),
        frozenset(f"{row['app']}.{row['name']}" for row in _rows(file, "django_migrations")),
    )


def put_back(file: Path) -> None:
    """In one transaction: all of it or nothing."""
    connection.close()
    told = ("--clean", "--if-exists", "--no-owner", "--no-acl", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *told, str(file), connected=True)


def _rows(file: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table as the copy has them."""
    lines = iter(_run("pg_restore", "--data-only", "--table", table, "--file", "-", str(file)).split("\n"))
    header = next((line for line in lines if line.startswith("COPY ")), "")
    columns = [name.strip('"') for name in header.partition("(")[2].partition(")")[0].split(", ")]
    rows: list[dict[str, str]] = []
    for line in lines:
        if line == NONE:
            break
        rows.append(dict(zip(columns, map(_unescaped, line.split("\t")), strict=True)))
    return rows


def _unescaped(value: str) -> str:
    """A value as COPY writes it: its line breaks, tabs and backslashes are escapes."""
    parts = value.split("\\\\")
    return "\\".join(part.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r") for part in parts)


def _run(program: str, *arguments: str, connected: bool = False) -> str:
    """Run one of PostgreSQL's programs. The password goes by the environment, where no list of processes shows it."""
    named, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    *where, database = named[1:]
    command = [program, *arguments, *where, "--dbname", database] if connected else [program, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - its arguments are settings and a file's name
            command,
            env=os.environ | (environment or {}),
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
    except FileNotFoundError as error:
        raise BackupError(
            gettext("Ohjelma %(program)s puuttuu: asenna PostgreSQL:n asiakasohjelmat.") % {"program": program}
        ) from error
    if done.returncode:
        raise BackupError(f"{program}: {done.stderr.strip()}")
    return done.stdout
