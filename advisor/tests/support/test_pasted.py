"""What the desk's field finds in a text: whole messages, codes as they are said, rows out of use, an old link."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from time import process_time
from typing import Final
from urllib.parse import quote, urlencode

import pytest
from django.test import Client

from advisor.conversation import questionnaire
from advisor.conversation.pasted import addresses
from advisor.support import field
from advisor.support.field import Reading, Trouble
from advisor.tests.conversation.test_changed import SHARED
from advisor.tests.later import published, with_allows, with_condition, without_mandate, without_task
from advisor.tests.support.test_support import ANSWERS, pressed, text_of
from advisor.tests.support.test_support import field as led
from mandates.content.documents import compile_document
from mandates.publishing import editions
from mandates.publishing.editions import Edition
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Ruleset

CODE: Final = "5Z3-2K7-4F2"
CODE_ANSWERS: Final = (
    "organisaatio=helsinki&organisaatio=kunta&tehtava=ajanvaraus&tehtava=kotoutuminen&suhde=oma&suhde=toinen"
)
OPENED: Final = f"/tuki/?{CODE_ANSWERS}#vastaus"
LINK: Final = f"https://neuvoja.example/tulos/?{ANSWERS}"


@pytest.mark.parametrize(
    "typed",
    [
        f"Hei! Minulla on koodi {CODE}, mitä nyt teen?",
        f"koodi: {CODE.lower()}",
        f"Koodini on {CODE}.\n\nTerveisin Maija, puh. 040 123 4567, 26.11.2026",
        "se on 5z3 2k7 4f2 kai",
        "(5Z32K74F2)",
        f"koodi={CODE}",
        "viisi Z kolme, kaksi K seitsemän, neljä F kaksi",
        "fem Z tre två K sju fyra F två",
        "five Z three two K seven four F two",
        "viisi Z kolme viiva kaksi K seitsemän viiva neljä F kaksi",
        "5 Z 3 streck 2 K 7 streck 4 F 2",
        "five Z three dash two K seven dash four F two",
        f"Se on {CODE}",
        f"{CODE} eli hei",
        f"{CODE}?",
        f"Onko {CODE}? Kiitos!",
        CODE.replace("-", "/"),
        "viis Z kol kaks K seiska nel F kaks",
        f"{CODE} 28.11.2026 klo 14.30",
        f"2026-11-28 {CODE}",
        f"{CODE}, puh. 040 123 4567",
        f"{CODE} 040-1234567",
        f"{CODE} Y-tunnus 1234567-1",
        f"#{CODE}",
        f"**{CODE}**",
    ],
)
def test_code_is_found_in_what_was_pasted_or_said(typed: str, site: Client) -> None:
    assert led(site, typed) == OPENED


@pytest.mark.parametrize(
    "typed",
    [
        f"Hei, katso {LINK} ja vastaa. Terveisin Maija",
        f"{LINK} Kiitos!",
        f"Vastaus on tässä: <{LINK}>.",
        f'<a href="{LINK}">vastaukseni</a>',
        f"[vastaus]({LINK})",
        "Hei\n" + LINK.replace("&", "&\n  ") + "\nKiitos",
        f"https://safelinks.example/?url={quote(LINK, safe='')}&data=05",
        f"Lue ensin https://www.kela.fi/asiointi ja sitten {LINK}",
        f"valtuus https://neuvoja.example/valtuudet/ajanvaraus/ ja vastaus {LINK}",
    ],
)
def test_address_is_found_in_what_was_pasted(typed: str, site: Client) -> None:
    assert led(site, typed) == f"/tuki/?{ANSWERS}#vastaus"


@pytest.mark.parametrize(
    "address",
    [
        LINK.replace("/tulos/", "/tarkista/"),
        LINK.replace("/tulos/", "/sv/tarkista/"),
        LINK.replace("/tulos/", "/tulos.atom"),
        LINK.replace("https://neuvoja.example", "neuvoja.example").replace("/tulos/", "/tarkista/"),
        LINK.upper(),
        LINK.replace("?", "%3F").replace("&", "%26"),
        f"{LINK.partition('?')[0]}?{quote(ANSWERS, safe='')}",
    ],
)
def test_every_page_with_answers_and_every_mangling_leads_to_them(address: str, site: Client) -> None:
    assert led(site, address) == f"/tuki/?{ANSWERS}#vastaus"


@pytest.mark.parametrize("page", ["palvelut/", "valtuudet/", "taulukko/"])
def test_page_chosen_for_an_organisation_ticks_it(page: str, site: Client) -> None:
    assert led(site, f"https://neuvoja.example/{page}?organisaatio=kunta") == "/tuki/?organisaatio=kunta"


@pytest.mark.parametrize("page", ["palvelut/kelmu/", "en/ongelma/", "haku/?q=kela"])
def test_our_page_without_answers_is_not_called_strange(page: str, edition: Edition) -> None:
    assert field.read(f"https://neuvoja.example/{page}", edition).trouble is Trouble.UNANSWERED


@pytest.mark.parametrize("name", ["kopioi-fi", "kopioi-sv", "kopioi-en", "kopioi-kaikki"])
def test_message_that_the_desk_gave_leads_back(name: str, site: Client) -> None:
    """It has the link, the code and the grantor's page, all of the same answers."""
    message = pressed(text_of(site, f"/tuki/?{ANSWERS}"))[name]
    assert led(site, message) == f"/tuki/?{ANSWERS}&v=1#vastaus"


@pytest.mark.parametrize("page", [f"/koodi/{CODE}/antajalle/", f"/sv/koodi/{CODE}/antajalle", f"/koodi/{CODE}.svg"])
def test_other_pages_of_a_code_lead_to_its_answers(page: str, site: Client) -> None:
    assert led(site, f"https://neuvoja.example{page}") == OPENED


@pytest.mark.parametrize("sign", [",", "|"])
def test_slugs_listed_in_an_address_are_one_answer(sign: str, site: Client) -> None:
    listed = f"organisaatio=helsinki{sign}kunta&tehtava=ajanvaraus{sign}kotoutuminen&suhde=oma{sign}toinen&v=1"
    assert led(site, f"https://neuvoja.example/tulos/?{listed}") == f"/tuki/?{CODE_ANSWERS}&v=1#vastaus"


def test_several_answers_in_one_text_are_a_choice(site: Client) -> None:
    html = text_of(site, f"/tuki/?{urlencode({'haku': f'Ensin {LINK} ja sitten {LINK}&on=kelmu-typ'})}")
    hits = html.partition('id="loytyi"')[2].partition("</section>")[0]
    assert len(re.findall(r'href="/tuki/\?organisaatio=hyvinvointialue[^"]*#vastaus"', hits)) == 2
    assert led(site, f"{CODE} tai 97HV-MVKQ") == ""


@pytest.mark.parametrize(
    "typed", ["5Z3-2K7-4F3", "Koodini on 5Z3-2K7-4F3, kiitos", "/koodi/5Z3-2K7-4F3/", "5z3 2k7 4s2"]
)
def test_wrong_sign_of_a_code_is_named_and_never_followed(typed: str, site: Client) -> None:
    html = text_of(site, f"/tuki/?{urlencode({'haku': typed})}")
    hits = " ".join(html.partition('id="loytyi"')[2].partition("</section>")[0].split())
    assert f'href="{OPENED}"'.replace("&", "&amp;") in hits
    assert f'<strong class="name">{CODE}</strong>' in hits
    assert re.findall(r'<p class="quiet">(.*?)</p>', hits) == [
        "Kunta. Helsingin kaupunki. Hoidan asiakkaiden kotoutumisasioita … ja 1 muu"
    ]
    assert "Tarkista etenkin" not in html


@pytest.mark.parametrize("text", [f"a{' ' * 100_000}b", f"{'/' * 100_000} b", f"{'& ' * 50_000}b"])
def test_long_run_of_one_sign_is_read_once(text: str) -> None:
    """Each sign read from anew takes a minute; read once they take a few thousandths of a second."""
    began = process_time()
    assert not field.ADDRESS.search(text)
    assert "b" not in list(addresses(text))
    assert process_time() - began < 5


# Rows out of use


def retiring(document: str, *slugs: str) -> Ruleset:
    records = json.loads(document)
    for record in records:
        if record["fields"].get("slug") in slugs and "retired" in record["fields"]:
            record["fields"]["retired"] = True
    return compile_document(json.dumps(records))


@pytest.mark.parametrize(
    "typed",
    ["Työmarkkinatukiaineistojen tarkastelu", "kelmu-tyomarkkinatuki", "Granska material om arbetsmarknadsstöd"],
)
def test_retired_mandate_is_told_by_any_name_it_had(typed: str, document: str, edition: Edition, site: Client) -> None:
    ruleset = retiring(document, "kelmu-tyomarkkinatuki", "tyomarkkinatuen-lasku")
    editions.install(replace(edition, sha256="9" * 64, ruleset=ruleset))
    title = next(
        record["fields"]["title_fi"]
        for record in json.loads(document)
        if (record["model"], record["fields"].get("slug")) == ("mandates.mandate", "kelmu-tyomarkkinatuki")
    )
    assert f"Ei enää käytössä: ”{title}”." in text_of(site, f"/tuki/?{urlencode({'haku': typed})}")


def test_retired_task_and_organisation_are_told_by_words_of_their_name(
    document: str, edition: Edition, site: Client
) -> None:
    editions.install(replace(edition, sha256="8" * 64, ruleset=retiring(document, "laakeyritys", "hintailmoitukset")))
    assert "Ei enää käytössä: ”Lääkeyritys”." in text_of(site, "/tuki/?haku=l%C3%A4%C3%A4keyritys")


def test_what_is_in_use_is_not_told_as_retired(edition: Edition) -> None:
    assert field.read("lääkeyritys", edition).retired == ()
    assert field.read("x", edition) == Reading(trouble=Trouble.UNKNOWN)


# An old link


def box(site: Client, query: str) -> str:
    page = text_of(site, f"/tuki/?{query}")
    return " ".join(page.partition('id="muuttunut"')[2].partition("</div>")[0].split())


def test_old_link_whose_answer_is_the_same_says_so(ruleset: Ruleset, site: Client) -> None:
    editions.install(*published(ruleset, with_allows(ruleset, "tilitykset", "aivan muuta")))
    assert "Linkki on julkaisusta 1. Vastaus on sama." in box(site, questionnaire.query(SHARED))


def test_old_link_whose_answer_has_changed_lists_the_changes(ruleset: Ruleset, site: Client) -> None:
    editions.install(*published(ruleset, with_condition(ruleset, "rintamalisa", "kelmu-typ")))
    told = box(site, questionnaire.query(SHARED))
    assert "Vastaus on muuttunut sen jälkeen." in told
    assert 'Lisätty: <a class="name" href="/valtuudet/kelmu-typ/">' in told
    assert "Vastaus on sama" not in told


def test_link_of_today_and_ticks_without_a_link_say_nothing(site: Client) -> None:
    assert [box(site, ANSWERS), box(site, f"{ANSWERS}&v=1"), box(site, "v=9")] == ["", "", ""]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/tuki/?valtuus=kelmu-rintamalisa", "Valtuutta ”Rintamalisän saajien lista Kelmussa” ei enää ole."),
        ("/tuki/?valtuus=ikivanha", "Valtuutta ”Rintamalisän saajien lista Kelmussa” ei enää ole."),
        ("/tuki/?haku=/valtuudet/ikivanha/", "Ei enää käytössä: ”Rintamalisän saajien lista Kelmussa”."),
        ("/tuki/?haku=https://x.example/tuki/?valtuus=ikivanha", "Ei enää käytössä: ”Rintamalisän saajien lista"),
        ("/tuki/?valtuus=lastenhoidon-tuen-lasku", "Emme tunne tällaista koodia, osoitetta tai valtuutta."),
    ],
)
def test_address_of_a_retired_mandate_tells_its_name_by_any_slug_it_had(
    address: str, told: str, edition: Edition
) -> None:
    """And a task of that slug, which is retired too, is no mandate."""
    rules = without_task(without_mandate(edition.ruleset, "kelmu-rintamalisa"), "lastenhoidon-tuen-lasku")
    former = replace(rules.former[Kind.MANDATE], aliases={"ikivanha": "kelmu-rintamalisa"})
    former_rows = {**rules.former, Kind.MANDATE: former}
    editions.install(replace(edition, sha256="a" * 64, ruleset=replace(rules, former=former_rows)))
    client = Client()
    assert told in unescape(client.get(address).content.decode())
    assert client.get("/valtuudet/ikivanha/").status_code == 404
