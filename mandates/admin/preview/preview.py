"""The whole public site as the draft would be, for signed-in editors: the same views, answered from the draft."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, get_script_prefix, resolve, reverse, set_script_prefix
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop

from mandates.admin.frame.pages import add_page, permitted
from mandates.checks import references
from mandates.content import contents
from mandates.content.contents import Content
from mandates.languages import language_of
from mandates.models import ExpectedCase, Publication
from mandates.publishing import editions, stored

UNREADABLE: Final = gettext_noop("Luonnosta ei voi koota. Katso virheet sivulta Julkaise luonnos.")
ANSWER: Final = "vastaus"
"""The key under which the page of a new case takes an answer's address."""

_case_address: ContextVar[str] = ContextVar("case_address", default="")


@permitted("mandates.view_mandate")
def preview(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer a public address from the draft. Its links stay in the preview; the admin keeps it out of every cache."""
    with _offering_a_case(request):
        return previewed_at(request, path, reverse("admin:preview_start"))


def previewed_at(request: HttpRequest, path: str, prefix: str) -> HttpResponse:
    """The same where the preview's addresses begin with this prefix."""
    if path.startswith("admin/"):
        raise Http404
    try:
        edition = draft_edition()
    except ValueError:
        return HttpResponse(gettext(UNREADABLE), content_type="text/plain; charset=utf-8", status=409)
    with editions.previewing(edition), translation.override(language_of(f"/{path}")):
        response = _answer(request, f"/{path}", prefix)
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest, path: str, prefix: str) -> HttpResponse:
    try:
        match = resolve(path)
    except Resolver404 as error:
        raise Http404 from error
    with _under(prefix):
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


@contextmanager
def _offering_a_case(request: HttpRequest) -> Iterator[None]:
    """Offer on an answer's page, to those who may, to make an expected case of it."""
    may = request.user.has_perm("mandates.add_expectedcase")
    address = f"{add_page(ExpectedCase)}?{urlencode({ANSWER: request.get_full_path()})}" if may else ""
    token = _case_address.set(address)
    try:
        yield
    finally:
        _case_address.reset(token)


def offered(request: HttpRequest) -> dict[str, str]:
    """For templates: where an editor who previews an answer makes a case of it. Visitors' pages have no such link."""
    return {"case_address": _case_address.get()}


def previewed(address: str) -> str:
    """The same address in the draft's preview."""
    return reverse("admin:preview_start").rstrip("/") + address


def draft_edition() -> editions.Edition:
    """The draft, compiled as the next publication would be.

    :raises ValueError: when the draft cannot be compiled, or has a row without the one that it is shown with.
    """
    draft = contents.draft()
    newest = Publication.objects.values_list("number", flat=True).first() or 0
    return draft.once(("edition", newest), lambda: _edition(draft, newest + 1))


def _edition(draft: Content, number: int) -> editions.Edition:
    found = tuple(references.dangling(draft.ruleset, references.everywhere(draft.ruleset)))
    if found:
        raise ValueError(*map(str, found))
    return editions.Edition(number, stored.digest(draft.body), timezone.now(), draft.ruleset, is_draft=True)


@contextmanager
def _under(prefix: str) -> Iterator[None]:
    """Make every address that is built meanwhile begin with the prefix."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)
