"""The logs without what belongs to visitors: addresses, request lines, query strings, codes that hold answers."""

import logging
import re
from typing import Final

REFUSED = "Invalid request from"
FAILED = "Error handling request"
CODE: Final = re.compile(r"(/koodi/).+", re.IGNORECASE | re.DOTALL)
BAD_REQUEST: Final = 400


class Discreet(logging.Filter):
    """Cuts the visitor out of the two messages of gunicorn that would name one."""

    def filter(self, record: logging.LogRecord) -> bool:
        if str(record.msg).startswith(REFUSED):
            record.msg, record.args = "Invalid request, refused", ()
        elif str(record.msg).startswith(FAILED):
            record.msg, record.args = FAILED, ()
        return True


class Brief(logging.Filter):
    """Cuts codes out of Django's messages, and the traceback from what is the sender's fault: anybody can cause it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _without_code(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_without_code, record.args))
        if record.name.startswith("django.security.") or getattr(record, "status_code", 0) == BAD_REQUEST:
            record.exc_info = record.exc_text = None
        return True


def _without_code(part: object) -> object:
    """The part of a message, cut after the address that a code stands in."""
    return CODE.sub(r"\1…", part) if isinstance(part, str) else part
