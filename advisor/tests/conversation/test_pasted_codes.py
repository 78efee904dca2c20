"""A code is read in its field, and in an address, as people paste it and say it."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

import pytest
from django.test import Client

CODE = "5Z3-2K7-4F2"
SPELT: Final = (
    "5 Tseta 3 2 Kalle 7 4 Faarao 2",
    "koodi on viisi Tseta kolme viiva kaksi Kalle seitsemän viiva neljä Faarao kaksi",
    "fem Zäta tre två Kalle sju fyra Filip två",
    "koden är fem zäta tre två kå sju fyra eff två",
    "the code is five Zulu three dash two Kilo seven dash four Foxtrot two",
    "five zed three two kay seven four eff two",
    "5 Z niinku Tseta 3 2 K niinku Kalle 7 4 F niinku Faarao 2",
    "5, Z niin kuin Zeta, 3, 2, K niin kuin Kalle, 7, 4, F niin kuin Faarao, 2",
    "5 Z as in Zebra 3 2 K for kilo 7 4 F like Fox 2",
    CODE.translate({ord(sign): ord(sign) + 0xFEE0 for sign in CODE}),  # full-width, as in Japanese
)
WITH_W: Final = "9WV-R29-MQZ"


@pytest.mark.parametrize(
    "typed",
    [
        f"Koodi {CODE}",
        f"Kod: {CODE}",
        f"Code {CODE}",
        f"({CODE})",
        f"”{CODE}”",
        f"{CODE}?",
        f"https://neuvoja.example/koodi/{CODE}/",
        f"https://neuvoja.example/sv/koodi/{CODE}/antajalle/",
        f"https://neuvoja.example/koodi/?koodi={CODE}",
        CODE.replace("-", "%2D"),
        "viisi Z kolme viiva kaksi K seitsemän viiva neljä F kaksi",
        "fem Z tre två K sju fyra F två",
        *SPELT,
    ],
)
def test_code_is_found_in_what_was_pasted_into_its_field(typed: str, site: Client) -> None:
    right = site.get(f"/koodi/{CODE}/")["Location"]
    assert site.get(f"/koodi/?{urlencode({'koodi': typed})}").get("Location") == right


@pytest.mark.parametrize("typed", SPELT)
def test_code_spelt_out_is_found_at_the_desk(typed: str, site: Client) -> None:
    right = site.get("/tuki/", {"haku": CODE}, follow=True).request["QUERY_STRING"]
    assert site.get("/tuki/", {"haku": typed}, follow=True).request["QUERY_STRING"] == right


@pytest.mark.parametrize("typed", SPELT)
def test_code_spelt_out_is_added_to_a_team(typed: str, site: Client) -> None:
    assert site.get("/tiimi/", {"koodit": typed}).get("Location") == f"/tiimi/?rooli={CODE}"


def test_codes_spelt_out_on_lines_of_their_own_are_roles_each(site: Client) -> None:
    typed = "5 Tseta 3 2 Kalle 7 4 Faarao 2\nnine whiskey victor romeo two nine mike quebec zulu"
    assert site.get("/tiimi/", {"koodit": typed}).get("Location") == f"/tiimi/?rooli={CODE}&rooli={WITH_W}"


@pytest.mark.parametrize(
    "typed", ["9vvv r29 mqz", "9VVV-R29-MQZ", "nine whiskey victor romeo two nine mike quebec zulu"]
)
def test_double_v_is_w(typed: str, site: Client) -> None:
    right = site.get(f"/koodi/{WITH_W}/")["Location"]
    assert site.get("/koodi/", {"koodi": typed}).get("Location") == right


@pytest.mark.parametrize(
    "typed",
    [
        "5 Tseta 3 2 Kalle 7 4 Faarao 3",
        "5 Tseta 3 2 Kalle 7 4 Sakari 2",
        "5 Zeta 3 2 Calle 7 4 Filip 2",
        "viisi Tseta kolme kaksi Kalle seitsemän neljä Faarao",
    ],
)
def test_wrong_code_spelt_out_leads_nowhere(typed: str, site: Client) -> None:
    assert site.get("/koodi/", {"koodi": typed}).status_code == 200


@pytest.mark.parametrize(
    ("path", "field"), [("/koodi/", "koodi"), ("/tuki/", "haku"), ("/haku/", "q"), ("/tiimi/", "koodit")]
)
@pytest.mark.parametrize(
    "typed",
    [
        "5 Tseta 3 2 Kalle 7 4 Faarao 3",
        "5, Z niin kuin Zeta, 3, 2, K niin kuin Kalle, 7, 4, F niin kuin Faarao, 3",
        "5 Z niin kuin Zeta 3 2 K kuin Kai 7 4 F kuin Fia 3",
        "5Z3-2K7-4F3",
    ],
)
def test_code_with_one_wrong_sign_is_told_as_near_however_it_is_said(
    typed: str, path: str, field: str, site: Client
) -> None:
    html = site.get(path, {field: typed}, follow=True).content.decode()
    assert CODE in html
    assert "ei ole merkkiä" not in html


@pytest.mark.parametrize("around", ["%s)", "%s>", "%s.", "%s ", "Koodi %s"])
def test_code_of_a_mangled_address_is_read(around: str, site: Client) -> None:
    written = quote(around % CODE)
    assert site.get(f"/koodi/{written}/").get("Location") == site.get(f"/koodi/{CODE}/")["Location"]
    assert site.get(f"/koodi/{written}/antajalle/").content == site.get(f"/koodi/{CODE}/antajalle/").content


ANSWERS = "organisaatio=kunta&tehtava=ajanvaraus&tehtava=rintamalisa&suhde=oma"


@pytest.mark.parametrize(
    "pasted",
    [
        f"https://neuvoja.example/tulos/?{ANSWERS}",
        f"https://neuvoja.example/sv/tulos/?{ANSWERS}#pyynto",
        f"Avaa tämä: <https://neuvoja.example/tulos/?{ANSWERS}>. Terveisin Maija",
        f"https://neuvoja.example/tulos/?{ANSWERS.replace('&', '&amp;')}",
        f"/tulos.json?{ANSWERS}",
        f"https://neuvoja.example/tuki/?{ANSWERS}",
        ANSWERS,
    ],
)
def test_address_of_answers_in_the_field_of_a_code_leads_to_them(pasted: str, site: Client) -> None:
    right = site.get(f"/tulos/?{ANSWERS}", follow=True).request["QUERY_STRING"]
    assert site.get("/koodi/", {"koodi": pasted}, follow=True).request["QUERY_STRING"] == right
    assert site.get("/haku/", {"q": pasted}, follow=True).request["QUERY_STRING"] == right


def test_team_of_one_role_in_the_field_of_a_code_leads_to_its_answers(site: Client) -> None:
    right = site.get(f"/koodi/{CODE}/")["Location"]
    assert (
        site.get("/koodi/", {"koodi": f"https://neuvoja.example/tiimi/?rooli={CODE}&rooli={CODE}"})["Location"] == right
    )


def test_code_that_is_searched_for_leads_to_its_answers(site: Client) -> None:
    right = site.get(f"/koodi/{CODE}/")["Location"]
    assert site.get("/haku/", {"q": f"Koodi {CODE}"})["Location"] == right
    assert site.get("/haku/", {"q": CODE.replace("2", "3", 1)}).status_code == 200


def test_of_two_codes_none_is_followed(site: Client) -> None:
    assert site.get(f"/koodi/?{urlencode({'koodi': f'{CODE} tai 97HV-MVKQ'})}").status_code == 200


def test_wrong_code_after_its_label_is_told_of_its_signs_and_not_of_the_label(site: Client) -> None:
    html = site.get(f"/koodi/?{urlencode({'koodi': 'Koodi 5Z3-2K7-4F3'})}").content.decode()
    assert "”o”" not in html
    assert f'href="/koodi/{CODE}/"' in html
