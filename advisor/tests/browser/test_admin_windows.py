"""The editors' lists in narrow and wide windows, and the way past what stands before their rows and fields."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Page, expect

from advisor.tests.browser.measuring import only_found
from advisor.tests.browser.test_admin_accessibility import MANDATES, wider
from mandates.tests.depth import sampled

pytestmark = pytest.mark.long

OTHERS: Final = (
    f"{MANDATES}/1/history/",
    f"{MANDATES}/?q=eiole",
    "/admin/mandates/condition/",
    "/admin/mandates/expectedcase/",
    "/admin/istunnot/",
    "/admin/tunnistus/",
    "/admin/auth/user/",
)


def test_no_list_or_history_is_wider_than_its_window(reader: Page) -> None:
    wrong: dict[str, list[str]] = {}
    for address in sampled(OTHERS, 2):
        answer = reader.goto(address)
        assert (address, answer and answer.status) == (address, 200)
        wrong[address] = wider(reader)

    assert only_found(wrong) == {}


def test_the_header_fits_a_telephone_whose_font_is_wider(reader: Page) -> None:
    """Ours is left out where it comes late."""
    reader.route("**/*.woff2", lambda route: route.abort())
    reader.goto("/admin/istunnot/")
    assert wider(reader) == []


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        (f"{MANDATES}/", "#changelist-form .results"),
        (f"{MANDATES}/1/change/", "fieldset"),
        ("/admin/loki/", "fieldset"),
        ("/admin/auth/user/1/change/", "fieldset"),
    ],
)
def test_one_key_leads_past_what_stands_before(address: str, inside: str, reader: Page) -> None:
    reader.goto(address)
    reader.wait_for_load_state("load")
    expect(reader.locator(inside).first).to_have_attribute("tabindex", "-1")
    reader.keyboard.press("Tab")
    expect(reader.locator(".skip-to-content-link")).to_be_focused()
    reader.keyboard.press("Enter")

    expect(reader.locator(inside).first).to_be_focused()


def test_a_groups_rights_stand_in_rows_of_one_kind(reader: Page) -> None:
    """From reading to deleting, side by side where there is room."""
    reader.goto("/admin/auth/group/1/change/")
    rights = reader.locator("#id_permissions label").all()
    kinds, places = [each.inner_text().partition(":")[0] for each in rights], [each.bounding_box() for each in rights]

    rows = {
        kind: {box["y"] for found, box in zip(kinds, places, strict=True) if found == kind and box} for kind in kinds
    }
    assert {kind for kind, tops in rows.items() if len(tops) != 1} == set()
