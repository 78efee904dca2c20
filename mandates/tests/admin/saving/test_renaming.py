"""A published row that gets another slug, goes missing or has another's number: what is out still leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from mandates import models
from mandates.admin.frame.problems import problem_views
from mandates.publishing import editions, plan
from mandates.tests.admin.forms_sent import pk, saved, sent, url, wrong

pytestmark = pytest.mark.usefixtures("draft")


@pytest.fixture
def _published(published: models.Publication) -> Iterator[None]:
    """The small draft, as visitors see it."""
    editions.refresh()
    yield
    editions.install(None)


def old_slugs(slug: str) -> str:
    return models.Task.objects.get(slug=slug).old_slugs


@pytest.mark.usefixtures("_published")
def test_the_old_slug_of_a_published_row_stays_by_itself_and_links_with_it_work(editor: Client) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))

    response = saved(editor, address, {"slug": "laskutus"})

    assert old_slugs("laskutus") == "lasku"
    assert any("lasku on nyt vanhoissa tunnisteissa" in str(each) for each in get_messages(response.wsgi_request))
    assert [each.code for each in plan.draft().problems if each.code == "slug-broken"] == []
    saved(editor, address, {"slug": "kolmas"})
    assert old_slugs("kolmas") == "lasku"  # laskutus was never published
    saved(editor, address, {"slug": "lasku"})
    assert old_slugs("lasku") == ""


def test_the_slug_of_a_row_that_nobody_has_seen_leaves_nothing(editor: Client) -> None:
    saved(editor, url("task", "change", pk(models.Task, "lasku")), {"slug": "laskutus"})
    assert old_slugs("laskutus") == ""


@pytest.mark.usefixtures("_published")
def test_slugs_that_were_swapped_by_way_of_a_third_go_back_and_leave_nothing(editor: Client) -> None:
    lasku, katselu = (url("task", "change", pk(models.Task, slug)) for slug in ("lasku", "katselu"))
    saved(editor, lasku, {"slug": "kolmas"})
    saved(editor, katselu, {"slug": "lasku"})
    saved(editor, lasku, {"slug": "katselu"})
    assert {each.code for each in plan.draft().problems if each.severity == "error"} == {"old-slug-clash"}

    saved(editor, lasku, {"slug": "kolmas"})
    saved(editor, katselu, {"slug": "katselu"})
    saved(editor, lasku, {"slug": "lasku"})

    assert plan.draft().rows == ()


@pytest.mark.usefixtures("_published")
def test_an_old_slug_for_which_there_is_no_room_is_told(editor: Client) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))
    models.Task.objects.filter(slug="lasku").update(old_slugs="a" * 298)

    assert list(wrong(saved(editor, address, {"slug": "laskutus"}))) == ["old_slugs"]


@pytest.mark.usefixtures("_published")
def test_a_published_row_that_is_gone_is_told_with_the_page_that_brings_it_back(editor: Client) -> None:
    models.Condition.objects.filter(slug="lasku").delete()
    models.Task.objects.get(slug="lasku").delete()
    draft = plan.draft()

    (problem,) = problem_views(
        [each for each in draft.problems if each.code == "slug-broken"], *(draft.ruleset or draft.before, draft.before)
    )
    number = draft.before.tasks["lasku"].number

    assert "Tehtävä ”Teen: lasku”" in problem.text
    assert problem.url == f"{url('task', 'add')}?slug=lasku&number={number}&retired=on"
    page: Any = editor.get(problem.url)
    words = {f"name_{language}": "Teen: lasku" for language in ("fi", "sv", "en")}
    editor.post(url("task", "add"), {**sent(page), **words, "service": pk(models.Service, "palvelu")})
    assert [each.code for each in plan.draft().problems if each.code in ("slug-broken", "number-broken")] == []
    row = models.Task.objects.get(slug="lasku")
    assert (row.number, row.retired) == (number, True)


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize(("model", "slug", "field"), [("task", "lasku", "service"), ("mandate", "suppea", "services")])
def test_a_row_comes_back_under_a_row_that_has_got_another_slug_since(
    model: str, slug: str, field: str, editor: Client
) -> None:
    rows: Any = {"task": models.Task, "mandate": models.Mandate}[model].objects
    number = rows.get(slug=slug).number
    models.LookAlike.objects.all().delete()
    models.Condition.objects.all().delete()
    rows.get(slug=slug).delete()
    models.Service.objects.filter(slug="palvelu").update(slug="uusi-palvelu", old_slugs="palvelu")

    editor.post(reverse("admin:bring_back", args=[model, number]))

    assert list(rows.filter(number=number).values_list("slug", f"{field}__slug")) == [(slug, "uusi-palvelu")]
    assert models.Service.objects.filter(number=models.Service.objects.get(slug="uusi-palvelu").number).count() == 1


@pytest.mark.usefixtures("_published")
def test_a_row_that_cannot_come_back_is_told_with_what_is_missing(editor: Client) -> None:
    number = models.Task.objects.get(slug="lasku").number
    models.Condition.objects.all().delete()
    models.Task.objects.get(slug="lasku").delete()
    models.Service.objects.filter(slug="palvelu").update(slug="aivan-muu")

    response = editor.post(reverse("admin:bring_back", args=["task", number]))

    told = [str(each) for each in get_messages(response.wsgi_request)]
    assert told == ["Riviä ei voi palauttaa: Luonnoksessa ei ole riviä palvelu."]
    assert not models.Task.objects.filter(number=number)


@pytest.mark.usefixtures("_published")
def test_a_published_row_that_is_gone_comes_back_with_one_click(editor: Client) -> None:
    """With its number and its texts as they were published."""
    before = models.Task.objects.get(slug="lasku")
    models.Task.objects.filter(slug="lasku").update(name_fi="Muutettu luonnoksessa")
    models.Condition.objects.filter(slug="lasku").delete()
    models.Task.objects.get(slug="lasku").delete()
    page: Any = editor.get("/admin/mandates/publication/add/")
    (address,) = [each.back for each in page.context["page"].checklist.errors if each.back]
    assert f'formaction="{address}"' in page.content.decode()

    response = editor.post(address)
    again = editor.post(address)

    row = models.Task.objects.get(slug="lasku")
    assert (row.number, row.name_fi, row.name_sv, row.service, row.retired) == (
        before.number,
        before.name_fi,
        before.name_sv,
        before.service,
        True,
    )
    link = f'<a href="{url("task", "change", row.pk)}">'
    assert [str(each) for each in get_messages(response.wsgi_request)][-1] == (
        f"{link}Tehtävä ”Teen: lasku” on taas luonnoksessa, poistettuna käytöstä.</a>"
    )
    assert [each.code for each in plan.draft().problems if each.code in ("slug-broken", "number-broken")] == []
    assert LogEntry.objects.filter(object_id=str(row.pk), change_message="Palautettu julkaisusta.").exists()
    assert any("Rivi on jo luonnoksessa" in str(each) for each in get_messages(again.wsgi_request))


@pytest.mark.usefixtures("_published")
def test_a_row_does_not_come_back_over_one_that_has_its_number(editor: Client) -> None:
    number = models.Task.objects.get(slug="lasku").number
    models.Condition.objects.filter(slug="lasku").delete()
    models.Task.objects.get(slug="lasku").delete()
    models.Task.objects.filter(slug="katselu").update(number=number)

    response = editor.post(f"/admin/mandates/publication/palauta/task/{number}/")

    assert not models.Task.objects.filter(slug="lasku").exists()
    assert any("Riviä ei voi palauttaa" in str(each) for each in get_messages(response.wsgi_request))
    assert editor.get(f"/admin/mandates/publication/palauta/task/{number}/").status_code == 405
    assert editor.post("/admin/mandates/publication/palauta/condition/1/").status_code == 403


@pytest.mark.usefixtures("_published")
def test_a_number_can_be_put_right_on_the_page_that_the_advice_leads_to(editor: Client) -> None:
    row = models.Task.objects.get(slug="lasku")
    right, address = row.number, url("task", "change", row.pk)
    saved(editor, address, {"number": "77"})
    assert models.Task.objects.get(slug="lasku").number == right  # a right one stays as it is
    models.Task.objects.filter(slug="lasku").update(number=77)

    (told,) = [str(each.message) for each in plan.draft().problems if each.code == "number-broken"]
    saved(editor, address, {"number": str(right)})

    assert told.endswith(f"Palauta numero {right}.")
    assert models.Task.objects.get(slug="lasku").number == right
    assert [each for each in plan.draft().problems if each.code == "number-broken"] == []


@pytest.mark.usefixtures("_published")
def test_a_new_slug_is_told_as_a_new_slug_and_changes_no_answer(editor: Client) -> None:
    response = saved(editor, url("task", "change", pk(models.Task, "lasku")), {"slug": "laskutus"})

    told = [str(each) for each in get_messages(response.wsgi_request)]
    assert not any("vastaus muuttui" in each for each in told)
    page: Any = editor.get("/admin/mandates/publication/add/")
    effect = page.context["page"].checklist.effect
    assert (effect.changed, effect.groups, effect.confirm) == (0, (), None)
    rows = [(each.row, each.what, each.before, each.after) for each in effect.rules]
    assert rows == [
        ("Tehtävä: Teen: lasku", "tunniste", "lasku", "laskutus"),
        ("Tehtävä: Teen: lasku", "vanhat tunnisteet", "", "lasku"),
    ]


@pytest.mark.usefixtures("_published")
def test_an_answer_that_changes_besides_is_seen_before_and_after(editor: Client) -> None:
    """Visitors know the task by its old slug, the preview by the new one."""
    saved(editor, url("task", "change", pk(models.Task, "lasku")), {"slug": "laskutus"})
    models.Condition.objects.get(slug="lasku").prerequisites.clear()

    page: Any = editor.get("/admin/mandates/publication/add/")
    (group,) = page.context["page"].checklist.effect.groups

    assert all("tehtava=lasku&" in f"{each.before}&" for each in group.changes)
    assert all("tehtava=laskutus&" in f"{each.after}&" for each in group.changes)
