"""An import makes the draft equal to the file, or refuses whole and says what to mend."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandates.content import contents, documents, importing, progress
from mandates.models import Fact, Mandate, OrganisationType, Service, StaleTranslation, Task
from mandates.tests.content.mutations import REFUSED, copying, dropping, fields
from mandates.tests.drafts import small_draft

pytestmark = pytest.mark.django_db

NAME: Final = "sisalto.json"


@pytest.fixture(autouse=True)
def _draft() -> None:
    small_draft()


@cache
def untouched() -> str:
    """The small draft as it is exported: the same each time."""
    return documents.export()


def refusal(document: str) -> list[str]:
    """Import the text, and give the sentences with which it was refused."""
    try:
        importing.import_text(document, NAME)
    except importing.ImportRefusedError as error:
        return error.problems
    return []


def test_sixty_kinds_of_mutation_are_tried() -> None:
    assert len(REFUSED) >= 60
    assert len({repr(sentences) for _, *sentences in REFUSED.values()}) >= 60


@pytest.mark.parametrize("name", REFUSED)
def test_import_refuses_whole(name: str) -> None:
    mutate, *sentences = REFUSED[name]
    document = json.loads(untouched())
    mutate(document)

    problems = refusal(json.dumps(document))

    assert problems == [f"{NAME}: {sentence}" for sentence in sentences]
    assert documents.export() == untouched()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "[{]",
            "tiedosto ei ole JSONia: rivi 1, merkki 3.",
        ),
        ("", "tiedosto ei ole JSONia: rivi 1, merkki 1."),
        ('{"model": "mandates.task"}', "tiedostossa pitää olla lista objekteja."),
        ("[]", "tiedostossa pitää olla lista objekteja."),
    ],
)
def test_import_of_another_kind_of_file_is_refused(text: str, sentence: str) -> None:
    before = documents.export()

    assert refusal(text) == [f"{NAME}: {sentence}"]
    assert documents.export() == before


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"slug": "lasku",', '"slug": "lasku", "order": 1,', "task lasku, order: kenttä on kahdesti."),
        (
            '"model": "mandates.task",',
            '"model": "x", "model": "mandates.task",',
            "task katselu, model: avain on kahdesti.",
        ),
    ],
)
def test_a_key_given_twice_is_refused(old: str, new: str, sentence: str) -> None:
    """JSON lets the last one win in silence."""
    before = documents.export()

    assert refusal(before.replace(old, new, 1)) == [f"{NAME}: {sentence}"]
    assert documents.export() == before


def test_import_of_too_deep_json_is_refused() -> None:
    assert refusal("[" * 100_000) == [f"{NAME}: tiedosto ei ole luonnoksen JSONia."]


def test_import_of_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(documents.export().encode("latin-1"))

    with pytest.raises(importing.ImportRefusedError) as refused:
        importing.import_file(path)

    assert refused.value.problems == [f"{path}: tiedostoa ei voi lukea (UnicodeDecodeError)."]
    assert str(refused.value) == f"{path}: 1 virhe, mitään ei muutettu."


def test_import_of_no_file_names_the_path(tmp_path: Path) -> None:
    path = tmp_path / "puuttuu.json"

    with pytest.raises(importing.ImportRefusedError) as refused:
        importing.import_file(path)

    assert refused.value.problems == [f"{path}: tiedostoa ei voi lukea (FileNotFoundError)."]


def test_problems_of_every_kind_are_told_in_one_run() -> None:
    """Shape, duplicates, references, values and content: not only those of the first kind."""
    document = json.loads(documents.export())
    fields(document, "task", "katselu")["order"] = "ensin"
    fields(document, "mandate", "suppea")["number"] = fields(document, "mandate", "laaja")["number"]
    fields(document, "condition", "katselu")["every_type"] = False
    fields(document, "condition", "katselu")["source"] = ["puuttuu"]
    fields(document, "lookalike", "toinen")["name_fi"] = "Valtuus suppea"
    fields(document, "fact", "asia")["statement"] = ""
    dropping("instruction", "pyyda")(document)
    fields(document, "service", "palvelu")["group"] = ["muu"]

    assert refusal(json.dumps(document)) == [
        f"{NAME}: {sentence}"
        for sentence in (
            "task katselu, order: tässä pitää olla kokonaisluku.",
            "condition katselu, source: tuntematon kenttä.",
            "mandate suppea, number: numero 2 on myös rivillä laaja.",
            "service palvelu, group: tiedostossa ei ole riviä muu.",
            "fact asia, statement: Tämä kenttä ei voi olla tyhjä.",
            "lookalike toinen, name_fi: Näköisnimi on valtuuden oma nimi (fi): kirjoita toisen valtuuden nimi.",
        )
    ]


def test_byte_order_mark_is_read_past(tmp_path: Path) -> None:
    """Some editors begin every file with one."""
    path = tmp_path / NAME
    path.write_text(documents.export(), encoding="utf-8-sig")

    importing.import_file(path)

    assert documents.export() == path.read_text(encoding="utf-8-sig")


def test_import_swaps_two_numbers() -> None:
    document = json.loads(documents.export())
    kunta, helsinki = (fields(document, "organisationtype", slug) for slug in ("kunta", "helsinki"))
    kunta["number"], helsinki["number"] = helsinki["number"], kunta["number"]

    assert refusal(json.dumps(document)) == []
    assert dict(OrganisationType.objects.values_list("slug", "number")) == {"kunta": 2, "helsinki": 1}


def test_import_keeps_the_row_that_has_the_slug() -> None:
    before = dict(Task.objects.values_list("slug", "pk"))
    document = json.loads(documents.export())
    fields(document, "task", "lasku")["name_fi"] = "Katson laskun."

    assert refusal(json.dumps(document)) == []
    assert dict(Task.objects.values_list("slug", "pk")) == before
    assert Task.objects.get(slug="lasku").name_fi == "Katson laskun."


def test_import_removes_what_the_file_lacks() -> None:
    document = json.loads(documents.export())
    for model, slug in (("condition", "lasku"), ("task", "lasku"), ("prerequisite", "sopimus")):
        dropping(model, slug)(document)
    dropping("mandate", "laaja")(document)

    assert refusal(json.dumps(document)) == []
    assert documents.export() == documents.dump(document)
    assert list(Mandate.objects.values_list("slug", flat=True)) == ["suppea"]


def test_import_into_an_empty_database_gives_the_same_export() -> None:
    document = documents.export()
    for model in reversed(documents.MODELS):
        model.objects.all().delete()
    assert importing.is_empty()

    assert refusal(document) == []
    assert documents.export() == document


def test_import_of_a_text_calls_it_by_the_name_given() -> None:
    document = documents.export()
    importing.import_text(document.replace("Teen: lasku", "Teen laskun"), "Julkaisu 1")
    assert Task.objects.get(slug="lasku").name_fi == "Teen laskun"

    with pytest.raises(importing.ImportRefusedError) as refused:
        importing.import_text("[]", "Julkaisu 1")
    assert refused.value.problems == ["Julkaisu 1: tiedostossa pitää olla lista objekteja."]


def test_an_import_writes_only_the_rows_that_differ() -> None:
    """Whoever has another row's page open meets no change there; who has this one's does, a set being a part of it."""
    before = documents.export()
    document = json.loads(before)
    fields(document, "condition", "lasku")["types"] = [["helsinki"], ["kunta"]]
    fields(document, "task", "katselu")["name_fi"] = "Katselen"
    versions = versions_of_rows()

    importing.import_text(json.dumps(document), NAME)

    now = versions_of_rows()
    assert {key: now[key] - versions[key] for key in now if now[key] != versions[key]} == {
        ("condition", "lasku"): 1,
        ("task", "katselu"): 1,
    }
    importing.import_text(before, NAME)
    assert documents.export() == before


def test_an_import_asks_no_more_for_more_rows() -> None:
    """Besides the constraints of mandates and tasks, which the database judges row by row."""
    document = json.loads(documents.export())
    condition = fields(document, "condition", "lasku")
    more = [{**condition, "slug": f"lasku-{number}", "number": number} for number in range(10, 90)]
    large = [*document, *({"model": "mandates.condition", "fields": each} for each in more)]
    for row in large:
        if row["model"] == "mandates.condition":
            row["fields"]["note"] = "Muuttunut."
    with CaptureQueriesContext(connection) as few:
        importing.import_text(json.dumps([*document, large[-1]]), NAME)

    with CaptureQueriesContext(connection) as many:
        importing.import_text(json.dumps(large), NAME)

    assert len(many) - len(few) <= 5


def test_an_import_remembers_the_translations_that_their_finnish_left_behind() -> None:
    document = json.loads(documents.export())
    fields(document, "task", "katselu")["name_fi"] = "Katselen"
    fields(document, "task", "lasku")["name_fi"] = "Laskutan"
    fields(document, "task", "lasku")["name_sv"] = "Fakturerar"

    importing.import_text(json.dumps(document), NAME)

    pks = dict(Task.objects.values_list("pk", "slug"))
    found = [(pks[mark.row], mark.field, mark.finnish) for mark in StaleTranslation.objects.all()]
    assert sorted(found) == [
        ("katselu", "name_en", "Teen: katselu"),
        ("katselu", "name_sv", "Teen: katselu"),
        ("lasku", "name_en", "Teen: lasku"),
    ]


def versions_of_rows() -> dict[tuple[str, str], int]:
    return {
        (str(model._meta.model_name), slug): version
        for model in documents.MODELS
        for slug, version in model._default_manager.values_list("slug", "version")
    }


def test_rehearsal_tells_the_draft_before_and_after_and_changes_nothing(tmp_path: Path) -> None:
    before = documents.export()
    path = tmp_path / NAME
    path.write_text(before.replace("Teen: lasku", "Teen laskun"), encoding="utf-8")
    versions = list(Task.objects.values_list("slug", "version"))

    was, now = importing.rehearse(path)

    assert was == documents.compile_document(before)
    assert now == documents.compile_document(path.read_text(encoding="utf-8"))
    assert (documents.export(), list(Task.objects.values_list("slug", "version"))) == (before, versions)


def test_rehearsal_on_a_draft_that_cannot_be_compiled_says_so() -> None:
    text = documents.export()
    Mandate.objects.get(slug="suppea").includes.add(Mandate.objects.get(slug="laaja"))

    with pytest.raises(importing.ImportRefusedError) as refused:
        importing.rehearse_text(text, NAME)

    assert refused.value.problems == [
        f"{NAME}: nykyinen luonnos: mandate {slug}, includes: Valtuus sisältää itsensä, suoraan tai toisen kautta."
        for slug in ("laaja", "suppea")
    ]


class Meanwhile(io.StringIO):
    """The terminal of an import, during whose first step somebody else does something."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self.act = act

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        act, self.act = self.act, int
        act()
        return super().write(text)


@pytest.mark.parametrize(
    "act",
    [
        lambda: Task.objects.create(slug="uusi", service=Service.objects.get(), name_fi="Uusi", number=9),
        lambda: Fact.objects.all().delete(),
    ],
    ids=["a row added", "a row deleted"],
)
def test_a_draft_that_changes_while_it_is_compared_refuses_the_import(act: Callable[[], object]) -> None:
    contents.draft()
    document = json.loads(documents.export())
    copying("task", "lasku", slug="uusi", number=9)(document)

    with progress.on(Meanwhile(act)), pytest.raises(importing.ImportRefusedError) as refused:
        importing.import_text(json.dumps(document), NAME)

    assert refused.value.problems == [f"{NAME}: joku muu tallensi samaan aikaan. Yritä uudestaan."]
