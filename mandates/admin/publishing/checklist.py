"""What would be published, ready to be judged: read when publishing, asking a colleague, reviewing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from mandates.admin.frame.pages import change_page
from mandates.admin.frame.problems import FAILING, ProblemView, problem_views, reasons_said, rulesets_of, vocabulary
from mandates.admin.preview.preview import previewed
from mandates.admin.preview.public_site import answer_address
from mandates.admin.publishing import choosing
from mandates.admin.publishing.choosing import Chooser
from mandates.admin.publishing.effect import ShownImpact, effect_of, row_keys
from mandates.checks import cases
from mandates.checks.integrity import Severity
from mandates.models import ExpectedCase, Publication, ReviewRequest
from mandates.publishing import reviews
from mandates.publishing.planned import Draft
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class FailingCase:
    """An expected case that the draft does not meet."""

    situation: str
    sentences: tuple[str, ...]
    url: str
    preview: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """What would be published, ready to be judged."""

    live: Publication | None
    waiting: Publication | None
    damage: str
    others: tuple[str, ...]
    errors: tuple[ProblemView, ...]
    warnings: tuple[ProblemView, ...]
    cases: int
    failing: tuple[FailingCase, ...]
    effect: ShownImpact | None
    chooser: Chooser
    can_publish: bool
    seen: str
    unread: str
    approval: ReviewRequest | None

    @property
    def passed(self) -> int:
        return self.cases - len(self.failing)


def checklist(draft: Draft, *, previews: bool = True) -> Checklist:
    """Of an older publication there are no previews: the preview shows the draft."""
    others = (problem for problem in draft.problems if problem.code != FAILING)
    unread = reviews.refusal(draft)
    found = problem_views(others, *rulesets_of(draft))
    return Checklist(
        live=draft.live,
        waiting=draft.standing.waiting,
        damage=draft.damage,
        others=reasons_said(draft.others, draft),
        errors=tuple(problem for problem in found if problem.severity is Severity.ERROR),
        warnings=tuple(problem for problem in found if problem.severity is Severity.WARNING),
        cases=len(draft.ruleset.cases) if draft.ruleset else 0,
        failing=tuple(_failing(draft.ruleset)) if draft.ruleset else (),
        effect=effect_of(draft, previews=previews),
        chooser=choosing.chooser(draft),
        can_publish=not draft.blocking and not unread,
        seen=draft.seen,
        unread=unread,
        approval=reviews.approval(draft),
    )


def _failing(ruleset: Ruleset) -> Iterator[FailingCase]:
    sentences: dict[str, list[str]] = {}
    for failure in cases.failing(ruleset):
        sentences.setdefault(failure.case, []).append(failure.sentence.said(gettext, vocabulary(ruleset)))
    pks = row_keys(ExpectedCase, sentences)
    for slug, found in sentences.items():
        case = ruleset.cases[slug]
        address = previewed(answer_address(cases.answers(case)))
        yield FailingCase(case.situation, tuple(found), change_page(ExpectedCase, pks.get(slug)), address)
