"""Problems of the draft in the words that the editors' pages use, each with the page on which to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext

from mandates.admin.pages import change_page, kind
from mandates.checks.integrity import Problem, Severity
from mandates.content import documents
from mandates.models import Condition, Mandate, Row, Task
from mandates.publishing import publish

LEVELS: Final = {Severity.ERROR: messages.ERROR, Severity.WARNING: messages.WARNING}
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem as a sentence, and the page on which to mend it (empty when its row is gone)."""

    text: str
    url: str
    severity: Severity


def problem_views(problems: Iterable[Problem]) -> list[ProblemView]:
    """All of them, in their order."""
    found = list(problems)
    rows = {name: _rows(name, found) for name in {problem.model for problem in found}}
    return [_view(problem, rows[problem.model].get(problem.slug)) for problem in found]


def after_saving(row: Row) -> Iterator[tuple[int, str]]:
    """What the linter says of a row that was just saved, and of its conditions, as messages: errors first."""
    about = {(str(row._meta.model_name), row.slug)}
    if isinstance(row, Mandate | Task):
        about |= {("condition", slug) for slug in row.conditions.values_list("slug", flat=True)}
    found = [problem for problem in publish.draft().problems if (problem.model, problem.slug) in about]
    found.sort(key=lambda problem: problem.severity is not Severity.ERROR)
    for problem in problem_views(found[:MOST]):
        link = format_html('<a href="{}">{}</a>', problem.url, problem.text) if problem.url else problem.text
        yield LEVELS[problem.severity], format_html("{}", link)
    if len(found) > MOST:
        yield messages.WARNING, gettext("Muita huomautuksia tästä rivistä: %(count)s.") % {"count": len(found) - MOST}


def _rows(name: str, problems: Iterable[Problem]) -> dict[str, Row]:
    model = model_of(name)
    slugs = {problem.slug for problem in problems if problem.model == name}
    rows: QuerySet[Any] = model.objects.filter(slug__in=slugs)
    return {row.slug: row for row in (rows.select_related("task", "mandate") if model is Condition else rows)}


def _view(problem: Problem, row: Row | None) -> ProblemView:
    model = model_of(problem.model)
    text = gettext("%(kind)s ”%(row)s”, %(field)s: %(problem)s") % {
        "kind": kind(model),
        "row": row or problem.slug,
        "field": label(model, problem.field),
        "problem": problem.message.said(gettext),
    }
    return ProblemView(text, change_page(model, row.pk if row else None), problem.severity)


def model_of(name: str) -> type[Row]:
    return next(model for model in documents.MODELS if model._meta.model_name == name)


def label(model: type[Row], name: str) -> str:
    """The field's name; for what other rows say of this one, theirs."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if field.auto_created and field.related_model:
        return str(field.related_model._meta.verbose_name_plural)
    return str(getattr(field, "verbose_name", name))
