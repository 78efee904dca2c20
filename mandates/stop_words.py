"""Words that say nothing of what is looked for, by language. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

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
        "ska kan vill får måste behöver har för på av i till från med en ett den det de inte också bara"
    ),
    "en": (
        "and or if that when how where what which who whose i we you my our your is are be do does can may must need "
        "want have the a an for of in on to from with it this these not also only"
    ),
}
STOP_WORDS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(text.split()) for language, text in _TEXTS.items()
}
