"""The rows whose review date has passed or is near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.pages import change_page, editors_page, kind
from mandates.checks.dates import NEAR
from mandates.models import Cause, InfoSection, Instruction, Mandate, Row

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHEN: Final = "milloin"
LATE, SOON = "myohassa", "pian"
ONLY: Final = {
    LATE: _("Tässä ovat vain rivit, joiden tarkistuspäivä on mennyt."),
    SOON: _("Tässä ovat vain rivit, joiden tarkistuspäivä on 30 päivän sisällä."),
}


@dataclass(frozen=True, slots=True)
class Review:
    """A row whose review date has passed or is near."""

    kind: str
    title: str
    url: str
    checked_on: date
    review_by: date
    late: bool


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    """The rows; `only` says which of them the address asks for, where it asks for some."""

    rows: list[Review]
    only: StrOrPromise


@editors_page(_("Tarkistettavat rivit"), "mandates.view_mandate")
def reviews(request: HttpRequest) -> ReviewsPage:
    """All of them; those that are late, or those that soon will be, when the address asks for them."""
    when = request.GET.get(WHEN, "")
    return ReviewsPage(to_review(timezone.localdate(), when), ONLY.get(when, ""))


def dated(today: date, when: str) -> Q:
    """Which rows are late, or soon will be, or either when neither is named."""
    late, soon = Q(review_by__lt=today), Q(review_by__range=(today, today + NEAR))
    return {LATE: late, SOON: soon}.get(when, late | soon)


def counted_reviews(today: date) -> tuple[int, int]:
    """How many rows are late, and how many soon will be."""
    late = [each.late for each in to_review(today)]
    return sum(late), len(late) - sum(late)


def to_review(today: date, when: str = "") -> list[Review]:
    """The rows whose review date has passed or is near, or those of them that are asked for, the latest first."""
    near = dated(today, when)
    found = [
        _review(row, today)
        for rows in (
            Mandate.objects.filter(near, retired=False),
            Instruction.objects.filter(near),
            InfoSection.objects.filter(near),
            Cause.objects.filter(near),
        )
        for row in rows
    ]
    return sorted(found, key=lambda review: (review.review_by, review.kind, review.title))


def _review(row: Mandate | Instruction | InfoSection | Cause, today: date) -> Review:
    model: type[Row] = type(row)
    return Review(
        kind(model), str(row), change_page(model, row.pk), row.checked_on, row.review_by, row.review_by < today
    )
