"""The front page by work: every count opens the list of what it counts; the menu; the guide."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Final

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mandates import models
from mandates.admin import guide, menu
from mandates.admin.worklists import notes
from mandates.checks.problem import CODES
from mandates.publishing import planned, publish
from mandates.tests import drafts
from mandates.tests.admin.forms_sent import entered, saved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("draft")]

FRONT: Final = reverse("admin:index")
COUNTED: Final = re.compile(r'<a href="([^"]+)"[^>]*>[^<]* \((\d+)\)</a>')


def front(client: Client) -> str:
    return " ".join(client.get(FRONT).content.decode().split())


def part(page: str, name: str) -> str:
    return page.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_every_count_of_notes_opens_the_list_of_exactly_those(editor: Client) -> None:
    drafts.task("uusi", models.Service.objects.get())
    drafts.task("toinen", models.Service.objects.get())
    page = part(front(editor), "draft-state")

    groups = COUNTED.findall(page)
    listed = {unescape(url): editor.get(unescape(url)).content.decode() for url, _ in groups}

    assert len(groups) > 2
    assert {url: text.count("<li>\n", text.index('id="notes"')) for url, text in listed.items()} == {
        unescape(url): int(count) for url, count in groups
    }
    assert f"{reverse('admin:notes')}?laji=task-unused" in listed
    for severity in ("error", "warning"):
        told = re.search(rf'vakavuus={severity}">\s*<b>(\d+)</b>', page)
        assert told is not None
        answer = editor.get(f"{reverse('admin:notes')}?vakavuus={severity}").content.decode()
        assert f"Virheet ja huomautukset ({told[1]})" in " ".join(answer.split())


def test_notes_come_a_hundred_on_a_page(editor: Client) -> None:
    models.Task.objects.bulk_create(
        models.Task(slug=f"t-{n}", number=100 + n, service=models.Service.objects.get(), name_fi=f"T {n}", name_sv="T")
        for n in range(120)
    )
    address = f"{reverse('admin:notes')}?laji=task-unused"

    first, second, beyond = (editor.get(f"{address}{more}").content.decode() for more in ("", "&sivu=2", "&sivu=x"))

    assert [text.count("vastaus ei johda mihinkään") for text in (first, second, beyond)] == [100, 20, 100]
    assert f'href="{reverse("admin:notes")}?laji=task-unused&amp;sivu=2"' in first


def test_every_kind_of_problem_has_a_name() -> None:
    assert set(notes.KINDS) == set(CODES)


def test_what_waits_is_counted_and_each_count_opens_its_own_list(editor: Client) -> None:
    publish.publish("aino", "Ensimmäinen")
    today = timezone.localdate()
    models.Mandate.objects.filter(slug="suppea").update(review_by=today - timedelta(days=1))
    models.Mandate.objects.filter(slug="laaja").update(review_by=today + timedelta(days=3))
    seen_name = {"name_sv": "Namn", "name_source_sv": models.Source.objects.get()}
    models.Mandate.objects.filter(slug="laaja").update(name_state_sv=models.NameState.SEEN, **seen_name)

    page = part(front(editor), "waiting")
    found = {unescape(url): int(count) for url, count in COUNTED.findall(page)}

    reviews, names = reverse("admin:reviews"), reverse("admin:unconfirmed_names")
    assert found == {
        reverse("admin:mandates_publication_add"): 2,
        f"{reviews}?milloin=myohassa": 1,
        f"{reviews}?milloin=pian": 1,
        f"{names}?tila=vahvistamaton": 5,
        f"{names}?tila=nahty": 1,
    }
    late, soon = (editor.get(f"{reviews}?milloin={when}").content.decode() for when in ("myohassa", "pian"))
    assert [("Valtuus suppea" in text, "Valtuus laaja" in text) for text in (late, soon)] == [
        (True, False),
        (False, True),
    ]
    seen = editor.get(f"{names}?tila=nahty").content.decode()
    assert ("Valtuus laaja" in seen, "Valtuus suppea" in seen) == (True, False)


def test_mine_are_the_rows_that_i_have_saved_and_nobody_has_published(editor: Client) -> None:
    publish.publish("aino", "Ensimmäinen")
    models.Task.objects.filter(slug="lasku").update(name_fi="Muun muutos")
    task = models.Task.objects.get(slug="katselu")
    saved(editor, reverse("admin:mandates_task_change", args=(task.pk,)), {"name_fi": "Oma muutos"})

    page = part(front(editor), "mine")

    assert ("Oma muutos" in page, "Muun muutos" in page) == (True, False)
    address = f"{reverse('admin:mandates_publication_add')}?omat=1"
    assert f'href="{address}"' in page
    chosen = editor.get(address).content.decode()
    assert re.findall(r'name="rivi" value="([^"]+)" checked', chosen) == [f"task.{task.number}"]
    other = frozenset({("task", models.Task.objects.get(slug="lasku").number)})
    publish.publish("eino", "Muun muutos", choice=planned.Choice(other))
    assert "Oma muutos" in part(front(editor), "mine")
    publish.publish("aino", "Kaikki")
    models.Task.objects.filter(slug="katselu").update(name_fi="Muu muokkasi samaa")
    assert "Sinulla ei ole julkaisemattomia muutoksia." in part(front(editor), "mine")


def test_the_main_button_is_for_those_who_may_publish(client: Client) -> None:
    publisher = front(entered(client, "Julkaisija"))
    editor = front(entered(client, "Toimittaja"))

    button = f'<a class="button default" href="{reverse("admin:mandates_publication_add")}">Julkaise luonnos</a>'
    assert (button in publisher, "Julkaise luonnos" in editor) == (True, False)
    assert f'<a class="button default" href="{reverse("admin:draft_changes")}">' in editor


def test_an_editor_reads_what_the_draft_changes_and_publishes_nothing(client: Client) -> None:
    publish.publish("aino", "Ensimmäinen")
    condition = models.Condition.objects.get(slug="lasku")
    condition.types.add(models.OrganisationType.objects.get(slug="helsinki"))
    editor = entered(client, "Toimittaja")

    page = editor.get(reverse("admin:draft_changes")).content.decode()
    none = editor.get(f"{reverse('admin:draft_changes')}?valittu=1").content.decode()

    assert "Helsinki + Teen: lasku: lisää" in page
    assert ("Yksikään vastaus ei muutu." in none, "Valitse ainakin yksi rivi" in none) == (True, True)
    assert ('name="julkaise"' in page, '<form method="get">' in page) == (False, True)


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        ("Tuki", ["Sisältö", "Säännöt", "Julkaisut", "Palaute"]),
        ("Julkaisija", ["Sisältö", "Säännöt", "Julkaisut", "Palaute"]),
        ("ei ryhmää", []),
    ],
)
def test_the_menu_is_by_work_and_shows_what_one_may_open(
    role: str, groups: list[str], client: Client, draft: None
) -> None:
    page = front(entered(client, role))

    assert [each.split("<")[0].strip() for each in page.split("<caption>")[1:]] == groups
    assert (f'href="{reverse("admin:coverage")}"' in page) == bool(groups)


def test_every_kind_of_row_has_its_place_in_the_menu() -> None:
    placed = {entry for group in menu.MENU for entry in group.entries if not isinstance(entry, menu.MenuPage)}
    assert placed == set(site._registry)


def test_every_group_leads_to_a_section_of_the_guide(editor: Client) -> None:
    page = editor.get(reverse("admin:guide")).content.decode()

    assert {group.help for group in menu.MENU} <= guide.anchors()
    for group in menu.MENU:
        assert f'<h2 id="{group.help}">' in page


def test_the_guide_shows_its_pictures_and_no_other_file(editor: Client) -> None:
    page = editor.get(reverse("admin:guide")).content.decode()

    pictures = re.findall(r'<img src="([^"]+)"', page)
    assert len(pictures) > 10
    assert page.count('<details id="kuva-') == len(pictures)
    for address in (pictures[0], pictures[-1]):
        response = editor.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "image/png")
        assert response.content[:4] == b"\x89PNG"
    assert editor.get(reverse("admin:guide_picture", args=("result",))).status_code == 404
    assert ("deploying.md" in page, 'href="deploying.md"' in page) == (True, False)


@pytest.mark.parametrize(
    ("model", "slug", "then", "field"),
    [
        ("service", "palvelu", "task", "service"),
        ("service", "palvelu", "mandate", "services"),
        ("task", "lasku", "condition", "task"),
        ("mandate", "laaja", "condition", "mandate"),
    ],
)
def test_saving_leads_on_to_what_is_added_next(model: str, slug: str, then: str, field: str, editor: Client) -> None:
    found = apps.get_model("mandates", model).objects.get(slug=slug)
    address = reverse(f"admin:mandates_{model}_change", args=(found.pk,))
    assert f'name="_to_{then}"' in editor.get(address).content.decode()

    response = saved(editor, address, {f"_to_{then}": "1"})

    assert response["Location"] == f"{reverse(f'admin:mandates_{then}_add')}?{field}={found.pk}"
    initial = editor.get(response["Location"]).context["adminform"].form.initial[field]
    assert str(initial) in (str(found.pk), f"['{found.pk}']")
