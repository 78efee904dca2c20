"""Answers come late and in any order: the last click wins, and what was left behind changes nothing."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page, Route, expect

from advisor.tests.browser.conftest import PATIENCE, STEP, touch

COUNTY = "organisaatio=hyvinvointialue"
TASKS = f"/kysely/tehtavat/?{COUNTY}"
ANSWER = f"/tulos/?{COUNTY}&tehtava=etuustietojen-katselu&suhde=oma"
DESK = f"/tuki/?{COUNTY}&tehtava=etuustietojen-katselu&suhde=oma"
YES, NO = "#lakiperuste-yes", "#lakiperuste-no"


class Late:
    """Answers to htmx are held back until they are let through; all others come at once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.held: list[Route] = []
        page.route("**/*", self._hold)

    def _hold(self, route: Route) -> None:
        headers = route.request.headers
        if "hx-request" in headers or "hx-history-restore-request" in headers:
            self.held.append(route)
        else:
            route.continue_()

    def wait(self, count: int) -> None:
        for _ in range(PATIENCE // STEP):
            if len(self.held) >= count:
                return
            self.page.wait_for_timeout(STEP)
        raise AssertionError(f"{len(self.held)} of {count} requests")

    def newest_first(self) -> None:
        for route in reversed(self.held):
            route.continue_()
            self.page.wait_for_timeout(200)


@pytest.fixture
def late(page: Page) -> Late:
    return Late(page)


def said(page: Page, key: str) -> list[str]:
    return sorted(value for found, value in parse_qsl(page.url.partition("?")[2]) if found == key)


def jatka(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Jatka|Näytä vastaus")).click()


@pytest.mark.parametrize("address", [ANSWER, DESK], ids=["answer", "desk"])
def test_no_at_once_after_yes_is_no(address: str, page: Page, late: Late) -> None:
    touch(page, address)
    page.locator(YES).click()
    late.wait(1)
    page.locator(NO).click()
    late.wait(2)
    late.newest_first()
    expect(page.locator(NO)).to_have_attribute("aria-current", "true")
    assert (said(page, "kylla"), said(page, "ei")) == ([], ["lakiperuste"])
    title = page.title()
    page.reload()
    assert page.title() == title


def test_second_submit_after_one_more_tick_is_the_one_that_counts(page: Page, late: Late) -> None:
    touch(page, TASKS)
    page.locator("input[value=ajanvaraus]").check()
    jatka(page)
    late.wait(1)
    page.locator("input[value=rintamalisa]").check()
    jatka(page)
    late.wait(2)
    late.newest_first()
    expect(page).to_have_title(re.compile("^Kenen palveluksessa olet"))
    assert said(page, "tehtava") == ["ajanvaraus", "rintamalisa"]


def test_link_at_once_after_submit_wins(page: Page, late: Late) -> None:
    touch(page, TASKS)
    page.locator("input[value=ajanvaraus]").check()
    jatka(page)
    late.wait(1)
    page.get_by_role("link", name="Muuta organisaatiota").click()
    late.wait(2)
    late.newest_first()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenen asioita hoidat?")
    expect(page).to_have_title(re.compile("^Kenen asioita hoidat"))
    assert page.url.partition("?")[0].endswith("/kysely/organisaatio/")


def test_tick_at_once_after_another_on_the_desk_counts_with_it(page: Page, late: Late) -> None:
    touch(page, f"/tuki/?{COUNTY}&tehtava=ajanvaraus")
    page.locator("input[value=rintamalisa]").check()
    late.wait(1)
    page.locator("input[value=typ-asiat]").check()
    late.wait(2)
    late.newest_first()
    expect(page.locator("#vastaus h2")).to_contain_text("3")
    assert said(page, "tehtava") == ["ajanvaraus", "rintamalisa", "typ-asiat"]


def test_late_answer_changes_nothing_after_back(page: Page, late: Late) -> None:
    touch(page, ANSWER)
    page.locator(YES).click()
    late.wait(1)
    late.held.pop().continue_()
    expect(page.locator(YES)).to_have_attribute("aria-current", "true")
    page.locator(NO).click()
    late.wait(1)
    page.go_back(wait_until="commit")
    late.wait(2)
    late.newest_first()
    expect(page.locator(f"{YES}[aria-current], {NO}[aria-current]")).to_have_count(0)
    assert (said(page, "kylla"), said(page, "ei")) == ([], [])
    title = page.title()
    page.reload()
    assert page.title() == title


def test_second_back_at_once_wins(page: Page, late: Late) -> None:
    touch(page, "/kysely/organisaatio/?organisaatio=hyvinvointialue")
    for step in ("Mitä tehtäviä hoidat?", "Kenen palveluksessa olet?"):
        jatka(page)
        late.wait(1)
        late.held.pop().continue_()
        expect(page.get_by_role("heading", level=1)).to_have_text(step)
        if step.startswith("Mitä"):
            page.locator("input[value=ajanvaraus]").check()
    page.go_back(wait_until="commit")
    late.wait(1)
    page.go_back(wait_until="commit")
    late.wait(2)
    late.newest_first()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenen asioita hoidat?")
    expect(page).to_have_title(re.compile("^Kenen asioita hoidat"))
