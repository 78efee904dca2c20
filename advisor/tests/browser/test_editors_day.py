"""An editor's day with no programmer: a mistake is told and mended, the change understood, published and undone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import DESKTOP, PATIENCE, STEP, Watch
from advisor.tests.browser.editing import choose, pictured, save, sign_in
from advisor.tests.serving import Service

pytestmark = pytest.mark.long

QUESTION = "/kysely/tehtavat/?organisaatio=kunta"
TASK = "Lähetän kokeilun tietoja"
RESULT = "tulos/?organisaatio=kunta&tehtava=lahetan-kokeilun-tietoja&suhde=oma"


def add_task(page: Page) -> None:
    page.goto("/admin/mandates/task/add/")
    page.locator("[name=name_fi]").press_sequentially(TASK)
    expect(page.locator("[name=slug]")).to_have_value("lahetan-kokeilun-tietoja")
    page.locator("[name=name_sv]").fill("Jag skickar uppgifter om försöket")
    page.locator("[name=name_en]").fill("I send data on the experiment")
    choose(page, ".field-service", "Etuustietopalvelu Kelmu")
    save(page)


def add_mandate_with_a_mistake(page: Page) -> None:
    """No condition leads to it: the row may be saved, and the linter says what is missing."""
    page.goto("/admin/mandates/mandate/add/")
    page.locator("[name=title_fi]").press_sequentially("Kokeilun tiedot")
    page.locator("[name=allows_fi]").fill("lähettää kokeilun tietoja\nkatsoa niitä")
    for language, title, allows in (
        ("sv", "Försökets uppgifter", "skicka försökets uppgifter\ngranska dem"),
        ("en", "Data of the experiment", "send the experiment’s data\nview it"),
    ):
        page.locator(f"[name=title_{language}]").fill(title)
        page.locator(f"[name=allows_{language}]").fill(allows)
    choose(page, ".field-services", "Etuustietopalvelu Kelmu")
    page.locator("select[name=source]").select_option(index=1)
    save(page)
    expect(page.locator(".messagelist .error")).to_contain_text("Mikään ehto ei johda valtuuteen.")
    pictured(page, "tallennettu")


def publish(page: Page, note: str) -> None:
    page.locator("[name=note]").fill(note)
    if page.locator("[name=confirmed]").count():
        page.locator("[name=confirmed]").fill(number(page))
    page.get_by_role("button", name="Julkaise").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Kävijät näkevät sen minuutin kuluessa.")


def number(page: Page) -> str:
    return page.locator("label[for=id_confirmed]").inner_text().removeprefix("Kirjoita ").rstrip(":")


def test_a_day_from_a_new_task_to_publishing_it_and_taking_it_back(workshop: Service, chromium: Browser) -> None:
    context = chromium.new_context(base_url=workshop.url, viewport=DESKTOP, locale="fi-FI")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    watch = Watch(page)
    sign_in(page)
    add_task(page)
    add_mandate_with_a_mistake(page)
    page.goto("/admin/mandates/publication/add/")
    expect(page.locator("#errors")).to_contain_text("Mikään ehto ei johda valtuuteen.")
    expect(page.get_by_role("button", name="Julkaise")).to_have_count(0)
    pictured(page, "julkaise-virhe")
    page.goto("/admin/")
    pictured(page, "etusivu")
    page.locator("#draft-state").get_by_role("link", name="Mikään ehto ei johda valtuuteen.").click()
    mend(page)

    page.goto("/admin/mandates/publication/")
    page.get_by_role("link", name="Julkaise luonnos").click()
    expect(page.locator("#impact")).to_contain_text("Kunta + Lähetän kokeilun tietoja: lisää Kokeilun tiedot")
    expect(page.locator("#rules")).to_contain_text("Valtuus: Kokeilun tiedot")
    pictured(page, "julkaise")
    page.locator("#impact").get_by_role("link", name="Jälkeen").click()
    expect(page.locator('[data-mandate="kokeilun-tiedot"]')).to_have_attribute("data-state", "request")
    assert page.url.endswith(f"/admin/esikatselu/{RESULT}")
    pictured(page, "esikatselu")
    page.goto(QUESTION)
    expect(page.get_by_label(TASK)).to_have_count(0)

    page.goto("/admin/mandates/publication/add/")
    publish(page, "Kokeilu lisätty")
    pictured(page, "julkaisut")
    expect_offered(page, 1)
    page.goto("/admin/mandates/publication/")
    page.get_by_role("link", name="1", exact=True).click()
    page.get_by_role("link", name="Julkaise uudestaan").click()
    expect(page.locator("#impact")).to_contain_text("poista Kokeilun tiedot")
    page.get_by_label("Palauta myös luonnos").check()
    pictured(page, "uudestaan")
    publish(page, "Kokeilu perutaan")
    expect_offered(page, 0)
    page.goto("/admin/mandates/mandate/?q=kokeilun")
    page.locator("#result_list tbody th a").click()
    expect(page.locator("[name=retired]")).to_be_checked()
    assert watch.complaints == []
    context.close()


def mend(page: Page) -> None:
    page.locator("#conditions-group .add-row a").press("Enter")
    choose(page, "#conditions-0 .field-task", TASK)
    page.locator('[name="_save"]').first.press("Enter")
    expect(page.locator("#conditions-0 .errorlist")).to_have_text(
        "Valitse ainakin yksi organisaatiotyyppi, tai valitse kaikki organisaatiot."
    )
    pictured(page, "ehto-ei-kenellekaan", "#conditions-group")
    choose(page, "#conditions-0 .field-types", "Kunta")
    save(page)
    expect(page.locator(".messagelist .error")).to_have_count(0)


def expect_offered(page: Page, times: int) -> None:
    """Every worker shows it within a second or so; the browser may hold the old page for a minute, so ask anew."""
    for attempt in range(PATIENCE // STEP):
        page.goto(f"{QUESTION}&jatka={attempt}")
        if page.get_by_label(TASK).count() == times:
            return
        page.wait_for_timeout(STEP)
    raise AssertionError("visitors do not see the publication")
