"""What rows are called. No database."""

from __future__ import annotations

from dataclasses import replace

from mandates.impact import changes as impact
from mandates.impact.naming import naming
from mandates.rules.ruleset import by_slug
from mandates.rules.texts import Text
from mandates.tests.impact.test_changes import BASE


def test_a_name_stands_alone_and_a_shared_one_has_its_slug_beside_it() -> None:
    names = {"katselu": "Sama", "lasku": "Sama", "selaus": "Oma"}
    tasks = by_slug(replace(row, name=Text(names.get(row.slug, row.slug))) for row in BASE.tasks.values())
    called = naming(replace(BASE, tasks=tasks))

    assert [called("task", slug) for slug in names] == ["Sama (katselu)", "Sama (lasku)", "Oma"]
    assert called("task", "ei-ole") == "ei-ole"


def test_the_newer_name_is_the_one_that_a_sentence_has() -> None:
    renamed = replace(BASE.tasks["lasku"], name=Text("Uusi nimi"))
    after = replace(BASE, tasks=by_slug({**BASE.tasks, "lasku": renamed}.values()))

    assert impact.names_of(BASE, after).tasks["lasku"] == "Uusi nimi"
