"""A new service with its mandate, two tasks and their conditions: the clicks that it takes, typing and Tab apart."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from advisor.tests.browser.conftest import Watch
from advisor.tests.browser.editing import Hand

pytestmark = pytest.mark.long

MOST_CLICKS = 15
TASKS = (
    ("Ilmoitan kokeilun tietoja", "Jag meddelar försökets uppgifter", "I report data on the experiment", "Kunta"),
    ("Luen kokeilun tietoja", "Jag läser försökets uppgifter", "I read data on the experiment", "Hyvinvointialue"),
)


def typed(page: Page, name: str, *texts: str) -> None:
    """The same field in Finnish, Swedish and English."""
    for language, text in zip(("fi", "sv", "en"), texts, strict=True):
        page.locator(f"[name={name}_{language}]").press_sequentially(text)


def chosen(page: Page, hand: Hand, field: str, text: str) -> None:
    """One click opens the field; its name is typed and Enter takes it."""
    hand.click(page.locator(f"{field} .select2-selection"))
    page.keyboard.type(text)
    expect(page.locator(".select2-results__option--highlighted")).to_have_text(text)
    page.keyboard.press("Enter")


def picked(page: Page, hand: Hand, name: str, label: str) -> None:
    """A list of choices takes a click to open; its text is typed."""
    page.locator(f"select[name={name}]").select_option(label=label)
    hand.clicks += 1


def add_condition(page: Page, hand: Hand, place: int, task: tuple[str, str, str, str]) -> None:
    """In the mandate's page, with a task that is made on the way."""
    *names, organisation = task
    row = f"#conditions-{place}"
    hand.click(page.locator("#conditions-group .add-row a"))
    with page.expect_popup() as opened:
        hand.click(page.locator(f"{row} .field-task .add-related"))
    popup = opened.value
    typed(popup, "name", *names)
    chosen(popup, hand, ".field-service", "Kokeilupalvelu")
    with popup.expect_event("close"):
        hand.click(popup.locator('[name="_save"]').first)
    expect(page.locator(f"{row} .field-task .select2-selection__rendered")).to_contain_text(names[0])
    chosen(page, hand, f"{row} .field-types", organisation)


def test_a_service_its_mandate_two_tasks_and_their_conditions(desk: Page) -> None:
    watch, hand = Watch(desk), Hand()
    desk.goto("/admin/")
    hand.click(desk.locator("#content .model-service .addlink"))
    typed(desk, "name", "Kokeilupalvelu", "Försökstjänsten", "Trial service")
    picked(desk, hand, "group", "Etuustietopalvelu Kelmu")
    typed(desk, "summary", "Palvelussa ilmoitetaan kokeilun tietoja.", "Meddela uppgifter.", "Report the data.")
    desk.locator("[name=url_fi]").fill("https://www.kela.fi/kokeilu")
    hand.click(desk.locator('[name="_to_mandate"]').first)

    expect(desk.locator(".field-services .select2-selection__choice")).to_contain_text("Kokeilupalvelu")
    typed(desk, "title", "Kokeilun tiedot", "Försökets uppgifter", "Data of the experiment")
    typed(desk, "allows", "lähettää kokeilun tietoja", "skicka försökets uppgifter", "send the experiment’s data")
    picked(desk, hand, "source", "kela.fi, asiointivaltuudet yhteistyökumppaneille")
    for place, task in enumerate(TASKS):
        add_condition(desk, hand, place, task)
    hand.click(desk.locator('[name="_save"]').first)

    expect(desk.locator(".messagelist .success")).to_contain_text("Kokeilun tiedot")
    desk.goto("/admin/mandates/condition/?q=Kokeilupalvelu")
    expect(desk.locator("#result_list tbody tr")).to_have_count(len(TASKS))
    desk.goto("/admin/mandates/publication/add/")
    expect(desk.get_by_role("button", name="Julkaise")).to_be_visible()
    assert (hand.clicks <= MOST_CLICKS, watch.complaints) == (True, [])
