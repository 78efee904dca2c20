"""Names in a few minutes, in a browser: one page, two presses; and what visitors tell of the names they found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import Watch, entered
from advisor.tests.browser.editing import pictured
from advisor.tests.browser.test_feedback import soon
from advisor.tests.serving import Service

pytestmark = pytest.mark.long

PHONE: Final = 390
LIST: Final = """Asumistuki
• Päivähoidon tuottajan ilmoitus yksityisen hoidon tukea varten
• Sairaanhoidon korvausten tilitystietojen toimittaminen
• Rintamalisän saajien tietojen katselu
• Eläkeasioiden hoitaminen"""


@pytest.fixture(params=["with-script", "without-script"])
def editor(request: pytest.FixtureRequest, chromium: Browser, workshop: Service) -> Iterator[Page]:
    has_script = request.param == "with-script"
    with entered(chromium, workshop, java_script_enabled=has_script) as context:
        yield context.new_page()


def test_names_are_confirmed_on_one_page_with_two_presses(editor: Page) -> None:
    """Before: four pages and four fields a name."""
    watch = Watch(editor)
    presses = 0
    editor.goto("/admin/mandates/mandate/liita-nimet/")
    editor.get_by_label("Luettelo:").fill(LIST)
    editor.get_by_role("button", name="Vertaa valtuuksiin").click()
    presses += 1

    boxes = editor.get_by_role("checkbox")
    expect(boxes).to_have_count(3)
    near = editor.get_by_role("checkbox", name="Rintamalisän saajien tietojen katselu")
    expect(near).not_to_be_checked()
    ticked = editor.locator("input[name=nimi]:checked").count()
    if ticked:
        pictured(editor, "liita-nimet")
    editor.set_viewport_size({"width": PHONE, "height": 844})
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert editor.evaluate(wide) is False
    if not ticked:  # the other run of this test has confirmed the two names already
        near.check()
    editor.get_by_role("button", name="Vahvista merkityt").click()
    presses += 1

    expect(editor.locator(".messagelist .success")).to_contain_text("vahvistettu")
    assert (presses, watch.complaints) == (2, [])


def test_what_a_visitor_tells_stands_beside_the_name(editor: Page, workshop: Service) -> None:
    visitor = editor.context.browser
    assert visitor
    context = visitor.new_context(base_url=workshop.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/valtuudet/kelmu-kotoutuminen/")
    page.get_by_label("Nimi Suomi.fissä").fill("Kotoutumisen asiat")
    page.get_by_role("button", name="Lähetä nimi").click()
    expect(page.locator("#kiitos")).to_be_visible()
    assert context.cookies() == []
    context.close()

    def told() -> bool:
        editor.goto("/admin/mandates/mandate/vahvistamattomat/")
        return editor.get_by_text("Kotoutumisen asiat").count() > 0

    soon(told, expected=True)
