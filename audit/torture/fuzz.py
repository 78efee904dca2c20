"""R1: 100,000 percent-encoded addresses, of which four in five reach a view."""

from __future__ import annotations

import http.client
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from advisor.tests.serving import serve
from advisor.tests.test_bad_input import address
from audit.torture.figure import Figure
from audit.torture.load import together

ADDRESSES: Final = 100_000
THREADS: Final = 4
REACHED: Final = (200, 302)
ESCAPED: Final = (b"<script>alert(1)", b"' OR 1=1--</", b"Set-Cookie: a=b\r\n")
"""What must not stand in a page as it was sent; what is for machines is JSON, and says so."""


def figures(folder: Path, share: float) -> Iterator[Figure]:
    each = round(ADDRESSES * share / THREADS)
    asked = each * THREADS
    with serve(folder) as service:
        counts: Counter[str] = Counter()
        together(THREADS, lambda number: _ask(service.port, number, each, counts))
        tracebacks = service.log().count("Traceback")
    reached = sum(counts[str(status)] for status in REACHED)
    failed = sum(count for status, count in counts.items() if status.startswith("5"))
    found = f"{failed} of 5xx, {tracebacks} tracebacks, {counts['raw']} unescaped; {reached / asked:.0%} reach a view"
    good = not (failed or tracebacks or counts["raw"]) and reached >= 0.8 * asked
    yield Figure("R1", f"{asked:,} fuzzed addresses", found, good)


def _ask(port: int, seed: int, times: int, counts: Counter[str]) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable sample
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(times):
        connection.request("GET", address(chance))
        answer = connection.getresponse()
        body = answer.read()
        counts[str(answer.status)] += 1
        is_page = answer.headers.get_content_type() == "text/html"
        counts["raw"] += is_page and any(sign in body for sign in ESCAPED)
    connection.close()
