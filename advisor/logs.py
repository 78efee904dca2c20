"""The logs: one line an event, in UTC, without what belongs to visitors: addresses, request lines, query strings, codes
that hold answers.

What belongs together has the number that the proxy gave the request, which stands in the proxy's log too.
"""

from __future__ import annotations

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

from django.core.signals import request_finished, request_started

from advisor import outages

REFUSED = "Invalid request from"
FAILED = "Error handling request"
CODE: Final = re.compile(
    r"(/koodi/|/admin/luonnos/|/[a-z]*[;=]|(?<=\S)[?&](?=\S)|%3[bdf]|%26).+", re.IGNORECASE | re.DOTALL
)
"""What answers stand after in an address, also in one that lost its question mark or was encoded once more."""
SENDERS_FAULT: Final = range(400, 500)
ANYBODY_CAN_CAUSE: Final = frozenset({404, 405, 503})
REQUEST_ID: Final = re.compile(r"[0-9a-f]{32}")
NO_REQUEST: Final = "-"

_request: ContextVar[str] = ContextVar("_request", default=NO_REQUEST)


def follow_requests() -> None:
    """Know from now on which request this thread answers."""
    request_started.connect(_begin, dispatch_uid="advisor.logs")
    request_finished.connect(_end, dispatch_uid="advisor.logs")


def _begin(environ: dict[str, Any] | None = None, **signal: Any) -> None:
    given = (environ or {}).get("HTTP_X_REQUEST_ID", "")
    _request.set(given if REQUEST_ID.fullmatch(given) else NO_REQUEST)


def _end(**signal: Any) -> None:
    _request.set(NO_REQUEST)


class LineFormatter(logging.Formatter):
    """`2026-11-24T12:00:00.000Z INFO name [request]: message`, and a traceback below it."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} [{request}]: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        record.request = _request.get()
        return super().format(record)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - logging's name
        return moment(record)


class JsonFormatter(logging.Formatter):
    """The same as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": moment(record),
            "level": record.levelname,
            "logger": record.name,
            "request_id": _request.get(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def moment(record: logging.LogRecord) -> str:
    when = datetime.fromtimestamp(record.created, UTC)
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Discreet(logging.Filter):
    """Cuts the visitor out of the two messages of gunicorn that would name one."""

    def filter(self, record: logging.LogRecord) -> bool:
        if str(record.msg).startswith(REFUSED):
            record.msg, record.args = "Invalid request, refused", ()
        elif str(record.msg).startswith(FAILED):
            record.msg, record.args = FAILED, ()
        return True


class Brief(logging.Filter):
    """Cuts codes out of Django's messages, and the traceback from what is the sender's fault: anybody can cause it, so
    it is no error either, which wakes somebody.

    An address that does not exist is no warning, nor is a full room, and a line is a line: what breaks it in two is
    written as an escape. What the database could not do has a line of its own when it begins and when it ends.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _on_one_line(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_on_one_line, record.args))
        status = getattr(record, "status_code", 0)
        if record.name.startswith("django.security.") or status in SENDERS_FAULT:
            record.exc_info = record.exc_text = None
            _lower(record, logging.WARNING)
        if status in ANYBODY_CAN_CAUSE:
            _lower(record, logging.INFO)
        return not (record.exc_info and record.name == "django.request" and outages.kind(record.exc_info[1]))


def _lower(record: logging.LogRecord, level: int) -> None:
    record.levelno = min(record.levelno, level)
    record.levelname = logging.getLevelName(record.levelno)


def _on_one_line(part: object) -> object:
    """The part of a message, cut after the address that a code stands in."""
    if not isinstance(part, str):
        return part
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in CODE.sub(r"\1…", part))
