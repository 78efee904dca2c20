"""The publication for machines. Its ETag and its headers come from the page cache."""

from __future__ import annotations

import json
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import override

from advisor.absolute import absolute
from advisor.api import catalogue as content
from advisor.api.schema import schema
from advisor.kept import kept
from advisor.page_cache import MadeBody, MadeResponse
from mandates.languages import in_language
from mandates.publishing.editions import current
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import LANGUAGES

AS_WRITTEN: Final = {"ensure_ascii": False}
JSON: Final = "application/json"


def catalogue(request: HttpRequest) -> HttpResponse:
    return MadeResponse(make_catalogue(), content_type=JSON)


def make_catalogue() -> MadeBody:
    """The whole catalogue of the publication that is answered from: a third of a second for a large agency's.

    :raises NoPublicationError: when there is none.
    """
    edition = current()
    head: dict[str, str | int] = {
        "schema": absolute(reverse("catalogue_schema")),
        "publication": edition.number,
        "sha256": edition.sha256,
        "published_at": edition.published_at.isoformat(),
    }
    with override(settings.LANGUAGE_CODE):
        return _made(edition.ruleset, tuple(head.items()))


@kept
def _made(ruleset: Ruleset, head: tuple[tuple[str, str | int], ...]) -> MadeBody:
    answer = {**dict(head), "licence": content.LICENCE, **content.rows(ruleset, _pages)}
    return MadeBody.of(json.dumps(answer, ensure_ascii=False).encode())


def catalogue_schema(request: HttpRequest) -> HttpResponse:
    address = absolute(reverse("catalogue_schema"))
    return JsonResponse(schema(address), json_dumps_params=AS_WRITTEN, content_type="application/schema+json")


def _pages(kind: Kind, slug: str) -> content.Json:
    address = reverse(kind.value, args=[slug])
    return {language: absolute(in_language(address, language)) for language in LANGUAGES}
