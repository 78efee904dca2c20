"""Problems of the draft in the words that the editors' pages use, each with the page on which to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from mandates.admin.frame.pages import add_page, change_page, kind
from mandates.admin.frame.shown import rows_of
from mandates.checks.integrity import Problem, Severity
from mandates.checks.problem import Reason, RowRef, Vocabulary, reason_said
from mandates.content import documents
from mandates.impact.naming import naming
from mandates.languages import show_day
from mandates.models import Mandate, Row, Task
from mandates.publishing import planned
from mandates.rules.ruleset import Ruleset

LEVELS: Final = {Severity.ERROR: messages.ERROR, Severity.WARNING: messages.WARNING}
MOST: Final = 5
FAILING: Final = "case-failing"
COLLISION: Final = gettext_noop("Joku muu tallensi samaan aikaan. Mitään ei tallennettu: yritä uudestaan.")
NOT_THERE: Final = gettext_noop("Luonnoksessa ei ole riviä %(slug)s.")


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem as a sentence, and the page on which to mend it (empty when its row is gone). A published row that is
    gone comes back by the address in `back`.
    """

    text: str
    url: str
    severity: Severity
    back: str = ""


def problem_views(problems: Iterable[Problem], *rulesets: Ruleset) -> list[ProblemView]:
    """All of them, in their order. Rows are called as in these sets, the first that has them."""
    found = list(problems)
    rows = {name: _rows(name, found) for name in {problem.model for problem in found}}
    words = vocabulary(*rulesets)
    return [_view(problem, rows[problem.model].get(problem.slug), words) for problem in found]


def rulesets_of(draft: planned.Draft) -> tuple[Ruleset, ...]:
    """Where the rows of a draft have their names: what it lacks, the publication still has."""
    return (draft.ruleset, draft.before) if draft.ruleset else (draft.before,)


def after_saving(draft: planned.Draft, row: Row, told: Iterable[Problem] = ()) -> Iterator[tuple[int, SafeString]]:
    """What the linter says of a row that was just saved, and of its conditions, as messages: errors first. What has
    been told is not said twice.
    """
    about = {(str(row._meta.model_name), row.slug)}
    if isinstance(row, Mandate | Task):
        about |= {("condition", slug) for slug in row.conditions.values_list("slug", flat=True)}
    said = set(told)
    found = [each for each in draft.problems if (each.model, each.slug) in about and each not in said]
    found.sort(key=lambda problem: problem.severity is not Severity.ERROR)
    for problem in problem_views(found[:MOST], *rulesets_of(draft)):
        yield LEVELS[problem.severity], linked(problem.url, problem.text)
    if len(found) > MOST:
        rest = gettext("Muita huomautuksia tästä rivistä: %(count)s.") % {"count": len(found) - MOST}
        yield messages.WARNING, linked("", rest)


def linked(url: str, text: str) -> SafeString:
    """The text as a link where there is somewhere to go."""
    return format_html('<a href="{}">{}</a>', url, text) if url else format_html("{}", text)


def vocabulary(*rulesets: Ruleset) -> Vocabulary:
    """Rows by their names in these sets, the first that has them, else in the draft; fields by their labels; days as
    the page writes them.
    """
    called = naming(*rulesets)

    def row(model: str, slug: str) -> str:
        name = called(model, slug)
        return gettext("”%(place)s”") % {"place": name if name != slug else _in_draft(model, slug)}

    return Vocabulary(row, lambda model, name: label(model_of(model), name), show_day)


def reasons_said(reasons: Iterable[Reason], draft: planned.Draft) -> tuple[str, ...]:
    """Why this is not published, by the names and labels that editors know."""
    words = vocabulary(*rulesets_of(draft))
    return tuple(reason_said(reason, gettext, words) for reason in reasons)


def _in_draft(model: str, slug: str) -> str:
    """The name of a row that no publication has and none would have; of a row that there is not, its slug."""
    row = model_of(model)._default_manager.filter(slug=slug).first()
    return str(row) if row else slug


def _rows(name: str, problems: Iterable[Problem]) -> dict[str, Row]:
    model = model_of(name)
    slugs = {problem.slug for problem in problems if problem.model == name}
    return {row.slug: row for row in rows_of(model, slugs)}


def _view(problem: Problem, row: Row | None, words: Vocabulary) -> ProblemView:
    model = model_of(problem.model)
    text = gettext("%(kind)s %(row)s, %(field)s: %(problem)s") % {
        "kind": kind(model),
        "row": words.of(RowRef(problem.model, problem.slug)),
        "field": label(model, problem.field),
        "problem": problem.message.said(gettext, words),
    }
    if row:
        return ProblemView(text, change_page(model, row.pk), problem.severity)
    number = dict(problem.message.values).get("number")
    if problem.code != "slug-broken" or not isinstance(number, int):
        return ProblemView(text, "", problem.severity)
    back = reverse("admin:bring_back", args=(problem.model, number))
    return ProblemView(text, _added_again(model, problem, number), problem.severity, back)


def _added_again(model: type[Row], problem: Problem, number: int) -> str:
    """Where a row that visitors' links name can be made again by hand, under its slug and number."""
    values = {"slug": problem.slug, "number": str(number), "retired": "on"}
    return f"{add_page(model)}?{urlencode(values)}"


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
