"""An editor with no programmer: a new mandate, task and condition, published, and the questionnaire offers it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import DESKTOP, PATIENCE, Watch
from advisor.tests.serving import Service, serve

PASSWORD = "pitka-ja-hyva-salasana"


@pytest.fixture
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of its own, for this test changes the content."""
    with serve(tmp_path_factory.mktemp("workshop")) as running:
        running.environment["DJANGO_SUPERUSER_PASSWORD"] = PASSWORD
        running.manage("createsuperuser", "--noinput", "--username", "toimittaja", "--email", "")
        yield running


def sign_in(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_label("Käyttäjätunnus").fill("toimittaja")
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu sisään").click()


def save(page: Page) -> None:
    page.locator('[name="_save"]').first.press("Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()


def choose(page: Page, field: str, text: str) -> None:
    """Pick from an autocomplete: open it, type, take the one that is meant."""
    page.locator(f"{field} .select2-selection").click()
    page.locator(".select2-search__field").last.fill(text)
    page.locator(".select2-results__option").get_by_text(text, exact=True).click()


def add_task(page: Page) -> None:
    page.goto("/admin/mandates/task/add/")
    page.locator("[name=name_fi]").press_sequentially("Lähetän kokeilun tietoja")
    expect(page.locator("[name=slug]")).to_have_value("lahetan-kokeilun-tietoja")
    choose(page, ".field-service", "Etuustietopalvelu Kelmu")
    save(page)


def add_mandate_with_condition(page: Page) -> None:
    page.goto("/admin/mandates/mandate/add/")
    page.locator("[name=title_fi]").press_sequentially("Kokeilun tiedot")
    page.locator("[name=allows_fi]").fill("lähettää kokeilun tietoja\nkatsoa niitä")
    choose(page, ".field-services", "Etuustietopalvelu Kelmu")
    page.locator("select[name=source]").select_option(index=1)
    page.locator("#conditions-group .add-row a").press("Enter")
    choose(page, "#conditions-0 .field-task", "Lähetän kokeilun tietoja")
    choose(page, "#conditions-0 .field-types", "Kunta")
    save(page)


def publish(page: Page, note: str) -> None:
    page.goto("/admin/mandates/publication/")
    page.get_by_role("link", name="Julkaise luonnos").click()
    page.locator("[name=note]").fill(note)
    page.get_by_role("button", name="Julkaise").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Kävijät näkevät sen minuutin kuluessa.")


def test_new_mandate_reaches_the_questionnaire(workshop: Service, chromium: Browser) -> None:
    context = chromium.new_context(base_url=workshop.url, viewport=DESKTOP, locale="fi-FI")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    watch = Watch(page)
    sign_in(page)
    add_task(page)
    add_mandate_with_condition(page)
    question = "/kysely/tehtavat/?organisaatio=kunta"
    page.goto(question)
    expect(page.get_by_label("Lähetän kokeilun tietoja")).to_have_count(0)
    publish(page, "Kokeilu lisätty")
    expect_offered(page, question)
    page.get_by_label("Lähetän kokeilun tietoja").check()
    page.get_by_role("button", name="Jatka").click()
    page.locator('input[value="oma"]').check()
    page.get_by_role("button", name="Näytä vastaus").click()
    expect(page.locator('[data-mandate="kokeilun-tiedot"]')).to_have_attribute("data-state", "request")
    assert watch.complaints == []
    context.close()


def expect_offered(page: Page, url: str) -> None:
    """Every worker shows it within a second or so; the browser may hold the old page for a minute, so ask anew."""
    for attempt in range(30):
        page.goto(f"{url}&jatka={attempt}")
        if page.get_by_label("Lähetän kokeilun tietoja").count():
            return
        page.wait_for_timeout(100)
    raise AssertionError("the published task was not offered")
