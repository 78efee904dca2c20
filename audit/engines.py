"""The same journey in three engines, with JavaScript and without: `xvfb-run -a python -m audit.engines`."""

from __future__ import annotations

import socket
import sys
import time
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from advisor.tests.serving import serve
from audit.browsers import ENGINES, START_SECONDS
from audit.journey import Journey, Seen

OWN: Final = {("back", "address"), ("back", "links")}
"""With JavaScript the address of a question follows its ticks; without it, Back leads to the address as it was."""
SCRIPT: Final = {True: "with JavaScript", False: "without"}


def walked(engine: str, has_script: bool, site: str) -> list[Seen]:
    try:
        with ENGINES[engine](has_script) as browser:
            return Journey(browser, site, has_script).walk()
    except Exception as error:
        error.add_note(f"{engine}, {SCRIPT[has_script]}")
        raise


def differences(pages: list[Seen], model: list[Seen]) -> dict[tuple[str, str], str]:
    """(step, field) → what is seen and what the model has there, for every field of every page that differs."""
    found: dict[tuple[str, str], str] = {}
    for page, other in zip(pages, model, strict=True):
        ours, theirs = asdict(page), asdict(other)
        found |= {
            (page.step, name): f"{ours[name]!r}, not {theirs[name]!r}" for name in ours if ours[name] != theirs[name]
        }
    return found


def report(line: str, found: dict[tuple[str, str], str]) -> bool:
    print(f"{line}: {f'{len(found)} differences' if found else 'the same'}", flush=True)
    for (step, field), what in found.items():
        print(f"  {step}, {field}: {what}")
    return not found


def main() -> int:
    socket.setdefaulttimeout(START_SECONDS)  # a driver that does not answer ends the run
    good = True
    models: dict[bool, list[Seen]] = {}
    with TemporaryDirectory() as folder, serve(Path(folder)) as service:
        for has_script, script in SCRIPT.items():
            for engine in ENGINES:
                begun = time.monotonic()
                pages = walked(engine, has_script, service.url)
                model = models.setdefault(has_script, pages)
                line = f"{engine:9} {script:15} {len(pages)} pages, {time.monotonic() - begun:2.0f} s"
                good &= report(line, differences(pages, model))
    found = {place: what for place, what in differences(models[False], models[True]).items() if place not in OWN}
    good &= report("Without JavaScript and with it", found)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
