"""Are the days of the content possible, and is it time to look at it again? Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from mandates.checks.problem import Problem, problem, sentence
from mandates.checks.problem import gettext_noop as _
from mandates.rules.rows import Mandate, Row

NEAR: Final = timedelta(days=30)


def problems(model: str, slug: str, row: Row, today: date) -> Iterator[Problem]:
    """A review that is near or late, and days that cannot be: of a check to come, of a review before its check."""
    yield from _review(model, slug, row, today)
    yield from _future(model, slug, row, today)
    checked_on, review_by = getattr(row, "checked_on", ""), getattr(row, "review_by", "")
    if checked_on and review_by and review_by < checked_on:
        message = sentence(_("Tarkistuspäivä on ennen päivää, jona tiedot on tarkistettu."))
        yield problem("review-before-check", model, slug, "review_by", message)


def _review(model: str, slug: str, row: Row, today: date) -> Iterator[Problem]:
    review_by: str = getattr(row, "review_by", "")
    due = date.fromisoformat(review_by) if review_by else date.max
    if due < today:
        message = sentence(_("Tiedot piti tarkistaa viimeistään %(day)s."), day=due)
        yield problem("review-passed", model, slug, "review_by", message)
    elif due - today <= NEAR:
        message = sentence(_("Tarkista tiedot viimeistään %(day)s."), day=due)
        yield problem("review-near", model, slug, "review_by", message)


def _future(model: str, slug: str, row: Row, today: date) -> Iterator[Problem]:
    """A day may be known to the month or the year only: then this month or year has begun."""
    days = {name: getattr(row, name, "") for name in ("dated", "checked_on")}
    if isinstance(row, Mandate):
        days |= {f"name_dated_{language}": name.dated for language, name in row.names.items()}
    for column, day in days.items():
        if day > today.isoformat()[: len(day)]:
            message = sentence(_("Päivä on tulevaisuudessa: kirjoita päivä, jona tieto on luettu tai tarkistettu."))
            yield problem("date-in-future", model, slug, column, message)
