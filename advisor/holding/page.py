"""What somebody holds against what their answer needs: what is right, too broad, not needed or missing.

Without JavaScript the mandates are ticked. With it they can be pasted from Suomi.fi: the browser reads the names, and
what was typed stays there. `Facts` is what it needs for that, so that the rules are asked here only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from advisor.absolute import absolute
from advisor.conversation import questionnaire
from advisor.conversation.addresses import result_address
from advisor.conversation.cards import kinds_of
from advisor.conversation.notices import notices
from advisor.conversation.questionnaire import Conversation
from advisor.conversation.questions import OptionView
from advisor.conversation.result import ResultPage, result_page
from advisor.kept import kept, reverse
from advisor.letters.messages import ReadyMessage, ask_to_remove, removal_text
from advisor.words import NameView, mandate_url, name_view
from mandates.languages import DAY, spoken
from mandates.rules.names import known_names
from mandates.rules.recommend import Recommendation, Surplus, recommend, surplus
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import LANGUAGES

NAMES: Final = "{nimet}"
"""Stands in a message where the browser writes the names."""


@dataclass(frozen=True, slots=True)
class HeldMandate:
    """A mandate as the check speaks of it."""

    name: NameView
    url: str


@dataclass(frozen=True, slots=True)
class HoldingGroup:
    """Mandates of which the same is to be said. The browser fills a group anew by its id; those of what waits to be
    confirmed or has not begun are its own, as ticks do not tell it."""

    id: str
    heading: str
    advice: str
    mandates: tuple[HeldMandate, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the browser knows of each mandate, and what it says. `serves` are the called ones that it includes.

    `month` is how a month is written in a date, as the browser's formatter calls it.
    """

    names: tuple[dict[str, str], ...]
    mandates: Mapping[str, dict[str, object]]
    words: Mapping[str, str]
    month: str
    result: str
    calendar: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HoldingPage:
    title: str
    answer: str
    answer_url: str
    path: str
    notices: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]
    options: tuple[OptionView, ...]
    groups: tuple[HoldingGroup, ...]
    request_url: str
    removal: ReadyMessage | None
    facts: Facts

    @property
    def data(self) -> dict[str, object]:
        """The facts as the page carries them."""
        return asdict(self.facts)


def holding_address(conversation: Conversation) -> str:
    """The check of an answer, with what is held in it."""
    return f"{reverse('holding')}?{questionnaire.query(replace(conversation, version=None))}"


def holding_page(ruleset: Ruleset, conversation: Conversation) -> HoldingPage:
    """The check of a complete conversation."""
    told = notices(ruleset, conversation)
    conversation = questionnaire.bare(replace(conversation, version=None))
    held = conversation.answers.held
    nothing_held = replace(conversation, answers=replace(conversation.answers, held=frozenset()))
    answer = result_page(ruleset, nothing_held)
    now = recommend(ruleset, conversation.answers)
    more = surplus(ruleset, conversation.answers, now)
    needed = {card.slug for card in answer.asked}
    return HoldingPage(
        title=_("Tarkista valtuutesi"),
        answer=_answer(answer),
        answer_url=result_address(nothing_held),
        path=holding_address(conversation),
        notices=told,
        hidden=tuple(questionnaire.pairs(nothing_held)),
        options=tuple(_options(ruleset, needed, held)),
        groups=tuple(_groups(ruleset, now, more, conversation)),
        request_url=f"{result_address(conversation)}#pyynto",
        removal=ask_to_remove(ruleset, more),
        facts=_facts(ruleset, answer.recommendation, nothing_held),
    )


def _answer(answer: ResultPage) -> str:
    """How many are needed; the answer's own title points at what stands below it there."""
    if len(answer.asked) != 1:
        return answer.title
    return _("Saatat tarvita yhden valtuuden") if answer.asked[0].is_unsure else _("Tarvitset yhden valtuuden")


def _options(ruleset: Ruleset, needed: set[str], held: frozenset[str]) -> Iterator[OptionView]:
    """What the answer needs first."""
    for slug in sorted(ruleset.mandates, key=lambda each: (each not in needed, ruleset.position[each])):
        name = name_view(ruleset.mandates[slug])
        yield OptionView(slug, name.text, "", slug in held, name.lang)


def _groups(ruleset: Ruleset, now: Recommendation, more: Surplus, conversation: Conversation) -> Iterator[HoldingGroup]:
    words = _headings(", ".join(kinds_of(conversation)))
    held = conversation.answers.held
    right = [slug for slug in ruleset.mandates if slug in held and slug in now.by_slug]
    found = {
        "missing": [outcome.mandate for outcome in now.asked],
        "coming": [],
        "waiting": [],
        "right": right,
        "broader": list(more.broader),
        "excess": list(more.excess),
    }
    for group, slugs in found.items():
        heading, advice = words[group]
        yield HoldingGroup(group, heading, advice, tuple(_mandate(ruleset, slug) for slug in slugs))


def _headings(kinds: str) -> dict[str, tuple[str, str]]:
    """What is said of each group: its heading, and what to do, in words that fit one mandate and many: the browser may
    fill the group anew. A right theme of a wrong type blocks all the same."""
    return {
        "missing": (_("Puuttuu"), _("Pyydä se, mikä puuttuu.")),
        "coming": (
            _("Ei vielä voimassa"),
            _("Odota alkamispäivää. Jos tarvitset valtuuden heti, pyydä uusi."),
        ),
        "waiting": (_("Odottaa vahvistusta"), _("Pyydä vahvistusta valtuuden antajalta.")),
        "right": (_("Kunnossa"), _("Tarkista myös, että valtuuden tyyppi on oikea: %(kinds)s.") % {"kinds": kinds}),
        "broader": (
            _("Laajempi kuin tarvitset"),
            _("Pyydä ensin suppeampi valtuus. Pyydä sitten poistamaan laajempi."),
        ),
        "excess": (_("Et tarvitse näihin tehtäviin"), _("Pyydä poistamaan se, mitä et tarvitse muuhunkaan työhön.")),
    }


def _mandate(ruleset: Ruleset, slug: str) -> HeldMandate:
    row = ruleset.mandates[slug]
    return HeldMandate(name_view(row), mandate_url(row))


# What the browser needs


@kept
def _names(ruleset: Ruleset) -> tuple[dict[str, str], ...]:
    return tuple(asdict(name) for name in known_names(ruleset, *LANGUAGES))


def _facts(ruleset: Ruleset, answer: Recommendation, conversation: Conversation) -> Facts:
    asked = {outcome.mandate for outcome in answer.asked}
    return Facts(
        names=_names(ruleset),
        mandates={slug: _fact(ruleset, slug, answer, asked) for slug in ruleset.mandates},
        words=_words(),
        month="long" if "F" in DAY[spoken()] else "numeric",
        result=result_address(conversation),
        calendar=_calendar(conversation),
    )


def _fact(ruleset: Ruleset, slug: str, answer: Recommendation, asked: set[str]) -> dict[str, object]:
    shown = _mandate(ruleset, slug)
    serves = [each for each in answer.by_slug if slug in ruleset.included_in.get(each, frozenset())]
    return {
        "text": shown.name.text,
        "lang": shown.name.lang,
        "url": shown.url,
        "called": slug in answer.by_slug,
        "asked": slug in asked,
        "serves": serves,
    }


def _words() -> dict[str, str]:
    """What the browser says of a line, and the messages that it fills. `{nimi}` is the mandate that is meant."""
    return {
        "right": _("Oikea valtuus."),
        "broader": _("Laajempi kuin tarvitset."),
        "excess": _("Et tarvitse tätä näihin tehtäviin."),
        "wrong": _("Väärä valtuus. Tarvitset toisen: {nimi}."),
        "near": _("Muistuttaa tätä: {nimi}. Vertaa nimiä. Jos ne ovat samat, merkitse valtuus itse."),
        "unknown": _("Emme löydä tätä Kelan palvelujen valtuuksista."),
        "expired": _("Päättyi {paiva}."),
        "ended": _("Päättynyt."),
        "renew": _("Pyydä uusi."),
        "begins": _("Voimassa {paiva} alkaen."),
        "coming": _("Ei vielä voimassa."),
        "waiting": _("Odottaa vahvistusta."),
        "confirm": _("Pyydä vahvistamaan se."),
        "ends": _("Voimassa {paiva} asti."),
        "remove_one": removal_text(NAMES, 1),
        "remove_many": removal_text(NAMES, 2),
    }


def _calendar(conversation: Conversation) -> dict[str, str]:
    """The words of the reminder that the browser makes (RFC 5545)."""
    address = absolute(result_address(conversation))
    return {
        "summary": _("Suomi.fi-valtuus päättyy"),
        "renew": _("Pyydä ajoissa uusi valtuus: {nimet}"),
        "how": _("Ohje ja pyyntö: %(url)s") % {"url": address},
        "url": address,
        "past": _("Päivä on jo mennyt. Pyydä uusi valtuus heti."),
        "empty": _("Valitse päivä, jona valtuus päättyy."),
        "file": _("valtuus-paattyy"),
    }
