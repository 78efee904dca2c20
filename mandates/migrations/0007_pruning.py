"""Publications that have lost their content, and how many rows each has.

The database still refuses every change of a publication but one: its content goes once a row of `mandates_pruned` keeps
what the promises to visitors need of it. A later migration that rebuilds one of the two tables loses these triggers: it
must end with `migrations.RunPython(protect, unprotect)` of this module's copy.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError

TABLE = "mandates_publication"
PRUNED = "mandates_pruned"
KEPT = ("id", "number", "format", "published_at", "live_from", "editor", "note", "sha256", "parent_id")
COUNTED = {"types": "organisationtype", "tasks": "task", "mandates": "mandate", "conditions": "condition"}
SAME = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in KEPT)
IS_PRUNED = f"EXISTS (SELECT 1 FROM {PRUNED} WHERE publication_id = OLD.id)"
REFUSED = "a publication cannot be changed or deleted"
SQLITE = [
    f"DROP TRIGGER IF EXISTS {TABLE}_no_update",
    f"""
    CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE}
    WHEN NOT (NEW.body = '' AND {SAME.replace("IS NOT DISTINCT FROM", "IS")} AND {IS_PRUNED})
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
    *(
        f"""
        CREATE TRIGGER IF NOT EXISTS {PRUNED}_no_{action.lower()} BEFORE {action} ON {PRUNED}
        BEGIN SELECT RAISE(ABORT, 'what is kept of a publication cannot be changed or deleted'); END
        """
        for action in ("UPDATE", "DELETE")
    ),
]
POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF NEW.body = '' AND {SAME} AND {IS_PRUNED} THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION {PRUNED}_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'what is kept of a publication cannot be changed or deleted'
    USING ERRCODE = 'restrict_violation'; END $$
    """,
    f"""
    CREATE TRIGGER {PRUNED}_immutable BEFORE UPDATE OR DELETE ON {PRUNED}
    FOR EACH ROW EXECUTE FUNCTION {PRUNED}_refuse()
    """,
]
SQLITE_BACK = [
    f"DROP TRIGGER IF EXISTS {TABLE}_no_update",
    f"""
    CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
    *(f"DROP TRIGGER IF EXISTS {PRUNED}_no_{action}" for action in ("update", "delete")),
]
POSTGRESQL_BACK = [
    f"""
    CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'restrict_violation'; END $$
    """,
    f"DROP TRIGGER IF EXISTS {PRUNED}_immutable ON {PRUNED}",
    f"DROP FUNCTION IF EXISTS {PRUNED}_refuse()",
]


def protect(apps: Any, schema_editor: Any) -> None:
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def unprotect(apps: Any, schema_editor: Any) -> None:
    run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def run(schema_editor: Any, statements: Mapping[str, Sequence[str]]) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def count(apps: Any, schema_editor: Any) -> None:
    """The rows of every publication that there is."""
    counts = apps.get_model("mandates", "RowCounts").objects
    for pk, body in apps.get_model("mandates", "Publication").objects.values_list("pk", "body").iterator():
        found = {name: body.count(f'"model": "mandates.{model}"') for name, model in COUNTED.items()}
        counts.create(publication_id=pk, **found)


def refuse_when_pruned(apps: Any, schema_editor: Any) -> None:
    """An earlier release would take a publication without content for a damaged one, and forget what it gave."""
    if apps.get_model("mandates", "Pruned").objects.exists():
        raise IrreversibleError("Publications have been pruned: an earlier release cannot keep what they promised.")


class Migration(migrations.Migration):
    dependencies = [("mandates", "0006_draft_state")]

    operations = [
        migrations.CreateModel(
            name="RowCounts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("types", models.PositiveIntegerField()),
                ("tasks", models.PositiveIntegerField()),
                ("mandates", models.PositiveIntegerField()),
                ("conditions", models.PositiveIntegerField()),
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="row_counts",
                        to="mandates.publication",
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="Pruned",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("format", models.PositiveSmallIntegerField(verbose_name="muoto")),
                ("rows", models.TextField(verbose_name="rivit")),
                ("slugs", models.TextField(verbose_name="tunnisteet")),
                ("editor", models.CharField(max_length=150, verbose_name="poistaja")),
                ("pruned_at", models.DateTimeField(auto_now_add=True, verbose_name="poiston aika")),
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pruned",
                        to="mandates.publication",
                        verbose_name="julkaisu",
                    ),
                ),
            ],
            options={
                "verbose_name": "poistettu sisältö",
                "verbose_name_plural": "poistetut sisällöt",
                "ordering": ("publication",),
                "default_permissions": (),
            },
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
        migrations.RunPython(protect, unprotect),
        migrations.RunPython(migrations.RunPython.noop, refuse_when_pruned),
    ]
