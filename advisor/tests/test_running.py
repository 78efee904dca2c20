"""What surrounds the running application: the container's health check, gunicorn's log, system checks."""

import logging
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import connection
from pytest_django.fixtures import Settings

from advisor import healthcheck
from advisor import settings as read_settings
from advisor.checks import CSRF_MISSING, MANIFEST_MISSING
from advisor.logs import Brief, Discreet
from advisor.tests import databases
from advisor.tests.serving import ROOT, Service


class OnePublicHost(BaseHTTPRequestHandler):
    """Answers as the service does: 200 at /healthz for its public host, else 400."""

    def do_GET(self) -> None:
        known = (self.path, self.headers["Host"]) == ("/healthz", "neuvoja.example")
        self.send_response(200 if known else 400)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def port() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), OnePublicHost) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_health_check_asks_by_the_public_host(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(healthcheck, "SECONDS", 60)
    monkeypatch.setenv("PORT", str(port))
    monkeypatch.setenv("PUBLIC_URL", "https://neuvoja.example")
    assert healthcheck.healthy()

    monkeypatch.setenv("PUBLIC_URL", "https://muualla.example")
    assert not healthcheck.healthy()


def test_health_check_takes_an_empty_port_as_the_settings_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", " ")

    assert isinstance(healthcheck.healthy(), bool)  # whether something answers at the default port is not ours to say


def test_health_check_of_a_silent_port_is_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "1")

    assert not healthcheck.healthy()


@pytest.mark.parametrize(
    ("message", "arguments", "logged"),
    [
        ("Invalid request from ip=192.0.2.7: GET /?tehtava=x", (), "Invalid request, refused"),
        ("Error handling request %s %s", ("GET", "/tulos/?tehtava=x"), "Error handling request"),
        ("Listening at: %s", ("http://127.0.0.1:8000",), "Listening at: http://127.0.0.1:8000"),
    ],
)
def test_gunicorn_log_names_no_visitor(message: str, arguments: tuple[str, ...], logged: str) -> None:
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, message, arguments, None)

    assert Discreet().filter(record)
    assert record.getMessage() == logged


def record(name: str, message: str, *arguments: str, **more: object) -> logging.LogRecord:
    """A record as made where an exception is handled."""
    cause = (ValueError, ValueError("syy"), None)
    made = logging.LogRecord(name, logging.ERROR, "", 0, message, arguments, cause)
    made.__dict__.update(more)
    return made


@pytest.mark.parametrize(
    ("made", "is_told_whole"),
    [
        (record("django.security.DisallowedHost", "Invalid HTTP_HOST header", status_code=400), False),
        (record("django.security.csrf", "Forbidden"), False),
        (record("django.request", "Bad request: %s", "/palaute/", status_code=400), False),
        (record("django.request", "Internal Server Error: %s", "/", status_code=500), True),
        (record("mandates.publishing.editions", "Failed"), True),
    ],
    ids=["host", "security", "400", "500", "own"],
)
def test_senders_faults_are_logged_without_traceback(made: logging.LogRecord, is_told_whole: bool) -> None:
    assert Brief().filter(made)

    assert ("ValueError: syy" in logging.Formatter().format(made)) == is_told_whole
    assert made.levelname == ("ERROR" if is_told_whole else "WARNING")


CODES = (
    ("/koodi/7KQ4-M2XP-AB/", "/koodi/{}"),
    ("/en/koodi/7KQ4 M2XP/koodi/x", "/en/koodi/{}"),
    ("/KOODI/7KQ4", "/KOODI/{}"),
    ("/koodi/\n7KQ4", "/koodi/{}"),
    ("/koodi/", "/koodi/"),
    ("/admin/luonnos/95F-88G-2PU/palvelut/", "/admin/luonnos/{}"),
    ("/koodit/7KQ4/", "/koodit/7KQ4/"),
    ("/palvelut/", "/palvelut/"),
    ("/tulos/?organisaatio=kunta", "/tulos/?{}"),
    ("/en/tulos/%3Forganisaatio=kunta", "/en/tulos/%3F{}"),
    ("/tulos/&organisaatio=kunta", "/tulos/&{}"),
    ("/tulos/organisaatio=kunta", "/tulos/organisaatio={}"),
    ("/en/tulos/;organisaatio=kunta", "/en/tulos/;{}"),
    ("/tulos;organisaatio=kunta", "/tulos;{}"),
    ("/tulos/organisaatio%3Dkunta", "/tulos/organisaatio%3D{}"),
)


@pytest.mark.parametrize(("path", "logged"), CODES)
def test_codes_are_cut_from_the_log(path: str, logged: str) -> None:
    records = (record("x", "Method Not Allowed (%s): %s", "POST", path), record("x", f"Not Found: {path}"))

    assert all(map(Brief().filter, records))

    shown = logged.format("…")
    assert [made.getMessage() for made in records] == [f"Method Not Allowed (POST): {shown}", f"Not Found: {shown}"]


LOGGED_BY_NGINX = ("time_iso8601", "request_method", "logged", "status", "request_time", "request_id")


@pytest.mark.parametrize(("path", "logged"), CODES)
def test_codes_are_cut_from_the_log_of_nginx(path: str, logged: str) -> None:
    """As its map does: the first pattern that is found, or the path."""
    configuration = (ROOT / "deploy" / "nginx.conf").read_text()
    (pattern,) = re.findall(r'map \$uri \$logged {\n +default +\$uri;\n +"~\*(.+)" +"\$before\.\.\.";', configuration)
    written = re.findall(r"\$\w+", configuration.partition("log_format line")[2].partition("access_log")[0])

    found = re.search(pattern, path, re.IGNORECASE)

    assert set(written) == {f"${name}" for name in LOGGED_BY_NGINX}
    assert (f"{found['before']}..." if found else path) == logged.format("...")


def test_what_anybody_can_send_leaves_one_line_in_the_log(service: Service) -> None:
    multipart = {"Sec-Fetch-Site": "same-origin", "Content-Type": "multipart/form-data; boundary="}
    requests: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("GET", f"/tulos/?{'a&' * 1_001}", {}),
        ("GET", "/", {"Host": "muualla.example"}),
        ("POST", "/palaute/", multipart),
        ("POST", "/koodi/SALA-NEN1/", {}),
        ("GET", "/koodi/SALA-NEN2/x/", {}),
    )
    before = len(service.log())

    statuses = [status(service, *request) for request in requests]

    log = service.log()[before:]
    assert statuses == [400, 400, 400, 405, 404]
    assert [word in log for word in ("Traceback", "SALA", "a&a&")] == [False] * 3
    assert "[-]: The address has more parameters than anybody needs.\n" in log
    logged = re.findall(r"^\d{4}-\S+Z ([A-Z]+) (django\.[\w.]+) \[-\]: (?:.*: (/.*))?", log, re.MULTILINE)
    assert logged == [
        ("WARNING", "django.security.TooManyFieldsSent", ""),
        ("WARNING", "django.security.DisallowedHost", ""),
        ("WARNING", "django.request", "/palaute/"),
        ("INFO", "django.request", "/koodi/…"),
        ("INFO", "django.request", "/koodi/…"),
    ]


def status(service: Service, method: str, path: str, headers: dict[str, str]) -> int:
    connection = HTTPConnection("127.0.0.1", service.port, timeout=60)
    connection.request(method, path, b"x" if method == "POST" else None, headers)
    answer = connection.getresponse().status
    connection.close()
    return answer


def test_a_service_has_the_same_kind_of_database_as_the_test_that_started_it(service: Service) -> None:
    with closing(databases.opened(service.environment)) as database:
        assert isinstance(database, sqlite3.Connection) == (connection.vendor == "sqlite")
        assert database.execute("SELECT number FROM mandates_publication").fetchall() == [(1,)]


def test_every_handler_of_the_log_is_brief() -> None:
    assert [handler["filters"] for handler in read_settings.LOGGING["handlers"].values()] == [["brief"]]


@pytest.mark.django_db
def test_check_misses_csrf_protection(settings: Settings) -> None:
    assert CSRF_MISSING not in run_checks()

    settings.MIDDLEWARE = [path for path in settings.MIDDLEWARE if "Csrf" not in path]

    assert CSRF_MISSING in run_checks()


@pytest.mark.django_db
def test_check_misses_the_static_manifest_in_production(settings: Settings, tmp_path: Path) -> None:
    settings.PRODUCTION, settings.STATIC_ROOT = True, tmp_path
    assert MANIFEST_MISSING in run_checks()

    (tmp_path / "staticfiles.json").write_text("{}")

    assert MANIFEST_MISSING not in run_checks()
