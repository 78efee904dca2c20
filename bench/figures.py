"""One line of the table in docs/performance.md, and how it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median
from typing import Final

ROUNDS: Final = 9
HEADINGS: Final = ("", "what", "ours", "the peer", "goal")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured beside its floor or the peer, in one run, and the goal."""

    number: str
    what: str
    ours: str
    peer: str
    goal: str

    def __str__(self) -> str:
        return f"| {' | '.join(astuple(self))} |"


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table in Markdown."""
    return "\n".join(map(str, (Figure(*HEADINGS), Figure(*("---" for _ in HEADINGS)), *figures)))


def ratio(ours: Iterable[float], floor: Iterable[float]) -> float:
    """How many times the floor: the median over rounds in which both were measured one after the other."""
    return median(mine / least for mine, least in zip(ours, floor, strict=True))


def peak() -> float:
    """The most memory that this process has held, in MB.

    The system's own count (`ru_maxrss`) begins with what its parent held: thousands of MB after 100,000 mandates.
    """
    (held,) = re.findall(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.MULTILINE)
    return int(held) / 1024
