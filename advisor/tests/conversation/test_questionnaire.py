"""The conversation as a pure function of its address."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.conversation import dropping, keys, questionnaire
from advisor.conversation.questionnaire import Conversation, Step, parse, query
from mandates.rules.answers import Answers
from mandates.rules.rows import NONE_OF_THESE, Relation
from mandates.rules.ruleset import Ruleset


def said(address: str, ruleset: Ruleset) -> Conversation:
    return parse(parse_qsl(address, keep_blank_values=True), ruleset)


def test_every_key_of_an_address_is_understood(ruleset: Ruleset) -> None:
    address = (
        "organisaatio=kunta&organisaatio=vuokranantaja&tehtava=vuokratiedot&suhde=oma&suhde=toinen"
        "&kylla=lakiperuste&ei=kelmu-sopimus&on=vuokranantaja&v=7"
    )
    assert said(address, ruleset) == Conversation(
        answers=Answers(
            types=frozenset({"kunta", "vuokranantaja"}),
            tasks=frozenset({"vuokratiedot"}),
            yes=frozenset({"lakiperuste"}),
            no=frozenset({"kelmu-sopimus"}),
            held=frozenset({"vuokranantaja"}),
        ),
        relations=frozenset({Relation.OWN, Relation.OTHER}),
        version=7,
    )


@pytest.mark.parametrize(
    ("address", "dropped"),
    [
        ("organisaatio=kunta&maa=x", ("maa",)),
        ("organisaatio=kunta&organisaatio=linna", ("linna",)),
        ("organisaatio=kunta&tehtava=vuokratiedot", ("vuokratiedot",)),
        ("organisaatio=kunta&tehtava=ajanvaraus&tehtava=ei-mikaan", ("ei-mikaan",)),
        ("suhde=serkku&kylla=x&ei=y&on=z", ("serkku", "x", "y", "z")),
        ("v=-1", ("-1",)),
        ("v=1&v=2", ("1", "2")),
        ("v=1234567890", ("1234567890",)),
        ("v=\u0664", ("\u0664",)),
    ],
)
def test_parse_names_what_it_drops(address: str, dropped: tuple[str, ...], ruleset: Ruleset) -> None:
    assert said(address, ruleset).dropped == dropped


def test_parse_added_type_joins_the_others(ruleset: Ruleset) -> None:
    assert said("organisaatio=kunta&lisaa=vuokranantaja", ruleset).answers.types == {"kunta", "vuokranantaja"}
    assert said("organisaatio=kunta&lisaa=linna", ruleset).dropped == ("linna",)


def test_parse_task_before_its_type_is_kept(ruleset: Ruleset) -> None:
    assert said("tehtava=vuokratiedot", ruleset).answers.tasks == {"vuokratiedot"}


def test_parse_none_of_these_stands_alone(ruleset: Ruleset) -> None:
    found = said("organisaatio=kunta&tehtava=ei-mikaan", ruleset)
    assert (found.none_of_these, found.answers.tasks, found.dropped) == (True, frozenset(), ())


def test_parse_none_of_these_beside_an_impossible_task(ruleset: Ruleset) -> None:
    found = said("organisaatio=kunta&tehtava=ei-mikaan&tehtava=vuokratiedot", ruleset)
    assert (found.none_of_these, found.dropped) == (True, ("vuokratiedot",))


def test_parse_prerequisite_in_both_counts_as_no(ruleset: Ruleset) -> None:
    answers = said("kylla=lakiperuste&ei=lakiperuste", ruleset).answers
    assert (answers.yes, answers.no) == (frozenset(), frozenset({"lakiperuste"}))


def test_parse_repeated_and_empty_values_say_nothing_new(ruleset: Ruleset) -> None:
    assert said("organisaatio=kunta&organisaatio=kunta&tehtava=&v=", ruleset) == said("organisaatio=kunta", ruleset)


def test_parse_mended_is_bounded(ruleset: Ruleset) -> None:
    address = "&".join(f"poistettu={letter * 60}" for letter in "abcdefghijkl")
    assert said(address, ruleset).mended == tuple(letter * 60 for letter in "abcdefghij")


@pytest.mark.parametrize("text", ["Soita+numeroon+0600", "a" * 61, "%00%0A", "vuokra_tiedot", "ä", "Kunta"])
def test_parse_mended_never_keeps_what_cannot_be_a_slug_of_ours(text: str, ruleset: Ruleset) -> None:
    assert said(f"poistettu={text}", ruleset).mended == (dropping.NOT_A_SLUG,)


OF_OTHERS = [
    "fbclid",
    "gclid",
    "msclkid",
    "utm_source",
    "utm_anything",
    "mc_cid",
    "mc_eid",
    "_ga",
    "_gl",
    "_hsenc",
    "ref",
    "source",
]


@pytest.mark.parametrize("key", [*OF_OTHERS, "amp;fbclid", "amp;utm_medium"])
def test_parse_passes_over_what_campaigns_add(key: str, ruleset: Ruleset) -> None:
    assert said(f"organisaatio=kunta&{key}=x", ruleset) == said("organisaatio=kunta", ruleset)


@pytest.mark.parametrize("ampersand", ["%s", "amp;%s", "amp;amp;%s"])
def test_parse_understands_an_ampersand_written_as_in_html(ampersand: str, ruleset: Ruleset) -> None:
    address = "&".join(["organisaatio=kunta", ampersand % "tehtava=ajanvaraus", ampersand % "suhde=oma"])
    assert said(address, ruleset) == said("organisaatio=kunta&tehtava=ajanvaraus&suhde=oma", ruleset)


@pytest.mark.parametrize(
    ("address", "step"),
    [
        ("", Step.ORGANISATION),
        ("tehtava=ajanvaraus&suhde=oma", Step.ORGANISATION),
        ("organisaatio=kunta", Step.TASKS),
        ("organisaatio=kunta&suhde=oma", Step.TASKS),
        ("organisaatio=kunta&tehtava=ajanvaraus", Step.RELATION),
        ("organisaatio=kunta&tehtava=ei-mikaan", Step.RESULT),
        ("organisaatio=kunta&tehtava=ajanvaraus&suhde=toinen", Step.RESULT),
    ],
)
def test_next_step_is_the_first_unanswered(address: str, step: Step, ruleset: Ruleset) -> None:
    assert questionnaire.next_step(said(address, ruleset)) is step


def test_is_reachable_relation_is_passed_over_after_none_of_these(ruleset: Ruleset) -> None:
    found = said("organisaatio=kunta&tehtava=ei-mikaan", ruleset)
    assert [step for step in Step if questionnaire.is_reachable(found, step)] == [
        Step.ORGANISATION,
        Step.TASKS,
        Step.RESULT,
    ]


def test_question_has_a_place_of_its_own_before_the_result() -> None:
    steps = [question.step for question in questionnaire.QUESTIONS]
    assert (*steps, Step.RESULT) == tuple(Step) == questionnaire.ORDER
    assert len({question.key for question in questionnaire.QUESTIONS}) == len(steps)


@pytest.mark.parametrize(
    ("address", "missing"),
    [
        ("suhde=oma", Step.ORGANISATION),
        ("organisaatio=kunta&suhde=oma", Step.TASKS),
        ("organisaatio=kunta&tehtava=ajanvaraus", None),
        ("organisaatio=kunta&tehtava=ei-mikaan", None),
    ],
)
def test_missing_for_rules_does_not_ask_whose_employee(address: str, missing: Step | None, ruleset: Ruleset) -> None:
    assert questionnaire.missing_for_rules(said(address, ruleset)) is missing


@pytest.mark.parametrize(
    ("step", "address", "following"),
    [
        (Step.ORGANISATION, "", Step.TASKS),
        (Step.TASKS, "", Step.RELATION),
        (Step.RELATION, "", Step.RESULT),
        (Step.ORGANISATION, "muuta=1", Step.TASKS),
        (Step.TASKS, "muuta=1", Step.RESULT),
        (Step.RELATION, "muuta=1", Step.RESULT),
    ],
)
def test_following_step_of_a_changed_answer_is_the_result(
    step: Step, address: str, following: Step, ruleset: Ruleset
) -> None:
    assert questionnaire.following(said(address, ruleset), step) is following


def test_previous_question_is_the_last_one_that_was_asked(ruleset: Ruleset) -> None:
    some = said("organisaatio=kunta&tehtava=ajanvaraus", ruleset)
    none = said("organisaatio=kunta&tehtava=ei-mikaan", ruleset)
    assert [questionnaire.previous(some, step) for step in Step] == [None, Step.ORGANISATION, Step.TASKS, Step.RELATION]
    assert questionnaire.previous(none, Step.RESULT) is Step.TASKS


def test_query_is_canonical_whatever_the_order(ruleset: Ruleset) -> None:
    found = said("suhde=oma&tehtava=vuokravakuus&tehtava=ajanvaraus&jatka=1&organisaatio=vuokranantaja", ruleset)
    assert query(found) == "organisaatio=vuokranantaja&tehtava=ajanvaraus&tehtava=vuokravakuus&suhde=oma"


def test_mended_query_keeps_the_way_back_and_names_what_was_dropped(ruleset: Ruleset) -> None:
    found = said("organisaatio=kunta&tehtava=x&muuta=1&poistettu=y&jatka=1", ruleset)
    assert questionnaire.mended_query(found) == "organisaatio=kunta&muuta=1&poistettu=x&poistettu=y"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(True, "kylla=lakiperuste"), (False, "ei=lakiperuste"), (None, "")],
)
def test_answered_replaces_the_earlier_answer(answer: bool | None, expected: str, ruleset: Ruleset) -> None:
    for before in ("", "kylla=lakiperuste", "ei=lakiperuste"):
        assert query(questionnaire.answered(said(before, ruleset), "lakiperuste", answer)) == expected


def test_holding_adds_and_removes(ruleset: Ruleset) -> None:
    held = questionnaire.holding(said("on=tilitykset", ruleset), "kuntoutus", held=True)
    assert query(held) == "on=kuntoutus&on=tilitykset"
    assert query(questionnaire.holding(held, "tilitykset", held=False)) == "on=kuntoutus"


def known_pairs(ruleset: Ruleset) -> list[tuple[str, str]]:
    rows = {
        keys.TYPES: [*ruleset.types],
        keys.TASKS: [*ruleset.tasks, NONE_OF_THESE],
        keys.RELATION: [*Relation],
        keys.YES: [*ruleset.prerequisites],
        keys.NO: [*ruleset.prerequisites],
        keys.HELD: [*ruleset.mandates],
        keys.VERSION: ["1", "22"],
    }
    return [(key, value) for key, values in rows.items() for value in values]


@given(data=st.data())
def test_query_and_parse_are_inverse(data: st.DataObject, ruleset: Ruleset) -> None:
    pairs = data.draw(st.lists(st.sampled_from(known_pairs(ruleset)), max_size=20))
    found = parse(pairs, ruleset)
    again = said(query(found), ruleset)
    assert (again.answers, again.none_of_these, again.relations, again.version, again.dropped) == (
        found.answers,
        found.none_of_these,
        found.relations,
        found.version,
        (),
    )


@given(data=st.data())
def test_parse_takes_anything_and_a_mended_address_is_whole(data: st.DataObject, ruleset: Ruleset) -> None:
    known = st.sampled_from(sorted(questionnaire.KNOWN)) | st.text(max_size=8)
    values = st.sampled_from([value for _, value in known_pairs(ruleset)]) | st.text(max_size=60)
    found = parse(data.draw(st.lists(st.tuples(known, values), max_size=15)), ruleset)
    again = said(questionnaire.mended_query(found), ruleset)
    assert again.dropped == ()
    assert again.answers == found.answers
    assert set(again.mended) == set(dropping.shown({*found.dropped, *found.mended}))
