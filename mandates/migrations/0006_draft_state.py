"""The database itself notes that the draft has changed: another number at random with every change of its tables.

A later migration that rebuilds one of the tables (SQLite does so for most changes of columns) loses its triggers: it
must end with `migrations.RunPython(protect, unprotect)` of this module's copy.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import migrations, models

STATE = "mandates_draftstate"
TABLES = [
    f"mandates_{name}"
    for name in (
        "source",
        "servicegroup",
        "service",
        "organisationtype",
        "task",
        "prerequisite",
        "mandate",
        "mandate_services",
        "mandate_includes",
        "lookalike",
        "condition",
        "condition_types",
        "condition_prerequisites",
        "instruction",
        "infosection",
        "expectedcase",
        "expectedcase_types",
        "expectedcase_tasks",
        "expectedcase_yes",
        "expectedcase_no",
        "expectedcase_request",
        "expectedcase_confirm",
        "expectedcase_blocked",
        "expectedcase_covered",
        "fact",
        "fact_mandates",
        "fact_conditions",
    )
]
ACTIONS = ("INSERT", "UPDATE", "DELETE")
SQLITE = [
    f"INSERT OR IGNORE INTO {STATE} (id, number) VALUES (1, random())",
    *(
        f"""
        CREATE TRIGGER IF NOT EXISTS {table}_changes_by_{action.lower()} AFTER {action} ON {table}
        BEGIN UPDATE {STATE} SET number = random(); END
        """
        for table in TABLES
        for action in ACTIONS
    ),
]
DRAWN = "hashtextextended(gen_random_uuid()::text, 0)"
POSTGRESQL = [
    f"INSERT INTO {STATE} (id, number) VALUES (1, {DRAWN}) ON CONFLICT DO NOTHING",
    f"""
    CREATE OR REPLACE FUNCTION {STATE}_draw() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN UPDATE {STATE} SET number = {DRAWN}; RETURN NULL; END $$
    """,
    *(
        # Before: who changes the draft waits for another who does so before any row is locked, never after.
        f"""
        CREATE TRIGGER {table}_changes BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION {STATE}_draw()
        """
        for table in TABLES
    ),
]
SQLITE_BACK = [f"DROP TRIGGER IF EXISTS {table}_changes_by_{action.lower()}" for table in TABLES for action in ACTIONS]
POSTGRESQL_BACK = [
    *(f"DROP TRIGGER IF EXISTS {table}_changes ON {table}" for table in TABLES),
    f"DROP FUNCTION IF EXISTS {STATE}_draw()",
]


def protect(apps: Any, schema_editor: Any) -> None:
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def unprotect(apps: Any, schema_editor: Any) -> None:
    run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def run(schema_editor: Any, statements: Mapping[str, Sequence[str]]) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("mandates", "0005_door")]

    operations = [
        migrations.CreateModel(
            name="DraftState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(protect, unprotect),
    ]
