"""A request for a review from editor to publisher, and an expert's look at the draft, in browsers of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from advisor.tests.browser.conftest import DESKTOP, Watch, entered
from advisor.tests.browser.editing import COLLEAGUE, pictured, save
from advisor.tests.serving import Service

pytestmark = pytest.mark.long

PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def colleague(chromium: Browser, workshop: Service) -> Iterator[Page]:
    """On a phone, in the dark."""
    with entered(chromium, workshop, COLLEAGUE, viewport=PHONE, color_scheme="dark") as context:
        yield context.new_page()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_request_goes_to_a_colleague_and_comes_back(desk: Page, colleague: Page) -> None:
    watches = [Watch(desk), Watch(colleague)]
    desk.goto("/admin/mandates/task/2/change/")
    desk.locator("[name=hint_fi]").fill("Uusi ohje tarkistettavaksi")
    save(desk)
    desk.goto("/admin/mandates/publication/muutokset/")
    desk.get_by_role("link", name="Pyydä tarkistusta").click()
    desk.get_by_label("Keneltä pyydät").select_option(COLLEAGUE)
    desk.get_by_label("Viesti").fill("Muutin ohjeen. Onko se selvä?")
    pictured(desk, "pyyda-tarkistusta")
    desk.get_by_role("button", name="Lähetä pyyntö").click()
    expect(desk.locator(".messagelist .success")).to_contain_text("Pyyntö on lähetetty.")

    colleague.goto("/admin/")
    colleague.locator("#waiting").get_by_role("link", name="toimittaja").click()
    expect(colleague.locator("#request")).to_contain_text("Muutin ohjeen. Onko se selvä?")
    expect(colleague.locator("#wording")).to_contain_text("Uusi ohje tarkistettavaksi")
    assert fits(colleague)
    colleague.locator("#rows textarea").first.fill("Selvä on")
    pictured_request(colleague)
    approve = colleague.get_by_role("button", name="Hyväksy")
    approve.focus()
    colleague.keyboard.press("Enter")
    expect(colleague.locator("#request h2")).to_have_text("Hyväksytty")

    desk.goto("/admin/")
    desk.locator("#waiting").get_by_role("link", name=f"{COLLEAGUE}, hyväksytty").click()
    expect(desk.locator("#said")).to_contain_text("Selvä on")
    desk.get_by_role("link", name="Julkaise tämä").click()
    expect(desk.locator("#approval")).to_contain_text(f"{COLLEAGUE} on hyväksynyt juuri tämän")
    desk.locator("[name=note]").fill("Tarkistettu ohje")
    desk.get_by_role("button", name="Julkaise").click()
    expect(desk.locator(".messagelist .success")).to_contain_text("on julkaistu")
    assert [watch.complaints for watch in watches] == [[], []]


def pictured_request(page: Page) -> None:
    """As on a desk, in light."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")
    pictured(page, "tarkistuspyynto")


def test_an_expert_reads_the_draft_by_a_link_until_it_is_taken_back(desk: Page, chromium: Browser) -> None:
    expert = chromium.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    watch = Watch(expert)
    desk.goto("/admin/esikatselulinkit/")
    desk.get_by_label("Kenelle").fill("DVV, asiantuntija")
    desk.get_by_label("Voimassa").select_option("1")
    desk.get_by_role("button", name="Tee linkki").click()
    link = desk.locator("#links a").first
    expect(link).to_be_visible()
    pictured(desk, "esikatselulinkit")
    address = link.get_attribute("href") or ""

    expert.goto(address)
    expect(expert.locator(".note").first).to_contain_text("Luonnoksen esikatselu.")
    expert.goto(f"{address}palvelut/")
    expert.locator("main a").first.click()
    assert expert.url.startswith(address)
    assert (expert.context.cookies(), watch.complaints, fits(expert)) == ([], [], True)

    desk.get_by_role("button", name="Peru linkki: DVV, asiantuntija").click()
    expect(desk.locator(".messagelist .success")).to_contain_text("Linkki on peruttu")
    answer = expert.goto(address)
    assert answer is not None
    assert answer.status == 410
    expert.context.close()
