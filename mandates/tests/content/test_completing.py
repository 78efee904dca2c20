"""A draft of an older release gets what a newer one needs, and keeps what editors wrote."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from mandates.content import completing, documents
from mandates.models import Cause, InfoSection, Publication, Service, Source, Symptom, Task
from mandates.tests.drafts import READ, small_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The content of a release, which the draft equals."""
    small_draft()
    InfoSection.objects.create(
        slug="seloste", page="saavutettavuusseloste", title_fi="A", title_sv="B", title_en="C", number=7,
        body_fi="a", body_sv="b", body_en="c", **READ,
    )  # fmt: skip
    file = tmp_path / "content.json"
    file.write_text(documents.export(), encoding="utf-8")
    return file


def test_whole_draft_is_left_alone(shipped: Path) -> None:
    assert completing.complete(shipped) == []
    assert documents.export() == shipped.read_text(encoding="utf-8")


def test_what_stops_publishing_is_filled_and_pages_without_text_get_theirs(shipped: Path) -> None:
    Task.objects.update(name_sv="")
    InfoSection.objects.filter(page="saavutettavuusseloste").delete()

    filled = completing.complete(shipped)

    assert sorted(filled) == ["infosection seloste", "task katselu, name_sv", "task lasku, name_sv"]
    assert documents.export() == shipped.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "changes",
    [{"name_sv": "Egen översättning"}, {"name_fi": "Oma nimi", "name_sv": ""}, {"retired": True}],
    ids=["own words", "translation of other words", "retired"],
)
def test_what_editors_wrote_stays(changes: dict[str, Any], shipped: Path) -> None:
    Task.objects.filter(slug="lasku").update(**changes)
    edited = documents.export()

    assert completing.complete(shipped) == []
    assert documents.export() == edited


def test_what_editors_left_out_stays_out(shipped: Path) -> None:
    Task.objects.update(hint_fi="Vihje", hint_sv="Tips", hint_en="Hint")
    shipped.write_text(documents.export(), encoding="utf-8")
    Task.objects.update(hint_fi="", hint_sv="", hint_en="")
    edited = documents.export()

    assert completing.complete(shipped) == []
    assert documents.export() == edited


def test_page_that_has_a_text_of_its_own_gets_no_other(shipped: Path) -> None:
    InfoSection.objects.filter(slug="seloste").update(slug="oma", title_fi="Oma")
    edited = documents.export()

    assert completing.complete(shipped) == []
    assert documents.export() == edited


def test_numbers_of_added_sections_are_free(shipped: Path) -> None:
    InfoSection.objects.filter(slug="seloste").delete()
    InfoSection.objects.filter(slug="kohta").update(number=7)

    assert completing.complete(shipped) == ["infosection seloste"]
    assert dict(InfoSection.objects.values_list("slug", "number")) == {"kohta": 7, "seloste": 8}


def test_draft_without_symptoms_and_causes_gets_them_with_their_sources(shipped: Path) -> None:
    whole = json.loads(shipped.read_text(encoding="utf-8"))
    source = {**next(row["fields"] for row in whole if row["model"] == "mandates.source"), "slug": "toinen-lahde"}
    for row in whole:
        if row["model"] == "mandates.cause":
            row["fields"] |= {"source": ["toinen-lahde"], "services": [["palvelu"], ["muu"]]}
    shipped.write_text(json.dumps([{"model": "mandates.source", "fields": source}, *whole]), encoding="utf-8")
    Cause.objects.all().delete()
    Symptom.objects.all().delete()

    assert completing.complete(shipped) == ["symptom kiinni", "source toinen-lahde", "cause tyyppi"]
    assert dict(Source.objects.values_list("slug", "number")) == {"lahde": 1, "toinen-lahde": 2}
    cause = Cause.objects.get()
    assert (cause.source.slug, [*cause.symptoms.all()]) == ("toinen-lahde", [Symptom.objects.get()])
    assert [*cause.services.all()] == [Service.objects.get()]


def test_what_has_another_slug_in_the_draft_is_the_same_row(shipped: Path) -> None:
    whole = json.loads(shipped.read_text(encoding="utf-8"))
    for row in whole:
        if row["model"] == "mandates.cause":
            row["fields"]["services"] = [["palvelu"]]
    shipped.write_text(json.dumps(whole), encoding="utf-8")
    Service.objects.update(slug="uusi-palvelu", old_slugs="palvelu")
    Task.objects.filter(slug="lasku").update(slug="laskutus", old_slugs="lasku", name_sv="")
    Cause.objects.all().delete()
    Symptom.objects.all().delete()

    assert completing.complete(shipped) == ["task laskutus, name_sv", "symptom kiinni", "cause tyyppi"]
    assert [*Cause.objects.get().services.all()] == [Service.objects.get()]
    assert Task.objects.get(slug="laskutus").name_sv == "Teen: lasku"


def test_cause_of_services_that_the_draft_lacks_stays_out(shipped: Path) -> None:
    whole = json.loads(shipped.read_text(encoding="utf-8"))
    other = next(row for row in whole if row["model"] == "mandates.cause")
    fields = {**other["fields"], "slug": "muu", "number": 2, "services": [["muu"]]}
    shipped.write_text(json.dumps([*whole, {"model": "mandates.cause", "fields": fields}]), encoding="utf-8")
    Cause.objects.all().delete()
    Symptom.objects.all().delete()

    assert completing.complete(shipped) == ["symptom kiinni", "cause tyyppi"]


@pytest.mark.parametrize("model", [Cause, Symptom])
def test_draft_that_has_some_of_them_gets_no_others(model: type[Cause | Symptom], shipped: Path) -> None:
    Cause.objects.all().delete()
    if model is Cause:
        Symptom.objects.update(slug="oma")
    edited = documents.export()

    assert completing.complete(shipped) == []
    assert documents.export() == edited


def test_install_may_be_run_again_and_says_what_it_did(document: str) -> None:
    assert install()[-1].startswith("Julkaisu 1: ")
    assert (documents.export(), Publication.objects.count()) == (document, 1)
    Task.objects.filter(slug="ajanvaraus").update(name_sv="")

    assert install() == [
        "Sisältöä on jo: mitään ei muutettu.",
        "Täydennetty luonnokseen: task ajanvaraus, name_sv",
        "Katso täydennykset ja julkaise luonnos ylläpidossa.",
        "Julkaisu on jo: mitään ei julkaistu.",
    ]
    assert (documents.export(), Publication.objects.count()) == (document, 1)


def install() -> list[str]:
    out = StringIO()
    call_command("install", stdout=out)
    return out.getvalue().splitlines()
