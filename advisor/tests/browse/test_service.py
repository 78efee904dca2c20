"""The page of one service."""

from __future__ import annotations

from dataclasses import replace

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
