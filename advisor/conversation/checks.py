"""What to make sure of before asking: each prerequisite once, with the mandates that it decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import ngettext

from advisor.conversation.cards import Card, Cards, PrerequisiteView
from advisor.conversation.mandate_lines import enumerated
from advisor.words import show
from mandates.rules.recommend import Outcome, Recommendation, State, deciding_matches
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Check:
    """A prerequisite to be answered. `decides` names its mandates by their numbers; `matters` is False where another
    alternative holds already."""

    view: PrerequisiteView
    numbers: tuple[int, ...]
    notes: tuple[str, ...]
    matters: bool

    @property
    def is_wanting(self) -> bool:
        """Whether some mandate has to wait for it."""
        return self.matters and self.view.answer == "no"

    @property
    def decides(self) -> str:
        return called(self.numbers)


@dataclass(frozen=True, slots=True)
class Checks:
    """`are_asked` tells whether the request asks of everything that is unanswered."""

    rows: tuple[Check, ...]
    are_asked: bool

    @property
    def answered(self) -> int:
        return sum(bool(row.view.answer) for row in self.rows)


def checks(ruleset: Ruleset, recommendation: Recommendation, shown: tuple[Card, ...], cards: Cards) -> Checks:
    """All prerequisites of the conditions that apply, in the order of the rows: none moves when one is answered."""
    outcomes = [(card.number, recommendation.by_slug[card.slug]) for card in shown]
    rows = tuple(_checks(ruleset, outcomes, cards))
    asked = {row.slug for card in shown if card.state is State.CONFIRM for row in card.prerequisites}
    return Checks(rows, are_asked=all(row.view.answer or row.view.slug in asked for row in rows))


def called(numbers: tuple[int, ...]) -> str:
    """Mandates by their numbers."""
    return ngettext("Valtuus %(numbers)s", "Valtuudet %(numbers)s", len(numbers)) % {"numbers": enumerated(numbers)}


def _checks(ruleset: Ruleset, outcomes: list[tuple[int, Outcome]], cards: Cards) -> Iterator[Check]:
    deciding = {
        slug
        for number, outcome in outcomes
        for match in deciding_matches(outcome)
        for slug in match.condition.prerequisites
    }
    for slug in ruleset.prerequisites:
        asking = [
            (number, match.condition)
            for number, outcome in outcomes
            for match in outcome.matches
            if slug in match.condition.prerequisites
        ]
        if asking:
            notes = (show(row.prerequisite_note) for number, row in asking if row.prerequisite_note)
            yield Check(
                view=cards.prerequisite(slug, ""),
                numbers=tuple(dict.fromkeys(number for number, row in asking)),
                notes=tuple(dict.fromkeys(notes)),
                matters=slug in deciding,
            )
