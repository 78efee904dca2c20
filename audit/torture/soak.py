"""R11: steady visitors for a long time while publications come: no fault, and memory stays what it was halfway."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import Final

from advisor.tests import databases
from advisor.tests.serving import ROOT, Service
from audit.torture.figure import Figure
from audit.torture.load import Seen, fronted, through, visiting
from audit.torture.publishes import PATHS, publishing

SECONDS: Final = 600.0
EACH_SECOND: Final = 50
VISITORS: Final = 4
PUBLISHES: Final = 50
"""More than twice of what a worker keeps of older ones (`editions.KEPT`): halfway it holds all that it ever will."""
GROWTH: Final = 1.1


def figures(folder: Path, share: float) -> Iterator[Figure]:
    pause = SECONDS * share / PUBLISHES
    with fronted(folder) as (service, front):
        with visiting(through(front), cycle(PATHS), VISITORS, VISITORS / EACH_SECOND) as seen:
            begun = time.monotonic()
            command = publishing(PUBLISHES, pause)
            with subprocess.Popen(command, cwd=ROOT, env=service.environment, stderr=subprocess.DEVNULL) as editor:  # noqa: S603
                halfway = _halfway(service, editor)
                editor.wait(timeout=SECONDS * 3)
            taken = time.monotonic() - begun
        end = memory(service)
    yield _figure(seen, taken, halfway, end)


def _figure(seen: Seen, taken: float, halfway: int, end: int) -> Figure:
    found = f"{seen.told()}; {halfway} MB halfway, {end} MB at the end"
    what = f"{seen.asked / taken:.0f} requests a second for {taken / 60:.0f} minutes with {PUBLISHES} publications"
    return Figure("R11", what, found, not seen.faults and end <= halfway * GROWTH)


def _halfway(service: Service, editor: subprocess.Popen[bytes]) -> int:
    """What it holds when half of the publications are made."""
    while editor.poll() is None and _published(service) < PUBLISHES / 2:
        time.sleep(1)
    return memory(service)


def _published(service: Service) -> int:
    with closing(databases.opened(service.environment)) as database:
        return int(database.execute("SELECT max(number) FROM mandates_publication").fetchone()[0])


def memory(service: Service) -> int:
    """Megabytes of the service and its workers, what they share counted once."""
    return sum(_kilobytes(pid) for pid in (service.pid, *service.workers)) // 1024


def _kilobytes(pid: int) -> int:
    found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) if found else 0
