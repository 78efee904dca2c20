"""On a row's page: which rows use it, and where the draft's preview shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.text import capfirst

from mandates.admin.frame.pages import change_page
from mandates.admin.preview.preview import previewed
from mandates.admin.preview.public_site import row_address
from mandates.content import contents
from mandates.models import Instruction, OrganisationType, Row

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class UsingRow:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Uses:
    """The rows of one list that use a row in one of their fields; `rest` is how many more there are."""

    title: str
    field: str
    count: int
    rows: tuple[UsingRow, ...]

    @property
    def rest(self) -> int:
        return self.count - len(self.rows)


def of(row: Row) -> list[Uses]:
    """Who refers to the row, list by list; of an organisation type also the instructions of its way to grant."""
    return [each for each in (*_referring(row), *_instructions(row)) if each.count]


def preview_of(row: Row) -> str:
    """Where the draft's preview shows the row; empty when no page does, or the draft cannot be compiled."""
    try:
        address = row_address(contents.draft().ruleset, str(row._meta.model_name), row.slug)
    except ValueError:
        return ""
    return previewed(address) if address else ""


def _referring(row: Row) -> Iterator[Uses]:
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        if issubclass(model, Row):
            yield _uses(model, capfirst(str(relation.field.verbose_name)), **{relation.field.name: row})


def _instructions(row: Row) -> Iterator[Uses]:
    if isinstance(row, OrganisationType):
        field = str(Instruction._meta.get_field("grant_path").verbose_name)
        yield _uses(Instruction, capfirst(field), grant_path=row.grant_path)


def _uses(model: type[Row], field: str, **wanted: Any) -> Uses:
    named = [each.name for each in model._meta.concrete_fields if each.is_relation and not each.null]
    found = model._default_manager.filter(**wanted).select_related(*named)
    rows = tuple(UsingRow(str(each), change_page(model, each.pk)) for each in found[:MOST])
    title = capfirst(str(model._meta.verbose_name_plural))
    return Uses(title, field, found.count() if len(rows) == MOST else len(rows), rows)
