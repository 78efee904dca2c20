"""The rows that other rows name: those that nobody names, and names of no row. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields
from typing import Final

from mandates.checks import cases
from mandates.checks.problem import Problem, RowRef, problem, sentence
from mandates.checks.problem import gettext_noop as _
from mandates.rules.rows import ATTRIBUTES, Kind, Mandate, Row
from mandates.rules.ruleset import Ruleset

UNUSED: Final[Mapping[str, tuple[str, str, str]]] = {
    "task": ("task-unused", "conditions", _("Tehtävällä ei ole ehtoa: vastaus ei johda mihinkään.")),
    "organisationtype": ("type-unused", "conditions", _("Mikään ehto ei koske organisaatiota.")),
    "prerequisite": ("prerequisite-unused", "conditions", _("Mikään ehto ei vaadi edellytystä.")),
    "service": ("service-unused", "mandates", _("Palvelulla ei ole tehtävää eikä valtuutta.")),
    "sector": ("sector-unused", "types", _("Organisaatioryhmässä ei ole organisaatiota.")),
    "servicegroup": ("group-unused", "services", _("Palveluryhmässä ei ole palvelua.")),
    "symptom": ("symptom-unused", "name_fi", _("Oireella ei ole syytä: oire ei johda mihinkään.")),
    "source": ("source-unused", "slug", _("Mikään rivi ei viittaa lähteeseen.")),
    "mandate": ("mandate-unreachable", "conditions", _("Mikään ehto ei johda valtuuteen.")),
}
ASKING: Final = frozenset({"service", "organisationtype", "task", "mandate", "condition", "instruction"})
"""The models whose references make a row used."""
USED_BY_ANY: Final = frozenset({"source", "symptom"})
"""The models whose rows any reference makes used."""

Reference = tuple[str, str, str]
"""The field that refers, the model of the row that it names, and that row's slug."""
References = Mapping[tuple[str, str], Iterable[Reference]]
"""By the model and the slug of the row that refers."""
REFERENCES: Final[Mapping[str, str]] = {
    "source": "source",
    "group": "servicegroup",
    "sector": "sector",
    "before_use_source": "source",
    "service": "service",
    "services": "service",
    "task": "task",
    "tasks": "task",
    "mandate": "mandate",
    "mandates": "mandate",
    "conditions": "condition",
    "includes": "mandate",
    "types": "organisationtype",
    "prerequisites": "prerequisite",
    "symptoms": "symptom",
    "yes": "prerequisite",
    "no": "prerequisite",
    **dict.fromkeys(cases.PLACES, "mandate"),
}
"""The fields of rows that name other rows, and the models of those."""


def everywhere(ruleset: Ruleset) -> References:
    """What each row in use names."""
    return {(model, slug): tuple(named_by(row)) for model, slug, row in ruleset.every_row()}


def named_by(row: Row) -> Iterator[Reference]:
    """What a row names."""
    for each in fields(row):
        target = REFERENCES.get(each.name)
        value = getattr(row, each.name)
        if target and isinstance(value, str):
            if value:
                yield each.name, target, value
        elif target and value is not None:
            yield from ((each.name, target, slug) for slug in sorted(value))
    if isinstance(row, Mandate):
        for language, name in row.names.items():
            if name.source:
                yield f"name_source_{language}", "source", name.source


def unused(ruleset: Ruleset, references: References) -> Iterator[Problem]:
    """Rows that nothing asks for: no answer and no page leads to them."""
    used: dict[str, set[str]] = {model: set() for model in UNUSED}
    for (model, _slug), found in references.items():
        for field, named, slug in found:
            if named in UNUSED and (model in ASKING or named in USED_BY_ANY) and field != "includes":
                used[named].add(slug)
    if any(condition.every_type for condition in ruleset.conditions.values()):
        used[Kind.TYPE].update(ruleset.types)
    for model, (code, field, message) in UNUSED.items():
        for slug in ruleset.rows(model):
            if slug not in used[model]:
                yield problem(code, model, slug, field, sentence(message))


def dangling(ruleset: Ruleset, references: References) -> Iterator[Problem]:
    """References to no row: no page could show them. A retired row is one, but a service that is not offered cannot be
    where something is."""
    retired: dict[str, Mapping[str, object]] = {kind: former.retired for kind, former in ruleset.former.items()}
    known: dict[str, AbstractSet[str]] = {model: ruleset.rows(model).keys() for model in ATTRIBUTES}
    known["condition"] |= ruleset.weakened.keys()
    for (model, slug), found in references.items():
        for field, named, target in found:
            if target in known[named]:
                continue
            if target not in retired.get(named, ()):
                message = sentence(_("Riviä %(slug)s ei ole."), slug=RowRef(named, target))
                yield problem("reference-dangling", model, slug, field, message)
            elif named == Kind.SERVICE:
                told = _("Palvelu %(slug)s on poistettu käytöstä: valitse toinen.")
                message = sentence(told, slug=RowRef(named, target))
                yield problem("reference-dangling", model, slug, field, message)
