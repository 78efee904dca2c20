"""The effect of one set of content in place of another, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext

from mandates.admin.frame import problems, shown
from mandates.admin.frame.pages import change_page, kind
from mandates.admin.preview.preview import previewed
from mandates.admin.preview.public_site import answer_address
from mandates.impact import changes as impact
from mandates.impact import renaming
from mandates.impact.naming import Naming, naming
from mandates.impact.rows import YES_OR_NO, FieldChange, ModelChanges, columns
from mandates.models import Condition, Row
from mandates.publishing import planned
from mandates.rules.ruleset import Ruleset

LARGE_SHARE: Final = 0.05
"""A publication that changes more of all situations than this asks for a typed confirmation."""
MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """A change of the rules, and where a situation can be seen before and after (empty where it cannot)."""

    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangesOfTask:
    """The changes of one task."""

    title: str
    changes: tuple[ChangedAnswer, ...]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """What is edited in a row: `field`, `before` and `after` are empty for a row that came, went or moved."""

    row: str
    url: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownImpact:
    """The impact of one document in place of another. `confirm` is the number to type when much changes."""

    changed: int
    situations: int
    percent: str
    groups: tuple[ChangesOfTask, ...]
    rest: int
    covering: tuple[str, ...]
    rules: tuple[ChangedRow, ...]
    wording: tuple[ChangedRow, ...]
    confirm: int | None


def effect_of(draft: planned.Draft, *, previews: bool = True) -> ShownImpact | None:
    """What publishing the draft changes; None for the first publication and when it cannot be told."""
    found = draft.impact()
    if found is None or draft.ruleset is None or draft.live is None:
        return None
    return effect(found, draft.before, draft.ruleset, previews=previews)


def effect(found: impact.Impact, before: Ruleset, after: Ruleset, *, previews: bool = False) -> ShownImpact:
    """The impact in words. Only the draft in place of the newest publication can be looked at before and after."""
    then = renaming.following(before, after)
    names, called = impact.names_of(before, after, gettext), naming(after, then)
    slugs = renaming.renamed(before, after)
    groups: dict[str, list[ChangedAnswer]] = {}
    for change in found.rules[:MOST_SHOWN]:
        asked = renaming.earlier(change.query, slugs)
        was = asked.types <= before.types.keys() and asked.tasks <= before.tasks.keys()
        will = change.organisation in after.types and change.task in after.tasks
        line = ChangedAnswer(
            text=change.sentence(names),
            before=answer_address(asked) if previews and was else "",
            after=previewed(answer_address(change.query)) if previews and will else "",
        )
        groups.setdefault(names.tasks.get(change.task, change.task), []).append(line)
    covering = tuple(change.sentence(names) for change in found.covering)
    large = found.share > LARGE_SHARE or bool(covering)
    return ShownImpact(
        changed=found.changed,
        situations=found.situations,
        percent=number_format(100 * found.share, 1),
        groups=tuple(ChangesOfTask(title, tuple(changes)) for title, changes in groups.items()),
        rest=max(0, len(found.rules) - MOST_SHOWN),
        covering=covering,
        rules=tuple(row for each in found.rows for row in _rows(each, each.rule_fields, called, (then, after))),
        wording=tuple(row for each in found.rows for row in _rows(each, each.wording, called)),
        confirm=found.changed if large else None,
    )


def _rows(
    changes: ModelChanges,
    fields: tuple[FieldChange, ...],
    called: Naming,
    sides: tuple[Ruleset, Ruleset] | None = None,
) -> Iterator[ChangedRow]:
    """The changed fields; with the content before and after, also the rows that came, went or moved."""
    model = problems.model_of(changes.model)
    lines = list(_whole_rows(changes, model, called, sides)) if sides else []
    for each in fields:
        before, after = (_said(model, each.field, text, called) for text in (each.before, each.after))
        lines.append((each.slug, problems.label(model, each.field), before, after))
    pks = row_keys(model, (slug for slug, *_ in lines))
    for slug, what, before, after in lines:
        name = called(changes.model, slug)
        yield ChangedRow(f"{kind(model)}: {name}", change_page(model, pks.get(slug)), what, before, after)


def _whole_rows(
    changes: ModelChanges, model: type[Row], called: Naming, sides: tuple[Ruleset, Ruleset]
) -> Iterator[tuple[str, str, str, str]]:
    """The rows that came, went or moved by their slugs, the new ones with all that is in them. A condition that a
    retired row puts out of force is no row that went.
    """
    was, now = (side.weakened if model is Condition else {} for side in sides)
    for slug in changes.added:
        if slug in was:
            yield slug, gettext("taas voimassa"), "", ""
            continue
        yield slug, gettext("uusi rivi"), "", ""
        row = sides[1].rows(changes.model).get(slug)
        for name, text in columns(row).items() if row else ():
            if text:
                yield slug, problems.label(model, name), "", _said(model, name, text, called)
    for slug in changes.removed:
        yield slug, gettext("ei enää voimassa") if slug in now else gettext("rivi poistettu"), "", ""
    for moved in changes.moved:
        yield moved.slug, gettext("paikka luettelossa"), str(moved.before), str(moved.after)


def _said(model: type[Row], name: str, text: str, called: Naming) -> str:
    """The text of a column, in which a list has commas, as editors know its value."""
    if name in YES_OR_NO:
        return gettext(text)
    field, slugs = model._meta.get_field(name), [slug for slug in text.split(", ") if slug]
    value: Any = text
    if field.is_relation:
        value = [[slug] for slug in slugs] if field.many_to_many else slugs
    return shown.in_words(field, value, lambda target, slug: called(str(target._meta.model_name), slug))


def row_keys(model: type[Row], slugs: Iterable[str]) -> dict[str, int]:
    """The key of each of these rows that there is in the draft."""
    return dict(model.objects.filter(slug__in=set(slugs)).values_list("slug", "pk"))
