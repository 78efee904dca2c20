"""What the one public POST rests on, without cookie or token: which route takes it, where it was sent from, how big
it is, and which of our own pages it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.encoding import iri_to_uri

from mandates.feedback import LONGEST_TEXT
from mandates.languages import DEFAULT, in_language, language_of
from mandates.rules.ruleset import Ruleset

LARGEST_SIGN: Final = len("%F0%9F%98%80")
"""A character outside the basic plane, as a form without files sends it."""
LARGEST_BODY: Final = LONGEST_TEXT * LARGEST_SIGN + 4_096
LARGEST_READ: Final = 2 * LARGEST_BODY
LONGEST_PATH: Final = 120
LONGEST_WAY_BACK: Final = 4_000
UTF_8: Final = ("utf-8", "utf8")
ATTRIBUTE: Final = "takes_post"
OF_MANDATE: Final = "mandate"

PostView = TypeVar("PostView", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class PublicPage:
    """One of our own pages: its path without language prefix and query, and its language.

    `mandate` is the slug of the mandate that it is about.
    """

    path: str
    language: str
    route: str
    mandate: str = ""

    @property
    def address(self) -> str:
        return in_language(self.path, self.language)


def takes_post(view: PostView) -> PostView:
    """Mark a public view that answers POST. All others are read only."""
    setattr(view, ATTRIBUTE, True)
    return view


def post_allowed(path: str) -> bool:
    """Tell whether the view of this address takes POST, in whichever language."""
    match = _match(path)
    return match is not None and hasattr(match.func, ATTRIBUTE)


def sent_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent this: no other site's page can make it say so.

    An origin that is named must be our own. A browser that does not tell the relation (or was not on any page) must
    name it.
    """
    relation = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return relation == "same-origin"
    return relation in ("same-origin", "none") and origin in _own_origins(request)


def body_size(request: HttpRequest) -> int:
    """The length of the body as announced, and no more is read; what is no length counts as too long."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    is_length = announced.isascii() and announced.isdecimal() and len(announced) < 10
    return int(announced) if is_length else LARGEST_READ + 1


def is_readable(request: HttpRequest) -> bool:
    """Whether the body may be parsed at all: bounded, and text as our own forms send it."""
    return body_size(request) <= LARGEST_READ and (request.encoding or UTF_8[0]).lower() in UTF_8


def form(request: HttpRequest) -> QueryDict:
    """What was sent; nothing of what may not be parsed.

    :raises BadRequest: when the browser went away in the middle of it.
    """
    try:
        return request.POST if is_readable(request) else QueryDict()
    except UnreadablePostError as error:
        raise BadRequest("The form ended early") from error


def public_page(path: str, ruleset: Ruleset) -> PublicPage | None:
    """The page at an address of ours; None when there is none.

    What stands in the address beside slugs of published content is left out: a code there would hold answers.
    """
    match = _match(path)
    if match is None or not path.endswith("/") or path.startswith("/admin/"):
        return None
    language = language_of(path)
    slug = match.kwargs.get("slug", "")
    known = "<" not in match.route or slug in ruleset.services or slug in ruleset.mandates
    whole = path if known else f"/{match.route.partition('<')[0]}"
    shown = in_language(whole, DEFAULT)
    mandate = slug if match.url_name == OF_MANDATE and known else ""
    return PublicPage(shown, language, match.url_name or "", mandate) if len(shown) <= LONGEST_PATH else None


def read_before(request: HttpRequest, ruleset: Ruleset) -> str | None:
    """The page that the form was sent from, with its answers: for the way back, never kept.

    None when the browser does not tell, or tells of anything but a page of ours, or of an address that is none.
    """
    try:
        came = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return None
    if f"{came.scheme}://{came.netloc}" not in _own_origins(request) or public_page(came.path, ruleset) is None:
        return None
    address = f"{came.path}?{came.query}".rstrip("?")
    return address if address.isascii() and len(iri_to_uri(address)) <= LONGEST_WAY_BACK else None


def _own_origins(request: HttpRequest) -> tuple[str, str]:
    return f"{request.scheme}://{request.get_host()}", settings.PUBLIC_URL


def _match(path: str) -> ResolverMatch | None:
    try:
        with translation.override(language_of(path)):
            return resolve(path)
    except Resolver404:
        return None
