"""What nobody can do while the database protects publications: for tests of what is done when it has happened."""

from __future__ import annotations

from django.db import connection

from mandates.models import Publication

UNPROTECTED = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS mandates_publication_no_update",
        "DROP TRIGGER IF EXISTS mandates_publication_no_delete",
    ),
    "postgresql": ("DROP TRIGGER IF EXISTS mandates_publication_immutable ON mandates_publication",),
}


def unprotect() -> None:
    """Take the triggers away; the end of the test's transaction brings them back."""
    with connection.cursor() as cursor:
        for statement in UNPROTECTED[connection.vendor]:
            cursor.execute(statement)


def tamper(assignment: str, number: int = 1) -> None:
    """Change a stored publication behind everybody's back."""
    unprotect()
    table = Publication._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {assignment} WHERE number = {number}")  # noqa: S608 - the tests' own text
