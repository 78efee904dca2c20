"""Do addresses and codes that visitors already have keep their meaning? Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Iterator

from mandates.checks.problem import Problem, problem, sentence
from mandates.checks.problem import gettext_noop as _
from mandates.rules.ruleset import (
    Former,
    Kind,
    Mandate,
    OrganisationType,
    Prerequisite,
    Ruleset,
    Service,
    Task,
)

_Row = OrganisationType | Task | Prerequisite | Mandate | Service


def clashes(ruleset: Ruleset) -> Iterator[Problem]:
    """Old slugs that name two rows: an address with one of them has no certain meaning."""
    for kind in Kind:
        former, slugs = ruleset.former.get(kind, Former()), ruleset.numbers(kind).keys()
        owners: dict[str, str] = {}
        for slug, old in former.old.items():
            for each in old:
                if each in slugs and each != slug:
                    message = _("Vanha tunniste %(old)s on toisen rivin tunniste: poista se vanhoista tunnisteista.")
                    yield problem("old-slug-clash", kind, slug, "old_slugs", sentence(message, old=each))
                elif owners.setdefault(each, slug) != slug:
                    message = _("Vanha tunniste %(old)s on myös rivillä %(slug)s: poista se toiselta.")
                    told = sentence(message, old=each, slug=owners[each])
                    yield problem("old-slug-clash", kind, slug, "old_slugs", told)


def broken(ruleset: Ruleset, published: Ruleset) -> Iterator[Problem]:
    """Slugs and numbers that links and codes made since `published` name, and that no longer lead to the row."""
    for kind in Kind:
        yield from _slugs(ruleset, published, kind)
        yield from _changed_numbers(ruleset, published, kind)


def _slugs(ruleset: Ruleset, published: Ruleset, kind: Kind) -> Iterator[Problem]:
    known = ruleset.numbers(kind).keys() | ruleset.former.get(kind, Former()).aliases.keys()
    rows, aliases = published.numbers(kind), published.former.get(kind, Former()).aliases
    for slug in rows:
        if slug not in known:
            message = _(
                "Julkaistu tunniste puuttuu, ja vanhat linkit viittaavat siihen: palauta rivi ja merkitse se "
                "poistetuksi käytöstä, tai kirjoita tunniste vanhoihin tunnisteisiin."
            )
            yield problem("slug-broken", kind, slug, "slug", sentence(message))
    for old, slug in aliases.items():
        if old not in known and slug in known:
            message = _(
                "Julkaistu vanha tunniste %(old)s puuttuu, ja vanhat linkit viittaavat siihen: kirjoita se takaisin."
            )
            told = sentence(message, old=old)
            yield problem("slug-broken", kind, _today(ruleset, kind, slug), "old_slugs", told)


def _changed_numbers(ruleset: Ruleset, published: Ruleset, kind: Kind) -> Iterator[Problem]:
    numbers = ruleset.numbers(kind)
    owners: dict[int, str] = {}
    for slug, number in published.numbers(kind).items():
        today = _today(ruleset, kind, slug)
        owners[number] = today
        if numbers.get(today, number) != number:
            message = _("Julkaistun rivin numero oli %(number)s ja on nyt %(now)s. Palauta numero %(number)s.")
            told = sentence(message, number=number, now=numbers[today])
            yield problem("number-broken", kind, today, "number", told)
    for slug, number in numbers.items():
        owner = owners.get(number, slug)
        if owner != slug:
            message = _(
                "Numero %(number)s on julkaistu rivillä %(slug)s. Anna tälle riville numero, jota ei ole käytetty."
            )
            told = sentence(message, number=number, slug=owner)
            yield problem("number-broken", kind, slug, "number", told)


def _today(ruleset: Ruleset, kind: Kind, slug: str) -> str:
    """The slug of a published row now; its own where a row still has it."""
    return slug if slug in ruleset.numbers(kind) else ruleset.current_slug(kind, slug)
