"""A PostgreSQL database of its own for each service that a test starts, where DATABASE_URL leads to such a server."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

URL: Final = os.environ.get("DATABASE_URL", "")
HAS_POSTGRESQL: Final = urlsplit(URL).scheme in ("postgres", "postgresql")
EMPTY: Final = "template0"


@contextmanager
def another(template: str = EMPTY) -> Iterator[str]:
    """The address of a new database on that server, a copy of the template's, until the block ends."""
    name = f"service_{secrets.token_hex(6)}"
    copied = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(name_in(template)))
    with closing(psycopg.connect(URL, autocommit=True)) as server:
        server.execute(copied)
        try:
            yield urlsplit(URL)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def name_in(url: str) -> str:
    """The database's name at the end of its address, or the name itself."""
    return url.rpartition("/")[2]


def opened(environment: Mapping[str, str]) -> Any:
    """A connection to a service's database, past the service: each statement counts at once."""
    if environment.get("DATABASE_URL"):
        return psycopg.connect(environment["DATABASE_URL"], autocommit=True)
    return sqlite3.connect(Path(environment["DATA_DIR"]) / "db.sqlite3", isolation_level=None)


def lock(connection: Any, table: str) -> None:
    """Let nobody else write into a table until the connection says ROLLBACK; on SQLite, into any."""
    is_file = isinstance(connection, sqlite3.Connection)
    connection.execute("BEGIN IMMEDIATE" if is_file else "BEGIN")
    if not is_file:
        connection.execute(sql.SQL("LOCK TABLE {}").format(sql.Identifier(table)))
