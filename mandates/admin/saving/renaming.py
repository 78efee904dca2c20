"""What happens to a row's slug and number when they change: addresses and codes that are out go on leading to it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from mandates.models import AddressedRow, Row
from mandates.publishing import editions
from mandates.publishing.standing import Standing
from mandates.rules.rows import Kind

KEPT: Final = gettext_noop("Vanha tunniste %(slug)s on nyt vanhoissa tunnisteissa, joten vanhat linkit toimivat.")
HELP: Final = gettext_noop(
    "Näkyy osoitteissa. Jos muutat julkaistun rivin tunnistetta, vanha jää itsestään vanhoihin tunnisteisiin ja vanhat "
    "linkit toimivat."
)


def old_slugs(row: Row, written: str, old: str, new: str) -> str:
    """What the row's old slugs are when its slug changes: with the old one, where anybody may have it."""
    words = [word for word in written.split() if word != new]
    if old not in words and _was_published(row, old):
        words.append(old)
    return " ".join(words)


def may_change_number(row: Row) -> bool:
    """Tell whether the row's number is not the one under which visitors' codes know it: then it can be put right."""
    if not isinstance(row, AddressedRow):
        return False
    try:
        numbers = editions.current().ruleset.numbers(Kind(str(row._meta.model_name)))
    except editions.NoPublicationError:
        return False
    own = {numbers[slug] for slug in (row.slug, *row.old_slugs.split()) if slug in numbers}
    return row.number not in own if own else row.number in numbers.values()


def _was_published(row: Row, slug: str) -> bool:
    """Whether it named this row, also in what waits. What another row was published by is that one's."""
    standing = Standing.read()
    return slug in standing.given(standing.all_waiting).slugs.get((str(row._meta.model_name), row.number), ())
