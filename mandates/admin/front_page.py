"""The front page by work: what is mine, what waits, and what is to be noted of the draft. Every count is a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from mandates.admin.frame.problems import FAILING, ProblemView, problem_views, reasons_said, rulesets_of
from mandates.admin.publishing import choosing, reviews
from mandates.admin.publishing.choosing import RowView
from mandates.admin.worklists import notes, to_review, unconfirmed
from mandates.admin.worklists.notes import NoteGroup, listed
from mandates.checks import cases
from mandates.checks.integrity import Severity
from mandates.models import ReviewRequest
from mandates.publishing import authors, plan
from mandates.publishing.clock import day_and_time
from mandates.publishing.planned import Draft

MOST_SHOWN: Final = 5
STALE: Final = "translation-stale"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of something, and the list of exactly those; one thing alone, which is named, has no count."""

    text: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of work that waits. `what` is said before its counts."""

    what: str
    counts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """The unpublished rows that this editor has edited; `rest` is how many are not shown, `url` lists all."""

    rows: tuple[RowView, ...]
    rest: int
    url: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What is mine, what waits, how ready the draft is, and its notes by kind."""

    mine: Mine
    waiting: tuple[Waiting, ...]
    errors: Counted
    warnings: Counted
    cases: Counted
    failing: int
    worst: tuple[ProblemView, ...]
    groups: tuple[NoteGroup, ...]
    others: tuple[str, ...]
    damage: str

    @property
    def passed(self) -> int:
        return self.cases.count - self.failing


def front_page(request: HttpRequest) -> FrontPage:
    draft = plan.draft()
    errors = [problem for problem in draft.problems if problem.severity is Severity.ERROR]
    failing = len({failure.case for failure in cases.failing(draft.ruleset)}) if draft.ruleset else 0
    expected = listed(laji=FAILING) if failing else reverse("admin:mandates_expectedcase_changelist")
    return FrontPage(
        mine=_mine(request, draft),
        waiting=tuple(each for each in _waiting(request, draft) if each.counts),
        errors=Counted("", len(errors), listed(vakavuus=Severity.ERROR)),
        warnings=Counted("", len(draft.problems) - len(errors), listed(vakavuus=Severity.WARNING)),
        cases=Counted("", len(draft.ruleset.cases) if draft.ruleset else 0, expected),
        failing=failing,
        worst=tuple(problem_views(errors[:MOST_SHOWN], *rulesets_of(draft))),
        groups=tuple(notes.groups(draft.problems)),
        others=reasons_said(draft.others, draft),
        damage=draft.damage,
    )


def changes_page(request: HttpRequest) -> str:
    """Where this editor sees what the draft changes: to publish it, or to read."""
    may_publish = request.user.has_perm("mandates.add_publication")
    return reverse("admin:mandates_publication_add" if may_publish else "admin:draft_changes")


def _mine(request: HttpRequest, draft: Draft) -> Mine:
    keys = authors.touched_by(request.user.pk, draft)
    own = choosing.views(tuple(row for row in draft.rows if row.key in keys)[:MOST_SHOWN])
    return Mine(own, max(0, len(keys) - MOST_SHOWN), f"{changes_page(request)}?{choosing.MINE}=1")


def _waiting(request: HttpRequest, draft: Draft) -> Iterator[Waiting]:
    yield from _asked(request, draft)
    publications = [
        Counted(f"{each}, {day_and_time(each.seen_from)}", 0, _page_of(request, each.pk))
        for each in draft.standing.all_waiting
    ]
    yield Waiting(gettext("Ajastettu julkaisu"), tuple(publications))
    unpublished = sum(not row.waits for row in draft.rows)
    yield Waiting(gettext("Julkaisemattomia rivejä"), _some(gettext("kaikki"), unpublished, changes_page(request)))
    late, near = to_review.counted_reviews(timezone.localdate())
    page = f"{reverse('admin:reviews')}?{to_review.WHEN}="
    dated = (
        *_some(gettext("myöhässä"), late, f"{page}{to_review.LATE}"),
        *_some(gettext("30 päivän sisällä"), near, f"{page}{to_review.SOON}"),
    )
    yield Waiting(gettext("Tarkistettavia rivejä"), dated)
    stale = sum(problem.code == STALE for problem in draft.problems)
    yield Waiting(gettext("Tarkistettavia käännöksiä"), _some(gettext("kaikki"), stale, listed(laji=STALE)))
    yield Waiting(gettext("Vahvistettavia nimiä"), tuple(_names()))


def _asked(request: HttpRequest, draft: Draft) -> Iterator[Waiting]:
    """What editors ask of each other."""
    of_me = reviews.open_requests(reviewer=request.user.pk)
    by_me = reviews.open_requests(asked_by=request.user.pk)
    since = draft.live.published_at if draft.live else None
    yield Waiting(gettext("Sinulta pyydetään tarkistusta"), _requests(of_me, "asked_by"))
    yield Waiting(gettext("Pyyntösi odottaa"), _requests(by_me, "reviewer"))
    yield Waiting(gettext("Pyyntöösi on vastattu"), _requests(reviews.answered_to(request.user, since), "reviewer"))


def _names() -> Iterator[Counted]:
    page = f"{reverse('admin:unconfirmed_names')}?{unconfirmed.STATE}="
    for state, count in unconfirmed.counts().items():
        yield from _some(str(unconfirmed.STATES[state]), count, f"{page}{state}")


def _requests(found: Iterable[ReviewRequest], other: str) -> tuple[Counted, ...]:
    """Each with who is at the other end, and what was decided."""
    return tuple(
        Counted(
            f"{getattr(each, other)}{'' if each.is_open else f', {each.get_decision_display()}'}",
            0,
            reverse("admin:review", args=(each.pk,)),
        )
        for each in found
    )


def _some(text: str, count: int, url: str) -> tuple[Counted, ...]:
    return (Counted(text, count, url),) if count else ()


def _page_of(request: HttpRequest, pk: int) -> str:
    page = "timing" if request.user.has_perm("mandates.add_publication") else "change"
    return reverse(f"admin:mandates_publication_{page}", args=(pk,))
