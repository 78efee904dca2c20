"""What migrations make besides tables, for tests that take it away or need it again."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection

initial = import_module("mandates.migrations.0001_initial")
triggers = [
    import_module(f"mandates.migrations.{name}")
    for name in ("0002_publications_cannot_change", "0004_publishing_promises", "0007_pruning")
]
drafts = [import_module(f"mandates.migrations.{name}") for name in ("0006_draft_state", "0009_trouble", "0013_sectors")]
rows = drafts[1:]
handled = import_module("mandates.migrations.0011_feedback_is_handled")


def unprotect() -> None:
    """Let publications be changed and deleted; inside a transaction its end brings the triggers back."""
    for each in reversed(triggers):
        each.unprotect(None, connection.schema_editor())


def restore(**_signal: Any) -> None:
    """Make the groups and the triggers that are not there."""
    initial.create_groups(apps, None)
    handled.let_editors_handle(apps, None)
    for each in rows:
        each.give_rights(apps, None)
    made = (*triggers, *drafts)
    for each in reversed(made):
        each.unprotect(None, connection.schema_editor())
    for each in made:
        each.protect(None, connection.schema_editor())
