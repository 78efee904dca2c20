"""Breaks what may break and counts what visitors and editors see: `python -m audit.torture [--share 0.1] [part …]`.

Everything runs on loopback, ends by itself, and ends only processes that it started. The table is kept in
docs/reliability.md. `--share` makes what is counted smaller by that much; the figure says how much it was.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from audit.torture import bombs, fuzz, hanging, kills, publishes, soak
from audit.torture.figure import Figure, options, told
from mandates.content import progress

PARTS: Final[dict[str, Callable[[Path, float], Iterator[Figure]]]] = {
    "fuzz": fuzz.figures,
    "bombs": lambda folder, _share: bombs.figures(folder),
    "kills": kills.figures,
    "publishes": publishes.figures,
    "soak": soak.figures,
    "hanging": lambda folder, _share: hanging.figures(folder),
}


def main() -> None:
    asked = options("audit.torture", list(PARTS))

    def part(name: str) -> Iterator[Figure]:
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            yield from PARTS[name](Path(folder), asked.share)

    with progress.on(sys.stderr):
        found = list(told(asked.parts, part))
    sys.exit(not all(figure.is_reached for figure in found))


if __name__ == "__main__":
    main()
