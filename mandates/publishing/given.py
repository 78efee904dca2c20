"""What visitors have ever been given: every row that an address or a code of theirs may name, and by which slugs.

Of publications whose content is gone, what the later ones do not give by themselves is kept, folded into one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mandates.content import composing, contents, documents
from mandates.content.composing import Name, RowId, RowsById
from mandates.content.documents import Record
from mandates.models import Pruned, Publication, free_number
from mandates.publishing import stored
from mandates.publishing.stored import UNREADABLE
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Former, Ruleset

KINDS: Final = frozenset(str(kind) for kind in Kind)


@dataclass(frozen=True, slots=True, eq=False)
class EverGiven:
    """Each row that was ever given, as it was last published, and all the slugs that it was given by.

    `others` are the rows that no address names, as they were last published: sources, groups and the like.
    """

    rows: Mapping[RowId, Record] = field(default_factory=dict)
    slugs: Mapping[RowId, tuple[str, ...]] = field(default_factory=dict)
    others: Mapping[Name, Record] = field(default_factory=dict)

    def and_of(self, rows: RowsById) -> EverGiven:
        """This and a later publication. Where they contradict each other, which publishing refuses, the later holds."""
        given, slugs, others = dict(self.rows), dict(self.slugs), dict(self.others)
        for key, record in rows.items():
            if key[0] not in KINDS:
                others[composing.name_of(record)] = record
                continue
            now = slugs_of(record)
            earlier = slugs.get(key, ())
            given[key], slugs[key] = record, (*now, *(old for old in earlier if old not in now))
            if set(now).isdisjoint(earlier):
                slugs[key] = now
        return _without_claimed(EverGiven(given, slugs, others), rows)

    def beside(self, later: RowsById) -> EverGiven:
        """What is left of this when a later publication is folded after it anyway: most often nothing.

        `left.and_of(later)` is `self.and_of(later)`.
        """
        names = {composing.name_of(record) for record in later.values()}
        return EverGiven(
            {key: record for key, record in self.rows.items() if key not in later},
            {key: own for key, own in self.slugs.items() if key not in later or not {*own} <= {*slugs_of(later[key])}},
            {name: record for name, record in self.others.items() if name not in names},
        )

    def as_ruleset(self) -> Ruleset:
        """Content in which every row that was given is retired: what `integrity` compares a document with."""
        former: dict[Kind, Former] = {}
        for kind in Kind:
            own = {key[1]: slugs for key, slugs in self.slugs.items() if key[0] == kind}
            former[kind] = Former(
                aliases={old: slugs[0] for slugs in own.values() for old in slugs[1:]},
                numbers={slugs[0]: number for number, slugs in own.items()},
            )
        return Ruleset(types={}, tasks={}, prerequisites={}, mandates={}, conditions={}, former=former)

    def kept_in(self, rows: RowsById) -> RowsById:
        """The rows with every other row that was given, retired; and each by every slug that it was given by.

        Those others name rows by the slugs that these have here.
        """
        kept = {key: self._by_all_slugs(key, record) for key, record in rows.items()}
        taken = {(key[0], slug) for key, record in kept.items() if key[0] in KINDS for slug in slugs_of(record)}
        for key, record in self.rows.items():
            if key not in kept and taken.isdisjoint((key[0], slug) for slug in self.slugs[key]):
                kept[key] = _retired(self._by_all_slugs(key, record))
        return self.with_what_they_name(self._following(kept, rows))

    def _by_all_slugs(self, key: RowId, record: Record) -> Record:
        given = self.slugs.get(key, ())
        now = slugs_of(record) if key[0] in KINDS else ()
        more = [slug for slug in given if slug not in now]
        if not more or set(now).isdisjoint(given):
            return record
        return _with(record, old_slugs=" ".join([*now[1:], *more]))

    def _following(self, kept: RowsById, rows: RowsById) -> RowsById:
        """What was kept besides the rows names what has another slug by now by that one."""
        if len(kept) == len(rows):
            return kept
        now = {
            name: composing.name_of(kept[key])[1]
            for name, record in self.others.items()
            if (key := composing.key_of(record)) in kept
        }
        for record in (record for key, record in kept.items() if key[0] in KINDS):
            slug, *others = slugs_of(record)
            now |= {(composing.model_name(record), old): slug for old in others}
        for record in kept.values():
            now.pop(composing.name_of(record), None)
        return {key: record if key in rows else composing.following(record, now) for key, record in kept.items()}

    def with_what_they_name(self, rows: RowsById) -> RowsById:
        """Sources and groups of rows that came back, or that wait, where they are gone."""
        waiting = composing.lost(rows)
        if not waiting:
            return rows
        kept, names = dict(rows), {composing.name_of(record) for record in rows.values()}
        while waiting:
            name = waiting.pop()
            record = self.others.get(name)
            if record is not None and name not in names:
                names.add(name)
                kept[_free_key(record, kept)] = record
                waiting += composing.references(record)
        return {composing.key_of(record): record for record in (_numbered(key, kept[key]) for key in kept)}


def _without_claimed(given: EverGiven, later: RowsById) -> EverGiven:
    """A slug means what the later publication says it does."""
    owners = {(key[0], slug): key for key, record in later.items() if key[0] in KINDS for slug in slugs_of(record)}
    slugs = {
        key: tuple(slug for slug in own if owners.get((key[0], slug), key) == key) for key, own in given.slugs.items()
    }
    return EverGiven(
        {key: record for key, record in given.rows.items() if slugs[key]},
        {key: own for key, own in slugs.items() if own},
        given.others,
    )


def slugs_of(record: Record) -> tuple[str, ...]:
    """The slug of a row that addresses name, and its old ones."""
    return (record["fields"]["slug"], *record["fields"]["old_slugs"].split())


def _retired(record: Record) -> Record:
    """Out of use. It includes no other mandate: that could be one that includes it today."""
    if composing.model_name(record) == Kind.MANDATE:
        record = _with(record, includes=[])
    return _with(record, retired=True)


def _with(record: Record, **values: object) -> Record:
    return {"model": record["model"], "fields": {**record["fields"], **values}}


def _free_key(record: Record, rows: RowsById) -> RowId:
    model, number = composing.key_of(record)
    if (model, number) in rows:
        number = free_number([number for name, number in rows if name == model])
    return model, number


def _numbered(key: RowId, record: Record) -> Record:
    return record if record["fields"]["number"] == key[1] else _with(record, number=key[1])


class _Folded:
    """What was made last: publications never change, so the next time only the new ones are read."""

    last: tuple[tuple[str, ...], EverGiven] = ((), EverGiven())


def ever(publications: Sequence[Publication]) -> EverGiven:
    """All that these publications gave, in the order in which visitors saw them."""
    digests = tuple(each.sha256 for each in publications)
    known, given = _Folded.last
    if digests[: len(known)] != known:
        known, given = (), EverGiven()
    pruned = [place for place, each in enumerate(publications) if each.is_pruned]
    start = max(len(known), *pruned[-1:], 0)
    for each in publications[start:]:
        given = after(given, each.number)
    _Folded.last = (digests, given)
    return given


def after(given: EverGiven, number: int) -> EverGiven:
    """What had been given once visitors saw a publication; one that is damaged gave nothing more.

    One whose content is gone tells all by itself: what is kept of it holds those before it too.
    """
    publication = Publication.objects.defer("body").get(number=number)
    if publication.is_pruned:
        return kept(Pruned.objects.get(publication=publication))
    held = contents.held(publication.sha256, publication.format)
    return given.and_of(held.rows if held else rows_of(publication))


def rows_of(publication: Publication) -> RowsById:
    """The rows of a publication; of one that is damaged, none."""
    try:
        return stored.content_of(publication).rows
    except UNREADABLE:
        return {}


def kept(pruned: Pruned) -> EverGiven:
    """What is kept of a publication whose content is gone.

    :raises ValueError: when this code does not know its format.
    """
    records = documents.records_of(pruned.rows, pruned.format)
    addressed = [record for record in records if composing.model_name(record) in KINDS]
    others = [record for record in records if composing.model_name(record) not in KINDS]
    return EverGiven(
        {composing.key_of(record): record for record in addressed},
        {(model, number): tuple(own) for model, number, own in json.loads(pruned.slugs)},
        {composing.name_of(record): record for record in others},
    )


def prune(publication: Publication, given: EverGiven, editor: str) -> None:
    """Take the content of a publication away, and keep this of it.

    :raises django.db.IntegrityError: when it is gone already.
    """
    Pruned.objects.create(
        publication=publication,
        format=documents.FORMAT,
        rows=documents.dump([*given.rows.values(), *given.others.values()]),
        slugs=json.dumps([[*key, own] for key, own in given.slugs.items()], ensure_ascii=False),
        editor=editor,
    )
