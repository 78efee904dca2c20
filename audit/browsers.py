"""Chromium, Firefox and WebKit behind one small set of verbs, each with JavaScript or without."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple, Protocol, cast

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver

from advisor.tests.browser.conftest import CHROMIUM, DESKTOP, FLAGS
from advisor.tests.serving import free_port

START_SECONDS: Final = 60
ENTER: Final = "\ue007"  # as WebDriver names the key
SPACE: Final = " "
ANSWER_SECONDS: Final = 10
"""WebKit never answers what it is asked just when one page takes another's place."""
WEBKIT: Final = "usr/lib/*/webkit2gtk-4.*/MiniBrowser"
LOOK: Final = """
  const isWhole = document.readyState == "complete" && !document.querySelector(".htmx-request, .htmx-settling");
  const ticked = [...document.querySelectorAll("input:checked")].map((input) => input.getAttribute("value") ?? "");
  return [isWhole, document.URL, document.documentElement.outerHTML, ticked];
"""
"""The driver's own script, which runs where the page's may not. All at once, so that it is all of one page."""


class Look(NamedTuple):
    """The page as it is now."""

    is_whole: bool
    address: str
    source: str
    ticked: list[str]
    """The value of every box that is ticked, as the user sees it."""


class Browser(Protocol):
    """What a journey may do. A selector is CSS, and the first that fits is meant."""

    def open(self, url: str) -> None: ...
    def back(self) -> None: ...
    def write(self, selector: str, text: str) -> None:
        """Type into an element, or press ENTER or SPACE on it."""

    def look(self) -> Look:
        """Raises the driver's own error between two pages."""


class Selenium:
    """WebDriver over HTTP: Debian's chromedriver and WebKitWebDriver."""

    def __init__(self, driver: WebDriver) -> None:
        self._driver = driver
        cast("RemoteConnection", driver.command_executor).client_config.timeout = ANSWER_SECONDS

    def open(self, url: str) -> None:
        self._driver.get(url)

    def back(self) -> None:
        self._driver.back()

    def write(self, selector: str, text: str) -> None:
        self._driver.find_element(By.CSS_SELECTOR, selector).send_keys(text)

    def look(self) -> Look:
        return Look(*self._driver.execute_script(LOOK))


class Marionette:
    """Firefox's own remote control, which geckodriver would only translate; Debian has no geckodriver."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._answers = connection.makefile("rb")
        self._number = 0
        self._receive()
        self("WebDriver:NewSession")

    def __call__(self, command: str, /, **parameters: Any) -> Any:
        """One command; its answer, or the error as the browser words it."""
        self._number += 1
        body = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(body), body))
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def _receive(self) -> Any:
        """A message stands after its length in bytes and a colon."""
        length = b""
        while (character := self._answers.read(1)) != b":":
            if not character:
                raise RuntimeError("Firefox ended")
            length += character
        return json.loads(self._answers.read(int(length)))

    def _find(self, selector: str) -> list[str]:
        found = self("WebDriver:FindElements", using="css selector", value=selector)
        return [identity for element in found for identity in element.values()]

    def _first(self, selector: str) -> str:
        found = self._find(selector)
        if not found:
            raise RuntimeError(f"no element fits {selector}")
        return found[0]

    def open(self, url: str) -> None:
        self("WebDriver:Navigate", url=url)

    def back(self) -> None:
        self("WebDriver:Back")

    def write(self, selector: str, text: str) -> None:
        self("WebDriver:ElementSendKeys", id=self._first(selector), text=text)

    def look(self) -> Look:
        seen = self("WebDriver:ExecuteScript", script=LOOK, args=[])
        if seen is None:
            raise RuntimeError("the page went away meanwhile")
        return Look(*seen)


@contextmanager
def chromium(has_script: bool) -> Iterator[Browser]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in ["--headless=new", f"--window-size={DESKTOP['width']},{DESKTOP['height']}", *FLAGS]:
        options.add_argument(flag)
    if not has_script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))
    try:
        yield Selenium(driver)
    finally:
        driver.quit()


@contextmanager
def webkit(has_script: bool) -> Iterator[Browser]:
    """WebKitGTK's MiniBrowser. It has no headless mode: DISPLAY must lead to a screen (xvfb-run)."""
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(next(Path("/").glob(WEBKIT)))
    for flag in ["--automation", f"--enable-javascript={str(has_script).lower()}"]:
        options.add_argument(flag)
    driver = webdriver.WebKitGTK(options, service=webdriver.WebKitGTKService("/usr/bin/WebKitWebDriver"))
    try:
        driver.set_window_size(DESKTOP["width"], DESKTOP["height"])
        yield Selenium(driver)
    finally:
        driver.quit()


@contextmanager
def firefox(has_script: bool) -> Iterator[Browser]:
    port = free_port()
    with TemporaryDirectory() as profile:
        preferences = {"marionette.port": port, "javascript.enabled": has_script}
        lines = [f'user_pref("{name}", {json.dumps(value)});' for name, value in preferences.items()]
        Path(profile, "user.js").write_text("\n".join(lines), encoding="utf-8")
        size = [f"--width={DESKTOP['width']}", f"--height={DESKTOP['height']}"]
        command = ["firefox-esr", "--headless", "--no-remote", "--marionette", "--profile", profile, *size]
        with started(command) as process, connected(port, process) as connection:
            yield Marionette(connection)


@contextmanager
def started(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:  # noqa: S603 (a fixed command)
        try:
            yield process
        finally:
            process.terminate()


def connected(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=START_SECONDS)
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("Firefox did not start")


ENGINES: Final[dict[str, Callable[[bool], Any]]] = {"Chromium": chromium, "Firefox": firefox, "WebKit": webkit}
