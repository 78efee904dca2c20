"""Rows written many at a time, each through its own form: the validation, the stale check and the history of any save.

All of them are saved, or none. What searches and replaces, restores, batches and spreadsheets all write by this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db import models as fields
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop, ngettext

from mandates.admin.frame import problems
from mandates.admin.frame.numbers import whole
from mandates.admin.frame.pages import change_page, kind
from mandates.admin.saving import consequences
from mandates.admin.saving.merging import Value
from mandates.admin.saving.versions import saved_by
from mandates.content import contents
from mandates.models import Row, RowVersionError

MOST: Final = 500
"""As many rows are saved at once: each is checked by its form while others wait."""
CHANGED: Final = gettext_noop("Rivi on muuttunut sen jälkeen, kun luit sen.")
GONE: Final = gettext_noop("Riviä ei enää ole luonnoksessa.")
FIXED: Final = gettext_noop("Tätä kenttää ei voi muuttaa.")
TWICE: Final = gettext_noop("Sama rivi on kahdesti.")
TOO_MANY: Final = gettext_noop("Kerralla voi tallentaa enintään %(most)s riviä. Valitse vähemmän.")


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What a row is to be: values of its fields, as the document has them. `version` is what the editor saw.

    Without a key it is a new row. `called` is what it is named by where it cannot be found.
    """

    model: type[Row]
    pk: int | None
    version: int
    values: Mapping[str, Any] = field(default_factory=dict)
    called: str = ""


@dataclass(frozen=True, slots=True)
class RefusedEdit:
    """Why a row cannot be saved so, each reason beginning with the field that it is about, if it is about one."""

    edit: RowEdit
    name: str
    url: str
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}: {' '.join(self.reasons)}"


@dataclass(frozen=True, slots=True)
class Written:
    """The rows that were saved, or what was refused; then nothing was saved."""

    rows: tuple[Row, ...] = ()
    refused: tuple[RefusedEdit, ...] = ()
    problem: str = ""

    @property
    def is_saved(self) -> bool:
        return not self.refused and not self.problem

    @property
    def told(self) -> str:
        """How many rows were saved."""
        text = ngettext("%(count)s rivi on tallennettu.", "%(count)s riviä on tallennettu.", len(self.rows))
        return text % {"count": len(self.rows)}


def save_all(request: HttpRequest, edits: Sequence[RowEdit], message: str) -> Written:
    """Save all of these, each with an entry of its history that says this message; or none of them.

    :raises PermissionDenied: when the editor may not change, or add, rows of some model.
    """
    _permit(request, edits)
    if len(edits) > MOST:
        return Written(problem=gettext(TOO_MANY) % {"most": MOST})
    try:
        with transaction.atomic():
            before = contents.draft()
            outcome = write_all(request, edits, message)
            if outcome.is_saved:
                consequences.tell_once_saved(request, before)
            else:
                transaction.set_rollback(True)
    except (RowVersionError, IntegrityError):
        return Written(problem=gettext(problems.COLLISION))
    return outcome


def write_all(request: HttpRequest, edits: Sequence[RowEdit], message: str) -> Written:
    """Write what can be written, within the caller's transaction, and say what cannot: then it is to be rolled back."""
    rows: list[Row] = []
    refused: list[RefusedEdit] = []
    seen: set[tuple[type[Row], int | None]] = set()
    for edit in edits:
        key = (edit.model, edit.pk)
        found = _refusal(edit, gettext(TWICE)) if edit.pk and key in seen else _written(request, edit, message)
        seen.add(key)
        if isinstance(found, RefusedEdit):
            refused.append(found)
        else:
            rows.append(found)
    return Written(tuple(rows), tuple(refused))


def sent_versions(request: HttpRequest) -> dict[int, int]:
    """The versions of the rows as the page showed them, by their keys."""
    pairs = [each.partition("-") for each in request.POST.getlist("version")]
    return {whole(key): whole(version) for key, _dash, version in pairs}


def may(request: HttpRequest, model: type[Row], action: str) -> bool:
    return bool(request.user.has_perm(f"mandates.{action}_{model._meta.model_name}"))


def _permit(request: HttpRequest, edits: Iterable[RowEdit]) -> None:
    for model, action in {(edit.model, "change" if edit.pk else "add") for edit in edits}:
        if not may(request, model, action):
            raise PermissionDenied


def _written(request: HttpRequest, edit: RowEdit, message: str) -> Row | RefusedEdit:
    row = edit.model.objects.filter(pk=edit.pk).first() if edit.pk else None
    if edit.pk and row is None:
        return _refusal(edit, gettext(GONE))
    if row and row.version != edit.version:
        return _refusal(edit, f"{saved_by(row)} {gettext(CHANGED)}", row=row)
    its_admin: Any = admin.site.get_model_admin(edit.model)
    form_class = its_admin.get_form(request, row, change=bool(row))
    opened = form_class(instance=row or edit.model())
    values, wrong = _values(edit, opened, row)
    if wrong:
        return _refusal(edit, *wrong, row=row)
    form = form_class(opened.sent_with(values), instance=row or edit.model())
    if not form.is_valid():
        return _refusal(edit, *_sentences(form), row=row)
    saved: Row = form.save()
    log = its_admin.log_change if row else its_admin.log_addition
    log(request, saved, message)
    return saved


def _values(edit: RowEdit, form: Any, row: Row | None) -> tuple[dict[str, Value], list[str]]:
    """The values as the form has them, and what cannot be one."""
    found: dict[str, Value] = {}
    wrong: list[str] = []
    for name, value in edit.values.items():
        column = edit.model._meta.get_field(name)
        label = capfirst(str(getattr(column, "verbose_name", name)))
        if name not in form.fields:
            if row is None or getattr(row, name) != value:
                wrong.append(f"{label}: {gettext(FIXED)}")
            continue
        keys, lost = _keys(column, value)
        wrong += [f"{label}: {gettext(problems.NOT_THERE) % {'slug': slug}}" for slug in lost]
        found[name] = keys
    return found, wrong


def _keys(column: Any, value: Any) -> tuple[Value, list[str]]:
    """A value as a form knows it: rows by their keys. The slugs that no row has are told."""
    if isinstance(column, fields.ManyToManyField | fields.ForeignKey):
        is_set = isinstance(column, fields.ManyToManyField)
        slugs = [slug for (slug,) in value] if is_set else list(value or ())
        pairs = column.related_model._default_manager.filter(slug__in=slugs).values_list("slug", "pk")
        known = {slug: str(pk) for slug, pk in pairs}
        lost = [slug for slug in slugs if slug not in known]
        return (frozenset(known.values()) if is_set else "".join(known.values())), lost
    if isinstance(value, bool):
        return ("on" if value else ""), []
    return ("" if value is None else str(value)), []


def _sentences(form: Any) -> Iterator[str]:
    for name, errors in form.errors.items():
        label = capfirst(str(form.fields[name].label or name)) if name in form.fields else ""
        yield from (f"{label}: {error}" if label else str(error) for error in errors)


def _refusal(edit: RowEdit, *reasons: str, row: Row | None = None) -> RefusedEdit:
    quoted = gettext("”%(place)s”") % {"place": row or edit.called}
    name = f"{kind(edit.model)} {quoted}"
    return RefusedEdit(edit, name, change_page(edit.model, row.pk if row else None), reasons)
