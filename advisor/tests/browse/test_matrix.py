"""The table on one page says what the rules say."""

from __future__ import annotations

from advisor.browse.matrix import CONDITIONAL, NEEDED, matrix_page
from advisor.words import name_view, show
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
