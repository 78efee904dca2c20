"""What is wrong with a database's address that could be read, before anything connects to it."""

from __future__ import annotations

from typing import Any, Final

SQLITE_TAKES: Final = {"timeout"}
DJANGO_TAKES: Final = {"assume_role", "isolation_level", "server_side_binding"}
SAID_ELSEWHERE: Final = {"client_encoding", "dbname", "host", "password", "port", "replication", "user"}
"""What stands before the question mark, where `pg_dump` is told of it too, or is the service's own to choose."""
NUMBERS: Final = {
    "connect_timeout",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "tcp_user_timeout",
    "timeout",
}
"""Options that the drivers take as numbers only: another value would end every connection in a stack trace."""
ISOLATION_LEVELS: Final = range(1, 5)
"""As Django takes them: read uncommitted, read committed, repeatable read, serializable."""


def fault(url: str, config: dict[str, Any]) -> str:
    """The first thing that could only stop every connection, without a password; empty when there is none."""
    options = config.get("OPTIONS", {})
    if "%00" in url:  # no engine takes NUL in anything
        return "has a NUL in it"
    if config.get("NAME") in ("", ":memory:"):
        return "names no database"
    if unknown := _unknown(config):
        return f"has the option {unknown!r}, which its driver does not know"
    if twice := min((option for option, value in options.items() if isinstance(value, list)), default=""):
        return f"has the option {twice!r} more than once"
    for option in sorted(NUMBERS & options.keys()):
        if not isinstance(options[option], int):
            return f"has the option {option!r} without a whole number"
    if options.get("isolation_level", ISOLATION_LEVELS[0]) not in ISOLATION_LEVELS:
        return "has the option 'isolation_level' without a level from 1 to 4"
    return "" if config["ENGINE"].endswith("sqlite3") else _refused(options)


def _unknown(config: dict[str, Any]) -> str:
    named = set(config.get("OPTIONS", {}))
    if config["ENGINE"].endswith("sqlite3"):
        return min(named - SQLITE_TAKES, default="")
    from psycopg import pq  # noqa: PLC0415 - nothing that SQLite needs

    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
    return min(named - known - DJANGO_TAKES, default="")


def _refused(options: dict[str, Any]) -> str:
    """What of the options' values PostgreSQL's own driver refuses."""
    if elsewhere := min(SAID_ELSEWHERE & options.keys(), default=""):
        return f"has the option {elsewhere!r}, which is no option's to say"
    taken = {option: value for option, value in options.items() if option not in DJANGO_TAKES}
    reason = _told_of(taken)
    return f"has an option that its driver refuses ({reason.splitlines()[0]})" if reason != _told_of({}) else ""


def _told_of(options: dict[str, Any]) -> str:
    """What the driver says of a connection to a place where no server can be: it looks at the options before that."""
    from psycopg import conninfo, pq  # noqa: PLC0415 - as above

    connection = pq.PGconn.connect_start(conninfo.make_conninfo("", host="/dev/null", **options).encode())
    try:
        return connection.error_message.decode(errors="replace").strip()
    finally:
        connection.finish()
