"""What is wrong with a set of content, as sentences that name the row. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Final

from mandates.checks import cases, dates, old_addresses, redundancy, references, texts
from mandates.checks.problem import CODES, FieldRef, Problem, RowRef, Sentence, Severity, problem, sentence
from mandates.checks.problem import gettext_noop as _
from mandates.rules.rows import Cause, Condition, Kind, LookAlike, Mandate, Row, Service
from mandates.rules.ruleset import Ruleset, reached
from mandates.rules.texts import LANGUAGES, NameState, Text

__all__ = ["CODES", "Problem", "Severity", "cycle_problems", "cycles", "problems"]

TRANSLATED: Final = LANGUAGES[1:]
NOT_TRANSLATED: Final = frozenset({"url", "category"})
"""Addresses and official names, which may be known in one language only; and so may a look-alike's name."""
NAMES: Final[Mapping[NameState, tuple[str, str]]] = {
    NameState.OLD: (
        "name-may-have-changed",
        _("Nimi on vahvistettu aiemmin, mutta se on voinut muuttua (%(language)s)."),
    ),
    NameState.SEEN: ("name-seen-only", _("Nimi on nähty vain valtuusrekisterin otteessa (%(language)s).")),
    NameState.UNCONFIRMED: ("name-not-confirmed", _("Nimeä Suomi.fissä ei ole vahvistettu (%(language)s).")),
}
"""What is told of a name that is not confirmed, by its state."""


def problems(ruleset: Ruleset, *, published: Ruleset | None = None, today: str | None = None) -> tuple[Problem, ...]:
    """All problems of a set of content, check by check, each in display order.

    Errors (content that no answer reaches, that answers wrongly, that breaks visitors' links, or that is not
    translated) stop publishing; warnings do not. `published` is the newest publication, against which slugs and
    numbers are compared, and `today` the date (2026-02-26) against which review dates are; without them neither is.
    A cycle in `includes` cannot be here, as no such `Ruleset` exists: see `cycle_problems`.

    :raises ValueError: when `today` is no date.
    """
    day = date.fromisoformat(today) if today else None
    own = {(model, slug): _own(model, slug, row, day) for model, slug, row in ruleset.every_row()}
    named = {name: each.named for name, each in own.items()}
    dangling = tuple(references.dangling(ruleset, named))
    lost = {each.slug for each in dangling if each.model == "expectedcase"}
    return (
        *references.unused(ruleset, named),
        *dangling,
        *(found for row in ruleset.conditions.values() for found in _condition(ruleset, row)),
        *(found for row in ruleset.weakened.values() for found in _weakened(ruleset, row)),
        *(found for row in ruleset.mandates.values() for found in _mandate(row)),
        *_same_names(ruleset),
        *(found for row in ruleset.look_alikes.values() for found in _look_alike(ruleset, row)),
        *(found for row in ruleset.causes.values() for found in _cause(row)),
        *redundancy.problems(ruleset),
        *old_addresses.clashes(ruleset),
        *(old_addresses.broken(ruleset, published) if published else ()),
        *_failing(ruleset, lost),
        *(found for each in own.values() for found in each.facts),
        *(found for each in own.values() for found in each.dates),
        *(found for each in own.values() for found in each.texts),
        *(found for each in own.values() for found in each.untranslated),
    )


@dataclass(frozen=True, slots=True)
class _Own:
    """What can be told of a row without any other: whom it names, and what is wrong with its own fields."""

    named: tuple[references.Reference, ...]
    facts: tuple[Problem, ...]
    dates: tuple[Problem, ...]
    texts: tuple[Problem, ...]
    untranslated: tuple[Problem, ...]


@lru_cache(maxsize=1 << 15)
def _own(model: str, slug: str, row: Row, today: date | None) -> _Own:
    """Looked at once: after an edit nearly every row is what it was."""
    return _Own(
        tuple(references.named_by(row)),
        tuple(_facts(model, slug, row)),
        tuple(dates.problems(model, slug, row, today)) if today else (),
        tuple(texts.problems(model, slug, row)),
        tuple(_untranslated(model, slug, row)),
    )


def cycle_problems(includes: Mapping[str, Iterable[str]]) -> tuple[Problem, ...]:
    """One for each mandate that includes itself; `includes` names the narrower mandates of each."""
    message = sentence(_("Valtuus sisältää itsensä, suoraan tai toisen kautta."))
    wrong = cycles(includes)
    return tuple(problem("includes-cycle", "mandate", slug, "includes", message) for slug in includes if slug in wrong)


def cycles(includes: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The mandates that include themselves, directly or through others.

    `includes` names the narrower mandates of each.
    """
    return frozenset(slug for slug in includes if slug in reached(slug, includes))


# --- conditions and mandates --------------------------------------------------------------------------------------


def _condition(ruleset: Ruleset, condition: Condition) -> Iterator[Problem]:
    if not condition.types and not condition.every_type:
        written = ruleset.weakened.get(condition.slug, condition)
        nobody = sentence(_("Ehto ei koske ketään: valitse organisaatiotyyppi."))
        message = _retired_types(written) if written.types else nobody
        yield problem("condition-for-nobody", "condition", condition.slug, "types", message)
    if condition.types and condition.every_type:
        message = sentence(_("Ehdolla on sekä nimetyt organisaatiot että kaikki organisaatiot: valitse toinen."))
        yield problem("condition-for-both", "condition", condition.slug, "every_type", message)
    if not condition.prerequisites and condition.prerequisite_note:
        retired = ruleset.weakened.get(condition.slug, condition).prerequisites
        message = sentence(_("Edellytyksen tarkennus on kirjoitettu, mutta edellytystä ei ole."))
        if retired:
            told = _("Edellytyksen tarkennus on kirjoitettu, mutta edellytys on poistettu käytöstä (%(slugs)s).")
            message = sentence(told, slugs=tuple(RowRef(Kind.PREREQUISITE, slug) for slug in retired))
        yield problem("note-without-prerequisite", "condition", condition.slug, "prerequisite_note_fi", message)


def _weakened(ruleset: Ruleset, written: Condition) -> Iterator[Problem]:
    """What a retired row does to a condition. One of many types may go without a word; without any it is an error."""
    if written.task not in ruleset.tasks:
        told = _("Tehtävä %(slug)s on poistettu käytöstä: ehto ei ole voimassa.")
        message = sentence(told, slug=RowRef(Kind.TASK, written.task))
        yield problem("retired-needed", "condition", written.slug, "task", message)
    if written.mandate not in ruleset.mandates:
        told = _("Valtuus %(slug)s on poistettu käytöstä: ehto ei ole voimassa.")
        message = sentence(told, slug=RowRef(Kind.MANDATE, written.mandate))
        yield problem("retired-needed", "condition", written.slug, "mandate", message)
    is_told = written.slug in ruleset.conditions
    if written.types and ruleset.types.keys().isdisjoint(written.types) and not is_told:
        yield problem("retired-needed", "condition", written.slug, "types", _retired_types(written))
    for slug in written.prerequisites:
        if slug not in ruleset.prerequisites:
            told = _("Edellytys %(slug)s on poistettu käytöstä: ehto ei enää vaadi sitä.")
            message = sentence(told, slug=RowRef(Kind.PREREQUISITE, slug))
            yield problem("retired-needed", "condition", written.slug, "prerequisites", message)


def _retired_types(written: Condition) -> Sentence:
    types = tuple(RowRef(Kind.TYPE, slug) for slug in sorted(written.types))
    return sentence(_("Organisaatiot on poistettu käytöstä (%(slugs)s): ehto ei ole voimassa."), slugs=types)


def _mandate(mandate: Mandate) -> Iterator[Problem]:
    if not mandate.services:
        message = sentence(_("Valtuudella ei ole palvelua."))
        yield problem("mandate-without-service", "mandate", mandate.slug, "services", message)
    for language, name in mandate.names.items():
        if name.state in NAMES:
            code, told = NAMES[name.state]
            message = sentence(told, language=language)
            yield problem(code, "mandate", mandate.slug, f"name_state_{language}", message)


def _same_names(ruleset: Ruleset) -> Iterator[Problem]:
    """A name that is confirmed for two mandates is wrong for one of them."""
    owners: dict[tuple[str, str], str] = {}
    for mandate in ruleset.mandates.values():
        for language, name in mandate.names.items():
            if name.state is NameState.CONFIRMED and name.text:
                other = owners.setdefault((language, " ".join(name.text.casefold().split())), mandate.slug)
                if other != mandate.slug:
                    told = _("Sama nimi on vahvistettu myös valtuudelle %(slug)s (%(language)s): korjaa toinen.")
                    message = sentence(told, slug=RowRef(Kind.MANDATE, other), language=language)
                    yield problem("name-twice", "mandate", mandate.slug, f"name_{language}", message)


def _cause(row: Cause) -> Iterator[Problem]:
    if not row.symptoms:
        message = sentence(_("Syyllä ei ole oiretta: sitä ei näytetä missään."))
        yield problem("cause-unused", "cause", row.slug, "symptoms", message)


def _look_alike(ruleset: Ruleset, row: LookAlike) -> Iterator[Problem]:
    """A look-alike is another theme than the one it is mistaken for; with that one retired, nothing shows it."""
    mandate = ruleset.mandates.get(row.mandate)
    if mandate is None:
        if row.mandate in ruleset.former_of(Kind.MANDATE).retired:
            told = _("Valtuus %(slug)s on poistettu käytöstä: näköisnimeä ei näytetä missään.")
            message = sentence(told, slug=RowRef(Kind.MANDATE, row.mandate))
            yield problem("retired-needed", "lookalike", row.slug, "mandate", message)
        return
    for language, name in row.name.items():
        own = (getattr(mandate.names, language).text, getattr(mandate.title, language))
        if name and name.casefold() in {each.casefold() for each in own}:
            words = _("Näköisnimi on valtuuden oma nimi (%(language)s): kirjoita toisen valtuuden nimi.")
            message = sentence(words, language=language)
            yield problem("look-alike-of-itself", "lookalike", row.slug, f"name_{language}", message)


# --- any row ------------------------------------------------------------------------------------------------------


def _failing(ruleset: Ruleset, lost: set[str]) -> Iterator[Problem]:
    """The cases that cannot be tried for want of a row have been told as dangling."""
    for failure in cases.failing(ruleset):
        if failure.case not in lost:
            yield problem("case-failing", "expectedcase", failure.case, failure.field, failure.sentence)


def _facts(model: str, slug: str, row: Row) -> Iterator[Problem]:
    """Nothing is told without the page it was read from and the day."""
    for field in ("source", "dated", "checked_on", "review_by"):
        if getattr(row, field, None) == "":
            yield _missing(model, slug, field)
    if isinstance(row, Service) and row.before_use and not row.before_use_source:
        yield _missing(model, slug, "before_use_source")
    if isinstance(row, Mandate):
        for language, name in row.names.items():
            if name.state is not NameState.UNCONFIRMED and not name.source:
                yield _missing(model, slug, f"name_source_{language}")
            if not name.dated:
                yield _missing(model, slug, f"name_dated_{language}")


def _missing(model: str, slug: str, field: str) -> Problem:
    if "source" in field:
        return problem("source-missing", model, slug, field, sentence(_("Lähde puuttuu.")))
    return problem("date-missing", model, slug, field, sentence(_("Päivä puuttuu.")))


def _untranslated(model: str, slug: str, row: Row) -> Iterator[Problem]:
    """One sentence a row and language, so that a list of many stays readable."""
    official = NOT_TRANSLATED | {"name"} if isinstance(row, LookAlike) else NOT_TRANSLATED
    texts = {each.name: getattr(row, each.name) for each in fields(row) if each.name not in official}
    for language in TRANSLATED:
        missing = [
            f"{name}_{language}"
            for name, text in texts.items()
            if isinstance(text, Text) and text.fi and not getattr(text, language)
        ]
        if missing:
            words = _("Käännös puuttuu (%(language)s): %(fields)s.")
            refs = tuple(FieldRef(model, name) for name in missing)
            message = sentence(words, language=language, fields=refs)
            yield problem("translation-missing", model, slug, missing[0], message)
