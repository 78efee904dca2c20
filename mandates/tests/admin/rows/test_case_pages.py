"""An expected case beside today's answer, and a case made of an answer."""

from __future__ import annotations

from typing import Any, Final

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from mandates import models
from mandates.admin.rows.case_pages import ACCEPT
from mandates.tests.admin.forms_sent import entered, saved, wrong

pytestmark = pytest.mark.django_db
ANSWER: Final = "organisaatio=kunta&tehtava=lasku&tehtava=katselu&suhde=oma&kylla=sopimus"


@pytest.fixture(autouse=True)
def _draft(draft: None) -> None:
    """Every test edits the small draft."""


def case_page() -> str:
    row = models.ExpectedCase.objects.get(slug="katsoja")
    return reverse("admin:mandates_expectedcase_change", args=(row.pk,))


def sets(slug: str) -> dict[str, list[str]]:
    row = models.ExpectedCase.objects.get(slug=slug)
    names = ("types", "tasks", "yes", "no", "request", "confirm", "blocked", "covered")
    found = {name: sorted(getattr(row, name).values_list("slug", flat=True)) for name in names}
    return {name: slugs for name, slugs in found.items() if slugs}


def beside(editor: Client) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    response: Any = editor.get(case_page())
    return {state.state: (state.expected, state.today) for state in response.context["beside"].states if state.differs}


def test_page_of_a_case_shows_the_answer_of_today_beside_the_expected_one(editor: Client) -> None:
    assert beside(editor) == {}
    page = editor.get(case_page()).content.decode()
    assert "Luonnos antaa odotetun vastauksen." in page
    assert f'name="{ACCEPT}"' not in page

    models.Condition.objects.get(slug="katselu").prerequisites.set(models.Prerequisite.objects.all())

    assert beside(editor) == {"pyydä": (("Valtuus suppea",), ()), "varmista ensin": ((), ("Valtuus suppea",))}
    page = editor.get(case_page()).content.decode()
    assert "Vastaus on toinen kuin odotettu." in page
    assert f'name="{ACCEPT}"' in page


def test_accepting_the_new_answer_expects_it_and_saves_what_else_was_written(editor: Client) -> None:
    models.Condition.objects.get(slug="katselu").prerequisites.set(models.Prerequisite.objects.all())

    response = saved(editor, case_page(), {ACCEPT: "1", "note": "Sopimus vaaditaan nyt."})

    assert (response.status_code, response["Location"]) == (302, case_page())
    assert sets("katsoja") == {"types": ["kunta"], "tasks": ["katselu"], "confirm": ["suppea"]}
    assert models.ExpectedCase.objects.get(slug="katsoja").note == "Sopimus vaaditaan nyt."
    [entry] = LogEntry.objects.all()
    assert entry.get_change_message() == "Muutettu Pyydä, Varmista ensin ja Muistiinpano."
    assert beside(editor) == {}


def test_accepted_answer_is_that_of_the_questions_as_they_were_sent(editor: Client) -> None:
    task = models.Task.objects.get(slug="lasku")

    saved(editor, case_page(), {ACCEPT: "1", "tasks": [task.pk]})

    assert sets("katsoja") == {"types": ["kunta"], "tasks": ["lasku"], "confirm": ["laaja"]}


@pytest.mark.parametrize(
    "address",
    [
        "https://neuvoja.example/tulos/?{}",
        "/tuki/?{}&v=4",
        "Katso tätä: /sv/tulos/?{} !",
        "/tulos/?{}&on=laaja&on=suppea",
    ],
)
def test_case_is_made_of_an_answer(address: str, editor: Client) -> None:
    add = reverse("admin:mandates_expectedcase_add")
    response: Any = editor.get(add, {"vastaus": address.format(ANSWER)})
    form = response.context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    assert values["situation"] == "Kunta: Teen: katselu, Teen: lasku"
    assert values["source"] == models.Source.objects.get().pk

    sent = {name: value for name, value in values.items() if value not in (None, "")}
    assert editor.post(add, {**sent, "slug": "uusi"}).status_code == 302
    assert sets("uusi") == {
        "types": ["kunta"],
        "tasks": ["katselu", "lasku"],
        "yes": ["sopimus"],
        "request": ["laaja"],
        "covered": ["suppea"],
    }


@pytest.mark.parametrize(
    "text", ["", "sää huomenna", "/tulos/?organisaatio=kunta", "/tulos/?tehtava=ei-mikaan", "' OR 1=1"]
)
def test_text_without_an_answer_makes_an_empty_case_and_says_why(text: str, editor: Client) -> None:
    response: Any = editor.get(reverse("admin:mandates_expectedcase_add"), {"vastaus": text})

    assert [str(each) for each in response.context["messages"]] == [
        "Liitä yhden vastauksen osoite tai koodi. Tekstissä ei ole sellaista tai niitä on monta."
    ]
    assert response.context["adminform"].form.get_initial_for_field(
        response.context["adminform"].form.fields["types"], "types"
    ) in (None, [])


@pytest.mark.parametrize(("group", "offered"), [("Tuki", False), ("Toimittaja", True)])
def test_answer_in_the_preview_offers_a_case_to_who_may_make_one(group: str, offered: bool, client: Client) -> None:
    entered(client, group)

    for page in ("tulos", "tuki"):
        html = client.get(f"/admin/esikatselu/{page}/?{ANSWER}").content.decode()
        assert ("Tee tästä odotettu tapaus" in html) is offered
        assert ('href="/admin/mandates/expectedcase/add/?vastaus=%2Fadmin%2Fesikatselu%2F' in html) is offered
    listed = client.get(reverse("admin:mandates_expectedcase_changelist")).content.decode()
    assert ("Tee tapaus vastauksesta" in listed) is offered
    beside = client.get(case_page()).content.decode()
    assert "Odotettu vastaus ja vastaus nyt" in beside
    assert f'name="{ACCEPT}"' not in beside


def test_draft_that_cannot_be_compiled_shows_the_case_alone(editor: Client) -> None:
    narrow, broad = (models.Mandate.objects.get(slug=slug) for slug in ("suppea", "laaja"))
    narrow.includes.set([broad])

    assert "Odotettu vastaus ja vastaus nyt" not in editor.get(case_page()).content.decode()
    refused: Any = saved(editor, case_page(), {ACCEPT: "1"})
    assert "Luonnosta ei voi koota." in refused.content.decode()
    added: Any = editor.get(reverse("admin:mandates_expectedcase_add"), {"vastaus": f"/tulos/?{ANSWER}"})
    assert "Luonnosta ei voi koota." in added.content.decode()


def test_a_page_that_comes_back_shows_the_answer_of_the_case_that_is_stored(editor: Client) -> None:
    response: Any = saved(editor, case_page(), {"slug": "aivan-toinen", "situation": ""})

    assert list(wrong(response)) == ["situation"]
    assert response.context["beside"] == editor.get(case_page()).context["beside"]
