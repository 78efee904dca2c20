"""The pages that the law asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from advisor.browse import info
from mandates.publishing import editions
from mandates.publishing.editions import Edition
from mandates.rules.rows import InfoPage
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import LANGUAGES


@pytest.mark.parametrize("page", InfoPage)
@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
def test_page_has_all_its_sections(page: InfoPage, prefix: str, site: Client, ruleset: Ruleset) -> None:
    language = prefix.strip("/") or "fi"
    html = site.get(f"{prefix}/{page}/").content.decode()
    titles = [getattr(row.title, language) for row in ruleset.info_sections.values() if row.page is page]
    assert len(titles) >= 6
    assert [title for title in titles if f">{title}</h2>" not in html] == []


def test_accessibility_statement_says_what_the_law_asks_for(ruleset: Ruleset) -> None:
    words = {
        language: " ".join(getattr(row.body, language) for row in ruleset.info_sections.values())
        for language in LANGUAGES
    }
    wanted = ("306/2019", "WCAG 2.2", "14", "Traficom", "https://www.")
    assert {language: [word for word in wanted if word not in words[language]] for language in LANGUAGES} == {
        "fi": [],
        "sv": [],
        "en": [],
    }


@pytest.mark.parametrize("page", InfoPage)
def test_older_publication_without_the_page_has_no_link_to_it(page: InfoPage, site: Client, edition: Edition) -> None:
    editions.install(replace(edition, sha256="a" * 64, ruleset=replace(edition.ruleset, info_sections={})))
    assert site.get(f"/{page}/").status_code == 404
    assert f'href="/{page}/"' not in site.get("/palvelut/").content.decode()


def test_lines_with_a_hyphen_are_a_list() -> None:
    found = list(info.blocks(("Tarkistamme:\n- yhden\n- toisen\nja muuta", "Loppu.")))
    assert found == [
        info.Block(("Tarkistamme:",), False),
        info.Block(("yhden", "toisen"), True),
        info.Block(("ja muuta",), False),
        info.Block(("Loppu.",), False),
    ]
