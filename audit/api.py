"""The OpenAPI document tried by schemathesis against the real service: `python -m audit.api`.

Every operation is asked by its examples, at the borders of its parameters and with what it should not be sent, and
every answer must be one that the document describes.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from advisor.tests.serving import serve

PROGRAM: Final = Path(sys.executable).parent / "st"
WORKERS: Final = 4
EXAMPLES: Final = 200
"""Cases of each operation and phase, at most."""
SECONDS: Final = 600


def main() -> int:
    with TemporaryDirectory() as folder, serve(Path(folder)) as service:
        command = [str(PROGRAM), "run", f"{service.url}/openapi.json", "--url", service.url, "--checks", "all"]
        limits = ["--workers", str(WORKERS), "--max-examples", str(EXAMPLES), "--continue-on-failure", "--no-color"]
        done = subprocess.run([*command, *limits], cwd=folder, check=False, timeout=SECONDS)  # noqa: S603
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
