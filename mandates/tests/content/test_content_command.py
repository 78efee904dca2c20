"""manage.py content: what it writes, and when it changes nothing."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from mandates.content import documents
from mandates.models import Condition, Mandate, Publication, Task
from mandates.publishing import clock
from mandates.tests.drafts import small_draft

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("content", *arguments, stdout=out)
    return out.getvalue()


def refused(*arguments: str, out: StringIO | None = None) -> list[str]:
    with pytest.raises(CommandError) as error:
        call_command("content", *arguments, stdout=out or StringIO())
    return str(error.value).splitlines()


def failed_check() -> tuple[list[str], list[str]]:
    """The sentence with which it fails, and the errors among the lines."""
    out = StringIO()
    sentence = refused("check", out=out)
    return sentence, [line for line in out.getvalue().splitlines() if line.startswith("error")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The small draft as a file; the database holds the same."""
    small_draft()
    path = tmp_path / "sisalto.json"
    path.write_text(documents.export(), encoding="utf-8")
    return path


def test_export_writes_the_document_and_nothing_else(file: Path) -> None:
    assert run("export") == file.read_text(encoding="utf-8")


def test_an_export_that_cannot_be_written_is_told_in_words(file: Path) -> None:
    class FullDisk(StringIO):
        def write(self, text: str, /) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    assert refused("export", out=FullDisk()) == ["Ei onnistunut: [Errno 28] No space left on device."]


def test_import_makes_the_draft_equal_to_the_file_and_publishes_nothing(file: Path) -> None:
    Task.objects.filter(slug="lasku").update(name_fi="Muutettu")

    written = run("import", str(file))

    assert written == f"{file}: luonnos on nyt tiedoston mukainen. Julkaise se: manage.py content publish\n"
    assert documents.export() == file.read_text(encoding="utf-8")
    assert Publication.objects.count() == 0


def test_import_if_empty_fills_an_empty_draft_once(file: Path) -> None:
    for model in reversed(documents.MODELS):
        model.objects.all().delete()

    first = run("import", str(file), "--if-empty")
    Task.objects.filter(slug="lasku").update(name_fi="Muutettu")
    edited = documents.export()

    assert first == f"{file}: luonnos on nyt tiedoston mukainen. Julkaise se: manage.py content publish\n"
    assert run("import", str(file), "--if-empty") == "Sisältöä on jo: mitään ei muutettu.\n"
    assert documents.export() == edited


def test_import_that_is_refused_names_every_problem_and_says_that_nothing_changed(file: Path) -> None:
    document = json.loads(file.read_text(encoding="utf-8"))
    document[0]["fields"]["title_fi"] = ""
    document[1]["fields"]["name_fi"] = ""
    file.write_text(json.dumps(document), encoding="utf-8")

    assert refused("import", str(file)) == [
        f"{file}: source lahde, title_fi: Tämä kenttä ei voi olla tyhjä.",
        f"{file}: servicegroup ryhma, name_fi: Tämä kenttä ei voi olla tyhjä.",
        f"{file}: 2 virhettä, mitään ei muutettu.",
    ]


def changed(file: Path, **values: Any) -> Path:
    """The file with other values in its condition `lasku`."""
    document = json.loads(file.read_text(encoding="utf-8"))
    rows = {each["fields"]["slug"]: each["fields"] for each in document if each["model"] == "mandates.condition"}
    rows["lasku"].update(values)
    file.write_text(documents.dump(document), encoding="utf-8")
    return file


def test_check_lists_translations_that_their_finnish_has_left_behind(file: Path) -> None:
    task = Task.objects.get(slug="lasku")
    task.name_fi = "Teen laskun"
    task.save()

    lines = [line for line in run("check").splitlines() if "tarkista käännös" in line]

    assert sorted(lines) == [
        f"warning: task lasku, name_{language}: Suomenkielinen teksti on muuttunut sen jälkeen: tarkista käännös."
        for language in ("en", "sv")
    ]


def test_import_as_a_dry_run_tells_the_impact_and_changes_nothing(file: Path) -> None:
    before = documents.export()
    changed(file, types=[["helsinki"], ["kunta"]], note="Luettu näin.")

    assert run("import", str(file), "--dry-run").splitlines() == [
        "Helsinki + Teen: lasku: lisää Valtuus laaja",
        "condition lasku, types: kunta → helsinki, kunta",
        "condition lasku, note: (tyhjä) → Luettu näin.",
        "Vastaus muuttuu 3 tilanteessa, kun niitä on 8.",
        "Mitään ei muutettu.",
    ]
    assert documents.export() == before


def test_import_as_a_dry_run_of_the_same_content_tells_no_change(file: Path) -> None:
    assert run("import", str(file), "--dry-run").splitlines() == [
        "Vastaus muuttuu 0 tilanteessa, kun niitä on 5.",
        "Mitään ei muutettu.",
    ]


def test_import_as_a_dry_run_refuses_what_an_import_does(file: Path) -> None:
    changed(file, every_type=True)
    before = documents.export()

    assert refused("import", str(file), "--dry-run") == [
        (
            f"{file}: condition lasku, every_type: "
            "Ehdolla on sekä nimetyt organisaatiot että kaikki organisaatiot: valitse toinen."
        ),
        f"{file}: 1 virhe, mitään ei muutettu.",
    ]
    assert documents.export() == before


@pytest.mark.usefixtures("file")
def test_check_lists_warnings_and_passes() -> None:
    written = run("check").splitlines()

    assert [line for line in written if "name_state" in line] == [
        f"warning: mandate {slug}, name_state_{language}: Nimeä Suomi.fissä ei ole vahvistettu ({language})."
        for slug in ("laaja", "suppea")
        for language in ("fi", "sv", "en")
    ]
    assert {line.split(":")[0] for line in written} == {"warning"}


@pytest.mark.usefixtures("file")
def test_check_fails_when_something_stops_publishing() -> None:
    Condition.objects.get(slug="lasku").types.clear()

    assert failed_check() == (
        ["1 virhe estää julkaisun."],
        ["error: condition lasku, types: Ehto ei koske ketään: valitse organisaatiotyyppi."],
    )


@pytest.mark.usefixtures("file")
def test_check_compares_with_the_newest_publication() -> None:
    run("publish", "--note", "Ensimmäinen julkaisu")
    Task.objects.filter(slug="lasku").update(slug="laskut", number=9)

    sentence, errors = failed_check()
    assert sentence == ["1 virhe estää julkaisun."]
    assert errors == [
        (
            "error: task lasku, slug: Julkaistu tunniste lasku puuttuu, ja vanhat linkit viittaavat siihen. Jos se "
            "vaihdettiin, kirjoita se rivin vanhoihin tunnisteisiin. Jos rivi poistettiin, lisää se takaisin samalla "
            "tunnisteella ja numerolla 1 ja merkitse se poistetuksi käytöstä."
        )
    ]


@pytest.mark.usefixtures("file")
def test_check_tells_a_passed_review() -> None:
    Mandate.objects.filter(slug="laaja").update(review_by=date(2020, 1, 31))

    written = run("check").splitlines()

    assert "warning: mandate laaja, review_by: Tiedot piti tarkistaa viimeistään 31.1.2020." in written


@pytest.mark.usefixtures("file")
def test_check_of_a_cycle_names_its_mandates() -> None:
    Mandate.objects.get(slug="suppea").includes.add(Mandate.objects.get(slug="laaja"))

    assert refused("check") == ["2 virhettä estää julkaisun."]


@pytest.mark.usefixtures("file")
def test_publish_tells_the_number_and_the_digest() -> None:
    written = run("publish", "--note", "Ensimmäinen julkaisu", "--editor", "aino")

    published = Publication.objects.get()
    assert written == f"Julkaisu 1: {published.sha256}\n"
    assert (published.number, published.editor, published.note) == (1, "aino", "Ensimmäinen julkaisu")


@pytest.mark.usefixtures("file")
def test_publish_if_none_does_nothing_the_second_time() -> None:
    run("publish", "--if-none", "--note", "Ensimmäinen julkaisu")
    Task.objects.filter(slug="lasku").update(name_fi="Muutettu")

    assert run("publish", "--if-none", "--note", "Toinen") == "Julkaisu on jo: mitään ei julkaistu.\n"
    assert Publication.objects.count() == 1


@pytest.mark.usefixtures("file")
def test_publish_that_is_refused_tells_why() -> None:
    run("publish", "--note", "Ensimmäinen julkaisu")

    assert refused("publish", "--note", "Toinen") == ["Luonnos on sama kuin julkaisu 1: julkaistavaa ei ole."]


def test_publish_of_an_empty_draft_is_refused() -> None:
    assert refused("publish", "--note", "Tyhjä") == ["Luonnoksessa ei ole yhtään ehtoa: julkaistavaa ei ole."]


def later(**time: float) -> str:
    return timezone.localtime(timezone.now() + timedelta(**time)).isoformat(timespec="minutes")


def rename(slug: str, name: str) -> None:
    Task.objects.filter(slug=slug).update(name_fi=name)


@pytest.fixture
def waiting(file: Path) -> str:
    """Publication 1 is live, 2 waits; gives the time of 2 as people read it."""
    run("publish", "--note", "Ensimmäinen", "--editor", "aino")
    rename("lasku", "Odottava nimi")
    run("publish", "--note", "Laki muuttuu", "--editor", "aino", "--at", later(days=1))
    return clock.day_and_time(Publication.objects.get(number=2).seen_from)


def test_publish_of_everything_while_one_waits_says_what_to_choose(waiting: str) -> None:
    rename("katselu", "Korjattu")

    (sentence,) = refused("publish", "--note", "Kaikki")
    assert sentence == (
        f"Julkaisu 2 odottaa aikaansa ({waiting}). Valitse rivit, jotka julkaistaan heti, tai julkaise ne sen mukana, "
        "siirrä sitä tai peru se."
    )
    assert Publication.objects.count() == 2


def test_publish_of_rows_goes_out_now_and_waits_too(waiting: str) -> None:
    rename("katselu", "Korjattu")

    written = run("publish", "--rows", "task/katselu", "--note", "Korjaus").splitlines()

    assert written == [
        f"Julkaisu 3: {Publication.objects.get(number=3).sha256}",
        f"Julkaisu 4 odottaa: näkyy {waiting} alkaen.",
    ]


def test_publish_of_a_row_without_changes_names_those_that_have(waiting: str) -> None:
    assert refused("publish", "--rows", "task/katselu", "mandate/puuttuu") == [
        "Näissä ei ole muutosta: task/katselu, mandate/puuttuu. Muuttuneet rivit: task/lasku."
    ]


@pytest.mark.usefixtures("waiting")
def test_publish_of_a_row_that_both_changed_asks_and_takes_the_answer() -> None:
    rename("lasku", "Kolmas nimi")

    assert refused("publish", "--rows", "task/lasku") == [
        "Odottava julkaisu 2 muuttaa myös näitä rivejä: task/lasku. Valitse jokaisesta, kumpi teksti siihen tulee."
    ]
    run("publish", "--rows", "task/lasku", "--waiting-keeps-its-own", "task/lasku")
    names = {
        number: documents.compile_document(Publication.objects.get(number=number).body).tasks["lasku"].name.fi
        for number in (3, 4)
    }
    assert names == {3: "Kolmas nimi", 4: "Odottava nimi"}


def test_publications_are_listed(waiting: str) -> None:
    run("cancel", "2", "--editor", "onni")
    first = Publication.objects.get(number=1)

    assert run("publications").splitlines() == [
        "2\tperuttu\t\taino\tLaki muuttuu",
        f"1\tnäkyy nyt\t{clock.day_and_time(first.seen_from)}\taino\tEnsimmäinen",
    ]
    newest, oldest = json.loads(run("publications", "--json"))
    assert (newest["number"], newest["state"], newest["seen_from"]) == (2, "peruttu", "")
    assert [(each["editor"], each["replaced_by"]) for each in newest["decisions"]] == [("onni", None)]
    assert (oldest["sha256"], oldest["seen_from"], oldest["decisions"]) == (
        first.sha256,
        first.live_from.isoformat(),
        [],
    )


@pytest.mark.parametrize("time", ["2027-03-28T03:30", "2027-10-31T03:30", "9999-12-31T23:59:59Z", "huomenna"])
def test_a_time_that_the_clocks_do_not_show_once_is_refused(time: str) -> None:
    """The hour that summer time skips or repeats, and one that is too late for a calendar."""
    assert refused("publish", "--at", time) == [
        f"Error: argument --at: ”{time}” ei ole aika: kirjoita 2027-01-01T00:00."
    ]


@pytest.mark.usefixtures("waiting")
def test_reschedule_gives_another_time_and_says_it() -> None:
    time = later(days=3)

    written = run("reschedule", "2", time, "--editor", "onni")

    moved = Publication.objects.get(number=2)
    assert timezone.localtime(moved.seen_from).isoformat(timespec="minutes") == time
    assert written == f"Julkaisu 2: näkyy {clock.day_and_time(moved.seen_from)} alkaen.\n"
    assert refused("reschedule", "2", "2020-01-01T00:00") == [
        "Ajan, josta alkaen julkaisu näkyy, pitää olla tulevaisuudessa."
    ]


@pytest.mark.usefixtures("waiting")
def test_cancel_says_it_and_does_it_once() -> None:
    assert run("cancel", "2") == "Julkaisu 2: peruttu, kävijät eivät näe sitä.\n"
    assert refused("cancel", "2") == ["Julkaisu 2 ei odota: sen aikaa ei voi muuttaa."]
    assert refused("cancel", "9") == ["Julkaisua 9 ei ole."]


@pytest.mark.usefixtures("file")
def test_again_goes_back_and_can_take_the_draft_along() -> None:
    run("publish", "--note", "Ensimmäinen")
    first = documents.export()
    rename("lasku", "Virhe")
    run("publish", "--note", "Toinen")

    run("again", "1", "--note", "Takaisin")
    kept = documents.export()
    rename("lasku", "Uusi virhe")
    run("publish", "--note", "Kolmas")
    run("again", "1", "--restore-draft")

    assert "Virhe" in kept
    assert documents.export() == first
    assert list(Publication.objects.values_list("number", "note")) == [
        (5, "Julkaisu 1 uudestaan"),
        (4, "Kolmas"),
        (3, "Takaisin"),
        (2, "Toinen"),
        (1, "Ensimmäinen"),
    ]
    assert refused("again", "1") == ["Sisältö on sama kuin julkaisussa 5: julkaistavaa ei ole."]
    assert refused("again", "9") == ["Julkaisua 9 ei ole."]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii"])
def test_output_is_utf_8_whatever_the_terminal_says(encoding: str, settings: Settings) -> None:
    """An export under Latin-1 was refused by the import, and under ASCII it was a traceback."""
    command = [sys.executable, "manage.py", "content", "publish", "--help"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}

    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True, timeout=300)

    assert "näkyy tästä ajasta alkaen" in done.stdout.decode()
