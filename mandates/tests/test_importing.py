"""An import makes the draft equal to the file, or refuses whole and says what to mend."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from mandates import content, importing
from mandates.models import Mandate, OrganisationType, Task
from mandates.tests.drafts import small_draft

pytestmark = pytest.mark.django_db

Document = list[dict[str, Any]]
Mutation = Callable[[Document], None]
NAME: Final = "sisalto.json"


@pytest.fixture(autouse=True)
def _draft() -> None:
    small_draft()


def fields(document: Document, model: str, slug: str) -> dict[str, Any]:
    """The fields of one object of the document."""
    found: dict[str, Any] = record(document, model, slug)["fields"]
    return found


def record(document: Document, model: str, slug: str) -> dict[str, Any]:
    return next(item for item in document if item["model"] == f"mandates.{model}" and item["fields"]["slug"] == slug)


def setting(model: str, slug: str, /, **values: Any) -> Mutation:
    return lambda document: fields(document, model, slug).update(values)


def lacking(model: str, slug: str, field: str) -> Mutation:
    return lambda document: fields(document, model, slug).__delitem__(field)


def dropping(model: str, slug: str) -> Mutation:
    return lambda document: document.remove(record(document, model, slug))


def keyed(**keys: Any) -> Mutation:
    return lambda document: record(document, "task", "lasku").update(keys)


def adding(item: Any) -> Mutation:
    return lambda document: document.append(item)


def copying(model: str, slug: str, /, **values: Any) -> Mutation:
    def mutate(document: Document) -> None:
        found = record(document, model, slug)
        document.append({**found, "fields": {**found["fields"], **values}})

    return mutate


def refusal(folder: Path, document: str) -> list[str]:
    """Import the text, and give the sentences with which it was refused."""
    path = folder / NAME
    path.write_text(document, encoding="utf-8")
    try:
        importing.import_file(path, name=NAME)
    except importing.ImportRefusedError as error:
        return error.problems
    return []


# The mutation of the draft's own export, and the sentences after the file's name.
REFUSED: Final[dict[str, tuple[Mutation, *tuple[str, ...]]]] = {
    "field missing": (lacking("task", "lasku", "hint_sv"), "task lasku, hint_sv: kenttä puuttuu."),
    "field unknown": (setting("task", "lasku", nimi="Lasku"), "task lasku, nimi: tuntematon kenttä."),
    "text for a number": (setting("task", "lasku", order="1"), "task lasku, order: tässä pitää olla kokonaisluku."),
    "true for a number": (setting("task", "lasku", order=True), "task lasku, order: tässä pitää olla kokonaisluku."),
    "number for a text": (
        setting("task", "lasku", name_fi=1),
        "task lasku, name_fi: tässä pitää olla teksti lainausmerkeissä.",
    ),
    "null for a text": (
        setting("task", "lasku", name_fi=None),
        "task lasku, name_fi: tässä pitää olla teksti lainausmerkeissä.",
    ),
    "number for a boolean": (
        setting("condition", "katselu", every_type=1),
        "condition katselu, every_type: tässä pitää olla true tai false.",
    ),
    "text for a reference": (
        setting("task", "lasku", service="palvelu"),
        'task lasku, service: tässä pitää olla ["tunniste"].',
    ),
    "null for a reference": (
        setting("task", "lasku", service=None),
        'task lasku, service: tässä pitää olla ["tunniste"].',
    ),
    "text for a set": (
        setting("condition", "lasku", types="kunta"),
        'condition lasku, types: tässä pitää olla lista, kukin kerran: [["tunniste"]].',
    ),
    "set with a member twice": (
        setting("condition", "lasku", types=[["kunta"], ["kunta"]]),
        'condition lasku, types: tässä pitää olla lista, kukin kerran: [["tunniste"]].',
    ),
    "reference unknown": (
        setting("task", "lasku", service=["muu"]),
        "task lasku, service: tiedostossa ei ole riviä muu.",
    ),
    "reference to another model": (
        setting("task", "lasku", service=["ryhma"]),
        "task lasku, service: tiedostossa ei ole riviä ryhma.",
    ),
    "set member unknown": (
        setting("condition", "lasku", types=[["kunta"], ["muu"]]),
        "condition lasku, types: tiedostossa ei ole riviä muu.",
    ),
    "slug twice": (copying("task", "lasku", number=9), "task lasku, slug: sama tunniste on kahdella rivillä."),
    "number twice": (setting("task", "lasku", number=2), "task lasku, number: numero 2 on myös rivillä katselu."),
    "number zero": (setting("task", "lasku", number=0), "task lasku, number: Tämän luvun on oltava vähintään 1."),
    "number too large": (
        setting("task", "lasku", number=10**30),
        "task lasku, number: Tämän arvon on oltava enintään 999999.",
    ),
    "slug bad": (
        copying("source", "lahde", slug="Lähde 1", number=9),
        "source Lähde 1, slug: Käytä vain pieniä kirjaimia a–z, numeroita ja yksittäisiä väliviivoja.",
    ),
    "slug reserved": (
        copying("task", "lasku", slug="ei-mikaan", number=9),
        "task ei-mikaan, slug: ei-mikaan on varattu vastaukselle En hoida mitään näistä.",
    ),
    "slug missing": (lacking("task", "lasku", "slug"), "objekti 7 (task), slug: tunniste puuttuu."),
    "includes itself": (
        setting("mandate", "suppea", includes=[["laaja"]]),
        "mandate laaja, includes: valtuus sisältää itsensä, suoraan tai toisen kautta.",
        "mandate suppea, includes: valtuus sisältää itsensä, suoraan tai toisen kautta.",
    ),
    "condition for nobody": (
        setting("condition", "lasku", types=[]),
        "condition lasku, types: Ehto ei koske ketään: valitse organisaatiotyyppi.",
    ),
    "condition for both": (
        setting("condition", "lasku", every_type=True),
        "condition lasku, every_type: Ehdolla on sekä nimetyt organisaatiot että kaikki organisaatiot: valitse toinen.",
    ),
    "name without its state": (
        setting("mandate", "suppea", name_sv="Namn"),
        (
            "mandate suppea, name_state_sv: Nimi ja sen tila eivät sovi yhteen (sv): vahvistetulla ja "
            "vanhalla nimellä on nimi ja lähde, vahvistamattomalla ei kumpaakaan."
        ),
    ),
    "state without a name": (
        setting("mandate", "suppea", name_state_fi="vahvistettu"),
        (
            "mandate suppea, name_state_fi: Nimi ja sen tila eivät sovi yhteen (fi): vahvistetulla ja "
            "vanhalla nimellä on nimi ja lähde, vahvistamattomalla ei kumpaakaan."
        ),
    ),
    "address not https": (
        setting("service", "palvelu", url_fi="http://example.fi/"),
        "service palvelu, url_fi: Kirjoita koko osoite. Se alkaa https://.",
    ),
    "address not one": (
        setting("service", "palvelu", url_sv="palvelu"),
        "service palvelu, url_sv: Syötä oikea URL-osoite.",
        "service palvelu, url_sv: Kirjoita koko osoite. Se alkaa https://.",
    ),
    "NUL": (
        setting("task", "lasku", name_fi="La\0sku"),
        "task lasku, name_fi: tekstissä on merkki, jota ei voi tallentaa.",
    ),
    "control character": (
        setting("mandate", "suppea", allows_fi="tehdä\x07"),
        "mandate suppea, allows_fi: Poista näkymättömät ohjausmerkit.",
    ),
    "line break in a line": (
        setting("task", "lasku", name_fi="Teen\nlaskun"),
        "task lasku, name_fi: Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
    ),
    "half a surrogate pair": (
        setting("condition", "lasku", note="\ud83d"),
        "condition lasku, note: tekstissä on merkki, jota ei voi tallentaa.",
    ),
    "line too long": (
        setting("task", "lasku", name_fi="a" * 201),
        "task lasku, name_fi: Tämän arvon tulee olla enintään 200 merkkiä pitkä (tällä hetkellä 201).",
    ),
    "paragraph too long": (
        setting("mandate", "suppea", allows_fi="a" * 2001),
        "mandate suppea, allows_fi: Tämän arvon tulee olla enintään 2000 merkkiä pitkä (tällä hetkellä 2001).",
    ),
    "note too long": (
        setting("condition", "lasku", note="a" * 2001),
        "condition lasku, note: Tämän arvon tulee olla enintään 2000 merkkiä pitkä (tällä hetkellä 2001).",
    ),
    "Finnish empty": (setting("task", "lasku", name_fi=""), "task lasku, name_fi: Tämä kenttä ei voi olla tyhjä."),
    "choice unknown": (
        setting("organisationtype", "kunta", sector="yksityinen"),
        "organisationtype kunta, sector: Arvo 'yksityinen' ei kelpaa.",
    ),
    "date impossible": (
        setting("mandate", "suppea", checked_on="2026-02-30"),
        (
            "mandate suppea, checked_on: 2026-02-30-arvo on oikeassa päivämäärämuodossa (VVVV-KK-PP), "
            "muttei ole kelvollinen päivämäärä."
        ),
    ),
    "partial date bad": (
        setting("source", "lahde", dated="4.2024"),
        "source lahde, dated: Kirjoita päivä muodossa 2026-02-26, kuukausi muodossa 2026-02 tai vuosi muodossa 2026.",
    ),
    "pk given": (keyed(pk=1), "task lasku, pk: avain ei kuulu tähän. Rivin tunnistaa slug."),
    "model unknown": (keyed(model="auth.user"), "objekti 7, model: tuntematon malli 'auth.user'."),
    "fields missing": (
        adding({"model": "mandates.task"}),
        "objekti 14, fields: objektilla pitää olla model ja fields.",
    ),
    "object not one": (adding("mandates.task"), "objekti 14, fields: objektilla pitää olla model ja fields."),
    "row dropped that a column needs": (
        dropping("prerequisite", "sopimus"),
        "condition lasku, prerequisites: tiedostossa ei ole riviä sopimus.",
    ),
    "row dropped that a set needs": (
        dropping("servicegroup", "ryhma"),
        "service palvelu, group: tiedostossa ei ole riviä ryhma.",
    ),
    "task without a condition": (
        dropping("condition", "katselu"),
        "task katselu, conditions: Tehtävällä ei ole ehtoa: vastaus ei johda mihinkään.",
        "organisationtype helsinki, conditions: Mikään ehto ei koske organisaatiota.",
        "mandate suppea, conditions: Mikään ehto ei johda valtuuteen.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_import_refuses_whole(name: str, tmp_path: Path) -> None:
    mutate, *sentences = REFUSED[name]
    before = content.export()
    document = json.loads(before)
    mutate(document)

    problems = refusal(tmp_path, json.dumps(document))

    assert problems == [f"{NAME}: {sentence}" for sentence in sentences]
    assert content.export() == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "[{]",
            "tiedosto ei ole JSONia (Expecting property name enclosed in double quotes: line 1 column 3 (char 2)).",
        ),
        ("", "tiedosto ei ole JSONia (Expecting value: line 1 column 1 (char 0))."),
        ('{"model": "mandates.task"}', "tiedostossa pitää olla lista objekteja."),
        ("[]", "tiedostossa pitää olla lista objekteja."),
    ],
)
def test_import_of_another_kind_of_file_is_refused(text: str, sentence: str, tmp_path: Path) -> None:
    before = content.export()

    assert refusal(tmp_path, text) == [f"{NAME}: {sentence}"]
    assert content.export() == before


def test_import_of_too_deep_json_is_refused(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path, "[" * 100_000)

    assert problem.startswith(f"{NAME}: tiedosto ei ole JSONia (")


def test_import_of_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(content.export().encode("latin-1"))

    with pytest.raises(importing.ImportRefusedError) as refused:
        importing.import_file(path, name=NAME)

    assert refused.value.problems == [f"{NAME}: tiedostoa ei voi lukea (UnicodeDecodeError)."]
    assert str(refused.value) == f"{NAME}: 1 virhettä, mitään ei muutettu."


def test_import_of_no_file_names_the_path(tmp_path: Path) -> None:
    path = tmp_path / "puuttuu.json"

    with pytest.raises(importing.ImportRefusedError) as refused:
        importing.import_file(path)

    assert refused.value.problems == [f"{path}: tiedostoa ei voi lukea (FileNotFoundError)."]


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    document = json.loads(content.export())
    fields(document, "task", "lasku")["name_fi"] = ""
    fields(document, "task", "katselu")["name_fi"] = ""

    assert refusal(tmp_path, json.dumps(document)) == [
        f"{NAME}: task katselu, name_fi: Tämä kenttä ei voi olla tyhjä.",
        f"{NAME}: task lasku, name_fi: Tämä kenttä ei voi olla tyhjä.",
    ]


def test_import_swaps_two_numbers(tmp_path: Path) -> None:
    document = json.loads(content.export())
    kunta, helsinki = (fields(document, "organisationtype", slug) for slug in ("kunta", "helsinki"))
    kunta["number"], helsinki["number"] = helsinki["number"], kunta["number"]

    assert refusal(tmp_path, json.dumps(document)) == []
    assert dict(OrganisationType.objects.values_list("slug", "number")) == {"kunta": 2, "helsinki": 1}


def test_import_keeps_the_row_that_has_the_slug(tmp_path: Path) -> None:
    before = dict(Task.objects.values_list("slug", "pk"))
    document = json.loads(content.export())
    fields(document, "task", "lasku")["name_fi"] = "Katson laskun."

    assert refusal(tmp_path, json.dumps(document)) == []
    assert dict(Task.objects.values_list("slug", "pk")) == before
    assert Task.objects.get(slug="lasku").name_fi == "Katson laskun."


def test_import_removes_what_the_file_lacks(tmp_path: Path) -> None:
    document = json.loads(content.export())
    for model, slug in (("condition", "lasku"), ("task", "lasku"), ("prerequisite", "sopimus")):
        dropping(model, slug)(document)
    dropping("mandate", "laaja")(document)

    assert refusal(tmp_path, json.dumps(document)) == []
    assert content.export() == content.dump(document)
    assert list(Mandate.objects.values_list("slug", flat=True)) == ["suppea"]


def test_import_into_an_empty_database_gives_the_same_export(tmp_path: Path) -> None:
    document = content.export()
    for model in reversed(content.MODELS):
        model.objects.all().delete()
    assert importing.is_empty()

    assert refusal(tmp_path, document) == []
    assert content.export() == document
