"""Which rows and fields an edit changes. No database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations, permutations
from typing import Any

import pytest

from mandates.content import documents
from mandates.impact import rows
from mandates.impact.changes import changes
from mandates.impact.rows import FieldChange, ModelChanges, Moved
from mandates.management.commands.content import row_sentences
from mandates.rules.rows import MODELS, Kind
from mandates.rules.ruleset import Former, Ruleset, by_slug
from mandates.rules.texts import NameState, Text, ThemeName
from mandates.tests import building
from mandates.tests.building import rules
from mandates.tests.impact.test_changes import (
    BASE,
    BILL,
    BROAD,
    EMPTY,
    NARROW,
    SITUATIONS,
    VIEW,
    counts,
    with_conditions,
)
from mandates.tests.whole import WHOLE


def only(model: str, **found: Any) -> tuple[ModelChanges, ...]:
    nothing: dict[str, Any] = {"added": (), "removed": (), "moved": (), "wording": (), "rule_fields": ()}
    return (ModelChanges(model, **(nothing | found)),)


def test_words_alone_change_no_rule() -> None:
    mandate = BASE.mandates["lista"]
    names = replace(mandate.names, sv=ThemeName("Lista", NameState.CONFIRMED, "source", "2026"))
    reworded = replace(mandate, title=Text("Lista", "Förteckning"), names=names, number=9)
    after = replace(BASE, mandates=by_slug({**BASE.mandates, "lista": reworded}.values()))
    found = changes(BASE, after)
    assert (found.rules, found.covering, counts(found)) == ((), (), (0, SITUATIONS))
    assert (found.rules, found.covering) == ((), ())
    assert found
    assert found.rows == only(
        "mandate",
        wording=(
            FieldChange("lista", "number", "2", "9"),
            FieldChange("lista", "title_fi", "lista", "Lista"),
            FieldChange("lista", "title_sv", "", "Förteckning"),
            FieldChange("lista", "name_sv", "", "Lista"),
            FieldChange("lista", "name_state_sv", "vahvistamaton", "vahvistettu"),
            FieldChange("lista", "name_source_sv", "", "source"),
            FieldChange("lista", "name_dated_sv", "", "2026"),
        ),
    )


def test_notes_of_conditions_are_words() -> None:
    noted = replace(BILL, note="Ratkaistu näin.", other_types_note=Text(sv="Fråga."))
    found = changes(BASE, with_conditions(VIEW, noted, BROAD, NARROW))
    assert (found.rules, found.covering) == ((), ())
    assert found.rows == only(
        "condition",
        wording=(
            FieldChange(BILL.slug, "other_types_note_sv", "", "Fråga."),
            FieldChange(BILL.slug, "note", "", "Ratkaistu näin."),
        ),
    )


def test_fields_that_the_rules_read_stand_apart() -> None:
    changed = replace(BILL, task="selaus", mandate="suppea", types=frozenset({"kunta", "helsinki"}), prerequisites=())
    found = changes(BASE, with_conditions(VIEW, changed, BROAD, replace(NARROW, types=frozenset(), every_type=True)))
    assert found.rows == only(
        "condition",
        rule_fields=(
            FieldChange(BILL.slug, "task", "lasku", "selaus"),
            FieldChange(BILL.slug, "mandate", "lista", "suppea"),
            FieldChange(BILL.slug, "types", "kunta", "helsinki, kunta"),
            FieldChange(BILL.slug, "prerequisites", "sopimus", ""),
            FieldChange(NARROW.slug, "types", "laitos", ""),
            FieldChange(NARROW.slug, "every_type", "ei", "kyllä"),
        ),
    )
    assert changes(rules(BROAD, NARROW), rules(BROAD, NARROW, includes={"laaja": "suppea"})).rows == only(
        "mandate", rule_fields=(FieldChange("laaja", "includes", "", "suppea"),)
    )


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("a b c d", "a b c d", []),
        ("a b c d", "d a b c", [("d", 4, 1)]),
        ("a b c d", "a c b d", [("c", 3, 2), ("b", 2, 3)]),
        ("a b c d", "x a c", []),
        ("a b c d", "x c a", [("c", 3, 2), ("a", 1, 3)]),
        ("a b c", "c b a", [("c", 3, 1), ("b", 2, 2), ("a", 1, 3)]),
        ("", "a", []),
    ],
)
def test_rows_that_stand_elsewhere_are_moved(before: str, after: str, moved: list[tuple[str, int, int]]) -> None:
    found = changes(tasks(before.split()), tasks(after.split()))
    assert [each for model in found.rows for each in model.moved] == [Moved(*each) for each in moved]
    assert (found.rules, found.covering) == ((), ())


def tasks(slugs: Iterable[str]) -> Ruleset:
    return replace(EMPTY, tasks=by_slug(building.task(slug, 1) for slug in slugs))


def test_rows_are_added_and_removed_by_model_in_the_order_of_the_document(ruleset: Ruleset) -> None:
    attributes = [name for name in MODELS if getattr(ruleset, name)]
    empty = building.apart(EMPTY, ruleset)
    found = changes(empty, ruleset)
    assert [each.model for each in found.rows] == [MODELS[name] for name in attributes]
    assert [each.added for each in found.rows] == [tuple(getattr(ruleset, name)) for name in attributes]
    gone = changes(ruleset, empty)
    assert [each.removed for each in gone.rows] == [tuple(getattr(ruleset, name)) for name in attributes]
    assert {each.wording + each.rule_fields + each.moved for each in (*found.rows, *gone.rows)} == {()}


def test_models_are_those_of_the_document_in_its_order() -> None:
    assert list(MODELS.values()) == [model._meta.model_name for model in documents.MODELS]


def test_fields_are_called_as_the_columns_of_their_models(ruleset: Ruleset) -> None:
    """`old_slugs` and `retired` stand beside the rows, in `former`."""
    outside = {"order", "old_slugs", "retired"}
    for model, attribute in zip(documents.MODELS, MODELS, strict=True):
        named = {field.name for field in model._meta.get_fields() if not field.auto_created}
        for row in getattr(ruleset, attribute).values():
            assert set(rows.columns(row)) == named - outside - model.outside_content


def former(**values: Any) -> Mapping[Kind, Former]:
    return {Kind.TASK: Former(**values)}


def test_a_row_taken_out_of_use_is_retired_and_not_removed() -> None:
    after = replace(
        BASE,
        tasks=by_slug(row for row in BASE.tasks.values() if row.slug != "lasku"),
        former=former(retired={"lasku": Text("lasku")}),
    )
    assert changes(BASE, after).rows == only("task", rule_fields=(FieldChange("lasku", "retired", "ei", "kyllä"),))
    assert changes(after, BASE).rows == only("task", rule_fields=(FieldChange("lasku", "retired", "kyllä", "ei"),))


def test_a_retired_row_may_get_another_name_or_go() -> None:
    before, after = (
        replace(BASE, former=former(retired={"vanha": Text(name)}, numbers={"vanha": 9})) for name in ("Vanha", "Uusi")
    )
    assert changes(before, after).rows == only("task", wording=(FieldChange("vanha", "name_fi", "Vanha", "Uusi"),))
    assert changes(before, BASE).rows == only("task", removed=("vanha",))
    assert changes(BASE, after).rows == only("task", added=("vanha",))


def test_old_slugs_are_read_by_the_rules() -> None:
    after = replace(BASE, former=former(aliases={"a": "lasku", "b": "lasku"}, old={"lasku": ("a", "b")}))
    assert changes(BASE, after).rows == only("task", rule_fields=(FieldChange("lasku", "old_slugs", "", "a b"),))


def test_an_expected_case_is_a_row(ruleset: Ruleset) -> None:
    case = ruleset.cases["tapaus-01"]
    changed = replace(case, request=frozenset(), confirm=frozenset({"kelmu-etuustiedot"}))
    found = changes(ruleset, replace(ruleset, cases=by_slug({**ruleset.cases, case.slug: changed}.values())))
    assert (found.rules, found.covering) == ((), ())
    assert found.rows == only(
        "expectedcase",
        wording=(
            FieldChange("tapaus-01", "request", "kelmu-etuustiedot", ""),
            FieldChange("tapaus-01", "confirm", "", "kelmu-etuustiedot"),
        ),
    )


def told(before: Ruleset, after: Ruleset) -> tuple[str, ...]:
    """As an import that only rehearses says it."""
    return tuple(sentence for rows in changes(before, after).rows for sentence in row_sentences(rows))


def test_sentences_name_model_row_and_column() -> None:
    before, after = tasks(["a", "b", "c"]), tasks(["b", "a", "d"])
    after = replace(after, tasks=by_slug(replace(row, hint=Text("Ohje")) for row in after.tasks.values()))
    assert told(before, after) == (
        "task: lisää d",
        "task: poista c",
        "task b, hint_fi: (tyhjä) → Ohje",
        "task a, hint_fi: (tyhjä) → Ohje",
        "task b: paikka 2 → 1",
        "task a: paikka 1 → 2",
    )


def test_rows_of_one_sentence_stand_apart_by_commas_and_an_emptied_field_is_empty() -> None:
    before, after = tasks(["a"]), tasks(["a", "b", "c"])
    hinted = replace(before, tasks=by_slug(replace(row, hint=Text("Ohje")) for row in before.tasks.values()))
    assert told(hinted, after) == ("task: lisää b, c", "task a, hint_fi: Ohje → (tyhjä)")


def test_a_retired_mandate_is_called_by_its_title() -> None:
    before, after = (
        replace(rules(), former={Kind.MANDATE: Former(retired={"vanha": Text(title)})}) for title in ("Vanha", "Uusi")
    )
    (found,) = changes(before, after).rows
    assert (found.wording, found.rule_fields) == ((FieldChange("vanha", "title_fi", "Vanha", "Uusi"),), ())


def test_a_field_for_all_is_empty() -> None:
    columns = rows.columns(WHOLE.instructions["ohje"])
    assert (columns["relation"], columns["grant_path"], columns["section"]) == ("", "", "nain-saat")


def test_moved_rows_are_those_outside_some_longest_run_in_the_old_order() -> None:
    rows = "abcde"
    for turned in permutations(rows):
        runs = [run for size in range(6) for run in combinations(turned, size) if list(run) == sorted(run)]
        longest = [set(run) for run in runs if len(run) == len(runs[-1])]
        moved = [slug for slug in turned if not all(slug in run for run in longest)]
        found = [row.slug for model in changes(tasks(rows), tasks(turned)).rows for row in model.moved]
        assert found == moved, turned
