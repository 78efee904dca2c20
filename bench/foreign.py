"""Another agency's content in our form: the data files of the Licence Finder that told the United Kingdom's businesses
which licences they need. `python -m bench.foreign FOLDER > content.json`, then `manage.py content import content.json`.

The folder holds sectors.csv, licences.csv and extra-terms.csv of alphagov/licence-finder (MIT licence, Crown
copyright); none of it is in this repository. Sectors become organisation types under their widest headings, activities
tasks, licences mandates and regulation areas services; where a licence holds becomes a prerequisite. Their texts are
English only, so they stand in every language's column as they are. An activity or a sector without a licence has no
row.
"""

from __future__ import annotations

import csv
import html
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.text import slugify

from bench.content import Record, shipped, text
from mandates.rules.rows import GrantPath, Section
from mandates.rules.texts import LANGUAGES, NameState

SOURCE: Final = "licence-finder"
PAGE: Final = "https://github.com/alphagov/licence-finder"
ELSEWHERE: Final = "Other businesses"
"""The heading of sectors that stand under none."""
READ: Final = {"checked_on": "2026-11-26", "review_by": "2027-05-26"}
PLACES: Final = {
    "DA_ENGLAND": "England",
    "DA_SCOTLAND": "Scotland",
    "DA_WALES": "Wales",
    "DA_NIRELAND": "Northern Ireland",
}
SLUG: Final = 60
MOST_ALLOWED: Final = 12
"""So many of a licence's activities are listed on it; a licence may have fifty."""


@dataclass(frozen=True, slots=True)
class Link:
    """A business of this sector that does this needs the licence, where it holds: everywhere, or in these places."""

    sector: str
    activity: str
    licence: str
    area: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finder:
    """What the files say, by the numbers in them and in their order. A sector's parents are the wider and the narrower
    heading that it first stands under; its terms are words that it is searched with.
    """

    sectors: Mapping[str, str]
    activities: Mapping[str, str]
    licences: Mapping[str, str]
    parents: Mapping[str, tuple[str, str]]
    terms: Mapping[str, str]
    links: tuple[Link, ...]


def read(folder: Path) -> Finder:
    found = list(_table(folder / "licences.csv"))
    parents: dict[str, tuple[str, str]] = {}
    for row in _table(folder / "sectors.csv"):
        parents.setdefault(row["LAYER3_OID"], (row["LAYER1"], row["LAYER2"]))
    names = {row["SECTOR_OID"]: row["SECTOR"] for row in found}
    return Finder(
        sectors={number: names[number] for number in (*parents, *names) if number in names},
        activities={row["BUSINESSACT_ID"]: row["ACTIVITY_TITLE"] for row in found},
        licences={row["LICENCE_OID"]: row["LICENCE"] for row in found},
        parents=parents,
        terms=dict(_terms(folder / "extra-terms.csv")),
        links=tuple(map(_link, found)),
    )


def _table(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {column: _clean(value) for column, value in row.items()}


def _clean(value: str) -> str:
    return " ".join(html.unescape(value).split())


def _terms(file: Path) -> Iterator[tuple[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        for number, *words in csv.reader(lines):
            yield number, ", ".join(words)


def _link(row: Mapping[str, str]) -> Link:
    places = tuple(place for column, place in PLACES.items() if row[column] == "1")
    everywhere = row["ALL_OF_UK"] == "1" or len(places) == len(PLACES)
    numbers = row["SECTOR_OID"], row["BUSINESSACT_ID"], row["LICENCE_OID"]
    return Link(*numbers, row["REGULATION_AREA"], () if everywhere else places)


def records(finder: Finder) -> Iterator[Record]:
    """The whole document; what tells of the service itself (privacy, accessibility) is the shipped content's."""
    types, tasks, mandates = map(_slugs, (finder.sectors, finder.activities, finder.licences))
    areas = _slugs({link.area: link.area for link in finder.links})
    yield from _rows("source", [_source()])
    yield from (row for row in shipped() if row["model"] == "mandates.infosection")
    yield from _rows("servicegroup", ({"slug": slug} | _said(name=area) for area, slug in areas.items()))
    yield from _rows("service", (_service(area, slug) for area, slug in areas.items()))
    yield from _rows("sector", _sectors(finder))
    yield from _rows("organisationtype", (_type(finder, number, slug) for number, slug in types.items()))
    main = _areas(finder)
    yield from _rows(
        "task", (_task(finder.activities[number], slug, areas[main[number]]) for number, slug in tasks.items())
    )
    places = dict.fromkeys(link.places for link in finder.links if link.places)
    yield from _rows("prerequisite", map(_prerequisite, places))
    area_of = {link.licence: areas[link.area] for link in finder.links}
    allowed = _allowed(finder)
    yield from _rows(
        "mandate",
        (
            _mandate(finder.licences[number], slug, area_of[number], allowed[number])
            for number, slug in mandates.items()
        ),
    )
    yield from _rows("condition", _conditions(finder, types, tasks, mandates))
    yield from _rows("instruction", [_instruction()])


def _slugs(names: Mapping[str, str]) -> dict[str, str]:
    """A row's slug by its number: its name, with the number where another has the same, or nearly."""
    short = {number: slugify(name)[:SLUG].strip("-") for number, name in names.items()}
    held = Counter(short.values())
    return {
        number: slug if held[slug] == 1 else f"{slug[: SLUG - len(number) - 1].strip('-')}-{number}"
        for number, slug in short.items()
    }


def _rows(model: str, rows: Iterable[dict[str, Any]]) -> Iterator[Record]:
    for number, fields in enumerate(rows, 1):
        yield {"model": f"mandates.{model}", "fields": {"number": number, "order": number * 10} | fields}


def _said(**texts: str) -> dict[str, str]:
    """The same text in each language's column."""
    return {f"{name}_{language}": said for name, said in texts.items() for language in LANGUAGES}


ADDRESSED: Final[dict[str, Any]] = {"old_slugs": "", "retired": False}


def _source() -> dict[str, Any]:
    title = "Licence Finder’s data files (MIT licence, Crown copyright)"
    return {"slug": SOURCE, "dated": "2026"} | _said(title=title, url=PAGE)


def _service(area: str, slug: str) -> dict[str, Any]:
    texts = _said(name=area, summary=f"Licences of the regulation area {area}.", url=PAGE, before_use="")
    return {"slug": slug, "group": [slug], "before_use_source": None} | ADDRESSED | texts


def _sectors(finder: Finder) -> Iterator[dict[str, Any]]:
    wider = dict.fromkeys(finder.parents.get(number, ("", ""))[0] or ELSEWHERE for number in finder.sectors)
    return ({"slug": slugify(name)} | _said(name=name) for name in wider)


def _type(finder: Finder, number: str, slug: str) -> dict[str, Any]:
    name = finder.sectors[number]
    wider, narrower = finder.parents.get(number, ("", ""))
    texts = _said(
        name=name,
        hint=narrower,
        keywords=", ".join(filter(None, (wider.replace(", ", " "), finder.terms.get(number)))),
        employee=f"I work in {_lower(name)}",
        grant_note="",
    )
    sector = [slugify(wider or ELSEWHERE)]
    return {"slug": slug, "sector": sector, "grant_path": GrantPath.SELF_SERVICE} | ADDRESSED | texts


def _lower(name: str) -> str:
    """As it stands within a sentence: an abbreviation stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _areas(finder: Finder) -> dict[str, str]:
    """The area in which an activity needs most: some have licences of several."""
    counts: dict[str, Counter[str]] = {}
    for link in finder.links:
        counts.setdefault(link.activity, Counter())[link.area] += 1
    return {number: found.most_common(1)[0][0] for number, found in counts.items()}


def _task(name: str, slug: str, service: str) -> dict[str, Any]:
    return {"slug": slug, "service": [service]} | ADDRESSED | _said(name=name, hint="", keywords="")


def _prerequisite(places: tuple[str, ...]) -> dict[str, Any]:
    either, both = _listed(places, "or"), _listed(places, "and")
    texts = _said(
        name=f"Work in {either}",
        question=f"Does your business do this in {either}?",
        if_no=f"The licence is for {both} only. Elsewhere another licence may be needed, or none.",
        if_unknown="Ask your manager where the work is done.",
    )
    return {"slug": slugify(either), "contact_email": ""} | ADDRESSED | texts


def _listed(places: tuple[str, ...], word: str) -> str:
    *first, last = places
    return f"{', '.join(first)} {word} {last}" if first else last


def _allowed(finder: Finder) -> dict[str, str]:
    """What each licence lets one do, one thing a line."""
    done: dict[str, dict[str, None]] = {}
    for link in finder.links:
        done.setdefault(link.licence, {})[_lower(finder.activities[link.activity]).rstrip(".")] = None
    return {number: "\n".join(shortened(list(lines))) for number, lines in done.items()}


def shortened(lines: list[str]) -> list[str]:
    left = len(lines) - MOST_ALLOWED
    return [*lines[:MOST_ALLOWED], f"do {left} more of the activities listed"] if left > 0 else lines


def _mandate(name: str, slug: str, area: str, allowed: str) -> dict[str, Any]:
    """Its name was seen in English, in files that nobody keeps up to date any more."""
    unseen = {"name": "", "name_state": NameState.UNCONFIRMED, "name_source": None, "name_dated": "2026"}
    names: dict[str, Any] = {f"{field}_{language}": value for field, value in unseen.items() for language in LANGUAGES}
    names |= {"name_en": name, "name_state_en": NameState.OLD, "name_source_en": [SOURCE]}
    texts = _said(title=name, category="", allows=allowed, outdated_note="")
    rest = {"register_uri": "", "ask_email": "", "source": [SOURCE], "services": [[area]], "includes": []}
    return {"slug": slug} | ADDRESSED | READ | names | texts | rest


def _conditions(
    finder: Finder, types: Mapping[str, str], tasks: Mapping[str, str], mandates: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """One for each activity, licence and set of places, with all sectors for which the files link them."""
    sectors: dict[tuple[str, str, tuple[str, ...]], set[str]] = {}
    for link in finder.links:
        sectors.setdefault((link.activity, link.licence, link.places), set()).add(types[link.sector])
    for number, ((activity, licence, places), slugs) in enumerate(sectors.items(), 1):
        yield {
            "slug": f"link-{number}",
            "task": [tasks[activity]],
            "mandate": [mandates[licence]],
            "every_type": False,
            "types": sorted([slug] for slug in slugs),
            "prerequisites": [[slugify(_listed(places, "or"))]] if places else [],
            "note": "",
        } | _said(prerequisite_note="", other_types_note="")


def _instruction() -> dict[str, Any]:
    texts = _said(
        title="Apply for the licences",
        body="Each licence has an authority of its own, which takes the application. These files do not name it.",
    )
    place = {"section": Section.GRANTING, "relation": "", "grant_path": ""}
    return {"slug": "apply", "source": [SOURCE]} | place | READ | texts


def main() -> None:
    sys.stdout.write(text(records(read(Path(sys.argv[1])))))


if __name__ == "__main__":
    main()
