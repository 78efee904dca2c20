"""manage.py backup and restore on databases of their own: whole, refused in words, and nothing half done."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mandates.tests.backups.installed import ROOT, at, installed

pytestmark = pytest.mark.long

MADE = "julkaisuja 1 (uusin 1), käyttäjiä 1, historian merkintöjä"
TABLES = (
    "mandates_mandate",
    "mandates_task",
    "mandates_publication",
    "mandates_pruned",
    "auth_user",
    "auth_group_permissions",
    "django_admin_log",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with content, a publication, a user and a session."""
    return installed(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def copy(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("copies") / "kopio.sqlite3"
    run(home, "backup", str(file))
    return file


def run(folder: Path, *arguments: str, status: int = 0, sent: Path | None = None, most_bytes: int = -1) -> str:
    """What a command says: on the standard output, or why it did nothing. It may be sent a file, and write so much."""
    command = [sys.executable, "manage.py", *arguments]
    limit = ["prlimit", f"--fsize={most_bytes}"] if most_bytes >= 0 else []
    with Path(sent or os.devnull).open("rb") as given:
        done = subprocess.run(
            [*limit, *command],
            cwd=ROOT,
            env=at(folder),
            check=False,
            stdin=given,
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr if status else done.stdout


def rows(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(file)) as database:
        return {table: list(database.execute(f"SELECT * FROM {table} ORDER BY 1")) for table in TABLES}  # noqa: S608


def holds_nothing(folder: Path) -> bool:
    """No database, or one without a table."""
    if not (folder / "db.sqlite3").exists():
        return True
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        return list(database.execute("SELECT name FROM sqlite_master")) == []


def test_copy_in_a_folder_has_the_time_in_its_name_each_time(home: Path, tmp_path: Path) -> None:
    said = [run(home, "backup", str(tmp_path))]
    file = next(tmp_path.iterdir())
    taken = file.rename(tmp_path / "toinen.sqlite3")
    said.append(run(home, "backup", str(taken)))

    assert file.match("advisor-????????T??????Z.sqlite3")
    assert said[0].startswith(f"{file}: {MADE}")
    assert said[1].startswith(f"{taken}: {MADE}")
    assert [path.name for path in tmp_path.iterdir()] == ["toinen.sqlite3"]
    assert taken.stat().st_mode & 0o777 == 0o600


def test_copy_holds_everything_but_sessions(home: Path, copy: Path) -> None:
    assert rows(copy) == rows(home / "db.sqlite3")
    for file, sessions in ((copy, 0), (home / "db.sqlite3", 1)):
        with closing(sqlite3.connect(file)) as database:
            assert database.execute("SELECT count(*) FROM django_session").fetchone() == (sessions,)
    assert b"istunto-salaisuus" not in copy.read_bytes()


def test_copy_goes_to_the_standard_output(home: Path, copy: Path) -> None:
    command = [sys.executable, "manage.py", "backup", "-"]
    done = subprocess.run(command, cwd=ROOT, env=at(home), check=True, capture_output=True, timeout=300)

    assert done.stdout == copy.read_bytes()


def test_no_name_is_that_of_no_folder(home: Path) -> None:
    """An empty variable in a script of the operator's: the folder that one stands in gets no copy."""
    before = set(ROOT.glob("advisor-*"))

    assert "CommandError: Anna tiedosto, kansio tai -.\n" in run(home, "backup", "", status=1)
    assert "CommandError: Anna tiedosto tai -.\n" in run(home, "restore", "", status=1)

    assert set(ROOT.glob("advisor-*")) == before


def test_the_draft_is_written_out_by_a_process_that_has_asked_the_database_nothing_else(home: Path) -> None:
    """Within the other tests somebody has asked before: the connection is open and knows how its transactions begin."""
    assert run(home, "content", "export") == (ROOT / "fixtures" / "content.json").read_text(encoding="utf-8")


def test_nothing_is_copied_from_an_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "tyhja"
    folder.mkdir()

    said = run(folder, "backup", str(tmp_path / "x.sqlite3"), status=1)

    assert "Tietokannassa ei ole yhtään julkaisua: varmuuskopiota ei tehty." in said
    assert not (tmp_path / "x.sqlite3").exists()
    assert holds_nothing(folder)


def test_nothing_is_copied_to_a_folder_that_does_not_exist(home: Path, tmp_path: Path) -> None:
    said = run(home, "backup", str(tmp_path / "ei-ole" / "x.sqlite3"), status=1)

    assert f"Kansiota {tmp_path / 'ei-ole'} ei ole: varmuuskopiota ei tehty." in said


@pytest.mark.parametrize("name", ["kopiot", "kopiot/"])
def test_a_missing_folder_does_not_become_a_file_of_its_name(name: str, home: Path, tmp_path: Path) -> None:
    said = run(home, "backup", f"{tmp_path}/{name}", status=1)

    assert f"Kansiota {tmp_path / 'kopiot'} ei ole: varmuuskopiota ei tehty." in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["", "-wal"])
def test_the_running_database_is_not_replaced_by_its_copy(ending: str, home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    file = tmp_path / f"db.sqlite3{ending}"
    before = rows(tmp_path / "db.sqlite3")

    said = run(tmp_path, "backup", str(tmp_path / "." / file), status=1)

    assert f"{file} on palvelun oma tietokanta: varmuuskopiota ei tehty." in said
    assert rows(tmp_path / "db.sqlite3") == before


def test_what_is_no_file_is_not_replaced_by_one(home: Path, tmp_path: Path) -> None:
    """As /dev/stdout is, which somebody may mean by it."""
    pipe = tmp_path / "putki"
    os.mkfifo(pipe)

    assert f"{pipe} ei ole tiedosto: varmuuskopiota ei tehty." in run(home, "backup", str(pipe), status=1)
    assert pipe.is_fifo()


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_path_that_cannot_be_asked_for_is_told_in_words(command: str, home: Path) -> None:
    """As one in a folder that only somebody else may enter."""
    assert "Ei onnistunut: [Errno 36] File name too long" in run(home, command, f"/{'x' * 300}", status=1)


def test_a_full_disk_leaves_no_copy_and_what_was_there(home: Path, copy: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    before = rows(tmp_path / "db.sqlite3")

    for command in (("backup", str(tmp_path)), ("backup", "-"), ("restore", str(copy), "--replace")):
        assert "Ei onnistunut: " in run(tmp_path, *command, status=1, most_bytes=300_000)

    assert list(tmp_path.glob("*advisor-*")) == []
    assert rows(tmp_path / "db.sqlite3") == before


def test_a_database_that_cannot_be_asked_is_not_taken_for_an_empty_one(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").write_bytes(b"rikki" * 1000)

    for command in (("backup", str(tmp_path)), ("restore", str(copy))):
        assert "file is not a database" in run(tmp_path, *command, status=1)


def test_a_text_that_is_damaged_is_told_on_one_line(home: Path, tmp_path: Path) -> None:
    """Half a sign, as a bad sector leaves it, in the middle of a publication of thousands of lines."""
    whole, name = (home / "db.sqlite3").read_bytes(), b"Etuustietojen katselu"
    assert name in whole
    database = tmp_path / "db.sqlite3"
    database.write_bytes(whole.replace(name, b"\xff" * len(name)))

    said = run(tmp_path, "backup", str(tmp_path / "kopio.sqlite3"), status=1)

    assert "on vahingoittunut: Could not decode to UTF-8 column " in said
    assert said.count("\n") == 1


def test_what_came_by_the_standard_input_is_called_so(home: Path) -> None:
    assert "vakiosyöte ei ole SQLite-tietokannan varmuuskopio." in run(home, "restore", "-", "--check", status=1)


def test_a_copy_is_restored_from_the_standard_input(home: Path, copy: Path, tmp_path: Path) -> None:
    assert run(tmp_path, "restore", "-", "--check", sent=copy).startswith(f"- on ehjä: {MADE}")
    assert holds_nothing(tmp_path)

    run(tmp_path, "restore", "-", sent=copy)

    assert rows(tmp_path / "db.sqlite3") == rows(home / "db.sqlite3")


def test_restored_database_is_the_one_that_was_copied(home: Path, copy: Path, tmp_path: Path) -> None:
    said = run(tmp_path, "restore", str(copy))

    assert said.startswith(f"Palautettu: {MADE}")
    assert rows(tmp_path / "db.sqlite3") == rows(home / "db.sqlite3")
    assert run(tmp_path, "migrate", "--check") == ""
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute("DELETE FROM mandates_publication")


def test_what_is_there_is_replaced_only_when_told_and_is_kept(home: Path, copy: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        database.execute("UPDATE mandates_task SET name_fi = 'Muutettu'")
        database.commit()
    changed = rows(tmp_path / "db.sqlite3")

    refused = run(tmp_path, "restore", str(copy), status=1)
    assert "Tietokannassa on jo sisältöä. Korvaa se valitsimella --replace. Mitään ei muutettu." in refused
    assert rows(tmp_path / "db.sqlite3") == changed

    run(tmp_path, "restore", str(copy), "--replace")
    (kept,) = tmp_path.glob("advisor-*.sqlite3")
    assert rows(kept) == changed
    assert rows(tmp_path / "db.sqlite3") == rows(home / "db.sqlite3")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda whole: b"", "ei ole SQLite-tietokannan varmuuskopio"),
        (lambda whole: b"hei", "ei ole SQLite-tietokannan varmuuskopio"),
        (lambda whole: whole[: len(whole) // 2], "on vahingoittunut"),
        (lambda whole: whole[:20_000] + bytes(60_000) + whole[80_000:], "on vahingoittunut"),
        (lambda whole: whole.replace(b'"mandates.mandate"', b'"mandates.mondate"', 1), "ei vastaa tiivistettään"),
    ],
    ids=["empty", "other", "half", "zeros", "changed"],
)
def test_damaged_copy_is_refused(damage: object, sentence: str, copy: Path, tmp_path: Path) -> None:
    assert callable(damage)
    file = tmp_path / "rikki.sqlite3"
    file.write_bytes(damage(copy.read_bytes()))
    folder = tmp_path / "uusi"

    assert sentence in run(folder, "restore", str(file), status=1)
    assert holds_nothing(folder)


def test_a_database_that_is_damaged_is_told_apart_from_the_copy_to_put_back(copy: Path, tmp_path: Path) -> None:
    """Who has a whole copy and puts it back must not hear that the copy is damaged."""
    (tmp_path / "db.sqlite3").write_bytes(copy.read_bytes().replace(b'"mandates.mandate"', b'"mandates.mondate"', 1))
    why = "Varmuuskopio on vahingoittunut: julkaisu 1 ei vastaa tiivistettään"
    told = (
        f"CommandError: Tietokannasta tehty kopio ei ole ehjä ({why}), luultavasti koska tietokanta itse on "
        "vahingoittunut. Varmuuskopiota ei tehty."
    )

    assert told in run(tmp_path, "backup", str(tmp_path / "uusi.sqlite3"), status=1)
    assert f"{told} Mitään ei muutettu." in run(tmp_path, "restore", str(copy), "--replace", status=1)


def test_a_database_that_is_none_is_told_apart_from_the_copy_to_put_back(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").write_bytes(b"x" * 10_000)

    assert (
        "CommandError: Ei onnistunut, koska palvelun oma tietokanta ei toimi: file is not a database. "
        "Mitään ei muutettu.\n"
    ) in run(tmp_path, "restore", str(copy), "--replace", status=1)


def test_a_row_of_another_that_is_gone_is_named(copy: Path, tmp_path: Path) -> None:
    file = tmp_path / "orpo.sqlite3"
    shutil.copy(copy, file)
    with closing(sqlite3.connect(file)) as database:
        database.execute("DELETE FROM auth_user")
        database.commit()

    said = run(tmp_path / "uusi", "restore", "--check", str(file), status=1)
    assert f"{file} on vahingoittunut: django_admin_log → auth_user." in said


def test_copy_of_a_newer_release_is_refused(copy: Path, tmp_path: Path) -> None:
    newer = tmp_path / "uudempi.sqlite3"
    shutil.copy(copy, newer)
    with closing(sqlite3.connect(newer)) as database:
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('mandates', '9999_uusi', '')")
        database.commit()

    said = run(tmp_path / "uusi", "restore", str(newer), status=1)

    assert "Varmuuskopion teki uudempi versio, jonka muutosta mandates.9999_uusi tämä ei tunne." in said


def test_copy_can_be_looked_through_alone(home: Path, copy: Path) -> None:
    before = (home / "db.sqlite3").read_bytes()

    assert run(home, "restore", str(copy), "--check").startswith(f"{copy} on ehjä: {MADE}")
    assert (home / "db.sqlite3").read_bytes() == before


def test_publication_without_content_is_copied_and_put_back_as_it_is(home: Path, tmp_path: Path) -> None:
    """Its digest is of what it was."""
    folder, copy = tmp_path / "vanha", tmp_path / "kopio.sqlite3"
    shutil.copytree(home, folder)
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        database.execute("UPDATE mandates_task SET name_fi = 'Muutettu' WHERE number = 1")
        database.commit()
    run(folder, "content", "publish", "--note", "Toinen")
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        database.execute(
            "INSERT INTO mandates_pruned (publication_id, format, rows, slugs, editor, pruned_at) "
            "SELECT id, 1, '[]', '[]', 'aino', published_at FROM mandates_publication WHERE number = 1"
        )
        database.execute("UPDATE mandates_publication SET body = '' WHERE number = 1")
        database.commit()

    assert "julkaisuja 2 (uusin 2)" in run(folder, "backup", str(copy))
    run(tmp_path / "uusi", "restore", str(copy))

    before, after = (rows(where / "db.sqlite3") for where in (folder, tmp_path / "uusi"))
    assert [len(after[table]) for table in ("mandates_publication", "mandates_pruned")] == [2, 1]
    assert before == after
    assert "1\tsisältö poistettu" in run(tmp_path / "uusi", "content", "publications")
