"""Which changed rows go out, as the publish page asks and its addresses say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext, ngettext

from mandates.admin.frame import problems
from mandates.admin.frame.numbers import whole
from mandates.admin.frame.pages import change_page, kind
from mandates.content.composing import RowId
from mandates.models import Condition, ReviewRequest, Row
from mandates.publishing import authors, plan
from mandates.publishing.planned import EVERYTHING, Choice, DifferingRow, Draft

CHOSEN, ROW, ADDED, WITH_WAITING, TEXT = "valittu", "rivi", "tarvitut", "mukana", "teksti"
OURS, THEIRS = "1", "2"
EVERY: Final = "kaikki"
"""In the place of the rows, when all are chosen: no server takes an address with all of a large draft."""
MINE, ASKED_IN = "omat", "tarkistus"
MOST_FIELDS: Final = 3
MOST_ROWS: Final = 100_000
"""More are in no draft: who names more in an address or a form is not read for long."""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row that differs from what visitors see: what it is called and what of it differs.

    `text` names the question whose text the waiting publication gets; empty where there is none to ask.
    """

    value: str
    called: str
    url: str
    what: str
    chosen: bool
    waits: bool
    text: str
    ours: bool
    theirs: bool


@dataclass(frozen=True, slots=True)
class Chooser:
    """The rows to choose from. `needed` are those that the chosen need, `add` what the button adds, `query` the choice
    as an address says it."""

    rows: tuple[RowView, ...]
    needed: tuple[RowView, ...]
    with_waiting: bool
    query: str

    @property
    def chosen(self) -> int:
        return sum(row.chosen for row in self.rows)

    @property
    def add(self) -> str:
        return " ".join(row.value for row in self.needed)

    @property
    def asked(self) -> tuple[RowView, ...]:
        return tuple(row for row in self.rows if row.text and row.chosen)


def choice_of(request: HttpRequest) -> Choice:
    """What was chosen, by the form or by an address; without either, what is usually published. An address may also
    ask for the rows that its reader has edited.
    """
    values = said(request)
    if CHOSEN not in values and MINE in values:
        return Choice(authors.touched_by(request.user.pk, plan.draft()))
    return choice_in(values)


def said(request: HttpRequest) -> QueryDict:
    """What the form says, or the address; one that names a review request says what that one asked about."""
    values = request.POST if request.method == "POST" else request.GET
    asked = ReviewRequest.objects.filter(pk=whole(values.get(ASKED_IN, ""))).first() if ASKED_IN in values else None
    return QueryDict(asked.query) if asked else values


def choice_in(values: QueryDict) -> Choice:
    """The same of what an address or a form says."""
    if CHOSEN not in values:
        return plan.usual()
    rows = None if values[CHOSEN] == EVERY else _keys([*values.getlist(ROW), *values.get(ADDED, "").split()])
    return Choice(
        rows=rows,
        with_waiting=bool(values.get(WITH_WAITING)),
        ours=_answered(values, OURS),
        theirs=_answered(values, THEIRS),
    )


def answers_in(values: QueryDict) -> Choice:
    """Only whose texts the waiting publication gets."""
    return Choice(ours=_answered(values, OURS), theirs=_answered(values, THEIRS))


def chooser(draft: Draft) -> Chooser:
    names = _names(draft.rows)
    needed = {row.key for row in draft.needed}
    views = {row.key: _view(row, draft.choice, names) for row in draft.rows}
    return Chooser(
        rows=tuple(views.values()),
        needed=tuple(view for key, view in views.items() if key in needed),
        with_waiting=draft.choice.with_waiting,
        query=query_of(draft, short=True),
    )


def views(rows: Iterable[DifferingRow]) -> tuple[RowView, ...]:
    """Some rows alone, to read."""
    found = tuple(rows)
    names = _names(found)
    return tuple(_view(row, EVERYTHING, names) for row in found)


def asked_about(query: str, draft: Draft) -> tuple[RowView, ...]:
    """The rows of a request: those that would go out, and those that were put back since."""
    chosen = [row for row in draft.rows if row.chosen]
    others = sorted(_keys(QueryDict(query).getlist(ROW)) - {row.key for row in chosen})
    return views([*chosen, *(_unchanged(key, draft) for key in others)])


def _unchanged(key: RowId, draft: Draft) -> DifferingRow:
    """A row that is as visitors see it; of one that is nowhere any more its number is left."""
    stub = {"model": f"mandates.{key[0]}", "fields": {"slug": str(key[1])}}
    record = draft.source.get(key) or draft.base.get(key) or stub
    return DifferingRow(key, record, record, chosen=False)


def _keys(values: Iterable[str]) -> frozenset[RowId]:
    parts = (value.partition(".") for value in values)
    named = ((model, number) for model, _, text in parts for run in text.split(".") for number in _numbers(run))
    return frozenset(islice(named, MOST_ROWS))


def _numbers(run: str) -> range:
    """A number, or those from one to another: 7, 7-40. What is neither is none."""
    first, _, last = run.partition("-")
    start = whole(first)
    return range(start, whole(last or first) + 1) if start else range(0)


def _in_runs(keys: Iterable[RowId]) -> Iterator[str]:
    """The same rows, those of a kind as one: condition.1-40.42."""
    for model, found in groupby(sorted(keys), key=itemgetter(0)):
        numbers = enumerate(number for _, number in found)
        runs = ([number for _, number in run] for _, run in groupby(numbers, key=lambda pair: pair[1] - pair[0]))
        yield f"{model}." + ".".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _answered(values: QueryDict, answer: str) -> frozenset[RowId]:
    asked = [name for name in values if name.startswith(f"{TEXT}-")]
    return _keys(name.removeprefix(f"{TEXT}-") for name in asked if values[name] == answer)


def _value(key: RowId) -> str:
    return f"{key[0]}.{key[1]}"


def query_of(draft: Draft, *, short: bool = False) -> str:
    """The choice as an address says it. All rows are said one by one where rows that differ later are not chosen."""
    pairs = [(CHOSEN, "1"), *((ROW, run) for run in _in_runs(draft.chosen))]
    if short and draft.rows and len(draft.chosen) == len(draft.rows):
        pairs = [(CHOSEN, EVERY)]
    for answer, keys in ((OURS, draft.choice.ours), (THEIRS, draft.choice.theirs)):
        pairs += [(f"{TEXT}-{_value(key)}", answer) for key in sorted(keys)]
    return urlencode([*pairs, (WITH_WAITING, "1")] if draft.choice.with_waiting else pairs)


def _names(rows: Iterable[DifferingRow]) -> Mapping[RowId, tuple[str, int]]:
    """What the rows that the draft has are called there, and their keys in the database."""
    numbers: dict[str, list[int]] = {}
    for row in rows:
        numbers.setdefault(row.key[0], []).append(row.key[1])
    return {(name, row.number): (str(row), row.pk) for name, found in numbers.items() for row in _found(name, found)}


def _found(name: str, numbers: Iterable[int]) -> Iterable[Row]:
    if name == "condition":
        return Condition.objects.filter(number__in=numbers).select_related("task", "mandate")
    return problems.model_of(name)._default_manager.filter(number__in=numbers)


def _view(row: DifferingRow, choice: Choice, names: Mapping[RowId, tuple[str, int]]) -> RowView:
    model = problems.model_of(row.key[0])
    fields = row.records[0]["fields"]
    name, pk = names.get(row.key, (fields.get(model.label_field) or fields["slug"], None))
    return RowView(
        value=_value(row.key),
        called=f"{kind(model)}: {name}",
        url=change_page(model, pk),
        what=_what(row, model),
        chosen=row.chosen,
        waits=row.waits,
        text=f"{TEXT}-{_value(row.key)}" if row.both and not choice.with_waiting else "",
        ours=row.key in choice.ours,
        theirs=row.key in choice.theirs,
    )


def _what(row: DifferingRow, model: type[Row]) -> str:
    if row.before is None:
        return gettext("uusi rivi")
    if row.after is None:
        return gettext("rivi poistettu")
    before, after = row.before["fields"], row.after["fields"]
    labels = [problems.label(model, name) for name in after if before.get(name) != after[name]]
    if not labels:
        return gettext("ei enää muutu")
    if len(labels) <= MOST_FIELDS:
        return ", ".join(labels)
    rest = len(labels) - MOST_FIELDS
    sentence = ngettext("%(labels)s ja %(count)s muu", "%(labels)s ja %(count)s muuta", rest)
    return sentence % {"labels": ", ".join(labels[:MOST_FIELDS]), "count": rest}
