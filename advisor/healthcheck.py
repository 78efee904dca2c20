"""The container's health check: asks the service on this machine; exit code 0 when it answers 200."""

import os
import sys
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

SECONDS = 2


def healthy() -> bool:
    """The Host header is the public one, since no other host is answered."""
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "").strip() or 8000), timeout=SECONDS)
    host = urlsplit(os.environ.get("PUBLIC_URL", "")).netloc or "localhost"
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if healthy() else 1)
