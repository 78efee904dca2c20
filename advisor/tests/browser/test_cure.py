"""Error first: from three pages to the likely cause and its cure in four taps at most, with JavaScript and without."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from advisor.tests.serving import Service
from mandates.tests.depth import sampled

MOST: Final = 4
STARTS: Final = (
    ("/", "Mikä ei onnistu?"),
    ("/palvelut/kelmu/", "Palvelu ei avaudu tai jokin puuttuu?"),
    ("/tuki/", "Asiakkaan palvelu ei avaudu tai jokin puuttuu"),
)
CAUSES: Final = (
    ("Palvelu ei avaudu", "vaara-tyyppi"),
    ("Palvelu ei avaudu", "lahes-samanniminen"),
    ("Palvelu ei avaudu", "edellytys-puuttuu"),
    ("Palvelu ei avaudu", "kayttoonotto-kesken"),
    ("En näe organisaatiota", "paattynyt"),
    ("Toiminto tai tieto puuttuu", "lahes-samanniminen"),
    ("En voi antaa valtuutta", "antajan-valtuutusoikeus"),
)
"""Wrong type, look-alike, prerequisite, contract, expired, right to grant: each from what somebody sees."""

Tap = Callable[[Locator], None]


def counting() -> tuple[Tap, list[int]]:
    """Clicks, and how many there were."""
    taps = [0]

    def tap(target: Locator) -> None:
        target.click()
        taps[0] += 1

    return tap, taps


@pytest.mark.parametrize(("begun", "looked_for"), sampled(tuple(product(STARTS, CAUSES)), 8))
def test_cause_its_cure_and_what_to_do_next_are_four_taps_away(
    begun: tuple[str, str], looked_for: tuple[str, str], any_page: Page
) -> None:
    (start, way_in), (symptom, cause) = begun, looked_for
    tap, taps = counting()
    any_page.goto(start)

    tap(any_page.get_by_role("link", name=way_in, exact=True))
    tap(any_page.get_by_role("link", name=symptom))
    fold = any_page.locator(f"#{cause}")
    expect(fold).to_be_visible()
    if fold.get_attribute("open") is None:
        tap(fold.locator("summary"))

    expect(fold.get_by_text("Näin korjaat", exact=True)).to_be_visible()
    message, answer = fold.locator("pre"), fold.get_by_role("link", name="Selvitä oikea valtuus")
    if message.count():
        expect(message).to_be_visible()
    else:
        tap(answer)
        expect(any_page).to_have_url(re.compile("/kysely/organisaatio/$"))
    assert taps[0] <= MOST


def test_message_is_copied_as_it_is_shown(page: Page, context: BrowserContext, service: Service) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=service.url)
    page.goto("/ongelma/?palvelu=kelmu&oire=valtuutta-ei-voi-antaa")
    first = page.locator("#antajan-valtuutusoikeus")
    first.get_by_role("button", name="Kopioi viesti").click()

    expect(page.locator("#tila")).to_have_text("Kopioitu")
    assert page.evaluate("navigator.clipboard.readText()") == first.locator("pre").text_content()


def test_service_is_chosen_on_the_way_and_the_symptom_stays(any_page: Page) -> None:
    any_page.goto("/ongelma/?oire=palvelu-ei-avaudu")
    any_page.get_by_label("Missä palvelussa?").select_option("kelmu")
    any_page.get_by_role("button", name="Näytä").click()

    expect(any_page.get_by_role("heading", level=1)).to_have_text("Palvelu ei avaudu")
    fold = any_page.locator("#edellytys-puuttuu")
    fold.locator("summary").click()
    expect(fold.get_by_text("Tiedonsaantioikeus", exact=True)).to_be_visible()


def test_every_cause_is_read_on_paper(page: Page) -> None:
    page.goto("/ongelma/?palvelu=kelmu&oire=palvelu-ei-avaudu")
    page.emulate_media(media="print")
    causes = page.locator(".causes details")
    assert causes.count() > 1
    for cause in causes.all():
        expect(cause.locator("h2")).to_be_visible()
        expect(cause.get_by_text("Näin korjaat")).to_be_visible()
    expect(page.get_by_label("Missä palvelussa?")).to_be_hidden()
