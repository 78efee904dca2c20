"""Sixty and more ways to spoil a document of content, each with the sentences that refuse it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

Document = list[dict[str, Any]]
Mutation = Callable[[Document], None]


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


def renaming(model: str, slug: str, old: str, new: str) -> Mutation:
    def mutate(document: Document) -> None:
        found = fields(document, model, slug)
        found[new] = found.pop(old)

    return mutate


def both(*mutations: Mutation) -> Mutation:
    def mutate(document: Document) -> None:
        for each in mutations:
            each(document)

    return mutate


def nested(document: Document) -> None:
    """As when one file is pasted into another."""
    pasted: Any = document[:]
    document.append(pasted)


NO_SET: Final = 'condition lasku, types: tässä pitää olla lista, kukin kerran: [["tunniste"]].'
NO_SERVICE: Final = 'task lasku, service: tässä pitää olla ["tunniste"].'
NO_ORDER: Final = "task lasku, order: tässä pitää olla kokonaisluku."
NO_NUMBER: Final = "task lasku, number: tässä pitää olla kokonaisluku."
NO_NAME: Final = "task lasku, name_fi: tässä pitää olla teksti lainausmerkeissä."
NAME_AND_STATE: Final = (
    "mandate suppea, name_state_{0}: Nimi ja sen tila eivät sovi yhteen ({0}): vahvistamattomalla ei ole nimeä eikä "
    "lähdettä, muilla on molemmat."
)

# The mutation of the draft's own export, and the sentences after the file's name.
REFUSED: Final[dict[str, tuple[Mutation, *tuple[str, ...]]]] = {
    "field missing": (lacking("task", "lasku", "hint_sv"), "task lasku, hint_sv: kenttä puuttuu."),
    "field unknown": (setting("task", "lasku", nimi="Lasku"), "task lasku, nimi: tuntematon kenttä."),
    "text for a number": (setting("task", "lasku", order="1"), NO_ORDER),
    "true for a number": (setting("task", "lasku", order=True), NO_ORDER),
    "number for a text": (setting("task", "lasku", name_fi=1), NO_NAME),
    "null for a text": (setting("task", "lasku", name_fi=None), NO_NAME),
    "number for a boolean": (
        setting("condition", "katselu", every_type=1),
        "condition katselu, every_type: tässä pitää olla true tai false.",
    ),
    "text for a reference": (setting("task", "lasku", service="palvelu"), NO_SERVICE),
    "null for a reference": (setting("task", "lasku", service=None), NO_SERVICE),
    "text for a set": (setting("condition", "lasku", types="kunta"), NO_SET),
    "set with a member twice": (setting("condition", "lasku", types=[["kunta"], ["kunta"]]), NO_SET),
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
    "slug missing": (lacking("task", "lasku", "slug"), "objekti 8 (task), slug: tunniste puuttuu."),
    "includes itself": (
        setting("mandate", "suppea", includes=[["laaja"]]),
        "mandate laaja, includes: Valtuus sisältää itsensä, suoraan tai toisen kautta.",
        "mandate suppea, includes: Valtuus sisältää itsensä, suoraan tai toisen kautta.",
    ),
    "condition for nobody": (
        setting("condition", "lasku", types=[]),
        "condition lasku, types: Ehto ei koske ketään: valitse organisaatiotyyppi.",
    ),
    "condition for both": (
        setting("condition", "lasku", every_type=True),
        "condition lasku, every_type: Ehdolla on sekä nimetyt organisaatiot että kaikki organisaatiot: valitse toinen.",
    ),
    "name without its state": (setting("mandate", "suppea", name_sv="Namn"), NAME_AND_STATE.format("sv")),
    "state without a name": (setting("mandate", "suppea", name_state_fi="vahvistettu"), NAME_AND_STATE.format("fi")),
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
        setting("organisationtype", "kunta", grant_path="pyynnöstä"),
        "organisationtype kunta, grant_path: Arvo 'pyynnöstä' ei kelpaa.",
    ),
    "date impossible": (
        setting("mandate", "suppea", checked_on="2026-02-30"),
        (
            "mandate suppea, checked_on: 2026-02-30-arvo on oikeassa päivämäärämuodossa (VVVV-KK-PP), "
            "muttei ole kelvollinen päivämäärä."
        ),
    ),
    "partial date impossible": (
        setting("source", "lahde", dated="2026-02-31"),
        "source lahde, dated: Tällaista päivää ei ole.",
    ),
    "partial date bad": (
        setting("source", "lahde", dated="4.2024"),
        "source lahde, dated: Kirjoita päivä muodossa 2026-02-26, kuukausi muodossa 2026-02 tai vuosi muodossa 2026.",
    ),
    "pk given": (keyed(pk=1), "task lasku, pk: avain ei kuulu tähän. Rivin tunnistaa slug."),
    "model unknown": (keyed(model="auth.user"), 'objekti 8, model: tuntematon malli "auth.user".'),
    "fields missing": (
        adding({"model": "mandates.task"}),
        "objekti 21, fields: objektilla pitää olla model ja fields.",
    ),
    "object not one": (adding("mandates.task"), "objekti 21, fields: objektilla pitää olla model ja fields."),
    "row dropped that a column needs": (
        dropping("prerequisite", "sopimus"),
        "condition lasku, prerequisites: tiedostossa ei ole riviä sopimus.",
    ),
    "row dropped that a set needs": (
        dropping("servicegroup", "ryhma"),
        "service palvelu, group: tiedostossa ei ole riviä ryhma.",
    ),
    "cause of a symptom that is not there": (
        setting("cause", "tyyppi", symptoms=[["auki"]]),
        "cause tyyppi, symptoms: tiedostossa ei ole riviä auki.",
    ),
    "cause of nothing": (
        setting("cause", "tyyppi", symptoms=[]),
        "symptom kiinni, name_fi: Oireella ei ole syytä: oire ei johda mihinkään.",
        "cause tyyppi, symptoms: Syyllä ei ole oiretta: sitä ei näytetä missään.",
    ),
    "cause of a kind that is none": (
        setting("cause", "tyyppi", kind="huono onni"),
        "cause tyyppi, kind: Arvo 'huono onni' ei kelpaa.",
    ),
    "task without a condition": (
        dropping("condition", "katselu"),
        "task katselu, conditions: Tehtävällä ei ole ehtoa: vastaus ei johda mihinkään.",
        "organisationtype helsinki, conditions: Mikään ehto ei koske organisaatiota.",
        "mandate suppea, conditions: Mikään ehto ei johda valtuuteen.",
        "expectedcase katsoja, request: Valtuus suppea (suppea): odotettiin ”pyydä”, tuli ”ei tarvita”.",
    ),
    "number null": (setting("task", "lasku", number=None), NO_NUMBER),
    "number with decimals": (setting("task", "lasku", number=1.0), NO_NUMBER),
    "number negative": (setting("task", "lasku", number=-1), "task lasku, number: Tämän luvun on oltava vähintään 1."),
    "order too large": (
        setting("task", "lasku", order=10**6),
        "task lasku, order: Tämän arvon on oltava enintään 999999.",
    ),
    "null for a set": (setting("condition", "lasku", types=None), NO_SET),
    "set of texts": (setting("condition", "lasku", types=["kunta"]), NO_SET),
    "object for a reference": (setting("task", "lasku", service={"slug": "palvelu"}), NO_SERVICE),
    "null for a boolean": (
        setting("task", "lasku", retired=None),
        "task lasku, retired: tässä pitää olla true tai false.",
    ),
    "list for a text": (
        setting("mandate", "suppea", allows_fi=["katsoa"]),
        "mandate suppea, allows_fi: tässä pitää olla teksti lainausmerkeissä.",
    ),
    "null for a date": (
        setting("mandate", "suppea", review_by=None),
        "mandate suppea, review_by: tässä pitää olla päivä muodossa 2026-02-26.",
    ),
    "date empty": (
        setting("mandate", "suppea", review_by=""),
        "mandate suppea, review_by: -arvo on väärässä päivämäärämuodossa. Sen tulee olla VVVV-KK-PP -muodossa.",
    ),
    "date with a time": (
        setting("instruction", "pyyda", checked_on="2026-01-02T00:00:00"),
        (
            "instruction pyyda, checked_on: 2026-01-02T00:00:00-arvo on väärässä päivämäärämuodossa. "
            "Sen tulee olla VVVV-KK-PP -muodossa."
        ),
    ),
    "partial date empty": (setting("source", "lahde", dated=""), "source lahde, dated: Tämä kenttä ei voi olla tyhjä."),
    "slug a number": (setting("task", "lasku", slug=7), "objekti 8 (task), slug: tunniste puuttuu."),
    "slug empty": (setting("task", "lasku", slug=""), "objekti 8 (task), slug: tunniste puuttuu."),
    "slug too long": (
        copying("source", "lahde", slug="a" * 61, number=9),
        f"source {'a' * 61}, slug: Tämän arvon tulee olla enintään 60 merkkiä pitkä (tällä hetkellä 61).",
    ),
    "slug changed where others name it": (
        setting("task", "lasku", slug="laskut"),
        "condition lasku, task: tiedostossa ei ole riviä lasku.",
    ),
    "version of the draft given": (setting("task", "lasku", version=3), "task lasku, version: tuntematon kenttä."),
    "field in another case": (
        renaming("task", "lasku", "name_fi", "Name_fi"),
        "task lasku, Name_fi: tuntematon kenttä.",
        "task lasku, name_fi: kenttä puuttuu.",
    ),
    "line separator in a line": (
        setting("task", "lasku", hint_fi="a\u2028b"),
        "task lasku, hint_fi: Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
    ),
    "old slugs not slugs": (
        setting("task", "lasku", old_slugs="Vanha, toinen"),
        "task lasku, old_slugs: Kirjoita tunnisteet yhdellä välilyönnillä erotettuina.",
    ),
    "old slugs a list": (
        setting("task", "lasku", old_slugs=["vanha"]),
        "task lasku, old_slugs: tässä pitää olla teksti lainausmerkeissä.",
    ),
    "old slug of two rows": (
        both(setting("task", "lasku", old_slugs="vanha"), setting("task", "katselu", old_slugs="vanha")),
        "task lasku, old_slugs: Vanha tunniste vanha on myös rivillä katselu: poista se toiselta.",
    ),
    "old slug that another row has": (
        setting("task", "lasku", old_slugs="katselu"),
        (
            "task lasku, old_slugs: Vanha tunniste katselu on nyt rivillä katselu. Anna sille toinen tunniste, tai "
            "poista vanha tunniste tältä riviltä, jos rivi ei ole ollut julkaistuna sillä."
        ),
    ),
    "service retired where something is done": (
        setting("service", "palvelu", retired=True),
        "task katselu, service: Palvelu palvelu on poistettu käytöstä: valitse toinen.",
        "task lasku, service: Palvelu palvelu on poistettu käytöstä: valitse toinen.",
        "mandate laaja, services: Palvelu palvelu on poistettu käytöstä: valitse toinen.",
        "mandate suppea, services: Palvelu palvelu on poistettu käytöstä: valitse toinen.",
    ),
    "task retired that a case needs": (
        setting("task", "katselu", retired=True),
        "organisationtype helsinki, conditions: Mikään ehto ei koske organisaatiota.",
        "mandate suppea, conditions: Mikään ehto ei johda valtuuteen.",
        "expectedcase katsoja, tasks: Tapausta ei voi tarkistaa: katselu on poistettu käytöstä.",
    ),
    "section unknown": (
        setting("instruction", "pyyda", section="muu"),
        "instruction pyyda, section: Arvo 'muu' ei kelpaa.",
    ),
    "instruction empty": (
        setting("instruction", "pyyda", body_fi=""),
        "instruction pyyda, body_fi: Tämä kenttä ei voi olla tyhjä.",
    ),
    "case that fails": (
        setting("expectedcase", "katsoja", request=[], confirm=[["suppea"]]),
        "expectedcase katsoja, confirm: Valtuus suppea (suppea): odotettiin ”varmista ensin”, tuli ”pyydä”.",
    ),
    "case that names no row": (
        setting("expectedcase", "katsoja", tasks=[["muu"]]),
        "expectedcase katsoja, tasks: tiedostossa ei ole riviä muu.",
    ),
    "case without a situation": (
        setting("expectedcase", "katsoja", situation=""),
        "expectedcase katsoja, situation: Tämä kenttä ei voi olla tyhjä.",
    ),
    "fact of no source": (setting("fact", "asia", source=["muu"]), "fact asia, source: tiedostossa ei ole riviä muu."),
    "mandate without a service": (
        setting("mandate", "suppea", services=[]),
        "mandate suppea, services: Valtuudella ei ole palvelua.",
    ),
    "mandate that no condition needs": (
        copying("mandate", "suppea", slug="muu", number=9),
        "mandate muu, conditions: Mikään ehto ei johda valtuuteen.",
    ),
    "prerequisite that nothing needs": (
        copying("prerequisite", "sopimus", slug="muu", number=9),
        "prerequisite muu, conditions: Mikään ehto ei vaadi edellytystä.",
    ),
    "service of nothing": (
        copying("service", "palvelu", slug="muu", number=9),
        "service muu, mandates: Palvelulla ei ole tehtävää eikä valtuutta.",
    ),
    "name not to choose without a reason": (
        setting("lookalike", "toinen", note_fi=""),
        "lookalike toinen, note_fi: Tämä kenttä ei voi olla tyhjä.",
    ),
    "name not to choose is its own": (
        setting("lookalike", "toinen", name_fi="Valtuus suppea"),
        "lookalike toinen, name_fi: Näköisnimi on valtuuden oma nimi (fi): kirjoita toisen valtuuden nimi.",
    ),
    "name not to choose of no mandate": (
        setting("lookalike", "toinen", mandate=["muu"]),
        "lookalike toinen, mandate: tiedostossa ei ole riviä muu.",
    ),
    "seen name without its page": (
        setting("mandate", "suppea", name_fi="Nimi", name_state_fi="nahty", name_dated_fi="2020"),
        NAME_AND_STATE.format("fi"),
    ),
    "address to write to that is none": (
        setting("mandate", "suppea", ask_email="Kela"),
        "mandate suppea, ask_email: Syötä kelvollinen sähköpostiosoite.",
    ),
    "note on a prerequisite that is not there": (
        setting("condition", "katselu", prerequisite_note_fi="Tiedot"),
        "condition katselu, prerequisite_note_fi: Edellytyksen tarkennus on kirjoitettu, mutta edellytystä ei ole.",
    ),
    "sign of direction in a line": (
        setting("task", "lasku", name_fi="Lasku \u202egnippohs"),
        "task lasku, name_fi: Poista näkymättömät merkit, jotka kääntävät tekstin suunnan.",
    ),
    "sign of direction in a paragraph": (
        setting("mandate", "suppea", allows_sv="titta\n\u2066på\u2069"),
        "mandate suppea, allows_sv: Poista näkymättömät merkit, jotka kääntävät tekstin suunnan.",
    ),
    "objects in a list of their own": (nested, "objekti 21, fields: objektilla pitää olla model ja fields."),
    "model null": (keyed(model=None), "objekti 8, model: tuntematon malli null."),
    "model of publications": (
        keyed(model="mandates.publication"),
        'objekti 8, model: tuntematon malli "mandates.publication".',
    ),
    "fields a list": (keyed(fields=[]), "objekti 8, fields: objektilla pitää olla model ja fields."),
    "set named by a text of several": (
        setting("condition", "lasku", prerequisites=[["sopimus", "muu"]]),
        'condition lasku, prerequisites: tässä pitää olla lista, kukin kerran: [["tunniste"]].',
    ),
}
