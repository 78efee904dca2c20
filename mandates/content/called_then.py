"""Rows that a kept text or a file names by the slugs of its time, found again though they have got others since."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps

from mandates.content import composing
from mandates.models import AddressedRow, Row, RowChange

Today = Callable[[type[Row], Collection[str]], Mapping[str, str]]
"""What rows of a model that are or were called so are called today; those that are gone may be left out."""


def following(model: type[Row], values: Mapping[str, Any], today: Today) -> dict[str, Any]:
    """The values of a row of this model, as a document has them, with what they name by the slugs of today.

    What is nowhere to be found stays as it is.
    """
    record = {"model": model._meta.label_lower, "fields": values}
    named: dict[str, list[str]] = {}
    for name, slug in composing.references(record):
        named.setdefault(name, []).append(slug)
    slugs: dict[composing.Name, str] = {}
    for name, own in named.items():
        now = today(apps.get_model("mandates", name), own)
        slugs |= {(name, slug): now[slug] for slug in own if slug in now}
    return dict(composing.following(record, slugs)["fields"])


def since(at: datetime) -> Today:
    """The same for what was written at that time."""
    return partial(slugs_today, at=at)


def slugs_today(model: type[Row], slugs: Collection[str], at: datetime | None = None) -> dict[str, str]:
    """What the rows of these slugs are called today; those that are gone are left out."""
    found = Slugs.of(model, slugs)
    today = {slug: found.today(slug, at) for slug in slugs}
    return {slug: now for slug, now in today.items() if now}


@dataclass(frozen=True, slots=True)
class Slugs:
    """What is known of some slugs of a model: those that a row has, old ones, and by the kept history which rows gave
    them up and when; with what the rows of these numbers are called today."""

    there: Collection[str]
    old: Mapping[str, str]
    left: Mapping[str, Sequence[tuple[datetime, int]]]
    now: Mapping[int, str]

    @classmethod
    def of(cls, model: type[Row], slugs: Collection[str]) -> Slugs:
        rows, left = model._default_manager.all(), _left(model, slugs)
        there = set(rows.filter(slug__in=slugs).values_list("slug", flat=True))
        numbers = {number for found in left.values() for _at, number in found}
        now = dict(rows.filter(number__in=numbers).values_list("number", "slug")) if numbers else {}
        return cls(there, {} if there.issuperset(slugs) else _old(model, slugs), left, now)

    def today(self, slug: str, at: datetime | None = None) -> str:
        """What the row is called that had the slug at that time; nothing when it is gone. A slug that another row has
        got since then does not mean that one."""
        left = [(when, self.now[number]) for when, number in self.left.get(slug, ()) if number in self.now]
        later = [now for when, now in left if at and when > at]
        if later:
            return later[0]
        return slug if slug in self.there else self.old.get(slug, left[-1][1] if left else "")


def _left(model: type[Row], slugs: Collection[str]) -> dict[str, list[tuple[datetime, int]]]:
    """When each slug was given up and by the row of which number, the earliest first."""
    changes: Any = RowChange.objects.filter(
        entry__content_type__app_label="mandates",
        entry__content_type__model=model._meta.model_name,
        before__slug__in=list(slugs),
    ).order_by("entry__action_time", "pk")
    found: dict[str, list[tuple[datetime, int]]] = {}
    for at, before, after in changes.values_list("entry__action_time", "before", "after"):
        if after is None or after["slug"] != before["slug"]:
            found.setdefault(before["slug"], []).append((at, before["number"]))
    return found


def _old(model: type[Row], slugs: Collection[str]) -> dict[str, str]:
    if not issubclass(model, AddressedRow):
        return {}
    rows = model._default_manager.exclude(old_slugs="").values_list("slug", "old_slugs")
    return {old: slug for slug, own in rows for old in own.split() if old in slugs}
