"""A row that has got another slug is the same row: no answer changes by that. No database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from mandates.content import composing, contents
from mandates.content.composing import Name, RowsById
from mandates.content.documents import Record
from mandates.impact import changes as impact
from mandates.impact import renaming
from mandates.impact.rows import FieldChange
from mandates.rules.rows import ATTRIBUTES, Kind
from mandates.rules.ruleset import Former, Ruleset, by_slug
from mandates.tests.building import answers, condition, rules

BASE: Final = rules(condition("kunta", "lasku", "lista", given="sopimus"), condition("kunta", "katselu", "muu"))
FIXTURE: Final = next(Path("fixtures").glob("*.json"))


def renamed(rows: RowsById, model: str) -> RowsById:
    """Every row of a model with another slug, and an old one where it has such."""
    slugs: dict[Name, str] = {
        name: f"uusi-{name[1]}" for name in map(composing.name_of, rows.values()) if name[0] == model
    }

    def called(record: Record) -> Record:
        fields, name = dict(record["fields"]), composing.name_of(record)
        if name in slugs:
            fields["slug"] = slugs[name]
            if "old_slugs" in fields:
                fields["old_slugs"] = f"{fields['old_slugs']} {name[1]}".strip()
        return composing.following({"model": record["model"], "fields": fields}, slugs)

    return {key: called(record) for key, record in rows.items()}


@pytest.mark.parametrize("model", list(ATTRIBUTES))
def test_no_answer_and_nothing_else_changes(model: str) -> None:
    rows = composing.rows_of(FIXTURE.read_text(encoding="utf-8"))
    before, after = contents.of(rows).ruleset, contents.of(renamed(rows, model)).ruleset

    for old, new in ((before, after), (after, before)):
        found = impact.changes(old, new)

        assert (found.rules, found.covering, found.changed) == ((), (), 0)
        assert [each.model for each in found.rows] == [model]
        assert [(each.added, each.removed) for each in found.rows] == [((), ())]
        edited = {each.field for changes in found.rows for each in (*changes.rule_fields, *changes.wording)}
        assert edited == ({"slug", "old_slugs"} if model in set(Kind) else {"slug"})


def with_retired(rows: RowsById) -> RowsById:
    """The first row that can be put out of use of each kind is: what names it is out of force, where that may be."""
    found, kinds = dict(rows), set[str]()
    for key, record in rows.items():
        model = composing.model_name(record)
        if model in set(Kind) - kinds:
            kinds.add(model)
            found[key] = {"model": record["model"], "fields": {**record["fields"], "retired": True}}
    return found


@pytest.mark.parametrize("model", list(ATTRIBUTES))
def test_the_content_before_is_called_as_it_is_after(model: str) -> None:
    rows = with_retired(composing.rows_of(FIXTURE.read_text(encoding="utf-8")))
    before, after = contents.of(rows).ruleset, contents.of(renamed(rows, model)).ruleset
    then = renaming.following(before, after)

    assert {each: then.rows(each) for each in ATTRIBUTES} == {each: after.rows(each) for each in ATTRIBUTES}
    assert (bool(then.weakened), then.weakened) == (True, after.weakened)
    for kind, former in then.former.items():
        now = after.former[kind]
        assert (former.retired, former.numbers) == (now.retired, now.numbers)
        assert former.old.keys() <= now.old.keys()
        assert former.aliases.items() <= now.aliases.items()


def test_answers_of_today_are_asked_of_the_content_before_by_its_slugs() -> None:
    kinds = (Kind.TYPE, Kind.TASK, Kind.PREREQUISITE)
    slugs: renaming.NewSlugs = {kind: {"yksi": "uusi", "kaksi": "toinen"} for kind in kinds}
    asked = answers("uusi muu", "toinen muu", yes="uusi muu", no="toinen")

    assert renaming.earlier(asked, slugs) == answers("yksi muu", "kaksi muu", yes="yksi muu", no="kaksi")
    assert renaming.earlier(asked, {}) == asked


def with_other_task(ruleset: Ruleset) -> Ruleset:
    slug = "laskutus"
    row = replace(ruleset.tasks["lasku"], slug=slug)
    conditions = [replace(each, task=slug) if each.task == "lasku" else each for each in ruleset.conditions.values()]
    tasks = [row if each.slug == "lasku" else each for each in ruleset.tasks.values()]
    return replace(ruleset, tasks=by_slug(tasks), conditions=by_slug(conditions))


def test_old_slugs_and_names_lead_to_the_new_slug() -> None:
    former = Former(
        aliases={"ennen": "lasku", "muinoin": "katselu"}, old={"lasku": ("ennen",)}, called={"lasku": ("Lasku",)}
    )
    before = replace(BASE, former={Kind.TASK: former})

    assert renaming.following(before, with_other_task(before)).former[Kind.TASK] == Former(
        aliases={"ennen": "laskutus", "muinoin": "katselu"},
        old={"laskutus": ("ennen",)},
        called={"laskutus": ("Lasku",)},
    )


def test_what_changes_besides_is_told_by_the_new_slug() -> None:
    after = with_other_task(BASE)
    conditions = [replace(each, prerequisites=()) for each in after.conditions.values()]
    after = replace(after, conditions=by_slug(conditions))

    found = impact.changes(BASE, after)

    assert {(each.organisation, each.task) for each in found.rules} == {("kunta", "laskutus")}
    assert FieldChange("laskutus", "slug", "lasku", "laskutus") in [
        each for changes in found.rows for each in changes.rule_fields
    ]
    query = answers("kunta", "laskutus", no="sopimus")
    assert renaming.earlier(query, renaming.renamed(BASE, after)) == answers("kunta", "lasku", no="sopimus")


def test_a_row_with_the_name_of_the_renamed_one_is_called_by_the_name_alone() -> None:
    after = with_other_task(BASE)
    assert impact.names_of(BASE, after).tasks == {"laskutus": "lasku", "katselu": "katselu"}


def test_a_new_row_with_a_number_of_its_own_is_another_row() -> None:
    after = with_other_task(BASE)
    after = replace(after, tasks=by_slug(replace(each, number=each.number + 10) for each in after.tasks.values()))
    (task,) = [each for each in impact.changes(BASE, after).rows if each.model == Kind.TASK]
    assert (task.added, task.removed) == (("laskutus",), ("lasku",))
