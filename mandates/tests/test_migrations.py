"""Databases that are out in the world have run the released migrations."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.db.migrations import AddField
from django.db.migrations.loader import MigrationLoader

from mandates import migrations

RELEASED = Path(__file__).with_name("released_migrations.txt")
TOO_MUCH_FOR_OLDER_CODE = {("feedback", "found_as"), ("feedback", "mandate"), ("feedback", "state")}
"""Columns of 1.2, which 1.1 cannot leave out (docs/deploying.md says so)."""


def test_a_released_migration_never_changes() -> None:
    """From 1.0.0 on. A release adds lines for its new migrations: `sha256sum` in their folder prints them."""
    kept = [line.split() for line in RELEASED.read_text(encoding="utf-8").splitlines()]
    folder = Path(migrations.__path__[0])
    found = [[hashlib.sha256((folder / name).read_bytes()).hexdigest(), name] for _, name in kept]
    assert kept[0][1] == "0001_initial.py"
    assert found == kept


def test_older_code_may_leave_out_what_a_table_gains() -> None:
    """It still runs, or runs again, when the tables are newer: a column is NULL then, or the database has its value."""
    later = [step for key, step in MigrationLoader(None).disk_migrations.items() if key > ("mandates", "0002")]
    gained = {
        (operation.model_name, operation.name)
        for step in later
        for operation in step.operations
        if step.app_label == "mandates" and isinstance(operation, AddField) and not _may_be_left_out(operation.field)
    }

    assert gained == TOO_MUCH_FOR_OLDER_CODE


def _may_be_left_out(field: Any) -> bool:
    return bool(field.null or field.many_to_many or field.has_db_default())
