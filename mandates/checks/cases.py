"""Do the expected cases get the answers that they must get? Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final

from mandates.checks.problem import RowRef, Sentence, sentence
from mandates.checks.problem import gettext_noop as _
from mandates.rules.answers import Answers
from mandates.rules.recommend import State, recommend
from mandates.rules.rows import ExpectedCase, Kind
from mandates.rules.ruleset import Ruleset

PLACES: Final[Mapping[State, str]] = {
    State.REQUEST: _("pyydä"),
    State.CONFIRM: _("varmista ensin"),
    State.BLOCKED: _("ei vielä"),
    State.COVERED: _("sisältyy toiseen"),
}
NOWHERE: Final = _("ei tarvita")
NAMED: Final[Mapping[str, Kind]] = {
    "types": Kind.TYPE,
    "tasks": Kind.TASK,
    "yes": Kind.PREREQUISITE,
    "no": Kind.PREREQUISITE,
    **dict.fromkeys(PLACES, Kind.MANDATE),
}
"""The sets of a case, and the kind of rows that each names."""
RETIRED: Final = _("Tapausta ei voi tarkistaa: %(slug)s on poistettu käytöstä.")
UNKNOWN: Final[Mapping[Kind, str]] = {
    Kind.TYPE: _("Tapausta ei voi tarkistaa: organisaatiotyyppiä %(slug)s ei ole."),
    Kind.TASK: _("Tapausta ei voi tarkistaa: tehtävää %(slug)s ei ole."),
    Kind.PREREQUISITE: _("Tapausta ei voi tarkistaa: edellytystä %(slug)s ei ole."),
    Kind.MANDATE: _("Tapausta ei voi tarkistaa: valtuutta %(slug)s ei ole."),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing in which an expected case is not met. `field` is the case's set that names the row."""

    case: str
    field: str
    sentence: Sentence
    unknown: bool = False
    """Whether the case names a row that does not exist, not even as a retired one."""


def failing(ruleset: Ruleset) -> tuple[Failure, ...]:
    """What each expected case expects and does not get, case by case in display order; nothing when all are met.

    A case is met when the answers give exactly its four sets of mandates. One that names a row not in use fails
    whatever the answer is.
    """
    return tuple(failure for case in ruleset.cases.values() for failure in _failing(ruleset, case))


def answers(case: ExpectedCase) -> Answers:
    """The case as a visitor's answers; nothing is held."""
    return Answers(case.types, case.tasks, case.yes, case.no)


def _failing(ruleset: Ruleset, case: ExpectedCase) -> Iterator[Failure]:
    astray = list(_astray(ruleset, case))
    yield from astray
    if not astray:
        yield from _differing(ruleset, case)


def _astray(ruleset: Ruleset, case: ExpectedCase) -> Iterator[Failure]:
    """Slugs that name no row in use."""
    for field, kind in NAMED.items():
        rows = ruleset.rows(kind)
        for slug in sorted(slug for slug in _slugs(case, field) if slug not in rows):
            retired = slug in ruleset.former_of(kind).retired
            said = sentence(RETIRED if retired else UNKNOWN[kind], slug=RowRef(kind, slug))
            yield Failure(case.slug, field, said, unknown=not retired)


def _differing(ruleset: Ruleset, case: ExpectedCase) -> Iterator[Failure]:
    """Mandates that are expected elsewhere than where the answer has them. Costs those of the case, not all."""
    found = {slug: outcome.state for slug, outcome in recommend(ruleset, answers(case)).by_slug.items()}
    expected: dict[str, list[State]] = {}
    for state in PLACES:
        for slug in _slugs(case, state):
            expected.setdefault(slug, []).append(state)
    for slug in sorted(found.keys() | expected.keys(), key=ruleset.position.__getitem__):
        mandate, wanted = ruleset.mandates[slug], expected.get(slug, [])
        came = [found[slug]] if slug in found else []
        if wanted != came:
            field = wanted[0] if wanted else came[0]
            name = f"{mandate.title.fi} ({slug})" if mandate.title.fi else slug
            message = _("%(mandate)s: odotettiin %(expected)s, tuli %(came)s.")
            said = sentence(
                message, mandate=RowRef(Kind.MANDATE, slug, name), expected=_places(wanted), came=_places(came)
            )
            yield Failure(case.slug, field, said)


def _places(states: list[State]) -> Sentence:
    """Each in quotation marks, with "and" between them."""
    names = [PLACES[state] for state in states] or [NOWHERE]
    quoted = [sentence(_("”%(place)s”"), place=sentence(name)) for name in names]
    return reduce(lambda first, then: sentence(_("%(first)s ja %(then)s"), first=first, then=then), quoted)


def _slugs(case: ExpectedCase, field: str) -> frozenset[str]:
    found: frozenset[str] = getattr(case, field)
    return found
