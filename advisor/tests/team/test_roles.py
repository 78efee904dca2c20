"""A team's address and what is pasted into its field."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from advisor.conversation import codes, questionnaire
from advisor.conversation.code_signs import Fault
from advisor.conversation.questionnaire import Conversation
from advisor.team.roles import MOST, codes_in, parse, query
from advisor.tests.later import without_mandate, without_task
from mandates.rules.answers import Answers
from mandates.rules.rows import Relation
from mandates.rules.ruleset import Ruleset

ONE, OTHER, WRONG = "95F-88G-2PU", "EWF7-TU8A", "95F-88G-2PX"
ANSWERS = "organisaatio=kunta&tehtava=tyomarkkinatuen-lasku&suhde=oma"


def test_a_role_keeps_its_place_whatever_is_wrong_with_another(ruleset: Ruleset) -> None:
    team = parse([ONE, "", WRONG, OTHER.lower().replace("-", "")], ruleset)
    assert [(role.place, role.number, role.code) for role in team.roles] == [(0, 1, ONE), (1, 2, WRONG), (2, 3, OTHER)]
    assert [role.error and role.error.fault for role in team.roles] == [None, Fault.CHECK, None]
    assert [role.is_whole for role in team.roles] == [True, False, True]
    assert query(team.codes) == f"rooli={ONE}&rooli={WRONG}&rooli={OTHER}"


def test_a_team_has_thirty_roles_and_its_address_tells_that_there_were_more(ruleset: Ruleset) -> None:
    team = parse([ONE] * (MOST + 2), ruleset)
    assert (len(team.roles), team.is_cut) == (30, True)
    assert not parse([ONE] * MOST, ruleset).is_cut
    assert parse_qsl(query([ONE] * 900)) == [("rooli", ONE)] * (MOST + 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (ONE, [ONE]),
        (f"{ONE} {OTHER}", [ONE, OTHER]),
        (f"{ONE}, {OTHER};{ONE}\n", [ONE, OTHER, ONE]),
        (ONE.lower().replace("-", " ") + " " + OTHER.replace("-", " "), [ONE, OTHER]),
        (f"{WRONG} {OTHER}", [WRONG, OTHER]),
        (f"{ONE} jokin muu {OTHER} loppu", [ONE, "jokin muu", OTHER, "loppu"]),
        (f"https://neuvoja.example/sv/tiimi/?rooli={ONE}&rooli={WRONG}", [ONE, WRONG]),
        (f"/tiimi.json?rooli={ONE}&\n rooli={OTHER} {ONE}", [ONE, OTHER, ONE]),
        (f"https://neuvoja.example/koodi/{OTHER}/antajalle/", [OTHER]),
        (f"https://neuvoja.example/tulos/?{ANSWERS}&v=3", ["DNFN-X8W"]),
        ("https://muu.example/[", ["https://muu.example/"]),
        ("ei mitään", ["ei mitään"]),
        (f"{ONE}? {OTHER}!", [ONE, OTHER]),
        (f"*{ONE}* | '{OTHER}'", [ONE, OTHER]),
        (f"{ONE}/{OTHER}", [ONE, OTHER]),
        (f"{ONE}&{OTHER}", [ONE, OTHER]),
        (f"sihteeri={ONE}", [ONE]),
        (f"{ONE.replace('-', ' ')} {OTHER.replace('-', ' ')} " * 30, [ONE, OTHER] * 30),
        (f"{'sana ' * 900}{ONE} /koodi/{OTHER}/", [("sana " * 900).strip(), ONE, OTHER]),
    ],
)
def test_pasted_text_gives_its_codes_in_order(text: str, found: list[str], ruleset: Ruleset) -> None:
    assert list(codes_in(text, ruleset)) == found


@pytest.mark.parametrize("between", ["-", "", " ", "_", "\u200b", "–"])
def test_code_of_a_retired_row_is_written_as_every_code(between: str, ruleset: Ruleset) -> None:
    """Its fields are called by it, and its links lead by it."""
    answers = Answers(frozenset({"helsinki"}), frozenset({"lastenhoidon-tuen-lasku", "rintamalisa"}))
    code = codes.encode(Conversation(answers, relations=frozenset({Relation.OWN})), ruleset)
    today = without_task(ruleset, "rintamalisa")
    written = code.lower().replace("-", between)
    assert parse([written], today).codes == (code,)
    assert codes_in(written.replace("\u200b", " "), today) == (code,)


@pytest.mark.parametrize("kept", ["&tehtava=lastenhoidon-tuen-lasku", ""])
def test_a_pasted_address_keeps_what_is_no_longer_offered_in_its_code(kept: str, ruleset: Ruleset) -> None:
    """So the role says what was left out of it, as the answer's own page would."""
    today = without_task(ruleset, "rintamalisa")
    address = f"/tulos/?organisaatio=helsinki&tehtava=rintamalisa&tehtava=vuokratiedot{kept}&suhde=oma"
    (role,) = parse(codes_in(address, today), today).roles
    assert role.conversation == replace(
        questionnaire.parse(parse_qsl(urlsplit(address).query), today),
        dropped=(),
        mended=("rintamalisa", "vuokratiedot"),
    )


def test_a_pasted_address_of_a_mandate_that_is_gone_and_of_no_answers_is_no_code(ruleset: Ruleset) -> None:
    today = without_mandate(ruleset, "kelmu-typ")
    address = "/tarkista/?on=kelmu-typ"
    assert codes_in(address, today) == (address,)
