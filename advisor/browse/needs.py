"""Who needs a mandate, doing what: its conditions in words.

Prose about who needs what is never typed twice: it is put together here from the same rows that answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy

from advisor.conversation.addresses import start_address
from advisor.words import condition_types, named_types, show
from mandates.rules.rows import Condition, Mandate
from mandates.rules.ruleset import Ruleset

EVERYBODY: Final = gettext_lazy("Kaikki organisaatiot")


@dataclass(frozen=True, slots=True)
class NeedView:
    """One condition in words: who, doing what, provided which prerequisites; `url` starts the questionnaire so."""

    task: str
    hint: str
    types: tuple[str, ...]
    prerequisites: tuple[str, ...]
    note: str
    other_types_note: str
    url: str


def needs(ruleset: Ruleset, mandate: Mandate) -> Iterator[NeedView]:
    for condition in ruleset.conditions_by_mandate.get(mandate.slug, ()):
        task = ruleset.tasks[condition.task]
        yield NeedView(
            task=show(task.name),
            hint=show(task.hint),
            types=condition_types(ruleset, condition) or (str(EVERYBODY),),
            prerequisites=tuple(show(ruleset.prerequisites[slug].name) for slug in condition.prerequisites),
            note=show(condition.prerequisite_note),
            other_types_note=show(condition.other_types_note),
            url=start_url((condition,)),
        )


def whom(ruleset: Ruleset, conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Whom the conditions concern, in words."""
    rows = tuple(conditions)
    if any(row.every_type for row in rows):
        return (str(EVERYBODY),)
    return named_types(ruleset, {slug for row in rows for slug in row.types})


def start_url(conditions: tuple[Condition, ...]) -> str:
    """The questionnaire filled in with what a mandate asks: its task if it has one, its type if it has one."""
    tasks = frozenset(condition.task for condition in conditions)
    types = frozenset(slug for condition in conditions for slug in condition.types)
    has_one_type = len(types) == 1 and not any(condition.every_type for condition in conditions)
    return start_address(types if has_one_type else frozenset(), tasks if len(tasks) == 1 else frozenset())
