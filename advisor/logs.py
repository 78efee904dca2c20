"""The logs without what belongs to visitors: addresses, request lines, query strings, codes that hold answers."""

import logging
import re
from typing import Final

from advisor import outages

REFUSED = "Invalid request from"
FAILED = "Error handling request"
CODE: Final = re.compile(r"(/koodi/).+", re.IGNORECASE | re.DOTALL)
SENDERS_FAULT: Final = range(400, 500)


class Discreet(logging.Filter):
    """Cuts the visitor out of the two messages of gunicorn that would name one."""

    def filter(self, record: logging.LogRecord) -> bool:
        if str(record.msg).startswith(REFUSED):
            record.msg, record.args = "Invalid request, refused", ()
        elif str(record.msg).startswith(FAILED):
            record.msg, record.args = FAILED, ()
        return True


class Brief(logging.Filter):
    """Cuts codes out of Django's messages, and the traceback from what is the sender's fault: anybody can cause it.

    What the database could not do has a line of its own when it begins and when it ends.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _without_code(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_without_code, record.args))
        if record.name.startswith("django.security.") or getattr(record, "status_code", 0) in SENDERS_FAULT:
            record.exc_info = record.exc_text = None
        return not (record.exc_info and record.name == "django.request" and outages.kind(record.exc_info[1]))


def _without_code(part: object) -> object:
    """The part of a message, cut after the address that a code stands in."""
    return CODE.sub(r"\1…", part) if isinstance(part, str) else part
