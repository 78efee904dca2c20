"""Words that say nothing of what is looked for, by language. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mandates.rules.ruleset import LANGUAGES

_TEXTS: Final = {
    "fi": (
        "ja tai sekä että jos kun niin kuin joka jota jotka joita jonka joiden jolla jolle josta mikä mitä mistä missä "
        "mihin millä mille miten kuinka kuka ketkä kenen kenestä keneltä milloin miksi onko voinko saako voiko en ei "
        "ole on olen olla ovat oli minä minun mun me meidän meille minulla meillä sen se ne niiden niitä tämä tämän "
        "nämä haluan haluaisin pitää pitäisi täytyy tarvitsen tarvitaan tarvitsee voin voi saan saa saada kanssa "
        "varten myös vain itse"
    ),
    "sv": (
        "och eller samt att om när hur var vart vad vilken vilket vilka vem vems jag vi du ni min mitt vår vårt är "
        "ska kan vill får måste behöver har för på av i till från med en ett den det de inte också bara hos åt där här "
        "då så som man mig oss er sin sitt sina hen denna detta dessa skulle borde behövs finns få ha kela helsingfors"
    ),
    "en": (
        "and or but if that than then when how why where what which who whose i me we us you he she they them my our "
        "your his her their its is are am was were be been do does did can could may might must should will would need "
        "needs want wants like have has had get gets getting got renew renewing renewal the a an any some all for of "
        "in into on to from with at by as about there it this these those no not also only just please s t m d ll re ve"
    ),
}
STOP_WORDS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(_TEXTS.get(language, "").split()) for language in LANGUAGES
}
