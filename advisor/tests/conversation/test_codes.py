"""Short codes: the same answers back, no damage unnoticed, and a life longer than that of slugs and lists."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from html import unescape
from itertools import combinations, product
from pathlib import Path
from typing import Final, TypeVar

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from advisor.conversation import code_signs, numbering
from advisor.conversation.code_signs import ALPHABET, CodeError, Fault
from advisor.conversation.codes import decode, encode
from advisor.conversation.questionnaire import Conversation, parse
from advisor.conversation.wrong_codes import sentence as sentence_of
from advisor.tests.later import without_task
from advisor.tests.pages import COUNTY
from advisor.tests.reading import Reader
from mandates.rules.answers import Answers
from mandates.rules.rows import Relation
from mandates.rules.ruleset import Ruleset, by_slug
from mandates.tests import building
from mandates.tests.depth import is_audit
from mandates.tests.rules import truth
from mandates.tests.rules.test_truth_table import CHUNKS, TASK_SETS, answered, types_of

T = TypeVar("T")
LIMIT: Final = 12
STRIDE: Final = 251
"""Of C1's 989,186 sets every 251st; `make audit` takes them all."""

SAMPLE: Final = (
    f"{COUNTY}&tehtava=ei-mikaan",
    "organisaatio=kunta&tehtava=tyomarkkinatuen-lasku&suhde=oma&ei=kelmu-sopimus",
    "organisaatio=kunta&organisaatio=helsinki&tehtava=kotoutuminen&tehtava=ajanvaraus&suhde=oma&suhde=toinen",
    "organisaatio=sosiaaliturvalaitos&tehtava=eessi-katselu&tehtava=rina-kasittely&suhde=oma&on=eessi-kasittely",
    (
        "organisaatio=terveydenhuollon-toimija&organisaatio=vuokranantaja&tehtava=kanta-tietosuoja&tehtava=vuokravakuus"
        "&tehtava=vuokratiedot&tehtava=kanta-laskutus&tehtava=tilitysten-katselu&suhde=toinen&ei=suorakorvaussopimus"
    ),
    f"{COUNTY}&tehtava=ajanvaraus&suhde=oma&on=kelmu-typ&on=tilitykset&on=ajanvaraus&on=kuntoutus",
)
KEPT: Final = tuple(
    tuple(line.split()) for line in Path(__file__).with_name("kept_codes.txt").read_text(encoding="utf-8").splitlines()
)
"""Codes of 1.0.0 with the answers of the shipped content that they stand for."""
KEPT_FAR: Final = (
    ("3M3W-66AH-M3RQ-MAD", "organisaatio=o17&tehtava=t41&suhde=oma&kylla=e13"),
    (
        "4J75-38ZM-E8H6-FAE2-PRKV-UW43-NTJZ-GDNP",
        "organisaatio=o1&organisaatio=o999999&tehtava=t2&tehtava=t5000&suhde=toinen&ei=e999999&on=m200",
    ),
)
"""The same for the rows of `HUGE`."""

NUMBERS: Final = (1, 2, 3, 5, 13, 16, 17, 29, 30, 41, 200, 5_000, 999_999)
HUGE: Final = Ruleset(
    types=by_slug(building.organisation_type(f"o{number}", number) for number in NUMBERS),
    tasks=by_slug(building.task(f"t{number}", number) for number in NUMBERS),
    prerequisites=by_slug(building.prerequisite(f"e{number}", number) for number in NUMBERS),
    mandates=by_slug(building.mandate(f"m{number}", number) for number in NUMBERS),
    conditions=by_slug(building.condition("*", f"t{number}", "m1") for number in NUMBERS),
)
"""Rows of a far future: every type does every task."""
WRONG: Final = "Koodissa on virhe: jokin merkki on väärin, puuttuu tai on väärässä paikassa. Tarkista koodi."


def plain(code: str) -> str:
    return code.replace("-", "")


def read(query: str, ruleset: Ruleset) -> Conversation:
    return parse([(key, value) for key, _, value in (pair.partition("=") for pair in query.split("&"))], ruleset)


def some_of(prefix: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from([f"{prefix}{number}" for number in NUMBERS]))


@st.composite
def conversations(draw: st.DrawFn) -> Conversation:
    """Any conversation that an address of the huge rule set can hold."""
    no = draw(some_of("e"))
    none_of_these = draw(st.booleans())
    return Conversation(
        answers=Answers(
            types=draw(some_of("o")),
            tasks=frozenset() if none_of_these else draw(some_of("t")),
            yes=draw(some_of("e")) - no,
            no=no,
            held=draw(some_of("m")),
        ),
        none_of_these=none_of_these,
        relations=draw(st.frozensets(st.sampled_from(list(Relation)))),
    )


@given(conversations())
def test_any_conversation_comes_back_from_its_code(conversation: Conversation) -> None:
    code = encode(conversation, HUGE)
    assert decode(code, HUGE) == conversation
    assert set(plain(code)) <= set(ALPHABET)


@given(st.text(alphabet=ALPHABET, max_size=code_signs.LONGEST + 1) | st.text())
def test_any_text_is_an_error_or_a_code_of_its_own(text: str) -> None:
    found = decode(text, HUGE)
    if isinstance(found, Conversation):
        assert found.dropped or plain(encode(found, HUGE)) == "".join(filter(str.isalnum, text)).upper()


@given(st.lists(st.integers(0, code_signs.BASE - 1), min_size=1, max_size=40))
def test_any_payload_with_a_right_check_is_one_conversations_only_code(payload: list[int]) -> None:
    """Also what no conversation has: zeros in front, a prerequisite both yes and no, more answers than rows."""
    code = plain(code_signs.written(payload))
    found = decode(code, HUGE)
    if isinstance(found, CodeError):
        assert found.fault is Fault.CHECK
    elif not found.dropped:
        assert plain(encode(found, HUGE)) == code


@pytest.mark.parametrize("chunk", CHUNKS)
def test_answers_of_figure_c1_come_back_from_codes_of_at_most_twelve_signs(ruleset: Ruleset, chunk: int) -> None:
    relations = (frozenset({Relation.OWN}), frozenset({Relation.OTHER}), frozenset(Relation))
    wrong = []
    for place, answers in enumerate(sampled(chunk)):
        offered = frozenset(task for task in answers.tasks if ruleset.offers(answers.types, task))
        given_answers = Conversation(answers=answers, relations=relations[place % 3])
        code = encode(given_answers, ruleset)
        expected = replace(
            given_answers,
            answers=replace(answers, tasks=offered),
            dropped=tuple(sorted(answers.tasks - offered)),
        )
        if decode(code, ruleset) != expected or len(plain(code)) > LIMIT:
            wrong.append((code, answers))
    assert wrong == []


def sampled(chunk: int) -> Iterator[Answers]:
    """Those between are counted, not made."""
    step = 1 if is_audit() else STRIDE
    place = 0
    for types, tasks in product(types_of(chunk), TASK_SETS):
        every = all_answers(truth.prerequisites_that_matter(types, tasks))
        yield from (Answers(types, tasks, yes, no) for yes, no in every[-place % step :: step])
        place += len(every)


@lru_cache
def all_answers(prerequisites: tuple[str, ...]) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(answered(prerequisites))


def test_everyday_codes_have_at_most_twelve_signs_until_far_more_rows_exist() -> None:
    """Two types, five tasks, two prerequisites: rows numbered up to 16, 40 and 7."""
    ends = [
        (numbering.START_OF[shape] + numbering._size(shape)) << len(Relation)
        for shape in numbering.SHAPES
        if all(count <= most for count, most in zip(shape, (2, 5, 2, 0), strict=True))
    ]
    assert len(ends) == 3 * 6 * 3
    assert max(ends) <= code_signs.BASE ** (LIMIT - code_signs.CHECKS)


def test_order_of_answers_changes_nothing(ruleset: Ruleset) -> None:
    pairs = [
        ("organisaatio", "kunta"),
        ("organisaatio", "helsinki"),
        ("tehtava", "kotoutuminen"),
        ("tehtava", "ajanvaraus"),
        ("suhde", "toinen"),
        ("suhde", "oma"),
        ("ei", "lakiperuste"),
        ("v", "7"),
        ("muuta", "1"),
    ]
    assert {encode(parse(order, ruleset), ruleset) for order in (pairs, pairs[::-1], pairs[4:] + pairs[:4])} == {
        encode(parse(pairs[:7], ruleset), ruleset)
    }


@pytest.mark.parametrize(("code", "query"), KEPT)
def test_kept_code_and_its_answers_lead_to_each_other(code: str, query: str, ruleset: Ruleset) -> None:
    """From 1.0.0 on a code is never broken again: a line of the kept file is never changed, only lines are added."""
    assert (encode(read(query, ruleset), ruleset), decode(code, ruleset)) == (code, read(query, ruleset))


@pytest.mark.parametrize(("code", "query"), KEPT_FAR)
def test_kept_code_of_rows_far_away_and_its_answers_lead_to_each_other(code: str, query: str) -> None:
    assert (encode(read(query, HUGE), HUGE), decode(code, HUGE)) == (code, read(query, HUGE))


# Damage


@pytest.fixture(scope="module")
def sample(ruleset: Ruleset) -> list[str]:
    """Codes of 7 to 15 signs."""
    return [plain(encode(read(query, ruleset), ruleset)) for query in SAMPLE]


def wrong_results(mangled: Iterator[tuple[str, str]], ruleset: Ruleset) -> list[tuple[str, str]]:
    """Pairs of a code and what became of it that lead to another result without an error."""
    return [(code, text) for code, text in mangled if text != code and not isinstance(decode(text, ruleset), CodeError)]


def test_every_wrong_sign_is_noticed(sample: list[str], ruleset: Ruleset) -> None:
    mangled = (
        (code, f"{code[:place]}{sign}{code[place + 1 :]}")
        for code in sample
        for place in range(len(code))
        for sign in ALPHABET
    )
    assert wrong_results(mangled, ruleset) == []


def test_every_swap_is_noticed(sample: list[str], ruleset: Ruleset) -> None:
    """Of neighbours, and of any two signs."""
    mangled = (
        (code, f"{code[:one]}{code[two]}{code[one + 1 : two]}{code[one]}{code[two + 1 :]}")
        for code in sample
        for one, two in combinations(range(len(code)), 2)
    )
    assert wrong_results(mangled, ruleset) == []


def test_every_two_wrong_signs_are_noticed(sample: list[str], ruleset: Ruleset) -> None:
    code = min(sample, key=len)
    mangled = (
        (code, f"{code[:one]}{first}{code[one + 1 : two]}{second}{code[two + 1 :]}")
        for one, two in combinations(range(len(code)), 2)
        for first, second in product(ALPHABET, repeat=2)
    )
    assert wrong_results(mangled, ruleset) == []


def test_every_missing_and_every_extra_sign_is_noticed(sample: list[str], ruleset: Ruleset) -> None:
    """Not certain in principle (once in 31⁴), but so for every one of these."""
    mangled = (
        (code, f"{code[:place]}{sign}{code[place + kept :]}")
        for code in sample
        for place in range(len(code) + 1)
        for sign, kept in [("", 1), *((sign, 0) for sign in ALPHABET)]
    )
    assert wrong_results(mangled, ruleset) == []


def test_ten_thousand_mangled_codes_never_lead_to_a_wrong_result(sample: list[str], ruleset: Ruleset) -> None:
    chance = random.Random(2026)  # noqa: S311 - a repeatable sample, no secret
    mangled = ((code, mangle(code, chance)) for code in sample * 2_000)
    assert wrong_results(mangled, ruleset) == []


def mangle(code: str, chance: random.Random) -> str:
    """One to six times a sign wrong, missing, extra, said twice or swapped with the next."""
    signs = list(code)
    for _ in range(chance.randint(1, 6)):
        place, sign = chance.randrange(len(signs) - 1), chance.choice(ALPHABET)
        kind = chance.randrange(5)
        if kind == 0:
            signs[place] = sign
        elif kind == 1 and len(signs) > 3:
            del signs[place]
        elif kind == 2:
            signs.insert(place, sign)
        elif kind == 3:
            signs.insert(place, signs[place])
        else:
            signs[place : place + 2] = signs[place + 1], signs[place]
    return "".join(signs)


# How it is written


def test_signs_are_a_prime_number_of_clear_ones() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert set("0O1IL") & set(ALPHABET) == set()


@pytest.mark.parametrize(
    ("signs", "shown"),
    [
        (5, "ABC-DE"),
        (7, "ABCD-EFG"),
        (8, "ABCD-EFGH"),
        (9, "ABC-DEF-GHJ"),
        (10, "ABCD-EFG-HJK"),
        (13, "ABCD-EFG-HJK-MNP"),
    ],
)
def test_groups_are_as_equal_as_they_come(signs: int, shown: str) -> None:
    assert code_signs.grouped("ABCDEFGHJKMNP"[:signs]) == shown


@pytest.mark.parametrize(
    "write",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f" \t{code.replace('-', '  ')}\n",
        lambda code: code.replace("-", " – "),
        lambda code: code.replace("-", "\N{MINUS SIGN}"),
        lambda code: f"{'.'.join(code)}.",
        lambda code: "\N{NO-BREAK SPACE}\N{SOFT HYPHEN}".join(code),
    ],
    ids=["lower", "one-piece", "spaces", "dashes", "minus", "dots", "invisible"],
)
def test_case_and_grouping_do_not_matter(write: object, ruleset: Ruleset) -> None:
    assert callable(write)
    conversation = read(SAMPLE[2], ruleset)
    assert decode(write(encode(conversation, ruleset)), ruleset) == conversation


@pytest.mark.parametrize(
    ("text", "fault", "sentence"),
    [
        ("", Fault.EMPTY, "Kirjoita koodi."),
        (" - ", Fault.EMPTY, "Kirjoita koodi."),
        (
            "7KQ4-M2X0",
            Fault.SIGN,
            "Koodeissa ei ole merkkiä ”0”. Tarkista, mikä merkki sen paikalla on.",
        ),
        ("ÄKQ4", Fault.SIGN, "Koodeissa ei ole merkkiä ”Ä”. Tarkista, mikä merkki sen paikalla on."),
        ("7KQ4", Fault.SHORT, "Koodi on liian lyhyt. Tarkista, puuttuuko siitä merkkejä."),
        ("7" * 401, Fault.LONG, "Koodi on liian pitkä. Tarkista, onko siinä ylimääräisiä merkkejä."),
        ("7KQ4-C2XP", Fault.CHECK, WRONG),
        ("7kq4-m2xp", Fault.CHECK, f"{WRONG} Tarkista etenkin M ja N."),
        ("85MK-M2XP", Fault.CHECK, f"{WRONG} Tarkista etenkin B ja 8, S ja 5, M ja N."),
    ],
)
def test_error_says_what_is_wrong(text: str, fault: Fault, sentence: str, ruleset: Ruleset) -> None:
    found = decode(text, ruleset)
    assert isinstance(found, CodeError)
    assert (found.fault, sentence_of(found, text)) == (fault, sentence)


# Rows change


def moved(rows: Mapping[str, T]) -> dict[str, T]:
    return dict(reversed(list(rows.items())))


def test_code_outlives_renaming_and_reordering(ruleset: Ruleset) -> None:
    code = encode(read("organisaatio=kunta&tehtava=ajanvaraus&tehtava=kotoutuminen&suhde=oma", ruleset), ruleset)
    task = replace(ruleset.tasks["ajanvaraus"], slug="ajat")
    condition = replace(ruleset.conditions_by_task["ajanvaraus"][0], task="ajat")
    changed = replace(
        ruleset,
        types=moved(ruleset.types),
        tasks=moved({slug: row for slug, row in ruleset.tasks.items() if slug != "ajanvaraus"} | {"ajat": task}),
        conditions=moved(ruleset.conditions) | {condition.slug: condition},
    )
    assert decode(code, changed) == read("organisaatio=kunta&tehtava=ajat&tehtava=kotoutuminen&suhde=oma", changed)


def test_code_with_a_retired_row_names_it(ruleset: Ruleset) -> None:
    code = encode(read("organisaatio=kunta&tehtava=ajanvaraus&tehtava=kotoutuminen&suhde=oma", ruleset), ruleset)
    changed = without_task(ruleset, "ajanvaraus")
    kept = read("organisaatio=kunta&tehtava=kotoutuminen&suhde=oma", changed)
    assert decode(code, changed) == replace(kept, dropped=("ajanvaraus",))


def test_code_with_numbers_that_no_row_has_names_them(ruleset: Ruleset) -> None:
    known = Answers(frozenset({"o1", "o200"}), frozenset({"t11", "t5000"}), frozenset({"e30"}), frozenset({"e1"}))
    rows = replace(HUGE, tasks={**HUGE.tasks, "t11": building.task("t11", 11)})
    rows = replace(rows, prerequisites={**HUGE.prerequisites, "e30": building.prerequisite("e30", 30)})
    code = encode(Conversation(replace(known, held=frozenset({"m41"}))), rows)
    assert decode(code, ruleset) == Conversation(
        answers=Answers(
            types=frozenset({"hyvinvointialue"}), tasks=frozenset({"ajanvaraus"}), no=frozenset({"lakiperuste"})
        ),
        dropped=("kylla-30", "on-41", "organisaatio-200", "tehtava-5000"),
    )


# Pages


def test_json_code_leads_to_the_same_answers(site: Client) -> None:
    query = f"{COUNTY}&tehtava=ajanvaraus&suhde=oma&kylla=ytunnus-rekisterissa&on=kelmu-typ"
    code = site.get(f"/tulos.json?{query}").json()["code"]
    for url in (f"/koodi/{code}/", f"/koodi/{plain(code).lower()}/", f"/koodi/?koodi=%20{code.replace('-', '+')}."):
        response = site.get(url)
        assert (response.status_code, response["Location"]) == (302, f"/tulos/?{query}")


def test_json_of_an_unfinished_conversation_has_no_code(site: Client) -> None:
    answer = site.get(f"/tulos.json?{COUNTY}").json()
    assert ("code" in answer, answer["next"]) == (False, "tehtavat")


def test_code_without_a_relation_leads_to_that_question(site: Client) -> None:
    code = site.get(f"/tulos.json?{COUNTY}&tehtava=ajanvaraus").json()["code"]
    assert site.get(f"/koodi/{code}/")["Location"] == f"/kysely/suhde/?{COUNTY}&tehtava=ajanvaraus"


def test_code_with_an_unknown_number_leads_on_and_names_it(site: Client, ruleset: Ruleset) -> None:
    rows = replace(ruleset, tasks={**ruleset.tasks, "uusi": building.task("uusi", 30)})
    code = encode(
        Conversation(Answers(frozenset({"kunta"}), frozenset({"uusi"})), relations=frozenset({Relation.OWN})), rows
    )
    response = site.get(f"/koodi/{code}/")
    assert response["Location"] == "/kysely/tehtavat/?organisaatio=kunta&suhde=oma&poistettu=tehtava-30"
    assert "emme tunne. Jätimme ne pois: ”tehtava-30”." in site.get(response["Location"]).content.decode()


@pytest.mark.parametrize("url", ["/koodi/?koodi=+7kq4+m2xp+", "/koodi/7kq4%20m2xp/"])
def test_wrong_code_stays_in_the_field_with_its_error(url: str, site: Client) -> None:
    response = site.get(url)
    html = response.content.decode()
    assert response.status_code == 200
    assert Reader(html).title == "Virhe: Avaa vastaus koodilla – Asiointivaltuusneuvoja"
    assert html.count("Koodissa on virhe: jokin merkki on väärin") == 2
    assert 'value="7kq4 m2xp"' in html
    assert '<form class="filter pale" action="/koodi/"' in html


@pytest.mark.parametrize(
    ("prefix", "said", "answers"),
    [
        ("", "Lähin oikea koodi on alla.", "Hyvinvointialue."),
        ("/sv", "Den närmaste rätta koden finns nedan.", "Välfärdsområde."),
        ("/en", "The closest valid code is below.", "Wellbeing services county."),
    ],
)
@pytest.mark.parametrize("wrong", ["95F-88G-2PV", "95F88G2P", "59F-88G-2PU", "95F-88G-2P0"])
def test_code_with_one_wrong_sign_is_offered_right_with_its_first_words(
    wrong: str, prefix: str, said: str, answers: str, site: Client
) -> None:
    for url in (f"/koodi/?koodi={wrong}", f"/koodi/{wrong}/"):
        html = unescape(site.get(f"{prefix}{url}").content.decode())
        assert said in html
        found = html.partition('aria-labelledby="tarkoitit"')[2].partition("</section>")[0]
        assert re.findall(r'href="([^"]*)"', found) == [f"{prefix}/koodi/95F-88G-2PU/"]
        assert answers in found


def test_wrong_code_of_a_grantors_page_leads_to_the_page_of_the_right_one(site: Client) -> None:
    assert 'href="/koodi/95F-88G-2PU/antajalle/"' in site.get("/koodi/95F-88G-2PV/antajalle/").content.decode()


def test_code_that_is_like_no_other_has_no_candidates(site: Client) -> None:
    html = site.get("/koodi/?koodi=7KQ4-M2XP").content.decode()
    assert "tarkoitit" not in html


def test_empty_field_has_an_error_only_once_it_is_sent(site: Client) -> None:
    first, sent = (site.get(url).content.decode() for url in ("/koodi/", "/koodi/?koodi="))
    assert ("Kirjoita koodi." in first, "Kirjoita koodi." in sent) == (False, True)


def test_typed_text_is_shown_escaped_bounded_and_on_one_line(site: Client) -> None:
    html = site.get("/koodi/?koodi=%22%3E%3Cscript%3E%00%0A" + "A" * 5_000).content.decode()
    assert "<script>A" not in html
    assert "&quot;&gt;&lt;script&gt; A" in html
    assert "A" * 200 not in html
