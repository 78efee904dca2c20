"""Search in own words: what it finds, what it does not find, and what an address with it shows."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from advisor.search.index import Index, build
from advisor.search.search import MOST_NEAREST, Found, search
from advisor.search.views import LIMIT
from mandates.publishing import editions
from mandates.publishing.editions import Edition
from mandates.rules.rows import Kind, Task
from mandates.rules.ruleset import Former, Ruleset, by_slug
from mandates.rules.texts import LANGUAGES, Text
from mandates.tests import building, whole

DATA: Final = Path(__file__).parent / "data"
SHARE: Final = 0.95
NOTHING: Final = (
    "sää huomenna",
    "kahvi",
    "pizza tampere",
    "jalkapallo",
    "passin uusiminen",
    "lentoliput",
    "paras ravintola helsingissä",
    "milloin on seuraava jääkiekko ottelu tampereella",
    "missä voin ostaa halpoja lentolippuja kesäksi thaimaahan",
    "kirjaston aukioloajat",
    "hauki on kala",
    "kissa",
    "asdfgh",
    "zzz",
    "123",
    "hei",
    "joka on se",
    "!!!",
    "",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as somebody types it, and the tasks that would each answer it."""

    text: str
    tasks: frozenset[str]


def asked_in(language: str) -> tuple[Asked, ...]:
    rows = json.loads((DATA / f"questions-{language}.json").read_text(encoding="utf-8"))
    return tuple(Asked(row["asked"], frozenset(row["tasks"])) for row in rows)


def with_tasks(*tasks: Task, language: str = "fi") -> Index:
    """Tasks of a service that has no words of its own."""
    silent = whole.service("service", 1, name=Text(), summary=Text())
    return build(replace(building.rules(), services=by_slug([silent]), tasks=by_slug(tasks)), language)


def a_task(slug: str, name: str, keywords: str = "", hint: str = "") -> Task:
    return replace(building.task(slug, 0), name=Text(name), keywords=Text(keywords), hint=Text(hint))


@pytest.fixture(scope="module")
def index(ruleset: Ruleset) -> Index:
    return build(ruleset, "fi")


def misses(index: Index, questions: Sequence[Asked]) -> list[str]:
    return [row.text for row in questions if row.tasks.isdisjoint(search(index, row.text, 3).tasks)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_are_many_and_reach_every_task(language: str, ruleset: Ruleset) -> None:
    questions = asked_in(language)
    assert len({row.text for row in questions}) == len(questions) >= 60
    assert frozenset.union(*(row.tasks for row in questions)) == ruleset.tasks.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_task_is_among_the_first_three(language: str, ruleset: Ruleset) -> None:
    questions = asked_in(language)
    missed = misses(build(ruleset, language), questions)
    sys.stdout.write(f"{language}: {1 - len(missed) / len(questions):.1%} of {len(questions)}\n")
    assert len(missed) <= (1 - SHARE) * len(questions), missed


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_right_task_is_found_without_dots(language: str, ruleset: Ruleset) -> None:
    plain = str.maketrans("äöåÄÖÅ", "aoaAOA")
    questions = [replace(row, text=row.text.translate(plain)) for row in asked_in(language)]
    missed = misses(build(ruleset, language), questions)
    assert len(missed) <= (1 - SHARE) * len(questions), missed


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_found_where_nothing_matches(text: str, index: Index) -> None:
    assert search(index, text, LIMIT) == Found()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(("sv", text) for text in ("vädret imorgon", "pizza", "fotboll", "pass förnyelse", "hej", "123")),
        *(("en", text) for text in ("weather tomorrow", "pizza", "football", "renew passport", "hello", "123")),
    ],
)
def test_nothing_is_found_in_other_languages_where_nothing_matches(language: str, text: str, ruleset: Ruleset) -> None:
    assert search(build(ruleset, language), text, LIMIT) == Found()


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_name_finds_each_task_and_mandate_first(language: str, ruleset: Ruleset) -> None:
    index = build(ruleset, language)
    for slug, task in ruleset.tasks.items():
        assert search(index, getattr(task.name, language), 1).tasks == (slug,)
    for slug, mandate in ruleset.mandates.items():
        own = getattr(mandate.names, language).text or mandate.names.fi.text or getattr(mandate.title, language)
        assert search(index, own, 1).mandates == (slug,)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("TYP", "typ-asiat"),
        ("typ:n asiat", "typ-asiat"),
        ("Rina", "rina-kasittely"),
        ("rian", "rina-kasittely"),
        ("rinna", "rina-kasittely"),
        ("rnia", "rina-kasittely"),
        ("HUS", "kanta-kayttoonotto"),
        ("hussin", "kanta-kayttoonotto"),
        ("ÅHS", "kanta-kayttoonotto"),
        ("eessin tilastot", "eessi-tilastot"),
        ("ajnavaraus", "ajanvaraus"),
        ("ajanvaaraus", "ajanvaraus"),
        ("ajanvaaus", "ajanvaraus"),
        ("ajanvataus", "ajanvaraus"),
        ("laakehinnat", "hintailmoitukset"),
        ("vuokrantaja", "vuokratiedot"),
    ],
)
def test_short_words_and_slips(text: str, first: str, index: Index) -> None:
    assert search(index, text, 1).tasks == (first,)


@pytest.mark.parametrize(
    ("language", "text", "tasks"),
    [
        ("fi", "päiväkoti", ("yksityisen-hoidon-ilmoitus",)),
        ("sv", "fastställa barnvårdsstöd", ("lastenhoidon-tuen-lasku",)),
    ],
)
def test_look_alikes_are_not_shown_beside_the_word_itself(
    language: str, text: str, tasks: tuple[str, ...], ruleset: Ruleset
) -> None:
    assert search(build(ruleset, language), text, LIMIT).tasks == tasks


@pytest.mark.parametrize("text", ["kuntoutus", "kuntoututs", "kuntotus", "kuntouttus"])
def test_tasks_that_speak_more_of_a_word_come_first_even_with_a_slip(text: str, index: Index) -> None:
    own = {"kuntoutuskurssit", "kuntoutuksen-tulokset", "kuntoutussopimukset"}
    assert set(search(index, text, 3).tasks) == own


def test_look_alikes_are_the_nearest_where_there_is_nothing_better_and_never_hits() -> None:
    days, nursery = a_task("days", "Päivää"), a_task("nursery", "Päiväkoti")
    assert search(with_tasks(days), "päiväkoti", LIMIT) == Found(nearest=("days",))
    assert search(with_tasks(days, nursery), "päiväkoti", LIMIT) == Found(tasks=("nursery",), is_work=True)
    assert search(with_tasks(days, nursery), "päivää päiväkoti", LIMIT).tasks == ("days", "nursery")


@pytest.mark.parametrize(
    ("asked", "known", "is_found"),
    [
        ("kissa", "Kassa", False),
        ("kaassa", "Kassa", True),
        ("vuokravakuus", "Vuokra vakuus", True),
        ("vuokra vakuus", "Vuokravakuus", True),
        ("vuokravakuuden", "Vuokravakuus", True),
        ("seurakunta", "Seuranta", False),
        ("järjestö", "Järjestelmä", False),
        ("järjestelmän", "Järjestelmä", True),
        ("oppilaitos", "Laitos", False),
        ("edunvalvontatoimisto", "Edunvalvonta", True),
        ("naytto", "Näyttö", True),
    ],
)
def test_only_forms_slips_and_most_of_a_compound_are_hits(asked: str, known: str, is_found: bool) -> None:
    found = search(with_tasks(a_task("known", known)), asked, LIMIT)
    assert found.tasks == (("known",) if is_found else ())


def test_an_organisations_own_name_finds_its_type_by_the_slug_of_today(ruleset: Ruleset) -> None:
    types = by_slug(replace(row, slug="kunnat") if slug == "kunta" else row for slug, row in ruleset.types.items())
    renamed = replace(ruleset, types=types, former={Kind.TYPE: Former(aliases={"kunta": "kunnat"})})

    assert search(build(renamed, "fi"), "Akaa", LIMIT).types[0] == "kunnat"


@pytest.mark.parametrize(("with_dots", "without"), [("Åland", "aland"), ("säätiö", "saatio"), ("järjestö", "jarjesto")])
def test_word_without_its_dots_finds_the_same(with_dots: str, without: str, index: Index) -> None:
    found = search(index, with_dots, LIMIT)
    assert found.types != ()
    assert search(index, without, LIMIT) == found


def test_word_of_two_letters_is_found_only_as_it_is() -> None:
    index = with_tasks(a_task("union", "Asioin EU:n kanssa"), a_task("other", "Hoidan muuta"))
    assert search(index, "EU", LIMIT).tasks == ("union",)
    assert search(index, "UE", LIMIT).tasks == ()
    assert search(index, "e", LIMIT).tasks == ()


def test_dots_that_are_typed_are_meant() -> None:
    index = with_tasks(a_task("between", "Väli"), a_task("choice", "Vali"))
    assert search(index, "väli", LIMIT).tasks == ("between",)
    assert search(index, "vali", LIMIT).tasks == ("choice", "between")


def test_name_weighs_more_than_keyword_and_keyword_more_than_hint() -> None:
    index = with_tasks(
        a_task("by-hint", "Ensimmäinen", hint="Vakuus"),
        a_task("by-keyword", "Toinen", keywords="vakuus"),
        a_task("by-name", "Vakuus"),
    )
    assert search(index, "vakuus", LIMIT).tasks == ("by-name", "by-keyword", "by-hint")
    assert search(index, "vakuus", 2).tasks == ("by-name", "by-keyword")


def test_whole_name_comes_first_and_equal_matches_in_display_order() -> None:
    tasks = [
        a_task(slug, name) for slug, name in (("d", "Sama nimi ja muuta"), ("b", "Sama nimi"), ("a", "Nimi, sama"))
    ]
    assert search(with_tasks(*tasks), "sama nimi", LIMIT).tasks == ("b", "d", "a")
    assert search(with_tasks(*tasks), "nimi", LIMIT).tasks == ("d", "b", "a")


def test_content_without_words_of_a_language_finds_nothing(ruleset: Ruleset) -> None:
    bare = with_tasks()
    assert search(bare, "ajanvaraus", LIMIT) == Found()
    task = replace(building.task("time", 1), name=Text("Aika", "Tidsbokning", "Booking"))
    swedish = with_tasks(task, language="sv")
    assert search(swedish, "tidsbokningen", LIMIT).tasks == ("time",)
    assert search(swedish, "aika", LIMIT).tasks == ()


@given(text=st.text() | st.text(alphabet="äöåab\"'*:^$()-+ \0\ud800\u0308"))
def test_any_text_is_safe(text: str) -> None:
    found = search(SMALL, text, LIMIT)
    assert set(found.tasks) <= {"a", "b"}


SMALL: Final = with_tasks(a_task("a", "ab äö"), a_task("b", "Vuokravakuus"))


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "' OR 9=9 --",
        "NEAR(a b)",
        "rowid:a",
        "a* AND b",
        "\x00ajanvaraus",
        "x" * 10_000,
        "ä " * 5_000,
        "…—„”",
        "ﷺ" * 400,
    ],
)
def test_operators_and_long_texts_are_only_words(text: str, index: Index) -> None:
    expected = ("ajanvaraus",) if "ajanvaraus" in text else ()
    assert search(index, text, LIMIT).tasks == expected


def test_threads_share_an_index(index: Index) -> None:
    texts = [row.text for row in asked_in("fi")][:40]
    alone = [search(index, text, LIMIT) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: search(index, text, LIMIT), texts * 4))
    assert together == alone * 4


def test_index_is_built_once_for_each_language_and_kept_with_the_edition(edition: editions.Edition) -> None:
    edition = replace(edition)
    first = edition.once(build, "fi")
    assert edition.once(build, "fi") is first
    assert edition.once(build, "sv").language == "sv"
    assert replace(edition, sha256="another").once(build, "fi") is not first


def test_threads_that_build_at_once_share_one_index(edition: editions.Edition) -> None:
    edition = replace(edition)
    with ThreadPoolExecutor(8) as pool:
        indexes = set(map(id, pool.map(lambda language: edition.once(build, language), ["fi"] * 8)))
    assert indexes == {id(edition.once(build, "fi"))}


def test_page_lists_tasks_that_lead_on_and_mandates(site: Client) -> None:
    page = site.get("/haku/?q=varaan+aikoja+asiakkaille").content.decode()
    assert "<h1>Haku: ”varaan aikoja asiakkaille”</h1>" in page
    assert '<a href="/kysely/organisaatio/?tehtava=ajanvaraus">Varaan tai perun asiakkaiden aikoja Kelaan</a>' in page
    assert '<a href="/palvelut/ajanvaraus/">Verkkoajanvaraus</a>. Kaikki organisaatiot' in page
    assert 'href="/valtuudet/ajanvaraus/"' in page
    assert 'value="varaan aikoja asiakkaille"' in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/haku/?q=varaan+aikoja+asiakkaille">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_task_of_one_type_leads_past_the_first_question(site: Client) -> None:
    page = site.get("/haku/?q=vuokravakuus").content.decode()
    assert '"/kysely/tehtavat/?organisaatio=vuokranantaja&amp;tehtava=vuokravakuus"' in page


def test_each_task_s_link_keeps_the_task(site: Client, ruleset: Ruleset) -> None:
    for slug, task in ruleset.tasks.items():
        page = site.get(f"/haku/?q={quote(task.name.fi)}")
        [hit, *_] = page.context["page"].tasks
        question = site.get(hit.url)
        assert (hit.name, question.status_code) == (task.name.fi, 200)
        assert f'value="{slug}"' in question.content.decode()


def test_empty_page_shows_the_field_and_may_be_indexed(site: Client) -> None:
    for url in ("/haku/", "/haku/?q=", "/haku/?q=+%00+"):
        page = site.get(url).content.decode()
        assert "<h1>Hae omin sanoin</h1>" in page
        assert 'type="search"' in page
        assert "noindex" not in page
        assert "Emme löytänyt" not in page


def test_page_without_hits_says_so_and_leads_on(site: Client) -> None:
    page = site.get("/haku/?q=s%C3%A4%C3%A4+huomenna").content.decode()
    assert "Emme löytänyt tehtävää tai valtuutta sanoilla ”sää huomenna”." in page
    main = page.partition("<main")[2].partition("</main>")[0]
    assert [f'href="{url}"' in main for url in ("/kysely/organisaatio/", "/palvelut/", "/taulukko/")] == [True] * 3


def test_page_ticks_the_organisation_and_leads_on_with_it(site: Client) -> None:
    page = site.get("/haku/?q=seurakunta").content.decode()
    hits = page.partition('aria-labelledby="organisaatiot"')[2].partition("</section>")[0]
    assert re.findall(r'name="organisaatio" value="(\S+)".*?(checked)?>\n', hits) == [
        ("muu-kumppani", "checked"),
        ("vuokranantaja", ""),
    ]
    [form] = re.findall(r'<form action="(\S+)">\s+<input type="hidden" name="jatka" value="1">', page)
    question = site.get(f"{form}?jatka=1&organisaatio=muu-kumppani").content.decode()
    assert "Hoidat asioita: <strong>Muu yhteistyökumppani</strong>" in question
    unticked = site.get(f"{form}?jatka=1", follow=True)
    assert "Virhe:" in unticked.content.decode()


def test_page_shows_advice_and_opens_the_best(site: Client) -> None:
    page = site.get("/haku/?q=valtuutusoikeus").content.decode()
    assert '<details id="ohje-tarkista-valtuutusoikeus" open>' in page
    assert '<details id="ohje-ketju-2-edustajan-valtuutusoikeus">' in page
    assert "Vanha valtuutusoikeus ei kata uusia valtuusasioita." in page
    assert "Emme löytänyt" not in page


@pytest.mark.parametrize(
    ("asked", "first", "second"), [("kela", "/palvelut/", "/valtuudet/"), ("valtuus", "/valtuudet/", "/palvelut/")]
)
def test_page_leads_to_whole_lists_by_words_of_every_service_or_mandate(
    asked: str, first: str, second: str, site: Client
) -> None:
    page = site.get("/haku/", {"q": asked}).content.decode()
    lists = page.partition('aria-labelledby="kaikki"')[2].partition("</section>")[0]
    assert re.findall('href="([^"]+)"', lists) == [first, second]
    assert "Emme löytänyt" not in page


@pytest.mark.parametrize(("asked", "is_first"), [("valtuus ei toimi", True), ("valtuus", False)])
def test_who_says_that_something_does_not_work_reads_of_that_before_the_whole_lists(
    asked: str, is_first: bool, site: Client
) -> None:
    page = site.get("/haku/", {"q": asked}).content.decode()
    lists = page.index('id="kaikki"')

    assert (0 < page.find('id="ongelma"') < lists, "Tästä voi olla apua." in page) == (is_first, is_first)


def test_page_says_that_the_nearest_are_only_near(site: Client) -> None:
    page = site.get("/haku/?q=taksi+suorakorvaus+kela").content.decode()
    assert "Emme löytänyt tehtävää tai valtuutta sanoilla ”taksi suorakorvaus kela”." in page
    nearest = page.partition('aria-labelledby="lahimmat"')[2].partition("</section>")[0]
    assert "Nämä tehtävät muistuttavat sanojasi, mutta tuskin ovat se, mitä etsit." in nearest
    assert nearest.count("<h3>") == MOST_NEAREST
    assert '<h2 class="label" id="tehtavat">' not in page


def test_machines_that_ask_for_all_mandates_get_them(site: Client, ruleset: Ruleset) -> None:
    found = site.get("/haku.json?q=valtuudet").json()
    assert found == {"tehtavat": [], "valtuudet": list(ruleset.mandates), "organisaatiot": [], "ohjeet": []}


def test_what_was_asked_is_escaped_and_bounded(site: Client) -> None:
    page = site.get("/haku/", {"q": "<script>alert(1)</script>\x00\n\x1b" + "x" * 10_000}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "x" * 201 not in page
    assert not {"\x00", "\x1b"} & set(page)


@pytest.mark.parametrize(
    ("query", "tasks", "mandates"),
    [
        ("q=ajanvaraus", ["ajanvaraus"], ["ajanvaraus"]),
        ("q=kahvi", [], []),
        ("q=", [], []),
        ("", [], []),
        ("q=kahvi&q=ajanvaraus", ["ajanvaraus"], ["ajanvaraus"]),
    ],
)
def test_machines_get_slugs_always(query: str, tasks: list[str], mandates: list[str], site: Client) -> None:
    response = site.get(f"/haku.json?{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response.json() == {"tehtavat": tasks, "valtuudet": mandates, "organisaatiot": [], "ohjeet": []}


@pytest.mark.parametrize(("prefix", "asked"), [("/sv", "tidsbokning"), ("/en", "book an appointment")])
def test_search_speaks_the_language_of_its_address(prefix: str, asked: str, site: Client) -> None:
    assert site.get(f"{prefix}/haku.json", {"q": asked}).json()["tehtavat"][0] == "ajanvaraus"
    assert (
        f'href="{prefix}/kysely/organisaatio/?tehtava=ajanvaraus"'
        in site.get(f"{prefix}/haku/", {"q": asked}).content.decode()
    )


def test_what_is_no_longer_in_use_is_told_where_nothing_else_is_found(edition: Edition, site: Client) -> None:
    gone = Former(retired={"vanha": Text("Lentolippujen tarkastelu", "Flygbiljetter", "Plane tickets")})
    rules = replace(edition.ruleset, former={**edition.ruleset.former, Kind.MANDATE: gone})
    editions.install(replace(edition, sha256="c" * 64, ruleset=rules))
    assert "Ei enää käytössä: ”Lentolippujen tarkastelu”." in site.get("/haku/", {"q": "lentolip"}).content.decode()
    assert "Ei enää käytössä" not in site.get("/haku/", {"q": "tarkastelu"}).content.decode()
