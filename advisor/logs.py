"""gunicorn's own log without what belongs to visitors: addresses, request lines, query strings."""

import logging

REFUSED = "Invalid request from"
FAILED = "Error handling request"


class Discreet(logging.Filter):
    """Cuts the visitor out of the two messages of gunicorn that would name one."""

    def filter(self, record: logging.LogRecord) -> bool:
        if str(record.msg).startswith(REFUSED):
            record.msg, record.args = "Invalid request, refused", ()
        elif str(record.msg).startswith(FAILED):
            record.msg, record.args = FAILED, ()
        return True
