"""What has changed in an answer since the link to it was made. Compared in memory, never by a query."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import takewhile
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.conversation import dropping, questionnaire
from advisor.conversation.instructions import instructions
from advisor.conversation.questionnaire import Conversation, Step
from advisor.words import (
    LookAlikeView,
    NameView,
    lines,
    look_alikes,
    mandate_url,
    name_view,
    paragraphs,
    show,
)
from mandates.languages import show_day
from mandates.publishing.editions import Edition, Past
from mandates.rules.answers import Answers
from mandates.rules.recommend import Outcome, State, recommend
from mandates.rules.rows import Kind, Section
from mandates.rules.ruleset import Ruleset

DETAILS: Final = {
    "state": gettext_lazy("voiko sen pyytää heti"),
    "name": gettext_lazy("nimi"),
    "services": gettext_lazy("palvelu"),
    "allows": gettext_lazy("mitä sillä voi tehdä"),
    "reasons": gettext_lazy("perustelu"),
    "prerequisites": gettext_lazy("edellytykset"),
    "look_alikes": gettext_lazy("mihin sen voi sekoittaa"),
    "outdated": gettext_lazy("huomautus vanhentumisesta"),
}


@dataclass(frozen=True, slots=True)
class AskedMandate:
    """What an answer says of a mandate that it asks for."""

    state: State
    name: NameView
    services: tuple[str, ...]
    allows: tuple[str, ...]
    reasons: tuple[str, ...]
    prerequisites: tuple[tuple[str, ...], ...]
    look_alikes: tuple[LookAlikeView, ...]
    outdated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionAnswer:
    """What one publication answers: the mandates to ask for by their stable numbers, and how to get them."""

    live_from: str
    mandates: Mapping[int, AskedMandate]
    guidance: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChangedMandate:
    """A mandate that the answer has gained, lost or words anew: since when, and what of it was worded anew."""

    name: NameView
    url: str
    since: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """What the page tells of the link that led to it. Without changes it only says why they cannot be told."""

    sentence: str
    added: tuple[ChangedMandate, ...] = ()
    removed: tuple[ChangedMandate, ...] = ()
    reworded: tuple[ChangedMandate, ...] = ()
    guidance_since: str = ""

    @property
    def rows(self) -> tuple[tuple[str, ChangedMandate], ...]:
        """Each mandate with the word for what happened to it."""
        found = ((_("Lisätty:"), self.added), (_("Poistettu:"), self.removed), (_("Muutettu:"), self.reworded))
        return tuple((word, mandate) for word, mandates in found for mandate in mandates)


def changed(conversation: Conversation, edition: Edition, past: tuple[Past, ...]) -> Changed | None:
    """Compare the answer with that of the publication which the link was made with. None: nothing to tell."""
    version = conversation.version
    if version is None or version == edition.number:
        return None
    place = next((place for place, each in enumerate(past) if each.number == version), None)
    if place is None:
        sentence = _("Linkki on julkaisusta %(number)s, jota emme tunne. Emme voi kertoa, onko vastaus muuttunut.")
        return Changed(sentence % {"number": version})
    then = past[place]
    when = {"number": version, "date": day_of(then.live_from)}
    if then.edition is None:
        sentence = _(
            "Linkki on julkaisusta %(number)s (%(date)s). Se on niin vanha, ettemme voi kertoa, onko vastaus muuttunut."
        )
        return Changed(sentence % when)
    between = [each.edition for each in reversed(past[: place + 1]) if each.edition]
    answers = [_answer(each, _as_of(each.ruleset, conversation, edition.ruleset)) for each in between]
    sentence = _("Linkki on julkaisusta %(number)s (%(date)s). Vastaus on muuttunut sen jälkeen.")
    return _differences(sentence % when, answers, edition)


def history(conversation: Conversation, edition: Edition, past: tuple[Past, ...]) -> Iterator[tuple[Edition, Changed]]:
    """Each publication that changed the answer, newest first, with what it changed of the one before it.

    While a question is unanswered nothing is asked for: so what a retired task takes away is told too.
    """
    known = run_in_memory(past)
    then = [_as_of(each.ruleset, conversation, edition.ruleset) for each in known]
    answers = [
        _answer(each, said) if questionnaire.next_step(said) is Step.RESULT else _nothing(each)
        for each, said in zip(known, then, strict=True)
    ]
    for after, now, before in zip(known, answers, answers[1:], strict=False):
        found = _differences("", [before, now], after)
        if found:
            yield after, found


def run_in_memory(past: tuple[Past, ...]) -> tuple[Edition, ...]:
    """The publications in memory, newest first, as far as none between two is missing: only of two that followed each
    other can be said what the later one changed."""
    newest = takewhile(lambda each: each.edition, past)
    return tuple(each.edition for each in newest if each.edition)


def day_of(moment: datetime) -> str:
    """The day here of what was published at a moment."""
    return show_day(timezone.localtime(moment).date())


def _as_of(old: Ruleset, conversation: Conversation, today: Ruleset) -> Conversation:
    """The same answers in the words of an older publication; what a mending dropped counts where it was known.

    A task that the organisation has was not dropped, whatever the address says.
    """
    answers = conversation.answers
    mended = dropping.rows(conversation.mended, today)
    tasks = {slug for slug in mended.get(Kind.TASK, ()) if not today.offers(answers.types, slug)}

    def then(kind: Kind, slugs: frozenset[str]) -> frozenset[str]:
        numbers, retired = today.numbers(kind), old.former_of(kind).numbers
        by_number = {number: slug for slug, number in old.numbers(kind).items() if slug not in retired}
        return frozenset(by_number[numbers[slug]] for slug in slugs if numbers.get(slug) in by_number)

    return replace(
        conversation,
        answers=Answers(
            types=then(Kind.TYPE, answers.types.union(mended.get(Kind.TYPE, ()))),
            tasks=then(Kind.TASK, answers.tasks | tasks),
            yes=then(Kind.PREREQUISITE, answers.yes),
            no=then(Kind.PREREQUISITE, answers.no),
            held=then(Kind.MANDATE, answers.held.union(mended.get(Kind.MANDATE, ()))),
        ),
    )


def _answer(edition: Edition, conversation: Conversation) -> EditionAnswer:
    ruleset = edition.ruleset
    asked = recommend(ruleset, conversation.answers).asked
    steps = instructions(ruleset, conversation, Section.GRANTING) if asked else ()
    return EditionAnswer(
        live_from=day_of(edition.published_at),
        mandates={ruleset.mandates[outcome.mandate].number: _asked(ruleset, outcome) for outcome in asked},
        guidance=tuple((step.title, *step.paragraphs) for step in steps),
    )


def _nothing(edition: Edition) -> EditionAnswer:
    return EditionAnswer(live_from=day_of(edition.published_at), mandates={}, guidance=())


def _asked(ruleset: Ruleset, outcome: Outcome) -> AskedMandate:
    mandate = ruleset.mandates[outcome.mandate]
    conditions = [match.condition for match in outcome.matches]
    return AskedMandate(
        state=outcome.state,
        name=name_view(mandate),
        services=tuple(show(ruleset.services[slug].name) for slug in mandate.services),
        allows=lines(mandate.allows),
        reasons=tuple(show(ruleset.tasks[condition.task].name) for condition in conditions),
        prerequisites=tuple(
            (show(row.question), show(row.if_no), show(row.if_unknown), show(condition.prerequisite_note))
            for condition in conditions
            for row in (ruleset.prerequisites[slug] for slug in condition.prerequisites)
        ),
        look_alikes=look_alikes(ruleset, mandate),
        outdated=paragraphs(mandate.outdated_note),
    )


def _differences(sentence: str, answers: list[EditionAnswer], edition: Edition) -> Changed | None:
    first, last = answers[0], answers[-1]
    if (first.mandates, first.guidance) == (last.mandates, last.guidance):
        return None
    slugs = {number: slug for slug, number in edition.ruleset.numbers(Kind.MANDATE).items()}

    def change(number: int, of: Callable[[EditionAnswer], object], *details: str) -> ChangedMandate:
        asked = last.mandates.get(number) or first.mandates[number]
        mandate = edition.ruleset.mandates.get(slugs.get(number, ""))
        return ChangedMandate(asked.name, mandate_url(mandate) if mandate else "", _since(answers, of), details)

    def is_asked(number: int) -> Callable[[EditionAnswer], object]:
        return lambda answer: number in answer.mandates

    def wording(number: int) -> Callable[[EditionAnswer], object]:
        return lambda answer: answer.mandates.get(number)

    is_guided_anew = bool(first.mandates and last.mandates) and first.guidance != last.guidance
    return Changed(
        sentence=sentence,
        added=tuple(change(number, is_asked(number)) for number in last.mandates if number not in first.mandates),
        removed=tuple(change(number, is_asked(number)) for number in first.mandates if number not in last.mandates),
        reworded=tuple(
            change(number, wording(number), *_reworded(first.mandates[number], asked))
            for number, asked in last.mandates.items()
            if number in first.mandates and asked != first.mandates[number]
        ),
        guidance_since=_since(answers, lambda answer: answer.guidance) if is_guided_anew else "",
    )


def _since(answers: list[EditionAnswer], of: Callable[[EditionAnswer], object]) -> str:
    """The day of the publication since which a part of the answer, which has changed, has been as it is now."""
    pairs = zip(reversed(answers[:-1]), reversed(answers[1:]), strict=True)
    return next(after.live_from for before, after in pairs if of(before) != of(after))


def _reworded(before: AskedMandate, after: AskedMandate) -> Iterator[str]:
    for each in fields(AskedMandate):
        if getattr(before, each.name) != getattr(after, each.name):
            yield str(DETAILS[each.name])
