"""R4: hosts restarted, reloaded and cut short in turn, and workers killed, while visitors ask for unkept pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from audit.cluster.hosts import Cluster, Node
from audit.torture.figure import Figure
from audit.torture.kills import kill
from audit.torture.load import through, unkept, visiting

TIMES: Final = 12
PAUSE: Final = 3.0
NGINX_SECONDS: Final = 6.0
"""nginx leaves a host out for five seconds after two failures: the other one has to stay until it is asked again."""


def figures(running: Cluster, share: float) -> Iterator[Figure]:
    wounds: tuple[tuple[str, Callable[[Node], None], float], ...] = (
        ("a host restarted", Node.restart, NGINX_SECONDS),
        ("a host's processes killed, and started again", Node.crash, NGINX_SECONDS),
        ("a host reloaded", Node.reload, PAUSE),
        ("a worker killed", lambda node: kill(node.service), PAUSE),
    )
    times = max(2, round(TIMES * share))
    for what, wound, pause in wounds:
        with visiting(through(running.front), unkept()) as seen:
            for place in range(times):
                wound(running.nodes[place % len(running.nodes)])
                time.sleep(pause)
        yield Figure("R4", f"{what}, one after the other, {times} times", seen.told(), not seen.faults)
