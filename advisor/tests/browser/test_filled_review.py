"""A request for a review with all that it can hold, as axe sees it and in narrow and wide windows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import entered
from advisor.tests.browser.editing import COLLEAGUE, save, workshop_service
from advisor.tests.browser.measuring import only_found
from advisor.tests.browser.test_accessibility import AXE
from advisor.tests.browser.test_admin_accessibility import found, wider

pytestmark = pytest.mark.long


def change(editor: Page) -> None:
    """A text, a rule and a day."""
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


def ask(editor: Page) -> None:
    """A colleague is asked to read what has changed."""
    editor.goto("/admin/tarkistus/pyyda/")
    editor.get_by_label("Keneltä pyydät").select_option(COLLEAGUE)
    editor.get_by_label("Viesti").fill("Muutin ohjeen ja rintamalisän ehdon. Onko se selvä?")
    editor.get_by_role("button", name="Lähetä pyyntö").click()
    expect(editor.locator(".messagelist .success")).to_be_visible()


def looked_at(page: Page, state: str) -> dict[str, list[str]]:
    return {state: found(page) + wider(page)}


def test_a_filled_request_before_and_after_its_answer(chromium: Browser, tmp_path: Path) -> None:
    """Sent back, then asked again and approved."""
    wrong: dict[str, list[str]] = {}
    with (
        workshop_service(tmp_path / "review") as running,
        entered(chromium, running, reduced_motion="reduce") as editors,
        entered(chromium, running, COLLEAGUE, reduced_motion="reduce") as colleagues,
    ):
        for context in (editors, colleagues):
            context.add_init_script(path=AXE)
        editor, colleague = editors.new_page(), colleagues.new_page()
        change(editor)
        for number, answer in enumerate(("Palauta", "Hyväksy"), start=1):
            ask(editor)
            colleague.goto(f"/admin/tarkistus/{number}/")
            expect(colleague.locator("#rules")).to_contain_text("Helsingin kaupunki")
            expect(colleague.locator("#wording")).to_contain_text("1.12.2026")
            wrong |= looked_at(colleague, f"asked {number}")
            colleague.locator("#rows textarea").first.fill("Ohje on selvä, kiitos. " * 8)
            colleague.get_by_role("button", name=answer).click()
            expect(colleague.locator("#said")).to_contain_text("Ohje on selvä")
            wrong |= looked_at(colleague, f"{answer}, as who answered")
            editor.goto(f"/admin/tarkistus/{number}/")
            wrong |= looked_at(editor, f"{answer}, as who asked")

    assert only_found(wrong) == {}
