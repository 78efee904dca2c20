"""docs/performance.md keeps the last whole run of each command that measures: a section of its own."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import django

DOCUMENT: Final = Path(__file__).parents[1] / "docs" / "performance.md"


def keep(heading: str, text: str) -> None:
    """Put a text under a heading of the document instead of what stands there."""
    before = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(replaced(before, heading, text), encoding="utf-8")


def replaced(document: str, heading: str, text: str) -> str:
    """A document with another text in one of its sections of the second order.

    :raises ValueError: when it has no such section.
    """
    section = re.compile(rf"(?ms)^(## {re.escape(heading)}\n).*?(?=^## |\Z)")
    after, count = section.subn(lambda found: f"{found[1]}\n{text}\n\n", document)
    if count != 1:
        raise ValueError(f"no section {heading}")
    return f"{after.rstrip()}\n"


def machine() -> str:
    """What it was measured on, and how busy that was: others' work makes every number larger."""
    load = "/".join(f"{each:.1f}" for each in os.getloadavg())
    versions = f"Python {platform.python_version()}, Django {django.__version__}"
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, {versions}; "
        f"load average (1, 5 and 15 minutes) {load}."
    )
