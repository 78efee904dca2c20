"""What is decided of a publication that waits, and the numbers that rows have ever had.

The table of publications stays as it is, triggers and all.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

ROWS = (
    "source",
    "servicegroup",
    "service",
    "organisationtype",
    "task",
    "prerequisite",
    "mandate",
    "lookalike",
    "condition",
    "instruction",
    "infosection",
    "expectedcase",
    "fact",
)
TABLE = "mandates_timing"
SQLITE = [
    f"""
    CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{action.lower()} BEFORE {action} ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'a decision on a publication cannot be changed or deleted'); END
    """
    for action in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a decision on a publication cannot be changed or deleted'
    USING ERRCODE = 'restrict_violation'; END $$
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


def number(apps: Any, schema_editor: Any) -> None:
    """The highest numbers of the draft and of every publication; one that cannot be read has none to tell."""
    highest = dict.fromkeys(ROWS, 0)
    for name in ROWS:
        top = apps.get_model("mandates", name).objects.aggregate(top=models.Max("number"))["top"]
        highest[name] = top or 0
    for body in apps.get_model("mandates", "Publication").objects.values_list("body", flat=True).iterator():
        for name, found in numbers(body):
            highest[name] = max(highest[name], found)
    table = apps.get_model("mandates", "HighestNumber")
    table.objects.bulk_create(table(model=name, number=found) for name, found in highest.items() if found)


def numbers(body: str) -> list[tuple[str, int]]:
    try:
        rows = [(row["model"].partition(".")[2], int(row["fields"]["number"])) for row in json.loads(body)]
    except (ValueError, TypeError, KeyError, AttributeError):
        return []
    return [(name, found) for name, found in rows if name in ROWS]


class Migration(migrations.Migration):
    dependencies = [("mandates", "0003_stale_translations")]

    operations = [
        migrations.CreateModel(
            name="HighestNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=40, unique=True)),
                ("number", models.PositiveIntegerField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="Timing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveSmallIntegerField(verbose_name="vaihe")),
                ("live_from", models.DateTimeField(blank=True, null=True, verbose_name="näkyy alkaen")),
                ("editor", models.CharField(max_length=150, verbose_name="päättäjä")),
                ("decided_at", models.DateTimeField(auto_now_add=True, verbose_name="päätetty")),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="timings",
                        to="mandates.publication",
                        verbose_name="julkaisu",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="mandates.publication",
                        verbose_name="korvaava julkaisu",
                    ),
                ),
            ],
            options={
                "verbose_name": "ajan muutos",
                "verbose_name_plural": "ajan muutokset",
                "ordering": ("publication", "step"),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "step"), name="timing_step_once"),
                    models.CheckConstraint(
                        condition=models.Q(("replaced_by__isnull", True), ("live_from__isnull", True), _connector="OR"),
                        name="timing_replaced_never_shows",
                    ),
                ],
            },
        ),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.RunPython(protect, unprotect),
    ]
