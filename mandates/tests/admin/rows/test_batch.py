"""What is done to the rows chosen in a list: dates, use, order, copies, deletion."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client

from mandates import models
from mandates.admin.rows.batch import BatchPage
from mandates.content import documents
from mandates.tests import drafts
from mandates.tests.admin.forms_sent import entered, text, url, without_html

pytestmark = pytest.mark.usefixtures("draft")


def act(client: Client, model: str, action: str, keys: list[int], **sent: Any) -> Any:
    """Choose these rows in the list and an action; what is sent besides is sent from the page that the action shows."""
    with without_html():
        return client.post(url(model, "changelist"), {"action": action, "_selected_action": keys, **sent})


def read(client: Client, model: str, action: str, keys: list[int], **sent: Any) -> str:
    """The page that comes of it, as it is read."""
    data = {"action": action, "_selected_action": keys, **sent}
    return text(client.post(url(model, "changelist"), data, follow=True))


def confirmation(client: Client, model: str, action: str, keys: list[int], **sent: Any) -> dict[str, Any]:
    """What the page that the action shows would send."""
    page: BatchPage = act(client, model, action, keys).context_data["page"]
    versions = [f"{row.pk}-{row.version}" for row in page.rows]
    return {"keys": [row.pk for row in page.rows], "post": "yes", "save": "1", "version": versions, **sent}


def keys(model: type[models.Row]) -> list[int]:
    return list(model._default_manager.order_by("order", "slug").values_list("pk", flat=True))


def test_all_chosen_rows_get_the_dates(editor: Client) -> None:
    chosen = keys(models.Mandate)
    shown: BatchPage = act(editor, "mandate", "set_dates", chosen).context_data["page"]
    assert [row.name for row in shown.rows] == ["Valtuus laaja", "Valtuus suppea"]

    dates = {"checked_on": "2026-11-20", "review_by": "2027-05-20"}
    page = read(editor, "mandate", "set_dates", **confirmation(editor, "mandate", "set_dates", chosen, **dates))

    assert "2 riviä on tallennettu." in page
    found = models.Mandate.objects.values_list("checked_on", "review_by", "version")
    assert list(found) == [(date(2026, 11, 20), date(2027, 5, 20), 2)] * 2
    assert {entry.change_message for entry in LogEntry.objects.all()} == {"Aseta tarkistuspäivät"}


def test_a_date_that_is_left_empty_stays_and_none_at_all_is_refused(editor: Client) -> None:
    def confirmed(**dates: str) -> dict[str, Any]:
        return confirmation(editor, "mandate", "set_dates", keys(models.Mandate), **dates)

    act(editor, "mandate", "set_dates", **confirmed(checked_on="", review_by="2027-05-20"))
    assert set(models.Mandate.objects.values_list("checked_on", "review_by")) == {(date(2026, 1, 2), date(2027, 5, 20))}

    page = read(editor, "mandate", "set_dates", **confirmed(checked_on="", review_by=""))
    assert "Anna ainakin toinen päivä." in page
    response = act(editor, "mandate", "set_dates", **confirmed(checked_on="eilen"))
    assert list(response.context_data["page"].form.errors) == ["checked_on"]
    assert LogEntry.objects.count() == 2


def test_rows_go_out_of_use_and_come_back(editor: Client) -> None:
    chosen = keys(models.Prerequisite)
    for action, retired in (("retire", True), ("use_again", False)):
        act(editor, "prerequisite", action, **confirmation(editor, "prerequisite", action, chosen))
        assert models.Prerequisite.objects.get().retired is retired


@pytest.mark.parametrize(
    ("model", "actions"),
    [
        ("mandate", ["set_dates", "retire", "use_again", "arrange", "duplicate", "delete_selected"]),
        ("infosection", ["set_dates", "arrange", "duplicate", "delete_selected"]),
        ("fact", ["arrange", "duplicate", "delete_selected"]),
    ],
)
def test_each_list_offers_what_its_rows_have(model: str, actions: list[str], editor: Client) -> None:
    with without_html():
        response: Any = editor.get(url(model, "changelist"))
    offered = [name for name, _ in response.context_data["action_form"].fields["action"].choices]
    assert offered == ["", *actions]


def test_a_row_that_changed_meanwhile_stops_all_of_them(editor: Client) -> None:
    chosen = keys(models.Mandate)
    sent = confirmation(editor, "mandate", "retire", chosen)
    row = models.Mandate.objects.get(slug="suppea")
    row.save()

    response = act(editor, "mandate", "retire", **sent)

    assert [each.name for each in response.context_data["page"].outcome.refused] == ["Valtuus ”Valtuus suppea”"]
    assert models.Mandate.objects.filter(retired=True).count() == 0
    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize("action", ["arrange", "duplicate"])
def test_a_row_that_was_deleted_meanwhile_stops_all_of_them_and_is_named(action: str, editor: Client) -> None:
    lost = models.Symptom.objects.create(slug="poistuva", name_fi="Poistuva")
    page: BatchPage = act(editor, "symptom", action, keys(models.Symptom)).context_data["page"]
    versions = [f"{row.pk}-{row.version}" for row in page.rows]
    editor.post(url("symptom", "delete", lost.pk), {"post": "yes", "version": lost.version})
    assert not models.Symptom.objects.filter(slug="poistuva").exists()

    sent = {"post": "yes", "save": "1", "version": versions}
    response = act(editor, "symptom", action, [row.pk for row in page.rows], **sent)

    assert [str(each) for each in response.context_data["page"].outcome.refused] == [
        "Oire ”Poistuva”: Riviä ei enää ole luonnoksessa."
    ]
    assert list(models.Symptom.objects.values_list("slug", "version")) == [("kiinni", 1)]


def test_a_row_that_the_filter_no_longer_finds_stops_all_of_them(editor: Client) -> None:
    """A colleague took one of the two out of use while the page was open."""
    chosen, other = keys(models.Task), models.Task.objects.get(slug="lasku")
    address = f"{url('task', 'changelist')}?retired__exact=0"
    sent: dict[str, Any] = {"action": "arrange", "_selected_action": chosen}
    page: BatchPage = editor.post(address, sent).context["page"]
    versions = [f"{row.pk}-{row.version}" for row in page.rows]
    other.retired = True
    other.save()

    response: Any = editor.post(address, {**sent, "post": "yes", "save": "1", "version": versions})

    assert [each.name for each in response.context["page"].outcome.refused] == [f"Tehtävä ”{other}”"]
    assert models.Task.objects.get(slug="katselu").version == 1


def test_a_button_moves_a_row_and_only_saving_saves(editor: Client) -> None:
    first, second = keys(models.Task)
    versions = [f"{first}-1", f"{second}-1"]
    sent = {"post": "yes", "version": versions}

    shown = act(editor, "task", "arrange", [first, second], **sent, down=first)
    assert [row.pk for row in shown.context_data["page"].rows] == [second, first]
    assert keys(models.Task) == [first, second]
    for name, key in (("up", first), ("down", second), ("up", 999), ("down", "x")):
        shown = act(editor, "task", "arrange", [first, second], **sent, **{name: key})
        assert [row.pk for row in shown.context_data["page"].rows] == [first, second]

    act(editor, "task", "arrange", [second, first], **sent, save="1")
    assert keys(models.Task) == [second, first]


def test_chosen_rows_change_places_among_themselves(editor: Client) -> None:
    for place, slug in enumerate(("a", "b", "c", "d")):
        models.ServiceGroup.objects.create(slug=slug, name_fi=slug, order=10 * place + 10)
    a, d = (models.ServiceGroup.objects.get(slug=slug).pk for slug in "ad")

    act(editor, "servicegroup", "arrange", [d, a], post="yes", version=[f"{a}-1", f"{d}-1"], save="1")

    order = list(models.ServiceGroup.objects.exclude(slug="ryhma").values_list("slug", "order"))
    assert order == [("d", 10), ("b", 20), ("c", 30), ("a", 40)]


def test_copies_are_made_when_they_were_confirmed(editor: Client) -> None:
    page: BatchPage = act(editor, "task", "duplicate", keys(models.Task)).context_data["page"]
    assert [row.name for row in page.rows] == ["Teen: katselu", "Teen: lasku"]
    assert "Tee kopiot" in read(editor, "task", "duplicate", keys(models.Task))
    assert models.Task.objects.count() == 2


def test_a_task_is_copied_with_its_conditions(editor: Client) -> None:
    response = act(editor, "task", "duplicate", [models.Task.objects.get(slug="lasku").pk], save="1")

    copy, condition = models.Task.objects.get(slug="lasku-2"), models.Condition.objects.get(task__slug="lasku-2")
    original = models.Condition.objects.get(slug="lasku")
    assert (response.status_code, response["Location"]) == (302, url("task", "change", copy.pk))
    assert (copy.name_fi, copy.order, copy.number) == ("Teen: lasku (kopio)", 10, 3)
    assert condition.mandate == original.mandate
    assert [list(each.types.all()) for each in (condition, original)] == [list(original.types.all())] * 2
    assert list(condition.prerequisites.all()) == list(original.prerequisites.all()) != []


def test_a_copied_mandate_has_no_name_of_another(editor: Client) -> None:
    source = models.Source.objects.get()
    models.Mandate.objects.filter(slug="suppea").update(
        name_fi="Nimi", name_state_fi="vahvistettu", name_source_fi=source
    )

    act(editor, "mandate", "duplicate", keys(models.Mandate), save="1")

    copy = models.Mandate.objects.get(slug="suppea-2")
    assert (copy.title_fi, copy.name_fi, copy.name_state_fi) == ("Valtuus suppea (kopio)", "", "vahvistamaton")
    assert copy.conditions.count() == 1
    assert models.Mandate.objects.count() == models.Condition.objects.count() == 4


@pytest.mark.parametrize("model", documents.MODELS, ids=lambda model: str(model._meta.model_name))
def test_a_row_of_every_kind_is_copied(model: type[models.Row], editor: Client) -> None:
    drafts.translate()
    before = model.objects.count()
    act(editor, str(model._meta.model_name), "duplicate", [keys(model)[0]], save="1")
    assert model.objects.count() == before + 1


@pytest.mark.parametrize("model", [models.Task, models.Condition, models.LookAlike])
def test_copies_that_are_asked_for_twice_are_made_once(model: type[models.Row], editor: Client) -> None:
    """As a second press sends them where there is no script. Who opens the page anew copies once more."""
    drafts.translate()
    name, chosen, before = str(model._meta.model_name), keys(model)[:1], model._default_manager.count()
    rows = act(editor, name, "duplicate", chosen).context_data["page"].rows
    copy = {f"copy-{row.pk}": row.slug for row in rows}
    page = read(editor, name, "duplicate", chosen)
    assert all(f'name="{field}" value="{slug}"' in page for field, slug in copy.items())

    act(editor, name, "duplicate", chosen, save="1", **copy)
    second = act(editor, name, "duplicate", chosen, save="1", **copy)

    assert second.context_data["page"].outcome.refused
    assert model._default_manager.count() == before + 1
    act(editor, name, "duplicate", chosen, save="1")
    assert model._default_manager.count() == before + 2


def delete(client: Client, chosen: list[int], versions: list[str]) -> list[str]:
    """What is said of it."""
    response = act(client, "fact", "delete_selected", chosen, post="yes", version=versions)
    return [str(each) for each in get_messages(response.wsgi_request)]


def test_many_are_deleted_as_they_were_read_or_none_is(editor: Client) -> None:
    models.Fact.objects.create(slug="muu", statement="Muu.", source=models.Source.objects.get())
    chosen = keys(models.Fact)
    page = read(editor, "fact", "delete_selected", chosen)
    versions = [f"{key}-1" for key in chosen]
    assert all(f'name="version" value="{version}"' in page for version in versions)
    models.Fact.objects.get(slug="asia").save()

    [told] = delete(editor, chosen, versions)
    assert "Yhtään riviä ei poistettu" in told
    assert (models.Fact.objects.count(), LogEntry.objects.count()) == (2, 0)

    delete(editor, chosen, [f"{row.pk}-{row.version}" for row in models.Fact.objects.all()])
    assert (models.Fact.objects.count(), LogEntry.objects.count()) == (0, 2)


def test_a_reader_is_offered_nothing_and_changes_nothing(client: Client) -> None:
    entered(client, "Tuki")
    before = documents.export()

    for action in ("set_dates", "retire", "arrange", "duplicate", "delete_selected"):
        act(client, "mandate", action, keys(models.Mandate), post="yes", save="1", review_by="2030-01-01")

    assert documents.export() == before


def test_copies_of_long_slugs_that_begin_alike_get_slugs_of_their_own(editor: Client) -> None:
    """A copy's slug is cut where its number stands; one that is sent empty is chosen anew."""
    for end in "ab":
        drafts.task(f"{'a' * 59}{end}", models.Service.objects.all()[0])
    chosen = [row.pk for row in models.Task.objects.filter(slug__startswith="aaa")]

    page = act(editor, "task", "duplicate", chosen)
    slugs = [row.slug for row in page.context_data["page"].rows]
    assert slugs == [f"{'a' * 58}-2", f"{'a' * 58}-3"]

    act(editor, "task", "duplicate", chosen, save="1", **{f"copy-{key}": "" for key in chosen})
    assert models.Task.objects.filter(slug__in=slugs).count() == 2
