"""Which conditions and mandates could go without any answer telling it. Pure: no Django, no I/O.

A mandate is judged where it is called for: at each pair of a type and a task, and there by saying yes to no more than
what one of its conditions asks for. Of two conditions of a pair the one that asks for less decides (statements 1 and 2
of `recommend`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from mandates.checks.problem import Problem, RowRef, problem, sentence
from mandates.checks.problem import gettext_noop as _
from mandates.rules.answers import Answers
from mandates.rules.recommend import State, recommend
from mandates.rules.rows import Condition
from mandates.rules.ruleset import Ruleset, matching_types

NONE: Final[frozenset[str]] = frozenset()
_Called = Mapping[str, list[Condition]]
"""The mandates that are called for, each with the conditions that some type meets."""


def problems(ruleset: Ruleset) -> Iterator[Problem]:
    """Superfluous conditions, broad mandates beside narrow ones, and mandates alike or always covered.

    Costs the conditions, and for each those of the same task and mandate. Pairs are looked at only of mandates that
    have the same tasks as another, and of those that others include, until one is found where they are not covered.
    """
    called = {slug: found for slug in ruleset.mandates if (found := _conditions(ruleset, slug))}
    yield from _superfluous(ruleset)
    yield from _broad_beside_narrow(ruleset)
    yield from _always_covered(ruleset, called)
    yield from _alike(ruleset, called)


def _conditions(ruleset: Ruleset, slug: str) -> list[Condition]:
    """Those of the mandate's that some type meets."""
    types = ruleset.types.keys()
    return [each for each in ruleset.conditions_by_mandate.get(slug, ()) if matching_types(each, types)]


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
                reason = sentence(message, slug=RowRef("condition", wider.slug))
                yield problem("condition-superfluous", "condition", condition.slug, "types", reason)


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
        narrower: dict[str, set[str]] = {}
        for slug in {condition.mandate for condition in conditions}:
            for broad in ruleset.included_in.get(slug, NONE):
                narrower.setdefault(broad, set()).add(slug)
        for condition in conditions:
            narrow = sorted(narrower.get(condition.mandate, NONE))
            if narrow:
                message = _(
                    "Sama tehtävä vaatii myös suppeamman valtuuden, joka sisältyy tähän: %(slugs)s. "
                    "Jos suppea riittää, poista tämä ehto."
                )
                reason = sentence(message, slugs=tuple(RowRef("mandate", slug) for slug in narrow))
                yield problem("broad-beside-narrow", "condition", condition.slug, "mandate", reason)


def _always_covered(ruleset: Ruleset, called: _Called) -> Iterator[Problem]:
    """What is covered wherever one condition calls for it always is: more answers call for the broader ones no less."""
    for slug, conditions in called.items():
        broader = sorted(called.keys() & ruleset.included_in.get(slug, NONE))
        if broader and all(
            _covered(ruleset, organisation, condition)
            for condition in conditions
            for organisation in matching_types(condition, ruleset.types.keys())
        ):
            message = _(
                "Valtuutta ei koskaan pyydetä: aina kun se tarvitaan, "
                "tarvitaan myös laajempi, johon se sisältyy (%(slugs)s)."
            )
            reason = sentence(message, slugs=tuple(RowRef("mandate", slug) for slug in broader))
            yield problem("mandate-always-covered", "mandate", slug, "conditions", reason)


def _covered(ruleset: Ruleset, organisation: str, condition: Condition) -> bool:
    answers = Answers(frozenset({organisation}), frozenset({condition.task}), frozenset(condition.prerequisites))
    return recommend(ruleset, answers).by_slug[condition.mandate].state is State.COVERED


def _alike(ruleset: Ruleset, called: _Called) -> Iterator[Problem]:
    """Called for alike and included in the same mandates: whatever is answered, both get the same state."""
    tasks = {slug: frozenset(each.task for each in conditions) for slug, conditions in called.items()}
    sharing = Counter(tasks.values())
    first: dict[object, str] = {}
    for slug, conditions in called.items():
        if sharing[tasks[slug]] > 1:
            broader = frozenset(called.keys() & ruleset.included_in.get(slug, NONE))
            other = first.setdefault((_calls(ruleset, conditions), broader), slug)
            if other != slug:
                message = _("Mikään vastaus ei erota valtuutta valtuudesta %(slug)s: niillä on samat ehdot.")
                yield problem(
                    "mandates-alike", "mandate", slug, "conditions", sentence(message, slug=RowRef("mandate", other))
                )


def _calls(ruleset: Ruleset, conditions: Iterable[Condition]) -> frozenset[tuple[str, str, frozenset[str]]]:
    """The pairs that call for the mandate, each with the prerequisites, without those sets of which fewer would do."""
    asked: dict[tuple[str, str], set[frozenset[str]]] = {}
    for condition in conditions:
        for organisation in matching_types(condition, ruleset.types.keys()):
            asked.setdefault((organisation, condition.task), set()).add(frozenset(condition.prerequisites))
    return frozenset(
        (*pair, fewest) for pair, sets in asked.items() for fewest in sets if not any(each < fewest for each in sets)
    )
