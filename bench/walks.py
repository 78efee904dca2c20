"""P7: on a slow phone network, from a click to the next question's heading, ours and the peer's."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Final

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from advisor.tests.browser.conftest import CHROMIUM, FLAGS
from bench.calls import CARE
from bench.figures import ROUNDS, Figure, ratio
from bench.servers import OURS, PEER, server

SLOW_4G: Final = {"offline": False, "latency": 150, "downloadThroughput": 204_800, "uploadThroughput": 96_000}
"""A round trip of 150 ms, 1.6 Mbit/s down and 0.75 up: Lighthouse's."""
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
READING_MS: Final = 1_000
"""What somebody at least takes between a tick and the click on the button."""
WATCH: Final = """(() => {
  const tell = (what) => console.info(`walk ${what} ${performance.timeOrigin + performance.now()}`);
  addEventListener("click", () => tell("clicked"), true);
  let seen;
  const look = () => {
    const heading = document.querySelector("h1")?.textContent;
    if (heading && heading !== seen) {
      seen = heading;
      tell("shown");
    }
    requestAnimationFrame(look);
  };
  look();
})()"""
TOLD: Final = re.compile(r"walk (clicked|shown) ([\d.]+)")
PATIENCE_SECONDS: Final = 20.0
FLOOR: Final = "one round trip: 150 ms"


def figures() -> Iterator[Figure]:
    with server(*OURS) as ours, server(*PEER) as peer, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        walks: dict[str, Callable[[Page], None]] = {
            f"http://127.0.0.1:{ours.port}": to_our_tasks,
            f"http://127.0.0.1:{peer.port}": to_the_peers_tasks,
        }
        taken: dict[str, list[float]] = {url: [] for url in walks}
        for _ in range(ROUNDS):
            for url, walk in walks.items():
                taken[url].append(from_click_to_heading(browser, url, walk))
        browser.close()
    mine, theirs = taken.values()
    said = f"{ratio(mine, theirs):.2f} ({median(mine):.0f} ms)"
    yield Figure(
        "P7", f"slow 4G, click to next heading / the peer's ({FLOOR})", said, f"{median(theirs):.0f} ms", "≤ 0.20"
    )


def from_click_to_heading(browser: Browser, url: str, walk: Callable[[Page], None]) -> float:
    """Milliseconds, as the page itself sees them, in a new browser context."""
    context = browser.new_context(base_url=url, viewport=PHONE)
    page = context.new_page()
    events: list[tuple[str, float]] = []
    page.on("console", lambda message: events.extend((what, float(at)) for what, at in TOLD.findall(message.text)))
    page.add_init_script(WATCH)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_4G)
    walk(page)
    page.wait_for_timeout(READING_MS)
    events.clear()
    page.get_by_role("button", name="Jatka").click()
    end = time.monotonic() + PATIENCE_SECONDS
    while "shown" not in dict(events) and time.monotonic() < end:
        page.wait_for_timeout(10)
    context.close()
    first = dict(reversed(events))
    return first["shown"] - first["clicked"]


def to_our_tasks(page: Page) -> None:
    page.goto(f"/kysely/tehtavat/?{CARE}")
    page.locator('input[value="ajanvaraus"]').check()


def to_the_peers_tasks(page: Page) -> None:
    page.goto("/kysely/")
    page.locator('input[value="hyvinvointialue"]').check()
    page.get_by_role("button", name="Jatka").click()
    page.locator('input[value="ajanvaraus"]').check()
