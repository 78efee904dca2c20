"""The table on one page says what the rules say."""

from __future__ import annotations

from dataclasses import replace

from advisor.browse.matrix import CONDITIONAL, MOST_ACROSS, NEEDED, matrix_page
from advisor.words import name_view, service_link, show
from mandates.rules.answers import Answers
from mandates.rules.recommend import State, recommend
from mandates.rules.ruleset import Ruleset

WORDS = {State.REQUEST: str(NEEDED), State.CONFIRM: str(CONDITIONAL)}


def test_matrix_agrees_with_the_rules_in_every_cell(ruleset: Ruleset) -> None:
    page = matrix_page(ruleset)
    shown = {
        (row.task, cell.organisation, row.name.text, cell.needs)
        for group in page.groups
        for row in group.items
        for cell in row.cells
        if cell.needs
    }
    needed = {
        (show(task.name), show(kind.name), name_view(ruleset.mandates[outcome.mandate]).text, WORDS[outcome.state])
        for task in ruleset.tasks.values()
        for kind in ruleset.types.values()
        for outcome in recommend(ruleset, Answers(frozenset({kind.slug}), frozenset({task.slug}))).outcomes
    }
    assert shown == needed


def test_matrix_has_every_task_once_and_every_type_in_each_row(ruleset: Ruleset) -> None:
    page = matrix_page(ruleset)
    rows = [row for group in page.groups for row in group.items]
    assert sorted(row.task for row in rows) == sorted(show(task.name) for task in ruleset.tasks.values())
    assert {tuple(cell.organisation for cell in row.cells) for row in rows} == {
        tuple(name for name, _ in page.organisations)
    }


def many_types(ruleset: Ruleset, count: int) -> Ruleset:
    """The same rules with so many types more, which need what the first of its own needs."""
    own = next(iter(ruleset.types.values()))
    more = {
        f"tyyppi-{number}": replace(own, slug=f"tyyppi-{number}", number=number) for number in range(100, 100 + count)
    }
    conditions = {
        slug: replace(row, types=row.types | more.keys()) if own.slug in row.types else row
        for slug, row in ruleset.conditions.items()
    }
    return replace(ruleset, types={**ruleset.types, **more}, conditions=conditions)


def test_matrix_of_too_many_types_leads_to_the_services(ruleset: Ruleset) -> None:
    large = many_types(ruleset, MOST_ACROSS)

    page = matrix_page(large)

    assert (page.organisations, page.groups, page.type_count) == ((), (), MOST_ACROSS + len(ruleset.types))
    assert [link.url for link in page.services] == [
        service_link(service).url
        for group in ruleset.groups
        for service in ruleset.services.values()
        if service.group == group
    ]


def test_matrix_of_too_many_types_shows_the_chosen_one(ruleset: Ruleset) -> None:
    large = many_types(ruleset, MOST_ACROSS)
    whole = matrix_page(ruleset, next(iter(ruleset.types)))

    page = matrix_page(large, "tyyppi-100")

    assert (page.organisations, page.services) == (((show(large.types["tyyppi-100"].name), True),), ())
    assert [(row.task, row.name, row.is_conditional) for group in page.groups for row in group.items] == [
        (row.task, row.name, row.is_conditional) for group in whole.groups for row in group.items
    ]
    assert {len(row.cells) for group in page.groups for row in group.items} == {1}
    assert all(row.cells[0].needs for group in page.groups for row in group.items)
