"""The rule set: texts, slugs of today and of old, and which types a task is for."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from mandates.rules.rows import Kind
from mandates.rules.ruleset import Former, by_slug
from mandates.rules.texts import Text
from mandates.tests import building
from mandates.tests.building import condition, rules

BILL: Final = rules(condition("kunta", "lasku", "lista", given="sopimus"))


def test_a_text_in_any_language_is_written() -> None:
    assert [bool(each) for each in (Text("a"), Text(sv="b"), Text(en="c"), Text())] == [True, True, True, False]


def test_two_rows_with_one_slug_are_refused_naming_it() -> None:
    with pytest.raises(ValueError, match=r"^two rows have the slug 'lasku'$"):
        by_slug([building.task("lasku", 1), building.task("lasku", 2)])


def test_an_old_slug_leads_to_todays_and_any_other_to_itself() -> None:
    ruleset = replace(BILL, former={Kind.TASK: Former(aliases={"vanha": "lasku"})})
    assert [ruleset.current_slug(Kind.TASK, slug) for slug in ("vanha", "lasku", "muu")] == ["lasku", "lasku", "muu"]
    assert ruleset.current_slug(Kind.TYPE, "vanha") == "vanha"


def test_a_retired_row_has_a_name_and_a_kind() -> None:
    retired = {Kind.TYPE: Former(retired={"kylä": Text("Kylä")}), Kind.TASK: Former(retired={"laki": Text("Laki")})}
    ruleset = replace(BILL, former=retired)
    assert [ruleset.retired_name(Kind.TYPE, slug) for slug in ("kylä", "laki", "lasku")] == [Text("Kylä"), None, None]
    kinds = [ruleset.kind_of(slug) for slug in ("kylä", "laki", "lasku", "muu")]
    assert kinds == [Kind.TYPE, Kind.TASK, Kind.TASK, None]
    asked = [(Kind.TYPE, "kylä"), (Kind.TASK, "lasku"), (Kind.TYPE, "laki"), (None, "laki")]
    assert [ruleset.knows(kind, slug) for kind, slug in asked] == [True, True, False, False]


def test_a_task_is_offered_to_the_types_of_its_conditions() -> None:
    assert BILL.offers(frozenset({"kunta", "muu"}), "lasku") is True
    assert BILL.offers(frozenset({"muu"}), "lasku") is False
    assert BILL.offers(frozenset({"kunta"}), "muu") is False
