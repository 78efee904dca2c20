"""The page of one service, and the page that lists them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client

from advisor.browse.services import service_page
from mandates.rules.ruleset import Ruleset


def test_a_service_of_very_many_rows_leaves_them_to_the_pages_of_its_mandates(ruleset: Ruleset) -> None:
    service = next(iter(ruleset.services.values()))
    mandate = next(row for row in ruleset.mandates.values() if service.slug in row.services)
    pattern = ruleset.conditions_by_mandate[mandate.slug][0]
    more = {f"ehto-{number}": replace(pattern, slug=f"ehto-{number}", number=number) for number in range(1_000, 1_060)}
    large = replace(ruleset, conditions={**ruleset.conditions, **more})

    few, many = (service_page(each, service).needs for each in (ruleset, large))

    assert [item for item, _ in many] == [item for item, _ in few]
    assert all(needs for _, needs in few)
    assert {needs for _, needs in many} == {()}


@pytest.mark.parametrize("path", ["/palvelut/", "/palvelut/?organisaatio=kunta", "/sv/palvelut/", "/en/palvelut/"])
def test_a_group_that_is_one_service_says_its_name_once(path: str, site: Client) -> None:
    main = site.get(path).content.decode().partition("<main")[2]
    found = re.findall(r"<h[23].*?>(.*?)</h[23]>", main, re.DOTALL)
    names = [re.sub("<[^>]*>", "", each).strip() for each in found]
    assert [name for name in names if names.count(name) > 1] == []
    assert len(re.findall(r'<h[23][^>]*>\s*<a [^>]*href="[^"]*/palvelut/', main)) == main.count('class="entry"')
