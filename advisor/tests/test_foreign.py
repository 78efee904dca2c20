"""Another agency's content in our form: a small sample of the shape that the Licence Finder's data files have."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import content, foreign
from mandates.checks import integrity
from mandates.content import documents
from mandates.rules.answers import Answers
from mandates.rules.recommend import recommend
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import NameState

SECTORS = """\
"LAYER1_OID","LAYER_1_TAX_CODE","LAYER1","LAYER2_OID","LAYER_2_TAX_CODE","LAYER2","LAYER3_OID","LAYER_3_TAX_CODE","LAYER3"
"1","A0","Food, drink and rooms","10","A0.010","Food","100","A0.010.010","Inns"
"1","A0","Food, drink and rooms","10","A0.010","Food","101","A0.010.020","Bakeries"
"1","A0","Food, drink and rooms","10","A0.010","Food","102","A0.010.030","Nobody's kitchens"
"2","B0","Education","20","B0.010","Other education","101","B0.010.010","Bakeries"
"""
COLUMNS = (
    '"SECTOR_OID","SECTOR","BUSINESSACT_ID","ACTIVITY_TITLE","LICENCE_OID","LICENCE","REGULATION_AREA",'
    '"DA_ENGLAND","DA_SCOTLAND","DA_WALES","DA_NIRELAND","ALL_OF_UK"\n'
)
LINKS = """\
"101","Bakeries","5","Sell bread ","900","Bread licence (England &amp; Wales)","Food","1","0","1","0","0"
"100","Inns","5","Sell bread ","900","Bread licence (England &amp; Wales)","Food","1","0","1","0","0"
"100","Inns","6","TV in the bar","901","Television licence (All UK)","Copyright","1","1","1","1","0"
"100","Inns","5","Sell bread ","902","Bread licence (Scotland)","Food","0","1","0","0","0"
"103","Stalls","5","Sell bread ","903","Stall licence","Streets","0","0","0","0","1"
"103","Stalls","7","Sell bread","903","Stall licence","Streets","0","0","0","0","1"
"""
BREAD, STALL, HERE = "bread-licence-england-wales", "stall-licence", "england-or-wales"


@pytest.fixture
def ruleset(tmp_path: Path) -> Ruleset:
    (tmp_path / "sectors.csv").write_text(SECTORS, encoding="utf-8")
    (tmp_path / "licences.csv").write_text(COLUMNS + LINKS, encoding="utf-8")
    (tmp_path / "extra-terms.csv").write_text("100,pub,ale\n", encoding="utf-8")
    return documents.compile_document(content.text(foreign.records(foreign.read(tmp_path))))


def test_the_content_may_be_published(ruleset: Ruleset) -> None:
    found = integrity.problems(ruleset)
    assert [str(each) for each in found if each.severity is integrity.Severity.ERROR] == []


def test_what_has_a_licence_has_a_row(ruleset: Ruleset) -> None:
    assert list(ruleset.types) == ["inns", "bakeries", "stalls"]
    assert list(ruleset.tasks) == ["sell-bread-5", "tv-in-the-bar", "sell-bread-7"], "of one name, but two activities"
    assert list(ruleset.mandates) == [BREAD, "television-licence-all-uk", "bread-licence-scotland", STALL]
    assert list(ruleset.services) == ["food", "copyright", "streets"]
    assert list(ruleset.prerequisites) == [HERE, "scotland"], "a licence of the whole country asks for no place"


def test_texts_are_the_files_own_in_every_language(ruleset: Ruleset) -> None:
    inn, bread = ruleset.types["inns"], ruleset.mandates[BREAD]
    assert set(dict(inn.name.items()).values()) == {"Inns"}
    assert (inn.hint.en, inn.keywords.en, inn.employee.en) == (
        "Food",
        "Food drink and rooms, pub, ale",
        "I work in inns",
    )
    assert ruleset.types["bakeries"].hint.en == "Food", "the first of its headings"
    assert bread.title.fi == "Bread licence (England & Wales)"
    assert ruleset.mandates["television-licence-all-uk"].allows.en == "TV in the bar"
    assert ruleset.prerequisites[HERE].question.en == "Does your business do this in England or Wales?"


def test_a_name_is_known_in_english_only_and_may_have_changed(ruleset: Ruleset) -> None:
    states = {language: name.state for language, name in ruleset.mandates[BREAD].names.items()}
    assert states == {"fi": NameState.UNCONFIRMED, "sv": NameState.UNCONFIRMED, "en": NameState.OLD}


def test_an_activity_stands_where_most_of_its_links_do(ruleset: Ruleset) -> None:
    assert {slug: task.service for slug, task in ruleset.tasks.items()} == {
        "sell-bread-5": "food",
        "tv-in-the-bar": "copyright",
        "sell-bread-7": "streets",
    }


@pytest.mark.parametrize(
    ("kind", "yes", "no", "found"),
    [
        ("inns", {HERE}, {"scotland"}, {BREAD: "request", "bread-licence-scotland": "blocked"}),
        ("inns", set(), set(), {BREAD: "confirm", "bread-licence-scotland": "confirm"}),
        ("bakeries", {HERE}, set(), {BREAD: "request"}),
        ("stalls", set(), set(), {STALL: "request"}),
    ],
)
def test_an_answer_is_what_the_links_say(
    ruleset: Ruleset, kind: str, yes: set[str], no: set[str], found: dict[str, str]
) -> None:
    answers = Answers(frozenset({kind}), frozenset({"sell-bread-5"}), frozenset(yes), frozenset(no))
    outcomes = recommend(ruleset, answers).by_slug
    assert {slug: str(outcome.state) for slug, outcome in outcomes.items()} == found


def test_a_licence_of_many_activities_lists_the_first() -> None:
    lines = [f"do this {number}" for number in range(22)]
    assert foreign.shortened(lines) == [*lines[:12], "do 10 more of the activities listed"]
    assert foreign.shortened(lines[:12]) == lines[:12]
