"""Each problem of a set of content is told with its row and field. No database."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any, Final, cast

import pytest

from mandates.checks import integrity
from mandates.checks.integrity import CODES, Problem, Severity
from mandates.checks.problem import Vocabulary
from mandates.content import documents
from mandates.rules.rows import ATTRIBUTES, Condition, Fact, Kind, Sector, ServiceGroup, Source, Symptom
from mandates.rules.ruleset import Former, Ruleset, by_slug
from mandates.rules.texts import NameState, Text, ThemeName, ThemeNames
from mandates.tests import building
from mandates.tests.impact.test_changes import big
from mandates.tests.whole import (
    CASE,
    CONFIRMED,
    NAMED,
    WHOLE,
    adding,
    cause,
    changing,
    condition,
    look_alike,
    mandate,
    named,
    service,
    text,
    translated,
    without,
)

TODAY: Final = "2026-11-24"
FUTURE: Final = "Päivä on tulevaisuudessa: kirjoita päivä, jona tieto on luettu tai tarkistettu."
BROKEN_SLUG: Final = (
    "Julkaistu tunniste {} puuttuu, ja vanhat linkit viittaavat siihen. Jos se vaihdettiin, kirjoita se rivin "
    "vanhoihin tunnisteisiin. Jos rivi poistettiin, lisää se takaisin samalla tunnisteella ja numerolla {} ja merkitse "
    "se poistetuksi käytöstä."
)


def two(first: dict[str, Any], second: dict[str, Any], **mandates: str) -> Ruleset:
    """Two conditions, of which the second is `toinen`, and mandates by what they include."""
    rows = [condition("ehto", 1, **first), condition("toinen", 2, **second)]
    included = [mandate(slug, number, narrow) for number, (slug, narrow) in enumerate(mandates.items(), start=1)]
    return adding(replace(WHOLE, cases={}, facts={}), conditions=rows, mandates=included)


def former(kind: Kind, base: Ruleset = WHOLE, /, **values: Any) -> Ruleset:
    return replace(base, former={**base.former, kind: Former(**values)})


def case(**values: str) -> Ruleset:
    sets: dict[str, Any] = {name: frozenset(words.split()) for name, words in values.items()}
    return replace(WHOLE, cases=by_slug([replace(CASE, **sets)]))


WIDE: Final[dict[str, Any]] = {"every_type": True, "types": frozenset()}
TASK: Final = translated(building.task("muu", 2))
ANOTHER: Final = former(Kind.TASK, old={"lasku": ("vanha",), "muu": ("vanha",)}, aliases={"vanha": "muu"})

# The code, what is broken, and all that is then told: codes of other problems of the same cause come along.
BROKEN: Final[list[tuple[str, Ruleset, list[str]]]] = [
    (
        "task-unused",
        adding(tasks=[TASK]),
        ["task muu, conditions: Tehtävällä ei ole ehtoa: vastaus ei johda mihinkään."],
    ),
    (
        "type-unused",
        adding(types=[translated(building.organisation_type("muu", 2))]),
        ["organisationtype muu, conditions: Mikään ehto ei koske organisaatiota."],
    ),
    (
        "prerequisite-unused",
        adding(prerequisites=[translated(building.prerequisite("muu", 2))]),
        ["prerequisite muu, conditions: Mikään ehto ei vaadi edellytystä."],
    ),
    (
        "service-unused",
        adding(services=[service("muu", 2)]),
        ["service muu, mandates: Palvelulla ei ole tehtävää eikä valtuutta."],
    ),
    (
        "source-unused",
        adding(sources=[Source("muu", 2, text("Muu"), Text(), "2026")]),
        ["source muu, slug: Mikään rivi ei viittaa lähteeseen."],
    ),
    (
        "group-unused",
        adding(groups=[ServiceGroup("muu", 2, text("Muu"))]),
        ["servicegroup muu, services: Palveluryhmässä ei ole palvelua."],
    ),
    (
        "sector-unused",
        adding(sectors=[Sector("muu", 2, text("Muu"))]),
        ["sector muu, types: Organisaatioryhmässä ei ole organisaatiota."],
    ),
    (
        "mandate-unreachable",
        adding(mandates=[mandate("muu", 2)]),
        ["mandate muu, conditions: Mikään ehto ei johda valtuuteen."],
    ),
    (
        "mandate-without-service",
        changing("mandates", "valtuus", services=()),
        ["mandate valtuus, services: Valtuudella ei ole palvelua."],
    ),
    (
        "condition-for-nobody",
        adding(replace(WHOLE, cases={}), conditions=[condition("ehto", 1, types=frozenset())]),
        [
            "organisationtype kunta, conditions: Mikään ehto ei koske organisaatiota.",
            "condition ehto, types: Ehto ei koske ketään: valitse organisaatiotyyppi.",
        ],
    ),
    (
        "condition-for-both",
        changing("conditions", "ehto", every_type=True),
        [
            (
                "condition ehto, every_type: "
                "Ehdolla on sekä nimetyt organisaatiot että kaikki organisaatiot: valitse toinen."
            )
        ],
    ),
    (
        "note-without-prerequisite",
        changing("conditions", "ehto", prerequisites=(), prerequisite_note=text("Tiedot")),
        [
            "prerequisite sopimus, conditions: Mikään ehto ei vaadi edellytystä.",
            "condition ehto, prerequisite_note_fi: Edellytyksen tarkennus on kirjoitettu, mutta edellytystä ei ole.",
        ],
    ),
    (
        "condition-superfluous",
        two({}, WIDE | {"prerequisites": ()}),
        [
            (
                "condition ehto, types: Ehto on turha: ehto toinen johtaa samasta tehtävästä samaan valtuuteen "
                "vähintään samoilla organisaatioilla, eikä se vaadi enempää."
            )
        ],
    ),
    (
        "broad-beside-narrow",
        two({"prerequisites": ()}, {"mandate": "suppea"}, valtuus="suppea", suppea=""),
        [
            (
                "condition ehto, mandate: Sama tehtävä vaatii myös suppeamman valtuuden, joka sisältyy tähän: suppea. "
                "Jos suppea riittää, poista tämä ehto."
            ),
            (
                "mandate suppea, conditions: Valtuutta ei koskaan pyydetä: aina kun se tarvitaan, "
                "tarvitaan myös laajempi, johon se sisältyy (valtuus)."
            ),
        ],
    ),
    (
        "retired-needed",
        replace(WHOLE, weakened=by_slug([condition("vanha", 9, task="poistettu")])),
        ["condition vanha, task: Tehtävä poistettu on poistettu käytöstä: ehto ei ole voimassa."],
    ),
    (
        "look-alike-of-itself",
        adding(look_alikes=[look_alike("toinen", 1, name=Text("nimi"))]),
        [
            "lookalike toinen, name_fi: Näköisnimi on valtuuden oma nimi (fi): kirjoita toisen valtuuden nimi.",
        ],
    ),
    (
        "symptom-unused",
        adding(symptoms=[Symptom("muu", 2, text("Muu"), Text())]),
        ["symptom muu, name_fi: Oireella ei ole syytä: oire ei johda mihinkään."],
    ),
    (
        "cause-unused",
        adding(causes=[cause("muu", 2, symptoms=frozenset())]),
        ["cause muu, symptoms: Syyllä ei ole oiretta: sitä ei näytetä missään."],
    ),
    (
        "mandates-alike",
        two({}, {"mandate": "muu"}, valtuus="", muu=""),
        [("mandate muu, conditions: Mikään vastaus ei erota valtuutta valtuudesta valtuus: niillä on samat ehdot.")],
    ),
    (
        "mandate-always-covered",
        two({"prerequisites": ()}, {"mandate": "suppea"}, valtuus="valissa", valissa="suppea", suppea=""),
        [
            "mandate valissa, conditions: Mikään ehto ei johda valtuuteen.",
            (
                "condition ehto, mandate: Sama tehtävä vaatii myös suppeamman valtuuden, joka sisältyy tähän: suppea. "
                "Jos suppea riittää, poista tämä ehto."
            ),
            (
                "mandate suppea, conditions: Valtuutta ei koskaan pyydetä: aina kun se tarvitaan, "
                "tarvitaan myös laajempi, johon se sisältyy (valtuus)."
            ),
        ],
    ),
    (
        "name-not-confirmed",
        changing(
            "mandates",
            "valtuus",
            names=ThemeNames(CONFIRMED, CONFIRMED, ThemeName("", NameState.UNCONFIRMED, None, "2026")),
        ),
        ["mandate valtuus, name_state_en: Nimeä Suomi.fissä ei ole vahvistettu (en)."],
    ),
    (
        "name-seen-only",
        changing("mandates", "valtuus", names=replace(NAMED, fi=replace(CONFIRMED, state=NameState.SEEN))),
        ["mandate valtuus, name_state_fi: Nimi on nähty vain valtuusrekisterin otteessa (fi)."],
    ),
    (
        "name-may-have-changed",
        changing("mandates", "valtuus", names=replace(NAMED, sv=replace(CONFIRMED, state=NameState.OLD))),
        ["mandate valtuus, name_state_sv: Nimi on vahvistettu aiemmin, mutta se on voinut muuttua (sv)."],
    ),
    ("reference-dangling", changing("tasks", "lasku", service="muu"), ["task lasku, service: Riviä muu ei ole."]),
    (
        "translation-missing",
        changing("tasks", "lasku", name=Text("Lasku", "", "Invoice"), hint=Text("Ohje")),
        [
            "task lasku, name_sv: Käännös puuttuu (sv): name_sv, hint_sv.",
            "task lasku, hint_en: Käännös puuttuu (en): hint_en.",
        ],
    ),
    (
        "source-missing",
        changing("mandates", "valtuus", source="", names=replace(NAMED, sv=replace(CONFIRMED, source=None))),
        ["mandate valtuus, source: Lähde puuttuu.", "mandate valtuus, name_source_sv: Lähde puuttuu."],
    ),
    (
        "date-missing",
        changing(
            "mandates", "valtuus", checked_on="", review_by="", names=replace(NAMED, en=replace(CONFIRMED, dated=""))
        ),
        [
            "mandate valtuus, checked_on: Päivä puuttuu.",
            "mandate valtuus, review_by: Päivä puuttuu.",
            "mandate valtuus, name_dated_en: Päivä puuttuu.",
        ],
    ),
    (
        "review-passed",
        changing("mandates", "valtuus", review_by="2026-11-23"),
        ["mandate valtuus, review_by: Tiedot piti tarkistaa viimeistään 23.11.2026."],
    ),
    (
        "review-near",
        changing("instructions", "ohje", review_by="2026-12-24"),
        ["instruction ohje, review_by: Tarkista tiedot viimeistään 24.12.2026."],
    ),
    (
        "review-before-check",
        changing("mandates", "valtuus", checked_on="2026-11-24", review_by="2026-11-23"),
        [
            "mandate valtuus, review_by: Tiedot piti tarkistaa viimeistään 23.11.2026.",
            "mandate valtuus, review_by: Tarkistuspäivä on ennen päivää, jona tiedot on tarkistettu.",
        ],
    ),
    (
        "date-in-future",
        changing(
            "mandates", "valtuus", checked_on="2026-11-25", names=replace(NAMED, sv=replace(CONFIRMED, dated="2026-12"))
        ),
        [
            f"mandate valtuus, checked_on: {FUTURE}",
            f"mandate valtuus, name_dated_sv: {FUTURE}",
        ],
    ),
    (
        "name-twice",
        adding(
            mandates=[mandate("toinen", 2, names=replace(named("Muu"), sv=replace(CONFIRMED, text=" nimi")))],
            conditions=[condition("toinen", 2, mandate="toinen", prerequisites=())],
            cases=[replace(CASE, request=frozenset({"valtuus", "toinen"}))],
        ),
        [
            "mandate toinen, name_sv: Sama nimi on vahvistettu myös valtuudelle valtuus (sv): korjaa toinen.",
            "mandate toinen, name_sv: Tekstissä on liikaa välejä kohdassa ” nimi”: jätä yksi tai poista.",
        ],
    ),
    (
        "invisible-character",
        changing("tasks", "lasku", name=Text("La\u00adsku", "Räkning", "Invoice")),
        [
            "task lasku, name_fi: Tekstissä on näkymätön merkki kohdassa ”La[U+00AD]sku”: kirjoita kohta uudestaan.",
        ],
    ),
    (
        "space-doubled",
        changing("cases", "tapaus", situation="Kunta  laskuttaa."),
        [
            (
                "expectedcase tapaus, situation: Tekstissä on liikaa välejä kohdassa ”Kunta  laskuttaa.”: "
                "jätä yksi tai poista."
            ),
        ],
    ),
    (
        "dash-leading",
        changing("mandates", "valtuus", allows=Text("katsoa\n– tehdä", "- se", "see")),
        [
            "mandate valtuus, allows_fi: Poista viiva tai luettelomerkki alusta.",
            "mandate valtuus, allows_sv: Poista viiva tai luettelomerkki alusta.",
        ],
    ),
    (
        "old-slug-clash",
        adding(ANOTHER, tasks=[TASK], conditions=[condition("toinen", 2, task="muu")]),
        ["task muu, old_slugs: Vanha tunniste vanha on myös rivillä lasku: poista se toiselta."],
    ),
    (
        "slug-broken",
        adding(without(WHOLE, types="kunta"), types=[translated(building.organisation_type("kunnat", 2))]),
        [
            "organisationtype kunnat, conditions: Mikään ehto ei koske organisaatiota.",
            "condition ehto, types: Riviä kunta ei ole.",
            "expectedcase tapaus, types: Riviä kunta ei ole.",
            f"organisationtype kunta, slug: {BROKEN_SLUG.format('kunta', 1)}",
        ],
    ),
    (
        "number-broken",
        changing("tasks", "lasku", number=2),
        ["task lasku, number: Julkaistun rivin numero oli 1 ja on nyt 2. Palauta numero 1."],
    ),
    (
        "case-failing",
        case(request="", confirm="valtuus"),
        ["expectedcase tapaus, confirm: valtuus (valtuus): odotettiin ”varmista ensin”, tuli ”pyydä”."],
    ),
]


def found(ruleset: Ruleset) -> tuple[Problem, ...]:
    return integrity.problems(ruleset, published=WHOLE, today=TODAY)


def sentences_of(ruleset: Ruleset) -> list[str]:
    return [str(problem) for problem in found(ruleset)]


def codes(ruleset: Ruleset) -> set[str]:
    return {problem.code for problem in found(ruleset)}


def test_whole_content_has_no_problem() -> None:
    assert found(WHOLE) == ()


@pytest.mark.parametrize(("code", "ruleset", "sentences"), BROKEN, ids=[code for code, _, _ in BROKEN])
def test_a_problem_names_row_and_field(code: str, ruleset: Ruleset, sentences: list[str]) -> None:
    assert sentences_of(ruleset) == sentences
    assert code in codes(ruleset)
    assert [problem.severity for problem in found(ruleset)] == [CODES[problem.code] for problem in found(ruleset)]


def test_every_code_is_tried() -> None:
    """A cycle cannot be compiled, and only the draft knows which translations are old: they have tests of their own."""
    assert sorted([code for code, _, _ in BROKEN] + ["includes-cycle", "translation-stale"]) == sorted(CODES)


def test_errors_are_what_stops_publishing() -> None:
    stopping = {code for code, severity in CODES.items() if severity is Severity.ERROR}
    assert stopping == {
        "task-unused",
        "type-unused",
        "prerequisite-unused",
        "service-unused",
        "symptom-unused",
        "cause-unused",
        "condition-for-nobody",
        "condition-for-both",
        "note-without-prerequisite",
        "mandate-unreachable",
        "mandate-without-service",
        "includes-cycle",
        "look-alike-of-itself",
        "reference-dangling",
        "translation-missing",
        "old-slug-clash",
        "slug-broken",
        "number-broken",
        "case-failing",
    }


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"message": Text("Hei", "", "Hi")}, "cause tyyppi, message_sv: Käännös puuttuu (sv): message_sv."),
        (
            {"sign": text("Katso  tyyppi.")},
            "cause tyyppi, sign_fi: Tekstissä on liikaa välejä kohdassa ”Katso  tyyppi.”: jätä yksi tai poista.",
        ),
        (
            {"checked_on": "2027-02-01"},
            "cause tyyppi, review_by: Tarkistuspäivä on ennen päivää, jona tiedot on tarkistettu.",
        ),
    ],
)
def test_a_cause_is_checked_as_every_row_is(values: dict[str, Any], told: str) -> None:
    assert told in sentences_of(changing("causes", "tyyppi", **values))


def test_a_cause_does_not_make_a_service_used() -> None:
    other = adding(services=[service("muu", 2)], causes=[cause("muu", 2, services=frozenset({"muu"}))])
    assert codes(other) == {"service-unused"}


def test_a_source_without_a_day_is_told() -> None:
    assert sentences_of(changing("sources", "source", dated="")) == ["source source, dated: Päivä puuttuu."]


@pytest.mark.parametrize(
    ("day", "told"), [("2026", False), ("2026-11", False), ("2026-11-24", False), ("2027", True), ("2026-12", True)]
)
def test_a_source_of_days_to_come_is_told(day: str, told: bool) -> None:
    expected = [f"source source, dated: {FUTURE}"] if told else []
    assert sentences_of(changing("sources", "source", dated=day)) == expected


SIGNS: Final = (
    *("\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u202f", "\u2800", "\u3164", "\ufe0f", "\u2003"),
    *("\t", "\x7f", "\u0085", "\u180b", "\ue000", "\U000e0101"),
)


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"U+{ord(sign):04X}")
@pytest.mark.parametrize(
    ("attribute", "slug", "field", "column"),
    [
        ("tasks", "lasku", "keywords", "keywords_sv"),
        ("info_sections", "kohta", "body", "body_sv"),
        ("cases", "tapaus", "note", "note"),
    ],
)
def test_signs_that_nobody_sees_are_told_in_any_text(
    sign: str, attribute: str, slug: str, field: str, column: str
) -> None:
    words = f"yksi {sign}kaksi"
    ruleset = changing(attribute, slug, **{field: words if field == column else Text("yksi", words, "one")})
    (problem,) = found(ruleset)
    assert (problem.code, problem.field) == ("invisible-character", column)
    assert f"”yksi [U+{ord(sign):04X}]kaksi”" in str(problem)


def test_a_space_without_a_break_may_hold_a_number_together_in_prose_only() -> None:
    words = text("Yli 1\u00a0000 euroa.")
    assert codes(changing("info_sections", "kohta", body=words)) == set()
    assert codes(changing("tasks", "lasku", name=words)) == {"invisible-character"}
    assert codes(changing("info_sections", "kohta", body=text("Yli \u00a0 euroa."))) == {"invisible-character"}


@pytest.mark.parametrize("name", ["-Lasku", "– Lasku", "― Lasku", "• Lasku", "▪ Lasku", "◦ Lasku", "* Lasku"])
def test_a_name_does_not_begin_with_a_dash(name: str) -> None:
    assert codes(changing("tasks", "lasku", name=text(name))) == {"dash-leading"}
    assert codes(changing("tasks", "lasku", keywords=text(f"yksi, {name}"))) == {"dash-leading"}
    assert codes(changing("info_sections", "kohta", body=text(f"Näin:\n{name}"))) == set()


def test_a_mark_within_a_name_is_no_dash_before_it() -> None:
    assert codes(changing("tasks", "lasku", name=text("Perus-lasku – uusi"))) == set()


def test_names_stand_where_slugs_and_columns_would() -> None:
    (broken,) = found(changing("tasks", "lasku", hint=Text("Ohje", "", "Help"), name=Text("Lasku", "", "Invoice")))
    names = Vocabulary(row=lambda model, slug: f"{model}!{slug}", field=lambda model, name: f"{model}?{name}")
    assert broken.message.said(str, names) == "Käännös puuttuu (sv): task?name_sv, task?hint_sv."
    (dangling,) = found(changing("tasks", "lasku", service="muu"))
    assert dangling.message.said(str, names) == "Riviä service!muu ei ole."


def test_without_a_publication_or_a_day_neither_is_compared() -> None:
    assert integrity.problems(changing("tasks", "lasku", number=2)) == ()
    assert integrity.problems(changing("mandates", "valtuus", review_by="2020-01-01")) == ()


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="24"):
        integrity.problems(WHOLE, today="24.11.2026")


def test_a_condition_for_everybody_reaches_every_type() -> None:
    assert found(adding(conditions=[condition("ehto", 1, **WIDE)])) == ()


def test_a_source_of_a_fact_alone_is_used() -> None:
    read = Fact("muu-asia", 2, "muu", "Kunta saa.", frozenset({"valtuus"}), frozenset({"ehto"}), "")
    assert found(adding(sources=[Source("muu", 2, text("Muu"), Text(), "2026")], facts=[read])) == ()


# --- references ---------------------------------------------------------------------------------------------------


NAMING: Final = [
    (str(model._meta.model_name), field.name)
    for model in documents.MODELS
    for field in model.content_fields()
    if field.is_relation and not field.name.startswith("name_source")
]


@pytest.mark.parametrize(("model", "field"), NAMING, ids=map(".".join, NAMING))
def test_a_reference_to_no_row_is_named_once(model: str, field: str) -> None:
    more = adding(look_alikes=[look_alike("toinen", 1)], conditions=[condition("toinen", 2)])
    *_, row = more.rows(model).values()
    value = getattr(row, field)
    lost = "muu" if value is None or isinstance(value, str) else type(value)([*value, "muu"])
    told = found(adding(**{ATTRIBUTES[model]: [replace(row, **cast("Any", {field: lost}))]}))
    assert [str(each) for each in told if not each.code.endswith(("-unused", "-superfluous"))] == [
        f"{model} {row.slug}, {field}: Riviä muu ei ole."
    ]


def test_a_source_of_a_name_that_is_no_row_is_named() -> None:
    names = replace(NAMED, sv=replace(CONFIRMED, source="muu"))
    assert sentences_of(changing("mandates", "valtuus", names=names)) == [
        "mandate valtuus, name_source_sv: Riviä muu ei ole."
    ]


def test_a_retired_row_is_no_dangling_reference() -> None:
    retired = former(Kind.MANDATE, changing("facts", "asia", mandates=frozenset({"vanha"})), retired={"vanha": Text()})
    assert sentences_of(retired) == []
    including = former(
        Kind.MANDATE, changing("mandates", "valtuus", includes=frozenset({"vanha"})), retired={"vanha": Text()}
    )
    assert sentences_of(including) == []
    dropped = replace(
        changing("facts", "asia", conditions=frozenset({"vanha"})),
        weakened=by_slug([condition("vanha", 9, mandate="poistettu")]),
    )
    assert [each.code for each in found(dropped)] == ["retired-needed"]


def test_a_dropped_condition_does_not_hide_a_reference_to_no_row() -> None:
    ruleset = replace(
        changing("facts", "asia", conditions=frozenset({"pudonnut", "ylimaarainen"})),
        weakened=by_slug([condition("pudonnut", 9, prerequisites=())]),
    )
    assert sentences_of(ruleset) == ["fact asia, conditions: Riviä ylimaarainen ei ole."]


def test_a_retired_service_cannot_be_where_something_is_done() -> None:
    ruleset = former(Kind.SERVICE, changing("tasks", "lasku", service="vanha"), retired={"vanha": Text("Vanha")})
    assert sentences_of(ruleset) == ["task lasku, service: Palvelu vanha on poistettu käytöstä: valitse toinen."]


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        ({"task": "vanha"}, ["task: Tehtävä vanha on poistettu käytöstä: ehto ei ole voimassa."]),
        ({"mandate": "vanha"}, ["mandate: Valtuus vanha on poistettu käytöstä: ehto ei ole voimassa."]),
        (
            {"types": frozenset({"b", "a"})},
            ["types: Organisaatiot on poistettu käytöstä (a, b): ehto ei ole voimassa."],
        ),
        ({"types": frozenset({"kunta", "vanha"})}, []),
        (
            {"prerequisites": ("sopimus", "vanha")},
            ["prerequisites: Edellytys vanha on poistettu käytöstä: ehto ei enää vaadi sitä."],
        ),
    ],
)
def test_what_a_retired_row_does_to_a_condition_is_told(written: dict[str, Any], sentences: list[str]) -> None:
    ruleset = replace(WHOLE, weakened=by_slug([condition("vanha", 9, **written)]))
    assert sentences_of(ruleset) == [f"condition vanha, {sentence}" for sentence in sentences]


def test_a_condition_whose_types_are_all_retired_is_told_of_once_with_the_reason() -> None:
    row = WHOLE.conditions["ehto"]
    written = by_slug([replace(row, types=frozenset({"vanha"}), every_type=False)])
    ruleset = replace(changing("conditions", "ehto", types=frozenset(), every_type=False), weakened=written)

    told = [(each.code, str(each.message)) for each in found(ruleset) if each.model == "condition"]
    sentence = "Organisaatiot on poistettu käytöstä (vanha): ehto ei ole voimassa."
    assert told == [("condition-for-nobody", sentence)]


def test_a_note_of_a_prerequisite_that_is_retired_says_that_it_is() -> None:
    written = by_slug([replace(WHOLE.conditions["ehto"], prerequisites=("vanha",), prerequisite_note=text("Tiedot"))])
    weak = changing("conditions", "ehto", prerequisites=(), prerequisite_note=text("Tiedot"))

    told = [
        str(each.message) for each in found(replace(weak, weakened=written)) if each.field == "prerequisite_note_fi"
    ]
    assert told == ["Edellytyksen tarkennus on kirjoitettu, mutta edellytys on poistettu käytöstä (vanha)."]


# --- mandates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "note", "wrong"),
    [
        (Text("Muu"), Text("Ei.", "Nej.", "No."), set()),
        (Text("Muu", "Annan"), Text("Ei.", "Nej.", "No."), set()),
        (Text("Muu", "Annan"), Text("Ei.", "", "No."), {"translation-missing"}),
        (Text("VALTUUS"), Text("Ei.", "Nej.", "No."), {"look-alike-of-itself"}),
        (Text("Muu", "nimi"), Text("Ei.", "Nej.", "No."), {"look-alike-of-itself"}),
    ],
)
def test_a_name_not_to_choose_needs_its_reason_in_each_language(name: Text, note: Text, wrong: set[str]) -> None:
    """The name itself may be known in one language only."""
    assert codes(adding(look_alikes=[look_alike("toinen", 1, name=name, note=note)])) == wrong


def test_a_look_alike_of_a_retired_mandate_is_told() -> None:
    lost = adding(look_alikes=[look_alike("toinen", 1, mandate="muu")])
    retired = former(Kind.MANDATE, lost, retired={"muu": Text("Muu")})
    assert sentences_of(retired) == [
        "lookalike toinen, mandate: Valtuus muu on poistettu käytöstä: näköisnimeä ei näytetä missään."
    ]


@pytest.mark.parametrize("state", [NameState.CONFIRMED, NameState.OLD, NameState.SEEN])
def test_a_name_that_was_seen_has_its_page_and_day(state: NameState) -> None:
    seen = ThemeName("Nimi", state, None, "")
    wrong = [str(each) for each in found(changing("mandates", "valtuus", names=replace(NAMED, fi=seen)))]
    assert wrong[-2:] == [
        "mandate valtuus, name_source_fi: Lähde puuttuu.",
        "mandate valtuus, name_dated_fi: Päivä puuttuu.",
    ]


def test_what_a_service_asks_for_before_its_use_has_its_page() -> None:
    asking = {"before_use": text("Tee sopimus.")}
    assert sentences_of(changing("services", "service", **asking)) == [
        "service service, before_use_source: Lähde puuttuu."
    ]
    assert sentences_of(changing("services", "service", **asking, before_use_source="source")) == []


def test_addresses_to_write_to_may_be_missing() -> None:
    assert (WHOLE.mandates["valtuus"].ask_email, WHOLE.prerequisites["sopimus"].contact_email) == ("", "")


@pytest.mark.parametrize(
    ("includes", "wrong"),
    [
        ({"a": ["b"], "b": ["c"], "c": []}, set()),
        ({"a": ["b", "c"], "b": ["c"], "c": []}, set()),
        ({"a": ["a"]}, {"a"}),
        ({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}, {"a", "b", "c"}),
        ({"a": ["gone"]}, set()),
    ],
)
def test_cycles_names_the_mandates_that_include_themselves(includes: dict[str, list[str]], wrong: set[str]) -> None:
    assert integrity.cycles(includes) == wrong


def test_a_cycle_is_told_at_each_of_its_mandates() -> None:
    cycle = integrity.cycle_problems({"a": ["b"], "b": ["a"], "c": ["a"]})
    assert [(each.code, each.severity, str(each)) for each in cycle] == [
        (
            "includes-cycle",
            Severity.ERROR,
            f"mandate {slug}, includes: Valtuus sisältää itsensä, suoraan tai toisen kautta.",
        )
        for slug in ("a", "b")
    ]


@pytest.mark.parametrize(
    ("due", "wrong"),
    [
        ("2026-11-23", {"review-passed"}),
        ("2026-11-24", {"review-near"}),
        ("2026-12-24", {"review-near"}),
        ("2026-12-25", set()),
    ],
)
def test_a_review_is_near_for_thirty_days(due: str, wrong: set[str]) -> None:
    assert codes(changing("mandates", "valtuus", review_by=due)) == wrong
    assert codes(changing("instructions", "ohje", review_by=due)) == wrong


# --- old addresses ------------------------------------------------------------------------------------------------


def test_an_old_slug_that_is_another_rows_slug_is_refused() -> None:
    """Told once, though the old slug is published too."""
    published = former(Kind.TYPE, old={"kunta": ("muu",)}, aliases={"muu": "kunta"})
    ruleset = former(Kind.TYPE, old={"kunta": ("muu",)}, retired={"muu": Text("Muu")}, numbers={"muu": 2})
    assert [str(each) for each in integrity.problems(ruleset, published=published)] == [
        (
            "organisationtype kunta, old_slugs: Vanha tunniste muu on nyt rivillä muu. Anna sille toinen tunniste, tai "
            "poista vanha tunniste tältä riviltä, jos rivi ei ole ollut julkaistuna sillä."
        )
    ]


def test_a_row_may_name_its_own_slug_among_the_old_ones() -> None:
    assert sentences_of(former(Kind.TYPE, old={"kunta": ("kunta",)})) == []


def test_a_published_row_may_be_retired_or_renamed() -> None:
    published = adding(WHOLE, tasks=[TASK])
    retired = former(Kind.TASK, retired={"muu": Text("muu")}, numbers={"muu": 2})
    assert integrity.problems(retired, published=published) == ()
    renamed = former(Kind.TASK, old={"lasku": ("muu",)}, aliases={"muu": "lasku"})
    assert [str(each) for each in integrity.problems(renamed, published=published)] == [
        "task lasku, number: Julkaistun rivin numero oli 2 ja on nyt 1. Palauta numero 2."
    ]
    again = replace(published.tasks["muu"], slug="uusi")
    followed = former(Kind.TASK, adding(tasks=[again]), old={"uusi": ("muu",)}, aliases={"muu": "uusi"})
    assert {each.code for each in integrity.problems(followed, published=published)} == {"task-unused"}


def test_a_slug_that_another_row_has_taken_is_told_as_the_slug_and_no_number_is_to_be_changed() -> None:
    published = adding(WHOLE, tasks=[TASK])
    swapped = former(
        Kind.TASK,
        adding(
            without(WHOLE, tasks="lasku"),
            tasks=[replace(TASK, slug="lasku"), replace(WHOLE.tasks["lasku"], slug="uusi")],
        ),
        old={"uusi": ("lasku",), "lasku": ("muu",)},
        aliases={"muu": "lasku"},
    )
    codes = {each.code for each in integrity.problems(swapped, published=published)}
    assert codes == {"old-slug-clash", "task-unused"}


def test_a_published_retired_row_and_old_slug_stay() -> None:
    published = former(
        Kind.TASK,
        retired={"poistettu": Text("Poistettu")},
        numbers={"poistettu": 7},
        aliases={"ennen": "lasku"},
        old={"lasku": ("ennen",)},
    )
    assert [str(each) for each in integrity.problems(WHOLE, published=published)] == [
        f"task poistettu, slug: {BROKEN_SLUG.format('poistettu', 7)}",
        (
            "task lasku, old_slugs: Julkaistu vanha tunniste ennen puuttuu, ja vanhat linkit viittaavat siihen: "
            "kirjoita se takaisin."
        ),
    ]


def test_a_number_of_another_published_row_is_refused() -> None:
    published = former(Kind.TASK, retired={"poistettu": Text("Poistettu")}, numbers={"poistettu": 7})
    taken = replace(changing("tasks", "lasku", number=7), former=published.former)
    assert [str(each) for each in integrity.problems(taken, published=published)] == [
        "task lasku, number: Julkaistun rivin numero oli 1 ja on nyt 7. Palauta numero 1.",
        "task lasku, number: Numero 7 on julkaistu rivillä poistettu. Anna tälle riville numero, jota ei ole käytetty.",
    ]


def test_an_old_slug_that_stays_is_no_problem() -> None:
    published = former(Kind.TASK, aliases={"ennen": "lasku"}, old={"lasku": ("ennen",)})
    assert integrity.problems(published, published=published) == ()


def test_a_published_slug_is_first_the_row_that_has_it_now() -> None:
    """Another row claims it as an old slug: that is told, and the numbers of the two are not mixed."""
    draft = adding(tasks=[TASK], conditions=[condition("toinen", 2, task="muu")])
    ruleset = former(Kind.TASK, draft, aliases={"lasku": "muu"}, old={"muu": ("lasku",)})
    assert [each.code for each in integrity.problems(ruleset, published=WHOLE)] == ["old-slug-clash"]


@pytest.mark.parametrize("as_slug", [True, False])
def test_a_published_old_slug_is_not_given_to_another_row(as_slug: bool) -> None:
    """Neither as its slug nor as an old one: links that are out would open the other row."""
    published = former(Kind.TASK, aliases={"ennen": "lasku"}, old={"lasku": ("ennen",)}, numbers={"lasku": 1})
    slug = "ennen" if as_slug else "muu"
    draft = adding(tasks=[replace(TASK, slug=slug)], conditions=[condition("toinen", 2, task=slug)])
    ruleset = draft if as_slug else former(Kind.TASK, draft, aliases={"ennen": "muu"}, old={"muu": ("ennen",)})
    assert [str(each) for each in integrity.problems(ruleset, published=published)] == [
        (
            f"task lasku, old_slugs: Vanhat linkit, joissa on ennen, johtaisivat nyt riville {slug}. Anna sille toinen "
            "tunniste ja kirjoita ennen takaisin tämän rivin vanhoihin tunnisteisiin."
        )
    ]


# --- cost ---------------------------------------------------------------------------------------------------------


def test_a_big_set_is_checked_in_three_seconds() -> None:
    """The size of figure P12: 400 types, 300 tasks, 400 mandates, 11,000 conditions."""
    ruleset = big()
    started = time.process_time()
    problems = integrity.problems(ruleset, published=ruleset, today=TODAY)
    assert time.process_time() - started <= 3
    assert {each.code for each in problems if each.code.startswith(("condition", "mandate", "broad"))} == set()


def test_many_conditions_of_one_task_and_mandate_are_compared_too() -> None:
    conditions = [
        Condition(f"ehto-{place}", place + 1, "lasku", "valtuus", frozenset({"kunta"}), False, ("sopimus",))
        for place in range(300)
    ]
    ruleset = replace(WHOLE, conditions=by_slug(conditions), facts={})
    assert [each.slug for each in found(ruleset)] == [f"ehto-{place}" for place in range(1, 300)]
