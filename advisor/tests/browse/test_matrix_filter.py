"""The table of one organisation: its rows only, its column marked, an address of its own."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from advisor.browse.matrix import matrix_page
from mandates.rules.ruleset import Ruleset, matches_type


@pytest.mark.parametrize("chosen", ["kunta", "sosiaaliturvalaitos", "muu-kumppani"])
def test_table_of_an_organisation_has_the_rows_that_it_needs(chosen: str, ruleset: Ruleset) -> None:
    page = matrix_page(ruleset, chosen)
    needed = [row for row in ruleset.conditions.values() if matches_type(row, frozenset({chosen}))]
    assert page.row_count == len(needed)
    cells = [[cell for cell in row.cells if cell.is_chosen] for group in page.groups for row in group.items]
    assert all(cell.needs for [cell] in cells)


def test_table_without_an_organisation_has_every_row_and_marks_none(ruleset: Ruleset) -> None:
    page = matrix_page(ruleset)
    assert page.row_count == len(ruleset.conditions)
    assert not any(is_chosen for _, is_chosen in page.organisations)


def test_filter_keeps_its_address_and_says_what_it_does_not_know(site: Client) -> None:
    html = site.get("/taulukko/?organisaatio=kunta").content.decode()
    assert f'<link rel="canonical" href="{settings.PUBLIC_URL}/taulukko/?organisaatio=kunta">' in html
    assert '<option value="kunta" selected>Kunta</option>' in html
    assert "Emme tunne organisaatiota ”abc”" in site.get("/taulukko/?organisaatio=abc").content.decode()


@pytest.mark.parametrize("path", ["/taulukko/", "/palvelut/", "/valtuudet/", "/ongelma/"])
def test_chosen_name_is_read_whole_on_a_phone(path: str, site: Client) -> None:
    """The rule that gives a choice from a list its own line is in a sheet of every page that has one."""
    html = site.get(path).content.decode()
    linked = re.findall(r"css/([a-z]+)\.[.a-z0-9]*css", html)
    sheets = [(settings.BASE_DIR / "static" / "css" / f"{name}.css").read_text(encoding="utf-8") for name in linked]
    assert html.count("<select") == sum('@import url("choice.css");' in sheet for sheet in sheets) == 1
