"""The editors' front page and their guide in a browser: on a telephone, in dark, by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from advisor.tests.browser.conftest import Watch
from advisor.tests.browser.editing import pictured, save
from advisor.tests.serving import Service

pytestmark = pytest.mark.long

PHONE: ViewportSize = {"width": 390, "height": 844}


def test_every_number_of_the_front_page_opens_its_list_and_my_change_is_mine(desk: Page) -> None:
    watch = Watch(desk)
    desk.goto("/admin/mandates/task/2/change/")
    desk.locator("[name=hint_fi]").fill("Oma uusi ohje")
    save(desk)
    desk.goto("/admin/")
    addresses = {
        link.get_attribute("href") or ""
        for part in ("#waiting", "#draft-state", "#mine")
        for link in desk.locator(f"{part} a").all()
    }
    assert len(addresses) > 8
    assert {address: desk.request.get(address, max_retries=2).status for address in addresses} == dict.fromkeys(
        addresses, 200
    )

    desk.locator("#mine").get_by_role("link", name="Katso, mitä ne muuttavat").click()
    expect(desk.locator("#choose input[name=rivi]:checked")).to_have_count(1)
    expect(desk.locator("#wording")).to_contain_text("Oma uusi ohje")
    desk.goto("/admin/")
    desk.locator("#draft-state").get_by_role("link", name="Nimi on vahvistamatta").click()
    expect(desk.locator("#notes .problems > li").first).to_contain_text("ei ole vahvistettu")
    assert watch.complaints == []


def test_the_front_page_in_dark_has_the_sites_type(desk: Page) -> None:
    desk.emulate_media(color_scheme="dark")
    desk.goto("/admin/")
    expect(desk.locator("#work")).to_be_visible()
    colour, family = desk.evaluate("(({ color, fontFamily }) => [color, fontFamily])(getComputedStyle(document.body))")
    assert (colour, family.split(",")[0]) == ("rgb(238, 241, 244)", '"Source Sans 3"')
    pictured(desk, "etusivu-tumma")


def test_the_front_page_and_the_guide_fit_a_telephone(desk: Page) -> None:
    desk.set_viewport_size(PHONE)
    for address in ("/admin/", "/admin/opas/", "/admin/huomautukset/"):
        desk.goto(address)
        desk.wait_for_load_state("load")
        assert (address, desk.evaluate("document.documentElement.scrollWidth")) == (address, PHONE["width"])
    desk.goto("/admin/")
    low = [box["height"] for link in desk.locator("#work .first .button").all() if (box := link.bounding_box())]
    assert min(low) >= 36
    pictured(desk, "etusivu-puhelin")


def test_the_main_button_and_the_guide_are_reached_by_keyboard(desk: Page, workshop: Service) -> None:
    desk.goto("/admin/")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("#."))
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Julkaise luonnos")).to_be_focused()
    desk.goto("/admin/")
    desk.get_by_role("link", name="Opas: Julkaisut").press("Enter")
    expect(desk).to_have_url(f"{workshop.url}/admin/opas/#publish")
    expect(desk.locator("#publish")).to_be_in_viewport()
    desk.locator("#kuva-julkaise summary").press("Enter")
    picture = desk.locator("#kuva-julkaise img")
    expect(picture).to_be_visible()
    desk.wait_for_function("picture => picture.naturalWidth > 0", arg=picture.element_handle())
