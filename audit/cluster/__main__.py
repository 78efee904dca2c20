"""Two hosts behind nginx on one PostgreSQL, from the files in deploy/, and what visitors see of what happens to them:
`sh .ci/postgresql python -m audit.cluster [--share 0.2] [part …]`.

Everything runs on loopback, ends by itself, and ends only processes that it started. A run of all of it is kept in
docs/performance.md.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from audit.cluster import newest, outages, wounds
from audit.cluster.hosts import Cluster, cluster
from audit.torture.figure import Figure, options, table, told
from bench import report
from mandates.content import progress

PARTS: Final[dict[str, Callable[[Cluster, float], Iterator[Figure]]]] = {
    "newest": newest.figures,
    "outages": outages.figures,
    "wounds": wounds.figures,
}


def main() -> None:
    asked = options("audit.cluster", list(PARTS))
    with (
        tempfile.TemporaryDirectory(prefix="cluster-") as folder,
        cluster(Path(folder), os.environ["DATABASE_URL"]) as running,
        progress.on(sys.stderr),
    ):
        found = list(told(asked.parts, lambda name: PARTS[name](running, asked.share)))
    if (asked.parts, asked.share) == (list(PARTS), 1):
        report.keep("The last run on two hosts", f"{report.machine()}\n\n{table(found)}")
    sys.exit(not all(figure.is_reached for figure in found))


if __name__ == "__main__":
    main()
