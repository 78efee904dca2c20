"""The result page: a recommendation as the views that its template reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.conversation import not_asked, questionnaire
from advisor.conversation.addresses import address as step_address
from advisor.conversation.addresses import path, result_address
from advisor.conversation.cards import Address, Card, Cards, kinds_of
from advisor.conversation.checks import Checks, checks
from advisor.conversation.instructions import InstructionView, instructions
from advisor.conversation.not_asked import Line, NotNeededGroup
from advisor.conversation.notices import notices
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.questions import SummaryLine, brief, summary
from advisor.conversation.step import Progress
from advisor.kept import kept
from advisor.words import LinkView, SourceView, paragraphs, service_link, show, source_view
from mandates import feedback
from mandates.rules.recommend import Recommendation, State, recommend
from mandates.rules.rows import NONE_OF_THESE, GrantPath, Relation, Section
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Head:
    """What an answer says first: its one sentence and the mandates it calls for, in one order whatever their state."""

    title: str
    lead: str
    shown: tuple[Card, ...]

    @property
    def asked(self) -> tuple[Card, ...]:
        return tuple(card for card in self.shown if card.state in (State.REQUEST, State.CONFIRM))

    @property
    def blocked(self) -> tuple[Card, ...]:
        return tuple(card for card in self.shown if card.state is State.BLOCKED)


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service that the mandates open: our page of it, its own page, and what it asks for before it is used."""

    link: LinkView
    url: str
    before_use: tuple[str, ...]
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class ResultPage(Head):
    recommendation: Recommendation
    checks: Checks
    services: tuple[ServiceView, ...]
    brief: tuple[SummaryLine, ...]
    may_act_alone: bool
    notices: tuple[str, ...]
    covered: tuple[Line, ...]
    held: tuple[Line, ...]
    others: tuple[NotNeededGroup, ...]
    total: int
    kinds: tuple[str, ...]
    summary: tuple[SummaryLine, ...]
    steps: tuple[InstructionView, ...]
    trouble: tuple[InstructionView, ...]
    none_of_these: bool
    back_url: str
    restart_url: str

    @property
    def progress(self) -> Progress:
        return Progress()

    @property
    def sources(self) -> tuple[SourceView, ...]:
        """Where the steps were read from, each once."""
        return tuple(dict.fromkeys(step.source for step in self.steps))

    @property
    def is_open(self) -> bool:
        """Whether a mandate is still to be got."""
        return bool(self.steps)

    @property
    def before_use(self) -> tuple[ServiceView, ...]:
        """The services that ask for something before they are used."""
        return tuple(service for service in self.services if service.before_use)

    @property
    def not_needed(self) -> int:
        return sum(len(group.items) for group in self.others)

    @property
    def outcome(self) -> str:
        """What is counted of this page: the mandates to ask for, or the word for a result without any."""
        if self.none_of_these:
            return NONE_OF_THESE
        if self.asked:
            return " ".join(card.slug for card in self.asked)
        return feedback.BLOCKED if self.blocked else feedback.HELD

    @property
    def tally(self) -> str:
        """How many mandates have each state; what there is none of goes unsaid, except how many are not needed."""
        groups = Counter(_group(card) for card in self.shown)
        said = (
            (_("pyydä %(count)s"), groups[State.REQUEST]),
            (_("varmista %(count)s"), groups[State.CONFIRM]),
            (_("kysy Kelasta %(count)s"), groups[UNSURE]),
            (_("ei vielä %(count)s"), groups[State.BLOCKED]),
            (_("sisältyy %(count)s"), len(self.covered)),
            (_("sinulla on %(count)s"), groups[State.HELD]),
        )
        parts = [words % {"count": count} for words, count in said if count]
        return ", ".join([*parts, _("et tarvitse %(count)s") % {"count": self.not_needed}])


def result_page(ruleset: Ruleset, conversation: Conversation, *, address: Address = result_address) -> ResultPage:
    """The whole answer to a complete conversation; `address` leads to it with an answer changed.

    What it links to answers anew, so it keeps no old publication.
    """
    conversation = replace(conversation, version=None)
    bare = questionnaire.bare(conversation)
    recommendation = recommend(ruleset, conversation.answers)
    head = result_head(ruleset, conversation, recommendation, address)
    before = questionnaire.previous(conversation, Step.RESULT) or Step.ORGANISATION
    trouble = Section.NOTHING if conversation.none_of_these else Section.TROUBLE
    is_open = not all(card.is_held for card in head.shown)
    return ResultPage(
        title=head.title,
        lead=head.lead,
        shown=head.shown,
        recommendation=recommendation,
        checks=checks(ruleset, recommendation, head.shown, Cards(ruleset, conversation, recommendation, address)),
        services=tuple(_services(ruleset, head.shown)),
        brief=tuple(brief(ruleset, bare)),
        may_act_alone=_may_act_alone(ruleset, conversation),
        notices=notices(ruleset, conversation),
        covered=tuple(not_asked.covered(ruleset, recommendation)),
        held=tuple(not_asked.held(ruleset, recommendation)),
        others=tuple(not_asked.others(ruleset, bare, recommendation)),
        total=len(ruleset.mandates),
        kinds=kinds_of(conversation),
        summary=tuple(summary(ruleset, bare)),
        steps=instructions(ruleset, conversation, Section.GRANTING) if is_open else (),
        trouble=instructions(ruleset, conversation, trouble),
        none_of_these=conversation.none_of_these,
        back_url=step_address(before, conversation),
        restart_url=path(Step.ORGANISATION),
    )


def result_head(
    ruleset: Ruleset, conversation: Conversation, recommendation: Recommendation, address: Address = result_address
) -> Head:
    """The answer without what surrounds it on its page."""
    shown = Cards(ruleset, conversation, recommendation, address).all()
    return Head(title=_title(conversation, shown), lead=_lead(conversation, shown), shown=shown)


def _services(ruleset: Ruleset, shown: tuple[Card, ...]) -> Iterator[ServiceView]:
    """The services that the mandates open, each once, with what each asks for before it is used."""
    slugs = dict.fromkeys(slug for card in shown for slug in ruleset.mandates[card.slug].services)
    return (_service(ruleset, slug) for slug in slugs)


@kept
def _service(ruleset: Ruleset, slug: str) -> ServiceView:
    row = ruleset.services[slug]
    source = source_view(ruleset.sources[row.before_use_source]) if row.before_use_source else None
    return ServiceView(service_link(row), show(row.url), paragraphs(row.before_use), source)


def _may_act_alone(ruleset: Ruleset, conversation: Conversation) -> bool:
    """Whether somebody's position may be enough: in an own organisation that grants its mandates itself."""
    paths = {ruleset.types[slug].grant_path for slug in conversation.answers.types}
    return Relation.OWN in conversation.relations and GrantPath.SELF_SERVICE in paths


def _title(conversation: Conversation, shown: tuple[Card, ...]) -> str:
    """The answer itself, first thing on the page: how many are needed, not how many may be asked for at once."""
    if conversation.none_of_these:
        return _("Et tarvitse näitä valtuuksia")
    if all(card.is_held for card in shown):
        return _("Sinulla on jo tarvitsemasi valtuudet")
    if all(card.is_unsure for card in shown):
        return ngettext("Saatat tarvita tämän valtuuden", "Saatat tarvita %(count)s valtuutta", len(shown)) % {
            "count": len(shown)
        }
    return ngettext("Tarvitset tämän valtuuden", "Tarvitset %(count)s valtuutta", len(shown)) % {"count": len(shown)}


def _lead(conversation: Conversation, shown: tuple[Card, ...]) -> str:
    """What to do with how many of them."""
    if conversation.none_of_these:
        return _("Vastasit, ettet hoida tehtäviä, jotka vaativat valtuuden.")
    groups = Counter(_group(card) for card in shown)
    if len(groups) == 1:
        (group,) = groups
        return str(ALONE[group])
    return ", ".join(str(AMONG[group]) % {"count": groups[group]} for group in AMONG if group in groups) + "."


def _group(card: Card) -> str:
    if card.is_held:
        return State.HELD
    return UNSURE if card.is_unsure else card.state


UNSURE: Final = "unsure"
AMONG: Final = {
    State.REQUEST: gettext_lazy("%(count)s voit pyytää heti"),
    State.CONFIRM: gettext_lazy("%(count)s varmista"),
    UNSURE: gettext_lazy("%(count)s kysy Kelasta ensin"),
    State.BLOCKED: gettext_lazy("%(count)s ei vielä"),
    State.HELD: gettext_lazy("%(count)s on sinulla jo"),
}
ALONE: Final = {
    State.REQUEST: gettext_lazy("Voit pyytää heti."),
    State.CONFIRM: gettext_lazy("Varmista ensin, pyydä sitten."),
    UNSURE: gettext_lazy("Kysy Kelasta, ennen kuin pyydät."),
    State.BLOCKED: gettext_lazy("Älä pyydä vielä. Edellytys puuttuu."),
    State.HELD: gettext_lazy("Sinun ei tarvitse pyytää mitään lisää."),
}
