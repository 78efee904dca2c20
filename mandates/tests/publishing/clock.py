"""A clock that tests turn: this host's, and the database's where it has one of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone


class Clock:
    """Stands still until it is turned. The database's stands so until the end of the test's transaction."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, now: datetime | None = None) -> None:
        self.now = now or timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        _tell_database(self.now)

    def after(self, **time: float) -> datetime:
        return self.now + timedelta(**time)

    def pass_(self, **time: float) -> None:
        self.turn_host(**time)
        _tell_database(self.now)

    def turn_host(self, **time: float) -> None:
        """Set this host's clock alone, as where nobody keeps it right."""
        self.now = self.after(**time)


def database_has_its_own() -> bool:
    return connection.vendor == "postgresql"


def _tell_database(now: datetime) -> None:
    """A function of ours goes before PostgreSQL's own one of the same name."""
    if not database_has_its_own():
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO public, pg_catalog")
        cursor.execute(
            "CREATE OR REPLACE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql "
            f"AS $$ SELECT timestamptz '{now.isoformat()}' $$"
        )
