"""What to make sure of before asking: each prerequisite once, with the mandates that it decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.conversation.cards import AnswerLink, Card, Cards, PrerequisiteView
from advisor.words import show
from mandates.rules.recommend import Outcome, Recommendation, deciding_matches
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
    def choices(self) -> tuple[AnswerLink, ...]:
        return self.view.choices

    @property
    def decides(self) -> str:
        *most, last = (str(number) for number in self.numbers)
        numbers = _("%(most)s ja %(last)s") % {"most": ", ".join(most), "last": last} if most else last
        return ngettext("Valtuus %(numbers)s", "Valtuudet %(numbers)s", len(self.numbers)) % {"numbers": numbers}


@dataclass(frozen=True, slots=True)
class Checks:
    rows: tuple[Check, ...]

    @property
    def answered(self) -> int:
        return sum(bool(row.view.answer) for row in self.rows)


def checks(ruleset: Ruleset, recommendation: Recommendation, shown: tuple[Card, ...], cards: Cards) -> Checks:
    """All prerequisites of the conditions that apply, in the order of the rows: none moves when one is answered."""
    outcomes = [(card.number, recommendation.by_slug[card.slug]) for card in shown]
    return Checks(tuple(_checks(ruleset, outcomes, cards)))


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
