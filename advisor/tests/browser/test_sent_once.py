"""A form that is sent twice at once, by a double press: one row, and the way back from it leads to the form."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from advisor.tests.browser.conftest import Watch, stop_clock
from advisor.tests.browser.editing import choose

pytestmark = pytest.mark.long

COUNT = "#result_list tbody tr"


def test_a_second_press_within_moments_sends_nothing(desk: Page) -> None:
    """The answer 204 leaves the page as it is, as one that has not come yet does. Here no moment passes."""
    sent: list[str] = []

    def leave(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)

    stop_clock(desk)
    desk.goto("/admin/mandates/task/1/change/")
    desk.route(desk.url, leave)
    button = desk.locator('[name="_save"]').first
    button.click()
    button.click()
    button.press("Enter")
    expect(button).to_be_visible()

    assert sent == ["POST"]


def test_a_double_press_adds_one_row_and_back_leads_to_the_form(desk: Page) -> None:
    watch = Watch(desk)
    desk.goto("/admin/mandates/condition/")
    before = desk.locator(COUNT).count()
    desk.goto("/admin/mandates/condition/add/")
    choose(desk, ".field-task", "Katson asiakkaiden etuustietoja")
    choose(desk, ".field-mandate", "Rintamalisän saajien lista Kelmussa")
    choose(desk, ".field-types", "Kunta")
    desk.locator('[name="_save"]').first.dblclick()

    expect(desk.locator(".messagelist .success")).to_have_count(1)
    expect(desk.locator(COUNT)).to_have_count(before + 1)
    assert len([each for each in watch.requests if each.method == "POST"]) == 1
    desk.go_back()
    expect(desk.locator("#condition_form")).to_be_visible()
    assert watch.complaints == []
