"""What a copy of the database is known to hold."""

from __future__ import annotations

from dataclasses import dataclass

SESSIONS = "django_session"


class BackupError(Exception):
    """Nothing was copied or put back. The message is for who gave the command."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The publications (number, digest, body), how many users and entries of history, and the migrations run."""

    publications: tuple[tuple[int, str, str], ...]
    users: int
    history: int
    migrations: frozenset[str]

    def __str__(self) -> str:
        newest = max(number for number, _, _ in self.publications)
        return (
            f"julkaisuja {len(self.publications)} (uusin {newest}), käyttäjiä {self.users}, "
            f"historian merkintöjä {self.history}"
        )
