"""Which conditions and mandates could go without any answer telling it. Pure: no Django, no I/O.

All is compared by what the rules read: for each task and organisation type the sets of prerequisites that a mandate is
asked with, of which the smallest decide (statements 1 and 2 of `rules`). The types of a set are the bits of a number,
so that a comparison costs the conditions of a task and not its types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from mandates.checks.problem import Problem, problem, sentence
from mandates.checks.problem import gettext_noop as _
from mandates.rules.ruleset import Condition, Ruleset

_Asked = Mapping[frozenset[str], int]
"""The types (bits) that a mandate is asked of, by the prerequisites it is asked with; the smallest sets only."""

_Needs = Mapping[str, _Asked]
"""What a mandate is asked with, by task."""

NONE: Final[frozenset[str]] = frozenset()


def problems(ruleset: Ruleset) -> Iterator[Problem]:
    """Superfluous conditions, broad mandates beside narrow ones, and mandates alike or always covered.

    Costs the conditions, and for each those of the same task and mandate or of a mandate that includes it.
    """
    bits = {slug: 1 << place for place, slug in enumerate(ruleset.types)}
    all_needs = {slug: _needs(ruleset.conditions_by_mandate.get(slug, ()), bits) for slug in ruleset.mandates}
    needs = {slug: needed for slug, needed in all_needs.items() if needed}
    yield from _superfluous(ruleset)
    yield from _broad_beside_narrow(ruleset)
    yield from _always_covered(ruleset, needs)
    yield from _alike(ruleset, needs)


def _superfluous(ruleset: Ruleset) -> Iterator[Problem]:
    groups: dict[tuple[str, str], list[Condition]] = {}
    for condition in ruleset.conditions.values():
        groups.setdefault((condition.task, condition.mandate), []).append(condition)
    for group in groups.values():
        for condition in group:
            wider = next((each for each in group if _replaces(each, condition)), None)
            if wider:
                message = _(
                    "Ehto on turha: ehto %(slug)s johtaa samasta tehtävästä samaan valtuuteen "
                    "vähintään samoilla organisaatioilla, eikä se vaadi enempää."
                )
                told = sentence(message, slug=wider.slug)
                yield problem("condition-superfluous", "condition", condition.slug, "types", told)


def _replaces(wider: Condition, condition: Condition) -> bool:
    """Tell whether the first applies whenever the second does, and is met as well. Of two alike the later is less."""
    if wider is condition or not (condition.types or condition.every_type):
        return False
    if not _holds(wider, condition):
        return False
    return not _holds(condition, wider) or (wider.number, wider.slug) < (condition.number, condition.slug)


def _holds(wider: Condition, condition: Condition) -> bool:
    reaches = wider.every_type or (not condition.every_type and wider.types >= condition.types)
    return reaches and set(wider.prerequisites) <= set(condition.prerequisites)


def _broad_beside_narrow(ruleset: Ruleset) -> Iterator[Problem]:
    for conditions in ruleset.conditions_by_task.values():
        asked = {condition.mandate for condition in conditions}
        for condition in conditions:
            narrow = sorted(slug for slug in asked if condition.mandate in ruleset.included_in.get(slug, NONE))
            if narrow:
                message = _(
                    "Sama tehtävä vaatii myös suppeamman valtuuden, joka sisältyy tähän: %(slugs)s. "
                    "Jos suppea riittää, poista tämä ehto."
                )
                told = sentence(message, slugs=", ".join(narrow))
                yield problem("broad-beside-narrow", "condition", condition.slug, "mandate", told)


def _needs(conditions: tuple[Condition, ...], bits: Mapping[str, int]) -> _Needs:
    everybody = (1 << len(bits)) - 1
    found: dict[str, dict[frozenset[str], int]] = {}
    for condition in conditions:
        met = everybody if condition.every_type else sum(bits.get(slug, 0) for slug in condition.types)
        asked = found.setdefault(condition.task, {})
        prerequisites = frozenset(condition.prerequisites)
        asked[prerequisites] = asked.get(prerequisites, 0) | met
    smallest = {task: _smallest(asked) for task, asked in found.items()}
    return {task: asked for task, asked in smallest.items() if asked}


def _smallest(asked: _Asked) -> _Asked:
    """Without the types that are asked with fewer prerequisites too."""
    left: dict[frozenset[str], int] = {}
    for prerequisites, met in asked.items():
        for fewer, others in asked.items():
            if fewer < prerequisites:
                met &= ~others
        if met:
            left[prerequisites] = met
    return left


def _always_covered(ruleset: Ruleset, needs: Mapping[str, _Needs]) -> Iterator[Problem]:
    """One type, one task and yes to just the prerequisites asked for decide: what is covered there is always."""
    for slug, needed in needs.items():
        broader = sorted(broad for broad in ruleset.included_in.get(slug, NONE) if broad in needs)
        if not broader:
            continue
        covered = all(
            not _uncovered(task, prerequisites, met, [needs[broad] for broad in broader])
            for task, asked in needed.items()
            for prerequisites, met in asked.items()
        )
        if covered:
            message = _(
                "Valtuutta ei koskaan pyydetä: aina kun se tarvitaan, "
                "tarvitaan myös laajempi, johon se sisältyy (%(slugs)s)."
            )
            told = sentence(message, slugs=", ".join(broader))
            yield problem("mandate-always-covered", "mandate", slug, "conditions", told)


def _uncovered(task: str, prerequisites: frozenset[str], met: int, broader: list[_Needs]) -> int:
    for needed in broader:
        for fewer, others in needed.get(task, {}).items():
            if fewer <= prerequisites:
                met &= ~others
    return met


def _alike(ruleset: Ruleset, needs: Mapping[str, _Needs]) -> Iterator[Problem]:
    """The same needs and the same mandates that include them: whatever is answered, both get the same state."""
    first: dict[object, str] = {}
    for slug, needed in needs.items():
        same_needs = frozenset((task, frozenset(asked.items())) for task, asked in needed.items())
        broader = frozenset(broad for broad in ruleset.included_in.get(slug, NONE) if broad in needs)
        other = first.setdefault((same_needs, broader), slug)
        if other != slug:
            message = _("Mikään vastaus ei erota valtuutta valtuudesta %(slug)s: niillä on samat ehdot.")
            yield problem("mandates-alike", "mandate", slug, "conditions", sentence(message, slug=other))
