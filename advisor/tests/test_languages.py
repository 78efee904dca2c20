"""Every page in Swedish and English: its address, the way to the others, and what is said of foreign words."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags
from lxml.html import document_fromstring

from advisor import errors
from advisor.conversation import codes
from advisor.conversation.questionnaire import parse
from advisor.tests.pages import COUNTY, EESSI, MACHINE_ROUTES, PAGES, Opened, OpenedPage, PageType, in_languages
from advisor.words import LinkView, fill, foreign
from mandates.languages import PREFIXED, in_language, language_of
from mandates.publishing import editions
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Former, Ruleset
from mandates.rules.texts import LANGUAGES, Text
from mandates.tests.depth import sampled

EVERY = [page for kind in PAGES for page in in_languages(kind)]
FOREIGN = [page for page in EVERY if page.language != "fi"]
HTML = re.compile(r'<html lang="(\w\w)">')
SWITCH = re.compile(r'<a href="([^"]*)" lang="(\w\w)" hreflang="\2">')
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="(\w\w)" href="([^"]*)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
ANSWERS = "organisaatio=kunta&tehtava=ajanvaraus&suhde=oma"


def read(site: Client, url: str) -> str:
    """The page, with every break in it as one space."""
    response = site.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def spaced(page: OpenedPage) -> str:
    assert page.status == 200
    return " ".join(page.html.split())


def switch(html: str) -> dict[str, str]:
    """Language → where the page's switch leads."""
    return {language: unescape(url) for url, language in SWITCH.findall(html)}


def alternates(html: str) -> dict[str, str]:
    return {language: unescape(url) for language, url in ALTERNATE.findall(html)}


def by_id(page: PageType) -> str:
    return page.name


def unmarked(html: str, names: frozenset[str]) -> list[str]:
    """Which of these names stand where the page does not say that they are Finnish. A reader's voice would say them
    as another language; an option has no room for it, and what is copied is read elsewhere."""
    found = [
        (str(node.text_content()).strip(), node.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))
        for node in document_fromstring(html).iterfind("body//*")
        if node.tag not in ("option", "pre") and not len(node)
    ]
    return [text for text, language in found if text in names and language != "fi"]


@pytest.mark.parametrize("page", FOREIGN, ids=by_id)
def test_page_speaks_the_language_of_its_address_and_says_which_names_are_finnish(
    page: PageType, opened: Opened, ruleset: Ruleset
) -> None:
    """Whatever the browser speaks."""
    found = opened(page.url)
    assert (found.status, HTML.findall(found.html)) == (200, [page.language])
    names = frozenset(row.names.fi.text for row in ruleset.mandates.values() if row.names.fi.text)
    assert unmarked(found.html, names) == []
    assert (found.headers["Vary"], found.cookies) == ("Accept-Encoding", "")


@pytest.mark.parametrize("page", sampled(EVERY, 2), ids=by_id)
def test_switch_leads_to_the_same_answers(page: PageType, opened: Opened) -> None:
    html = spaced(opened(page.url))
    own = unescape(CANONICAL.findall(html)[0]).removeprefix(settings.PUBLIC_URL)
    links = switch(html)
    assert links == {code: in_language(own, code) for code in LANGUAGES if code != page.language}
    back = {code: switch(spaced(opened(url)))[page.language] for code, url in links.items()}
    assert back == dict.fromkeys(links, own)


def test_switch_keeps_the_query_as_it_is(site: Client) -> None:
    assert switch(read(site, f"/sv/tulos/?{ANSWERS}")) == {"fi": f"/tulos/?{ANSWERS}", "en": f"/en/tulos/?{ANSWERS}"}
    assert switch(read(site, "/haku/?q=s%C3%A4%C3%A4")) == {
        "sv": "/sv/haku/?q=s%C3%A4%C3%A4",
        "en": "/en/haku/?q=s%C3%A4%C3%A4",
    }


@pytest.mark.parametrize("page", sampled(EVERY, 2), ids=by_id)
def test_indexed_page_names_itself_in_every_language(page: PageType, opened: Opened) -> None:
    html = spaced(opened(page.url))
    is_indexed = '<meta name="robots" content="noindex">' not in html
    found = alternates(html)
    assert list(found) == (list(LANGUAGES) if is_indexed else [])
    if is_indexed:
        assert found[page.language] == unescape(CANONICAL.findall(html)[0])
        assert {code: language_of(url.removeprefix(settings.PUBLIC_URL)) for code, url in found.items()} == {
            code: code for code in LANGUAGES
        }


def test_start_page_names_its_absolute_addresses(site: Client) -> None:
    at = settings.PUBLIC_URL
    assert alternates(read(site, "/sv/")) == {"fi": f"{at}/", "sv": f"{at}/sv/", "en": f"{at}/en/"}


@pytest.mark.parametrize("language", PREFIXED)
def test_mended_address_stays_in_the_language(language: str, site: Client) -> None:
    assert site.get(f"/{language}/tulos/")["Location"] == f"/{language}/kysely/organisaatio/"
    mended = site.get(f"/{language}/kysely/tehtavat/?{COUNTY}&tehtava=abc")
    assert mended["Location"] == f"/{language}/kysely/tehtavat/?{COUNTY}&poistettu=abc"


@pytest.mark.parametrize("language", PREFIXED)
def test_code_leads_to_its_answers_in_the_language(language: str, site: Client, ruleset: Ruleset) -> None:
    pairs = [(key, value) for key, _, value in (part.partition("=") for part in ANSWERS.split("&"))]
    code = codes.encode(parse(pairs, ruleset), ruleset)
    for url in (f"/{language}/koodi/{code}/", f"/{language}/koodi/?koodi={code}"):
        assert site.get(url)["Location"] == f"/{language}/tulos/?{ANSWERS}"


@pytest.mark.parametrize("language", PREFIXED)
def test_old_slug_leads_to_its_row_in_the_language(language: str, site: Client, edition: editions.Edition) -> None:
    former = {**edition.ruleset.former, Kind.SERVICE: Former(aliases={"kelmun-vanha": "kelmu"})}
    editions.install(replace(edition, sha256="e" * 64, ruleset=replace(edition.ruleset, former=former)))
    assert site.get(f"/{language}/palvelut/kelmun-vanha/")["Location"] == f"/{language}/palvelut/kelmu/"


@pytest.mark.parametrize("language", PREFIXED)
def test_error_pages_speak_the_language_and_lead_to_its_start(language: str, site: Client) -> None:
    for response, status in (
        (site.get(f"/{language}/ei-ole/"), 404),
        (site.get(f"/{language}/ei-ole"), 404),
        (site.get(f"/{language}/valtuudet/ei-ole/"), 404),
        (site.post(f"/{language}/tulos/"), 405),
        (site.get(f"/{language}/", headers={"host": "toinen.example"}), 400),
    ):
        html = response.content.decode()
        assert (response.status_code, HTML.findall(html)) == (status, [language])
        assert f'<a class="button go" href="/{language}/">' in html


@pytest.mark.parametrize("language", PREFIXED)
def test_language_without_its_slash_leads_to_its_start_for_good(language: str, site: Client) -> None:
    for query in ("", "?utm_source=x"):
        response = site.get(f"/{language}{query}")
        assert (response.status_code, response["Location"]) == (301, f"/{language}/{query}")


def test_every_error_page_exists_in_every_language() -> None:
    for status in (400, 403, 404, 405, 500, 503):
        found = []
        for language in LANGUAGES:
            with translation.override(language):
                found += HTML.findall(errors.body(status))
        assert found == list(LANGUAGES)


@pytest.mark.parametrize("language", PREFIXED)
def test_answers_for_machines_stand_under_every_language(language: str, site: Client) -> None:
    answer = MACHINE_ROUTES["result_json"]
    assert site.get(f"/{language}{answer}").json() == site.get(answer).json()
    hits = site.get(f"/{language}/haku.json?q=Kelmu")
    assert (hits.status_code, sorted(hits.json())) == (200, ["ohjeet", "organisaatiot", "tehtavat", "valtuudet"])


def test_finnish_name_is_marked_on_a_page_in_another_language(site: Client) -> None:
    """The name of the mandate for rehabilitation is known in Finnish only."""
    name = "Kuntoutuspalveluiden tuottajien asiointi"
    assert f'<h1 class="name" lang="fi"><span>{name}</span></h1>' in read(site, "/en/valtuudet/kuntoutus/")
    assert f'<h1 class="name"><span>{name}</span></h1>' in read(site, "/valtuudet/kuntoutus/")
    link = f'<a class="name" href="/sv/valtuudet/kuntoutus/" lang="fi">{name}</a>'
    assert link in read(site, "/sv/valtuudet/")


@pytest.mark.parametrize(("language", "note"), [("sv", "(på finska)"), ("en", "(in Finnish)")])
def test_language_of_another_page_is_said_once(language: str, note: str, site: Client, ruleset: Ruleset) -> None:
    """Some sources say it in their title, others do not."""
    for slug in ruleset.mandates:
        page = " ".join(strip_tags(site.get(f"/{language}/valtuudet/{slug}/").content.decode()).split())
        assert f"{note} {note}" not in page


def test_name_in_a_sentence_is_marked(edition: editions.Edition, site: Client) -> None:
    """The broader mandate's name, known in Finnish only."""
    slug, name = "eessi-kasittely-ja-yhteystiedot", "Laaja & tarkka"
    mandate = edition.ruleset.mandates[slug]
    named = replace(mandate, names=replace(mandate.names, fi=replace(mandate.names.fi, text=name)))
    ruleset = replace(edition.ruleset, mandates={**edition.ruleset.mandates, slug: named})
    editions.install(replace(edition, sha256="d" * 64, ruleset=ruleset))
    answers = f"organisaatio=sosiaaliturvalaitos&{EESSI}&suhde=oma"
    assert '<span lang="fi">Laaja &amp; tarkka</span>' in read(site, f"/sv/tulos/?{answers}")
    finnish = read(site, f"/tulos/?{answers}")
    assert "Sisältyy valtuuteen ”Laaja &amp; tarkka”. Älä pyydä erikseen." in finnish
    assert '<span lang="fi">' not in finnish


def test_names_are_marked_each_with_its_own_language(site: Client) -> None:
    html = read(site, "/valtuudet/ajanvaraus/")
    assert '<span class="name" lang="sv">Boka tid för att uträtta ärenden gällande socialskyddsförmåner</span>' in html


def test_sentence_is_escaped_and_its_html_is_not() -> None:
    link = LinkView("A & B", "/?a=1&b=2", lang="fi", leads_to="sv").html
    assert link == '<a href="/?a=1&amp;b=2" hreflang="sv" lang="fi">A &amp; B</a>'
    assert fill("<i> ”%(page)s”, %(dated)s", page=link, dated="<b>") == f"&lt;i&gt; ”{link}”, &lt;b&gt;"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (Text("a", "b", "c"), {"fi": "", "sv": "", "en": ""}),
        (Text("a"), {"fi": "", "sv": "fi", "en": "fi"}),
        (Text("a", "a"), {"fi": "", "sv": "", "en": ""}),
        (Text(), {"fi": "", "sv": "", "en": ""}),
    ],
)
def test_text_shown_in_finnish_elsewhere_is_foreign(text: Text, expected: dict[str, str]) -> None:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = foreign(text)
    assert found == expected


@pytest.mark.parametrize("path", ["/firma/", "/svea/", "/england/"])
def test_a_path_that_only_begins_like_a_language_is_kept_whole(path: str) -> None:
    assert (in_language(path, "sv"), in_language(f"/en{path}", "fi")) == (f"/sv{path}", path)
