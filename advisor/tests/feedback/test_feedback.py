"""The one public POST: who may send it, what it takes, where it leads, and that it asks the database nothing."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import struct
import time
from collections.abc import Callable
from contextlib import closing
from html import unescape
from pathlib import Path
from statistics import median
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from advisor.feedback import views
from advisor.feedback.posting import LARGEST_BODY, LARGEST_READ
from advisor.tests import databases
from advisor.tests.reading import Reader
from advisor.tests.serving import Service, serve
from mandates.feedback import LONGEST_TEXT, Bucket, Memory, Note
from mandates.publishing import editions

ADDRESS: Final = "/palaute/"
HERE: Final = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
URLENCODED: Final = "application/x-www-form-urlencoded"
BODIES: Final = 500
PATIENCE: Final = 120
LOCKED: Final = 5
"""Seconds that whoever waits for a locked database would wait."""


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Memory:
    """What this process holds, empty as when it starts."""
    made = Memory(Bucket(1_000, 1), Bucket(1_000, 1))
    monkeypatch.setattr(views, "memory", made)
    return made


@pytest.fixture
def visitor(edition: editions.Edition) -> Client:
    """A browser without cookie and token, whom nothing is let off."""
    return Client(enforce_csrf_checks=True, headers=HERE)


def send(visitor: Client, address: str = ADDRESS, **fields: str) -> Any:
    return visitor.post(address, {"sivu": "/palvelut/", **fields})


def notes(held: Memory) -> list[Note]:
    return list(held._notes)


def outcomes(held: Memory) -> dict[str, int]:
    return {tally.outcome: count for tally, count in held._tallies.items()}


def problem(response: Any) -> tuple[int, str, str]:
    """The status, the title's beginning and the sentence of the error summary."""
    page = response.content.decode()
    sentence = page.partition('aria-labelledby="virhe-otsikko"')[2].partition("<a href=")[2].partition("</a>")[0]
    assert response["Cache-Control"] == "no-store"
    return response.status_code, Reader(page).title.partition(":")[0], unescape(sentence.partition(">")[2])


def test_answer_is_held_and_leads_back(visitor: Client, held: Memory, edition: editions.Edition) -> None:
    response = send(visitor, auttoi="ei", teksti=" Rivi\r\ntoinen\x00 ")

    assert (response.status_code, response["Location"]) == (303, "/palvelut/#kiitos")
    assert response["Cache-Control"] == "no-store"
    (note,) = notes(held)
    assert (note.page, note.language, note.publication) == ("/palvelut/", "fi", edition.number)
    assert (note.helped, note.text) == (False, "Rivi\ntoinen")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"auttoi": "kylla"}, (True, "")),
        ({"auttoi": "ei"}, (False, "")),
        ({"teksti": "Puuttui"}, (None, "Puuttui")),
        ({"auttoi": "ehka", "teksti": "x"}, (None, "x")),
    ],
)
def test_yes_no_and_text_can_be_sent_alone(
    fields: dict[str, str], expected: tuple[bool | None, str], visitor: Client, held: Memory
) -> None:
    assert send(visitor, **fields).status_code == 303
    assert [(note.helped, note.text) for note in notes(held)] == [expected]


@pytest.mark.parametrize("address", [ADDRESS, "/sv/palaute/", "/en/palaute/"])
def test_feedback_is_taken_in_every_language(address: str, visitor: Client, held: Memory) -> None:
    assert send(visitor, address, sivu="/sv/valtuudet/ajanvaraus/", auttoi="ei")["Location"] == (
        "/sv/valtuudet/ajanvaraus/#kiitos"
    )
    assert [(note.page, note.language) for note in notes(held)] == [("/valtuudet/ajanvaraus/", "sv")]


@pytest.mark.parametrize("address", [ADDRESS, "/sv/palaute/"])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused_by_name(method: str, address: str, visitor: Client) -> None:
    response = visitor.generic(method, address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize("address", ["/", "/sv/", "/tulos/", "/palvelut/", "/haku/", "/palaute", "/palaute/x/"])
def test_no_other_address_takes_post(address: str, visitor: Client) -> None:
    response = visitor.post(address, {"auttoi": "ei"})

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none", "Origin": "http://testserver"}, True),
        ({"Origin": "http://testserver"}, True),
        ({}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "none", "Origin": "http://muualla.example"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://muualla.example"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": ""}, False),
        ({"Sec-Fetch-Site": "", "Origin": "http://testserver"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://testserver:8000"}, False),
        ({"Origin": "http://testserver.muualla.example"}, False),
        ({"Referer": "http://testserver/"}, False),
    ],
)
@pytest.mark.parametrize("fields", [{"auttoi": "ei"}, {"tulos": "ajanvaraus", "julkaisu": "1"}])
def test_only_our_own_pages_can_send(
    headers: dict[str, str], taken: bool, fields: dict[str, str], held: Memory, edition: editions.Edition
) -> None:
    response = Client(enforce_csrf_checks=True, headers=headers).post(ADDRESS, {"sivu": "/", **fields})

    assert bool(notes(held) or outcomes(held)) == taken
    if taken:
        assert response.status_code in (303, 204)
    else:
        sentence = "Lomake tuli toiselta sivustolta, tai selaimesi ei kertonut, mistä se tuli."
        assert problem(response) == (403, "Virhe", f"{sentence} Anna palaute tällä lomakkeella.")


def test_empty_feedback_shows_its_error_and_the_page_it_was_for(visitor: Client, held: Memory) -> None:
    response = send(visitor, teksti=" \r\n ")

    assert problem(response) == (400, "Virhe", "Vastaa Kyllä tai Ei, tai kirjoita, mikä jäi puuttumaan.")
    assert 'name="sivu" value="/palvelut/"' in response.content.decode()
    assert notes(held) == []


def test_line_ends_count_once(visitor: Client, held: Memory) -> None:
    assert send(visitor, teksti="a\r\n" * (LONGEST_TEXT // 2)).status_code == 303


def test_too_long_text_is_refused_and_kept_on_the_page(visitor: Client, held: Memory) -> None:
    text = "b" * (LONGEST_TEXT + 1)

    response = send(visitor, auttoi="ei", teksti=text)

    assert problem(response) == (400, "Virhe", "Lyhennä tekstiä: enintään 1000 merkkiä, nyt 1001.")
    assert f">{text}</textarea>" in response.content.decode()
    assert ("auttoi", "ei") in Reader(response.content.decode()).checked
    assert notes(held) == []


def test_too_big_a_body_is_refused_and_kept_on_the_page_where_it_can_be(visitor: Client, held: Memory) -> None:
    text = "c" * LARGEST_BODY
    sentence = "Palautetta ei tallennettu. Kirjoita enintään 1000 merkkiä."

    kept, huge = send(visitor, teksti=text), send(visitor, teksti="d" * LARGEST_READ)

    assert (problem(kept), problem(huge)) == ((413, "Virhe", sentence), (413, "Virhe", sentence))
    assert f">{text}</textarea>" in kept.content.decode()
    assert "ddd" not in huge.content.decode()
    assert notes(held) == []


def test_huge_body_is_refused_unread(visitor: Client) -> None:
    response = visitor.generic("POST", ADDRESS, b"x", URLENCODED, CONTENT_LENGTH=str(10**15))

    assert response.status_code == 413


def test_feedback_beyond_the_rate_is_refused_and_kept_on_the_page(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "memory", Memory(Bucket(1, 1_000), Bucket(1, 1_000)))
    assert send(visitor, auttoi="ei").status_code == 303

    response = send(visitor, auttoi="ei", teksti="Tärkeä asia")

    status, title, sentence = problem(response)
    assert (status, title, response["Retry-After"]) == (429, "Virhe", "60")
    assert sentence.endswith("Tekstisi on tallella tällä sivulla. Lähetä se hetken päästä uudestaan.")
    assert ">Tärkeä asia</textarea>" in response.content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "",
        "/ei-ole/",
        "/admin/",
        "/admin/mandates/task/",
        "/healthz",
        "/tulos.json",
        "palvelut/",
        "//muualla.example/",
        "https://muualla.example/",
        "/palvelut/?organisaatio=kunta",
        "/palvelut/\r\nSet-Cookie: a=b/",
        "/sv/sv/palvelut/",
        "/palvelut/" + "a" * 200 + "/x/",
    ],
)
def test_feedback_on_what_is_no_page_of_ours_is_refused(page: str, visitor: Client, held: Memory) -> None:
    response = send(visitor, sivu=page, teksti="Jäi talteen")

    status, _, sentence = problem(response)
    assert (status, sentence[:41]) == (400, "Palaute ei koskenut mitään tämän palvelun")
    assert ">Jäi talteen</textarea>" in response.content.decode()
    assert 'name="sivu" value="/palaute/"' in response.content.decode()
    assert notes(held) == []


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("/", "/"),
        ("/tulos/", "/tulos/"),
        ("/en/", "/"),
        ("/palvelut/kelmu/", "/palvelut/kelmu/"),
        ("/palvelut/maija-meikalainen/", "/palvelut/"),
        ("/koodi/7KQ4-M2XP-AB/", "/koodi/"),
        ("/en/koodi/7KQ4-M2XP-AB/", "/koodi/"),
        ("/palaute/", "/palaute/"),
    ],
)
def test_page_is_kept_without_what_a_visitor_may_have_typed(
    page: str, kept: str, visitor: Client, held: Memory
) -> None:
    send(visitor, sivu=page, auttoi="ei")

    assert [note.page for note in notes(held)] == [kept]


@pytest.mark.parametrize(
    ("referer", "page", "target"),
    [
        ("http://testserver/tulos/?organisaatio=kunta", "/tulos/", "/tulos/?organisaatio=kunta#kiitos"),
        ("http://testserver/en/tulos/?a=b&c=%C3%A4#x", "/en/tulos/", "/en/tulos/?a=b&c=%C3%A4#kiitos"),
        ("", "/palvelut/", "/palvelut/#kiitos"),
        ("", "/tulos/", "/palaute/#kiitos"),
        ("", "/tarkista/", "/palaute/#kiitos"),
        ("http://testserver/palaute/?sivu=/palvelut/", "/palvelut/", "/palvelut/#kiitos"),
        ("http://testserver/palaute/", "/tulos/", "/palaute/#kiitos"),
        ("http://testserver/palaute/", "/palaute/", "/palaute/#kiitos"),
        ("https://muualla.example/palvelut/", "/palvelut/", "/palvelut/#kiitos"),
        ("http://testserver@muualla.example/palvelut/", "/palvelut/", "/palvelut/#kiitos"),
        ("http://testserver//muualla.example/palvelut/", "/palvelut/", "/palvelut/#kiitos"),
        ("http://testserver/\\muualla.example/", "/palvelut/", "/palvelut/#kiitos"),
        ("http://testserver/admin/", "/palvelut/", "/palvelut/#kiitos"),
        ("http://testserver:80:80/palvelut/", "/palvelut/", "/palvelut/#kiitos"),
        ("http://[testserver/palvelut/", "/palvelut/", "/palvelut/#kiitos"),
        ("//muualla.example/palvelut/", "/palvelut/", "/palvelut/#kiitos"),
        ("javascript:alert(1)", "/palvelut/", "/palvelut/#kiitos"),
        ("http://testserver/haku/?q=\xff\xff", "/palvelut/", "/palvelut/#kiitos"),
        (f"http://testserver/haku/?q={'a' * 3_991}", "/haku/", f"/haku/?q={'a' * 3_991}#kiitos"),
        (f"http://testserver/haku/?q={'a' * 3_992}", "/haku/", "/haku/#kiitos"),
        ("http://testserver/haku/?q=" + '"' * 2_000, "/haku/", "/haku/#kiitos"),
    ],
)
def test_way_back_never_leaves_the_site(referer: str, page: str, target: str, visitor: Client, held: Memory) -> None:
    response = visitor.post(ADDRESS, {"sivu": page, "auttoi": "ei"}, headers={"Referer": referer})

    assert (response.status_code, response["Location"]) == (303, target)
    assert [note.page for note in notes(held)] == [page.removeprefix("/en")]


def test_nothing_that_identifies_is_held_or_set(visitor: Client, held: Memory) -> None:
    secrets = {"User-Agent": "selain-xyz", "Referer": "http://testserver/tulos/?tehtava=salainen", "Cookie": "a=keksi"}

    responses = [
        visitor.post(ADDRESS, {"sivu": "/tulos/", "teksti": "Hei"}, headers=secrets, REMOTE_ADDR="192.0.2.77"),
        visitor.post(ADDRESS, {"tulos": "ajanvaraus", "julkaisu": "1"}, headers=secrets, REMOTE_ADDR="192.0.2.77"),
    ]

    assert [response.status_code for response in responses] == [303, 204]
    assert [dict(response.cookies) for response in responses] == [{}, {}]
    everything = repr((notes(held), held._tallies))
    assert [word in everything for word in ("192.0.2.77", "xyz", "salainen", "keksi")] == [False] * 4


@pytest.mark.parametrize(
    ("number", "kept"),
    [("1", 1), ("2", 2), ("3", 3), ("0", 3), ("-1", 3), ("4", 3), ("²", 3), ("9" * 5_0, 3), ("x", 3), ("", 3)],
)
def test_feedback_is_of_the_publication_that_was_read(
    number: str, kept: int, visitor: Client, held: Memory, edition: editions.Edition
) -> None:
    editions.install(editions.Edition(3, edition.sha256, edition.published_at, edition.ruleset))

    send(visitor, auttoi="ei", julkaisu=number)

    assert [note.publication for note in notes(held)] == [kept]


@pytest.mark.parametrize(
    ("shown", "counted"),
    [
        ("ajanvaraus", {"ajanvaraus": 1}),
        ("ajanvaraus kelmu-etuustiedot", {"ajanvaraus": 1, "kelmu-etuustiedot": 1}),
        ("ajanvaraus ajanvaraus", {"ajanvaraus": 1}),
        ("ei-mikaan", {"ei-mikaan": 1}),
        ("estynyt", {"estynyt": 1}),
        ("on-jo", {"on-jo": 1}),
        ("maija ajanvaraus", {"ajanvaraus": 1}),
        ("hyvinvointialue", {}),
        ("", {}),
        ("x " * 1_000, {}),
    ],
)
def test_each_outcome_is_counted_by_itself(shown: str, counted: dict[str, int], visitor: Client, held: Memory) -> None:
    response = visitor.post(ADDRESS, {"tulos": shown, "julkaisu": "1"})

    assert (response.status_code, response.content, response["Cache-Control"]) == (204, b"", "no-store")
    assert (outcomes(held), notes(held)) == (counted, [])


@pytest.mark.parametrize("number", ["2", "0", "", "x"])
def test_outcome_of_another_publication_is_not_counted(number: str, visitor: Client, held: Memory) -> None:
    response = visitor.post(ADDRESS, {"tulos": "ajanvaraus", "julkaisu": number})

    assert (response.status_code, outcomes(held)) == (204, {})


def test_outcomes_beyond_the_rate_are_not_counted(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Memory(Bucket(1, 1_000), Bucket(1, 1_000))
    monkeypatch.setattr(views, "memory", held)

    responses = [visitor.post(ADDRESS, {"tulos": "on-jo", "julkaisu": "1"}).status_code for _ in range(3)]

    assert (responses, outcomes(held)) == ([204] * 3, {"on-jo": 1})
    assert send(visitor, auttoi="ei").status_code == 303


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "organisaatio=kunta&tehtava=ajanvaraus&tehtava=lastenhoidon-tuen-lasku&suhde=oma",
            "kelmu-lastenhoidon-tuki ajanvaraus",
        ),
        ("organisaatio=kunta&tehtava=ei-mikaan", "ei-mikaan"),
        ("organisaatio=kunta&tehtava=tyomarkkinatuen-lasku&suhde=oma&ei=kelmu-sopimus", "estynyt"),
        ("organisaatio=kunta&tehtava=ajanvaraus&suhde=oma&on=ajanvaraus", "on-jo"),
    ],
)
def test_result_names_its_outcome_and_the_server_knows_it(
    query: str, expected: str, site: Client, visitor: Client, held: Memory
) -> None:
    page = site.get(f"/tulos/?{query}").content.decode()
    shown = page.partition('data-outcome="')[2].partition('"')[0]

    visitor.post(ADDRESS, {"tulos": shown, "julkaisu": page.partition('data-edition="')[2].partition('"')[0]})

    assert (shown, outcomes(held)) == (expected, dict.fromkeys(expected.split(), 1))


def test_form_stands_on_pages_but_not_on_questions_errors_and_its_own_page(site: Client) -> None:
    with_form = (
        "/",
        "/palvelut/",
        "/sv/palvelut/",
        "/tulos/?organisaatio=kunta&tehtava=ei-mikaan",
        "/haku/?q=apteekki",
    )
    without = ("/kysely/organisaatio/", "/kysely/tehtavat/?organisaatio=kunta", "/palaute/", "/ei-ole/")

    def sends(address: str) -> str:
        form = site.get(address).content.decode().partition('<aside class="feedback"')[2]
        return form.partition('name="sivu" value="')[2].partition('"')[0]

    assert [sends(address) for address in with_form] == ["/", "/palvelut/", "/sv/palvelut/", "/tulos/", "/haku/"]
    assert [sends(address) for address in without] == [""] * 4


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/koodi/7KQ4-M2XP-AB/", "/koodi/"),
        ("/en/koodi/%00%00/", "/en/koodi/"),
        ("/tuki/?haku=%00", "/tuki/"),
    ],
)
def test_form_names_the_page_without_what_the_address_held(address: str, page: str, site: Client) -> None:
    html = site.get(address).content.decode()

    assert f'name="sivu" value="{page}"' in html
    assert "\x00" not in html


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/palaute/", "/palaute/"),
        ("/palaute/?sivu=/palvelut/kelmu/", "/palvelut/kelmu/"),
        ("/palaute/?sivu=//muualla.example/", "/palaute/"),
        ("/sv/palaute/?sivu=/sv/palvelut/", "/sv/palvelut/"),
        ("/sv/palaute/", "/sv/palaute/"),
    ],
)
def test_own_page_speaks_of_the_page_that_the_address_names(address: str, page: str, site: Client) -> None:
    response = site.get(address)

    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=60")
    assert f'name="sivu" value="{page}"' in response.content.decode()


def test_field_takes_the_longest_text_in_any_signs(site: Client) -> None:
    """A browser counts a sign beyond the basic plane as two."""
    assert f'maxlength="{2 * LONGEST_TEXT}"' in site.get("/palaute/").content.decode()


@pytest.mark.parametrize("sign", ["😀", "漢", "ä", "a", "%", "&"])
@pytest.mark.parametrize("content_type", [MULTIPART_CONTENT, URLENCODED])
def test_longest_text_is_kept_in_any_signs(sign: str, content_type: str, visitor: Client, held: Memory) -> None:
    text = sign * LONGEST_TEXT
    fields = {"sivu": "/palvelut/", "teksti": text}
    body = encode_multipart(BOUNDARY, fields) if content_type == MULTIPART_CONTENT else urlencode(fields)

    response = visitor.generic("POST", ADDRESS, body, content_type)

    assert (response.status_code, [note.text for note in notes(held)]) == (303, [text])


def test_what_is_sent_as_a_count_is_never_kept_as_feedback(visitor: Client, held: Memory) -> None:
    """The proxy limits counts less than feedback, and tells them apart by the address."""
    response = visitor.post(f"{ADDRESS}?tulos", {"sivu": "/palvelut/", "auttoi": "ei", "teksti": "Hei"})

    assert (response.status_code, notes(held)) == (204, [])


OF_MANDATE: Final = "/valtuudet/kelmu-typ/"


@pytest.mark.parametrize("page", [OF_MANDATE, f"/sv{OF_MANDATE}"])
def test_name_under_which_a_mandate_was_found_is_held(page: str, visitor: Client, held: Memory) -> None:
    response = send(visitor, sivu=page, julkaisu="1", nimi="  Jokin \r\n  nimi\u202e ")

    assert (response.status_code, response["Location"]) == (303, f"{page}#kiitos")
    [note] = notes(held)
    assert (note.page, note.mandate, note.found_as, note.helped, note.text) == (
        OF_MANDATE,
        "kelmu-typ",
        "Jokin nimi",
        None,
        "",
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "Kirjoita nimi, jolla löysit valtuuden Suomi.fistä."),
        ("ä" * 201, "Lyhennä tekstiä: enintään 200 merkkiä, nyt 201."),
    ],
)
def test_name_that_cannot_be_held_is_told_and_stays_on_the_page(
    name: str, sentence: str, visitor: Client, held: Memory
) -> None:
    response = send(visitor, sivu=OF_MANDATE, nimi=name)

    assert problem(response) == (400, "Virhe", sentence)
    assert response.content.decode().count(f'value="{name.strip()}"') == 1
    assert 'aria-describedby="nimi-ohje virhe"' in response.content.decode()
    assert notes(held) == []


def test_name_goes_with_a_mandates_page_only(visitor: Client, held: Memory) -> None:
    send(visitor, nimi="Jokin nimi", auttoi="ei")

    assert [(note.mandate, note.found_as) for note in notes(held)] == [("", "")]


def test_names_are_bounded_as_all_that_is_told(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "memory", Memory(Bucket(1, 1_000), Bucket(1, 1_000)))
    answers = [send(visitor, sivu=OF_MANDATE, nimi="Jokin nimi") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 429]
    assert 'value="Jokin nimi"' in answers[1].content.decode()


def test_every_mandates_page_asks_for_the_name(site: Client) -> None:
    pages = [site.get(f"{prefix}{OF_MANDATE}").content.decode() for prefix in ("", "/sv", "/en")]

    assert [page.count('name="nimi"') for page in pages] == [1, 1, 1]
    assert site.get("/palvelut/kelmu/").content.decode().count('name="nimi"') == 0


def random_body(chance: random.Random) -> tuple[bytes, str]:
    """A body that may be anything: nearly right, mangled or noise, under any content type."""
    keys = ["sivu", "auttoi", "teksti", "nimi", "tulos", "julkaisu", "x", "ä", ""]
    values = [
        "/",
        "/palvelut/",
        "ei",
        "kylla",
        "1",
        "%00",
        "%ff%fe",
        "%ud800",
        "ajanvaraus",
        "\x00",
        "ä" * 300,
        "=",
        "&",
    ]
    pairs = "&".join(f"{chance.choice(keys)}={chance.choice(values)}" for _ in range(chance.randrange(8)))
    kinds = [
        URLENCODED,
        f"{URLENCODED}; charset={chance.choice(['utf-8', 'latin-1', 'hex', 'utf-16', 'olematon', ''])}",
        "multipart/form-data; boundary=raja",
        "multipart/form-data",
        f"multipart/form-data; boundary=raja; charset={chance.choice(['hex', 'utf-7', 'rot13', 'utf-8'])}",
        "text/plain",
        "application/json",
        chance.choice(["", ";", "x", "/"]),
    ]
    part = '--raja\r\nContent-Disposition: form-data; name="{}"{}\r\n{}\r\n{}\r\n'
    parts = "".join(
        part.format(
            chance.choice(keys),
            chance.choice(["", '; filename="a.txt"', '; filename=""']),
            chance.choice(["", "Content-Transfer-Encoding: base64\r\n", "Content-Length: x\r\n"]),
            chance.choice(values),
        )
        for _ in range(chance.randrange(5))
    )
    bodies = [
        pairs.encode("utf-8", "surrogatepass"),
        f"{parts}--raja--\r\n".encode(),
        parts.encode(),
        chance.randbytes(chance.randrange(300)),
        pairs.encode() * chance.randrange(1, 60),
        b"a=&" * chance.randrange(1, 1_400),
    ]
    return chance.choice(bodies), chance.choice(kinds)


def test_any_body_gets_an_answer(visitor: Client, held: Memory) -> None:
    chance = random.Random(20261124)  # noqa: S311 - the same bodies each time
    statuses = set()
    for _ in range(BODIES):
        body, kind = random_body(chance)
        length = chance.choice([str(len(body))] * 6 + ["", "-1", "x", "0"])
        response = visitor.generic("POST", ADDRESS, body, kind, CONTENT_LENGTH=length)
        assert response.cookies == {}
        statuses.add(response.status_code)
    assert statuses == {204, 303, 400, 413}


def test_locked_database_delays_nobody_and_loses_nothing(tmp_path: Path) -> None:
    text = "Lukon aikana"
    with serve(tmp_path) as running, closing(databases.opened(running.environment)) as other:
        databases.lock(other, "mandates_feedback")
        took = [answered(running, text) for _ in range(5)]
        other.execute("ROLLBACK")
        waited_until(lambda: other.execute("SELECT text FROM mandates_feedback").fetchall() == [(text,)] * 5)

    assert [status for status, _ in took] == [303] * 5
    assert median(seconds for _, seconds in took) < LOCKED  # this machine may pause in one of them


def test_service_that_ends_at_once_writes_what_it_holds(tmp_path: Path) -> None:
    with serve(tmp_path) as running, closing(databases.opened(running.environment)) as database:
        assert [answered(running, "Viimeinen")[0] for _ in range(3)] == [303] * 3
        os.kill(running.pid, signal.SIGTERM)
        seen = "SELECT text FROM mandates_feedback"
        waited_until(lambda: database.execute(seen).fetchall() == [("Viimeinen",)] * 3)


def test_browser_that_goes_away_in_the_middle_is_no_error_of_ours(service: Service) -> None:
    def logged() -> bool:
        torn_off(service)
        return "The form ended early: /palaute/" in service.log()

    waited_until(logged)
    assert "Internal Server Error" not in service.log()
    assert "UnreadablePostError" not in service.log()


def torn_off(running: Service) -> None:
    """Send the beginning of a form, and reset the connection while the service waits for the rest."""
    head = (
        f"POST {ADDRESS} HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {URLENCODED}\r\n"
    )
    with socket.create_connection(("127.0.0.1", running.port), timeout=60) as sending:
        sending.sendall(f"{head}Content-Length: 100\r\n\r\nsivu=".encode())
        time.sleep(0.2)
        sending.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def answered(running: Service, text: str) -> tuple[int, float]:
    """The status of a form sent to the running service, and the seconds that it took."""
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)
    begun = time.monotonic()
    headers = {"Content-Type": URLENCODED, "Sec-Fetch-Site": "same-origin"}
    connection.request("POST", ADDRESS, urlencode({"sivu": "/", "teksti": text}), headers)
    status = connection.getresponse().status
    connection.close()
    return status, time.monotonic() - begun


def waited_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)
