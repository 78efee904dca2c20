"""Pictures of another agency's content, walked by hand: question 1, question 2 and an answer, on a desk and on a phone.

`python -m bench.foreign_walk CONTENT.json [FOLDER]` imports and publishes what `bench.foreign` wrote into a database of
its own, says how long that took and how much there is, serves it, walks it in Chromium and leaves
foreign-…-1280.png and …-390.png in the folder (docs/images).
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from advisor.tests.browser.conftest import CHROMIUM, FLAGS
from advisor.tests.serving import ROOT, manage, serve_as, surroundings

SIZES: Final[tuple[ViewportSize, ...]] = ({"width": 1280, "height": 1300}, {"width": 390, "height": 1300})
"""Screens taller than people have, to show more of them; a question of four hundred answers still goes on below."""
SECTOR: Final = "Public houses"
TASKS: Final = 3


def main(file: Path, images: Path) -> None:
    print(counted(file))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        environment = surroundings(Path(name))
        manage(environment, "migrate")
        for action in (("import", str(file)), ("publish", "--note", file.name)):
            begun = time.monotonic()
            manage(environment, "content", *action)
            print(f"{action[0]}: {time.monotonic() - begun:.1f} s, Python's start included")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with serve_as(Path(name), environment) as service:
            for size in SIZES:
                walk(browser, service.url, size, images)
        browser.close()


def counted(file: Path) -> str:
    rows = Counter(row["model"].removeprefix("mandates.") for row in json.loads(file.read_text(encoding="utf-8")))
    return ", ".join(f"{model} {count}" for model, count in rows.items())


def walk(browser: Browser, url: str, size: ViewportSize, images: Path) -> None:
    """A publican ticks the first tasks, in English, as the content is."""
    context = browser.new_context(base_url=url, viewport=size, reduced_motion="reduce")
    page = context.new_page()

    def pictured(name: str) -> None:
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        page.screenshot(path=images / f"foreign-{name}-{size['width']}.png")

    page.goto("/en/kysely/organisaatio/")
    pictured("question-1")
    page.get_by_role("checkbox", name=SECTOR, exact=True).check()
    onward(page, "Continue", "tehtavat")
    for box in page.get_by_role("checkbox").all()[:TASKS]:
        box.check()
    pictured("question-2")
    onward(page, "Continue", "suhde")
    page.get_by_role("checkbox").first.check()
    onward(page, "Show the answer", "tulos")
    pictured("answer")
    context.close()


def onward(page: Page, button: str, place: str) -> None:
    page.get_by_role("button", name=button).click()
    expect(page).to_have_url(re.compile(f"/{place}/"))
    expect(page.locator("h1")).to_be_visible()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "images")
