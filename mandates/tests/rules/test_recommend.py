"""The six statements of the rules, one example after another. The headings number them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mandates.rules.recommend import Difference, NotNeeded, State, Surplus, not_needed, recommend, surplus
from mandates.rules.ruleset import by_slug
from mandates.tests.building import EVERY, answers, condition, rules, states

INVOICES = rules(
    condition("kunta helsinki", "invoices", "list", given="contract right"),
    condition("county", "invoices", "benefits", given="right"),
    condition("county", "claims", "benefits"),
    condition(EVERY, "booking", "appointments"),
)
CHAIN = rules(
    condition("fund", "contacts", "wide"),
    condition("fund", "handling", "middle"),
    condition("fund", "viewing", "narrow"),
    includes={"wide": "middle", "middle": "narrow"},
)
UNSURE = rules(
    condition("fund", "handling", "wide", given="contract"),
    condition("fund", "viewing", "narrow", given="consent"),
    includes={"wide": "narrow"},
)


# 1. A condition applies when a ticked type (or every type) and a ticked task match it.


@pytest.mark.parametrize("organisation", ["kunta", "helsinki"])
def test_condition_with_ticked_type_and_task_applies(organisation: str) -> None:
    assert states(INVOICES, answers(organisation, "invoices")) == {"list": "confirm"}


@pytest.mark.parametrize(("organisation", "ticked"), [("kunta", "claims"), ("county", ""), ("", "claims"), ("", "")])
def test_condition_with_only_type_or_only_task_ticked_does_not_apply(organisation: str, ticked: str) -> None:
    assert states(INVOICES, answers(organisation, ticked)) == {}


@pytest.mark.parametrize("organisation", ["kunta", "county", "unknown", ""])
def test_condition_for_every_type_applies_whatever_is_ticked(organisation: str) -> None:
    assert states(INVOICES, answers(organisation, "booking")) == {"appointments": "request"}


def test_condition_that_lost_its_last_type_applies_to_nobody() -> None:
    nobody = rules(condition("", "invoices", "list"))
    assert states(nobody, answers("kunta", "invoices")) == {}


def test_two_types_ticked_bring_what_each_of_them_needs() -> None:
    assert states(INVOICES, answers("kunta county", "invoices claims")) == {
        "list": "confirm",
        "benefits": "request",
    }


def test_unknown_slugs_change_nothing() -> None:
    known = answers("kunta", "invoices", yes="contract", no="right", held="list")
    noisy = answers("kunta x", "invoices x", yes="contract x", no="right y", held="list x")
    assert recommend(INVOICES, noisy) == recommend(INVOICES, known)


@pytest.mark.parametrize(
    ("yes", "no", "state"),
    [
        ("contract right", "", "request"),
        ("contract", "", "confirm"),
        ("", "", "confirm"),
        ("contract", "right", "blocked"),
        ("", "right", "blocked"),
        ("contract right", "right", "blocked"),
    ],
)
def test_state_of_a_condition_follows_its_prerequisites(yes: str, no: str, state: str) -> None:
    assert states(INVOICES, answers("kunta", "invoices", yes, no)) == {"list": state}


def test_prerequisites_are_told_by_answer_in_the_order_of_the_condition() -> None:
    ruleset = rules(condition("kunta", "invoices", "list", given="f e d c b a"))
    (outcome,) = recommend(ruleset, answers("kunta", "invoices", yes="a d f", no="b f")).outcomes
    (match,) = outcome.matches
    assert (match.met, match.unmet, match.unanswered) == (("d", "a"), ("f", "b"), ("e", "c"))


# 2. A mandate's state is the best of its applying conditions'.


@pytest.mark.parametrize(
    ("ticked", "no", "state"),
    [
        ("invoices", "right", "blocked"),
        ("invoices claims", "right", "request"),
        ("invoices", "", "confirm"),
        ("invoices claims", "", "request"),
    ],
)
def test_mandate_takes_the_best_state_of_its_conditions(ticked: str, no: str, state: str) -> None:
    assert states(INVOICES, answers("county", ticked, no=no)) == {"benefits": state}


def test_confirm_is_better_than_blocked() -> None:
    ruleset = rules(
        condition("kunta", "invoices", "list", given="contract"),
        condition("kunta", "claims", "list", given="right"),
    )
    assert states(ruleset, answers("kunta", "invoices claims", no="contract")) == {"list": "confirm"}


# 3. A mandate is covered when another that includes it has a state at least as good, and not blocked.


def test_chain_with_everything_needed_asks_for_the_widest() -> None:
    outcomes = recommend(CHAIN, answers("fund", "contacts handling viewing")).outcomes
    assert [(each.mandate, each.state, each.covered_by) for each in outcomes] == [
        ("wide", State.REQUEST, None),
        ("middle", State.COVERED, "wide"),
        ("narrow", State.COVERED, "wide"),
    ]


def test_mandate_included_through_another_is_covered_though_the_middle_is_not_needed() -> None:
    assert states(CHAIN, answers("fund", "contacts viewing")) == {"wide": "request", "narrow": "covered"}


def test_broad_mandate_without_a_task_of_its_own_is_not_suggested() -> None:
    assert states(CHAIN, answers("fund", "viewing")) == {"narrow": "request"}


@pytest.mark.parametrize(
    ("yes", "no", "wide", "narrow"),
    [
        ("contract consent", "", "request", "covered"),
        ("contract", "", "request", "covered"),
        ("contract", "consent", "request", "covered"),
        ("", "", "confirm", "covered"),
        ("", "consent", "confirm", "covered"),
        ("consent", "", "confirm", "request"),
        ("consent", "contract", "blocked", "request"),
        ("", "contract", "blocked", "confirm"),
        ("", "contract consent", "blocked", "blocked"),
    ],
)
def test_only_a_state_at_least_as_good_and_not_blocked_covers(yes: str, no: str, wide: str, narrow: str) -> None:
    given = answers("fund", "handling viewing", yes, no)
    assert states(UNSURE, given) == {"wide": wide, "narrow": narrow}


def test_covering_mandate_that_is_named_is_itself_asked_for_when_the_widest_is_unsure() -> None:
    ruleset = rules(
        condition("fund", "contacts", "wide", given="contract"),
        condition("fund", "handling", "middle"),
        condition("fund", "viewing", "narrow"),
        includes={"wide": "middle", "middle": "narrow"},
    )
    outcomes = recommend(ruleset, answers("fund", "contacts handling viewing")).outcomes
    assert [(each.mandate, each.state, each.covered_by) for each in outcomes] == [
        ("wide", State.CONFIRM, None),
        ("middle", State.REQUEST, None),
        ("narrow", State.COVERED, "middle"),
    ]


def test_covered_mandate_keeps_its_own_state_and_reasons() -> None:
    outcome = recommend(UNSURE, answers("fund", "handling viewing", no="consent")).by_slug["narrow"]
    assert (outcome.state, outcome.needed) == (State.COVERED, State.BLOCKED)
    assert [(match.condition.task, match.unmet) for match in outcome.matches] == [("viewing", ("consent",))]


def test_diamond_of_includes_is_no_circle() -> None:
    diamond = rules(includes={"top": "left right", "left": "bottom", "right": "bottom"})
    assert diamond.included_in == {
        "left": {"top"},
        "right": {"top"},
        "bottom": {"top", "left", "right"},
    }


# 4. Ask for every mandate in request or confirm that is not covered.


def test_asked_for_is_request_and_confirm_but_neither_covered_nor_blocked_nor_held() -> None:
    ruleset = rules(
        condition("fund", "a", "sure"),
        condition("fund", "b", "unsure", given="contract"),
        condition("fund", "c", "impossible", given="consent"),
        condition("fund", "d", "narrow"),
        condition("fund", "e", "mine"),
        includes={"sure": "narrow"},
    )
    recommendation = recommend(ruleset, answers("fund", "a b c d e", no="consent", held="mine"))
    assert [each.mandate for each in recommendation.asked] == ["sure", "unsure"]
    assert [each.mandate for each in recommendation.having(State.HELD, State.COVERED)] == ["narrow", "mine"]


@pytest.mark.parametrize(("yes", "named"), [("", "one"), ("p", "one"), ("q", "two"), ("p q", "one")])
def test_named_coverer_is_the_surest_then_the_one_with_the_lowest_number(yes: str, named: str) -> None:
    ruleset = rules(
        condition("fund", "a", "one", given="p"),
        condition("fund", "b", "two", given="q"),
        condition("fund", "c", "narrow", given="r"),
        includes={"one": "narrow", "two": "narrow"},
    )
    assert recommend(ruleset, answers("fund", "a b c", yes)).by_slug["narrow"].covered_by == named


def test_named_holder_is_the_one_with_the_lowest_number_and_not_the_first_name() -> None:
    ruleset = rules(condition("fund", "c", "narrow"), includes={"z": "narrow", "a": "narrow"})
    (outcome,) = recommend(ruleset, answers("fund", "c", held="a z")).outcomes
    assert (outcome.state, outcome.held_by) == (State.HELD, "z")


def test_rows_that_name_a_missing_mandate_change_nothing() -> None:
    ruleset = rules(
        condition("fund", "viewing", "narrow"),
        condition("fund", "viewing", "gone"),
        includes={"narrow": "gone"},
    )
    without = replace(ruleset, mandates=by_slug([ruleset.mandates["narrow"]]))
    assert states(without, answers("fund", "viewing", held="gone")) == {"narrow": "request"}
    assert without.included_in == {}


# 5. Every mandate says why.


def test_each_outcome_has_its_own_state_and_reasons() -> None:
    ruleset = rules(
        condition("fund", "a", "asked"),
        condition("fund", "b", "blocked", given="contract"),
        condition("fund", "c", "own", given="consent"),
    )
    outcomes = recommend(ruleset, answers("fund", "a b c", no="contract", held="own")).outcomes
    assert [(each.state, each.needed, [match.condition.task for match in each.matches]) for each in outcomes] == [
        (State.REQUEST, State.REQUEST, ["a"]),
        (State.BLOCKED, State.BLOCKED, ["b"]),
        (State.HELD, State.CONFIRM, ["c"]),
    ]


def test_each_applying_condition_is_a_reason_in_order_of_its_number() -> None:
    (outcome,) = recommend(INVOICES, answers("county", "claims invoices", yes="right")).outcomes
    assert [match.condition.task for match in outcome.matches] == ["invoices", "claims"]


@pytest.mark.parametrize(
    ("organisation", "ticked", "nearest", "difference"),
    [
        ("other", "b", "m-b-kunta", Difference.TYPE),
        ("county", "x", "m-c-county", Difference.TASK),
        ("county", "b", "m-b-kunta", Difference.TYPE),
        ("other", "x", "m-a-kunta", Difference.BOTH),
        ("kunta", "x", "m-a-kunta", Difference.TASK),
        ("other", "a b c", "m-a-kunta", Difference.TYPE),
    ],
)
def test_mandate_not_needed_tells_the_nearest_condition_and_the_difference(
    organisation: str, ticked: str, nearest: str, difference: Difference
) -> None:
    ruleset = rules(condition("kunta", "a", "m"), condition("kunta", "b", "m"), condition("county", "c", "m"))
    given = answers(organisation, ticked)
    others = not_needed(ruleset, given, recommend(ruleset, given))
    assert others == (NotNeeded("m", ruleset.conditions[nearest], difference),)


def test_mandate_for_every_type_not_needed_differs_by_the_task_alone() -> None:
    ruleset = rules(condition(EVERY, "booking", "appointments"))
    others = not_needed(ruleset, answers("kunta"), recommend(ruleset, answers("kunta")))
    assert [each.difference for each in others] == [Difference.TASK]


def test_mandate_without_conditions_is_not_needed_and_has_no_nearest() -> None:
    ruleset = rules(also="orphan")
    others = not_needed(ruleset, answers("kunta"), recommend(ruleset, answers("kunta")))
    assert others == (NotNeeded("orphan", None, Difference.BOTH),)


# 6. A mandate that the user holds, or one included in it, is held if it would be request, confirm or covered.


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("wide", {"wide": "held", "middle": "held", "narrow": "held"}),
        ("middle", {"wide": "request", "middle": "held", "narrow": "held"}),
        ("narrow", {"wide": "request", "middle": "covered", "narrow": "held"}),
    ],
)
def test_held_mandate_serves_for_itself_and_what_it_includes(held: str, expected: dict[str, str]) -> None:
    assert states(CHAIN, answers("fund", "contacts handling viewing", held=held)) == expected


def test_held_mandate_that_is_not_needed_serves_for_a_narrower_one() -> None:
    (outcome,) = recommend(CHAIN, answers("fund", "viewing", held="wide")).outcomes
    assert (outcome.mandate, outcome.state, outcome.held_by) == ("narrow", State.HELD, "wide")


def test_held_mandate_names_itself_before_a_broader_held_one() -> None:
    (outcome,) = recommend(CHAIN, answers("fund", "viewing", held="wide narrow")).outcomes
    assert (outcome.state, outcome.held_by) == (State.HELD, "narrow")


def test_held_mandate_that_is_blocked_stays_blocked() -> None:
    given = answers("fund", "handling", no="contract", held="wide")
    assert states(UNSURE, given) == {"wide": "blocked"}


def test_held_mandate_that_would_be_covered_is_held_though_its_own_prerequisite_fails() -> None:
    given = answers("fund", "handling viewing", yes="contract", no="consent", held="narrow")
    assert states(UNSURE, given) == {"wide": "request", "narrow": "held"}


# 7. A held mandate that no condition calls for is broader than needed when it serves a needed one, else in excess.


@pytest.mark.parametrize(
    ("ticked", "held", "excess", "broader"),
    [
        ("viewing", "", (), {}),
        ("viewing", "narrow", (), {}),
        ("viewing", "wide", (), {"wide": ("narrow",)}),
        ("handling viewing", "wide", (), {"wide": ("middle", "narrow")}),
        ("viewing", "wide narrow", ("wide",), {}),
        ("viewing", "wide middle", (), {"wide": ("narrow",), "middle": ("narrow",)}),
        ("contacts", "narrow", ("narrow",), {}),
        ("contacts viewing", "wide middle", (), {"middle": ("narrow",)}),
        ("", "wide gone", ("wide",), {}),
    ],
)
def test_held_mandate_more_than_needed(
    ticked: str, held: str, excess: tuple[str, ...], broader: dict[str, tuple[str, ...]]
) -> None:
    given = answers("fund", ticked, held=held)
    assert surplus(CHAIN, given, recommend(CHAIN, given)) == Surplus(excess, broader)


def test_held_mandate_serves_no_blocked_one() -> None:
    ruleset = rules(condition("fund", "viewing", "narrow", given="right"), includes={"wide": "narrow"})
    given = answers("fund", "viewing", no="right", held="wide")
    assert surplus(ruleset, given, recommend(ruleset, given)) == Surplus(("wide",), {})
