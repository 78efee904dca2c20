"""R6: publications one after the other while visitors ask: no page mixes two of them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Final

from advisor.tests.serving import ROOT
from audit.torture.figure import Figure
from audit.torture.load import fronted, through, visiting

PUBLISHES: Final = 200
PAUSE: Final = 0.3
PATHS: Final = ("/palvelut/", "/palvelut/kelmu/", "/valtuudet/", "/taulukko/", "/luettelo.json")
MARK: Final = re.compile(rb"Merkki(\d+)")
PUBLISHED: Final = """
import sys
import time
from mandates.models import Mandate, Service, ServiceGroup, Task
from mandates.publishing.publish import publish
def published(mark):
    for model, name in ((Service, "name_fi"), (ServiceGroup, "name_fi"), (Task, "name_fi"), (Mandate, "title_fi")):
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(**{name: f"{row.slug} Merkki{mark}"})
    return publish("koe", f"Julkaisu {mark}")
"""
"""Every name carries the mark of its publication."""
EACH_IN_TURN: Final = """
for mark in range(TIMES):
    published(mark)
    time.sleep(PAUSE)
"""


def publishing(times: int, pause: float) -> list[str]:
    """The command that publishes so many times, each time with another name of every row."""
    return command(f"TIMES, PAUSE = {times}, {pause}\n{EACH_IN_TURN}")


def command(code: str) -> list[str]:
    """What runs code that knows `published`."""
    return [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", f"{PUBLISHED}{code}"]


def mixed(path: str, body: bytes) -> str:
    """What is wrong with a page: two marks in it."""
    marks = set(MARK.findall(body))
    return f"{path}: {sorted(marks)}" if len(marks) > 1 else ""


def figures(folder: Path, share: float) -> Iterator[Figure]:
    times = round(PUBLISHES * share)
    with fronted(folder, REFRESH_SECONDS="0.1") as (service, front):
        with visiting(through(front, mixed), cycle(PATHS)) as seen:
            done = subprocess.run(  # noqa: S603 - our own command
                publishing(times, PAUSE), cwd=ROOT, env=service.environment, check=False, timeout=1_200
            )
        newest = front.ask("/palvelut/").body
    shown = f"Merkki{times - 1}".encode() in newest
    found = f"{seen.told()}; the last one shows: {'yes' if shown else 'no'}"
    yield Figure("R6", f"{times} publications under load", found, not (seen.faults or done.returncode) and shown)
