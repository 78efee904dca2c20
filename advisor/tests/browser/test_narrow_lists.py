"""Lists of rows: at a desk no cell is cut, and on a telephone each row is a block that fingers can use."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Page, expect

from advisor.tests.browser.conftest import DESKTOP, wait_for_own_font
from advisor.tests.browser.editing import choose
from mandates.tests.depth import sampled

pytestmark = pytest.mark.long

LISTS: Final = tuple(
    f"/admin/{each}/"
    for each in (
        *("mandates/mandate", "mandates/condition", "mandates/fact", "mandates/source", "mandates/instruction"),
        *("mandates/organisationtype", "mandates/sector", "mandates/task", "mandates/service", "mandates/servicegroup"),
        *("mandates/prerequisite", "mandates/lookalike", "mandates/infosection", "mandates/symptom"),
        *("mandates/cause", "mandates/expectedcase", "mandates/publication", "auth/user"),
    )
)
PHONE: Final = {"width": 390, "height": 844}
CUT: Final = """() => [...document.querySelectorAll('#changelist .results, #result_list :is(th, td)')]
  .filter((it) => it.scrollWidth > it.clientWidth + 8).map((it) => it.outerHTML.slice(0, 80))"""
SMALL: Final = """() => [...document.querySelectorAll(
  '#content :is(a, button, select, input, summary, .select2-selection, label.tick)')]
  .filter((it) => it.checkVisibility() && getComputedStyle(it).display !== 'inline'
    && !it.matches('.select2-hidden-accessible, [type=hidden], [type=file], :is([type=checkbox], [type=radio])'))
  .map((it) => [Math.round(it.getBoundingClientRect().height), it.outerHTML.slice(0, 80)])
  .filter(([height]) => height > 1 && height < 36)"""
"""Links within text are as high as their line; what stands by itself is as high as a finger."""


def test_no_cell_of_a_list_is_cut(reader: Page) -> None:
    wrong: dict[tuple[str, int], list[str]] = {}
    wait_for_own_font(reader)
    for address in sampled(LISTS, 5):
        reader.goto(address)
        reader.evaluate("document.fonts.ready.then(() => true)")
        for width in (DESKTOP["width"], PHONE["width"]):
            reader.set_viewport_size({"width": width, "height": 900})
            if cut := reader.evaluate(CUT):
                wrong[address, width] = cut

    assert wrong == {}


def test_a_row_on_a_telephone_says_what_its_cells_are(reader: Page) -> None:
    reader.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    reader.goto("/admin/mandates/mandate/")
    first = reader.locator("#result_list tbody tr").first
    labels = first.locator("td[data-label]:not(.action-checkbox)").evaluate_all(
        "cells => cells.map((cell) => [cell.dataset.label, getComputedStyle(cell, '::before').content])"
    )

    assert labels == [[label, f'"{label}: "'] for label, _ in labels]
    assert [label for label, _ in labels][:2] == ["Nimi Suomi.fissä suomeksi", "Nimen tila"]
    reader.goto("/admin/mandates/sector/")
    expect(reader.locator("#result_list .field-order").first).to_have_attribute("data-label", "Järjestys")
    reader.goto("/admin/mandates/mandate/")
    reader.locator("#action-toggle").check()
    expect(reader.locator("#result_list .action-select:checked")).to_have_count(21)


@pytest.mark.parametrize(
    "address", ["/admin/mandates/mandate/", "/admin/mandates/mandate/1/change/", "/admin/taulukot/", "/admin/loki/"]
)
def test_what_is_pressed_on_a_telephone_is_as_high_as_a_finger(address: str, reader: Page) -> None:
    reader.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    reader.goto(address)
    reader.wait_for_load_state("load")

    assert reader.evaluate(SMALL) == []


def test_deleting_stands_after_all_that_saves(reader: Page) -> None:
    reader.goto("/admin/mandates/task/1/change/")
    row = reader.locator(".submit-row").first

    assert row.locator(":is(input, a)").evaluate_all("them => them.map((it) => it.value ?? it.textContent)") == [
        "Tallenna ja poistu",
        "Tallenna ja lisää toinen",
        "Tallenna välillä ja jatka muokkaamista",
        "Tallenna ja lisää ehto",
        "Poista",
    ]


def test_a_choice_is_made_on_a_telephone(reader: Page) -> None:
    reader.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    reader.goto("/admin/mandates/condition/add/")
    choose(reader, ".field-types", "Kunta")

    expect(reader.locator(".field-types .select2-selection__choice")).to_contain_text("Kunta")
    assert reader.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
