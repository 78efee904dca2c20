"""Which rows and fields differ between two sets of content. Pure: no Django, no I/O."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final

from mandates.checks.problem import gettext_noop as _
from mandates.impact.renaming import NewSlugs
from mandates.rules.rows import ATTRIBUTES, Kind, Row
from mandates.rules.ruleset import Former, Ruleset
from mandates.rules.texts import LANGUAGES, Text, ThemeNames

RULE_FIELDS: Final = frozenset(
    {
        *((str(kind), name) for kind in Kind for name in ("slug", "old_slugs", "retired")),
        ("mandate", "includes"),
        ("condition", "task"),
        ("condition", "mandate"),
        ("condition", "types"),
        ("condition", "every_type"),
        ("condition", "prerequisites"),
    }
)
YES_OR_NO: Final = frozenset({"retired", "every_type"})
"""The fields whose value is yes or no."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a row, as its column is called (`name_fi`), with its value as text: a list has commas."""

    slug: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that stands elsewhere among the rows that stayed. Its place, from 1, is among all rows of its list."""

    slug: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ModelChanges:
    """The rows of one model that differ. `rule_fields` are what the rules read, `wording` is everything else.

    Rows are moved when not every longest run of rows in the old order holds them: of two that swap places, both.
    """

    model: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[Moved, ...]
    wording: tuple[FieldChange, ...]
    rule_fields: tuple[FieldChange, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.moved or self.wording or self.rule_fields)


def rows(before: Ruleset, after: Ruleset, slugs: NewSlugs) -> Iterator[ModelChanges]:
    """What differs in each model, in the order of the document; models without differences are left out.

    `before` calls its rows as `after` does, and `slugs` says which of them have got another slug.
    A retired row is not gone: its `retired` has changed, and of its words only the name is known.
    """
    for model in ATTRIBUTES:
        was, now = (_Side(each.rows(model), each.former_of(model)) for each in (before, after))
        found = _model_changes(model, was, now, {new: old for old, new in slugs.get(model, {}).items()})
        if found:
            yield found


@dataclass(frozen=True, slots=True)
class _Side:
    """The rows of one model before or after, in use and retired."""

    used: Mapping[str, Row]
    former: Former

    def slugs(self) -> Mapping[str, object]:
        """In display order, the retired last; looked up at once."""
        return {**self.used, **self.former.retired}

    def known(self, slug: str) -> tuple[object, ...]:
        """All that the columns of a row are made of."""
        return self.used.get(slug), self.former.retired.get(slug), self.former.old.get(slug, ())

    def columns(self, slug: str, model: str) -> dict[str, str]:
        """What is known of a row, column by column."""
        if slug in self.used:
            known = columns(self.used[slug])
        else:
            name = "title" if model == Kind.MANDATE else "name"
            known = dict(_columns(name, self.former.retired[slug]))
        if model in set(Kind):
            known["old_slugs"] = " ".join(self.former.old.get(slug, ()))
            known["retired"] = _shown(slug in self.former.retired)
        return known


def _model_changes(model: str, before: _Side, after: _Side, old: Mapping[str, str]) -> ModelChanges:
    was, now = before.slugs(), after.slugs()
    differing = [FieldChange(slug, "slug", old[slug], slug) for slug in now if slug in old]
    differing += [each for slug in now if slug in was for each in _field_changes(model, slug, before, after)]
    return ModelChanges(
        model,
        added=tuple(slug for slug in now if slug not in was),
        removed=tuple(slug for slug in was if slug not in now),
        moved=_moved(list(before.used), list(after.used)),
        wording=tuple(each for each in differing if (model, each.field) not in RULE_FIELDS),
        rule_fields=tuple(each for each in differing if (model, each.field) in RULE_FIELDS),
    )


def _field_changes(model: str, slug: str, before: _Side, after: _Side) -> Iterator[FieldChange]:
    if before.known(slug) == after.known(slug):
        return
    old, new = before.columns(slug, model), after.columns(slug, model)
    for name in new:
        if name in old and old[name] != new[name]:
            yield FieldChange(slug, name, old[name], new[name])


def columns(row: Row) -> dict[str, str]:
    """The fields of a frozen row as the columns of its model, each as text."""
    return dict(column for each in fields(row) for column in _columns(each.name, getattr(row, each.name)))


def _columns(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Text):
        yield from ((f"{name}_{language}", getattr(value, language)) for language in LANGUAGES)
    elif isinstance(value, ThemeNames):
        for language in LANGUAGES:
            theme = getattr(value, language)
            yield f"name_{language}", theme.text
            yield f"name_state_{language}", theme.state.value
            yield f"name_source_{language}", theme.source or ""
            yield f"name_dated_{language}", theme.dated
    else:
        yield name, _shown(value)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("kyllä") if value else _("ei")
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(value))
    return str(value)


def _moved(before: Sequence[str], after: Sequence[str]) -> tuple[Moved, ...]:
    old = {slug: place for place, slug in enumerate(before, start=1)}
    new = {slug: place for place, slug in enumerate(after, start=1)}
    stayed = [slug for slug in after if slug in old]
    places = [old[slug] for slug in stayed]
    longest_to = _rising(places)
    longest_from = list(reversed(_rising([-place for place in reversed(places)])))
    through = [to + onward for to, onward in zip(longest_to, longest_from, strict=True)]
    best = max(through, default=0)
    alone = Counter(to for to, length in zip(longest_to, through, strict=True) if length == best)
    return tuple(
        Moved(slug, old[slug], new[slug])
        for slug, to, length in zip(stayed, longest_to, through, strict=True)
        if length < best or alone[to] > 1
    )


def _rising(places: Iterable[int]) -> list[int]:
    """For each place, the length of the longest rising run that ends with it."""
    ends: list[int] = []
    lengths: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at + 1)
    return lengths
