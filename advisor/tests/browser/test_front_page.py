"""The editors' front page and their guide in a browser: on a telephone, in dark, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from advisor.tests.browser.conftest import DESKTOP, PATIENCE, Watch
from advisor.tests.browser.editing import pictured, save, sign_in, workshop_service
from advisor.tests.serving import Service

PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with workshop_service(tmp_path_factory.mktemp("workshop")) as running:
        yield running


def desk(chromium: Browser, workshop: Service, **options: Any) -> Page:
    context = chromium.new_context(base_url=workshop.url, locale="fi-FI", **{"viewport": DESKTOP, **options})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page)
    return page


def test_every_number_of_the_front_page_opens_its_list_and_my_change_is_mine(
    chromium: Browser, workshop: Service
) -> None:
    page = desk(chromium, workshop)
    watch = Watch(page)
    page.goto("/admin/mandates/task/2/change/")
    page.locator("[name=hint_fi]").fill("Oma uusi ohje")
    save(page)
    page.goto("/admin/")
    addresses = {
        link.get_attribute("href") or ""
        for part in ("#waiting", "#draft-state", "#mine")
        for link in page.locator(f"{part} a").all()
    }
    assert len(addresses) > 8
    assert {address: page.request.get(address).status for address in addresses} == dict.fromkeys(addresses, 200)

    page.locator("#mine").get_by_role("link", name="Katso, mitä ne muuttavat").click()
    expect(page.locator("#choose input[name=rivi]:checked")).to_have_count(1)
    expect(page.locator("#wording")).to_contain_text("Oma uusi ohje")
    page.goto("/admin/")
    page.locator("#draft-state").get_by_role("link", name="Nimi on vahvistamatta").click()
    expect(page.locator("#notes .problems > li").first).to_contain_text("ei ole vahvistettu")
    assert watch.complaints == []
    page.context.close()


def test_the_front_page_in_dark_has_the_sites_type(chromium: Browser, workshop: Service) -> None:
    page = desk(chromium, workshop, color_scheme="dark")
    page.goto("/admin/")
    expect(page.locator("#work")).to_be_visible()
    colour, family = page.evaluate("(({ color, fontFamily }) => [color, fontFamily])(getComputedStyle(document.body))")
    assert (colour, family.split(",")[0]) == ("rgb(238, 241, 244)", '"Source Sans 3"')
    pictured(page, "etusivu-tumma")
    page.context.close()


def test_the_front_page_and_the_guide_fit_a_telephone(chromium: Browser, workshop: Service) -> None:
    page = desk(chromium, workshop, viewport=PHONE)
    for address in ("/admin/", "/admin/opas/", "/admin/huomautukset/"):
        page.goto(address)
        page.wait_for_load_state("load")
        assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, PHONE["width"])
    page.goto("/admin/")
    low = [box["height"] for link in page.locator("#work .first .button").all() if (box := link.bounding_box())]
    assert min(low) >= 36
    pictured(page, "etusivu-puhelin")
    page.context.close()


def test_the_main_button_and_the_guide_are_reached_by_keyboard(chromium: Browser, workshop: Service) -> None:
    page = desk(chromium, workshop)
    page.goto("/admin/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Julkaise luonnos")).to_be_focused()
    page.goto("/admin/")
    page.get_by_role("link", name="Opas: Julkaisut").press("Enter")
    expect(page).to_have_url(f"{workshop.url}/admin/opas/#publish")
    expect(page.locator("#publish")).to_be_in_viewport()
    page.locator("#kuva-julkaise summary").press("Enter")
    picture = page.locator("#kuva-julkaise img")
    expect(picture).to_be_visible()
    page.wait_for_function("picture => picture.naturalWidth > 0", arg=picture.element_handle())
    page.context.close()
