"""An editor with no programmer: a new mandate, task and condition, published, and the questionnaire offers it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import DESKTOP, Watch
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
    page.locator('input[name="_save"]').click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_new_mandate_reaches_the_questionnaire(workshop: Service, chromium: Browser) -> None:
    context = chromium.new_context(base_url=workshop.url, viewport=DESKTOP, locale="fi-FI")
    page = context.new_page()
    watch = Watch(page)
    sign_in(page)

    page.goto("/admin/mandates/task/add/")
    page.locator("#id_name_fi").fill("Lähetän kokeilun tietoja")
    page.locator("#id_service").select_option(label="Etuustietopalvelu Kelmu")
    save(page)

    page.goto("/admin/mandates/mandate/add/")
    page.locator("#id_title_fi").fill("Kokeilun tiedot")
    page.locator("#id_allows_fi").fill("lähettää kokeilun tietoja")
    page.locator("#id_source").select_option(index=1)
    for language in ("fi", "sv", "en"):
        page.locator(f"#id_name_dated_{language}").fill("2026-11")
    page.locator("#id_checked_on").fill("24.11.2026")
    page.locator("#id_review_by").fill("24.5.2027")
    page.locator("#id_services_from").select_option(label="Etuustietopalvelu Kelmu")
    page.locator("#id_services_add").click()
    save(page)

    page.goto("/admin/mandates/condition/add/")
    page.locator("#id_task").select_option(label="Lähetän kokeilun tietoja")
    page.locator("#id_mandate").select_option(label="Kokeilun tiedot")
    page.locator("#id_types_from").select_option(label="Kunta")
    page.locator("#id_types_add").click()
    save(page)

    question = "/kysely/tehtavat/?organisaatio=kunta"
    page.goto(question)
    expect(page.get_by_label("Lähetän kokeilun tietoja")).to_have_count(0)

    page.goto("/admin/mandates/publication/add/")
    page.locator("#id_note").fill("Kokeilu lisätty")
    page.locator('input[name="_save"]').click()
    expect(page.locator(".messagelist .success")).to_contain_text("Julkaisu 2")

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
