"""An operator puts another SQLite file in the place of the running service's: it is noticed without a restart."""

from __future__ import annotations

import json
import shutil
import time
import urllib.request
from pathlib import Path
from typing import Final

import pytest

from advisor.tests.serving import SQLITE, manage, serve, surroundings

pytestmark = pytest.mark.long

RENAME: Final = "from mandates.models import Task; Task.objects.filter(pk=1).update(hint_fi='Uusi vihje.')"
SECONDS: Final = 20
ANSWERS: Final = 20


def number(url: str) -> int:
    with urllib.request.urlopen(f"{url}/luettelo.json", timeout=10) as answer:  # noqa: S310 - on loopback
        return int(json.loads(answer.read())["publication"])


def test_a_database_file_that_was_replaced_is_noticed(tmp_path: Path) -> None:
    with serve(tmp_path / "running", **SQLITE) as service:
        assert number(service.url) == 1
        other = tmp_path / "other"
        shutil.copytree(tmp_path / "running", other, ignore=shutil.ignore_patterns("*.log", "publication-*"))
        manage(surroundings(other), "shell", "-c", RENAME)
        manage(surroundings(other), "content", "publish", "--note", "Toisessa tiedostossa")
        for left in (tmp_path / "running").glob("db.sqlite3-*"):
            left.unlink()
        (other / "db.sqlite3").replace(tmp_path / "running" / "db.sqlite3")

        # Each worker looks by itself: the last one has noticed when many answers on end are the new one's.
        end = time.monotonic() + SECONDS
        while (seen := {number(service.url) for _ in range(ANSWERS)}) != {2} and time.monotonic() < end:
            time.sleep(0.2)
        assert seen == {2}
