"""What an edit of the content changes, exactly and without sampling. Pure: no Django, no I/O.

A *situation* is an organisation type, a task that the type is offered, and an answer (yes, no or none) to every
prerequisite that a condition of the two asks for, before or after. Its outcome is the state that `recommend` gives
each mandate called for; where the type or the task has no row, nothing. The reasons beside a state, and which of
several covering mandates is named, are no outcome.

Why the situations and the covering pairs say everything, whatever a visitor ticks (a type at the least):
A condition meets the ticked types and tasks exactly when it meets one type and one task of them, so the need for a
mandate is the best of what the ticked situations need (statements 1 and 2 of `recommend`). What follows, covering (3)
and holding (6), reads nothing but these needs and who includes whom. A situation's outcome hides a need only behind
"covered", and that need decides nothing: its coverer is needed at least as much in the same situation, therefore also
among all that is ticked, where it covers the mandate again, and covers all that the mandate could cover.
So if no situation and no covering pair changes, no answer changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from mandates.checks.problem import Translate
from mandates.checks.problem import gettext_noop as _
from mandates.impact import renaming
from mandates.impact import rows as row_changes
from mandates.impact.effects import SLUGS, Effect, Names
from mandates.impact.naming import naming
from mandates.impact.rows import ModelChanges
from mandates.impact.situations import compare, either, states
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Ruleset

__all__ = [
    "CoveringChange",
    "Effect",
    "Impact",
    "changes",
    "names_of",
    "sentences",
    "states",
]


@dataclass(frozen=True, slots=True)
class CoveringChange:
    """`broad` begins (`added`) or ceases to include `narrow`, directly or through others."""

    broad: str
    narrow: str
    added: bool

    def sentence(self, names: Names = SLUGS) -> str:
        """The change in words: "laaja: sisältää nyt valtuuden suppea"."""
        broad, narrow = (names.mandates.get(slug, slug) for slug in (self.broad, self.narrow))
        begun, ceased = (
            _("%(broad)s: sisältää nyt valtuuden %(narrow)s"),
            _("%(broad)s: ei enää sisällä valtuutta %(narrow)s"),
        )
        return names.translate(begun if self.added else ceased) % {"broad": broad, "narrow": narrow}


@dataclass(frozen=True, slots=True)
class Impact:
    """All that an edit changes. True when it changes anything.

    `situations` counts the situations that exist before or after (module docstring), each once; `changed` those of
    them whose outcome differs. A covering change alone is in neither: it shows only in answers with several tasks.
    """

    rules: tuple[Effect, ...]
    covering: tuple[CoveringChange, ...]
    rows: tuple[ModelChanges, ...]
    changed: int
    situations: int

    def __bool__(self) -> bool:
        return bool(self.rules or self.covering or self.rows)

    @property
    def changes_rules(self) -> bool:
        """Tell whether some visitor may get another answer, and not only other words."""
        return bool(self.rules or self.covering)

    @property
    def share(self) -> float:
        """Changed situations of all situations, from 0 to 1; 0 when there are none."""
        return self.changed / self.situations if self.situations else 0.0


def changes(before: Ruleset, after: Ruleset) -> Impact:
    """List all effects of publishing `after` in place of `before`, in display order, the removed last.

    A row that has got another slug is the same row, called as it is after.

    Costs the (type, task) pairs that a condition names; answers are tried only where conditions differ, and only to
    the prerequisites of mandates that may change.
    """
    slugs = renaming.renamed(before, after)
    before = renaming.following(before, after)
    pairs = list(compare(before, after))
    return Impact(
        rules=tuple(effect for pair in pairs for effect in pair.effects),
        covering=_covering(before, after),
        rows=tuple(row_changes.rows(before, after, slugs)),
        changed=sum(pair.changed for pair in pairs),
        situations=sum(pair.situations for pair in pairs),
    )


def names_of(before: Ruleset, after: Ruleset, translate: Translate = str) -> Names:
    """The Finnish names, the newer ones where both have the row; mandates by their working title. Where two rows share
    a name, each has its slug beside it.
    """
    before = renaming.following(before, after)
    called = naming(after, before)

    def of(kind: Kind) -> dict[str, str]:
        return {slug: called(kind, slug) for slug in {**before.rows(kind), **after.rows(kind)}}

    return Names(of(Kind.TYPE), of(Kind.TASK), of(Kind.PREREQUISITE), of(Kind.MANDATE), translate)


def sentences(impact: Impact, before: Ruleset, after: Ruleset, translate: Translate = str) -> tuple[str, ...]:
    """The changes of rules and covering, by names."""
    called = names_of(before, after, translate)
    return (
        *(change.sentence(called) for change in impact.rules),
        *(change.sentence(called) for change in impact.covering),
    )


def _covering(before: Ruleset, after: Ruleset) -> tuple[CoveringChange, ...]:
    none: frozenset[str] = frozenset()
    return tuple(
        CoveringChange(broad, narrow, broad in after.included_in.get(narrow, none))
        for narrow in either(before.mandates, after.mandates)
        for broad in sorted(before.included_in.get(narrow, none) ^ after.included_in.get(narrow, none))
    )
