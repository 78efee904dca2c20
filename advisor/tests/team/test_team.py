"""The team's page, its tables and its answer for machines."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from cProfile import Profile
from dataclasses import replace
from html import unescape
from io import BytesIO, StringIO
from typing import Any, Final
from urllib.parse import quote_plus

import brotli
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from openpyxl import load_workbook

from advisor.conversation import codes
from advisor.conversation.addresses import result_address
from advisor.conversation.questionnaire import Conversation
from advisor.support.views import desk
from advisor.team.page import team_address
from advisor.team.roles import parse
from advisor.team.tables import as_xlsx, harmless, role_table
from advisor.team.views import ADDED, team, team_xlsx
from advisor.tests.later import without_task
from advisor.tests.reading import Reader
from advisor.views import result
from mandates.publishing import editions
from mandates.publishing.editions import Edition
from mandates.rules.answers import Answers
from mandates.rules.rows import Relation
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import Text
from mandates.tests.depth import sampled

COUNTY: Final = "95F-88G-2PU"
CITY: Final = "EWF7-TU8A"
WRONG: Final = "7KQ4-M2X0"
MOST_CALLS: Final = 600_000
"""What the costliest text for a field may take."""
WORDS: Final = ("ABCDEFGH ", "222 ", "22222 ", "AA ", "AB2 ", "a=b ", "a{}=b ", "a/ ", "kolme ")
"""What may be parts of a code or of an address."""
TEAM: Final = f"rooli={COUNTY}&rooli={CITY}&rooli={WRONG}"
NEEDED: Final = {
    COUNTY: ["kelmu-etuustiedot", "kelmu-toimeentulotuki", "ajanvaraus"],
    CITY: ["kelmu-tyomarkkinatuki", "ajanvaraus"],
}


def page(site: Client, query: str, path: str = "/tiimi/") -> str:
    response = site.get(f"{path}?{query}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def letter(html: str) -> str:
    found = re.search(r'<pre class="box" id="pyynto-1">(.*?)</pre>', html, re.DOTALL)
    return found[1] if found else ""


def applications(html: str) -> list[str]:
    return re.findall(r'<pre class="box">(.*?)</pre>', html, re.DOTALL)


def names(edition: Edition, slugs: list[str]) -> list[str]:
    """What stands for each in a letter: its name, else what it lets one do."""
    rows = [edition.ruleset.mandates[slug] for slug in slugs]
    return [
        row.names.fi.text if row.names.fi.state in ("vahvistettu", "nahty") else row.allows.fi.splitlines()[0]
        for row in rows
    ]


def test_union_says_who_needs_what_and_what_only_one_role_needs(site: Client) -> None:
    html = page(site, TEAM)
    assert Reader(html).heading == "Tiimi tarvitsee 4 valtuutta"
    order = ["kelmu-etuustiedot", "kelmu-tyomarkkinatuki", "kelmu-toimeentulotuki", "ajanvaraus"]
    assert [slug for slug, _ in Reader(html).mandates] == order
    band = html.partition('<ul class="asked">')[2].partition("</ul>")[0]
    assert re.findall(r"(Vain rooli \d|Roolit [\d, ja]+\d)", band) == [
        "Vain rooli 1",
        "Vain rooli 2",
        "Vain rooli 1",
        "Roolit 1 ja 2",
    ]
    assert re.findall(r'data-people="([\d ]*)">(\d)', band) == [("1", "1"), ("2", "1"), ("1", "1"), ("1 2", "2")]


def test_each_cell_of_the_matrix_says_why(site: Client, edition: Edition) -> None:
    table = page(site, TEAM).partition("<table")[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table.partition("<tbody>")[2].partition("</tbody>")[0], re.DOTALL)
    why = [
        [re.findall(r'class="why">(.*?)<', cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)] for row in rows
    ]
    tasks = {slug: row.name.fi for slug, row in edition.ruleset.tasks.items()}
    view, bill, check, book = (
        tasks[slug]
        for slug in ("etuustietojen-katselu", "tyomarkkinatuen-lasku", "toimeentulotuen-ilmoitukset", "ajanvaraus")
    )
    assert why == [[[view], [], [check], [book]], [[], [bill], [], [book]]]


def test_the_request_lists_each_persons_own_mandates_and_nobody_elses(site: Client, edition: Edition) -> None:
    _, *parts, rest = re.split(r"\n\n(?=\[ROOLI|Roolit ja)", letter(page(site, TEAM)))
    assert [part.partition("\n")[0] for part in parts] == ["[ROOLI 1]: [HENKILÖT 1]", "[ROOLI 2]: [HENKILÖT 2]"]
    for part, code, other in zip(parts, (COUNTY, CITY), (CITY, COUNTY), strict=True):
        assert len(re.findall(r"^\d+\. ", part, re.MULTILINE)) == len(NEEDED[code])
        assert [name for name in names(edition, NEEDED[code]) if name not in part] == []
        theirs = [slug for slug in NEEDED[other] if slug not in NEEDED[code]]
        assert [name for name in names(edition, theirs) if name in part] == []
        assert f"/koodi/{code}/antajalle/" in part
    assert "Kysy ensin Kelasta" in parts[1]
    assert "edustamisvaltuus" not in parts[0]
    assert f"/tiimi/?{TEAM}" in rest


def test_mail_is_never_too_long_and_keeps_the_way_to_everything(site: Client) -> None:
    for query in (TEAM, "&".join([f"rooli={COUNTY}"] * 30)):
        link = re.search(r'href="(mailto:[^"]*)"', site.get(f"/tiimi/?{query}").content.decode())
        assert link
        assert len(unescape(link[1])) <= 1_800
        assert "tiimi%2F%3Frooli%3D" in link[1]


def test_application_has_every_theme_once(site: Client, edition: Edition) -> None:
    own, representing = applications(page(site, f"{TEAM}&rooli={COUNTY}"))
    assert own.partition("\n")[0] == "Haemme valtuutusoikeutta näihin valtuusasioihin:"
    assert representing.partition("\n")[0] == "Haemme edustajan valtuutusoikeutta näihin valtuusasioihin:"
    every = sorted({*NEEDED[COUNTY], *NEEDED[CITY]})
    assert [own.count(name) for name in names(edition, every)] == [1] * 4
    assert [representing.count(name) for name in names(edition, NEEDED[CITY])] == [1] * 2
    assert len(re.findall(r"^\d+\. ", representing, re.MULTILINE)) == 2


def test_wrong_code_is_named_and_the_rest_works(site: Client) -> None:
    html = page(site, TEAM)
    wrong = html.partition('id="rooli-3"')[2].partition("</li>")[0]
    assert f'<strong class="code">{WRONG}</strong> Koodeissa ei ole merkkiä ”0”.' in wrong
    assert f'href="/tiimi/?rooli={COUNTY}&rooli={CITY}"' in wrong
    fix = "Korjaa ensin roolit, joissa on huomautus. Vasta sitten näet kaikki valtuudet."
    alone = page(site, f"rooli={WRONG}")
    assert (Reader(alone).heading, fix in html, fix in alone) == ("Tiimin valtuudet", True, True)
    assert letter(alone) == ""
    assert fix not in page(site, f"rooli={COUNTY}")


def test_heading_says_what_keeps_a_team_from_asking(site: Client, edition: Edition) -> None:
    def code(query: str) -> str:
        return str(site.get(f"/tulos.json?{query}").json()["code"])

    blocked = code("organisaatio=hyvinvointialue&suhde=oma&tehtava=etuustietojen-katselu&ei=lakiperuste")
    nothing = code("organisaatio=hyvinvointialue&tehtava=ei-mikaan")
    unfinished = code("organisaatio=hyvinvointialue&tehtava=ajanvaraus")
    told = {query: Reader(page(site, f"rooli={query}")).heading for query in (blocked, nothing)}
    assert told == {
        blocked: "Tiimi ei voi vielä pyytää valtuuksia",
        nothing: "Tiimi ei tarvitse uusia valtuuksia",
    }
    assert "Jokin edellytys puuttuu. Näet taulukosta, mikä." in page(site, f"rooli={blocked}&rooli={nothing}")
    assert "Kenenkään ei tarvitse pyytää mitään." in page(site, f"rooli={nothing}")
    assert "Korjaa ensin roolit, joissa on huomautus." in page(site, f"rooli={unfinished}")


def test_long_team_has_links_past_its_roles(site: Client) -> None:
    past = ["#pyynto", "#hakemus", "#taulukko-otsikko", "#jaa-otsikko"]
    assert [link for link in Reader(page(site, "&".join([f"rooli={COUNTY}"] * 9))).links if link in past] == past
    assert [link for link in Reader(page(site, f"rooli={COUNTY}")).links if link in past] == []


def test_mistyped_code_is_offered_right_in_the_same_place(site: Client) -> None:
    role = page(site, f"rooli=95F-88G-2PV&rooli={CITY}").partition('id="rooli-1"')[2].partition('id="rooli-2"')[0]
    assert f'href="/tiimi/?rooli={COUNTY}&rooli={CITY}"' in role
    assert "Hyvinvointialue. " in role
    typed = page(site, f"rooli={CITY}&koodit=95F-88G-2PV").partition('id="koodit-ohje"')[2].partition("</form>")[0]
    assert f'href="/tiimi/?rooli={CITY}&rooli={COUNTY}"' in typed


def test_old_code_goes_on_without_what_is_no_longer_offered(edition: Edition) -> None:
    """The role stays, with the sentence that a result has for such a code."""
    editions.install(replace(edition, ruleset=without_task(edition.ruleset, "ajanvaraus")))
    html = page(Client(), f"rooli={COUNTY}")
    assert "Tätä ei enää ole, joten poistimme sen: ”Varaan tai perun asiakkaiden aikoja Kelaan”." in html
    assert sorted(slug for slug, _ in Reader(html).mandates) == ["kelmu-etuustiedot", "kelmu-toimeentulotuki"]
    answer = Client().get(f"/tiimi.json?rooli={COUNTY}").json()
    assert answer["roolit"][0]["dropped"] == ["ajanvaraus"]


@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
def test_answer_for_machines_is_each_roles_own_and_the_union(prefix: str, site: Client) -> None:
    answer = site.get(f"{prefix}/tiimi.json?{TEAM}").json()
    each = [
        site.get(site.get(f"{prefix}/koodi/{code}/")["Location"].replace("tulos/", "tulos.json")).json()
        for code in (COUNTY, CITY)
    ]
    nothing = site.get("/tulos.json").json() | {"dropped": [WRONG]}
    assert answer == {
        "roolit": [*each, nothing],
        "loput_pois": False,
        "valtuudet": {
            "ajanvaraus": [0, 1],
            "kelmu-etuustiedot": [0],
            "kelmu-toimeentulotuki": [0],
            "kelmu-tyomarkkinatuki": [1],
        },
        "hakemus": ["ajanvaraus", "kelmu-etuustiedot", "kelmu-toimeentulotuki", "kelmu-tyomarkkinatuki"],
    }


@pytest.mark.parametrize(("given", "is_cut"), [(30, False), (31, True)])
def test_answer_for_machines_says_that_roles_were_left_out(given: int, is_cut: bool, site: Client) -> None:
    answer = site.get("/tiimi.json", {"rooli": [COUNTY] * given}).json()

    assert (len(answer["roolit"]), answer["loput_pois"]) == (30, is_cut)


def test_codes_typed_into_the_field_are_added_and_named_where_they_are_wrong(site: Client) -> None:
    added = site.get("/tiimi/", {"rooli": COUNTY, "koodit": f"{CITY} {WRONG}"})
    assert (added.status_code, added["Location"]) == (302, f"/tiimi/?{TEAM}")
    refused = page(site, f"rooli={COUNTY}&koodit={WRONG}")
    assert Reader(refused).title.startswith("Virhe: ")
    assert f'value="{WRONG}"' in refused


def test_role_is_made_on_the_spot(site: Client) -> None:
    begun = page(site, f"rooli={COUNTY}&organisaatio=kunta&tehtava=tyomarkkinatuen-lasku&jatka=1")
    assert "Valitse, kenen palveluksessa henkilö on" in begun
    assert '<a href="#uusi-oma">' in begun
    made = site.get(f"/tiimi/?rooli={COUNTY}&organisaatio=kunta&tehtava=tyomarkkinatuen-lasku&suhde=oma&jatka=1")
    code = site.get("/tulos.json?organisaatio=kunta&tehtava=tyomarkkinatuen-lasku&suhde=oma").json()["code"]
    assert (made.status_code, made["Location"]) == (302, f"/tiimi/?rooli={COUNTY}&rooli={code}")


def test_result_and_desk_lead_to_the_team(site: Client) -> None:
    answers = site.get(f"/koodi/{COUNTY}/")["Location"]
    assert f"/tiimi/?rooli={COUNTY}" in Reader(page(site, answers.partition("?")[2], "/tulos/")).links
    assert f"/tiimi/?rooli={COUNTY}" in Reader(page(site, answers.partition("?")[2], "/tuki/")).links


@pytest.mark.parametrize(
    "typed",
    [f"{COUNTY} {CITY}", f"{COUNTY}, {CITY.lower()}", f"https://neuvoja.example/sv/tiimi/?rooli={COUNTY}&rooli={CITY}"],
)
def test_desk_opens_a_team_by_its_codes_or_its_address(typed: str, site: Client) -> None:
    response = site.get("/tuki/", {"haku": typed})
    assert (response.status_code, response["Location"]) == (302, f"/tiimi/?rooli={COUNTY}&rooli={CITY}")


def test_desk_takes_words_and_one_code_for_no_team(site: Client) -> None:
    assert site.get("/tuki/", {"haku": COUNTY})["Location"].startswith("/tuki/?organisaatio=")
    assert site.get("/tuki/", {"haku": f"varaan aikoja {COUNTY}"})["Location"].startswith("/tuki/?organisaatio=")
    assert site.get("/tuki/", {"haku": "varaan aikoja"}).status_code == 200


def test_table_for_a_spreadsheet_has_a_line_for_each_mandate_of_a_role(site: Client) -> None:
    response = site.get(f"/tiimi.csv?{TEAM}")
    assert response["Content-Disposition"] == 'attachment; filename="tiimi.csv"'
    text = response.content.decode()
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}Rooli;")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert [(row[0], row[8].rpartition("/koodi/")[2]) for row in rows[1:]] == [("1", f"{COUNTY}/")] * 3 + [
        ("2", f"{CITY}/")
    ] * 2 + [("3", "")]
    said = f"{WRONG}: Koodeissa ei ole merkkiä ”0”. Tarkista, mikä merkki sen paikalla on."
    assert rows[-1] == ["3", "", "", "", "", said, "", "", ""]


def book(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(BytesIO(content))}


def test_workbook_has_roles_union_and_application_and_the_same_bytes_each_time(site: Client, edition: Edition) -> None:
    response = site.get(f"/tiimi.xlsx?{TEAM}")
    sheets = book(response.content)
    assert list(sheets) == ["Roolit", "Valtuudet", "Hakemus"]
    assert [row[0] for row in sheets["Roolit"]] == ["Rooli", 1, 1, 1, 2, 2, 3]
    assert [row[1:] for row in sheets["Valtuudet"]] == [("Roolit", "Rooleja"), (1, 1), (2, 1), (1, 1), ("1, 2", 2)]
    assert len(sheets["Hakemus"]) == 1 + 4 + 2
    assert as_xlsx(edition, parse([COUNTY, CITY, WRONG], edition.ruleset)) == response.content


@pytest.mark.parametrize(
    "written",
    [
        f"{COUNTY},{CITY}",
        f"{COUNTY} {CITY}",
        f"{COUNTY};{CITY.lower()}",
        f"{COUNTY}%2C{CITY}",
        f"{COUNTY}%20{CITY}%20",
        f"95F 88G 2PU\n{CITY}",
    ],
)
def test_codes_in_one_value_are_roles_each(written: str, site: Client) -> None:
    answer = site.get("/tiimi.json", {"rooli": written}).json()
    assert [role.get("code") for role in answer["roolit"]] == [COUNTY, CITY]
    assert f"/tiimi.csv?rooli={COUNTY}&rooli={CITY}" in unescape(
        site.get("/tiimi/", {"rooli": written}).content.decode()
    )


@pytest.mark.parametrize(
    "typed",
    [
        f"https://x.example/koodi/{COUNTY}.svg",
        f"https://x.example/sv/koodi/{COUNTY}",
        f"https://x.example/koodi/{COUNTY}/#rooli=%F0%9F%94%91",
        f"https://x.example/koodi/?koodi={COUNTY}",
        f"https://x.example/koodi/%3Fkoodi={COUNTY}",
        f"https://mail.example/?url=https%3A%2F%2Fx.example%2Fkoodi%2F{COUNTY}%2F&data=1",
        f"https://mail.example/?url=https%3A%2F%2Fx.example%2Ftiimi%2F%3Frooli%3D{COUNTY}%26rooli%3D{CITY}&data=1",
        f"https://x.example/koodi/{COUNTY}/?ref=https://www.example/a?b=c",
        f"https://x.example/tiimi/?rooli={COUNTY}&ref=https%3A%2F%2Fwww.example",
        f"{CITY.lower()} on vanha, uusi on {COUNTY}",
    ],
)
def test_a_code_is_found_wherever_an_address_has_it(typed: str, site: Client) -> None:
    assert COUNTY in site.get("/tiimi/", {"koodit": typed})["Location"]


@pytest.mark.parametrize(
    "typed",
    [
        f"Koodi {COUNTY}\nKoodi {CITY}",
        f"Maija Meikäläinen: {COUNTY}\nPekka: {CITY}",
        f"1. {COUNTY}\n2. {CITY}",
        f"Hei! Tässä koodit: {COUNTY} ja {CITY}. Se on siinä, kiitos!",
        f"Maija\t{COUNTY}\nPekka\t{CITY}",
    ],
)
def test_words_and_names_beside_the_codes_are_no_roles(typed: str, site: Client) -> None:
    """Names must not come into an address either."""
    assert site.get("/tiimi/", {"koodit": typed})["Location"] == f"/tiimi/?rooli={COUNTY}&rooli={CITY}"


def test_mistyped_code_among_words_stays_a_role_to_be_mended(site: Client) -> None:
    typed = f"Maija: {COUNTY}\nPekka Pekkanen: {WRONG}"
    assert site.get("/tiimi/", {"koodit": typed})["Location"] == f"/tiimi/?rooli={COUNTY}&rooli={WRONG}"


def test_code_is_added_as_it_is_said(site: Client) -> None:
    typed = COUNTY.replace("-", " viiva ").replace("5", " viisi ").replace("8", " kahdeksan ")
    assert site.get("/tiimi/", {"koodit": typed})["Location"] == f"/tiimi/?rooli={COUNTY}"


JUNK: Final = (
    "x" * 7_000,
    "<script>alert(1)</script>",
    "\x00\n\N{KEY}",
    "%ff",
    "=HYPERLINK(1)",
    "a://?x=" * 900,
    ",;%," * 1_500,
)


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize(("prefix", "fix"), [("", "Korjaa ensin"), ("/sv", "Rätta först"), ("/en", "First fix")])
def test_junk_beside_a_role_is_told_in_the_language_of_the_page_and_the_role_stays(
    junk: str, prefix: str, fix: str, site: Client
) -> None:
    query = {"rooli": [junk, COUNTY]}
    html = site.get(f"{prefix}/tiimi/", query).content.decode()
    assert fix in html
    assert "<script>alert" not in html
    assert [slug for slug, _ in Reader(html).mandates] == NEEDED[COUNTY]
    assert site.get(f"{prefix}/tiimi.json", query).json()["roolit"][-1]["code"] == COUNTY
    rows = list(csv.reader(StringIO(site.get(f"{prefix}/tiimi.csv", query).content.decode()), delimiter=";"))
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    for path in ("tiimi.xlsx", "tiimi.atom"):
        assert site.get(f"{prefix}/{path}", query).status_code == 200


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        ("=", "'=1"),
        ("+", "'+1"),
        ("-", "'-1"),
        ("@", "'@1"),
        ("\t=", "'=1"),
        ("\r", "1"),
        ("\x01=", "'=1"),
        ("\x0b\ufffe\ud800", "1"),
        ("\N{KEY}\n", "\N{KEY} 1"),
    ],
)
def test_no_cell_is_taken_for_a_formula_or_has_a_sign_that_none_can_hold(
    sign: str, shown: str, edition: Edition
) -> None:
    """A line break of a word processor (U+000B) in a row's name made the workbook an error."""
    named = replace(edition.ruleset.tasks["ajanvaraus"], name=Text(fi=f"{sign}1+1"))
    risky = replace(edition, ruleset=replace(edition.ruleset, tasks={**edition.ruleset.tasks, "ajanvaraus": named}))
    members = parse(["A5SZ-BP6-XM4"], risky.ruleset)
    code = json.dumps(members.codes)
    assert harmless(f"{sign}1") == shown
    editions.install(risky)
    texts = [
        cell
        for row in csv.reader(
            StringIO(Client().get(f"/tiimi.csv?rooli={members.codes[0]}").content.decode()), delimiter=";"
        )
        for cell in row
    ]
    cells = [cell for rows in book(as_xlsx(risky, members)).values() for row in rows for cell in row]
    assert any("1+1" in text for row in role_table(risky, members) for text in row), code
    assert f"{shown}+1" in texts
    assert f"{shown}+1" in cells
    assert [text for text in [*texts, *cells] if str(text).startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def thirty(ruleset: Ruleset) -> list[Conversation]:
    """Thirty different roles, with most tasks of their organisation."""
    types = list(ruleset.types)
    tasks = {slug: [task for task in ruleset.tasks if ruleset.offers(frozenset({slug}), task)] for slug in types}
    found = []
    for place in range(30):
        slug = types[place % len(types)]
        chosen = frozenset(tasks[slug][place // len(types) :] or tasks[slug])
        relation = tuple(Relation)[place % 2]
        found.append(Conversation(answers=Answers(frozenset({slug}), chosen), relations=frozenset({relation})))
    return found


def calls(view: Callable[[HttpRequest], HttpResponse], *addresses: str) -> list[int]:
    """How many functions a page calls at each address: the same on every machine. What is made once is made before."""
    view(RequestFactory().get(addresses[0]))
    found = []
    for address in addresses:
        profile = Profile()
        profile.runcall(view, RequestFactory().get(address))
        found.append(sum(entry.callcount for entry in profile.getstats()))
    return found


def test_page_of_thirty_roles_is_small_and_costs_less_than_their_results(site: Client, edition: Edition) -> None:
    roles = thirty(edition.ruleset)
    address = team_address(tuple(codes.encode(role, edition.ruleset) for role in roles))
    content = site.get(address).content
    assert content.decode().count('class="member"') == 30
    assert len(brotli.compress(content, quality=5)) <= 60_000
    assert calls(team, address)[0] <= 2 * sum(calls(result, *map(result_address, roles)))


def everything(ruleset: Ruleset) -> str:
    """The code of all that can be ticked."""
    answers = Answers(frozenset(ruleset.types), frozenset(ruleset.tasks))
    return codes.encode(Conversation(answers=answers, relations=frozenset(Relation)), ruleset)


@pytest.mark.parametrize(("view", "page", "most"), [(team, "tiimi/", 10), (team_xlsx, "tiimi.xlsx", 10)])
def test_same_role_thirty_times_is_worked_out_once(
    view: Callable[[HttpRequest], HttpResponse], page: str, most: int, edition: Edition
) -> None:
    code = everything(edition.ruleset)
    once, thirty_times = calls(view, *(team_address((code,) * count).replace("tiimi/", page) for count in (1, 30)))
    assert thirty_times <= most * once


@pytest.mark.parametrize("word", sampled(WORDS, 3))
@pytest.mark.parametrize(("view", "key"), [(team, f"/tiimi/?{ADDED}"), (desk, "/tuki/?haku")])
def test_text_full_of_what_may_be_codes_costs_little(
    view: Callable[[HttpRequest], HttpResponse], key: str, word: str, edition: Edition
) -> None:
    """Before the words that are joined were counted it took a million calls and more."""
    text = "".join(word.format(place) for place in range(4_000))[:7_600]
    assert calls(view, f"{key}={word}", f"{key}={quote_plus(text)}")[-1] <= MOST_CALLS


def test_full_team_asks_for_nothing_that_has_no_field(site: Client) -> None:
    full = "&".join([f"rooli={COUNTY}"] * 30)
    plain = page(site, full)
    assert 'id="koodit"' not in plain
    for asked in ("koodit=", "koodit=apua", "jatka=1&organisaatio=kunta", "organisaatio="):
        assert page(site, f"{full}&{asked}") == plain
