"""What nobody can do while the database protects publications: for tests of what is done when it has happened."""

from __future__ import annotations

from django.db import connection

from mandates.models import Publication
from mandates.tests import installed


def tamper(assignment: str, number: int = 1) -> None:
    """Change a stored publication behind everybody's back, until the test's transaction ends."""
    installed.unprotect()
    table = Publication._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {assignment} WHERE number = {number}")  # noqa: S608 - the tests' own text
