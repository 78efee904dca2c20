"""The database itself refuses to change or delete a publication.

A later migration that rebuilds the table (SQLite does so for most changes of columns) loses these triggers: it must
end with `migrations.RunPython(protect, unprotect)` of this module's copy.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import migrations

TABLE = "mandates_publication"
SQLITE = [
    f"""
    CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{action.lower()} BEFORE {action} ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'a publication cannot be changed or deleted'); END
    """
    for action in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a publication cannot be changed or deleted' USING ERRCODE = 'restrict_violation'; END $$
    """,
    f"""
    CREATE TRIGGER {TABLE}_immutable BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()
    """,
]
SQLITE_BACK = [f"DROP TRIGGER IF EXISTS {TABLE}_no_{action}" for action in ("update", "delete")]
POSTGRESQL_BACK = [f"DROP TRIGGER IF EXISTS {TABLE}_immutable ON {TABLE}", f"DROP FUNCTION IF EXISTS {TABLE}_refuse()"]


def protect(apps: Any, schema_editor: Any) -> None:
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def unprotect(apps: Any, schema_editor: Any) -> None:
    run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def run(schema_editor: Any, statements: Mapping[str, Sequence[str]]) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("mandates", "0001_initial")]

    operations = [migrations.RunPython(protect, unprotect)]
