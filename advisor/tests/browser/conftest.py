"""A real browser, one for each test process."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    Route,
    ViewportSize,
    expect,
    sync_playwright,
)

from advisor.tests.browser.editing import EDITOR, staffed, workshop_service
from advisor.tests.serving import Service

# Playwright's event loop runs in the tests' own thread, so Django would refuse every query after a browser test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = "/usr/bin/chromium"
SHELL = "/usr/bin/chromium-headless-shell"
"""The same engine without a window around it: a new context and page cost it less."""
# The address bar's two popups are pages of their own, in processes of their own: each context would start them, and
# most of a short test's time went there; so does a process kept in reserve for the next page, of which there is none.
# The others are those that Playwright leaves out: the last list alone counts.
LEFT_OUT = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "SpareRendererForSitePerProcess",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
# Letters are as wide as in a browser with a window; without a screen they would be whole pixels.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--font-render-hinting=none",
    f"--disable-features={','.join(LEFT_OUT)}",
]
RESTING_POINTER = """addEventListener("pointerover", (event) => {
  if (event.isTrusted && event.clientX + event.clientY === 0) event.stopImmediatePropagation();
}, true)"""
"""A browser without a screen has its pointer in the corner of every page, where it is no sign of a visitor."""
PATIENCE = 60_000
"""Milliseconds that a page may take on a busy machine: each look at the publish page computes its whole impact, and a
password is hashed by a thread that lets all others go first."""
STEP = 100
"""Milliseconds between two looks at what no expectation waits for."""
expect.set_options(timeout=PATIENCE)  # it has a time of its own, which is shorter
DESKTOP: ViewportSize = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SHELL, args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """What a page did: every request and answer, and everything the console complained of."""

    def __init__(self, page: Page) -> None:
        self.requests: list[Request] = []
        self.responses: list[Response] = []
        self.complaints: list[str] = []
        page.add_init_script(RESTING_POINTER)
        page.on("request", lambda request: self.requests.append(request))
        page.on("response", lambda response: self.responses.append(response))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@pytest.fixture
def context(chromium: Browser, service: Service) -> Iterator[BrowserContext]:
    with_script = chromium.new_context(base_url=service.url, viewport=DESKTOP, locale="fi-FI")
    with_script.set_default_timeout(PATIENCE)
    yield with_script
    with_script.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def touch(page: Page, url: str) -> None:
    """Opens a page and gives the first sign of a visitor, which htmx waits for."""
    page.goto(url)
    page.dispatch_event("body", "pointerover")
    page.wait_for_function("() => window.htmx")


def wait_for_own_font(page: Page) -> None:
    """From now on pages come in the site's own font, for who measures them. It is left out where it comes late, and
    another's letters may be wider.
    """
    page.route("**/*.css", _with_own_font)


def _with_own_font(route: Route) -> None:
    sheet = route.fetch(max_retries=2)  # a connection that was kept may just have been closed
    route.fulfill(response=sheet, body=re.sub(r"font-display:\s*optional", "font-display:block", sheet.text()))


def stop_clock(page: Page) -> None:
    """Time goes on this page and those after it only as the test says: `page.clock.run_for(milliseconds)`."""
    page.clock.install(time=0)
    page.clock.pause_at(1)


@pytest.fixture
def watch(page: Page) -> Watch:
    return Watch(page)


@pytest.fixture(params=["with-script", "without-script"])
def any_page(request: pytest.FixtureRequest, chromium: Browser, service: Service) -> Iterator[Page]:
    """The same test with JavaScript and without."""
    has_script = request.param == "with-script"
    context = chromium.new_context(base_url=service.url, viewport=DESKTOP, java_script_enabled=has_script)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of the file's own, for its tests change the content."""
    with workshop_service(tmp_path_factory.mktemp("workshop")) as running:
        yield running


@pytest.fixture
def desk(chromium: Browser, workshop: Service) -> Iterator[Page]:
    """A page of an editor who has signed in."""
    with entered(chromium, workshop) as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def reading_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with editors for all tests that change none of its content."""
    with workshop_service(tmp_path_factory.mktemp("reading-room")) as running:
        yield running


@pytest.fixture
def reader(chromium: Browser, reading_room: Service) -> Iterator[Page]:
    """A page of an editor who has signed in, and saves nothing."""
    with entered(chromium, reading_room) as context:
        yield context.new_page()


@contextmanager
def entered(chromium: Browser, workshop: Service, name: str = EDITOR, **options: Any) -> Iterator[BrowserContext]:
    """The browser of an editor who has signed in."""
    context = chromium.new_context(base_url=workshop.url, locale="fi-FI", **({"viewport": DESKTOP} | options))
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": "sessionid", "value": staffed()[1][name], "url": workshop.url}])
    yield context
    context.close()
