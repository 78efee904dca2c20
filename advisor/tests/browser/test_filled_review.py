"""A request for a review with all that it can hold, as axe sees it and in narrow and wide windows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import DESKTOP, PATIENCE
from advisor.tests.browser.editing import save, sign_in, workshop_service
from advisor.tests.browser.measuring import only_found
from advisor.tests.browser.test_accessibility import AXE
from advisor.tests.browser.test_admin_accessibility import found
from advisor.tests.browser.test_admin_windows import WIDER, WIDTHS
from advisor.tests.serving import Service

COLLEAGUE = "tarkistaja"


def desk(chromium: Browser, service: Service, name: str) -> Page:
    context = chromium.new_context(base_url=service.url, viewport=DESKTOP, locale="fi-FI", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    context.add_init_script(path=AXE)
    page = context.new_page()
    sign_in(page, name)
    return page


def ask(editor: Page) -> None:
    """A text, a rule and a day change, and a colleague is asked to read them."""
    editor.goto("/admin/mandates/task/2/change/")
    editor.locator("[name=hint_fi]").fill("Uusi ohje tarkistettavaksi")
    save(editor)
    editor.goto("/admin/mandates/mandate/1/change/")
    editor.locator("[name=review_by]").fill("1.12.2026")
    save(editor)
    editor.goto("/admin/mandates/condition/?q=rintamalisa")
    editor.locator("#result_list tbody th a").first.click()
    helsinki = editor.locator(".field-types .select2-selection__choice", has_text="Helsin")
    helsinki.locator(".select2-selection__choice__remove").click()
    save(editor)
    editor.goto("/admin/tarkistus/pyyda/")
    editor.get_by_label("Keneltä pyydät").select_option(COLLEAGUE)
    editor.get_by_label("Viesti").fill("Muutin ohjeen ja rintamalisän ehdon. Onko se selvä?")
    editor.get_by_role("button", name="Lähetä pyyntö").click()
    expect(editor.locator(".messagelist .success")).to_be_visible()


def looked_at(page: Page, state: str) -> dict[str, list[str]]:
    wrong = {state: found(page)}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wrong[f"{state}, {width}"] = page.evaluate(WIDER)
    page.set_viewport_size(DESKTOP)
    return wrong


@pytest.mark.parametrize("answer", ["Hyväksy", "Palauta"])
def test_a_filled_request_before_and_after_its_answer(
    answer: str, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with workshop_service(tmp_path_factory.mktemp("review")) as running:
        running.manage("createsuperuser", "--noinput", "--username", COLLEAGUE, "--email", "")
        editor, colleague = desk(chromium, running, "toimittaja"), desk(chromium, running, COLLEAGUE)
        ask(editor)
        colleague.goto("/admin/tarkistus/1/")
        expect(colleague.locator("#rules")).to_contain_text("Helsingin kaupunki")
        expect(colleague.locator("#wording")).to_contain_text("1.12.2026")
        wrong = looked_at(colleague, "asked")
        colleague.locator("#rows textarea").first.fill("Ohje on selvä, kiitos. " * 8)
        colleague.get_by_role("button", name=answer).click()
        expect(colleague.locator("#said")).to_contain_text("Ohje on selvä")
        wrong |= looked_at(colleague, "answered")
        editor.goto("/admin/tarkistus/1/")
        wrong |= looked_at(editor, "as who asked")
        for page in (editor, colleague):
            page.context.close()

    assert only_found(wrong) == {}
