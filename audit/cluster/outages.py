"""P10: what visitors get while the database hangs or is gone, also from workers that began meanwhile."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Final

from audit.cluster.hosts import Cluster, Node, asked, each_worker
from audit.torture.figure import Figure
from audit.torture.hanging import RECOVERY_SECONDS, WORST_SECONDS, age, until
from audit.torture.kills import kill
from audit.torture.load import Seen, through, unkept, visiting

SECONDS: Final = 30.0
LEAST_SECONDS: Final = 5.0
STATES: Final = {"hangs": "is_hanging", "is gone": "is_cut"}


def figures(running: Cluster, share: float) -> Iterator[Figure]:
    half = max(SECONDS * share, LEAST_SECONDS) / 2
    with visiting(through(running.front), unkept()) as calm:
        time.sleep(half)
    for what, state in STATES.items():
        with visiting(through(running.front), unkept()) as seen:
            setattr(running.wire, state, True)
            time.sleep(half)
            begun = [_begun(node) for node in running.nodes]
            time.sleep(half)
            setattr(running.wire, state, False)
            back = until(lambda: max(map(_age, running.nodes)) < 2, RECOVERY_SECONDS * 4)
        shares = f"99 % within {_ms(seen)} ({_ms(calm)} while it is well); {sum(begun)} workers begun then answered"
        good = not seen.faults and seen.worst(0.99) <= WORST_SECONDS
        yield Figure("P10", f"the database {what} for {2 * half:.0f} s", f"{seen.told()}, {shares}", good)
        yield Figure("R7", f"both hosts read it again after it {what}", f"{back:.1f} s", back <= RECOVERY_SECONDS)


def _ms(seen: Seen) -> str:
    return f"{seen.worst(0.99) * 1000:.0f} ms"


def _begun(node: Node) -> int:
    """How many workers answer that began just now: one is killed, and each that is there then is asked."""
    before = set(node.service.workers)
    kill(node.service)
    until(lambda: len(set(node.service.workers) - before) == 1, RECOVERY_SECONDS)
    with each_worker(node, "/kysely/organisaatio/"):
        return len(set(node.service.workers) - before)


def _age(node: Node) -> float:
    """How long ago the database answered that host's worker."""
    with closing(http.client.HTTPConnection("127.0.0.1", node.service.port, timeout=20)) as connection:
        return age(asked(connection, "/readyz"))
