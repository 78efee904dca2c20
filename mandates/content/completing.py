"""What a newer release needs of the content and an older draft lacks, taken from the shipped content.

Only holes are filled: a field whose emptiness stops publishing, a page of the site that has no text at all, and
symptoms with their causes where there are none. What an editor wrote is never replaced, and a translation is taken only
when it is of the very words that the draft has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from mandates.checks.integrity import Severity
from mandates.content import checking, contents, documents, importing
from mandates.models import Cause, InfoSection, Service, Source, Symptom, free_number
from mandates.rules.texts import LANGUAGES

BASE: Final = LANGUAGES[0]
SECTION: Final = InfoSection._meta.label_lower
SYMPTOM: Final = Symptom._meta.label_lower
CAUSE: Final = Cause._meta.label_lower
SERVICE: Final = Service._meta.label_lower
SOURCE: Final = Source._meta.label_lower

Records = dict[tuple[str, str], dict[str, Any]]
"""The fields of each row by the names of its model and itself."""


def complete(file: Path) -> list[str]:
    """Fill the draft's holes from a shipped document; tells what was filled: `task lasku, name_sv`.

    :raises importing.ImportRefusedError: when the draft with what was filled in is refused; it is then as it was.
    """
    draft, shipped = _records(documents.export()), _records(file.read_text(encoding="utf-8"))
    filled = [*_fill_fields(draft, shipped), *_add_sections(draft, shipped), *_add_causes(draft, shipped)]
    if filled:
        body = documents.dump({"model": model, "fields": fields} for (model, _), fields in draft.items())
        importing.import_text(body, file.name)
    return filled


def _records(document: str) -> Records:
    return {(each["model"], each["fields"]["slug"]): each["fields"] for each in json.loads(document)}


def _fill_fields(draft: Records, shipped: Records) -> Iterator[str]:
    _, problems = checking.check_content(contents.draft())
    for problem in problems:
        key = (f"mandates.{problem.model}", problem.slug)
        ours = draft.get(key, {})
        names = (problem.slug, *ours.get("old_slugs", "").split())
        theirs: Mapping[str, Any] = next((shipped[key[0], slug] for slug in names if (key[0], slug) in shipped), {})
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
    for key, fields in shipped.items():
        if key[0] == SECTION and fields["page"] not in written and key not in draft:
            yield _add(draft, key, fields)


def _add_causes(draft: Records, shipped: Records) -> Iterator[str]:
    """All symptoms and causes where the draft has neither, with the sources that they were read from."""
    if any(model in (SYMPTOM, CAUSE) for model, _ in draft):
        return
    services = _services(draft)
    for key, fields in shipped.items():
        if key[0] == SYMPTOM:
            yield _add(draft, key, fields)
        elif key[0] == CAUSE:
            source = (SOURCE, fields["source"][0])
            if source not in draft:
                yield _add(draft, source, shipped[source])
            named = sorted([slug] for slug in {services[slug] for (slug,) in fields["services"] if slug in services})
            if named or not fields["services"]:
                yield _add(draft, key, fields | {"services": named})


def _services(draft: Records) -> dict[str, str]:
    """The draft's services by every slug that they have had."""
    own = {slug: fields["old_slugs"].split() for (model, slug), fields in draft.items() if model == SERVICE}
    return {old: slug for slug, former in own.items() for old in former} | {slug: slug for slug in own}


def _add(draft: Records, key: tuple[str, str], fields: Mapping[str, Any]) -> str:
    """Add a row with its number, or with a free one where that is taken."""
    taken = {each["number"] for (model, _), each in draft.items() if model == key[0]}
    number = free_number(taken) if fields["number"] in taken else fields["number"]
    draft[key] = {**fields, "number": number}
    return f"{key[0].partition('.')[2]} {key[1]}"
