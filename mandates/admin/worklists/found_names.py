"""Under which names visitors have found mandates in Suomi.fi: a lead for who confirms names, never a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mandates.models import Feedback, Mandate
from mandates.rules.names import fold

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class VisitorsName:
    """A name as it was written most often, in the language of the page, and how many told it."""

    name: str
    language: str
    count: int

    @property
    def folded(self) -> str:
        return fold(self.name)


def told(mandates: Iterable[Mandate]) -> Mapping[int, tuple[VisitorsName, ...]]:
    """For each of these mandates that somebody told of, the names, those told most often first."""
    rows = {slug: mandate.pk for mandate in mandates for slug in (mandate.slug, *mandate.old_slugs.split())}
    written: dict[tuple[int, str, str], Counter[str]] = {}
    found = Feedback.objects.filter(mandate__in=rows).exclude(found_as="").order_by("pk")
    for slug, language, name in found.values_list("mandate", "language", "found_as"):
        written.setdefault((rows[slug], language, fold(name)), Counter())[name] += 1
    names: dict[int, list[VisitorsName]] = {}
    for (pk, language, _folded), spellings in written.items():
        best = spellings.most_common(1)[0][0]
        names.setdefault(pk, []).append(VisitorsName(best, language, spellings.total()))
    return {pk: tuple(sorted(each, key=lambda name: -name.count)[:MOST]) for pk, each in names.items()}
