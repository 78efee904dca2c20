"""A kept database of the first release, with data, becomes today's, goes on, and goes back.

`data/first_release.sql` was written by the first release itself: its migrations 0001 and 0002, a small draft, two
publications, a row's history, two users, and what visitors left. It is never made again by newer code.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from mandates import migrations
from mandates.content import documents
from mandates.tests.backups.installed import ROOT, at

pytestmark = pytest.mark.long

FIRST: Final = Path(__file__).parent / "data" / "first_release.sql"
NAMES: Final = sorted(path.stem for path in Path(migrations.__path__[0]).glob("0*.py"))
HELD: Final = {
    "SELECT number, editor, note, sha256, live_from, body FROM mandates_publication ORDER BY number": 2,
    "SELECT slug, number, name_fi, old_slugs FROM mandates_task ORDER BY slug": 2,
    "SELECT slug, number, title_fi, allows_fi FROM mandates_mandate ORDER BY slug": 2,
    "SELECT from_mandate_id, to_mandate_id FROM mandates_mandate_includes": 1,
    "SELECT slug, statement FROM mandates_fact": 1,
    "SELECT username, password, is_superuser FROM auth_user ORDER BY username": 2,
    "SELECT user_id, object_repr, change_message FROM django_admin_log": 1,
    "SELECT page, language, publication, day, helped, text FROM mandates_feedback": 1,
    "SELECT publication, day, outcome, count FROM mandates_outcomecount": 1,
    "SELECT url, status FROM mandates_linkcheck": 1,
}
"""What was in it, and how many rows."""
SECTORS: Final = "SELECT slug, sector FROM mandates_organisationtype ORDER BY slug"
TRIGGERS: Final = """
    SELECT tbl_name, COUNT(*) FROM sqlite_master
    WHERE type = 'trigger' AND tbl_name IN ('mandates_organisationtype', 'mandates_sector') GROUP BY 1
"""
"""Those by which the database notes that the draft has changed."""
BACK: Final = """
from pathlib import Path
from django.core.management import call_command
from django.db import connection
home = Path(connection.settings_dict["NAME"]).parent
for name in {names}:
    call_command("migrate", "mandates", name, verbosity=0)
    (home / name).mkdir()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(home / name / "db.sqlite3")])
"""
"""Goes back one migration after the other in one process, and leaves a copy of the database after each."""


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    folder.chmod(0o700)
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        database.executescript(FIRST.read_text(encoding="utf-8"))
    (folder / "db.sqlite3").chmod(0o600)
    run(folder, "install")
    return folder


@pytest.fixture(scope="module")
def published(upgraded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The upgraded database, published once more."""
    folder = shutil.copytree(upgraded, tmp_path_factory.mktemp("published") / "data")
    assert "Julkaisu 3" in run(folder, "content", "publish", "--note", "Päivityksen jälkeen")
    return folder


def run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=at(folder), check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def asked(folder: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        return database.execute(question).fetchall()


def as_kept(question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(FIRST.read_text(encoding="utf-8"))
        return database.execute(question).fetchall()


@pytest.mark.parametrize("question", HELD)
def test_everything_is_there_after_the_upgrade(upgraded: Path, question: str) -> None:
    kept = as_kept(question)
    assert len(kept) == HELD[question]
    assert asked(upgraded, question)[: len(kept)] == kept


def test_upgraded_database_publishes_and_keeps_what_was_published(published: Path, tmp_path: Path) -> None:
    question = "SELECT number, sha256, body FROM mandates_publication ORDER BY number"
    assert asked(published, question)[:2] == as_kept(question)
    assert [number for number, *_ in asked(published, question)] == [1, 2, 3]
    gone_back = shutil.copytree(published, tmp_path / "data")
    assert "Julkaisu 4" in run(gone_back, "content", "again", "1", "--note", "Takaisin")


def test_upgraded_draft_has_symptoms_and_causes_and_publishes_them_in_the_newest_format(published: Path) -> None:
    assert asked(published, "SELECT COUNT(*) FROM mandates_symptom") == [(5,)]
    assert asked(published, "SELECT COUNT(*) FROM mandates_cause") == [(13,)]
    formats = asked(published, "SELECT number, format FROM mandates_publication ORDER BY number")
    assert formats == [(1, 1), (2, 1), (3, 2)]


def test_sectors_are_rows_and_every_type_stands_where_it_stood(published: Path) -> None:
    now = (
        "SELECT type.slug, sector.slug FROM mandates_organisationtype type JOIN mandates_sector sector ON {} ORDER BY 1"
    )
    assert asked(published, now.format("type.sector_id = sector.id")) == as_kept(SECTORS)
    assert asked(published, TRIGGERS) == [("mandates_organisationtype", 3), ("mandates_sector", 3)]
    bodies = asked(published, "SELECT body, format FROM mandates_publication WHERE number IN (2, 3) ORDER BY number")
    before, after = (documents.compile_document(str(body), int(str(made_in))) for body, made_in in bodies)
    assert (before.sectors, before.types) == (after.sectors, after.types)


def test_a_number_that_a_row_of_the_first_release_had_is_not_given_again(upgraded: Path) -> None:
    assert asked(upgraded, "SELECT number FROM mandates_highestnumber WHERE model = 'task'") == [(2,)]


def test_each_migration_since_goes_back_and_forth_with_everything_kept(published: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(published, tmp_path / "data")
    back = tuple(reversed(NAMES[1:-1]))
    run(folder, "shell", "--no-imports", "-c", BACK.format(names=back))
    for name in back:
        for question in HELD:
            kept = as_kept(question)
            assert asked(folder / name, question)[: len(kept)] == kept
    without_sectors = folder / "0012_row_changes"
    assert asked(without_sectors, SECTORS) == as_kept(SECTORS)
    assert asked(without_sectors, TRIGGERS) == [("mandates_organisationtype", 3)]
    run(folder, "migrate")
    assert asked(folder, TRIGGERS) == [("mandates_organisationtype", 3), ("mandates_sector", 3)]
    assert "[ ]" not in run(folder, "showmigrations", "mandates")
    assert "\tonni\tToinen: uusi nimi\n" in run(folder, "content", "publications")
