"""The publication for machines. Its ETag and its headers come from the page cache."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from advisor.api import catalogue as content
from advisor.api.schema import schema
from mandates.languages import in_language
from mandates.publishing.editions import current
from mandates.rules.rows import Kind
from mandates.rules.texts import LANGUAGES

AS_WRITTEN: Final = {"ensure_ascii": False}


def catalogue(request: HttpRequest) -> HttpResponse:
    edition = current()
    answer = {
        "schema": _absolute(reverse("catalogue_schema")),
        "publication": edition.number,
        "sha256": edition.sha256,
        "published_at": edition.published_at.isoformat(),
        "licence": content.LICENCE,
        **content.rows(edition.ruleset, _pages),
    }
    return JsonResponse(answer, json_dumps_params=AS_WRITTEN)


def catalogue_schema(request: HttpRequest) -> HttpResponse:
    address = _absolute(reverse("catalogue_schema"))
    return JsonResponse(schema(address), json_dumps_params=AS_WRITTEN, content_type="application/schema+json")


def _pages(kind: Kind, slug: str) -> content.Json:
    address = reverse(kind.value, args=[slug])
    return {language: _absolute(in_language(address, language)) for language in LANGUAGES}


def _absolute(path: str) -> str:
    """Absolute addresses come from the setting, never from the request."""
    return f"{settings.PUBLIC_URL}{path}"
