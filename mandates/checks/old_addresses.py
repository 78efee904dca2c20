"""Do addresses and codes that visitors already have keep their meaning? Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Iterator

from mandates.checks.problem import Problem, RowRef, problem, sentence
from mandates.checks.problem import gettext_noop as _
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Ruleset


def clashes(ruleset: Ruleset) -> Iterator[Problem]:
    """Old slugs that name two rows: an address with one of them has no certain meaning."""
    for kind in Kind:
        former, slugs = ruleset.former_of(kind), ruleset.numbers(kind).keys()
        owners: dict[str, str] = {}
        for slug, old in former.old.items():
            for each in old:
                if each in slugs and each != slug:
                    message = _(
                        "Vanha tunniste %(old)s on nyt rivillä %(slug)s. Anna sille toinen tunniste, tai poista vanha "
                        "tunniste tältä riviltä, jos rivi ei ole ollut julkaistuna sillä."
                    )
                    clash = sentence(message, old=each, slug=RowRef(kind, each))
                    yield problem("old-slug-clash", kind, slug, "old_slugs", clash)
                elif owners.setdefault(each, slug) != slug:
                    message = _("Vanha tunniste %(old)s on myös rivillä %(slug)s: poista se toiselta.")
                    clash = sentence(message, old=each, slug=RowRef(kind, owners[each]))
                    yield problem("old-slug-clash", kind, slug, "old_slugs", clash)


def broken(ruleset: Ruleset, published: Ruleset) -> Iterator[Problem]:
    """Slugs and numbers that links and codes made since `published` name, and that no longer lead to the row."""
    for kind in Kind:
        yield from _slugs(ruleset, published, kind)
        yield from _changed_numbers(ruleset, published, kind)


def _slugs(ruleset: Ruleset, published: Ruleset, kind: Kind) -> Iterator[Problem]:
    today = _today(ruleset, kind)
    for slug, number in published.numbers(kind).items():
        if slug not in today:
            message = _(
                "Julkaistu tunniste %(slug)s puuttuu, ja vanhat linkit viittaavat siihen. Jos se vaihdettiin, kirjoita "
                "se rivin vanhoihin tunnisteisiin. Jos rivi poistettiin, lisää se takaisin samalla tunnisteella ja "
                "numerolla %(number)s ja merkitse se poistetuksi käytöstä."
            )
            yield problem("slug-broken", kind, slug, "slug", sentence(message, slug=slug, number=number))
    for old, slug in published.former_of(kind).aliases.items():
        if old not in today and slug in today:
            message = _(
                "Julkaistu vanha tunniste %(old)s puuttuu, ja vanhat linkit viittaavat siihen: kirjoita se takaisin."
            )
            yield problem("slug-broken", kind, today[slug], "old_slugs", sentence(message, old=old))
    yield from _taken(ruleset, published, kind)


def _taken(ruleset: Ruleset, published: Ruleset, kind: Kind) -> Iterator[Problem]:
    """Published old slugs that lead to another row now. One that its own row has too clashes: that is told already."""
    today, numbers, given = _today(ruleset, kind), ruleset.numbers(kind), published.numbers(kind)
    former = ruleset.former_of(kind)
    for old, slug in published.former_of(kind).aliases.items():
        own, other = today.get(slug), today.get(old)
        if own and other and numbers[other] != given[slug] and old not in former.old.get(own, ()):
            message = _(
                "Vanhat linkit, joissa on %(old)s, johtaisivat nyt riville %(slug)s. Anna sille toinen tunniste ja "
                "kirjoita %(old)s takaisin tämän rivin vanhoihin tunnisteisiin."
            )
            taken = sentence(message, old=old, slug=RowRef(kind, other))
            yield problem("slug-broken", kind, own, "old_slugs", taken)


def _changed_numbers(ruleset: Ruleset, published: Ruleset, kind: Kind) -> Iterator[Problem]:
    """Not those of a slug that its own row keeps as an old one and another has taken: that is a clash, told already."""
    numbers, today, old = ruleset.numbers(kind), _today(ruleset, kind), ruleset.former_of(kind).old
    by_number = {number: slug for slug, number in numbers.items()}
    owners: dict[int, str] = {}
    for published_slug, number in published.numbers(kind).items():
        own = by_number.get(number, "")
        is_own = published_slug in old.get(own, ())
        slug = owners[number] = own if is_own else today.get(published_slug, published_slug)
        if numbers.get(slug, number) != number:
            message = _("Julkaistun rivin numero oli %(number)s ja on nyt %(now)s. Palauta numero %(number)s.")
            yield problem("number-broken", kind, slug, "number", sentence(message, number=number, now=numbers[slug]))
    for slug, number in numbers.items():
        owner = owners.get(number, slug)
        if owner != slug:
            message = _(
                "Numero %(number)s on julkaistu rivillä %(slug)s. Anna tälle riville numero, jota ei ole käytetty."
            )
            yield problem(
                "number-broken", kind, slug, "number", sentence(message, number=number, slug=RowRef(kind, owner))
            )


def _today(ruleset: Ruleset, kind: Kind) -> dict[str, str]:
    """Each slug that leads to a row, with the row's own now: what a row has today is no other's, whoever claims it."""
    return {**ruleset.former_of(kind).aliases, **{slug: slug for slug in ruleset.numbers(kind)}}
