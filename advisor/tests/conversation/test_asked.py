"""The mandates at the top of an answer: what is said of one that a broader one serves, and in which language."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

import pytest
from django.test import Client

BROAD: Final = (
    "Eurooppalaisiin sosiaaliturvatilanteisiin liittyvien tietojenvaihtotapausten käsittely ja yhteystietojen ylläpito"
)
EESSI: Final = "organisaatio=sosiaaliturvalaitos&tehtava=eessi-yhteystiedot&tehtava=rina-kasittely&suhde=oma"
HELD: Final = f"{EESSI}&on=eessi-kasittely-ja-yhteystiedot"


def rows(site: Client, address: str) -> list[str]:
    html = unescape(site.get(address).content.decode())
    asked = html.partition('class="asked"')[2].partition("</ul>")[0]
    return re.findall(r"<li [^>]*data-mandate.*?</li>", asked, re.DOTALL)


def test_near_namesakes_are_named_but_for_what_a_broader_one_serves(site: Client) -> None:
    served = ["Ei sama kuin" in row for row in rows(site, f"/tulos/?{HELD}") if "sisältyy valtuuteen" in row]
    asked = ["Ei sama kuin" in row for row in rows(site, f"/tulos/?{EESSI}")]
    assert (served, asked) == ([False], [True])


@pytest.mark.parametrize(("language", "words"), [("sv", "ingår i fullmakten"), ("en", "included in the mandate")])
def test_a_finnish_name_within_a_sentence_says_its_language(language: str, words: str, site: Client) -> None:
    [served] = [row for row in rows(site, f"/{language}/tulos/?{HELD}") if words in row]
    assert f'<span lang="fi">{BROAD}</span>' in served


@pytest.mark.parametrize("address", [f"tulos/?{HELD}", "valtuudet/eessi-kasittely/", f"tuki/?{EESSI}"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_finnish_name_to_copy_takes_its_place_in_finnish(language: str, address: str, site: Client) -> None:
    """Where copying is refused, the name is put in the button's place."""
    html = unescape(site.get(f"/{language}/{address}").content.decode())
    copied = re.findall(r'(<span lang="fi">\s*)?<button([^>]*)data-copy="Eurooppalaisiin[^"]*"', html)
    assert copied
    assert {(bool(around), f'lang="{language}"' in own) for around, own in copied} == {(True, True)}
