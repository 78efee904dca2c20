"""Breaks what may break and counts what visitors and editors see of it: `python -m audit.torture [part …]`.

Everything runs on loopback, ends by itself, and ends only processes that it started. The table is kept in
docs/reliability.md.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from audit.torture import bombs, fuzz, hanging, kills, publishes
from audit.torture.figure import Figure

PARTS: Final[dict[str, Callable[[Path], Iterator[Figure]]]] = {
    "fuzz": fuzz.figures,
    "bombs": bombs.figures,
    "kills": kills.figures,
    "publishes": publishes.figures,
    "hanging": hanging.figures,
}


def main() -> None:
    missed = False
    for name in sys.argv[1:] or PARTS:
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            for figure in PARTS[name](Path(folder)):
                print(figure, flush=True)
                missed |= not figure.is_reached
    sys.exit(missed)


if __name__ == "__main__":
    main()
