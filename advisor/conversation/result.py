"""The result page: a recommendation as the views that its template reads."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.conversation import lines, questionnaire
from advisor.conversation.addresses import address as step_address
from advisor.conversation.addresses import path, result_address
from advisor.conversation.cards import Address, Card, Cards, kinds_of
from advisor.conversation.instructions import InstructionView, instructions
from advisor.conversation.lines import Line
from advisor.conversation.notices import notices
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.questions import SummaryLine, summary
from advisor.conversation.step import Progress
from advisor.words import Group, SourceView
from mandates import feedback
from mandates.rules.recommend import Recommendation, State, recommend
from mandates.rules.ruleset import NONE_OF_THESE, Relation, Ruleset, Section


@dataclass(frozen=True, slots=True)
class Head:
    """What an answer says first: its one sentence and the mandates it calls for."""

    title: str
    lead: str
    asked: tuple[Card, ...]
    blocked: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ResultPage(Head):
    notices: tuple[str, ...]
    covered: tuple[Line, ...]
    held: tuple[Line, ...]
    others: tuple[Group[Line], ...]
    total: int
    kinds: tuple[str, ...]
    summary: tuple[SummaryLine, ...]
    steps: tuple[InstructionView, ...]
    trouble: tuple[InstructionView, ...]
    none_of_these: bool
    is_chain: bool
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
    def has_working_titles(self) -> bool:
        return any(not card.name.is_own for card in self.asked)

    @property
    def has_old_names(self) -> bool:
        return any(card.name.is_own and not card.name.copyable for card in self.asked)

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
        said = (
            (_("pyydä %(count)s"), len(self.asked)),
            (_("ei vielä %(count)s"), len(self.blocked)),
            (_("sisältyy %(count)s"), len(self.covered)),
            (_("sinulla on %(count)s"), len(self.held)),
        )
        parts = [words % {"count": count} for words, count in said if count]
        others = sum(len(group.items) for group in self.others)
        return ", ".join([*parts, _("et tarvitse %(count)s") % {"count": others}])


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
    is_open = bool(head.asked or head.blocked)
    return ResultPage(
        title=head.title,
        lead=head.lead,
        asked=head.asked,
        blocked=head.blocked,
        notices=notices(ruleset, conversation),
        covered=tuple(lines.covered(ruleset, recommendation)),
        held=tuple(lines.held(ruleset, bare, recommendation, address)),
        others=tuple(lines.others(ruleset, bare, recommendation)),
        total=len(ruleset.mandates),
        kinds=kinds_of(conversation),
        summary=tuple(summary(ruleset, bare)),
        steps=tuple(instructions(ruleset, conversation, Section.GRANTING)) if is_open else (),
        trouble=tuple(instructions(ruleset, conversation, trouble)),
        none_of_these=conversation.none_of_these,
        is_chain=Relation.OWN not in conversation.relations,
        back_url=step_address(before, conversation),
        restart_url=path(Step.ORGANISATION),
    )


def result_head(
    ruleset: Ruleset, conversation: Conversation, recommendation: Recommendation, address: Address = result_address
) -> Head:
    """The answer without what surrounds it on its page."""
    cards = Cards(ruleset, conversation, recommendation, address)
    asked = tuple(cards.having(State.REQUEST, State.CONFIRM))
    return Head(
        title=_title(conversation, recommendation),
        lead=_lead(conversation, recommendation),
        asked=asked,
        blocked=tuple(cards.having(State.BLOCKED, first=len(asked) + 1)),
    )


def _title(conversation: Conversation, recommendation: Recommendation) -> str:
    """The answer itself, first thing on the page."""
    if conversation.none_of_these:
        return _("Et tarvitse näitä valtuuksia")
    count = len(recommendation.asked)
    if count and not recommendation.having(State.REQUEST):
        words = ngettext(
            "Varmista ensin, pyydä sitten tämä valtuus",
            "Varmista ensin, pyydä sitten nämä %(count)s valtuutta",
            count,
        )
        return words % {"count": count}
    if count:
        return ngettext("Pyydä tämä valtuus", "Pyydä nämä %(count)s valtuutta", count) % {"count": count}
    if recommendation.having(State.BLOCKED):
        return _("Älä pyydä valtuutta vielä")
    return _("Sinulla on jo tarvitsemasi valtuudet")


def _lead(conversation: Conversation, recommendation: Recommendation) -> str:
    if conversation.none_of_these:
        return _("Vastasit, ettet hoida tehtäviä, jotka vaativat valtuuden.")
    if not recommendation.asked:
        if recommendation.having(State.BLOCKED):
            return _("Edellytys puuttuu. Hoida se ensin kuntoon.")
        return _("Sinun ei tarvitse pyytää mitään lisää.")
    if conversation.relations == {Relation.OWN}:
        return _("Pyydä omalta organisaatioltasi asiointivaltuutta.")
    if conversation.relations == {Relation.OTHER}:
        return _(
            "Ensin organisaatio, jonka asioita hoidat, valtuuttaa työnantajasi. "
            "Pyydä sitten työnantajaltasi edustamisvaltuutta."
        )
    return _(
        "Oman organisaatiosi asioihin tarvitset asiointivaltuuden, toisen organisaation asioihin edustamisvaltuuden."
    )
