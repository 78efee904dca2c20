"""The published content for machines: a Ruleset as what JSON can hold. Pure: no Django, no I/O.

Keys and slugs are public: what is here stays (docs/api.md). Only fields that are named here are given out; editors'
notes, expected cases and facts are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Final

from mandates.rules.ruleset import LANGUAGES, Former, Kind, Mandate, NameState, Row, Ruleset, Text, ThemeName

Json = dict[str, object]
Pages = Callable[[Kind, str], Json]
"""The addresses of a row's page on this site, by language."""

LICENCE: Final[Json] = {
    "spdx": "MIT",
    "text": "https://spdx.org/licenses/MIT.html",
    "copyright": "Copyright (c) 2026 The mandate advisor's authors",
    "note": {
        "fi": (
            "Tiedot on koottu Kelan julkiselta sivulta ja muilta sivuilta, jotka on nimetty lähteissä. Lauseet ovat "
            "omiamme. Tämä ei ole Kelan eikä Suomi.fin palvelu. Jos tiedot eroavat Kelan sivuista, Kelan sivut pätevät."
        ),
        "sv": (
            "Uppgifterna kommer från FPA:s offentliga sida och från de andra sidor som anges som källor. Meningarna är "
            "våra egna. Det här är inte FPA:s eller Suomi.fis tjänst. Om uppgifterna avviker från FPA:s sidor gäller "
            "FPA:s sidor."
        ),
        "en": (
            "The facts come from Kela's public page and from the other pages that are named as sources. The sentences "
            "are our own. This is not Kela's or Suomi.fi's service. Where the two differ, Kela's pages are what counts."
        ),
    },
}

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "service_groups": ("slug", "number", "name"),
    "services": ("slug", "number", "group", "name", "summary", "url"),
    "organisation_types": (
        "slug", "number", "sector", "name", "hint", "keywords", "employee", "grant_path", "grant_note",
    ),
    "tasks": ("slug", "number", "service", "name", "hint", "keywords"),
    "prerequisites": ("slug", "number", "name", "question", "if_no", "if_unknown"),
    "mandates": (
        "slug", "number", "services", "title", "category", "allows", "includes", "outdated_note", "source",
        "checked_on", "review_by",
    ),
    "conditions": (
        "slug", "number", "task", "mandate", "every_type", "types", "prerequisites", "prerequisite_note",
        "other_types_note",
    ),
    "instructions": (
        "slug", "number", "section", "relation", "grant_path", "title", "body", "source", "checked_on", "review_by",
    ),
    "sources": ("slug", "number", "title", "url", "dated"),
}  # fmt: skip
"""What is given out of each kind of row, under the kind's key."""

SEPARATORS: Final[Mapping[str, str]] = {"keywords": ",", "allows": "\n"}
"""Texts that hold several things: how they stand apart."""

FORMER: Final[Mapping[str, Kind]] = {
    "organisation_types": Kind.TYPE,
    "tasks": Kind.TASK,
    "prerequisites": Kind.PREREQUISITE,
    "mandates": Kind.MANDATE,
    "services": Kind.SERVICE,
}


def rows(ruleset: Ruleset, pages: Pages) -> Json:
    """All rows in use, in display order, and what old slugs and retired rows are.

    Texts are given by language, None where there is none. A name that has not been confirmed is None, never our title.
    """
    return {
        "service_groups": _rows("service_groups", ruleset.groups.values()),
        "services": [
            _row("services", service) | {"pages": pages(Kind.SERVICE, service.slug)}
            for service in ruleset.services.values()
        ],
        "organisation_types": _rows("organisation_types", ruleset.types.values()),
        "tasks": _rows("tasks", ruleset.tasks.values()),
        "prerequisites": _rows("prerequisites", ruleset.prerequisites.values()),
        "mandates": [
            _mandate(mandate) | {"pages": pages(Kind.MANDATE, mandate.slug)} for mandate in ruleset.mandates.values()
        ],
        "conditions": _rows("conditions", ruleset.conditions.values()),
        "instructions": _rows("instructions", ruleset.instructions.values()),
        "sources": _rows("sources", ruleset.sources.values()),
        "former": {key: _former(ruleset.former.get(kind, Former())) for key, kind in FORMER.items()},
    }


def _rows(key: str, found: Iterable[Row]) -> list[Json]:
    return [_row(key, row) for row in found]


def _row(key: str, row: Row) -> Json:
    return {name: _value(name, getattr(row, name)) for name in FIELDS[key]}


def _value(name: str, value: object) -> object:
    if isinstance(value, Text):
        return _parts(value, SEPARATORS[name]) if name in SEPARATORS else _text(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, StrEnum) else value


def _text(text: Text) -> Json:
    return {language: getattr(text, language) or None for language in LANGUAGES}


def _parts(text: Text, separator: str) -> Json:
    """Several things in each language; an empty list where there are none."""
    return {
        language: [part.strip() for part in getattr(text, language).split(separator) if part.strip()]
        for language in LANGUAGES
    }


def _mandate(mandate: Mandate) -> Json:
    confused: Json = {"name": _text(mandate.confused_name), "note": _text(mandate.confused_note)}
    return _row("mandates", mandate) | {
        "names": {language: _name(getattr(mandate.names, language)) for language in LANGUAGES},
        "do_not_confuse": confused if mandate.confused_name else None,
    }


def _name(name: ThemeName) -> Json:
    is_seen = name.state is not NameState.UNCONFIRMED
    return {
        "name": name.text if is_seen else None,
        "state": name.state.value,
        "source": name.source if is_seen else None,
        "dated": name.dated or None,
    }


def _former(former: Former) -> Json:
    retired = {slug: {"number": former.numbers[slug], "name": _text(name)} for slug, name in former.retired.items()}
    return {"renamed": dict(former.aliases), "retired": retired}
