"""The draft's rows with all that a page about many of them needs, read at one moment."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mandates.content import contents, documents
from mandates.content.documents import Fields
from mandates.models import Row


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row: its key and version in the database, what it is called, and its fields as the document has them."""

    model: type[Row]
    pk: int
    version: int
    name: str
    fields: Fields

    @property
    def slug(self) -> str:
        return str(self.fields["slug"])


def read(models: Collection[type[Row]] = documents.MODELS) -> list[DraftRow]:
    """The rows of these models, in the order of the document."""
    with documents.one_moment():
        known = {model: _known(model) for model in documents.MODELS if model in models}
        records = contents.draft().rows.values()
    return [row for model in known for row in _of_model(model, known[model], records)]


def _of_model(
    model: type[Row], known: dict[str, tuple[int, int, str]], records: Collection[documents.Record]
) -> Iterator[DraftRow]:
    own = [record["fields"] for record in records if record["model"] == model._meta.label_lower]
    for fields in sorted(own, key=lambda each: (each["order"], each["slug"])):
        yield DraftRow(model, *known[fields["slug"]], fields)


def _known(model: type[Row]) -> dict[str, tuple[int, int, str]]:
    """The key, the version and the name of each row; some rows are called by those that they name."""
    named = [field.name for field in model._meta.concrete_fields if field.is_relation and not field.null]
    rows = model._default_manager.all()
    rows = rows.select_related(*named) if named else rows
    return {row.slug: (row.pk, row.version, str(row)) for row in rows}
