"""What migrations make besides tables, for tests that take it away or need it again."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection

initial = import_module("mandates.migrations.0001_initial")
triggers = import_module("mandates.migrations.0002_publications_cannot_change")


def unprotect() -> None:
    """Let publications be changed and deleted; inside a transaction its end brings the triggers back."""
    triggers.unprotect(None, connection.schema_editor())


def restore(**_signal: Any) -> None:
    """Make the groups and the triggers that are not there."""
    initial.create_groups(apps, None)
    unprotect()
    triggers.protect(None, connection.schema_editor())
