"""A request for a review from editor to publisher, and an expert's look at the draft, in browsers of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from advisor.tests.browser.conftest import DESKTOP, PATIENCE, Watch
from advisor.tests.browser.editing import pictured, save, sign_in, workshop_service
from advisor.tests.serving import Service

PHONE: ViewportSize = {"width": 390, "height": 844}
COLLEAGUE = "tarkistaja"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with workshop_service(tmp_path_factory.mktemp("workshop")) as running:
        running.manage("createsuperuser", "--noinput", "--username", COLLEAGUE, "--email", "")
        yield running


def desk(chromium: Browser, workshop: Service, **options: Any) -> Page:
    context = chromium.new_context(base_url=workshop.url, locale="fi-FI", **{"viewport": DESKTOP, **options})
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_request_goes_to_a_colleague_and_comes_back(chromium: Browser, workshop: Service) -> None:
    editor, colleague = desk(chromium, workshop), desk(chromium, workshop, viewport=PHONE, color_scheme="dark")
    watches = [Watch(editor), Watch(colleague)]
    sign_in(editor)
    editor.goto("/admin/mandates/task/2/change/")
    editor.locator("[name=hint_fi]").fill("Uusi ohje tarkistettavaksi")
    save(editor)
    editor.goto("/admin/mandates/publication/muutokset/")
    editor.get_by_role("link", name="Pyydä tarkistusta").click()
    editor.get_by_label("Keneltä pyydät").select_option(COLLEAGUE)
    editor.get_by_label("Viesti").fill("Muutin ohjeen. Onko se selvä?")
    pictured(editor, "pyyda-tarkistusta")
    editor.get_by_role("button", name="Lähetä pyyntö").click()
    expect(editor.locator(".messagelist .success")).to_contain_text("Pyyntö on lähetetty.")

    sign_in(colleague, COLLEAGUE)
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

    editor.goto("/admin/")
    editor.locator("#waiting").get_by_role("link", name=f"{COLLEAGUE}, hyväksytty").click()
    expect(editor.locator("#said")).to_contain_text("Selvä on")
    editor.get_by_role("link", name="Julkaise tämä").click()
    expect(editor.locator("#approval")).to_contain_text(f"{COLLEAGUE} on hyväksynyt juuri tämän")
    editor.locator("[name=note]").fill("Tarkistettu ohje")
    editor.get_by_role("button", name="Julkaise").click()
    expect(editor.locator(".messagelist .success")).to_contain_text("on julkaistu")
    assert [watch.complaints for watch in watches] == [[], []]
    for page in (editor, colleague):
        page.context.close()


def pictured_request(page: Page) -> None:
    """As on a desk, in light."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")
    pictured(page, "tarkistuspyynto")


def test_an_expert_reads_the_draft_by_a_link_until_it_is_taken_back(chromium: Browser, workshop: Service) -> None:
    editor, expert = desk(chromium, workshop), desk(chromium, workshop, viewport=PHONE, java_script_enabled=False)
    watch = Watch(expert)
    sign_in(editor)
    editor.goto("/admin/esikatselulinkit/")
    editor.get_by_label("Kenelle").fill("DVV, asiantuntija")
    editor.get_by_label("Voimassa").select_option("1")
    editor.get_by_role("button", name="Tee linkki").click()
    link = editor.locator("#links a").first
    expect(link).to_be_visible()
    pictured(editor, "esikatselulinkit")
    address = link.get_attribute("href") or ""

    expert.goto(address)
    expect(expert.locator(".note").first).to_contain_text("Luonnoksen esikatselu.")
    expert.goto(f"{address}palvelut/")
    expert.locator("main a").first.click()
    assert expert.url.startswith(address)
    assert (expert.context.cookies(), watch.complaints, fits(expert)) == ([], [], True)

    editor.get_by_role("button", name="Peru linkki: DVV, asiantuntija").click()
    expect(editor.locator(".messagelist .success")).to_contain_text("Linkki on peruttu")
    answer = expert.goto(address)
    assert answer is not None
    assert answer.status == 410
    for page in (editor, expert):
        page.context.close()
