"""What visitors told of the pages and how often each outcome was shown. Nothing here can be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mandates.admin.pages import AnyAdmin, ReadOnlyAdmin, editors_page
from mandates.feedback import BLOCKED, HELD, NOTHING
from mandates.models import Feedback, Mandate, OutcomeCount
from mandates.rules.rows import NONE_OF_THESE

PERIOD: Final = "julkaisu"
DAYS: Final = 30
SHOWN_LENGTH: Final = 200
ENDINGS: Final = {
    NONE_OF_THESE: _("Ei mitään näistä tehtävistä"),
    BLOCKED: _("Edellytys puuttuu kaikista valtuuksista"),
    HELD: _("Kaikki tarvittavat valtuudet ovat jo"),
}


class FeedbackAdmin(ReadOnlyAdmin):
    """Read only; what holds personal data can be deleted by who may. The log then keeps the page and the day."""

    list_display = ("page", "helped", "missed", "found_as", "given", "language", "publication")
    list_filter = ("helped", "page", "publication", "language")
    list_per_page = 50
    search_fields = ("text", "found_as")
    date_hierarchy = "day"
    has_delete_permission = AnyAdmin.has_delete_permission

    @admin.display(description=_("mikä jäi puuttumaan"), ordering="text")
    def missed(self, row: Feedback) -> str:
        return Truncator(row.text).chars(SHOWN_LENGTH)

    @admin.display(description=_("päivä"), ordering="day")
    def given(self, row: Feedback) -> str:
        return f"{row.day:%-d.%-m.%Y}"


@dataclass(frozen=True, slots=True)
class Period:
    """What the counts are of: one publication, or the last days of all of them."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One outcome and how many times it was shown."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class PageFeedback:
    """How one page was judged; `url` lists its feedback."""

    page: str
    url: str
    helped: int
    did_not: int
    texts: int


@dataclass(frozen=True, slots=True)
class UsagePage:
    period: str
    choices: tuple[Period, ...]
    asked: tuple[Bar, ...]
    nothing: tuple[Bar, ...]
    pages: tuple[PageFeedback, ...]

    @property
    def longest(self) -> int:
        """The end of every bar's scale, so that they can be compared."""
        return max((bar.count for bar in (*self.asked, *self.nothing)), default=1)


class UsageAdmin(ReadOnlyAdmin):
    """One page of bars in the place of a list and of rows."""

    def get_urls(self) -> list[URLPattern]:
        return []


@editors_page(_("Käyttö"), "mandates.view_outcomecount")
def usage(request: HttpRequest) -> UsagePage:
    return usage_page(request.GET.get(PERIOD, ""), may_read=request.user.has_perm("mandates.view_feedback"))


def usage_page(chosen: str, *, may_read: bool) -> UsagePage:
    """The counts of the chosen publication; of the last days of all publications when none is named."""
    numbers = sorted(_publications(OutcomeCount) | _publications(Feedback), reverse=True)
    number = next((number for number in numbers if str(number) == chosen), None)
    asked, nothing = _bars(_in_period(OutcomeCount.objects.all(), number))
    recent = gettext("Viimeiset %(days)s päivää") % {"days": DAYS}
    return UsagePage(
        period=_numbered(number) if number else recent,
        choices=(
            Period("", recent, chosen=number is None),
            *(Period(str(each), _numbered(each), chosen=each == number) for each in numbers),
        ),
        asked=asked,
        nothing=nothing,
        pages=tuple(_pages(_in_period(Feedback.objects.all(), number), number)) if may_read else (),
    )


def _numbered(number: int) -> str:
    return gettext("Julkaisu %(number)s") % {"number": number}


def _publications(model: type[OutcomeCount | Feedback]) -> set[int]:
    return set(model._default_manager.order_by().values_list("publication", flat=True).distinct())


def _in_period(rows: QuerySet[Any], publication: int | None) -> QuerySet[Any]:
    if publication is not None:
        return rows.filter(publication=publication)
    return rows.filter(day__gt=timezone.localdate() - timedelta(days=DAYS))


def _bars(rows: QuerySet[Any]) -> tuple[tuple[Bar, ...], tuple[Bar, ...]]:
    """Mandates asked for, and results without any; most often shown first."""
    shown = rows.order_by().values_list("outcome").annotate(shown=Sum("count")).order_by("-shown", "outcome")
    counts: Mapping[str, int] = dict(shown)
    titles = dict(Mandate.objects.filter(slug__in=counts).values_list("slug", "title_fi"))
    asked = tuple(Bar(titles.get(word, word), count) for word, count in counts.items() if word not in NOTHING)
    return asked, tuple(Bar(str(ENDINGS[word]), count) for word, count in counts.items() if word in NOTHING)


def _pages(rows: QuerySet[Any], publication: int | None) -> Iterator[PageFeedback]:
    """Pages that most often did not help first."""
    judged = (
        rows.order_by()
        .values_list("page")
        .annotate(
            good=Count("pk", filter=Q(helped=True)),
            bad=Count("pk", filter=Q(helped=False)),
            texts=Count("pk", filter=~Q(text="")),
        )
    )
    narrowed = {"publication": publication} if publication else {}
    for page, good, bad, texts in judged.order_by("-bad", "-texts", "page"):
        query = urlencode({"page": page, **narrowed})
        yield PageFeedback(page, f"{reverse('admin:mandates_feedback_changelist')}?{query}", good, bad, texts)
