"""Wrong passwords from many addresses at once: visitors must not notice (docs/reliability.md).

`python -m audit.sign_in_attack` starts the service on loopback, measures public pages while it is quiet and while 32
connections try to sign in, prints both and fails when the 99th percentile is more than three times the quiet one. The
attack goes past nginx, straight to gunicorn, each time from another address: what is measured is the process itself.
"""

from __future__ import annotations

import http.client
import multiprocessing
import os
import secrets
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from advisor.tests.serving import serve
from audit.torture.load import together

SECONDS: Final = 15.0
CONNECTIONS: Final = 32
MOST: Final = 3.0
PAGES: Final = ("/", "/valtuudet/", "/kysely/organisaatio/", "/tuki/", "/healthz")
PAUSE: Final = 0.01
BREATH: Final = 0.05
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder), TRUSTED_PROXIES="127.0.0.1") as service:
        measure(service.port, 1.0)
        quiet = measure(service.port, SECONDS)
        counted: multiprocessing.Queue[Counter[int]] = multiprocessing.Queue()
        attacker = multiprocessing.Process(target=attack, args=(service.port, SECONDS + 2, counted))
        attacker.start()
        time.sleep(1)
        under_attack = measure(service.port, SECONDS)
        answers = counted.get(timeout=60)
        attacker.join()
    times = percentile(under_attack) / percentile(quiet)
    print(f"Quiet:        {told(quiet)}")
    print(f"Under attack: {told(under_attack)}")
    print(f"Attempts:     {sum(answers.values())}, by status {dict(sorted(answers.items()))}")
    print(f"The 99th percentile under attack is {times:.1f} times the quiet one (at most {MOST:.0f})")
    return int(times > MOST)


def measure(port: int, seconds: float) -> list[float]:
    """How long each page took, one after the other."""
    taken: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        path = PAGES[len(taken) % len(PAGES)]
        began = time.perf_counter()
        status = ask(port, "GET", path, "", {})
        taken.append(time.perf_counter() - began)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        time.sleep(PAUSE)
    return taken


def attack(port: int, seconds: float, counted: multiprocessing.Queue[Counter[int]]) -> None:
    os.nice(10)  # the attacker's own work, done elsewhere, is none of the service's
    end, answers, lock = time.monotonic() + seconds, Counter[int](), threading.Lock()

    def one() -> None:
        while time.monotonic() < end:
            status = ask(port, "POST", "/admin/login/", wrong(token), headers(token))
            with lock:
                answers[status] += 1
            time.sleep(BREATH)

    token = secrets.token_hex(16)
    together(CONNECTIONS, lambda _: one())
    counted.put(answers)


def wrong(token: str) -> str:
    return urlencode(
        {"username": secrets.token_hex(4), "password": secrets.token_hex(12), "csrfmiddlewaretoken": token}
    )


def headers(token: str) -> dict[str, str]:
    address = ".".join(str(secrets.randbelow(254) + 1) for _ in range(4))
    return FORM | {"Cookie": f"csrftoken={token}", "X-Forwarded-For": address}


def ask(port: int, method: str, path: str, body: str, sent: dict[str, str]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body, sent)
        response = connection.getresponse()
        response.read()
    except OSError:
        return 0
    else:
        return response.status
    finally:
        connection.close()


def percentile(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.99)]


def told(taken: list[float]) -> str:
    median, ninety_ninth = statistics.median(taken) * 1000, percentile(taken) * 1000
    return f"median {median:.1f} ms, 99 % {ninety_ninth:.1f} ms, worst {max(taken) * 1000:.1f} ms of {len(taken)} pages"


if __name__ == "__main__":
    sys.exit(main())
