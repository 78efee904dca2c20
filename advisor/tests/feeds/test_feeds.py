"""Feeds: valid Atom, read by a public library, one entry for each publication that changed the answer, the same id."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any, Final

import feedparser
import pytest
from django.test import Client
from lxml import etree

from advisor.feeds.atom import Feed, FeedEntry, identity, write
from advisor.feeds.views import team_feed
from advisor.tests.later import published, renamed_task, with_allows, with_condition, without_mandate, without_task
from advisor.tests.team.test_team import calls
from mandates.publishing import editions
from mandates.publishing.editions import Past
from mandates.rules.ruleset import Ruleset

SCHEMA: Final = etree.RelaxNG(etree.parse(Path(__file__).parent / "data" / "atom.rng"))
ANSWERS: Final = "organisaatio=helsinki&tehtava=lastenhoidon-tuen-lasku&tehtava=rintamalisa&suhde=oma"
COUNTY: Final = "95F-88G-2PU"


def ask(address: str) -> Any:
    """The feed as a reader has it, after the grammar has had it."""
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    SCHEMA.assertValid(etree.fromstring(response.content))
    read = feedparser.parse(response.content)
    assert (read.bozo, read.version) == (False, "atom10")
    return read


def told(read: Any) -> dict[str, list[str]]:
    """Each entry's lines by its title, newest first."""
    return {
        entry.title: [unescape(line) for line in re.findall(r"<li>(.*?)</li>", entry.content[0].value)]
        for entry in read.entries
    }


def install(*rulesets: Ruleset) -> None:
    edition, past = published(*rulesets)
    editions.install(edition, past)


@pytest.fixture
def three(ruleset: Ruleset) -> tuple[Ruleset, ...]:
    """A mandate more, then other words, then a task that no longer is."""
    more = with_condition(ruleset, "rintamalisa", "kelmu-etuustiedot")
    other = with_allows(more, "kelmu-lastenhoidon-tuki", "Uudet sanat.")
    return ruleset, more, other, without_task(other, "rintamalisa")


def test_each_publication_that_changed_the_answer_is_an_entry_in_words(three: tuple[Ruleset, ...]) -> None:
    install(*three)
    read = ask(f"/tulos.atom?{ANSWERS}")
    assert told(read) == {
        "Vastaus muuttui julkaisussa 4 (13.4.2026)": [
            "Poistettu: Etuustietojen katselu ja maksuvaatimusten rekisteröinti",
            "Poistettu: Rintamalisän saajien lista Kelmussa",
        ],
        "Vastaus muuttui julkaisussa 3 (13.3.2026)": [
            "Muutettu: Lastenhoidon tuen aineistojen tarkastelu (mitä sillä voi tehdä)",
        ],
        "Vastaus muuttui julkaisussa 2 (10.2.2026)": [
            "Lisätty: Etuustietojen katselu ja maksuvaatimusten rekisteröinti",
        ],
    }
    assert [entry.updated for entry in read.entries] == [
        "2026-04-13T09:00:00+00:00",
        "2026-03-13T09:00:00+00:00",
        "2026-02-10T09:00:00+00:00",
    ]
    assert read.feed.updated == "2026-04-13T09:00:00+00:00"


def test_a_publication_that_changed_nothing_of_the_answer_is_no_entry(ruleset: Ruleset) -> None:
    install(ruleset, with_allows(ruleset, "vuokranantaja", "Uudet sanat."))
    assert ask(f"/tulos.atom?{ANSWERS}").entries == []
    assert ask("/tulos.atom?organisaatio=kunta").entries == []


def test_an_entry_keeps_its_id_whatever_is_published_later(three: tuple[Ruleset, ...]) -> None:
    install(*three[:2])
    for address in (f"/tulos.atom?{ANSWERS}", f"/tiimi.atom?rooli={code_of(three[0])}", "/julkaisut.atom"):
        install(*three[:2])
        first = {entry.title: entry.id for entry in ask(address).entries}
        install(*three[:3], renamed_task(three[2], "rintamalisa", "uusi-nimi"), three[3])
        later = {entry.title: entry.id for entry in ask(address).entries}
        assert first.items() <= later.items()
        assert len(set(later.values())) == len(later) > len(first)


def code_of(ruleset: Ruleset, answers: str = ANSWERS) -> str:
    install(ruleset)
    return str(Client().get(f"/tulos.json?{answers}").json()["code"])


def test_ids_differ_between_answers_and_not_between_spellings_of_one(three: tuple[Ruleset, ...]) -> None:
    install(*three)
    swapped = "&".join(reversed(ANSWERS.split("&")))
    ids = [
        [entry.id for entry in ask(address).entries]
        for address in (
            f"/tulos.atom?{ANSWERS}",
            f"/tulos.atom?{swapped}&v=2",
            f"/tulos.atom?{ANSWERS}&kylla=lakiperuste",
            f"/sv/tulos.atom?{ANSWERS}",
        )
    ]
    assert ids[0] == ids[1]
    assert len({each for found in ids for each in found}) == 9


def test_a_teams_feed_says_which_role_changed(three: tuple[Ruleset, ...]) -> None:
    code = code_of(three[0])
    install(*three[:3])
    read = ask(f"/tiimi.atom?rooli={COUNTY}&rooli={code}&rooli=XX")
    assert [entry.title for entry in read.entries] == [
        "Vastaus muuttui julkaisussa 3 (13.3.2026)",
        "Vastaus muuttui julkaisussa 2 (10.2.2026)",
    ]
    assert ["Rooli 2" in entry.content[0].value for entry in read.entries] == [True, True]
    assert ["Rooli 1" in entry.content[0].value for entry in read.entries] == [False, False]
    assert read.entries[0].link.endswith(f"/tiimi/?rooli={COUNTY}&rooli={code}&rooli=XX")


@pytest.mark.parametrize("written", ["ROOLI={}&amp;rooli={}", "rooli={},{}", "amp;rooli={}&rooli={}"])
def test_a_teams_feed_reads_a_mangled_address_as_its_page_does(written: str, three: tuple[Ruleset, ...]) -> None:
    code = code_of(three[0])
    install(*three[:2])
    address = written.format(COUNTY, code)
    assert ask(f"/tiimi.atom?{address}").feed.link.endswith(f"/tiimi/?rooli={COUNTY}&rooli={code}")


def test_feed_of_all_publications_says_what_became_of_the_mandates(three: tuple[Ruleset, ...]) -> None:
    install(*three[:3], three[2])
    assert told(ask("/julkaisut.atom")) == {
        "Julkaisu 4 (13.4.2026)": ["Mikään valtuus ei muuttunut. Muut tekstit tai ohjeet muuttuivat."],
        "Julkaisu 3 (13.3.2026)": ["Muutettu: Lastenhoidon tuen aineistojen tarkastelu"],
        "Julkaisu 2 (10.2.2026)": ["Muutettu: Etuustietojen katselu ja maksuvaatimusten rekisteröinti"],
        "Julkaisu 1 (10.1.2026)": ["Ensimmäinen julkaisu."],
    }


def test_a_publication_that_is_out_of_memory_ends_the_feed(three: tuple[Ruleset, ...]) -> None:
    edition, past = published(*three[:3])
    editions.install(edition, (*past[:2], Past(1, past[2].live_from)))
    for address in ("/julkaisut.atom", f"/tulos.atom?{ANSWERS}", f"/tiimi.atom?rooli={COUNTY}"):
        assert ask(address).feed.subtitle == "Syöte kertoo, mitä on muuttunut julkaisun 2 (10.2.2026) jälkeen."
    assert list(told(ask("/julkaisut.atom"))) == ["Julkaisu 3 (13.3.2026)"]
    editions.install(edition, ())
    assert ask("/julkaisut.atom").entries == []
    assert ask(f"/tulos.atom?{ANSWERS}").entries == []


def test_of_two_publications_between_which_one_is_missing_nothing_is_told(three: tuple[Ruleset, ...]) -> None:
    """Else the later one would be told to have changed what the missing one did."""
    edition, past = published(*three)
    editions.install(edition, (past[0], past[1], Past(2, past[2].live_from), past[3]))
    assert list(told(ask("/julkaisut.atom"))) == ["Julkaisu 4 (13.4.2026)"]
    assert list(told(ask(f"/tulos.atom?{ANSWERS}"))) == ["Vastaus muuttui julkaisussa 4 (13.4.2026)"]
    editions.install(edition, past[:2])
    assert "Ensimmäinen julkaisu." not in str(told(ask("/julkaisut.atom")))


def test_one_publication_alone_makes_valid_feeds(ruleset: Ruleset) -> None:
    install(ruleset)
    for address in (f"/tulos.atom?{ANSWERS}", f"/tiimi.atom?rooli={COUNTY}", "/tulos.atom", "/tiimi.atom"):
        read = ask(address)
        assert (read.entries, read.feed.updated) == ([], "2026-01-10T09:00:00+00:00")
        assert read.feed.subtitle == "Syöte kertoo, mitä on muuttunut julkaisun 1 (10.1.2026) jälkeen."
    assert told(ask("/julkaisut.atom")) == {"Julkaisu 1 (10.1.2026)": ["Ensimmäinen julkaisu."]}


def test_an_answer_that_became_empty_is_told_to_whoever_follows_it(ruleset: Ruleset) -> None:
    """With its only task gone the address is an unfinished one today, which once had an answer."""
    code = code_of(ruleset, "organisaatio=helsinki&tehtava=rintamalisa&suhde=oma")
    install(ruleset, without_task(ruleset, "rintamalisa"))
    lost = {"Vastaus muuttui julkaisussa 2 (10.2.2026)": ["Poistettu: Rintamalisän saajien lista Kelmussa"]}
    assert told(ask("/tulos.atom?organisaatio=helsinki&tehtava=rintamalisa&suhde=oma")) == lost
    assert told(ask(f"/tiimi.atom?rooli={code}")) == lost


def test_entry_keeps_its_words_when_what_its_address_holds_is_retired(three: tuple[Ruleset, ...]) -> None:
    held = f"/tulos.atom?{ANSWERS}&on=kelmu-rintamalisa"
    team = f"/tiimi.atom?rooli={code_of(three[0], f'{ANSWERS}&on=kelmu-rintamalisa')}"
    install(*three[:3])
    first = told(ask(held))
    assert (len(first), told(ask(team))) == (2, first)
    install(*three[:3], without_mandate(three[2], "kelmu-rintamalisa"))
    assert (told(ask(held)), told(ask(team))) == (first, first)
    lost = told(ask(f"/tulos.atom?{ANSWERS}"))
    assert lost.pop("Vastaus muuttui julkaisussa 4 (13.4.2026)") == ["Poistettu: Rintamalisän saajien lista Kelmussa"]
    assert lost == first


def test_whatever_an_address_says_its_feed_is_valid_and_tells_nothing(ruleset: Ruleset) -> None:
    install(ruleset, with_allows(ruleset, "ajanvaraus", "Uudet sanat."))
    for junk in ("rooli=%00%F0%9F%94%91&rooli=%3Cb%3E&rooli=%22", "tehtava=%26%3C%3E%22%F0%9F%94%91&x=%0B&suhde=oma"):
        for path in ("/tulos.atom", "/tiimi.atom", "/julkaisut.atom", "/sv/tulos.atom", "/en/tiimi.atom"):
            ask(f"{path}?{junk}")
    assert ask(f"/tiimi.atom?rooli={COUNTY}&rooli=%3C").entries[0].link.endswith("&rooli=%3C")


@pytest.mark.parametrize(("prefix", "language"), [("", "fi"), ("/sv", "sv"), ("/en", "en")])
def test_feed_is_in_the_language_of_its_address(prefix: str, language: str, three: tuple[Ruleset, ...]) -> None:
    install(*three)
    read = ask(f"{prefix}/tulos.atom?{ANSWERS}")
    assert read.feed.language == language
    links = {link.rel: link.href for link in read.feed.links}
    assert links["self"].startswith(f"http://127.0.0.1:8000{prefix}/tulos.atom?")
    assert links["alternate"] == links["self"].replace(".atom", "/")


def test_feed_is_kept_as_pages_are(three: tuple[Ruleset, ...]) -> None:
    install(*three)
    first = Client().get(f"/tulos.atom?{ANSWERS}")
    assert first["Cache-Control"] == "public, max-age=60"
    again = Client().get(f"/tulos.atom?{ANSWERS}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_whatever_a_row_says_the_feed_is_xml() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    words = "<b>&\x00\x0b\ud800\ufffe]]>\N{KEY}"
    entry = FeedEntry(identity("a", 1), words, moment, "https://x.example/?a=1&b=2", words)
    feed = Feed(identity("a"), words, words, words, "fi", moment, "https://x.example/", "https://x.example/", (entry,))
    root = etree.fromstring(write(feed))
    SCHEMA.assertValid(root)
    assert root.findtext("{http://www.w3.org/2005/Atom}title") == "<b>&]]>\N{KEY}"


def test_grammar_refuses_what_is_no_feed() -> None:
    for wrong in ("<feed/>", '<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id></feed>'):
        assert not SCHEMA.validate(etree.fromstring(wrong))


def test_result_and_team_lead_to_their_feeds(site: Client) -> None:
    assert f'href="/tulos.atom?{ANSWERS}"' in unescape(site.get(f"/tulos/?{ANSWERS}").content.decode())
    html = unescape(site.get(f"/tiimi/?rooli={COUNTY}").content.decode())
    assert html.count(f'href="/tiimi.atom?rooli={COUNTY}"') == 2
    assert 'href="/julkaisut.atom"' in html


def test_feed_of_a_team_of_nobody_is_called_so(ruleset: Ruleset) -> None:
    install(ruleset)
    assert ask("/tiimi.atom").feed.title == "Tiimin valtuudet"
    assert ask(f"/tiimi.atom?rooli={COUNTY}").feed.title == f"Tiimin valtuudet ({COUNTY})"


def test_same_role_thirty_times_is_worked_out_once(three: tuple[Ruleset, ...]) -> None:
    code = code_of(three[0])
    install(*three)
    once, thirty_times = calls(team_feed, *(f"/tiimi.atom?{'&'.join([f'rooli={code}'] * count)}" for count in (1, 30)))
    assert thirty_times <= 10 * once
