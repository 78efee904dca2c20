"""Asking a colleague to read what would be published; the colleague's page; the log of all requests."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.numbers import whole
from mandates.admin.frame.pages import editors_page, page_response, permitted, signed_in
from mandates.admin.frame.paragraphs import ParagraphField, in_lines
from mandates.admin.people import session
from mandates.admin.publishing import choosing
from mandates.admin.publishing.checklist import Checklist, checklist
from mandates.admin.publishing.choosing import RowView
from mandates.models import Publication, ReviewComment, ReviewRequest
from mandates.models.reviews import ReviewDecision
from mandates.publishing import authors, clock, plan, publish, refusals, reviews
from mandates.publishing.planned import Draft
from mandates.publishing.reviews import EDITS, may_still

OLDER: Final = "julkaisu"
ON_A_PAGE: Final = 50
LONGEST: Final = 2000
ASKED: Final = gettext_noop("Pyyntö on lähetetty. Se odottaa tarkistajan etusivulla: %(reviewer)s.")
TWICE: Final = gettext_noop("Olet jo lähettänyt saman pyynnön: %(reviewer)s.")
DECIDED: Final = gettext_noop("Pyyntö on jo päätetty.")
OWN: Final = gettext_noop("Et voi hyväksyä omaa muutostasi: olet itse pyytänyt tarkistusta tai muokannut näitä rivejä.")
CHANGED: Final = gettext_noop(
    "Luonnos tai se, mitä kävijät näkevät, on muuttunut pyynnön jälkeen. Tätä ei voi enää hyväksyä: palauta pyyntö."
)
OUTDATED: Final = gettext_noop(
    "Luonnos tai se, mitä kävijät näkevät, on muuttunut pyynnön jälkeen: nämä muutokset on ehkä jo julkaistu. Jos ne "
    "pitää vielä tarkistaa, pyydä uudestaan."
)


class AskForm(forms.Form):
    """A colleague who may edit and can come in; never oneself."""

    reviewer = forms.ModelChoiceField(User.objects.none(), label=_("Keneltä pyydät"))
    comment = ParagraphField(
        label=_("Viesti"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("Mitä muuttui ja mihin tarkistajan pitää kiinnittää huomiota."),
    )

    def __init__(self, asker: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reviewer"]
        field.queryset = colleagues(asker)


@dataclass(frozen=True, slots=True)
class AskPage:
    form: AskForm
    checklist: Checklist
    older: Publication | None


@dataclass(frozen=True, slots=True)
class CommentedRow:
    """A row of the request, with the name of its field for a comment, and what is written there."""

    name: str
    row: RowView
    text: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A request as it stands.

    `refused` says why this reader cannot approve it; `can_decide` is for the colleague who was asked. `unsaved` is what
    a reader wrote too late. `is_lost` when that colleague can no longer come in, or may no longer approve. `outdated`
    says to all others that it is no longer what would be published.
    """

    review: ReviewRequest
    checklist: Checklist
    rows: tuple[CommentedRow, ...]
    answer: str
    said: tuple[ReviewComment, ...]
    unsaved: tuple[str, ...]
    refused: str
    can_decide: bool
    can_withdraw: bool
    is_lost: bool
    outdated: str
    publishes: str


def colleagues(user: Any) -> QuerySet[User]:
    """Those who may edit, can come in and are somebody else."""
    return User.objects.with_perm(EDITS).filter(is_staff=True).exclude(pk=user.pk).order_by("username")


@permitted(EDITS)
def ask_review(request: HttpRequest) -> HttpResponse:
    """Send what is chosen to a colleague."""
    older = _older(request.GET.get(OLDER, ""))
    choice = choosing.choice_in(request.GET)
    draft = plan.again(older, choice) if older else plan.draft(choice)
    kept = session.returned(request)
    form = AskForm(request.user, request.POST if request.method == "POST" else kept)
    if form.is_valid() and kept is None and form.data.get("seen") != draft.seen:
        form.add_error(None, gettext(publish.CHANGED))
    if form.is_valid() and draft.rows and not draft.chosen:
        form.add_error(None, gettext(refusals.NO_ROWS))
    if form.is_valid() and kept is None:
        return _asked(request, form.cleaned_data, draft, older)
    page = AskPage(form, checklist(draft, previews=older is None), older)
    return page_response(request, "publishing/ask_review", _("Pyydä tarkistusta"), page)


def _asked(request: HttpRequest, sent: dict[str, Any], draft: Draft, older: Publication | None) -> HttpResponse:
    values = {"reviewer": sent["reviewer"]}
    try:
        with transaction.atomic():
            ReviewRequest.objects.create(
                asked_by=signed_in(request),
                reviewer=sent["reviewer"],
                comment=sent["comment"],
                version=reviews.version_of(draft),
                query=choosing.query_of(draft),
                older=older,
            )
    except IntegrityError:
        messages.warning(request, gettext(TWICE) % values)
    else:
        messages.success(request, gettext(ASKED) % values)
    return HttpResponseRedirect(reverse("admin:index"))


@permitted("mandates.view_publication")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked, with its impact. Who was asked approves or returns it, who asked takes it back."""
    found = get_object_or_404(ReviewRequest.objects.select_related("asked_by", "reviewer"), pk=pk)
    draft = draft_of(found)
    if request.method == "POST":
        return _decided(request, found, draft)
    return _shown(request, found, draft, session.returned(request) or QueryDict())


def _shown(request: HttpRequest, found: ReviewRequest, draft: Draft, written: QueryDict) -> HttpResponse:
    """The request, with what its reader has written and is not kept yet."""
    title = gettext("Tarkistuspyyntö: %(editor)s") % {"editor": found.asked_by}
    return page_response(request, "publishing/review", title, _review_page(request, found, draft, written))


@editors_page(_("Tarkistuspyynnöt"), "mandates.view_publication")
def review_requests(request: HttpRequest) -> Page[ReviewRequest]:
    """All requests with what was decided: the newest first."""
    found = ReviewRequest.objects.select_related("asked_by", "reviewer")
    return Paginator(found, ON_A_PAGE).get_page(request.GET.get("sivu"))


def open_requests(**whose: int | None) -> tuple[ReviewRequest, ...]:
    """Those that nobody has decided yet, of one reviewer or of one who asked."""
    found = ReviewRequest.objects.filter(decision=ReviewDecision.OPEN, **whose)
    return tuple(found.select_related("asked_by", "reviewer"))


def answered_to(user: Any, since: datetime | None) -> tuple[ReviewRequest, ...]:
    """The answers to this editor's own requests since the last publication."""
    found = ReviewRequest.objects.filter(
        asked_by=user.pk, decision__in=(ReviewDecision.APPROVED, ReviewDecision.RETURNED)
    )
    found = found.filter(decided_at__gte=since) if since else found
    return tuple(found.select_related("asked_by", "reviewer"))


def draft_of(found: ReviewRequest) -> Draft:
    """What the request would publish, as it stands today."""
    choice = choosing.choice_in(QueryDict(found.query))
    if found.older_id is None:
        return plan.draft(choice)
    return plan.again(Publication.objects.get(pk=found.older_id), choice)


def _decided(request: HttpRequest, found: ReviewRequest, draft: Draft) -> HttpResponse:
    """Nobody decides what they may not, or twice; a comment is kept with the decision or not at all."""
    decision = (
        ReviewDecision(request.POST["paatos"])
        if request.POST.get("paatos") in ReviewDecision.values
        else ReviewDecision.OPEN
    )
    is_withdrawn = decision is ReviewDecision.WITHDRAWN
    may_decide = request.user.pk == found.asked_by_id if is_withdrawn else _is_asked(request, found)
    if not may_decide or decision is ReviewDecision.OPEN:
        raise PermissionDenied
    refused = _refused(request, found, draft) if found.is_open and decision is ReviewDecision.APPROVED else ""
    if refused:
        messages.error(request, refused)
        return _shown(request, found, draft, request.POST)
    with transaction.atomic():
        is_mine = found.decide(decision, _written(request.POST, "vastaus"), clock.now())
        if is_mine and not is_withdrawn:
            ReviewComment.objects.bulk_create(_comments(request, found, draft))
    if not is_mine:
        found.refresh_from_db()
        messages.warning(request, gettext(DECIDED))
        return _shown(request, found, draft, request.POST)
    messages.success(request, gettext("Päätös on tallennettu."))
    return HttpResponseRedirect(reverse("admin:review", args=(found.pk,)))


def _comments(request: HttpRequest, found: ReviewRequest, draft: Draft) -> Iterator[ReviewComment]:
    for row in choosing.asked_about(found.query, draft):
        if text := _written(request.POST, f"kommentti-{row.value}"):
            yield ReviewComment(review=found, row=row.value, called=row.called[:300], text=text)


def _written(sent: QueryDict, name: str) -> str:
    """What its field holds; no database takes NUL."""
    return in_lines(sent.get(name, "")).replace("\0", "").strip()[:LONGEST]


def _unsaved(sent: QueryDict, kept: Set[str]) -> Iterator[str]:
    """What somebody wrote of a request that was decided meanwhile."""
    names = (name for name in sent if name == "vastaus" or name.startswith("kommentti-"))
    yield from (text for name in names if (text := _written(sent, name)) and text not in kept)


def _review_page(request: HttpRequest, found: ReviewRequest, draft: Draft, written: QueryDict) -> ReviewPage:
    rows = [(f"kommentti-{row.value}", row) for row in choosing.asked_about(found.query, draft)]
    can_decide = found.is_open and _is_asked(request, found)
    is_same, said = reviews.version_of(draft) == found.version, tuple(found.comments.all())
    return ReviewPage(
        review=found,
        checklist=checklist(draft, previews=found.older_id is None),
        rows=tuple(CommentedRow(name, row, written.get(name, "")) for name, row in rows) if can_decide else (),
        answer=written.get("vastaus", ""),
        said=said,
        unsaved=() if can_decide else tuple(_unsaved(written, {found.answer, *(comment.text for comment in said)})),
        refused=_refused(request, found, draft) if found.is_open else "",
        can_decide=can_decide,
        can_withdraw=found.is_open and request.user.pk == found.asked_by_id,
        is_lost=found.is_open and not may_still(found.reviewer),
        outdated="" if can_decide or is_same else gettext(OUTDATED),
        publishes=_publishing(request, found) if is_same and found.decision == ReviewDecision.APPROVED else "",
    )


def _is_asked(request: HttpRequest, found: ReviewRequest) -> bool:
    """Whether this reader was asked, and may still edit."""
    return request.user.pk == found.reviewer_id and may_still(found.reviewer)


def _refused(request: HttpRequest, found: ReviewRequest, draft: Draft) -> str:
    """Why this reader cannot approve it: it is their own, or no longer what was asked about."""
    if reviews.version_of(draft) != found.version:
        return gettext(CHANGED)
    is_own = request.user.pk == found.asked_by_id or _has_touched(request.user.pk, draft)
    return gettext(OWN) if is_own else ""


def _has_touched(user: int | None, draft: Draft) -> bool:
    """Whether some of what goes out is theirs."""
    if draft.damage and draft.live:
        return authors.has_touched_since(user, draft.live.published_at)
    return bool(authors.touched_by(user, draft) & draft.chosen)


def _older(text: str) -> Publication | None:
    number = whole(text)
    return get_object_or_404(Publication, number=number) if number else None


def _publishing(request: HttpRequest, found: ReviewRequest) -> str:
    """Where exactly what was approved is published, for those who may."""
    if not request.user.has_perm("mandates.add_publication"):
        return ""
    name, own = ("again", (found.older_id,)) if found.older_id else ("add", ())
    page = reverse(f"admin:mandates_publication_{name}", args=own)
    return f"{page}?{urlencode({choosing.ASKED_IN: found.pk})}"
