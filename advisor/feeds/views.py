"""The feeds' addresses. The page cache keeps them as it keeps pages."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from advisor.conversation import keys
from advisor.conversation.addresses import pairs_in
from advisor.conversation.mangled import values_of
from advisor.feeds import contents
from advisor.feeds.atom import MEDIA_TYPE, Feed, write
from advisor.team import roles
from mandates.publishing.editions import current, past

PASSING: Final = frozenset({keys.VERSION, keys.CONTINUING, keys.CHANGING})
"""Keys that say nothing of the answers."""


def result_feed(request: HttpRequest) -> HttpResponse:
    pairs = sorted(pair for pair in pairs_in(request) if pair[0] not in PASSING)
    return _answer(contents.result_feed(current(), past(), pairs, _asked(request, pairs)))


def team_feed(request: HttpRequest) -> HttpResponse:
    edition = current()
    written = values_of(keys.ROLE, pairs_in(request))
    team = roles.parse(written, edition.ruleset)
    pairs = [(keys.ROLE, value) for value in written]
    return _answer(contents.team_feed(edition, past(), team, _asked(request, pairs)))


def publications_feed(request: HttpRequest) -> HttpResponse:
    return _answer(contents.publications_feed(current(), past(), _asked(request, [])))


def _asked(request: HttpRequest, pairs: list[tuple[str, str]]) -> str:
    """The address as its reader keeps it, whatever it may mean today."""
    return f"{request.path}?{urlencode(pairs)}".rstrip("?")


def _answer(feed: Feed) -> HttpResponse:
    return HttpResponse(write(feed), content_type=f"{MEDIA_TYPE}; charset=utf-8")
