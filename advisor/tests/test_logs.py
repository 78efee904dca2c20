"""The log's one format, in lines or as JSON: UTC, the request's number, one event on one line."""

from __future__ import annotations

import http.client
import json
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from advisor import logs
from advisor.logs import Brief, JsonFormatter, LineFormatter
from advisor.tests.serving import serve

Begin = Callable[[str], object]
REQUEST = "0123456789abcdef" * 2


def record(message: str, *arguments: object, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("mandates.testi", logging.WARNING, "", 0, message, arguments, None)
    made.created = 1_795_521_600.25
    made.__dict__.update(more)
    return made


@pytest.fixture
def request_of() -> Iterator[Begin]:
    yield lambda given: logs._begin({"HTTP_X_REQUEST_ID": given})
    logs._end()


def test_line_begins_with_time_level_name_and_request(request_of: Begin) -> None:
    request_of(REQUEST)

    assert LineFormatter().format(record("Hei %s", "vaan")) == (
        f"2026-11-24T12:00:00.250Z WARNING mandates.testi [{REQUEST}]: Hei vaan"
    )


def test_json_tells_the_same_on_one_line(request_of: Begin) -> None:
    request_of(REQUEST)
    failed = record("Ei käy\nlainkaan", exc_info=(ValueError, ValueError("syy"), None))

    line = JsonFormatter().format(failed)

    assert "\n" not in line
    assert json.loads(line) == {
        "time": "2026-11-24T12:00:00.250Z",
        "level": "WARNING",
        "logger": "mandates.testi",
        "request_id": REQUEST,
        "message": "Ei käy\nlainkaan",
        "traceback": "ValueError: syy",
    }


@pytest.mark.parametrize("given", ["", "x", REQUEST.upper(), f"{REQUEST}0", f"{REQUEST}\n", "../../etc", "ä" * 32])
def test_only_the_proxys_own_numbers_are_taken(given: str, request_of: Begin) -> None:
    request_of(REQUEST)
    request_of(given)

    assert "[-]" in LineFormatter().format(record("Hei"))


def test_no_number_outlives_its_request(site: Client) -> None:
    site.get("/", headers={"x-request-id": REQUEST})

    assert "[-]" in LineFormatter().format(record("Hei"))


@pytest.mark.parametrize(
    ("status", "level"), [(404, "INFO"), (405, "INFO"), (503, "INFO"), (400, "WARNING"), (500, "WARNING")]
)
def test_what_anybody_can_cause_at_will_is_no_warning(status: int, level: str) -> None:
    """An alarm on errors would ring for each request of whoever fills the editors' room. What is out has its line."""
    made = record("Not Found: %s", "/x", status_code=status)

    assert Brief().filter(made)
    assert made.levelname == level


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b[31m", "\u2028", "\x00"])
def test_nobody_can_write_a_line_of_their_own(sign: str) -> None:
    made = record("Not Found: %s", f"/x{sign}2026-11-24T12:00:00.250Z ERROR")

    assert Brief().filter(made)
    assert sign not in LineFormatter().format(made)
    assert len(LineFormatter().format(made).splitlines()) == 1


def test_everything_that_a_json_service_writes_is_json(tmp_path: Path) -> None:
    with serve(tmp_path, LOG_FORMAT="json") as service:
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
        connection.request("GET", "/ei-ole/", headers={"X-Request-ID": REQUEST})
        assert connection.getresponse().status == 404
        connection.close()
        lines = [json.loads(line) for line in service.log().splitlines()]

    assert {tuple(line) for line in lines} == {("time", "level", "logger", "request_id", "message")}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"]) for line in lines)
    assert [line["message"] for line in lines if line["request_id"] == REQUEST] == ["Not Found: /ei-ole/"]
    assert {"gunicorn.error", "django.request"} <= {line["logger"] for line in lines}
