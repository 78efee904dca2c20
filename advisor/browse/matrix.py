"""The whole table on one page: tasks down, organisation types across, and where a mandate is needed.

Beyond forty organisation types nobody can read it so: it shows the one that is chosen, else the services to open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.browse.lists import FilterView, type_filter
from advisor.words import Group, LinkView, NameView, mandate_url, name_view, service_groups, service_link, show
from mandates.rules.rows import Condition
from mandates.rules.ruleset import Ruleset

NEEDED: Final = gettext_lazy("tarvitsee")
CONDITIONAL: Final = gettext_lazy("tarvitsee, jos edellytykset täyttyvät")
MOST_ACROSS: Final = 40


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
    """The table. With an organisation chosen it has the rows that this one needs; the others stay for comparing, if
    they fit. If not, and none is chosen, there are the services in place of rows.
    """

    title: str
    filter: FilterView
    organisations: tuple[tuple[str, bool], ...]
    groups: tuple[Group[MatrixRow], ...]
    services: tuple[LinkView, ...]
    type_count: int
    task_count: int
    row_count: int


def matrix_page(ruleset: Ruleset, chosen: str = "") -> MatrixPage:
    """Every condition as a row, or those of one organisation type; tasks in display order under their groups."""
    view = type_filter(ruleset, chosen)
    whole = len(ruleset.types) <= MOST_ACROSS
    across = ruleset.types if whole else {slug: row for slug, row in ruleset.types.items() if slug == view.chosen}
    names = {slug: show(row.name) for slug, row in across.items()}
    groups = service_groups(ruleset, _rows(ruleset, names, view.chosen)) if names else ()
    return MatrixPage(
        title=_("Kuka tarvitsee mitä"),
        filter=view,
        organisations=tuple((name, slug == view.chosen) for slug, name in names.items()),
        groups=groups,
        services=() if names else tuple(_services(ruleset)),
        type_count=len(ruleset.types),
        task_count=len(ruleset.tasks),
        row_count=sum(len(group.items) for group in groups) if names else len(ruleset.conditions),
    )


def _rows(ruleset: Ruleset, names: Mapping[str, str], chosen: str) -> Iterator[tuple[str, MatrixRow]]:
    """The rows in display order, each with its group."""
    for task in ruleset.tasks.values():
        for condition in ruleset.conditions_by_task.get(task.slug, ()):
            if not chosen or condition.every_type or chosen in condition.types:
                yield ruleset.services[task.service].group, _row(ruleset, condition, names, chosen)


def _services(ruleset: Ruleset) -> Iterator[LinkView]:
    """The services, group by group, each with a page that says who needs what in it."""
    places = {slug: place for place, slug in enumerate(ruleset.groups)}
    return map(service_link, sorted(ruleset.services.values(), key=lambda service: places[service.group]))


def _row(ruleset: Ruleset, condition: Condition, names: Mapping[str, str], chosen: str) -> MatrixRow:
    mandate = ruleset.mandates[condition.mandate]
    needs = str(CONDITIONAL if condition.prerequisites else NEEDED)
    return MatrixRow(
        task=show(ruleset.tasks[condition.task].name),
        name=name_view(mandate),
        url=mandate_url(mandate),
        cells=tuple(
            Cell(name, needs if condition.every_type or slug in condition.types else "", slug == chosen)
            for slug, name in names.items()
        ),
        is_conditional=bool(condition.prerequisites),
    )
