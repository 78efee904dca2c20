"""An operator puts another SQLite file in the place of the running service's: it is noticed without a restart."""

from __future__ import annotations

import json
import sqlite3
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from advisor.tests.serving import SQLITE, manage, serve, surroundings

pytestmark = pytest.mark.long

RENAME: Final = "from mandates.models import Task; Task.objects.filter(pk=1).update(hint_fi='Uusi vihje.')"
SECONDS: Final = 120
ANSWERS: Final = 20


def number(url: str) -> int:
    with urllib.request.urlopen(f"{url}/luettelo.json", timeout=60) as answer:  # noqa: S310 - on loopback
        return int(json.loads(answer.read())["publication"])


def copied(database: Path, other: Path) -> None:
    """A whole copy of a database in use: its files change, and two of them come and go, while the service answers."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(other)) as target:
        source.backup(target)


def test_a_database_file_that_was_replaced_is_noticed(tmp_path: Path) -> None:
    with serve(tmp_path / "running", **SQLITE) as service:
        assert number(service.url) == 1
        running, other = tmp_path / "running" / "db.sqlite3", tmp_path / "other" / "db.sqlite3"
        other.parent.mkdir()
        copied(running, other)
        manage(surroundings(other.parent), "shell", "-c", RENAME)
        manage(surroundings(other.parent), "content", "publish", "--note", "Toisessa tiedostossa")
        for left in ("db.sqlite3-wal", "db.sqlite3-shm"):
            running.with_name(left).unlink(missing_ok=True)
        other.replace(running)

        # Each worker looks by itself: the last one has noticed when many answers on end are the new one's.
        end = time.monotonic() + SECONDS
        while (seen := {number(service.url) for _ in range(ANSWERS)}) != {2} and time.monotonic() < end:
            time.sleep(0.2)
        assert seen == {2}
