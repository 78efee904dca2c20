"""The published content for machines: a Ruleset as what JSON can hold. Pure: no Django, no I/O.

Keys and slugs are public: what is here stays (docs/api.md). Only what the schema names is given out; editors' notes,
expected cases and facts are not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from advisor.api.schema import FORMER, MODELS, ROWS
from mandates.rules.rows import Kind, Row
from mandates.rules.ruleset import Former, Ruleset
from mandates.rules.texts import NameState, Text, ThemeName, ThemeNames

Json = dict[str, object]
PageAddresses = Callable[[Kind, str], Json]
"""The addresses of a row's page on this site, by language."""

NOTE: Final = Text(
    fi=(
        "Tiedot on koottu Kelan julkiselta sivulta ja muilta sivuilta, jotka on nimetty lähteissä. Lauseet ovat "
        "omiamme. Tämä ei ole Kelan eikä Suomi.fin palvelu. Jos tiedot eroavat Kelan sivuista, Kelan sivut pätevät."
    ),
    sv=(
        "Uppgifterna kommer från FPA:s offentliga sida och från de andra sidor som anges som källor. Meningarna är "
        "våra egna. Det här är inte FPA:s eller Suomi.fis tjänst. Om uppgifterna avviker från FPA:s sidor gäller "
        "FPA:s sidor."
    ),
    en=(
        "The facts come from Kela's public page and from the other pages that are named as sources. The sentences "
        "are our own. This is not Kela's or Suomi.fi's service. Where the two differ, Kela's pages are what counts."
    ),
)
LICENCE: Final[Json] = {
    "spdx": "MIT",
    "text": "https://spdx.org/licenses/MIT.html",
    "copyright": "Copyright (c) 2026 The mandate advisor's authors",
    "note": {language: note or None for language, note in NOTE.items()},
}

SEPARATORS: Final[Mapping[str, str]] = {"keywords": ",", "allows": "\n"}
"""Texts that hold several things: how they stand apart."""


def rows(ruleset: Ruleset, pages: PageAddresses) -> Json:
    """All rows in use, in display order, and what old slugs and retired rows are.

    Texts are given by language, None where there is none. A name that has not been confirmed is None, never our title.
    """
    given: Json = {
        f"{name}s": [_row(model, row, pages) for row in ruleset.rows(model).values()] for model, name in MODELS.items()
    }
    return given | {"former": {key: _former(ruleset.former_of(kind)) for kind, key in FORMER.items()}}


def _row(model: str, row: Row, pages: PageAddresses) -> Json:
    return {field: _field(model, row, field, pages) for field in ROWS[MODELS[model]].fields}


def _field(model: str, row: Row, field: str, pages: PageAddresses) -> object:
    if field == "pages":
        return pages(Kind(model), row.slug)
    return _value(field, getattr(row, field))


def _value(name: str, value: object) -> object:
    if isinstance(value, Text):
        return _parts(value, SEPARATORS[name]) if name in SEPARATORS else _text(value)
    if isinstance(value, ThemeNames):
        return {language: _name(name) for language, name in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, StrEnum) else value


def _text(text: Text) -> Json:
    return {language: own or None for language, own in text.items()}


def _parts(text: Text, separator: str) -> Json:
    """Several things in each language; an empty list where there are none."""
    return {language: [part.strip() for part in own.split(separator) if part.strip()] for language, own in text.items()}


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
