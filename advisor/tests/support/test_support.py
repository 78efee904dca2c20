"""Support's desk: what its field understands, what it shows, and what it sends."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.conversation import codes, questionnaire
from advisor.conversation.questionnaire import Conversation
from advisor.support import field as support_field
from advisor.support.field import Reading, Trouble
from advisor.tests.pages import COUNTY, EESSI
from advisor.tests.reading import Reader
from mandates.publishing import editions
from mandates.rules.ruleset import Ruleset

ANSWERS: Final = f"{COUNTY}&tehtava=ajanvaraus&tehtava=etuustietojen-katselu&suhde=oma&kylla=lakiperuste"
SITUATIONS: Final = (
    ANSWERS,
    f"{COUNTY}&tehtava=ajanvaraus&suhde=oma&suhde=toinen&ei=asiakkaan-suostumus",
    f"{COUNTY}&tehtava=typ-asiat&tehtava=ulkomaanhoidon-laskut&suhde=oma&ei=lakiperuste",
    f"{COUNTY}&tehtava=ei-mikaan",
    "organisaatio=kunta&tehtava=tyomarkkinatuen-lasku&suhde=oma&ei=kelmu-sopimus",
    "organisaatio=kunta&organisaatio=helsinki&tehtava=kotoutuminen&tehtava=lastenhoidon-tuen-lasku&suhde=oma",
    f"organisaatio=sosiaaliturvalaitos&{EESSI}&suhde=oma&suhde=toinen",
    f"organisaatio=sosiaaliturvalaitos&{EESSI}&suhde=toinen&on=eessi-kasittely-ja-yhteystiedot",
    "organisaatio=sosiaaliturvalaitos&tehtava=eessi-katselu&suhde=oma&on=eessi-kasittely",
    "organisaatio=terveydenhuollon-toimija&tehtava=tilitysten-lahetys&suhde=oma&kylla=suorakorvaussopimus",
    "organisaatio=terveydenhuollon-toimija&tehtava=kanta-laskutus&tehtava=kanta-tietosuoja&suhde=toinen",
    "organisaatio=vuokranantaja&tehtava=vuokratiedot&tehtava=vuokravakuus&suhde=toinen",
    "organisaatio=laakeyritys&tehtava=hintailmoitukset&suhde=oma",
    "organisaatio=kuntoutuspalvelun-tuottaja&tehtava=kuntoutuskurssit&tehtava=ajanvaraus&suhde=oma",
    "organisaatio=varhaiskasvatuksen-tuottaja&tehtava=yksityisen-hoidon-ilmoitus&suhde=oma",
)
TWO_UNSURE: Final = "organisaatio=helsinki&tehtava=typ-asiat&tehtava=tyomarkkinatuen-lasku&suhde=oma&kylla=lakiperuste"
WRONG: Final = "Koodissa on virhe: jokin merkki on väärin, puuttuu tai on väärässä paikassa. Tarkista koodi."
STATES: Final = ("request", "confirm", "blocked", "held")
LANGUAGES: Final = (("fi", ""), ("sv", "/sv"), ("en", "/en"))


def text_of(site: Client, url: str) -> str:
    return site.get(url).content.decode()


def field(site: Client, typed: str) -> str:
    """Where the field leads; the page's error where it leads nowhere."""
    response = site.get(f"/tuki/?{urlencode({'haku': typed})}")
    if response.status_code == 302:
        return str(response["Location"])
    error = re.search(r'id="virhe">(.*?)</div>', response.content.decode(), re.DOTALL)
    return " ".join(re.sub("<.*?>", "", error[1]).split()) if error else ""


def conversation(query: str, ruleset: Ruleset) -> Conversation:
    return questionnaire.parse(parse_qsl(query), ruleset)


def pressed(html: str) -> dict[str, str]:
    """What each copy button with an id copies."""
    buttons = re.findall(r"<button[^>]*>", html)
    found = ((re.search(r'\bid="(.*?)"', tag), re.search(r'data-copy="(.*?)"', tag, re.DOTALL)) for tag in buttons)
    return {name[1]: unescape(text[1]) for name, text in found if name and text}


# The result beside the ticks


@pytest.mark.parametrize("query", SITUATIONS)
def test_desk_shows_the_answer_of_the_result_for_machines(query: str, site: Client) -> None:
    answer = json.loads(text_of(site, f"/tulos.json?{query}"))
    expected = {state: answer[state] for state in STATES if answer[state]}
    expected |= {"covered": sorted(answer["covered"])} if answer["covered"] else {}
    page = text_of(site, f"/tuki/?{query}")
    assert Reader(page).states() == expected
    assert pressed(page)["kopioi-koodi"] == answer["code"]


@pytest.mark.parametrize("query", SITUATIONS)
def test_ticks_say_the_answers_again(query: str, site: Client) -> None:
    """What the form would submit, ticked and hidden, is the address."""
    html = text_of(site, f"/tuki/?{query}").partition("</main>")[0]
    hidden = re.findall(r'<input type="hidden"\s+name="(\w+)"\s+value="([\w-]+)"', html)
    assert sorted([*Reader(html).checked, *hidden]) == sorted(parse_qsl(query))


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        ("", "Asiakkaan suostumus; Y-tunnus ajanvarausjärjestelmän rekisterissä"),
        ("&kylla=asiakkaan-suostumus", "Y-tunnus ajanvarausjärjestelmän rekisterissä"),
        ("&ei=asiakkaan-suostumus", "Asiakkaan suostumus"),
    ],
)
def test_result_names_the_open_prerequisites(answers: str, names: str, site: Client) -> None:
    page = text_of(site, f"/tuki/?{COUNTY}&tehtava=ajanvaraus&suhde=oma{answers}")
    assert re.findall(r'<span class="open">(.*?)</span>', page) == [names]


def test_result_shows_before_the_employer_is_known_but_nothing_can_be_sent(site: Client) -> None:
    page = text_of(site, f"/tuki/?{COUNTY}&tehtava=ajanvaraus")
    assert Reader(page).states() == {"confirm": ["ajanvaraus"]}
    assert pressed(page).keys() == {"kopioi-ajanvaraus"}


@pytest.mark.parametrize(("query", "count"), [("", 29), ("organisaatio=kunta", 5), ("organisaatio=vuokranantaja", 3)])
def test_tasks_are_those_of_the_ticked_organisations(query: str, count: int, site: Client) -> None:
    html = text_of(site, f"/tuki/?{query}")
    assert len(re.findall(r'name="tehtava"\s+value="(?!ei-mikaan)', html)) == count


def test_untickable_task_is_dropped_and_named(site: Client) -> None:
    response = site.get("/tuki/?organisaatio=kunta&tehtava=vuokratiedot&valtuus=ajanvaraus", follow=True)
    assert response.redirect_chain == [
        ("/tuki/?organisaatio=kunta&poistettu=vuokratiedot&valtuus=ajanvaraus", 302),
    ]
    assert "Ilmoitan tietoja tuen maksamista varten" in response.content.decode()


def test_prerequisite_is_answered_on_the_desk(site: Client) -> None:
    links = Reader(text_of(site, f"/tuki/?{ANSWERS}&valtuus=ajanvaraus")).links
    assert f"/tuki/?{ANSWERS}&kylla=ytunnus-rekisterissa&valtuus=ajanvaraus" in links


def test_desk_of_an_older_link_says_so_and_its_own_link_is_of_today(site: Client) -> None:
    page = text_of(site, f"/tuki/?{ANSWERS}&v=9")
    assert "Linkki on julkaisusta 9, jota emme tunne. Emme voi kertoa, onko vastaus muuttunut." in page
    assert pressed(page)["kopioi-linkki"].endswith(f"/tulos/?{ANSWERS}&v=1")
    assert f"/tulos/?{ANSWERS}&v=9" in Reader(page).links


# The field


@pytest.mark.parametrize("query", SITUATIONS)
def test_code_leads_to_its_answers(query: str, site: Client, ruleset: Ruleset) -> None:
    code = codes.encode(conversation(query, ruleset), ruleset)
    expected = f"/tuki/?{questionnaire.query(conversation(query, ruleset))}#vastaus"
    for typed in (code, code.lower(), code.replace("-", ""), f" {' '.join(code)} ", code.replace("-", " – ")):
        assert field(site, typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "https://neuvoja.example/tulos/?{}",
        "http://NEUVOJA.EXAMPLE:8443/tulos/?{}&v=1",
        "neuvoja.example/tulos?{}",
        "www.neuvoja.example/sv/tulos/?{}#v-ajanvaraus",
        "/en/tulos/?{}",
        "tulos/?{}",
        "?{}",
        "{}",
        "https://neuvoja.example/kysely/suhde/?{}&jatka=1",
        "https://neuvoja.example/tuki/?{}",
        "https://neuvoja.example/tulos.json?{}",
        " <https://neuvoja.example/tulos/?{}>. ",
    ],
)
def test_address_leads_to_its_answers_however_it_is_written(typed: str, site: Client) -> None:
    version = "&v=1" if "&v=1" in typed else ""
    assert field(site, typed.format(ANSWERS)) == f"/tuki/?{ANSWERS}{version}#vastaus"


def test_address_broken_over_lines_or_escaped_is_read(site: Client) -> None:
    whole = f"https://neuvoja.example/tulos/?{ANSWERS}"
    assert field(site, whole.replace("&", "&\r\n ")) == f"/tuki/?{ANSWERS}#vastaus"
    assert field(site, whole.replace("&", "&amp;")) == f"/tuki/?{ANSWERS}#vastaus"


def test_unfinished_address_ticks_what_it_says_and_names_the_rest(site: Client) -> None:
    assert field(site, f"https://x.example/kysely/tehtavat/?{COUNTY}&tehtava=ajanvar") == (
        f"/tuki/?{COUNTY}&poistettu=ajanvar"
    )


def test_address_of_a_code_leads_to_its_answers(site: Client, ruleset: Ruleset) -> None:
    code = codes.encode(conversation(ANSWERS, ruleset), ruleset)
    for typed in (f"https://x.example/koodi/{code}/", f"x.example/sv/koodi/?koodi={code.lower()}"):
        assert field(site, typed) == f"/tuki/?{ANSWERS}#vastaus"


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("kelmu-etuustiedot", "kelmu-etuustiedot"),
        ("Etuustietojen katselu ja maksuvaatimusten rekisteröinti", "kelmu-etuustiedot"),
        ("”etuustietojen  KATSELU ja maksuvaatimusten rekisteröinti”", "kelmu-etuustiedot"),
        ("Boka tid för att uträtta ärenden gällande socialskyddsförmåner", "ajanvaraus"),
        ("TYP-asiat ja työmarkkinatuen 300 päivän lista Kelmussa", "kelmu-typ"),
        ("https://neuvoja.example/sv/valtuudet/eessi-katselu/", "eessi-katselu"),
        ("https://neuvoja.example/tuki/?valtuus=tilitykset", "tilitykset"),
    ],
)
def test_exact_mandate_leads_to_its_panel(typed: str, slug: str, site: Client) -> None:
    assert field(site, typed) == f"/tuki/?valtuus={slug}#valtuus-nimi"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (" ", "Kirjoita koodi, osoite tai valtuuden nimi."),
        ("7KQ4-M2X0", "Koodeissa ei ole merkkiä ”0”. Tarkista, mikä merkki sen paikalla on."),
        ("7KQ", "Koodi on liian lyhyt. Tarkista, puuttuuko siitä merkkejä."),
        ("MKB-BJV-MAJ", f"{WRONG} Lähin oikea koodi on alla. Varmista vastaukset asiakkaalta."),
        ("MKB-BJV-NAB", f"{WRONG} Tarkista etenkin B ja 8, M ja N."),
        (
            "https://neuvoja.example/koodi/7KQ4-M2XP/",
            f"{WRONG} Tarkista etenkin M ja N.",
        ),
        (
            "https://www.kela.fi/asiointi",
            "Tämä ei ole neuvojan osoite. Pyydä asiakkaalta vastauksen osoite tai koodi.",
        ),
        (
            "https://neuvoja.example/tulos/?v=3&abc=d",
            "Osoitteessa ei ole vastauksia. Pyydä asiakkaalta vastauksen osoite tai koodi.",
        ),
        (
            "rooli=",
            "Osoitteessa ei ole vastauksia. Pyydä asiakkaalta vastauksen osoite tai koodi.",
        ),
        (
            "https://neuvoja.example/sv/tiimi/?rooli=&rooli=",
            "Osoitteessa ei ole vastauksia. Pyydä asiakkaalta vastauksen osoite tai koodi.",
        ),
        (
            "https://neuvoja.example/valtuudet/ei-ole/",
            "Emme tunne tällaista koodia, osoitetta tai valtuutta. Tarkista, mitä kirjoitit.",
        ),
        ("sää huomenna", "Emme tunne tällaista koodia, osoitetta tai valtuutta. Tarkista, mitä kirjoitit."),
        ("a=" * 4_001, "Teksti on liian pitkä. Liitä kenttään vain osoite."),
    ],
)
def test_field_says_what_is_wrong(typed: str, error: str, site: Client) -> None:
    assert field(site, typed) == f"Virhe: {error}"
    page = Reader(text_of(site, f"/tuki/?{urlencode({'haku': typed})}"))
    assert page.title == "Virhe: Neuvonnan työpöytä – Asiointivaltuusneuvoja"


def test_words_find_and_never_choose(site: Client) -> None:
    page = text_of(site, "/tuki/?haku=varaan+aikoja+asiakkaille")
    assert Reader(page).states() == {}
    assert {"/tuki/?tehtava=ajanvaraus", "/tuki/?valtuus=ajanvaraus#valtuus-nimi"} <= set(Reader(page).links)


def test_words_of_an_organisation_tick_it(site: Client) -> None:
    html = text_of(site, "/tuki/?haku=yliopisto")
    assert Reader(html).checked == [("organisaatio", "muu-kumppani")]
    box = html.partition('id="osuma-muu-kumppani"')[2].partition("</form>")[0]
    assert re.findall(r'id="osuma-muu-kumppani-vihje">(.+?)</div>', box) == re.findall(
        r'id="organisaatio-muu-kumppani-ohje">(.+?)</span>', text_of(site, "/haku/?q=yliopisto")
    )
    assert "/tuki/?tehtava=ajanvaraus" in Reader(html).links


def test_each_mandate_that_words_find_says_how_sure_its_name_is(site: Client) -> None:
    """Confirmed ones too: who asks on the phone must not have to open it."""
    page = text_of(site, "/tuki/?haku=Etuustietojen+katselu")
    found = re.findall(r'valtuus=([\w-]+)#.*?<span class="(?:sure|tag unsure)">(.*?)</span>', page, re.DOTALL)
    assert dict(found)["kelmu-etuustiedot"] == "Nimi vahvistettu"
    unsure = text_of(site, "/tuki/?haku=rintamalis%C3%A4")
    found = re.findall(r'valtuus=([\w-]+)#.*?<span class="(?:sure|tag unsure)">(.*?)</span>', unsure, re.DOTALL)
    assert dict(found)["kelmu-rintamalisa"] == "Nimi vahvistamatta"


def test_each_hit_says_whose_it_is(site: Client) -> None:
    page = text_of(site, "/tuki/?haku=minun+k%C3%A4skettiin+hankkia+Kelmun+ty%C3%B6markkinatukivaltuus")
    hits = page.partition('id="loytyi"')[2].partition("</section>")[0]
    found = re.findall(r'href="(\S+)">.*?<p class="quiet">(.*?)</p>', hits, re.DOTALL)
    assert sorted(found) == [
        ("/tuki/?tehtava=tyomarkkinatuen-lasku", "Kunta, Helsingin kaupunki"),
        ("/tuki/?tehtava=typ-asiat", "Hyvinvointialue, Helsingin kaupunki"),
        ("/tuki/?valtuus=kelmu-tyomarkkinatuki#valtuus-nimi", "Kunta, Helsingin kaupunki"),
        ("/tuki/?valtuus=kelmu-typ#valtuus-nimi", "Hyvinvointialue, Helsingin kaupunki"),
    ]
    everybody = text_of(site, "/tuki/?haku=varaan+aikoja+asiakkaille")
    assert everybody.count('<p class="quiet">Kaikki organisaatiot</p>') == 2


def test_near_namesake_is_told_apart(site: Client) -> None:
    page = text_of(site, "/tuki/?haku=Etuustietojen+katselu")
    assert "/tuki/?valtuus=kelmu-etuustiedot#valtuus-nimi" in Reader(page).links
    assert "Se on tulorekisterin oma valtuusasia eikä avaa Kelmua." in page


def test_no_slug_or_name_is_a_code(ruleset: Ruleset) -> None:
    """Else a word would lead to somebody's answers."""
    words = {*ruleset.types, *ruleset.tasks, *ruleset.mandates, *ruleset.services}
    words |= {
        word for row in ruleset.tasks.values() for word in re.split(r"[,\s]+", f"{row.name.fi} {row.keywords.fi}")
    }
    assert {word for word in words if isinstance(codes.decode(word, ruleset), Conversation)} == set()


GOOD: Final = ("97HV-MVKQ", "5Z3-2K7-4F2", "ET23-8TV8", f"https://neuvoja.example/tulos/?{ANSWERS}", "Rinassa asiointi")


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A code, an address or words with a few signs wrong, missing or extra."""
    signs = list(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(signs) - 1))
        signs[place : place + draw(st.integers(0, 1))] = draw(st.text(max_size=2))
        signs = signs or ["x"]
    return "".join(signs)


# The fixture is the same for every example: nothing in the test changes it.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=mangled() | st.text(max_size=60))
def test_mangled_input_gets_a_page_and_never_another_codes_answers(
    typed: str, site: Client, edition: editions.Edition
) -> None:
    response = site.get(f"/tuki/?haku={quote(typed.encode('utf-8', 'surrogatepass'), safe='')}", follow=True)
    assert (response.status_code, len(response.redirect_chain) <= 1) == (200, True)
    reading = support_field.read(typed, edition)
    if reading.conversation:
        signs = re.sub("[^0-9A-Z]", "", typed.upper())
        is_code = any(re.sub("[^0-9A-Z]", "", code) in signs for code in GOOD[:3])
        is_address = set(questionnaire.pairs(reading.conversation)) <= set(parse_qsl(ANSWERS))
        assert is_code or (is_address and re.search("[/?=]", typed))


# "I was told to get this mandate"


def test_panel_leads_to_the_answers_of_every_condition(site: Client, ruleset: Ruleset) -> None:
    """Following a link of the panel ticks answers that call for the mandate."""
    for slug in ruleset.mandates:
        page = Reader(text_of(site, f"/tuki/?valtuus={slug}"))
        links = [link for link in page.links if "organisaatio=" in link and link.startswith("/tuki/")]
        wanted = {
            (name, condition.task)
            for condition in ruleset.conditions_by_mandate[slug]
            for name in (ruleset.types if condition.every_type else condition.types)
        }
        said = [dict(parse_qsl(urlsplit(link).query)) for link in links]
        assert {(row["organisaatio"], row["tehtava"]) for row in said} == wanted
        assert len(links) == len(wanted)
        shown = Reader(text_of(site, links[0]))
        assert slug in {name for name, _ in shown.mandates}


def test_panel_says_what_the_ticked_answers_say_of_the_mandate(site: Client) -> None:
    for slug, verdict in (
        ("kelmu-etuustiedot", "Näillä vastauksilla: Pyydä."),
        ("ajanvaraus", "Näillä vastauksilla: Varmista."),
        ("kelmu-typ", "Näillä vastauksilla: Et tarvitse."),
    ):
        assert verdict in text_of(site, f"/tuki/?{ANSWERS}&valtuus={slug}")


def test_box_beside_an_open_panel_says_what_to_do_next(site: Client) -> None:
    next_step = "Valitse asiakkaan organisaatio valtuuden kohdalta."
    for query, expected in (("", False), ("valtuus=kelmu-typ", True), ("organisaatio=kunta&valtuus=kelmu-typ", False)):
        page = text_of(site, f"/tuki/?{query}")
        box = page.partition('id="vastaus"')[2].partition("</section>")[0]
        assert (next_step in box) is expected


def test_panel_asks_for_the_organisation_before_its_warnings(site: Client) -> None:
    page = text_of(site, "/tuki/?valtuus=kelmu-tyomarkkinatuki")
    assert page.index("Merkitse vastauksiin:") < page.index("Voi olla vanhentunut.")


def test_panel_of_an_unknown_mandate_says_so(site: Client) -> None:
    page = text_of(site, "/tuki/?valtuus=ei-ole")
    assert "Emme tunne tällaista koodia, osoitetta tai valtuutta." in page
    assert 'id="valtuus-nimi"' not in page


# What is sent


@pytest.mark.parametrize("query", SITUATIONS)
def test_message_in_each_language_holds_its_link_and_the_code(query: str, site: Client, ruleset: Ruleset) -> None:
    canonical = questionnaire.query(conversation(query, ruleset))
    copied = pressed(text_of(site, f"/tuki/?{query}"))
    for language, prefix in LANGUAGES:
        message = copied[f"kopioi-{language}"]
        public = copied["kopioi-linkki"].partition("/tulos/")[0]
        assert f"{public}{prefix}/tulos/?{canonical}&v=1\n" in message
        assert message.endswith(f"{public}{prefix}/koodi/")
        code = copied["kopioi-koodi"]
        guide = f"{prefix}/koodi/{code}/antajalle/"
        assert (f"{public}{guide}\n" in message) is (site.get(guide).status_code == 200)
        assert copied["kopioi-koodi"] in message
    link = urlsplit(copied["kopioi-linkki"])
    assert site.get(f"{link.path}?{link.query}").status_code == 200


def test_message_names_the_mandates_in_its_language(site: Client) -> None:
    copied = pressed(text_of(site, f"/tuki/?{ANSWERS}"))
    assert "1. Etuustietojen katselu ja maksuvaatimusten rekisteröinti\n" in copied["kopioi-fi"]
    assert "1. Granska förmånsuppgifter och registrera betalningskrav\n" in copied["kopioi-sv"]
    assert "Älä valitse valtuutta, jonka koko nimi on ”Etuustietojen katselu”." in copied["kopioi-fi"]


def test_message_identifies_a_mandate_without_a_sure_name_as_the_ready_request_does(
    site: Client, ruleset: Ruleset
) -> None:
    """By what it lets one do and its service; the message says how to find it, the request where that is said."""
    query = "organisaatio=vuokranantaja&tehtava=vuokratiedot&suhde=oma"
    message = pressed(text_of(site, f"/tuki/?{query}"))["kopioi-fi"]
    request = unescape(text_of(site, f"/tulos/?{query}"))
    allowed = "\n".join(f"   - {line}" for line in ruleset.mandates["vuokranantaja"].allows.fi.splitlines())
    name = f"1. Vuokranantajan asiointipalvelu: valtuus, jolla voi\n{allowed}\n   Tarkka nimi on vahvistamatta.\n"
    assert (name in message, name in request) == (True, True)
    find = "   Valitse Suomi.fin valtuusasioissa organisaatioksi Kela. "
    assert (f"{name}{find}" in message, "\n\nSuomi.fin valtuusasiat: https://www.suomi.fi/" in message) == (True, True)
    guide = re.findall(r"Valtuu(?:s|det) ja ohje antajalle: http://[^/]+(/\S+)", request)
    assert "Suomi.fin valtuusasioissa</a> organisaatioksi Kela" in text_of(site, guide[0])


def test_message_of_a_mandate_whose_matter_may_have_changed_says_so(site: Client) -> None:
    message = pressed(text_of(site, f"/tuki/?{TWO_UNSURE}"))["kopioi-fi"]
    assert message.count("Asia on voinut muuttua. Lue siitä vastauksesta, ennen kuin pyydät valtuutta.") == 2
    assert "Nimi oli aiemmin ”Työmarkkinatukiaineistojen tarkastelu”. Se on voinut muuttua." in message
    assert message.count("Tarkka nimi on vahvistamatta.") == 1
    assert message.count("https://www.suomi.fi/") == 1


@pytest.mark.parametrize("query", SITUATIONS)
def test_no_message_puts_a_working_title_in_the_place_of_a_name(query: str, site: Client, ruleset: Ruleset) -> None:
    copied = pressed(text_of(site, f"/tuki/?{query}"))
    for language, _ in LANGUAGES:
        titles = {
            getattr(row.title, language)
            for row in ruleset.mandates.values()
            if not getattr(row.names, language).text and not row.names.fi.text
        }
        assert {
            title for title in titles if re.search(rf"\d\. {re.escape(title)}\n", copied[f"kopioi-{language}"])
        } == set()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("organisaatio=hyvinvointialue&tehtava=rintamalisa&suhde=oma", "juuri tähän valtuusasiaan."),
        (TWO_UNSURE, "juuri näihin valtuusasioihin."),
        ("organisaatio=vuokranantaja&tehtava=vuokratiedot&suhde=toinen", "juuri tähän valtuusasiaan."),
        ("organisaatio=vuokranantaja&tehtava=vuokratiedot&suhde=oma", ""),
        (f"{COUNTY}&tehtava=ajanvaraus&suhde=oma&ei=asiakkaan-suostumus", ""),
    ],
)
def test_message_names_the_right_to_grant_where_it_may_have_to_be_applied_for(
    query: str, sentence: str, site: Client
) -> None:
    message = pressed(text_of(site, f"/tuki/?{query}"))["kopioi-fi"]
    rights = re.findall(r"voi tarvita valtuutusoikeuden (.*)", message)
    assert rights == ([sentence] if sentence else [])


def test_message_is_the_same_on_the_desk_of_every_language(site: Client) -> None:
    desks = [pressed(text_of(site, f"{prefix}/tuki/?{ANSWERS}")) for _, prefix in LANGUAGES]
    messages = [{name: desk[name] for name in ("kopioi-fi", "kopioi-sv", "kopioi-en")} for desk in desks]
    assert messages[1:] == messages[:1] * 2


def test_one_button_copies_the_message_in_every_language(site: Client) -> None:
    copied = pressed(text_of(site, f"/tuki/?{ANSWERS}"))
    parts = copied["kopioi-kaikki"].split("\n\n– – –\n\n")
    assert parts == [copied[f"kopioi-{language}"] for language, _ in LANGUAGES]


def test_message_is_read_as_it_is_copied(site: Client) -> None:
    page = text_of(site, f"/tuki/?{ANSWERS}")
    shown = {
        language: unescape(text) for language, text in re.findall(r'<pre lang="(\w+)">(.*?)</pre>', page, re.DOTALL)
    }
    assert shown == {language: pressed(page)[f"kopioi-{language}"] for language, _ in LANGUAGES}


# Nothing leaks


def test_nothing_is_stored(site: Client) -> None:
    for url in ("/tuki/", f"/tuki/?{ANSWERS}", "/tuki/?haku=97HV-MVKQ", "/tuki/?haku=ajanvaraus", "/tuki/?haku=x"):
        response = site.get(url)
        assert (response.cookies, response.has_header("Vary")) == ({}, response.status_code == 200)


@pytest.mark.parametrize("key", ["haku", "valtuus", "organisaatio", "poistettu"])
def test_script_in_the_address_stays_text(key: str, site: Client) -> None:
    html = site.get(f"/tuki/?{urlencode({key: chr(34) + '><script>alert(1)</script>'})}", follow=True).content.decode()
    assert "<script>alert" not in html
    assert '"><script' not in html


def test_long_text_comes_back_short(site: Client) -> None:
    html = text_of(site, f"/tuki/?{urlencode({'haku': 'ö' * 3_000})}")
    assert "ö" * 200 in html
    assert "ö" * 201 not in html


def test_reading_that_leads_nowhere_has_a_reason_or_something_found(edition: editions.Edition) -> None:
    readings = [support_field.read(text, edition) for text in ("", "x", "kelmu", "7KQ4-M2X0", "/", "?", "=", "//[")]
    assert [row.leads or row.trouble is not None or row.found != Reading().found for row in readings] == [True] * 8
    assert readings[0] == Reading(trouble=Trouble.EMPTY)
