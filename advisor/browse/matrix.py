"""The whole table on one page: tasks down, organisation types across, and where a mandate is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.browse.pages import FilterView, type_filter
from advisor.words import Group, NameView, mandate_url, name_view, show
from mandates.rules.rows import Condition
from mandates.rules.ruleset import Ruleset, matches_type

NEEDED: Final = gettext_lazy("tarvitsee")
CONDITIONAL: Final = gettext_lazy("tarvitsee, jos edellytykset täyttyvät")


@dataclass(frozen=True, slots=True)
class Cell:
    """One organisation type for one task. `needs` is how it needs the row's mandate in words, or empty."""

    organisation: str
    needs: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One condition: a task with its mandate, across all organisation types."""

    task: str
    name: NameView
    url: str
    cells: tuple[Cell, ...]
    is_conditional: bool


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The table. With an organisation chosen it has the rows that this one needs; the others stay for comparing."""

    title: str
    filter: FilterView
    organisations: tuple[tuple[str, bool], ...]
    groups: tuple[Group[MatrixRow], ...]
    task_count: int
    row_count: int


def matrix_page(ruleset: Ruleset, chosen: str = "") -> MatrixPage:
    """Every condition as a row, or those of one organisation type; tasks in display order under their groups."""
    view = type_filter(ruleset, chosen)
    groups = tuple(
        Group(show(group.name), rows)
        for group in ruleset.groups.values()
        if (rows := tuple(_rows(ruleset, group.slug, view.chosen)))
    )
    return MatrixPage(
        title=_("Kuka tarvitsee mitä"),
        filter=view,
        organisations=tuple((show(row.name), slug == view.chosen) for slug, row in ruleset.types.items()),
        groups=groups,
        task_count=len(ruleset.tasks),
        row_count=sum(len(group.items) for group in groups),
    )


def _rows(ruleset: Ruleset, group: str, chosen: str) -> Iterator[MatrixRow]:
    for task in ruleset.tasks.values():
        if ruleset.services[task.service].group == group:
            for condition in ruleset.conditions_by_task.get(task.slug, ()):
                if not chosen or matches_type(condition, frozenset({chosen})):
                    yield _row(ruleset, condition, chosen)


def _row(ruleset: Ruleset, condition: Condition, chosen: str) -> MatrixRow:
    mandate = ruleset.mandates[condition.mandate]
    needs = str(CONDITIONAL if condition.prerequisites else NEEDED)
    return MatrixRow(
        task=show(ruleset.tasks[condition.task].name),
        name=name_view(mandate),
        url=mandate_url(mandate),
        cells=tuple(
            Cell(show(row.name), needs if matches_type(condition, frozenset({slug})) else "", slug == chosen)
            for slug, row in ruleset.types.items()
        ),
        is_conditional=bool(condition.prerequisites),
    )
