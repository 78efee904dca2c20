"""The browse pages."""

from __future__ import annotations

from typing import Final, TypeAlias
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from advisor import errors
from advisor.browse.mandates import MandatePage, MandatesPage, mandate_page, mandates_page
from advisor.browse.matrix import MatrixPage, matrix_page
from advisor.browse.services import ServicePage, ServicesPage, service_page, services_page
from advisor.conversation.addresses import pairs_in
from advisor.conversation.keys import TYPES
from advisor.conversation.mangled import plain_slug, value_of
from advisor.frame import frame
from advisor.kept import reverse
from advisor.words import show
from mandates.publishing.editions import Edition, current
from mandates.rules.rows import Kind

GONE: Final = {
    Kind.SERVICE: gettext_noop("Palvelua ”%(name)s” ei enää ole."),
    Kind.MANDATE: gettext_noop("Valtuutta ”%(name)s” ei enää ole."),
}

BrowsePage: TypeAlias = ServicesPage | MandatesPage | ServicePage | MandatePage | MatrixPage


def services(request: HttpRequest) -> HttpResponse:
    edition = current()
    page = services_page(edition.ruleset, _chosen(request, edition))
    return _respond(request, edition, "services", page, _filtered("services", page.filter.chosen))


def mandates(request: HttpRequest) -> HttpResponse:
    edition = current()
    page = mandates_page(edition.ruleset, _chosen(request, edition))
    return _respond(request, edition, "mandates", page, _filtered("mandates", page.filter.chosen))


def service(request: HttpRequest, slug: str) -> HttpResponse:
    edition = current()
    row = edition.ruleset.services.get(slug)
    if row is None:
        return _by_old_slug(request, edition, Kind.SERVICE, slug)
    return _respond(request, edition, "service", service_page(edition.ruleset, row), request.path)


def mandate(request: HttpRequest, slug: str) -> HttpResponse:
    edition = current()
    row = edition.ruleset.mandates.get(slug)
    if row is None:
        return _by_old_slug(request, edition, Kind.MANDATE, slug)
    return _respond(request, edition, "mandate", mandate_page(edition.ruleset, row), request.path)


def matrix(request: HttpRequest) -> HttpResponse:
    edition = current()
    page = matrix_page(edition.ruleset, _chosen(request, edition))
    return _respond(request, edition, "matrix", page, _filtered("matrix", page.filter.chosen))


def _by_old_slug(request: HttpRequest, edition: Edition, kind: Kind, slug: str) -> HttpResponse:
    """An address made with a slug that a row had before leads to the row; of one that is no more its name is told."""
    today = edition.ruleset.current_slug(kind, slug)
    if today in edition.ruleset.rows(kind):
        return HttpResponsePermanentRedirect(reverse(kind.value, today))
    name = edition.ruleset.retired_name(kind, today)
    if name is None:
        raise Http404
    return errors.retired((_(GONE[kind]) % {"name": show(name)}).removesuffix("."))


def _chosen(request: HttpRequest, edition: Edition) -> str:
    """The organisation of the address by today's slug; one that we do not know as it is written."""
    written = value_of(TYPES, pairs_in(request))
    slug = edition.ruleset.current_slug(Kind.TYPE, plain_slug(written))
    return slug if edition.ruleset.knows(Kind.TYPE, slug) else written


def _filtered(name: str, chosen: str) -> str:
    path = reverse(name)
    return f"{path}?{urlencode({TYPES: chosen})}" if chosen else path


def _respond(request: HttpRequest, edition: Edition, name: str, page: BrowsePage, path: str) -> HttpResponse:
    menu = {"service": "services", "mandate": "mandates"}.get(name, name)
    context = {"page": page, "frame": frame(edition, page.title, path, menu=menu)}
    return render(request, f"browse/{name}.html", context)
