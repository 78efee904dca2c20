"""What visitors told of the pages, for editors to handle, and how often each outcome was shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.lists import DELETE, ChoiceFilter, ListAdmin
from mandates.admin.frame.pages import ReadOnlyAdmin, editors_page, signed_in
from mandates.feedback import BLOCKED, HELD, NOTHING
from mandates.languages import show_day
from mandates.models import Feedback, FeedbackState, Mandate, OutcomeCount
from mandates.rules.rows import NONE_OF_THESE

PERIOD: Final = "julkaisu"
DAYS: Final = 30
SHOWN_LENGTH: Final = 200
ENDINGS: Final = {
    NONE_OF_THESE: _("Ei mitään näistä tehtävistä"),
    BLOCKED: _("Edellytys puuttuu kaikista valtuuksista"),
    HELD: _("Kaikki tarvittavat valtuudet ovat jo"),
}


class OwnerFilter(ChoiceFilter):
    title = _("käsittelijä")
    parameter_name = "kasittelija"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("mina", gettext("Minä")), ("ei-kukaan", gettext("Ei kukaan"))]

    def chosen(self, choice: str, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(owner=request.user.pk if choice == "mina" else None)


class FeedbackAdmin(ReadOnlyAdmin):
    """What a visitor wrote cannot be changed: editors take it, mark it handled and delete what holds personal data. The
    log then keeps the page and the day."""

    list_display = ("page", "state", "helped", "missed", "found_as", "given", "owner", "language", "publication")
    list_filter = ("state", OwnerFilter, "helped", "page", "publication", "language")
    list_select_related = ("owner",)
    list_per_page = 50
    search_fields = ("text", "found_as")
    date_hierarchy = "day"
    fields = ("state", "owner", "page", "helped", "text", "found_as", "day", "language", "publication")
    readonly_fields = fields[2:]
    actions = ("take", "handle", "reopen", DELETE)
    has_change_permission = ListAdmin.has_change_permission
    has_delete_permission = ListAdmin.has_delete_permission

    @admin.action(description=_("Ota itselleni"), permissions=["change"])
    def take(self, request: HttpRequest, rows: QuerySet[Feedback]) -> None:
        self._told(request, rows.update(owner=signed_in(request)))

    @admin.action(description=_("Merkitse käsitellyksi"), permissions=["change"])
    def handle(self, request: HttpRequest, rows: QuerySet[Feedback]) -> None:
        """Who handles what nobody has taken is its owner."""
        owner = Coalesce(F("owner"), Value(signed_in(request).pk))
        self._told(request, rows.update(state=FeedbackState.HANDLED, owner=owner))

    @admin.action(description=_("Merkitse uudeksi"), permissions=["change"])
    def reopen(self, request: HttpRequest, rows: QuerySet[Feedback]) -> None:
        self._told(request, rows.update(state=FeedbackState.NEW))

    def _told(self, request: HttpRequest, count: int) -> None:
        sentence = ngettext("%(count)s palaute on muutettu.", "%(count)s palautetta on muutettu.", count)
        self.message_user(request, sentence % {"count": count}, messages.SUCCESS)

    @admin.display(description=_("mikä jäi puuttumaan"), ordering="text")
    def missed(self, row: Feedback) -> str:
        return Truncator(row.text).chars(SHOWN_LENGTH)

    @admin.display(description=_("päivä"), ordering="day")
    def given(self, row: Feedback) -> str:
        return show_day(row.day)


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
