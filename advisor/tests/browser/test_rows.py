"""Many rows at a time in a browser: found, replaced, brought back, moved. With the clicks that each takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import DESKTOP, Watch, entered
from advisor.tests.browser.editing import Hand, pictured
from advisor.tests.serving import Service

pytestmark = pytest.mark.long

PHONE = {"width": 390, "height": 844}


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def desk(request: pytest.FixtureRequest, chromium: Browser, workshop: Service) -> Iterator[Page]:
    with entered(chromium, workshop, java_script_enabled=request.param) as context:
        page = context.new_page()
        page.goto("/admin/")
        yield page


def expect_no_wider(page: Page) -> None:
    """The page is no wider than a phone, nor than a desk."""
    for window in (PHONE, DESKTOP):
        page.set_viewport_size({"width": window["width"], "height": window["height"]})
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert (window, wide) == (window, False)


def test_a_word_is_replaced_everywhere_in_four_clicks(desk: Page) -> None:
    watch, hand = Watch(desk), Hand()
    hand.click(desk.locator("#content").get_by_role("link", name="Hae kaikista riveistä"))
    desk.locator("[name=q]").fill("työmarkkinatuki")
    desk.locator("[name=korvaa]").fill("yleistuki")
    hand.click(desk.get_by_role("button", name="Näytä korvaukset"))
    expect(desk.locator("#found")).to_contain_text("Löytyi")
    rows = desk.locator(".found input[type=checkbox]").count()
    expect(desk.locator(".found input[type=checkbox]:checked")).to_have_count(rows)
    expect(desk.locator(".found ins").first).to_have_text("yleistuki")
    expect_no_wider(desk)
    pictured(desk, "haku-ja-korvaus")
    hand.click(desk.get_by_role("button", name="Korvaa valituilla riveillä"))

    expect(desk.locator(".messagelist .success")).to_contain_text(f"Teksti on korvattu {rows} rivillä.")
    expect(desk.locator(".found dt")).to_have_text(["Nimi Suomi.fissä suomeksi"])  # that is no text of ours
    assert (hand.clicks <= 4, rows > 1, watch.complaints) == (True, True, [])
    put_back(desk)


def put_back(page: Page) -> None:
    page.locator("[name=q]").fill("yleistuki")
    page.locator("[name=korvaa]").fill("työmarkkinatuki")
    page.get_by_role("button", name="Näytä korvaukset").click()
    expect(page.locator(".found ins").first).to_have_text("työmarkkinatuki")
    page.get_by_role("button", name="Korvaa valituilla riveillä").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Teksti on korvattu")


def test_what_was_changed_is_seen_and_goes_back_field_by_field(desk: Page) -> None:
    watch, hand = Watch(desk), Hand()
    desk.goto("/admin/mandates/service/1/change/")
    before = desk.locator("[name=summary_fi]").input_value()
    desk.locator("[name=summary_fi]").fill(f"{before} Ja vielä yksi asia.")
    desk.locator('[name="_save"]').first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    desk.goto("/admin/mandates/service/1/change/")
    expect(desk.locator("#uses")).to_contain_text("Tehtävät, Palvelu")
    desk.locator("#uses summary").first.click()
    expect(desk.locator("#uses a").first).to_be_visible()
    hand.click(desk.get_by_role("link", name="Historia"))
    newest = desk.locator(".log-entry").first
    expect(newest.locator("ins")).to_have_text(" Ja vielä yksi asia.")
    expect_no_wider(desk)
    pictured(desk, "rivin-historia")
    hand.click(newest.get_by_role("button", name="Palauta kenttä"))

    expect(desk.locator(".messagelist .success")).to_contain_text("Palautettu:")
    expect(desk.locator(".log-entry").first.locator("del")).to_have_text(" Ja vielä yksi asia.")
    desk.goto("/admin/mandates/service/1/change/")
    expect(desk.locator("[name=summary_fi]")).to_have_value(before)
    desk.get_by_role("link", name="Esikatsele tämä").click()
    expect(desk.locator("h1")).to_be_visible()
    assert "/admin/esikatselu/palvelut/" in desk.url
    assert (hand.clicks, watch.complaints) == (2, [])


def test_the_log_is_narrowed_by_who_and_what(desk: Page) -> None:
    watch = Watch(desk)
    desk.goto("/admin/mandates/fact/1/change/")
    desk.locator("[name=note]").fill("Luettu uudestaan.")
    desk.locator('[name="_save"]').first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    desk.goto("/admin/")
    desk.locator("#content").get_by_role("link", name="Muutosloki").click()
    desk.locator("[name=kuka]").select_option(label="toimittaja")
    desk.locator("[name=lista]").select_option(label="Lähteen asiat")
    desk.get_by_role("button", name="Näytä").click()

    expect(desk.locator(".log-entry").first).to_contain_text("Lähteen asia")
    expect(desk.locator(".log-entry", has_text="Palvelu:")).to_have_count(0)
    expect_no_wider(desk)
    pictured(desk, "muutosloki")
    assert watch.complaints == []


def test_review_dates_of_all_mandates_in_four_clicks(desk: Page, request: pytest.FixtureRequest) -> None:
    """Without the script the list has no box that ticks them all."""
    watch, hand = Watch(desk), Hand()
    has_script = "no-script" not in request.node.name
    desk.goto("/admin/mandates/mandate/")
    count = desk.locator("#result_list tbody tr").count()
    if has_script:
        hand.click(desk.locator("#action-toggle"))
    else:
        for box in desk.locator("#result_list .action-select").all():
            box.check()
    desk.locator("[name=action]").select_option(label="Aseta tarkistuspäivät")
    hand.clicks += 1
    hand.click(desk.get_by_role("button", name="Suorita"))
    expect(desk.locator(".chosen li")).to_have_count(count)
    desk.locator("[name=review_by]").fill("2027-05-20")
    expect_no_wider(desk)
    pictured(desk, "tarkistuspaivat")
    hand.click(desk.get_by_role("button", name="Tallenna"))

    expect(desk.locator(".messagelist .success")).to_contain_text(f"{count} riviä on tallennettu.")
    expect(desk.locator("#result_list .field-review", has_text="20.5.2027")).to_have_count(count)
    assert (hand.clicks <= 4, count > 20, watch.complaints) == (True, True, [])


def test_rows_are_moved_by_their_buttons(desk: Page) -> None:
    """With the keyboard, and with the script without leaving the page."""
    watch = Watch(desk)
    desk.goto("/admin/mandates/servicegroup/")
    before = desk.locator("#result_list tbody th a").all_inner_texts()
    for box in desk.locator("#result_list .action-select").all():
        box.check()
    desk.locator("[name=action]").select_option(label="Järjestä")
    desk.get_by_role("button", name="Suorita").click()
    rows = desk.locator(".arranged li a")
    expect(rows).to_have_text(before)
    desk.get_by_role("button", name=f"Alas: {before[0]}").focus()
    desk.keyboard.press("Enter")
    expect(rows).to_have_text([before[1], before[0], *before[2:]])
    desk.get_by_role("button", name=f"Ylös: {before[2]}").focus()
    desk.keyboard.press("Enter")
    expect(rows).to_have_text([before[1], before[2], before[0], *before[3:]])
    expect_no_wider(desk)
    pictured(desk, "jarjesta")
    desk.get_by_role("button", name="Tallenna").click()

    expect(desk.locator(".messagelist .success")).to_contain_text("on tallennettu.")
    expect(desk.locator("#result_list tbody th a")).to_have_text([before[1], before[2], before[0], *before[3:]])
    assert watch.complaints == []


def test_a_row_is_dragged_to_its_place(chromium: Browser, workshop: Service) -> None:
    with entered(chromium, workshop) as context:
        page = context.new_page()
        page.goto("/admin/mandates/servicegroup/")
        page.locator("#action-toggle").check()
        page.locator("[name=action]").select_option(label="Järjestä")
        page.get_by_role("button", name="Suorita").click()
        rows = page.locator(".arranged li")
        expect(page.get_by_role("button", name="Tallenna")).to_be_visible()  # it stands below the rows
        before = rows.locator("a").all_inner_texts()

        rows.first.drag_to(rows.last, source_position={"x": 5, "y": 5}, target_position={"x": 5, "y": 50})

        expect(rows.locator("a")).to_have_text([*before[1:], before[0]])
        page.get_by_role("button", name="Tallenna").click()
        expect(page.locator("#result_list tbody th a")).to_have_text([*before[1:], before[0]])


def test_a_list_goes_out_to_a_spreadsheet_and_comes_back(desk: Page) -> None:
    watch = Watch(desk)
    desk.locator("#content").get_by_role("link", name="Taulukot").click()
    desk.get_by_label("Lähteen asiat").check()
    desk.locator("[name=muoto]").select_option("csv")
    expect_no_wider(desk)
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Lataa", exact=True).click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    header, first, *rest = text.splitlines()
    place = header.split(";").index("order")
    cells = first.split(";")
    cells[place] = str(int(cells[place]) + 1)
    changed = "\n".join([header, ";".join(cells), *rest]).encode()
    desk.locator("[name=tiedosto]").set_input_files({"name": "fact.csv", "mimeType": "text/csv", "buffer": changed})
    desk.get_by_role("button", name="Katso, mitä tiedosto muuttaa").click()
    expect(desk.locator("#rehearsal")).to_contain_text("Tiedosto muuttaa 1 rivin")
    expect_no_wider(desk)
    pictured(desk, "taulukot")
    desk.get_by_role("button", name="Tallenna muutokset luonnokseen").click()

    expect(desk.locator(".messagelist .success")).to_contain_text("1 rivi on tallennettu.")
    assert watch.complaints == []
