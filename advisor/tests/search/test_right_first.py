"""Searches that once went wrong: what comes first in each list that has the right answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest
from django.test import Client

from mandates.rules.ruleset import Ruleset

TASK, TYPE, ADVICE = "tehtavat", "organisaatiot", "ohjeet"
PARTNER: Final = {TASK: "ajanvaraus", TYPE: "muu-kumppani"}
INSTITUTION: Final = {TYPE: "sosiaaliturvalaitos"}
NOTHING: Final = {TASK: None, "valtuudet": None, TYPE: None, ADVICE: None}
RIGHT: Final[tuple[tuple[str, str, Mapping[str, str | None]], ...]] = (
    ("fi", "seurakunta", PARTNER),
    ("fi", "järjestö", PARTNER),
    ("fi", "oppilaitos", PARTNER),
    ("fi", "yliopisto", PARTNER),
    ("fi", "säätiö", PARTNER),
    ("fi", "edunvalvoja", PARTNER),
    ("fi", "edunvalvontatoimisto", PARTNER),
    ("fi", "Ohjaamo", PARTNER),
    ("fi", "seurakunta haluaa varata aikoja asiakkaille", PARTNER),
    ("fi", "ETK", INSTITUTION),
    ("fi", "Mela", INSTITUTION),
    ("fi", "Työllisyysrahasto", INSTITUTION),
    ("fi", "Keva eläkekäsittelijä", INSTITUTION),
    ("fi", "työttömyyskassa", INSTITUTION),
    ("fi", "maksuvaatimuksien tekeminen kelaan", {TASK: "maksuvaatimukset"}),
    ("fi", "ennakko eläkkeestä periminen", {TASK: "maksuvaatimukset"}),
    ("fi", "taksi suorakorvaus kela", NOTHING),
    ("fi", "ambulanssi suorakorvaus", NOTHING),
    ("fi", "valtuutusoikeus", {TASK: None, ADVICE: "tarkista-valtuutusoikeus"}),
    ("fi", "ulkomaalainen yritys ei y-tunnusta", {TYPE: "muu-kumppani", ADVICE: "tarkista-valtuutusoikeus"}),
    ("fi", "työnantajan sairauspäiväraha", {ADVICE: "ei-tyonantaja"}),
    ("fi", "aland", {TYPE: "ahvenanmaa"}),
    ("fi", "Åland", {TYPE: "ahvenanmaa"}),
    ("fi", "en pääse kirjautumaan", {TASK: None, ADVICE: "en-paase-kirjautumaan"}),
    ("fi", "kirjautuminen ei toimi", {TASK: None, ADVICE: "en-paase-kirjautumaan"}),
    ("fi", "organisaatiota ei voi valita", {TASK: None, ADVICE: "organisaatiota-ei-voi-valita"}),
    ("fi", "kauanko valtuus on voimassa", {TASK: None, ADVICE: "paattymispaiva"}),
    ("fi", "valtuuden hakeminen", {**NOTHING, ADVICE: "pyyda-asiointivaltuus"}),
    ("fi", "miten haen valtuuden", {**NOTHING, ADVICE: "pyyda-asiointivaltuus"}),
    ("fi", "valtuuteni on vanhentunut", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "valtuuden päättyminen", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "peruuta valtuus", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "miten poistan valtuuden", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "valtuuden mitätöinti", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "haluan luopua valtuudesta", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "peruuta aika", {TASK: "ajanvaraus", ADVICE: None}),
    ("sv", "återkalla fullmakt", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("sv", "hur tar jag bort en fullmakt", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("en", "cancel a mandate", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("en", "how do I get rid of a mandate", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "valtuuttaminen", {TASK: None, ADVICE: "tarkista-valtuutusoikeus"}),
    ("fi", "haen vuokravakuutta", {TASK: "vuokravakuus"}),
    ("fi", "valtuus vuokravakuuden hakemiseen", {TASK: "vuokravakuus"}),
    ("fi", "miten saan valtuuden", {TASK: None, "valtuudet": "kelmu-etuustiedot", ADVICE: "pyyda-asiointivaltuus"}),
    ("sv", "hur får jag fullmakt", {TASK: None, ADVICE: "pyyda-asiointivaltuus"}),
    ("en", "how do I get a mandate", {TASK: None, ADVICE: "pyyda-asiointivaltuus"}),
    ("fi", "mitä valtuuksia tarvitsen", {TASK: None, "valtuudet": "kelmu-etuustiedot", ADVICE: None}),
    ("fi", "työnantaja hakee sairauspäivärahan itselleen", {ADVICE: "ei-tyonantaja"}),
    ("fi", "huostaanotetun lapsen lapsilisä pitäs saada maksuun meille", {TASK: "maksuvaatimukset"}),
    ("fi", "potilas kävi virossa leikkauksessa ja kela laskuttaa meitä", {TASK: "ulkomaanhoidon-laskut"}),
    ("fi", "taksikeskus tilittää kelalle matkat", NOTHING),
    ("sv", "ansöka om fullmakt", {**NOTHING, ADVICE: "pyyda-asiointivaltuus"}),
    ("sv", "fullmakten har gått ut", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("sv", "förnya fullmakt", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("en", "apply for a mandate", {**NOTHING, ADVICE: "pyyda-asiointivaltuus"}),
    ("en", "my mandate has expired", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "apteekki", {TASK: "kanta-kayttoonotto", TYPE: "sote-toimija"}),
    ("fi", "isännöitsijä", {TASK: "vuokratiedot", TYPE: "vuokranantaja"}),
    ("fi", "työllisyysalue", {TYPE: "kunta"}),
    ("fi", "tampereen kaupunki", {TYPE: "kunta"}),
    ("fi", "HUS", {TASK: "kanta-kayttoonotto", TYPE: "sote-toimija"}),
    ("fi", "kela", NOTHING),
    ("fi", "organisaatio", NOTHING),
    ("fi", "muu", NOTHING),
    ("fi", "esimerkiksi", NOTHING),
    ("fi", "en tarvitse mitään", NOTHING),
    ("fi", "Hei, hyvää työviikkoa! Varaan aikoja. Ystävällisin terveisin", {TASK: "ajanvaraus", ADVICE: None}),
    ("sv", "ingenting alls", NOTHING),
    ("en", "nothing at all", NOTHING),
    ("fi", "1", NOTHING),
    ("fi", "1.5.2026", NOTHING),
    ("fi", "1234567-1", NOTHING),
    ("fi", "300 päivää", {TASK: "typ-asiat"}),
    ("fi", "kommun", {TYPE: "kunta"}),
    ("fi", "tidsbokning", {TASK: "ajanvaraus"}),
    ("fi", "landlord", {TYPE: "vuokranantaja"}),
    ("fi", "fullmaktsrätt", {ADVICE: "ketju-2-edustajan-valtuutusoikeus"}),
    ("sv", "ajanvaraus", {TASK: "ajanvaraus"}),
    ("sv", "seurakunta", PARTNER),
    ("en", "työttömyyskassa", INSTITUTION),
    ("en", "hyresgaranti", {TASK: "vuokravakuus"}),
    ("sv", "organisation", NOTHING),
    ("sv", "annan organisation", NOTHING),
    ("sv", "2026", NOTHING),
    ("en", "organisation", NOTHING),
    ("en", "organizations", NOTHING),
    ("en", "other organisation", NOTHING),
    ("en", "5", NOTHING),
    ("sv", "församling", PARTNER),
    ("sv", "läroanstalt", PARTNER),
    ("sv", "förening", PARTNER),
    ("sv", "betalnings yrkande", {TASK: "maksuvaatimukset"}),
    ("sv", "logga in fungerar inte", {TASK: None, ADVICE: "en-paase-kirjautumaan"}),
    ("sv", "inloggning", {TASK: None, ADVICE: "en-paase-kirjautumaan"}),
    ("sv", "pensionsskyddscentralen", INSTITUTION),
    ("sv", "arbetsgivarens sjukdagpenning", {ADVICE: "ei-tyonantaja"}),
    ("sv", "fullmaktsrätt", {TASK: None, ADVICE: "ketju-2-edustajan-valtuutusoikeus"}),
    ("sv", "aland", {TYPE: "ahvenanmaa"}),
    ("en", "NGO", PARTNER),
    ("en", "charity", PARTNER),
    ("en", "I cannot log in", {TASK: None, ADVICE: "en-paase-kirjautumaan"}),
    ("en", "cannot sign in", {TASK: None, ADVICE: "en-paase-kirjautumaan"}),
    ("en", "employment services use EESSI", INSTITUTION),
    ("en", "employers sick pay", {ADVICE: "ei-tyonantaja"}),
    ("en", "right to grant a mandate", {TASK: None, ADVICE: "tarkista-valtuutusoikeus"}),
    ("en", "taxi reimbursement", NOTHING),
    ("fi", "mitä valtuuksia mä tarviin kelmuun", {TASK: "etuustietojen-katselu", ADVICE: None}),
    ("fi", "kelmu tunnukset", {TASK: "etuustietojen-katselu"}),
    ("fi", "käyttöoikeus kelmuun", {TASK: "etuustietojen-katselu"}),
    ("fi", "miten valtuutan työntekijän", {**NOTHING, ADVICE: "tarkista-valtuutusoikeus"}),
    ("fi", "uusi työntekijä", NOTHING),
    ("fi", "kelmu ei avaudu", {ADVICE: "toiminto-puuttuu"}),
    ("fi", "en näe organisaatiota", {TASK: None, ADVICE: "organisaatiota-ei-voi-valita"}),
    ("fi", "organisaatio ei näy", {TASK: None, ADVICE: "organisaatiota-ei-voi-valita"}),
    ("fi", "toimeentulotukiasiakkaiden asiat", {TASK: "toimeentulotuen-ilmoitukset"}),
    ("fi", "lastensuojelu", {TASK: "etuustietojen-katselu", TYPE: "hyvinvointialue"}),
    ("fi", "GAS", {TASK: "kuntoutuksen-tulokset"}),
    ("fi", "kiinteistönvälittäjä", {TYPE: "vuokranantaja"}),
    ("fi", "kuka myöntää valtuuden", {**NOTHING, ADVICE: "kuka-voi-antaa"}),
    ("fi", "lisään valtuuden työntekijälle", {**NOTHING, ADVICE: "kuka-voi-antaa"}),
    ("fi", "nimenkirjoitusoikeus", {TASK: None, ADVICE: "kuka-voi-antaa"}),
    ("sv", "vem beviljar fullmakt", {**NOTHING, ADVICE: "kuka-voi-antaa"}),
    ("en", "who can give a mandate", {**NOTHING, ADVICE: "kuka-voi-antaa"}),
    ("en", "it does not work", {TASK: None, ADVICE: "toiminto-puuttuu"}),
    ("fi", "my mandate has expired", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "förnya fullmakt", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "mist mä saan sen valtuuden", {TASK: None, ADVICE: "pyyda-asiointivaltuus"}),
    ("fi", "paljonko kestää että valtuus tulee", {**NOTHING, ADVICE: "tarkista-valtuutusoikeus"}),
    ("fi", "valtuuteni vanhenee ens kuussa", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "valtuus vanheni", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "valtuus on mennyt vanhaksi", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("fi", "anna valtuus kollegalle", {**NOTHING, ADVICE: "kuka-voi-antaa"}),
    ("sv", "hur lång tid tar det att få fullmakten", {**NOTHING, ADVICE: "tarkista-valtuutusoikeus"}),
    ("sv", "fullmakten gick ut", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("sv", "hur länge gäller fullmakten", {TASK: None, ADVICE: "paattymispaiva"}),
    ("en", "how long does it take to get a mandate", {**NOTHING, ADVICE: "tarkista-valtuutusoikeus"}),
    ("en", "how long is a mandate valid", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("en", "my mandate ran out", {**NOTHING, ADVICE: "paattymispaiva"}),
    ("en", "renew my mandate", {TASK: None, ADVICE: "paattymispaiva"}),
    ("fi", "Pohjois-Savon hyvinvointialue", {TYPE: "hyvinvointialue"}),
    ("fi", "Vantaan ja Keravan hyvinvointialue", {TASK: None, TYPE: "hyvinvointialue"}),
    ("fi", "Rauman evankelisluterilainen seurakunta", {TYPE: "muu-kumppani"}),
    ("fi", "kuopion kaupungin vuokratalot", {TYPE: "vuokranantaja"}),
    ("fi", "paras ravintola helsingissä", NOTHING),
    ("fi", "terveystalo", NOTHING),
    ("sv", "Svenska kulturfonden stiftelse", {TYPE: "muu-kumppani"}),
    ("sv", "avräkning", {TASK: "tilitysten-lahetys"}),
    ("sv", "jag ser inte organisationen", {ADVICE: "organisaatiota-ei-voi-valita"}),
    ("sv", "åtkomst till Kelmu", {TASK: "etuustietojen-katselu"}),
    ("en", "organisation not visible", {TASK: None, ADVICE: "organisaatiota-ei-voi-valita"}),
    ("en", "access logs", {TASK: "eessi-kayttoloki"}),
    ("en", "social worker", {TASK: "etuustietojen-katselu", TYPE: "hyvinvointialue"}),
    ("en", "pension company", INSTITUTION),
    ("en", "child protection", {TASK: "etuustietojen-katselu"}),
    ("fi", "Kauniainen", {TYPE: "kunta"}),
    ("fi", "jyvaskyla", {TYPE: "kunta"}),
    ("fi", "Tarvitseeko Pälkäne valtuuden", {TYPE: "kunta"}),
    ("fi", "vantaa", {TYPE: "kunta"}),
    ("fi", "pizza tampere", NOTHING),
    ("fi", "Kökar", {TYPE: "ahvenanmaa"}),
    ("fi", "Pirha", {TYPE: "hyvinvointialue"}),
    ("fi", "Varsinais-Suomi", {TYPE: "hyvinvointialue"}),
    ("fi", "Varma", INSTITUTION),
    ("fi", "Sininauhasäätiö", PARTNER),
    ("fi", "Hyvän Mielen Taloyhdistys", {TYPE: "muu-kumppani"}),
    ("fi", "elinvoimakeskus", {TYPE: "muu-viranomainen"}),
    ("fi", "organisaatiota ei löydy listalta", {**NOTHING, ADVICE: "organisaatiota-ei-voi-valita"}),
    ("fi", "organisaationi puuttuu listalta", {**NOTHING, ADVICE: "organisaatiota-ei-voi-valita"}),
    ("fi", "yritykseni ei ole listalla kun kirjaudun", {**NOTHING, ADVICE: "organisaatiota-ei-voi-valita"}),
    ("fi", "en näe kunnan laskun henkilölistaa", {TASK: "tyomarkkinatuen-lasku"}),
    ("fi", "työterveyshuolto korvaus hakemus", {ADVICE: "ei-tyonantaja"}),
    ("fi", "työterveyshuollon korvaushakemus", {ADVICE: "ei-tyonantaja"}),
    ("fi", "työntekijän sairauspäivärahan hakeminen", {ADVICE: "ei-tyonantaja"}),
    ("fi", "haluan hoitaa äitini kela-asioita", {**NOTHING, ADVICE: "ei-yksityishenkilo"}),
    ("sv", "Jakobstad", {TYPE: "kunta"}),
    ("sv", "Egentliga Finland", {TYPE: "hyvinvointialue"}),
    ("sv", "organisationen syns inte i listan", {**NOTHING, ADVICE: "organisaatiota-ei-voi-valita"}),
    ("sv", "min mormors ärenden", {**NOTHING, ADVICE: "ei-yksityishenkilo"}),
    ("sv", "löner till sjuka arbetstagare", {ADVICE: "ei-tyonantaja"}),
    ("en", "Porvoo", {TYPE: "kunta"}),
    ("en", "my organisation is not in the list", {**NOTHING, ADVICE: "organisaatiota-ei-voi-valita"}),
    ("en", "sick pay for my employee", {ADVICE: "ei-tyonantaja"}),
    ("en", "my husband's pension", {**NOTHING, ADVICE: "ei-yksityishenkilo"}),
    ("en", "home for mother and child", {ADVICE: None}),
)
ALL_MANDATES: Final = (
    *(("fi", text) for text in ("valtuutta", "valtuuksia", "käyttöoikeus", "tunnukset", "valtakirja")),
    *(("sv", text) for text in ("behörighet", "åtkomst")),
    ("fi", "power of attorney"),
    ("fi", "behörighet"),
    ("sv", "käyttöoikeus"),
    *(("en", text) for text in ("how do I get access", "power of attorney", "proxy")),
)
SEVERAL: Final = (
    ("fi", "varaan aikoja asiakkaille ja teen maksuvaatimuksia", {"ajanvaraus", "maksuvaatimukset"}),
    ("fi", "käsittelen tapauksia rinassa ja katson tilastoja", {"rina-kasittely", "eessi-tilastot"}),
    ("fi", "teen hintailmoituksia sekä vuokravakuuden realisointeja", {"hintailmoitukset", "vuokravakuus"}),
    ("fi", "rintamalisä, kotoutuminen, typ", {"rintamalisa", "kotoutuminen", "typ-asiat"}),
    ("fi", "varaan ja perun aikoja", {"ajanvaraus"}),
    ("sv", "jag tittar på förmånsuppgifter och bokar tid", {"etuustietojen-katselu", "ajanvaraus"}),
    ("sv", "utkomststöd och fronttillägg", {"toimeentulotuen-ilmoitukset", "rintamalisa"}),
    ("en", "rent and appointments", {"vuokratiedot", "ajanvaraus"}),
)


@pytest.mark.parametrize(("language", "asked", "right"), RIGHT)
def test_right_answer_comes_first(language: str, asked: str, right: Mapping[str, str | None], site: Client) -> None:
    prefix = "" if language == "fi" else f"/{language}"
    found = site.get(f"{prefix}/haku.json", {"q": asked}).json()
    assert {key: next(iter(found[key]), None) for key in right} == right


@pytest.mark.parametrize(("language", "asked", "tasks"), SEVERAL)
def test_every_task_of_a_sentence_is_among_the_first_three(
    language: str, asked: str, tasks: set[str], site: Client
) -> None:
    prefix = "" if language == "fi" else f"/{language}"
    assert tasks <= set(site.get(f"{prefix}/haku.json", {"q": asked}).json()[TASK][:3])


@pytest.mark.parametrize(("language", "asked"), ALL_MANDATES)
def test_other_words_for_mandates_mean_all_of_them(language: str, asked: str, site: Client, ruleset: Ruleset) -> None:
    prefix = "" if language == "fi" else f"/{language}"
    found = site.get(f"{prefix}/haku.json", {"q": asked}).json()
    assert (found["valtuudet"], found[TASK]) == (list(ruleset.mandates), [])


@pytest.mark.parametrize(
    ("language", "asked"), [("fi", "kelmu ei avaudu"), ("en", "Kelmu doesn't open"), ("fi", "kelmu")]
)
def test_help_for_who_cannot_get_on_is_offered_once(language: str, asked: str, site: Client) -> None:
    prefix = "" if language == "fi" else f"/{language}"
    page = site.get(f"{prefix}/haku/", {"q": asked}).content.decode()
    assert page.count(f'href="{prefix}/ongelma/"') == 1
    assert ('id="ongelma"' in page) == (asked != "kelmu")
