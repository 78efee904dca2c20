"""What was sent for rows that somebody deleted meanwhile: it comes back as new rows, so that the text is not lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.forms import BaseFormSet
from django.http import QueryDict

from mandates.admin.saving.versions import CHOICE, OPENED, VersionedForm

Forms = list[dict[str, list[str]]]


def as_new(sent: QueryDict, formsets: Iterable[Any]) -> QueryDict:
    """The same without the keys of the rows of these formsets, and of the row that they were of: all are new."""
    data = sent.copy()
    for formset in formsets:
        prefix = formset.get_default_prefix()
        forms = [_fresh(form) for form in _forms(sent, prefix) if "DELETE" not in form]
        _write(data, prefix, [], [{**form, formset.fk.name: [""]} for form in forms])
    return data


def revived(sent: QueryDict, formset: type[BaseFormSet[Any]], existing: Iterable[int]) -> tuple[QueryDict, int]:
    """The same with the rows that are gone as new ones, last, and how many they are. `existing` are the keys that the
    page may still have. What the editor had not touched, or deleted too, is left out.
    """
    prefix: str = formset.get_default_prefix()
    forms, known = _forms(sent, prefix), {str(key) for key in existing}
    kept: Forms = []
    added: Forms = []
    gone: Forms = []
    for place, form in enumerate(forms):
        key = "".join(form.get("id", []))
        if not key:
            added.append(form)
        elif key in known:
            kept.append(form)
        elif "DELETE" not in form and not _untouched(sent, formset, f"{prefix}-{place}"):
            gone.append(_fresh(form))
    if len(kept) + len(added) == len(forms):
        return sent, 0
    data = sent.copy()
    _write(data, prefix, kept, [*added, *gone])
    return data, len(gone)


def _untouched(sent: QueryDict, formset: type[BaseFormSet[Any]], prefix: str) -> bool:
    form = formset.form(sent, prefix=prefix)
    return isinstance(form, VersionedForm) and form.untouched()


def _fresh(form: dict[str, list[str]]) -> dict[str, list[str]]:
    """What belonged to the row that is gone is left out."""
    return {
        name: [""] if name == "id" else values
        for name, values in form.items()
        if name != OPENED and not name.endswith(CHOICE)
    }


def _forms(sent: QueryDict, prefix: str) -> Forms:
    """What was sent for each form of a formset, by the names of its fields; no page of ours has a thousand of them."""
    total = sent.get(f"{prefix}-TOTAL_FORMS", "")
    forms: Forms = [{} for _ in range(int(total) if re.fullmatch("[0-9]{1,3}", total) else 0)]
    for name, values in sent.lists():
        found = re.fullmatch(rf"{re.escape(prefix)}-([0-9]+)-(.+)", name)
        if found and int(found[1]) < len(forms):
            forms[int(found[1])][found[2]] = [str(value) for value in values]
    return forms


def _write(data: QueryDict, prefix: str, kept: Forms, added: Forms) -> None:
    for name in list(data):
        if re.match(rf"{re.escape(prefix)}-\d+-", name):
            del data[name]
    for place, form in enumerate([*kept, *added]):
        for name, values in form.items():
            data.setlist(f"{prefix}-{place}-{name}", values)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(kept) + len(added))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
