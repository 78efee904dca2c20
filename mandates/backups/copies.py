"""What a copy of the database is known to hold."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

SESSIONS = "django_session"


class BackupError(Exception):
    """Nothing was copied or put back. The message is for whoever gave the command."""


def first_line(error: Exception) -> str:
    """Why it failed. Of a text that is damaged SQLite goes on with all of the text."""
    return str(error).strip().partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Contents:
    """The publications (number, digest, body), how many users and entries of history, and the migrations run."""

    publications: tuple[tuple[int, str, str], ...]
    users: int
    history: int
    migrations: frozenset[str]

    def __str__(self) -> str:
        newest = max(number for number, _, _ in self.publications)
        return gettext(
            "julkaisuja %(count)s (uusin %(newest)s), käyttäjiä %(users)s, historian merkintöjä %(history)s"
        ) % {"count": len(self.publications), "newest": newest, "users": self.users, "history": self.history}
