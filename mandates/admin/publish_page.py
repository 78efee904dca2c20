"""What the publish page and the comparison of two publications show: a checklist, and the impact in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from mandates import cases, impact, publishing
from mandates.admin import preview, problems
from mandates.admin.problems import ProblemView
from mandates.differences import FieldChange, ModelChanges
from mandates.integrity import Severity
from mandates.models import ExpectedCase, Publication, Row
from mandates.rules import Answers
from mandates.ruleset import Ruleset

LARGE_SHARE: Final = 0.05
"""A publication that changes more of all situations than this asks for a typed confirmation."""
MOST_SHOWN: Final = 200
FAILING: Final = "case-failing"


@dataclass(frozen=True, slots=True)
class FailingCase:
    """An expected case that the draft does not meet."""

    situation: str
    sentences: tuple[str, ...]
    url: str
    preview: str


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """A change of the rules, and where a situation can be seen before and after (empty where it cannot)."""

    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangesOfTask:
    """The changes of one task."""

    title: str
    changes: tuple[ChangedAnswer, ...]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """What is edited in a row: `field`, `before` and `after` are empty for a row that came, went or moved."""

    row: str
    url: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """The impact of one document in place of another. `confirm` is the number to type when much changes."""

    changed: int
    situations: int
    percent: str
    groups: tuple[ChangesOfTask, ...]
    rest: int
    covering: tuple[str, ...]
    rules: tuple[ChangedRow, ...]
    wording: tuple[ChangedRow, ...]
    confirm: int | None


@dataclass(frozen=True, slots=True)
class Checklist:
    """The draft, ready to be judged."""

    newest: Publication | None
    live: Publication | None
    scheduled: tuple[Publication, ...]
    damage: str
    others: tuple[str, ...]
    errors: tuple[ProblemView, ...]
    warnings: tuple[ProblemView, ...]
    cases: int
    failing: tuple[FailingCase, ...]
    effect: Effect | None
    can_publish: bool
    seen: str

    @property
    def passed(self) -> int:
        return self.cases - len(self.failing)


def checklist(draft: publishing.Draft) -> Checklist:
    found = problems.problem_views(problem for problem in draft.problems if problem.code != FAILING)
    now = timezone.now()
    publications = Publication.objects.defer("body")
    return Checklist(
        newest=draft.newest,
        live=publications.live(now).first(),
        scheduled=tuple(publications.filter(live_from__gt=now).order_by("live_from")),
        damage=draft.damage,
        others=draft.others,
        errors=tuple(problem for problem in found if problem.severity is Severity.ERROR),
        warnings=tuple(problem for problem in found if problem.severity is Severity.WARNING),
        cases=len(draft.ruleset.cases) if draft.ruleset else 0,
        failing=tuple(_failing(draft.ruleset)) if draft.ruleset else (),
        effect=effect_of(draft),
        can_publish=not draft.refusals,
        seen=draft.seen,
    )


def effect_of(draft: publishing.Draft) -> Effect | None:
    """What publishing the draft changes; None for the first publication and when it cannot be told."""
    found = draft.impact()
    if found is None or draft.ruleset is None or draft.newest is None:
        return None
    return effect(found, draft.before, draft.ruleset, previews=True)


def effect(found: impact.Impact, before: Ruleset, after: Ruleset, *, previews: bool = False) -> Effect:
    """The impact in words. Only the draft in place of the newest publication can be looked at before and after."""
    names = impact.names_of(before, after, gettext)
    groups: dict[str, list[ChangedAnswer]] = {}
    for change in found.rules[:MOST_SHOWN]:
        was = change.organisation in before.types and change.task in before.tasks
        will = change.organisation in after.types and change.task in after.tasks
        line = ChangedAnswer(
            text=change.sentence(names),
            before=result_address(change.query) if previews and was else "",
            after=previewed(result_address(change.query)) if previews and will else "",
        )
        groups.setdefault(names.tasks.get(change.task, change.task), []).append(line)
    covering = tuple(change.sentence(names) for change in found.covering)
    large = found.share > LARGE_SHARE or bool(covering)
    return Effect(
        changed=found.changed,
        situations=found.situations,
        percent=number_format(100 * found.share, 1),
        groups=tuple(ChangesOfTask(title, tuple(changes)) for title, changes in groups.items()),
        rest=max(0, len(found.rules) - MOST_SHOWN),
        covering=covering,
        rules=tuple(row for changes in found.rows for row in _rows(changes, changes.rule_fields, whole=True)),
        wording=tuple(row for changes in found.rows for row in _rows(changes, changes.wording, whole=False)),
        confirm=found.changed if large else None,
    )


def result_address(answers: Answers) -> str:
    """The public address of the answer to these answers, as a person of the organisation itself."""
    pairs = [
        *(("organisaatio", slug) for slug in sorted(answers.types)),
        *(("tehtava", slug) for slug in sorted(answers.tasks)),
        ("suhde", "oma"),
        *(("kylla", slug) for slug in sorted(answers.yes)),
        *(("ei", slug) for slug in sorted(answers.no)),
    ]
    return f"{reverse('result')}?{urlencode(pairs)}"


def previewed(address: str) -> str:
    """The same address in the draft's preview."""
    return preview.PREFIX.rstrip("/") + address


def _failing(ruleset: Ruleset) -> Iterator[FailingCase]:
    sentences: dict[str, list[str]] = {}
    for failure in cases.failing(ruleset):
        sentences.setdefault(failure.case, []).append(failure.sentence.said(gettext))
    pks = _keys(ExpectedCase, sentences)
    for slug, found in sentences.items():
        case = ruleset.cases[slug]
        address = previewed(result_address(cases.answers(case)))
        yield FailingCase(case.situation, tuple(found), change_page(ExpectedCase, pks.get(slug)), address)


def _rows(changes: ModelChanges, fields: tuple[FieldChange, ...], *, whole: bool) -> Iterator[ChangedRow]:
    """The changed fields; with `whole` also the rows that came, went or moved."""
    model = problems.model_of(changes.model)
    slugs = [
        *changes.added,
        *changes.removed,
        *(moved.slug for moved in changes.moved),
        *(each.slug for each in fields),
    ]
    pks = _keys(model, dict.fromkeys(slugs))
    kind = capfirst(str(model._meta.verbose_name))

    def line(slug: str, what: str, before: str = "", after: str = "") -> ChangedRow:
        return ChangedRow(f"{kind}: {slug}", change_page(model, pks.get(slug)), what, before, after)

    if whole:
        yield from (line(slug, gettext("uusi rivi")) for slug in changes.added)
        yield from (line(slug, gettext("rivi poistettu")) for slug in changes.removed)
        yield from (
            line(moved.slug, gettext("paikka luettelossa"), str(moved.before), str(moved.after))
            for moved in changes.moved
        )
    for each in fields:
        yield line(each.slug, problems.label(model, each.field), *each.values(gettext))


def _keys(model: type[Row], slugs: Mapping[str, object]) -> dict[str, int]:
    return dict(model.objects.filter(slug__in=list(slugs)).values_list("slug", "pk"))


def change_page(model: type[Model], pk: int | None) -> str:
    """The admin's page of a row, empty when the draft has no such row."""
    return reverse(f"admin:mandates_{model._meta.model_name}_change", args=(pk,)) if pk else ""
