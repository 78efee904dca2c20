"""An address that a program or a person mangled leads where it led."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

ANSWERS = "organisaatio=kunta&tehtava=tyomarkkinatuen-lasku&suhde=oma"
HELD = "organisaatio=kunta&tehtava=ajanvaraus&suhde=oma&on=kelmu-typ"


@pytest.mark.parametrize(
    "mangled",
    [
        ANSWERS.upper(),
        "Organisaatio=Kunta&Tehtava=Tyomarkkinatuen-lasku&Suhde=Oma",
        f"{ANSWERS}.",
        f"{ANSWERS})",
        f"{ANSWERS}%3E",
        f"{ANSWERS}%20",
        f"?{ANSWERS}",
        f"{ANSWERS}%23pyynto",
        quote(ANSWERS, safe=""),
        quote(quote(ANSWERS, safe=""), safe=""),
        ANSWERS.replace("&", "%26"),
        ANSWERS.replace("&", "%26amp;"),
        ANSWERS.replace("&", ";"),
        ANSWERS.replace("=", "%3D"),
        ANSWERS.replace("&", "&%20"),
        ANSWERS.replace("=", "=%20"),
        ANSWERS.replace("=", "[]="),
        ANSWERS.replace("-", "%E2%80%91"),
        ANSWERS.replace("-", "%E2%80%93"),
        ANSWERS.replace("-", "-%0D%0A"),
        ANSWERS.replace("tehtava", quote("tehtävä")),
    ],
)
def test_mangled_query_has_the_answers_that_it_had(mangled: str, site: Client) -> None:
    asked, whole = (site.get(f"/tulos.json?{query}").json() for query in (mangled, ANSWERS))
    assert asked == whole
    assert site.get(f"/tulos/?{mangled}").status_code == 200


@pytest.mark.parametrize("mangled", [f"{HELD}.", HELD.replace("kelmu", "KELMU"), HELD.replace("&on", "%26on")])
def test_mangled_held_mandate_stays_held(mangled: str, site: Client) -> None:
    assert site.get(f"/tulos.json?{mangled}").json()["excess"] == ["kelmu-typ"]


@pytest.mark.parametrize("query", ["seuraava=x%26organisaatio%3Dkunta", "utm_campaign=a%26organisaatio%3Dkunta"])
def test_what_a_strangers_key_holds_is_no_answer(query: str, site: Client) -> None:
    assert site.get(f"/kysely/tehtavat/?{query}")["Location"].startswith("/kysely/organisaatio/")


def test_number_of_a_publication_is_read_without_the_full_stop_after_it(site: Client) -> None:
    assert site.get(f"/tulos/?{ANSWERS}&v=1.").status_code == 200


@pytest.mark.parametrize(
    ("mangled", "meant"),
    [
        (f"/TULOS/?{ANSWERS}", f"/tulos/?{ANSWERS}"),
        (f"/tulos/%3F{ANSWERS}", f"/tulos/?{ANSWERS}"),
        (f"/tulos//?{ANSWERS}", f"/tulos/?{ANSWERS}"),
        ("/tulos/.", "/tulos/"),
        ("/SV/tulos/", "/sv/tulos/"),
        ("/fi/", "/"),
        ("/fi/tulos/", "/tulos/"),
        ("/KOODI/5Z3-2K7-4F2", "/koodi/5z3-2k7-4f2/"),
        ("/valtuudet/Ajanvaraus/", "/valtuudet/ajanvaraus/"),
        ("/valtuudet/ajanvaraus.", "/valtuudet/ajanvaraus/"),
        ("/valtuudet/ajanvaraus/)", "/valtuudet/ajanvaraus/"),
        ("/tulos.json/", "/tulos.json"),
        (f"/tulos/{ANSWERS}", f"/tulos/?{ANSWERS}"),
        (f"/sv/tulos/{ANSWERS}/", f"/sv/tulos/?{ANSWERS}"),
        (f"/tulos/index.html?{ANSWERS}", f"/tulos/?{ANSWERS}"),
        (f"/kysely/?{ANSWERS}", f"/tulos/?{ANSWERS}"),
        ("/en/kysely/kunta/?organisaatio=kunta", "/en/tulos/?organisaatio=kunta"),
    ],
)
def test_mangled_path_leads_to_the_page_that_it_means(mangled: str, meant: str, site: Client) -> None:
    response = site.get(mangled)
    assert (response.status_code, response.get("Location")) == (302, meant)
    assert site.head(mangled).status_code == 302
    assert site.get(meant).status_code in {200, 302}


@pytest.mark.parametrize(
    "path",
    [
        "/Admin/",
        "/ADMIN",
        "/ei-ole/",
        "/Ei-ole/",
        "/valtuudet/%C3%84/",
        "/koodi/5z3-2k7-4f2.svg",
        "/x/..//evil.example/",
    ],
)
def test_address_that_means_none_of_ours_is_not_found(path: str, site: Client) -> None:
    assert site.get(path).status_code == 404


def test_question_that_there_is_not_leads_to_the_one_that_is_needed(site: Client) -> None:
    response = site.get("/kysely/tehtävät/?organisaatio=kunta", follow=True)
    assert response.redirect_chain[-1] == ("/kysely/tehtavat/?organisaatio=kunta", 302)
    assert site.get("/kysely/", follow=True).redirect_chain[-1] == ("/kysely/organisaatio/", 302)


def test_mangled_path_never_leads_away(site: Client) -> None:
    for path in ("/%2F%2Fevil.example/TULOS/", "/TULOS/%0D%0ASet-Cookie:%20a=b", "/\\evil.example/"):
        response = site.get(path)
        assert not response.get("Location", "/").startswith(("//", "/\\"))
        assert "Set-Cookie" not in response


@pytest.mark.parametrize("page", ["/palvelut/", "/valtuudet/", "/taulukko/"])
@pytest.mark.parametrize("mangled", ["organisaatio=Kunta", "organisaatio=kunta.", "amp;organisaatio=kunta"])
def test_chosen_organisation_is_not_called_unknown(page: str, mangled: str, site: Client) -> None:
    assert site.get(f"{page}?{mangled}").content == site.get(f"{page}?organisaatio=kunta").content


@pytest.mark.parametrize("mangled", ["palvelu=Kelmu", "palvelu=kelmu.", "amp;palvelu=kelmu", "palvelu%3Dkelmu"])
def test_service_that_does_not_work_is_read(mangled: str, site: Client) -> None:
    assert site.get(f"/ongelma/?{mangled}").content == site.get("/ongelma/?palvelu=kelmu").content


@pytest.mark.parametrize(
    "mangled",
    [
        "ROOLI=95F-88G-2PU&ROOLI=EWF7-TU8A",
        "rooli=95F-88G-2PU%26rooli=EWF7-TU8A",
        "rooli%3D95F-88G-2PU%26rooli%3DEWF7-TU8A",
        "rooli=95F-88G-2PU&amp;rooli=EWF7-TU8A)",
        "rooli=95F-88G-2PU;rooli=EWF7-TU8A%3E",
    ],
)
def test_mangled_address_of_a_team_has_its_roles(mangled: str, site: Client) -> None:
    whole = site.get("/tiimi.json?rooli=95F-88G-2PU&rooli=EWF7-TU8A").json()
    assert site.get(f"/tiimi.json?{mangled}").json() == whole


@pytest.mark.parametrize("sign", [";", ",", "|", "%2C", ",%20"])
def test_several_values_in_one_are_read_each(sign: str, site: Client) -> None:
    several = site.get(f"/tulos.json?organisaatio=kunta{sign}vuokranantaja&tehtava=vuokratiedot").json()
    assert several == site.get("/tulos.json?organisaatio=kunta&organisaatio=vuokranantaja&tehtava=vuokratiedot").json()


@pytest.mark.parametrize("key", ["Koodi", "amp;koodi"])
def test_key_of_a_code_may_be_mangled(key: str, site: Client) -> None:
    assert site.get(f"/koodi/?{key}=95F-88G-2PU")["Location"] == site.get("/koodi/95F-88G-2PU/")["Location"]
