"""Where an address leads that somebody mangled: in capitals, with two slashes, or with a full stop after it."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, unquote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils import translation

from advisor import errors
from advisor.conversation.mangled import EDGES
from advisor.page_cache import SAFE
from mandates.languages import DEFAULT, language_of

PICTURE: Final = ".svg"
"""There is one of a code as it is written, and of nothing that only means it."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page that the address means; 404 where it means none."""
    is_public = request.method in SAFE and not errors.is_admin(request) and not request.path_info.endswith(PICTURE)
    meant = _meant(request.path_info, request.META.get("QUERY_STRING", "")) if is_public else ""
    return HttpResponseRedirect(meant) if meant else errors.not_found(request, exception)


def _meant(path: str, query: str) -> str:
    """The address that is nearly this one; empty where there is none. The query may stand in a path encoded twice."""
    place, _, inner = unquote(path).partition("?")
    parts = [part.strip(f"{EDGES} \t\r\n") for part in place.lower().split("/")]
    named = [part for part in parts if part]
    plain = "/".join(named[1:] if named[:1] == [DEFAULT] else named)
    meant = [f"/{plain}/"] * (path.removesuffix("/") != f"/{plain}") + [f"/{plain}"]
    found = next((each for each in meant if each != path and _is_ours(each)), "")
    asked = "&".join(filter(None, (quote(inner, safe="=&;%+"), query)))
    return f"{quote(found)}?{asked}".rstrip("?") if found else ""


def _is_ours(path: str) -> bool:
    with translation.override(language_of(path)):
        try:
            resolve(path)
        except Resolver404:
            return False
    return not path.startswith("/admin/")
