"""Where an address leads that somebody mangled: in capitals, with two slashes, or with a full stop after it."""

from __future__ import annotations

import re
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

QUERY: Final = re.compile(r"\?|(?<=[^/]/)(?=[a-z]+=)", re.IGNORECASE)
"""Where a query begins that stands in the path: it was encoded twice, or has lost its question mark."""
FILE: Final = re.compile(r"index\.(?:html?|php)")
"""What other sites name the page of a folder."""
QUESTIONS: Final = "kysely"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page that the address means; 404 where it means none."""
    is_public = request.method in SAFE and not errors.is_admin(request) and not request.path_info.endswith(PICTURE)
    meant = _meant(request.path_info, request.META.get("QUERY_STRING", "")) if is_public else ""
    return HttpResponseRedirect(meant) if meant else errors.not_found(request, exception)


def _meant(path: str, query: str) -> str:
    """The address that is nearly this one; empty where there is none. Of a question that there is not, the answer: it
    leads to the question that it still needs."""
    place, *inner = QUERY.split(unquote(path), maxsplit=1)
    parts = [part.strip(f"{EDGES} \t\r\n") for part in place.lower().split("/")]
    named = [part for part in parts if part and not FILE.fullmatch(part)]
    plain = "/".join(named[1:] if named[:1] == [DEFAULT] else named)
    meant = [f"/{plain}/"] * (path.removesuffix("/") != f"/{plain}") + [f"/{plain}"]
    if QUESTIONS in named:
        meant.append(f"/{plain.partition(QUESTIONS)[0]}tulos/")
    found = next((each for each in meant if each != path and _is_ours(each)), "")
    asked = "&".join(filter(None, (*(quote(each.rstrip("/"), safe="=&;%+") for each in inner), query)))
    return f"{quote(found)}?{asked}".rstrip("?") if found else ""


def _is_ours(path: str) -> bool:
    with translation.override(language_of(path)):
        try:
            resolve(path)
        except Resolver404:
            return False
    return not path.startswith("/admin/")
