"""Many rows at a time in a browser: found, replaced, brought back, moved. With the clicks that each takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import DESKTOP, PATIENCE, Watch
from advisor.tests.browser.editing import Hand, pictured, sign_in, workshop_service
from advisor.tests.serving import Service

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with workshop_service(tmp_path_factory.mktemp("rows")) as running:
        yield running


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def desk(request: pytest.FixtureRequest, chromium: Browser, workshop: Service) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=workshop.url, viewport=DESKTOP, locale="fi-FI", java_script_enabled=request.param
    )
    context.set_default_timeout(3 * PATIENCE)
    page = context.new_page()
    sign_in(page)
    yield page
    context.close()


def expect_no_wider(page: Page) -> None:
    """The page is no wider than a phone, nor than a desk."""
    for window in (PHONE, DESKTOP):
        page.set_viewport_size({"width": window["width"], "height": window["height"]})
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert (window, wide) == (window, False)


def test_a_word_is_replaced_everywhere_in_four_clicks(desk: Page) -> None:
    watch, hand = Watch(desk), Hand()
    hand.click(desk.locator("#content").get_by_role("link", name="Hae kaikista riveistä"))
    desk.locator("[name=q]").fill("työmarkkinatuki")
    desk.locator("[name=korvaa]").fill("yleistuki")
    hand.click(desk.get_by_role("button", name="Näytä korvaukset"))
    expect(desk.locator("#found")).to_contain_text("Löytyi")
    rows = desk.locator(".found input[type=checkbox]").count()
    expect(desk.locator(".found input[type=checkbox]:checked")).to_have_count(rows)
    expect(desk.locator(".found ins").first).to_have_text("yleistuki")
    expect_no_wider(desk)
    pictured(desk, "haku-ja-korvaus")
    hand.click(desk.get_by_role("button", name="Korvaa valituilla riveillä"))

    expect(desk.locator(".messagelist .success")).to_contain_text(f"Teksti on korvattu {rows} rivillä.")
    expect(desk.locator("#found")).to_have_text("Löytyi 0 riviltä")
    assert (hand.clicks <= 4, rows > 1, watch.complaints) == (True, True, [])
    put_back(desk)


def put_back(page: Page) -> None:
    page.locator("[name=q]").fill("yleistuki")
    page.locator("[name=korvaa]").fill("työmarkkinatuki")
    page.get_by_role("button", name="Näytä korvaukset").click()
    page.get_by_role("button", name="Korvaa valituilla riveillä").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Teksti on korvattu")


def test_what_was_changed_is_seen_and_goes_back_field_by_field(desk: Page) -> None:
    watch, hand = Watch(desk), Hand()
    desk.goto("/admin/mandates/service/1/change/")
    before = desk.locator("[name=summary_fi]").input_value()
    desk.locator("[name=summary_fi]").fill(f"{before} Ja vielä yksi asia.")
    desk.locator('[name="_save"]').first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    desk.goto("/admin/mandates/service/1/change/")
    expect(desk.locator("#uses")).to_contain_text("Tehtävät, Palvelu")
    desk.locator("#uses summary").first.click()
    expect(desk.locator("#uses a").first).to_be_visible()
    hand.click(desk.get_by_role("link", name="Historia"))
    newest = desk.locator(".log-entry").first
    expect(newest.locator("ins")).to_have_text(" Ja vielä yksi asia.")
    expect_no_wider(desk)
    pictured(desk, "rivin-historia")
    hand.click(newest.get_by_role("button", name="Palauta kenttä"))

    expect(desk.locator(".messagelist .success")).to_contain_text("Palautettu:")
    expect(desk.locator(".log-entry").first.locator("del")).to_have_text(" Ja vielä yksi asia.")
    desk.goto("/admin/mandates/service/1/change/")
    expect(desk.locator("[name=summary_fi]")).to_have_value(before)
    desk.get_by_role("link", name="Esikatsele tämä").click()
    expect(desk.locator("h1")).to_be_visible()
    assert "/admin/esikatselu/palvelut/" in desk.url
    assert (hand.clicks, watch.complaints) == (2, [])


def test_the_log_is_narrowed_by_who_and_what(desk: Page) -> None:
    watch = Watch(desk)
    desk.goto("/admin/mandates/fact/1/change/")
    desk.locator("[name=note]").fill("Luettu uudestaan.")
    desk.locator('[name="_save"]').first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    desk.goto("/admin/")
    desk.locator("#content").get_by_role("link", name="Muutosloki").click()
    desk.locator("[name=kuka]").select_option(label="toimittaja")
    desk.locator("[name=lista]").select_option(label="Lähteen asiat")
    desk.get_by_role("button", name="Näytä").click()

    expect(desk.locator(".log-entry").first).to_contain_text("Lähteen asia")
    expect(desk.locator(".log-entry", has_text="Palvelu:")).to_have_count(0)
    expect_no_wider(desk)
    pictured(desk, "muutosloki")
    assert watch.complaints == []
