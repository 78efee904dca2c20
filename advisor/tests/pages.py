"""One list of page types. Every check (status, headers, HTML, accessibility, screenshots) iterates it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from mandates.languages import PREFIXED, in_language

COUNTY: Final = "organisaatio=hyvinvointialue"
EESSI: Final = "tehtava=eessi-katselu&tehtava=eessi-yhteystiedot&tehtava=rina-kasittely"


@dataclass(frozen=True, slots=True)
class PageType:
    """A page as a visitor meets it: a name for reports, the route's name, an address that shows it."""

    name: str
    route: str
    url: str
    language: str = "fi"


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """What a page of the shipped content answers, as tests share it."""

    status: int
    headers: Mapping[str, str]
    cookies: str
    content: bytes

    @property
    def html(self) -> str:
        return self.content.decode()


def in_languages(page: PageType) -> tuple[PageType, ...]:
    """A page in Finnish, which the list has, and in the other languages."""
    others = (
        replace(page, name=f"{page.name}-{code}", url=in_language(page.url, code), language=code) for code in PREFIXED
    )
    return page, *others


Opened = Callable[[str], OpenedPage]
"""Opens an address, once in a process: the fixture `opened`."""

PAGES: Final = (
    PageType("start", "start", "/"),
    PageType("question-1", "organisation", "/kysely/organisaatio/"),
    PageType("question-1-error", "tasks", "/kysely/tehtavat/?jatka=1"),
    PageType("question-2", "tasks", f"/kysely/tehtavat/?{COUNTY}&tehtava=ajanvaraus"),
    PageType("question-2-error", "relation", f"/kysely/suhde/?{COUNTY}&jatka=1"),
    PageType("question-2-mended", "tasks", f"/kysely/tehtavat/?{COUNTY}&poistettu=vuokratiedot&poistettu=abc"),
    PageType(
        "question-2-filtered",
        "tasks",
        f"/kysely/tehtavat/?{COUNTY}&organisaatio=kunta&tehtava=typ-asiat&suodata=1&sana=tuki",
    ),
    PageType("question-3", "relation", f"/kysely/suhde/?{COUNTY}&tehtava=ajanvaraus"),
    PageType("question-3-error", "result", f"/tulos/?{COUNTY}&tehtava=ajanvaraus&jatka=1"),
    PageType(
        "result",
        "result",
        f"/tulos/?{COUNTY}&tehtava=ajanvaraus&tehtava=etuustietojen-katselu&tehtava=toimeentulotuen-ilmoitukset"
        "&suhde=oma&kylla=lakiperuste",
    ),
    PageType(
        "result-covered",
        "result",
        f"/tulos/?organisaatio=sosiaaliturvalaitos&{EESSI}&suhde=oma&suhde=toinen",
    ),
    PageType(
        "result-blocked",
        "result",
        "/tulos/?organisaatio=kunta&tehtava=tyomarkkinatuen-lasku&suhde=oma&ei=kelmu-sopimus",
    ),
    PageType(
        "result-held",
        "result",
        f"/tulos/?organisaatio=sosiaaliturvalaitos&{EESSI}&suhde=toinen&on=eessi-kasittely-ja-yhteystiedot",
    ),
    PageType("result-nothing", "result", f"/tulos/?{COUNTY}&tehtava=ei-mikaan"),
    PageType("code", "code", "/koodi/"),
    PageType("code-error", "code", "/koodi/?koodi=7KQ4-M2X0"),
    PageType("code-near-error", "code", "/koodi/?koodi=95F-88G-2PV"),
    PageType("code-link-error", "code_link", "/koodi/7KQ4-M2XP-AB/"),
    PageType("grantor", "grantor", "/koodi/95F-88G-2PU/antajalle/"),
    PageType("grantor-chain", "grantor", "/koodi/EWF7-TU8A/antajalle/"),
    PageType("grantor-error", "grantor", "/koodi/7KQ4-M2XP-AB/antajalle/"),
    PageType("holding", "holding", f"/tarkista/?{COUNTY}&tehtava=ajanvaraus&tehtava=etuustietojen-katselu&suhde=oma"),
    PageType(
        "holding-held",
        "holding",
        "/tarkista/?organisaatio=sosiaaliturvalaitos&tehtava=eessi-katselu&tehtava=eessi-kayttoloki&suhde=oma"
        "&on=eessi-kasittely&on=vuokranantaja",
    ),
    PageType("team", "team", "/tiimi/"),
    PageType("team-roles", "team", "/tiimi/?rooli=95F-88G-2PU&rooli=EWF7-TU8A&rooli=7KQ4-M2X0"),
    PageType("team-near", "team", "/tiimi/?rooli=95F-88G-2PV&rooli=EWF7-TU8A"),
    PageType("team-new-role-error", "team", "/tiimi/?rooli=95F-88G-2PU&organisaatio=kunta&jatka=1"),
    PageType("team-error", "team", "/tiimi/?rooli=95F-88G-2PU&koodit=7KQ4-M2X0"),
    PageType("support", "support", "/tuki/"),
    PageType(
        "support-result",
        "support",
        f"/tuki/?{COUNTY}&tehtava=ajanvaraus&tehtava=etuustietojen-katselu&tehtava=toimeentulotuen-ilmoitukset"
        "&suhde=oma&kylla=lakiperuste&ei=ytunnus-rekisterissa",
    ),
    PageType(
        "support-covered",
        "support",
        f"/tuki/?organisaatio=sosiaaliturvalaitos&{EESSI}&suhde=oma&suhde=toinen&v=9",
    ),
    PageType("support-error", "support", "/tuki/?haku=7KQ4-M2X0"),
    PageType("support-near-error", "support", "/tuki/?haku=5Z3-2K7-4S2"),
    PageType("support-organisation", "support", "/tuki/?haku=apteekki"),
    PageType("support-words", "support", "/tuki/?haku=varaan+aikoja+asiakkaille"),
    PageType("support-mandate", "support", f"/tuki/?{COUNTY}&tehtava=typ-asiat&valtuus=kelmu-etuustiedot"),
    PageType("services", "services", "/palvelut/"),
    PageType("services-filtered", "services", "/palvelut/?organisaatio=kunta"),
    PageType("services-unknown", "services", "/palvelut/?organisaatio=abc"),
    PageType("service", "service", "/palvelut/kelmu/"),
    PageType("mandates", "mandates", "/valtuudet/"),
    PageType("matrix", "matrix", "/taulukko/"),
    PageType("trouble", "trouble", "/ongelma/"),
    PageType("trouble-causes", "trouble", "/ongelma/?palvelu=kelmu&oire=palvelu-ei-avaudu"),
    PageType("trouble-granting", "trouble", "/ongelma/?oire=valtuutta-ei-voi-antaa"),
    PageType("trouble-unknown", "trouble", "/ongelma/?palvelu=abc&oire=abc"),
    PageType("search", "search", "/haku/"),
    PageType("search-hits", "search", "/haku/?q=varaan+aikoja+asiakkaille"),
    PageType("search-nothing", "search", "/haku/?q=s%C3%A4%C3%A4+huomenna"),
    PageType("feedback", "feedback", "/palaute/"),
    PageType("feedback-of-page", "feedback", "/palaute/?sivu=/palvelut/kelmu/"),
    PageType("mandate", "mandate", "/valtuudet/kelmu-etuustiedot/"),
    PageType("mandate-unconfirmed", "mandate", "/valtuudet/eessi-kasittely/"),
    PageType("accessibility", "saavutettavuusseloste", "/saavutettavuusseloste/"),
    PageType("privacy", "tietosuoja", "/tietosuoja/"),
    PageType("mandate-old", "mandate", "/valtuudet/kelmu-tyomarkkinatuki/"),
)
MACHINE_ROUTES: Final = {
    "code_picture": "/koodi/95F-88G-2PU.svg",
    "result_json": f"/tulos.json?{COUNTY}&tehtava=ajanvaraus",
    "team_json": "/tiimi.json?rooli=95F-88G-2PU&rooli=EWF7-TU8A",
    "team_feed": "/tiimi.atom?rooli=95F-88G-2PU",
    "result_feed": f"/tulos.atom?{COUNTY}&tehtava=ajanvaraus&suhde=oma",
    "publications_feed": "/julkaisut.atom",
    "team_csv": "/tiimi.csv?rooli=95F-88G-2PU",
    "team_xlsx": "/tiimi.xlsx?rooli=95F-88G-2PU",
    "search_json": "/haku.json?q=varaan+aikoja+asiakkaille",
    "catalogue": "/luettelo.json",
    "catalogue_schema": "/luettelo.schema.json",
    "openapi": "/openapi.json",
    "security": "/.well-known/security.txt",
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
    "healthz": "/healthz",
    "readyz": "/readyz",
}
