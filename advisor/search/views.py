"""The search page and the same answer for machines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from advisor.browse.needs import start_url, whom
from advisor.conversation import code_page
from advisor.conversation.pasted import code_in
from advisor.conversation.questionnaire import Conversation
from advisor.frame import frame
from advisor.kept import kept, reverse
from advisor.search import spoken
from advisor.search.fields import Sort
from advisor.search.gone import out_of_use
from advisor.search.search import LONGEST_TEXT, Found
from advisor.words import (
    LinkView,
    NameView,
    lines,
    mandate_url,
    name_view,
    paragraphs,
    service_link,
    show,
    visible,
)
from mandates.publishing.editions import Edition, current
from mandates.rules.rows import Instruction, Mandate, OrganisationType
from mandates.rules.ruleset import Ruleset

QUERY: Final = "q"
LIMIT: Final = 8
MOST_GONE: Final = 3
LONGEST_CODED: Final = 8_000


@dataclass(frozen=True, slots=True)
class TaskHit:
    """A task that matches; `url` starts the questionnaire with it ticked, and its organisation where it has one."""

    name: str
    hint: str
    url: str
    service: LinkView
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MandateHit:
    name: NameView
    url: str
    allows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeHit:
    """An organisation that matches. The best one is ticked."""

    slug: str
    name: str
    hint: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class AdviceHit:
    """Advice that matches. The best is open."""

    slug: str
    title: str
    paragraphs: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was searched for and what matches; nothing of either on the empty page.

    `gone` are the names of rows that are no longer in use, where nothing else is found. `has_trouble` tells whether
    there is help for those who cannot get on, `is_trouble` whether the words speak of that.
    """

    asked: str
    types: tuple[TypeHit, ...]
    tasks: tuple[TaskHit, ...]
    mandates: tuple[MandateHit, ...]
    advice: tuple[AdviceHit, ...]
    nearest: tuple[TaskHit, ...]
    gone: tuple[str, ...]
    is_work: bool
    all_services: bool
    all_mandates: bool
    found_nothing: bool
    has_trouble: bool
    is_trouble: bool

    @property
    def is_unfound(self) -> bool:
        """Whether nothing has been found yet."""
        return self.found_nothing or not self.asked

    @property
    def title(self) -> str:
        return _("Haku: ”%(words)s”") % {"words": self.asked} if self.asked else _("Hae omin sanoin")


def search_page(request: HttpRequest) -> HttpResponse:
    """What the words mean. A code or an address of answers leads to them; of a wrong code is told which it may be."""
    edition = current()
    code, answers = code_in(request.GET.get(QUERY, "")[:LONGEST_CODED], edition.ruleset)
    if isinstance(answers, Conversation):
        return HttpResponseRedirect(code_page.target(answers))
    asked = _asked(request)
    found = find(edition, asked)
    if found.is_empty and (wrong := code_page.refusal(code, answers, "code_link")).meant:
        return code_page.shown(request, wrong)
    page = present(edition.ruleset, asked, found)
    path = reverse("search")
    address = f"{path}?{urlencode({QUERY: asked})}" if asked else path
    context = {"page": page, "frame": frame(edition, page.title, address, indexed=not asked)}
    return render(request, "search/search.html", context)


def search_json(request: HttpRequest) -> HttpResponse:
    """Always 200: nothing found is empty lists. Who asks for all mandates gets them all."""
    edition = current()
    found = find(edition, _asked(request))
    mandates = tuple(edition.ruleset.mandates) if found.all_mandates else found.mandates
    return JsonResponse(
        {Sort.TASK: found.tasks, Sort.MANDATE: mandates, Sort.TYPE: found.types, Sort.ADVICE: found.advice}
    )


def present(ruleset: Ruleset, asked: str, found: Found) -> SearchPage:
    return SearchPage(
        asked=asked,
        types=tuple(_type_hit(ruleset.types[slug], slug == found.types[0]) for slug in found.types),
        tasks=tuple(_task_hit(ruleset, slug) for slug in found.tasks),
        mandates=tuple(_mandate_hit(ruleset.mandates[slug]) for slug in found.mandates),
        advice=tuple(_advice_hit(ruleset.instructions[slug], slug == found.advice[0]) for slug in found.advice),
        nearest=tuple(_task_hit(ruleset, slug) for slug in found.nearest),
        gone=tuple(map(show, islice(out_of_use(asked, ruleset), MOST_GONE))) if found.is_empty else (),
        is_work=found.is_work,
        all_services=found.all_services,
        all_mandates=found.all_mandates,
        found_nothing=bool(asked) and found.is_empty,
        has_trouble=bool(ruleset.symptoms),
        is_trouble=bool(ruleset.symptoms) and spoken.tells_of_trouble(asked),
    )


def _asked(request: HttpRequest) -> str:
    """What was searched for as it can be shown: one line, bounded, without signs that cannot be seen."""
    return visible(request.GET.get(QUERY, ""), LONGEST_TEXT)


def find(edition: Edition, asked: str) -> Found:
    return spoken.find(edition, asked, LIMIT)


def _type_hit(row: OrganisationType, is_best: bool) -> TypeHit:
    return TypeHit(row.slug, show(row.name), type_hint(row), is_best)


def type_hint(row: OrganisationType) -> str:
    """What else is known of an organisation. A hint that is no sentence becomes one where another follows it."""
    said = [part for part in (show(row.hint), show(row.grant_note)) if part]
    return " ".join(f"{part.removesuffix('.')}." for part in said) if len(said) > 1 else "".join(said)


def _advice_hit(row: Instruction, is_best: bool) -> AdviceHit:
    return AdviceHit(row.slug, show(row.title), paragraphs(row.body), is_best)


@kept
def _task_hit(ruleset: Ruleset, slug: str) -> TaskHit:
    task = ruleset.tasks[slug]
    conditions = ruleset.conditions_by_task.get(slug, ())
    return TaskHit(
        name=show(task.name),
        hint=show(task.hint),
        url=start_url(conditions),
        service=service_link(ruleset.services[task.service]),
        types=whom(ruleset, conditions),
    )


def _mandate_hit(mandate: Mandate) -> MandateHit:
    return MandateHit(name_view(mandate), mandate_url(mandate), lines(mandate.allows))
