"""The draft's preview for somebody without an account: an address that is signed, ends, and can be taken back.

It shows the preview and nothing else of the admin, to be read only, and needs no cookie.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.numbers import whole
from mandates.admin.frame.pages import page_response, permitted, signed_in
from mandates.admin.people import session
from mandates.admin.preview.preview import previewed_at
from mandates.languages import language_of
from mandates.models import PreviewLink
from mandates.publishing.reviews import EDITS, may_still

if TYPE_CHECKING:
    PreviewLinkFormBase = forms.ModelForm[PreviewLink]
else:
    PreviewLinkFormBase = forms.ModelForm

SALT: Final = "mandates.admin.preview_links"
MOST_OPEN: Final = 10
DAYS: Final = ((1, _("1 päivä")), (7, _("7 päivää")), (30, _("30 päivää")))
TOO_MANY: Final = gettext_noop("Sinulla on jo %(most)s avointa linkkiä. Peru niistä jokin ensin.")
LISTED: Final = 50


class PreviewLinkForm(PreviewLinkFormBase):
    """For whom, and for how long."""

    days = forms.TypedChoiceField(label=_("Voimassa"), choices=DAYS, coerce=int, initial=7)

    class Meta:
        model = PreviewLink
        fields = ("name",)


@dataclass(frozen=True, slots=True)
class SharedPreview:
    """A link with its address, which is shown while it is open. `is_lost` when who made it may no longer edit: it shows
    nothing until they may again.
    """

    link: PreviewLink
    address: str
    is_lost: bool


@dataclass(frozen=True, slots=True)
class PreviewLinksPage:
    form: PreviewLinkForm
    links: tuple[SharedPreview, ...]


@permitted(EDITS)
def preview_links(request: HttpRequest) -> HttpResponse:
    """Make one, take one back; everybody's newest are listed, so that anybody can take them back."""
    if request.method == "POST" and "peru" in request.POST:
        return _revoked(request, request.POST["peru"])
    kept = session.returned(request)
    form = PreviewLinkForm(request.POST if request.method == "POST" else None, initial=kept.dict() if kept else {})
    if form.is_valid() and _made(request, form):
        return HttpResponseRedirect(reverse("admin:preview_links"))
    links = tuple(_listed(request))
    return page_response(request, "preview/preview_links", _("Esikatselulinkit"), PreviewLinksPage(form, links))


def _listed(request: HttpRequest) -> Iterator[SharedPreview]:
    now = timezone.now()
    editors = set(User.objects.with_perm(EDITS).filter(is_staff=True).values_list("pk", flat=True))
    for link in PreviewLink.objects.select_related("made_by")[:LISTED]:
        address = request.build_absolute_uri(address_of(link)) if link.is_open(now) else ""
        yield SharedPreview(link, address, link.made_by_id not in editors)


def shared_preview(request: HttpRequest, token: str, path: str = "") -> HttpResponse:
    """A page of the preview for whoever has the link: nothing is known of them, and they can send nothing."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(("GET", "HEAD"))
    link = _link_of(token)
    if not link.is_open(timezone.now()) or not may_still(link.made_by):
        return _ended(request, path)
    return previewed_at(request, path, reverse("admin:shared_preview_start", args=(token,)))


def _ended(request: HttpRequest, path: str) -> HttpResponse:
    """A page of the site in the language of the page that was read: who was given a link is no editor."""
    with translation.override(language_of(f"/{path}")):
        response = render(request, "errors/preview_ended.html", status=410)
    response["X-Robots-Tag"] = "noindex"
    return response


def address_of(link: PreviewLink) -> str:
    return reverse("admin:shared_preview_start", args=(_signer().sign(str(link.pk)),))


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=SALT)


def _link_of(token: str) -> PreviewLink:
    try:
        key = _signer().unsign(token)
    except signing.BadSignature as error:
        raise Http404 from error
    return get_object_or_404(PreviewLink.objects.select_related("made_by"), pk=key)


def _made(request: HttpRequest, form: Any) -> bool:
    """One editor's open links are counted while nobody else can make one in their name."""
    now = timezone.now()
    with transaction.atomic():
        maker = User.objects.select_for_update().get(pk=signed_in(request).pk)
        open_links = PreviewLink.objects.filter(made_by=maker, revoked_at=None, expires_at__gt=now)
        if open_links.count() >= MOST_OPEN:
            form.add_error(None, gettext(TOO_MANY) % {"most": MOST_OPEN})
            return False
        form.instance.made_by = maker
        form.instance.expires_at = now + timedelta(days=form.cleaned_data["days"])
        form.save()
    return True


def _revoked(request: HttpRequest, key: str) -> HttpResponse:
    if PreviewLink.objects.filter(pk=whole(key), revoked_at=None).update(revoked_at=timezone.now()):
        messages.success(request, gettext("Linkki on peruttu: se ei enää näytä mitään."))
    return HttpResponseRedirect(reverse("admin:preview_links"))
