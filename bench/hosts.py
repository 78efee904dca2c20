"""P9 and P10 on two hosts behind nginx: a short run of what `make cluster-check` does at length."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from advisor.tests import databases
from audit.cluster import newest, outages
from audit.cluster.hosts import cluster
from bench.figures import Figure

SHARE: Final = 0.3
GOALS: Final = {"P9": "≤ 1.2 s, ≤ 2.5 s through nginx", "P10": "100 %, ≤ 50 ms"}


def figures() -> Iterator[Figure]:
    """Needs DATABASE_URL to lead to a PostgreSQL of its own: sh .ci/postgresql …"""
    with (
        tempfile.TemporaryDirectory() as folder,
        databases.another() as url,
        cluster(Path(folder), url) as running,
    ):
        for part in (newest, outages):
            for each in part.figures(running, SHARE):
                if each.number in GOALS:
                    yield Figure(each.number, each.what, each.found, "", GOALS[each.number])
