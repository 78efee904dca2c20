"""A correction while another publication waits: what is chosen goes out, what waits has both. Without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import PATIENCE, STEP, Watch, entered
from advisor.tests.browser.editing import Hand, pictured, sign_in, workshop_service
from advisor.tests.serving import Service

pytestmark = pytest.mark.long

ADD = "/admin/mandates/publication/add/"
WAITING, CORRECTED, ALSO_WAITING = "Odottava tehtävä", "Korjattu tehtävä", "Toinen odottava tehtävä"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Service]:
    """Of each test's own: their publications have numbers."""
    with workshop_service(tmp_path / "hotfix") as running:
        yield running


@pytest.fixture
def page(chromium: Browser, workshop: Service) -> Iterator[Page]:
    with entered(chromium, workshop, java_script_enabled=False) as context:
        yield context.new_page()


def open_task(page: Page, place: int) -> str:
    """Open a task's page by its place in the list; gives its address."""
    page.goto("/admin/mandates/task/")
    page.locator("#result_list tbody th a").nth(place).click()
    return page.url


def write_name(page: Page, text: str) -> None:
    for language in ("fi", "sv", "en"):
        page.locator(f"[name=name_{language}]").fill(text)


def test_correction_goes_out_while_a_publication_waits(page: Page) -> None:
    hand, watch = Hand(), Watch(page)
    page.context.clear_cookies()
    sign_in(page)
    open_task(page, 0)
    write_name(page, WAITING)
    page.locator('[name="_save"]').first.click()
    page.goto(ADD)
    page.get_by_label("Muistiinpano").fill("Laki muuttuu")
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1))
    page.locator("[name=live_from]").fill(f"{tomorrow:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Julkaise").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Julkaisu 2 on ajastettu.")

    open_task(page, 1)
    write_name(page, CORRECTED)
    hand.click(page.locator('[name="_save"]').first)
    hand.click(page.locator(".breadcrumbs").get_by_role("link", name="Etusivu"))
    hand.click(page.locator("#content").get_by_role("link", name="Julkaise luonnos"))
    expect(page.locator("#choose input[type=checkbox]:checked")).to_have_count(1)
    expect(page.locator("#choose")).to_contain_text("odottaa jo julkaisussa 2")
    expect(page.locator("#wording")).to_contain_text(CORRECTED)
    expect(page.locator("#wording")).not_to_contain_text(WAITING)
    pictured(page, "korjaus")
    page.get_by_label("Muistiinpano").fill("Korjaus")
    hand.click(page.get_by_role("button", name="Julkaise"))

    expect(page.locator(".messagelist .success")).to_contain_text("Julkaisu 3 on julkaistu.")
    expect(page.locator(".messagelist .info")).to_contain_text("Julkaisu 4 odottaa: kävijät näkevät sen")
    assert hand.clicks <= 5
    states = page.locator("#result_list .field-state").all_inner_texts()
    assert states == ["ajastettu", "näkyy nyt", "korvattu julkaisulla 4", "vanhempi"]
    expect_seen(page, CORRECTED, WAITING)
    cancel(page)
    assert watch.complaints == []


def expect_seen(page: Page, wanted: str, hidden: str) -> None:
    """The table names every task."""
    for attempt in range(PATIENCE // STEP):
        page.goto(f"/taulukko/?jatka={attempt}")
        text = page.locator("main").inner_text()
        assert hidden not in text
        if wanted in text:
            return
        page.wait_for_timeout(STEP)
    raise AssertionError("visitors do not see the correction")


def cancel(page: Page) -> None:
    """What waits can be given another time, or be cancelled."""
    page.goto(ADD)
    page.get_by_role("link", name="Muuta aikaa tai peru").click()
    later = timezone.localtime(timezone.now() + timedelta(days=3))
    page.locator("[name=live_from]").fill(f"{later:%Y-%m-%dT%H:%M}")
    pictured(page, "ajastus")
    page.get_by_role("button", name="Muuta aikaa").click()
    expect(page.locator(".messagelist .success")).to_contain_text(f"Julkaisu 4 näkyy nyt {later:%-d.%-m.%Y} klo")
    page.get_by_role("link", name="4", exact=True).click()
    expect(page.locator(".field-decisions")).to_contain_text("toimittaja: uusi aika")
    page.get_by_role("link", name="Muuta aikaa tai peru").click()
    page.get_by_role("button", name="Peru julkaisu").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Julkaisu 4 on peruttu")
    expect(page.locator("#result_list .field-state").first).to_have_text("peruttu")


def test_row_that_both_changed_is_asked_about_in_a_correction_and_in_going_back(page: Page) -> None:
    """The waiting publication keeps its own text first, and then gets the one that comes back."""
    watch = Watch(page)
    open_task(page, 0)
    first = page.locator("[name=name_fi]").input_value()
    rename(page, 0, WAITING)
    rename(page, 1, ALSO_WAITING)
    page.goto(ADD)
    page.get_by_label("Muistiinpano").fill("Laki muuttuu")
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1))
    page.locator("[name=live_from]").fill(f"{tomorrow:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Julkaise").click()
    rename(page, 0, CORRECTED)

    page.goto(ADD)
    expect(page.locator("#choose")).to_contain_text("myös julkaisu 2 muuttaa")
    page.get_by_label("Muistiinpano").fill("Korjaus")
    page.get_by_role("button", name="Julkaise").click()
    expect(page.locator(".errorlist.nonfield")).to_have_text(
        f"Odottava julkaisu 2 muuttaa myös näitä rivejä: ”{CORRECTED}”. Valitse jokaisesta, kumpi teksti siihen tulee."
    )
    page.get_by_label("Odottavan julkaisun oma").check()
    page.get_by_role("button", name="Julkaise").click()
    expect(page.locator(".messagelist .info")).to_contain_text("Julkaisu 4 odottaa")
    expect_seen(page, CORRECTED, WAITING)
    assert names_in(page, 4) == {WAITING, ALSO_WAITING}

    open_publication(page, 1)
    page.get_by_role("link", name="Julkaise uudestaan").click()
    expect(page.locator("#both legend")).to_contain_text("Tehtävä")
    page.get_by_label("Muistiinpano").fill("Takaisin")
    page.get_by_role("button", name="Julkaise").click()
    expect(page.locator(".errorlist.nonfield")).to_contain_text("Valitse jokaisesta, kumpi teksti siihen tulee.")
    page.get_by_label("Tämä, joka nyt julkaistaan").check()
    page.get_by_role("button", name="Julkaise").click()
    expect(page.locator(".messagelist .info")).to_contain_text("Julkaisu 6 odottaa")
    expect_seen(page, first, WAITING)
    assert names_in(page, 6) == {first, ALSO_WAITING}
    assert watch.complaints == []


def rename(page: Page, place: int, text: str) -> None:
    open_task(page, place)
    write_name(page, text)
    page.locator('[name="_save"]').first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def open_publication(page: Page, number: int) -> None:
    page.goto("/admin/mandates/publication/")
    page.get_by_role("link", name=str(number), exact=True).click()


def names_in(page: Page, number: int) -> set[str]:
    """What the first two tasks are called in a publication."""
    open_publication(page, number)
    address = page.get_by_role("link", name="Lataa JSON-tiedostona").get_attribute("href")
    rows = page.request.get(str(address), max_retries=2).json()
    tasks = [row["fields"] for row in rows if row["model"] == "mandates.task"]
    return {row["name_fi"] for row in tasks[:2]}


def test_deleted_row_comes_back_with_one_click(page: Page) -> None:
    """From the error on the publish page, without JavaScript; and the page that deletes says whether it is current."""
    watch = Watch(page)
    page.goto("/admin/mandates/service/")
    service = page.locator("#result_list tbody [name=_selected_action]").first.get_attribute("value")
    page.goto(f"/admin/mandates/task/add/?service={service}")
    write_name(page, WAITING)
    page.locator("[name=slug]").fill("uusi-tehtava")
    page.locator("[name=retired]").check()
    page.locator('[name="_save"]').first.click()
    page.goto(ADD)
    page.get_by_label("Muistiinpano").fill("Uusi tehtävä")
    page.get_by_role("button", name="Julkaise").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Julkaisu 2 on julkaistu.")
    page.goto("/admin/mandates/task/?q=uusi-tehtava")
    page.locator("#result_list tbody th a").first.click()
    number = page.locator(".field-number .readonly").inner_text()
    page.locator("a.deletelink").first.click()
    page.get_by_role("button", name="Kyllä, poista").click()

    page.goto(ADD)
    expect(page.locator("#errors")).to_contain_text(f"Tehtävä ”{WAITING}”, tunniste:")
    pictured(page, "rivi-takaisin", "#errors")
    page.get_by_role("button", name="Palauta rivi poistettuna käytöstä").click()
    expect(page.locator(".messagelist .success")).to_have_text(
        f"Tehtävä ”{WAITING}” on taas luonnoksessa, poistettuna käytöstä."
    )
    expect(page.locator("#errors")).to_have_count(0)
    page.locator(".messagelist .success a").click()
    assert page.locator(".field-number .readonly").inner_text() == number
    expect(page.locator("[name=retired]")).to_be_checked()
    assert watch.complaints == []


def test_choice_is_shown_before_it_is_published(page: Page) -> None:
    """Ticks that were changed after reading publish nothing: the page shows what they would do first."""
    for place, text in ((0, WAITING), (1, CORRECTED)):
        open_task(page, place)
        write_name(page, text)
        page.locator('[name="_save"]').first.click()
    page.goto(ADD)
    expect(page.locator("#choose input[type=checkbox]:checked")).to_have_count(2)

    page.locator("#choose input[type=checkbox]").first.uncheck()
    page.get_by_label("Muistiinpano").fill("Korjaus")
    page.get_by_role("button", name="Julkaise").click()

    expect(page.locator(".errorlist.nonfield")).to_contain_text("Valitsit muuta kuin sen, minkä vaikutuksen luit.")
    expect(page.locator("#wording")).not_to_contain_text(WAITING)
    page.get_by_role("button", name="Julkaise").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Julkaisu 2 on julkaistu.")
    expect_seen(page, CORRECTED, WAITING)
    page.goto(ADD)
    expect(page.locator("#choose input[type=checkbox]")).to_have_count(1)
    page.get_by_role("link", name="Poista valinnat").click()
    expect(page.locator("#why")).to_contain_text("Valitse ainakin yksi rivi, joka julkaistaan.")
    expect(page.get_by_role("button", name="Julkaise")).to_have_count(0)
