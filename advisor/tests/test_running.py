"""What surrounds the running application: the container's health check, gunicorn's log, system checks."""

import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django.fixtures import Settings

from advisor.checks import CSRF_MISSING, MANIFEST_MISSING, SEARCH_MISSING
from advisor.healthcheck import healthy
from advisor.logs import Discreet
from mandates import search


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
    monkeypatch.setenv("PORT", str(port))
    monkeypatch.setenv("PUBLIC_URL", "https://neuvoja.example")
    assert healthy()

    monkeypatch.setenv("PUBLIC_URL", "https://muualla.example")
    assert not healthy()


def test_health_check_of_a_silent_port_is_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "1")

    assert not healthy()


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


def test_check_misses_csrf_protection(settings: Settings) -> None:
    assert CSRF_MISSING not in run_checks()

    settings.MIDDLEWARE = [path for path in settings.MIDDLEWARE if "Csrf" not in path]

    assert CSRF_MISSING in run_checks()


def test_check_misses_the_static_manifest_in_production(settings: Settings, tmp_path: Path) -> None:
    settings.PRODUCTION, settings.STATIC_ROOT = True, tmp_path
    assert MANIFEST_MISSING in run_checks()

    (tmp_path / "staticfiles.json").write_text("{}")

    assert MANIFEST_MISSING not in run_checks()


def test_check_misses_what_the_search_needs_of_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """An SQLite older than 3.34 refuses the table as it refuses a tokenizer that nobody knows."""
    assert SEARCH_MISSING not in run_checks()

    monkeypatch.setattr(search, "TABLE", search.TABLE.replace("trigram", "unheard"))

    assert SEARCH_MISSING in run_checks()
