"""The environment: every bad value is refused with one sentence, and good production values are safe."""

import contextlib
import os
import re
import runpy
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from advisor import settings as read_settings
from advisor.env import Reader, refusals_as_exit

ROOT = Path(__file__).resolve().parents[2]
SECRET = "b7Qm-2xKfT9dLzV0hYpN4rWc8sJgE1uAaX6oHiMtRbDk3nUvSyQe"
PRODUCTION = {
    "PRODUCTION": "true",
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "neuvoja.example",
    "PUBLIC_URL": "https://neuvoja.example",
    "PUBLISHER": "Esimerkkilaitos",
}


def command(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the project with these settings and no others."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {*read_settings.env.names, "DJANGO_ALLOW_ASYNC_UNSAFE"}
    }
    environment = kept | {"DATA_DIR": str(folder)} | variables
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def production(**changes: str) -> dict[str, str]:
    return PRODUCTION | changes


TOO_LONG = "x" * 300
NOT_UTF_8 = b"L\xe4\xe4nti".decode("utf-8", "surrogateescape")

BAD_VALUES = [
    ({"PRODUCTION": "perhaps"}, "PRODUCTION is 'perhaps'"),
    (production(DEBUG="true"), "DEBUG is true while PRODUCTION is true"),
    ({"LOG_FORMAT": "xml"}, "LOG_FORMAT is 'xml'"),
    ({"FEEDBACK_ROWS": "0"}, "FEEDBACK_ROWS is '0'"),
    ({"SECURITY_CONTACT": "tietoturva@neuvoja.example"}, "SECURITY_CONTACT is 'tietoturva@neuvoja.example'"),
    ({"SECURITY_CONTACT": "http://neuvoja.example"}, "SECURITY_CONTACT is 'http://neuvoja.example'"),
    ({"DATA_DIR": "/proc/nowhere"}, "DATA_DIR is '/proc/nowhere'"),
    ({"DATA_DIR": "~nobody-of-this-name/data"}, "DATA_DIR is '~nobody-of-this-name/data'"),
    ({"DATA_DIR": f"/{TOO_LONG}"}, f"DATA_DIR is '/{TOO_LONG}'"),
    ({"DATABASE_URL": f"sqlite:////tmp/{TOO_LONG}"}, f"DATABASE_URL is '/tmp/{TOO_LONG}'"),
    (production(SECRET_KEY=""), "SECRET_KEY is empty while PRODUCTION is true"),
    (production(SECRET_KEY="short-secret"), "SECRET_KEY has 12 characters, 8 different"),
    (production(SECRET_KEY="abcd" * 20), "SECRET_KEY has 80 characters, 4 different"),
    (production(SECRET_KEY=f"django-insecure-{SECRET}"), "SECRET_KEY begins with django-insecure"),
    (production(SECRET_KEY="correct-horse-battery-staple-" * 2), "SECRET_KEY repeats itself"),
    (production(SECRET_KEY="salainen1salainen2salainen3salainen4salainen5salainen6"), "SECRET_KEY repeats itself"),
    (production(SECRET_KEY="avainsanaAvainsanaSalaisuusSalaisuusMandaattiMandaatti"), "SECRET_KEY repeats itself"),
    (production(ALLOWED_HOSTS=""), "ALLOWED_HOSTS is empty while PRODUCTION is true"),
    (production(ALLOWED_HOSTS="neuvoja.example,*"), "ALLOWED_HOSTS holds '*'"),
    (production(ALLOWED_HOSTS=".fi"), "ALLOWED_HOSTS holds '.fi'"),
    (production(ALLOWED_HOSTS="neuvoja.example,.co.uk"), "ALLOWED_HOSTS holds '.co.uk'"),
    ({"ALLOWED_HOSTS": "localhost,neuvoja.example"}, "ALLOWED_HOSTS holds 'neuvoja.example'"),
    (production(PUBLIC_URL=""), "PUBLIC_URL is empty while PRODUCTION is true"),
    (production(PUBLIC_URL="http://neuvoja.example"), "PUBLIC_URL is 'http://neuvoja.example'"),
    (production(PUBLIC_URL="https://neuvoja.example/"), "PUBLIC_URL is 'https://neuvoja.example/'"),
    (production(PUBLIC_URL="https://muualla.example"), "PUBLIC_URL is 'https://muualla.example'"),
    (production(PUBLISHER=""), "PUBLISHER is empty while PRODUCTION is true"),
    ({"PUBLISHER": "two\nlines"}, "PUBLISHER is 'two\\nlines'"),
    ({"PUBLISHER": NOT_UTF_8}, "PUBLISHER is 'L\\udce4\\udce4nti'"),
    (production(SECRET_KEY=f"{SECRET}{NOT_UTF_8}"), "SECRET_KEY cannot be read"),
    ({"DATABASE_URL": f"sqlite:////tmp/{NOT_UTF_8}"}, "DATABASE_URL cannot be read"),
    (
        {"DATABASE_URL": "mysql://user:hidden@host/name"},
        "DATABASE_URL begins with neither sqlite nor postgresql",
    ),
    ({"DATABASE_URL": "postgresql://user:hidden@host:port/name"}, "DATABASE_URL cannot be read"),
    ({"DATABASE_URL": "sqlite:////nowhere/advisor.sqlite3"}, "DATABASE_URL is '/nowhere/advisor.sqlite3'"),
    ({"DATABASE_URL": "sqlite:////tmp/a%00b"}, "DATABASE_URL has a NUL in it"),
    ({"DATABASE_URL": "postgresql://user:hidden%00@host/name"}, "DATABASE_URL has a NUL in it"),
    ({"DATABASE_URL": "sqlite:////proc"}, "DATABASE_URL is '/proc'"),
    (
        {"DATABASE_URL": "sqlite:////nowhere/advisor.sqlite3?mode=ro"},
        "DATABASE_URL has the option 'mode', which its driver does not know",
    ),
    (
        {"DATABASE_URL": "postgresql://user:hidden@host/name?sslmod=require"},
        "DATABASE_URL has the option 'sslmod', which its driver does not know",
    ),
    (
        {"DATABASE_URL": "postgresql://user:hidden@host/name?pool=true"},
        "DATABASE_URL has the option 'pool', which its driver does not know",
    ),
    (
        {"DATABASE_URL": "postgresql://user:hidden@host/name?connect_timeout=long"},
        "DATABASE_URL has the option 'connect_timeout' without a whole number",
    ),
    (
        {"DATABASE_URL": "sqlite:////tmp/advisor.sqlite3?timeout=-1"},
        "DATABASE_URL has the option 'timeout' without a whole number",
    ),
    ({"DEBUG": "true", "HOST": "0.0.0.0"}, "DEBUG is true while HOST is '0.0.0.0'"),  # noqa: S104
    ({"DEBUG": "true", "HOST": "::"}, "DEBUG is true while HOST is '::'"),
    ({"HOST": "everywhere"}, "HOST is 'everywhere'"),
    (production(ADMIN_HOST="a.example,b.example"), "ADMIN_HOST holds 'b.example' besides 'a.example'"),
    (production(ADMIN_HOST=".example"), "ADMIN_HOST holds '.example'"),
    (production(ADMIN_HOST="neuvoja.example"), "ADMIN_HOST is 'neuvoja.example', which PUBLIC_URL names too"),
    ({"ADMIN_SECOND_FACTOR": "maybe"}, "ADMIN_SECOND_FACTOR is 'maybe'"),
    ({"ADMIN_PROXY_USER_HEADER": "Host"}, "ADMIN_PROXY_USER_HEADER is 'Host'"),
    ({"ADMIN_PROXY_USER_HEADER": "X-Forwarded-For"}, "ADMIN_PROXY_USER_HEADER is 'X-Forwarded-For'"),
    ({"ADMIN_PROXY_USER_HEADER": "x-request-id"}, "ADMIN_PROXY_USER_HEADER is 'x-request-id'"),
    ({"ADMIN_PROXY_USER_HEADER": "X-Forwarded-User"}, "TRUSTED_PROXIES is empty while ADMIN_PROXY_USER_HEADER is set"),
    ({"ADMIN_PROXY_USER_HEADER": "X-User"}, "TRUSTED_PROXIES is empty while ADMIN_PROXY_USER_HEADER is set"),
    ({"TRUSTED_PROXIES": "10.0.0.0/8"}, "TRUSTED_PROXIES holds '10.0.0.0/8'"),
    ({"TRUSTED_PROXIES": "10.0.0.5,::"}, "TRUSTED_PROXIES holds '::'"),
    ({"HOST": "fe80::1%eth0"}, "HOST is 'fe80::1%eth0'"),
    ({"PORT": "65536"}, "PORT is '65536'"),
    ({"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY is '0'"),
    ({"REFRESH_SECONDS": "0"}, "REFRESH_SECONDS is '0'"),
    ({"REFRESH_SECONDS": "nan"}, "REFRESH_SECONDS is 'nan'"),
    ({"REFRESH_SECONDS": "1e-9"}, "REFRESH_SECONDS is '1e-9'"),
    ({"HOST": "[::1"}, "HOST is '[::1'"),
    (
        {"DATABASE_URL": "postgresql://user:hidden@host/name?isolation_level=9"},
        "DATABASE_URL has the option 'isolation_level' without a level from 1 to 4",
    ),
]


@pytest.mark.parametrize(("values", "said"), BAD_VALUES)
def test_bad_value_stops_the_start_with_one_sentence(
    values: dict[str, str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in read_settings.env.names:
        monkeypatch.delenv(name, raising=False)
    for name, value in {"DATA_DIR": str(tmp_path), **values}.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SystemExit) as stopped, refusals_as_exit():
        runpy.run_path(read_settings.__file__)

    sentence = re.fullmatch(r"Not started: ([^\n]+?); it must be [^\n;]+\.", str(stopped.value))
    assert sentence is not None, stopped.value
    assert sentence[1] == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"PRODUCTION": "perhaps"}, "PRODUCTION is 'perhaps'"),
        ({"PUBLISHER": NOT_UTF_8}, "PUBLISHER is 'L\\udce4\\udce4nti'"),
    ],
)
def test_process_that_is_not_started_writes_that_sentence_and_no_more(
    values: dict[str, str], said: str, tmp_path: Path
) -> None:
    found = command(tmp_path, "manage.py", "check", **values)

    assert (found.returncode, found.stdout) == (1, "")
    assert re.fullmatch(rf"Not started: {re.escape(said)}; it must be [^\n;]+\.\n", found.stderr), found.stderr


def test_gunicorn_refuses_as_manage_does(tmp_path: Path) -> None:
    found = command(tmp_path, "-m", "gunicorn", PORT="eighty")

    assert (found.returncode, found.stderr) == (
        1,
        "Not started: PORT is 'eighty'; it must be a whole number from 1 to 65535.\n",
    )


def test_production_passes_the_deployment_check(tmp_path: Path) -> None:
    if not (ROOT / "staticfiles" / "staticfiles.json").is_file():
        command(tmp_path / "local", "manage.py", "collectstatic", "--noinput")

    found = command(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert found.stderr == ""
    assert found.stdout == "System check identified no issues (1 silenced).\n"
    assert not (tmp_path / "secret-key").exists()


def test_an_empty_key_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()

    found = command(tmp_path, "manage.py", "check")

    assert (found.returncode, found.stdout) == (1, "")
    assert f"SECRET_KEY is not set and '{tmp_path / 'secret-key'}' is empty; it must be set" in found.stderr


def test_local_key_is_made_once_by_racing_processes(tmp_path: Path) -> None:
    code = "from advisor.settings import SECRET_KEY; print(SECRET_KEY)"
    results: list[str] = []
    starts = [threading.Thread(target=lambda: results.append(command(tmp_path, "-c", code).stdout)) for _ in range(4)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()

    kept = tmp_path / "secret-key"
    assert results == [kept.read_text() + "\n"] * 4
    assert len(kept.read_text()) >= 50
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["db.sqlite3", "secret-key"]


@pytest.mark.parametrize("mode", [0o755, 0o777, 0o750])
def test_what_others_could_read_is_made_private(mode: int, tmp_path: Path) -> None:
    database = tmp_path / "db.sqlite3"
    database.touch()
    for path in (tmp_path, database):
        path.chmod(mode)

    found = command(tmp_path, "-c", "from advisor import settings")

    assert (found.returncode, found.stderr) == (0, "")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path, database)] == [0o700, mode & 0o700]


def test_a_new_database_and_what_lies_beside_it_are_for_their_owner_only(tmp_path: Path) -> None:
    kept = tmp_path / "elsewhere.sqlite3"

    command(tmp_path, "manage.py", "migrate", "contenttypes", DATABASE_URL=f"sqlite:///{kept}")

    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("*.sqlite3*")} == {kept.name: 0o600}


@pytest.mark.parametrize(
    ("flags", "copies", "is_taken"), [(os.ST_RDONLY, 1, True), (os.ST_RDONLY, 0, False), (0, 1, False)]
)
def test_a_folder_on_a_disk_that_turned_read_only_is_taken_for_its_copy(
    flags: int, copies: int, is_taken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    for number in range(copies):
        (tmp_path / f"publication-{number}.json").touch()
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(os, "statvfs", lambda _: os.statvfs_result([0] * 8 + [flags, 255]))

    with contextlib.nullcontext() if is_taken else pytest.raises(ImproperlyConfigured, match="can be written to"):
        assert Reader().folder("DATA_DIR", tmp_path) == tmp_path


def test_a_folder_that_belongs_to_everybody_is_refused() -> None:
    found = command(Path(tempfile.gettempdir()), "-c", "from advisor import settings")

    assert f"DATA_DIR is {tempfile.gettempdir()!r}, which every user of this machine may open" in found.stderr


@pytest.mark.parametrize("name", ["in-it", "in-it/further"])
def test_what_stands_in_a_folder_that_is_closed_to_us_is_refused(name: str, tmp_path: Path) -> None:
    closed, without = tmp_path / "closed", "-dac_override,-dac_read_search"
    closed.mkdir(mode=0o000)
    start = [sys.executable, "-c", "from advisor import settings"]
    if os.geteuid() == 0:  # who may open everything else
        start = ["setpriv", f"--bounding-set={without}", *start]
    kept = {name: value for name, value in os.environ.items() if name not in read_settings.env.names}

    for values in ({"DATA_DIR": str(closed / name)}, {"DATABASE_URL": f"sqlite:///{closed / name}"}):
        environment = {**kept, "DATA_DIR": str(tmp_path / "own"), **values}
        found = subprocess.run(start, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert f"{next(iter(values))} is {str(closed / name)!r}; it must be" in found.stderr
    closed.chmod(0o700)


def test_a_folder_where_others_have_folders_is_not_closed_to_them(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    tmp_path.joinpath("somebody").mkdir()

    found = command(tmp_path, "-c", "from advisor import settings")

    assert f"DATA_DIR is {str(tmp_path)!r}, where others have folders too; it must be" in found.stderr
    assert (stat.S_IMODE(tmp_path.stat().st_mode), [each.name for each in tmp_path.iterdir()]) == (0o755, ["somebody"])


def test_a_database_is_no_pipe_or_device(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, mode=0o644)

    found = command(tmp_path, "-c", "from advisor import settings", DATABASE_URL=f"sqlite:///{pipe}")

    assert f"DATABASE_URL is {str(pipe)!r}; it must be a file in a folder that exists." in found.stderr
    assert stat.S_IMODE(pipe.stat().st_mode) == 0o644


def test_a_disk_of_its_own_is_closed_to_others(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    tmp_path.joinpath("lost+found").mkdir()

    found = command(tmp_path, "-c", "from advisor import settings")

    assert (found.returncode, stat.S_IMODE(tmp_path.stat().st_mode)) == (0, 0o700)


def test_documentation_names_what_the_settings_read() -> None:
    documented = re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE)

    assert sorted(documented) == sorted(read_settings.env.names)


def test_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", " ")

    assert Reader().whole("PORT", 8000, largest=65535) == 8000


def test_database_url_keeps_the_options_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:p%40ss@db.example:5433/advice?sslmode=require")

    found = Reader().database("DATABASE_URL", Path("/nowhere"))

    assert (found["ENGINE"], found["NAME"], found["HOST"], found["PORT"], found["PASSWORD"]) == (
        "django.db.backends.postgresql",
        "advice",
        "db.example",
        5433,
        "p@ss",
    )
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("value", ["sqlite://", "sqlite://:memory:", "postgresql://host"])
def test_database_url_without_a_database_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", value)

    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL names no database; "):
        Reader().database("DATABASE_URL", Path("/nowhere"))


@pytest.mark.parametrize("name", ["neuvoja..example", "neuvoja.-example", "neuvoja-.example"])
def test_a_host_that_no_name_server_can_know_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_HOST", name)
    monkeypatch.setenv("PUBLIC_URL", f"https://{name}")

    with pytest.raises(ImproperlyConfigured, match=rf"^ADMIN_HOST holds '{re.escape(name)}'; it must be "):
        Reader().host("ADMIN_HOST", production=True)
    with pytest.raises(ImproperlyConfigured, match=rf"^PUBLIC_URL is 'https://{re.escape(name)}'; it must be "):
        Reader().address("PUBLIC_URL", "", production=True, hosts=[name])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("keepalives=maybe", "has the option 'keepalives' without a whole number"),
        ("sslmode=maybe", 'has an option that its driver refuses (invalid sslmode value: "maybe")'),
        ("sslmode=require&sslmode=disable", "has the option 'sslmode' more than once"),
        ("dbname=another", "has the option 'dbname', which is no option's to say"),
        ("client_encoding=latin1", "has the option 'client_encoding', which is no option's to say"),
    ],
)
def test_an_option_that_ends_every_connection_is_refused(
    options: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://user:hidden@host/name?{options}")

    with pytest.raises(ImproperlyConfigured, match=rf"^DATABASE_URL {re.escape(said)}; it must be "):
        Reader().database("DATABASE_URL", Path("/nowhere"))


@pytest.mark.django_db
def test_sqlite_connection_has_the_pragmas() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            found = [
                cursor.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("synchronous", "foreign_keys", "busy_timeout")
            ]
        assert found == [1, 1, 5000]
