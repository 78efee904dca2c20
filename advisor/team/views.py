"""The team's page, its tables and its answer for machines: all from the address."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from advisor.conversation import keys, questionnaire
from advisor.conversation.addresses import pairs_in
from advisor.conversation.mangled import values_of
from advisor.conversation.questionnaire import Conversation
from advisor.frame import frame
from advisor.team import tables
from advisor.team.new_role import made, new_role
from advisor.team.page import team_address, team_page
from advisor.team.roles import Team, codes_meant, is_code, parse
from advisor.team.team_json import team_json as as_json
from mandates.publishing.editions import Edition, current

ADDED: Final = "koodit"
LONGEST: Final = 8_000
NO_CODE: Final = gettext_noop("Kirjoita tai liitä vastauksen koodi tai osoite. Voit lisätä monta kerralla.")
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def team(request: HttpRequest) -> HttpResponse:
    """The page as its address says; codes in the field, or the answers of a new role, lead on to the larger team."""
    edition = current()
    members = _team(request, edition)
    typed = request.GET.get(ADDED, "")[:LONGEST]
    answers = _new(request, edition)
    added = _added(edition, typed) or tuple(filter(None, [made(edition.ruleset, answers)]))
    if added:
        return HttpResponseRedirect(team_address((*members.codes, *added)))
    if members.is_full:
        answers, typed = Conversation(), ""
    new = new_role(edition.ruleset, answers, is_sent=keys.TYPES in request.GET and not members.is_full)
    error = _(NO_CODE) if ADDED in request.GET and not members.is_full else ""
    page = team_page(edition, members, typed, error, new.error)
    context = {
        "page": page,
        "new": new,
        "frame": frame(edition, page.title, team_address(members.codes), indexed=not members.roles),
    }
    return render(request, "team/team.html", context)


def team_json(request: HttpRequest) -> HttpResponse:
    edition = current()
    return JsonResponse(as_json(edition, _team(request, edition)), json_dumps_params={"ensure_ascii": False})


def team_csv(request: HttpRequest) -> HttpResponse:
    edition = current()
    text = tables.as_csv(tables.role_table(edition, _team(request, edition)))
    return _file(text.encode(), "text/csv; charset=utf-8", "tiimi.csv")


def team_xlsx(request: HttpRequest) -> HttpResponse:
    edition = current()
    book = tables.as_xlsx(edition, _team(request, edition))
    return _file(book, XLSX, "tiimi.xlsx")


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(body, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _team(request: HttpRequest, edition: Edition) -> Team:
    return parse(values_of(keys.ROLE, pairs_in(request)), edition.ruleset)


def _added(edition: Edition, typed: str) -> tuple[str, ...]:
    """The codes that were typed to be added: none while not one of them can be read."""
    found = codes_meant(typed, edition.ruleset)
    return found if any(is_code(code, edition.ruleset) for code in found) else ()


def _new(request: HttpRequest, edition: Edition) -> Conversation:
    others = (pair for pair in pairs_in(request) if pair[0] not in (keys.ROLE, ADDED))
    return questionnaire.parse(others, edition.ruleset)
