"""One search over all fields of all rows, replacing in the ticked ones, and what the lists' own searches look in."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from mandates import models
from mandates.admin.draft.searching import RowSearchPage
from mandates.content import documents
from mandates.tests.admin.forms_sent import entered, page_of, text, url, without_html

pytestmark = pytest.mark.usefixtures("draft")


def page(client: Client, **query: str) -> RowSearchPage:
    found: RowSearchPage = page_of(client, f"{reverse('admin:search')}?{urlencode(query)}")
    return found


def found(client: Client, words: str) -> list[tuple[str, str]]:
    shown = page(client, q=words)
    return [(row.name, hit.label) for each in shown.lists for row in each.rows for hit in row.hits]


def ticks(shown: RowSearchPage) -> list[str]:
    return [row.key for each in shown.lists for row in each.rows if row.ticked]


def replace(client: Client, words: str, instead: str, rows: list[str]) -> Any:
    return client.post(reverse("admin:search"), {"q": words, "korvaa": instead, "rivi": rows}, follow=True)


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("vain kokeeksi", [("Lähde sanoo näin.", "Muistiinpano")]),
        (
            "example.fi/lahde",
            [("Lähde", "Osoite suomeksi"), ("Lähde", "Osoite ruotsiksi"), ("Lähde", "Osoite englanniksi")],
        ),
        (
            "Helsinki",
            [
                ("Helsinki", "Nimi suomeksi"),
                ("Helsinki", "Nimi ruotsiksi"),
                ("Helsinki", "Nimi englanniksi"),
                *[("Helsinki", f"Vastaus työsuhteesta {each}") for each in ("suomeksi", "ruotsiksi", "englanniksi")],
                ("Helsinki", "Tunniste"),
            ],
        ),
        ("Itse Suomi.fi", []),
        (
            "2.1.2027",
            [
                ("Valtuus laaja", "Tarkista viimeistään"),
                ("Valtuus suppea", "Tarkista viimeistään"),
                ("Pyydä", "Tarkista viimeistään"),
                ("Kohta", "Tarkista viimeistään"),
                ("tyyppi", "Tarkista viimeistään"),
            ],
        ),
        ("Onko sopimus", [("Sopimus", f"Kysymys {each}") for each in ("suomeksi", "ruotsiksi", "englanniksi")]),
    ],
)
def test_every_field_of_every_row_is_searched(words: str, hits: list[tuple[str, str]], editor: Client) -> None:
    assert sorted(found(editor, words)) == sorted(hits)


def test_every_kind_of_row_and_its_references_are_searched(editor: Client) -> None:
    """A row of each kind gets the same slug, which no other text has."""
    slug, rows = "tunnus-jota-ei-muilla-ole", {model: model.objects.all()[0].pk for model in documents.MODELS}
    for model, key in rows.items():
        model.objects.filter(pk=key).update(slug=slug)
    each_once = [
        (capfirst(str(model._meta.verbose_name_plural)), str(model.objects.get(pk=key))) for model, key in rows.items()
    ]
    shown = [(each.title, row.name) for each in page(editor, q=slug).lists for row in each.rows]
    assert sorted(shown) == sorted(each_once)
    condition = models.Condition.objects.get(slug="lasku")
    assert (str(condition), "Edellytykset") in found(editor, "Sopimus")


def test_a_word_is_replaced_in_every_list_at_once_with_history(editor: Client) -> None:
    """Four times: in the tasks' three languages, and in the case's situation, which has one."""
    models.Task.objects.filter(slug="katselu").update(hint_fi="Katson tukea", keywords_fi="Tukea, tukeaa")
    models.ExpectedCase.objects.update(situation="Katson tukea kunnassa.")
    shown = page(editor, q="tukea", korvaa="apua", korvaus="1", kokosanat="on")

    response = replace(editor, "tukea", "apua", ticks(shown))

    task, case = models.Task.objects.get(slug="katselu"), models.ExpectedCase.objects.get()
    assert (task.hint_fi, task.keywords_fi, case.situation) == ("Katson apua", "Apua, apuaa", "Katson apua kunnassa.")
    assert "Teksti on korvattu 2 rivillä." in text(response)
    entries = [(entry.object_repr, entry.change_message) for entry in LogEntry.objects.order_by("pk")]
    assert entries == [(str(row), "Haku ja korvaus: ”tukea” → ”apua”") for row in (task, case)]
    assert [task.version, case.version] == [2, 2]


def test_only_ticked_rows_are_replaced(editor: Client) -> None:
    shown = page(editor, q="Teen", korvaa="Hoidan", korvaus="1")
    assert len(ticks(shown)) == 2

    replace(editor, "Teen", "Hoidan", ticks(shown)[:1])

    names = list(models.Task.objects.order_by("order", "slug").values_list("name_fi", flat=True))
    assert names == ["Hoidan: katselu", "Teen: lasku"]


def test_one_row_that_is_refused_names_itself_and_nothing_is_saved(editor: Client) -> None:
    models.Task.objects.filter(slug="lasku").update(name_fi="Teen")
    ticked = ticks(page(editor, q="Teen", korvaa="", korvaus="1"))

    response = replace(editor, "Teen", "", ticked)

    shown: RowSearchPage = response.context["page"]
    rows = [row for each in shown.lists for row in each.rows]
    assert [(row.name, row.ticked, row.problem) for row in rows] == [
        ("Teen: katselu", True, ""),
        ("Teen", False, "Nimi suomeksi: Tämä kenttä vaaditaan."),
    ]
    assert "Mitään ei tallennettu. Rivejä, joita ei voi tallentaa näin: 1." in shown.problem
    assert models.Task.objects.filter(name_fi__startswith="Teen").count() == 2
    assert (LogEntry.objects.count(), models.StaleTranslation.objects.count()) == (0, 0)

    replace(editor, "Teen", "", ticks(shown))
    assert sorted(models.Task.objects.values_list("name_fi", flat=True)) == [": katselu", "Teen"]


def test_a_row_that_somebody_changed_meanwhile_stays_as_they_left_it(editor: Client) -> None:
    ticked = ticks(page(editor, q="Teen", korvaa="Hoidan", korvaus="1"))
    row = models.Task.objects.get(slug="lasku")
    row.hint_fi = "Toinen kirjoitti"
    row.save()

    response = replace(editor, "Teen", "Hoidan", ticked)

    assert "Rivi on muuttunut sen jälkeen, kun luit sen." in text(response)
    assert models.Task.objects.filter(name_fi__startswith="Hoidan").count() == 0


def test_a_slug_is_found_and_never_replaced(editor: Client) -> None:
    assert ("Teen: lasku", "Tunniste") in found(editor, "lasku")
    shown = page(editor, q="lasku", korvaa="maksu", korvaus="1")

    replace(editor, "lasku", "maksu", ticks(shown))

    row = models.Task.objects.get(name_fi="Teen: maksu")
    assert (row.slug, row.old_slugs) == ("lasku", "")


def test_an_address_is_replaced_only_by_a_part_of_an_address_and_an_official_name_never(editor: Client) -> None:
    source = models.Source.objects.get()
    confirmed = {"name_fi": "Lahde", "name_state_fi": "vahvistettu", "name_source_fi": source}
    models.Mandate.objects.filter(slug="suppea").update(**confirmed, outdated_note_fi="Lahde")

    def labels(words: str) -> list[str]:
        shown = page(editor, q=words, korvaa="joki", korvaus="1")
        return [hit.label for each in shown.lists for row in each.rows for hit in row.hits]

    assert labels("lahde") == ["Tieto on voinut vanhentua suomeksi"]
    assert labels("/lahde") == [f"Osoite {each}" for each in ("suomeksi", "ruotsiksi", "englanniksi")]
    replace(editor, "lahde", "joki", ticks(page(editor, q="lahde", korvaa="joki", korvaus="1")))
    mandate = models.Mandate.objects.get(slug="suppea")
    assert (mandate.name_fi, mandate.outdated_note_fi) == ("Lahde", "Joki")


@pytest.mark.parametrize(
    "sent", [[], ["task-1-x"], ["x"], ["task-999999-1"], ["mandate--1", "-", ""], ["task-1-" + "9" * 5000]]
)
def test_what_no_page_of_ours_sends_changes_nothing(sent: list[str], editor: Client) -> None:
    before = documents.export()
    assert "Valitse ainakin yksi rivi." in text(replace(editor, "Teen", "Hoidan", sent))
    assert documents.export() == before


def test_a_reader_finds_and_cannot_replace(client: Client) -> None:
    entered(client, "Tuki")

    shown = page(client, q="Teen", korvaa="Hoidan", korvaus="1")

    assert ([len(each.rows) for each in shown.lists], ticks(shown), shown.ticks) == ([2], ["", ""], False)
    row = models.Task.objects.get(slug="lasku")
    assert client.post(reverse("admin:search"), {"q": "Teen", "rivi": f"task-{row.pk}-1"}).status_code == 403


LISTS = [
    ("source", "example.fi/lahde", 1),
    ("service", "Kuvaus.", 1),
    ("service", "Ryhmä", 1),
    ("organisationtype", "Työ: kunta", 1),
    ("task", "Palvelu", 2),
    ("prerequisite", "Kysy.", 1),
    ("mandate", "katsoa", 2),
    ("mandate", "Palvelu", 2),
    ("lookalike", "Valtuus suppea", 1),
    ("condition", "Kunta", 1),
    ("condition", "Palvelu", 2),
    ("instruction", "Pyydä valtuutta.", 1),
    ("infosection", "Teksti.", 1),
    ("expectedcase", "Kunta", 1),
    ("fact", "Vain kokeeksi", 1),
]


@pytest.mark.parametrize(("model", "words", "count"), LISTS)
def test_a_list_is_searched_by_every_text_and_by_organisations_and_services(
    model: str, words: str, count: int, editor: Client
) -> None:
    with without_html():
        response: Any = editor.get(url(model, "changelist"), {"q": words})
    assert response.context_data["cl"].result_count == count


def test_a_choice_in_a_field_is_searched_by_names_only(editor: Client) -> None:
    models.OrganisationType.objects.filter(slug="helsinki").update(keywords_fi="kunta")
    query = {"app_label": "mandates", "model_name": "condition", "field_name": "types", "term": "kunta"}

    answer: Any = editor.get(reverse("admin:autocomplete"), query).json()

    assert [each["text"] for each in answer["results"]] == ["Kunta"]
