"""What a newer release needs of the content and an older draft lacks, taken from the shipped content.

Only holes are filled: a field whose emptiness stops publishing, and a page of the site that has no text at all. What an
editor wrote is never replaced, and a translation is taken only when it is of the very words that the draft has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext

from mandates.checks.integrity import Severity
from mandates.content import checking, contents, documents, history, importing
from mandates.models import InfoSection
from mandates.rules.texts import LANGUAGES

BASE: Final = LANGUAGES[0]
SECTION: Final = InfoSection._meta.label_lower

Records = dict[tuple[str, str], dict[str, Any]]
"""The fields of each row by the names of its model and itself."""


def complete(file: Path) -> list[str]:
    """Fill the draft's holes from a shipped document; tells what was filled: `task lasku, name_sv`.

    :raises importing.ImportRefusedError: when the draft with what was filled in is refused; it is then as it was.
    """
    draft, shipped = _records(documents.export()), _records(file.read_text(encoding="utf-8"))
    filled = [*_fill_fields(draft, shipped), *_add_sections(draft, shipped)]
    if filled:
        body = documents.dump({"model": model, "fields": fields} for (model, _), fields in draft.items())
        with transaction.atomic(), history.recording(None, gettext("Täydennetty: %(file)s") % {"file": file.name}):
            importing.import_text(body, file.name)
    return filled


def _records(document: str) -> Records:
    return {(each["model"], each["fields"]["slug"]): each["fields"] for each in json.loads(document)}


def _fill_fields(draft: Records, shipped: Records) -> Iterator[str]:
    _, problems = checking.check_content(contents.draft())
    for problem in problems:
        key = (f"mandates.{problem.model}", problem.slug)
        ours, theirs = draft.get(key, {}), shipped.get(key, {})
        if problem.severity is Severity.ERROR and _is_hole(ours, theirs, problem.field):
            ours[problem.field] = theirs[problem.field]
            yield f"{problem.model} {problem.slug}, {problem.field}"


def _is_hole(ours: Mapping[str, Any], theirs: Mapping[str, Any], field: str) -> bool:
    if ours.get(field) != "" or not theirs.get(field):
        return False
    name, _, language = field.rpartition("_")
    original = f"{name}_{BASE}"
    return language not in LANGUAGES or ours.get(original) in (theirs.get(original), "")


def _add_sections(draft: Records, shipped: Records) -> Iterator[str]:
    """The sections of every page of the site that has none, with numbers that are free."""
    written = {fields["page"] for (model, _), fields in draft.items() if model == SECTION}
    taken = {fields["number"] for (model, _), fields in draft.items() if model == SECTION}
    for (model, slug), fields in shipped.items():
        if model != SECTION or fields["page"] in written or (model, slug) in draft:
            continue
        number = fields["number"] if fields["number"] not in taken else max(taken) + 1
        taken.add(number)
        draft[model, slug] = fields | {"number": number}
        yield f"{InfoSection._meta.model_name} {slug}"
