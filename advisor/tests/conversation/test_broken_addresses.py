"""An address that a mail program mangled on its way says in every field what it said: the same answers, of one role."""

from __future__ import annotations

import quopri
import time
from typing import Final
from urllib.parse import quote, urlencode

import pytest
from django.test import Client

from advisor.conversation import codes, questionnaire
from advisor.conversation.broken_addresses import mended
from advisor.conversation.questionnaire import Conversation
from mandates.rules.ruleset import Ruleset

PAGE: Final = "https://neuvoja.example/tulos/?"
ANSWERS: Final = (
    "organisaatio=kuntoutuspalvelun-tuottaja&organisaatio=terveydenhuollon-toimija&tehtava=kuntoutuskurssit"
    "&tehtava=tilitysten-lahetys&suhde=oma&kylla=suorakorvaussopimus&v=1"
)
LINK: Final = f"{PAGE}{ANSWERS}"
MAIL: Final = "Hei, sain tämän: %s Terveisin Maija, puh. 040 123 4567"
WITHIN: Final = range(len(PAGE), len(LINK))


def outcomes(site: Client, pasted: str) -> list[str]:
    """Where the fields of the desk, the search, the code and the team lead."""
    fields = (("/tuki/", "haku"), ("/haku/", "q"), ("/koodi/", "koodi"), ("/tiimi/", "koodit"))
    return [site.get(f"{page}?{urlencode({key: pasted})}").get("Location", "") for page, key in fields]


@pytest.fixture
def right(ruleset: Ruleset) -> list[str]:
    pairs = [(key, value) for key, _, value in (pair.partition("=") for pair in ANSWERS.split("&"))]
    code = codes.encode(questionnaire.parse(pairs, ruleset), ruleset)
    return [f"/tuki/?{ANSWERS}#vastaus", f"/tulos/?{ANSWERS}", f"/tulos/?{ANSWERS}", f"/tiimi/?rooli={code}"]


@pytest.mark.parametrize(
    "pasted",
    [
        LINK.replace("&", "&amp;"),
        LINK.replace("&", "&amp;amp;"),
        f'<a href="{LINK.replace("&", "&amp;")}">vastaukseni</a>',
        MAIL % LINK.replace("&", "&amp;"),
        f"Linkki:{LINK}",
        LINK.replace("&", ";"),
        MAIL % LINK.replace("&", "; "),
        LINK.replace("&", " & "),
        LINK.replace("&", " &amp; "),
        MAIL % quopri.encodestring(LINK.encode()).decode(),
        quopri.encodestring(f'Hei ä, <a href="{LINK.replace("&", "&amp;")}">'.encode()).decode(),
        f"https://safe.example/?url={quote(LINK, safe='')}&data=05%7C02",
        f"https://www.example/url?q={PAGE}{quote(ANSWERS, safe='')}",
        f"https://defense.example/v3/__{LINK}__;!!abc$ ",
        f"https://arkisto.example/web/2026/{LINK}",
        f"https://safe.example/?url={quote(quote(LINK, safe=''), safe='')}&data=05",
        f"https://safe.example/?url={quote(f'https://defense.example/v3/__{LINK}__;!!abc$', safe='')}&data=05",
        f"https://secure.example/1a2B{'c' * 300}/{quote(LINK, safe='')}",
        f"<https://www.example/url?q={quote(LINK, safe='')}&sa=D&source=editors>",
        MAIL % f"{PAGE}{quote(ANSWERS, safe='')}&sa=D&source=docs",
        MAIL % LINK.replace("?", "%3F"),
        f"{LINK}&ref=https://www.example/a?b=c",
        LINK.replace("&suhde", "&ref=https%3A%2F%2Fwww.example%2Fa%3Fb%3Dc&suhde"),
    ],
)
def test_an_address_written_in_another_way_still_leads_to_its_answer(
    pasted: str, right: list[str], site: Client
) -> None:
    assert outcomes(site, pasted) == right


@pytest.mark.parametrize("gap", [" ", "\n", "\r\n> ", " > > "])
@pytest.mark.parametrize("width", [60, 72, 76])
def test_an_address_broken_over_lines_still_leads_to_its_answer(
    width: int, gap: str, right: list[str], site: Client
) -> None:
    lines = [LINK[start : start + width] for start in range(0, len(LINK), width)]
    assert outcomes(site, gap.join(lines)) == right
    assert outcomes(site, MAIL % gap.join(lines)) == right


@pytest.mark.parametrize("gap", [" ", "\n> "])
def test_broken_anywhere_in_its_answers(gap: str, ruleset: Ruleset) -> None:
    broken = {place: MAIL % f"{LINK[:place]}{gap}{LINK[place:]}" for place in WITHIN}
    assert {place: mended(text, ruleset) for place, text in broken.items()} == dict.fromkeys(WITHIN, MAIL % LINK)


@pytest.mark.parametrize(
    "text", [MAIL % LINK, f"{LINK} ja {LINK}", f"{LINK}&utm_source=kirje 12", "a?b c=d", "Laaja & tarkka", "a = b"]
)
def test_what_is_not_broken_is_left_as_it_is(text: str, ruleset: Ruleset) -> None:
    assert mended(text, ruleset) == text


def test_a_hyphen_that_came_with_the_break_goes(ruleset: Ruleset) -> None:
    assert mended("/tulos/?tehtava=ajan-\nvaraus&v=1", ruleset) == "/tulos/?tehtava=ajanvaraus&v=1"


@pytest.mark.parametrize("begun", ["http://|", "https://a.b?", "http%3A%2F%2F"])
def test_addresses_that_lead_nowhere_take_no_time(begun: str, ruleset: Ruleset) -> None:
    started = time.process_time()
    mended(begun * 10_000, ruleset)
    assert time.process_time() - started < 1


def test_an_organisation_after_other_answers_begins_another_address(site: Client) -> None:
    two = "organisaatio=kunta;tehtava=ajanvaraus; organisaatio=vuokranantaja;tehtava=vuokratiedot"
    assert [place.count("rooli=") for place in outcomes(site, two)] == [2, 0, 0, 2]


def test_code_in_a_team_address_may_be_broken(ruleset: Ruleset) -> None:
    assert mended("/tiimi/?rooli=5Z3-2K 7-4F2&rooli=97HV-MVKQ", ruleset) == "/tiimi/?rooli=5Z3-2K7-4F2&rooli=97HV-MVKQ"


def test_encoded_as_a_whole(right: list[str], site: Client) -> None:
    assert outcomes(site, quote(LINK, safe=""))[:3] == right[:3]


def test_pasted_twice_is_the_same_answers(right: list[str], site: Client) -> None:
    role = right[3].partition("?")[2]
    for pasted in (LINK + LINK, f"{LINK}<{LINK}>", f"{LINK} {LINK}"):
        assert outcomes(site, pasted) == [*right[:3], f"/tiimi/?{role}&{role}"]


def test_picture_of_a_code_leads_to_its_answers(site: Client) -> None:
    answers = site.get("/koodi/5Z3-2K7-4F2/")["Location"]
    assert outcomes(site, "https://neuvoja.example/koodi/5Z3-2K7-4F2.svg")[1:3] == [answers, answers]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("5Z3-2K7-4F2", "viisi tset kolme viiva kaksi koo seitsemän viiva neljä äf kaksi"),
        ("95F-88G-2PU", "Yhdeksän viisi äf, kahdeksan kahdeksan gee, kaksi pee uu."),
        ("95F-88G-2PU", "9 5 F niin kuin Faarao, 8 8 G niinku Gideon, 2 P kuin Paavo U kuin Urho"),
        ("95F-88G-2PU", "9 5 F som i Fredrik mellanslag 8 8 G som i Gustav mellanslag 2 P som i Petter stora U"),
        ("95F-88G-2PU", "9 5 capital F dash 8 8 G as in Golf dash 2 P for Papa, U for Uniform"),
    ],
)
def test_code_is_read_as_its_letters_are_called(code: str, said: str, ruleset: Ruleset, site: Client) -> None:
    read = codes.decode(code, ruleset)
    assert isinstance(read, Conversation)
    query = questionnaire.query(read)
    assert outcomes(site, said) == [
        f"/tuki/?{query}#vastaus",
        f"/tulos/?{query}",
        f"/tulos/?{query}",
        f"/tiimi/?rooli={code}",
    ]


@pytest.mark.parametrize("w", ["kaksois-v", "tupla-vee", "double u", "kaksoisvee"])
def test_w_is_read_however_it_is_called(w: str, site: Client) -> None:
    assert outcomes(site, f"DNFN X8 {w}")[:2] == outcomes(site, "DNFN-X8W")[:2]


@pytest.mark.parametrize("typed", ["9YE-YKS-4XV", "9ye yks 4xv", "Koodini on 9YE-YKS-4XV, kiitos"])
def test_group_of_a_code_that_is_a_word_of_a_digit_is_a_group(typed: str, site: Client) -> None:
    answers = "organisaatio=helsinki&tehtava=maksuvaatimukset&tehtava=typ-asiat&suhde=toinen&kylla=lakiperuste"
    assert outcomes(site, typed) == [
        f"/tuki/?{answers}#vastaus",
        f"/tulos/?{answers}",
        f"/tulos/?{answers}",
        "/tiimi/?rooli=9YE-YKS-4XV",
    ]
