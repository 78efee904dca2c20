"""Databases that are out in the world have run the released migrations."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mandates import migrations

RELEASED = Path(__file__).with_name("released_migrations.txt")


def test_a_released_migration_never_changes() -> None:
    """From 1.0.0 on. A release adds lines for its new migrations: `sha256sum` in their folder prints them."""
    kept = [line.split() for line in RELEASED.read_text(encoding="utf-8").splitlines()]
    folder = Path(migrations.__path__[0])
    found = [[hashlib.sha256((folder / name).read_bytes()).hexdigest(), name] for _, name in kept]
    assert kept[0][1] == "0001_initial.py"
    assert found == kept
