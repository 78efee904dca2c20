"""Documents that this process has at hand, each read, compiled and written once: the draft's, and publications'.

What is kept is never changed. Two threads that miss it at the same time both make it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from mandates.content import composing, documents
from mandates.content.composing import RowId, RowsById
from mandates.content.documents import Fields, Record
from mandates.models import DraftState
from mandates.rules.ruleset import Ruleset

KEPT: Final = 4
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """The rows of a document. What is made of them is made when first asked for."""

    rows: RowsById
    _made: dict[object, Any] = field(init=False, repr=False, default_factory=dict)
    read: dict[int, object] = field(init=False, repr=False, default_factory=dict)
    """What each record was read as, by the identity of its fields."""

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What was made under this key, or what is made now."""
        made: T = self._made[key] if key in self._made else self._made.setdefault(key, make())
        return made

    @property
    def body(self) -> str:
        """The canonical text."""
        return self.once("body", lambda: composing.body_of(self.rows))

    @property
    def ruleset(self) -> Ruleset:
        """The rows compiled.

        :raises ValueError: on duplicate slugs or a cycle in `includes`.
        """
        return self.once("ruleset", lambda: documents.compile_rows(self.rows.values(), self._reading()))

    def _reading(self) -> documents.RowReader:
        """Reads a row as this or another content that is at hand has read the same record."""
        others = _Kept.contents  # the keys of what they have read hold as long as they do

        def read(model: str, fields: Fields) -> Any:
            key = id(fields)
            found = next((each.read[key] for each in others if key in each.read), None)
            self.read[key] = found or documents.read_row(model, fields)
            return self.read[key]

        return read


class _Kept:
    """The contents used last, the newest first; replaced whole. `draft` is the draft's, with its state."""

    contents: tuple[Content, ...] = ()
    draft: tuple[int | None, Content] = (None, Content({}))
    published: tuple[tuple[tuple[str, int], Content], ...] = ()


def of(rows: RowsById) -> Content:
    """The content of these rows."""
    found = next((each for each in _Kept.contents if each.rows == rows), None)
    return _used(found or Content(rows))


def of_records(records: Iterable[Record]) -> Content:
    """The content of a document's records. A record that is at hand already is not kept twice."""
    known = _Kept.contents[0].rows if _Kept.contents else {}
    return of(dict(_shared(record, known) for record in records))


def draft() -> Content:
    """The draft, read anew when the database says that it has changed."""
    state, held = _Kept.draft
    now = DraftState.now()
    if now is not None and now == state:
        return _used(held)
    with documents.one_moment():
        before = DraftState.now()
        found = of_records(documents.rows_of_draft())
        if before == DraftState.now():
            keep_draft(before, found)
    return found


def keep_draft(state: int | None, content: Content) -> None:
    """Remember the draft as the database knows it by this number."""
    _Kept.draft = (state, content)


def published(digest: str, body: str, made_in: int) -> Content:
    """The content of a publication's body, which has this digest.

    :raises ValueError, TypeError, KeyError: when it cannot be read.
    """
    found = held(digest, made_in)
    if found is None:
        found = of_records(documents.records_of(body, made_in))
        keep_published(digest, found, made_in)
    return _used(found)


def held(digest: str, made_in: int) -> Content | None:
    """The content of a publication that was read or made here."""
    return dict(_Kept.published).get((digest, made_in))


def keep_published(digest: str, content: Content, made_in: int = documents.FORMAT) -> None:
    """Remember what the body of this digest says: who has just published it need not read it again."""
    _Kept.published = (((digest, made_in), content), *_Kept.published)[:KEPT]


def _used(content: Content) -> Content:
    _Kept.contents = (content, *(each for each in _Kept.contents if each is not content))[:KEPT]
    return content


def _shared(record: Record, known: RowsById) -> tuple[RowId, Record]:
    key = composing.key_of(record)
    other = known.get(key)
    return key, other if other == record else record
