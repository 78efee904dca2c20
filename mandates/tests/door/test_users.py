"""Who is deleted stops coming in, and their history stays; what happens to users is logged."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from mandates.door import second_factor
from mandates.publishing import publish
from mandates.tests import drafts
from mandates.tests.door.conftest import PASSWORD, telephone

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("eino"))
    return client


@pytest.fixture
def worked(aino: User) -> User:
    """Aino, who has left a trace in the history."""
    LogEntry.objects.create(user=aino, action_flag=CHANGE, object_repr="Valtuus")
    return aino


@pytest.fixture
def manager(client: Client) -> Client:
    """Somebody who manages users, and is no superuser."""
    user = User.objects.create_user("maija", password=PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    client.force_login(user)
    return client


def kept(page: Any) -> dict[str, Any]:
    """What the page of a user would send."""
    fields = page.context["adminform"].form.initial
    return {**{name: value for name, value in fields.items() if value and name != "password"}, "groups": []}


def test_nobody_writes_when_a_user_came_in(aino: User, manager: Client) -> None:
    address = f"/admin/auth/user/{aino.pk}/change/"
    joined = {
        "date_joined_0": "2020-01-01",
        "date_joined_1": "12:00",
        "last_login_0": "2020-01-01",
        "last_login_1": "12:00",
    }

    assert manager.post(address, {**kept(manager.get(address)), **joined}).status_code == 302

    was = (aino.date_joined, aino.last_login)
    aino.refresh_from_db()
    assert (aino.date_joined, aino.last_login) == was


def test_who_manages_users_makes_no_superuser(aino: User, manager: Client) -> None:
    everything = list(Permission.objects.values_list("pk", flat=True))
    address = f"/admin/auth/user/{aino.pk}/change/"
    sent = {**kept(manager.get(address)), "is_superuser": "on", "user_permissions": everything, "first_name": "Aino"}

    assert manager.post(address, sent).status_code == 302

    aino.refresh_from_db()
    assert (aino.first_name, aino.is_superuser, aino.user_permissions.count()) == ("Aino", False, 0)
    [group] = Group.objects.filter(name="Toimittaja")
    page = manager.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Toimittaja", "permissions": everything})
    assert (page.status_code, manager.get("/admin/auth/group/add/").status_code) == (403, 403)


@pytest.mark.parametrize("way", ["change", "password", "delete", "history"])
def test_who_manages_users_becomes_no_superuser(way: str, manager: Client) -> None:
    boss = User.objects.create_superuser("eino", password=PASSWORD)
    telephone(boss)
    new = {"password1": "jokin aivan muu sana", "password2": "jokin aivan muu sana", "usable_password": "true"}

    gone = manager.post(f"/admin/auth/user/{boss.pk}/{way}/", {**new, "post": "yes"})
    for action in ("deactivate", "take_second_factor_away"):
        manager.post("/admin/auth/user/", {"action": action, "_selected_action": [boss.pk]})

    boss.refresh_from_db()
    assert gone.status_code in (302, 404)  # to the front page, which says that there is none
    assert (boss.is_active, boss.check_password(PASSWORD), second_factor.is_on(boss)) == (True, True, True)


@pytest.mark.parametrize("written", ["{}", "0{}", "_3{}"])
def test_an_open_screen_changes_neither_ones_own_password_nor_second_factor(written: str, manager: Client) -> None:
    maija = User.objects.get(username="maija")
    telephone(maija)
    new = {"password1": "jokin aivan muu sana", "password2": "jokin aivan muu sana", "usable_password": "true"}
    address = f"/admin/auth/user/{written.format(maija.pk)}/password/"

    page = manager.post(address, new)
    told = manager.post(
        "/admin/auth/user/", {"action": "take_second_factor_away", "_selected_action": [maija.pk]}, follow=True
    )

    maija.refresh_from_db()
    assert (maija.check_password(PASSWORD), second_factor.is_on(maija)) == (True, True)
    assert page.status_code in (302, 404)
    assert "Omaa toista tunnistustapaasi et voi poistaa tässä." in told.content.decode()


@pytest.mark.parametrize("way", ["page", "deactivate", "delete_selected"])
def test_deleting_a_user_deactivates(way: str, worked: User, boss: Client) -> None:
    theirs = Client()
    theirs.force_login(worked)
    if way == "page":
        page = boss.get(f"/admin/auth/user/{worked.pk}/delete/").content.decode()
        assert "aino ei enää pääse sisään" in page
        boss.post(f"/admin/auth/user/{worked.pk}/delete/", {"post": "yes"})
    else:
        sent = {"action": way, "_selected_action": [worked.pk], "post": "yes"}
        boss.post("/admin/auth/user/", sent)

    worked.refresh_from_db()
    gone = way != "delete_selected"
    assert (worked.is_active, theirs.get("/admin/").status_code) == (not gone, 302 if gone else 200)
    assert LogEntry.objects.filter(user=worked).count() == 1


@pytest.mark.parametrize("lost", ["is_active", "is_staff", "is_superuser"])
def test_the_last_superuser_who_can_come_in_stays_one(lost: str, aino: User, boss: Client) -> None:
    eino = User.objects.get(username="eino")
    address = f"/admin/auth/user/{eino.pk}"
    chosen = {"_selected_action": [eino.pk, aino.pk], "action": "deactivate"}
    User.objects.create_superuser("saimi", is_active=False)
    asked = kept(boss.get(f"{address}/change/"))

    answers = [
        boss.post(f"{address}/change/", {name: value for name, value in asked.items() if name != lost}),
        boss.get(f"{address}/delete/"),
        boss.post(f"{address}/delete/", {"post": "yes"}),
        boss.post("/admin/auth/user/", chosen, follow=True),
    ]

    assert [("Sisään ei pääsisi enää yhtään pääkäyttäjää" in page.content.decode()) for page in answers] == [True] * 4
    assert list(User.objects.filter(is_active=True, is_staff=True).order_by("username")) == [aino, eino]
    User.objects.filter(username="saimi").update(is_active=True)
    assert boss.post("/admin/auth/user/", chosen).status_code == 302
    assert list(User.objects.filter(is_active=True).values_list("username", flat=True)) == ["saimi"]


def test_rights_are_given_by_groups_alone(aino: User, boss: Client) -> None:
    address = f"/admin/auth/user/{aino.pk}/change/"
    page: Any = boss.get(address)
    everything = list(Permission.objects.values_list("pk", flat=True))

    boss.post(address, {**kept(page), "user_permissions": everything})

    assert ("user_permissions" in page.content.decode(), aino.user_permissions.count()) == (False, 0)


def test_a_right_that_somebody_was_given_alone_is_shown_and_taken_away(aino: User, boss: Client) -> None:
    address = f"/admin/auth/user/{aino.pk}/change/"
    first, second, third = Permission.objects.all()[:3]
    aino.user_permissions.set([first, second])
    page: Any = boss.get(address)
    shown = [choice.pk for choice in page.context["adminform"].form.fields["user_permissions"].queryset]

    assert (shown, "annettu käyttäjälle itselleen" in page.content.decode()) == ([first.pk, second.pk], True)
    assert boss.post(address, {**kept(page), "user_permissions": [third.pk]}).status_code == 200
    assert boss.post(address, {**kept(page), "user_permissions": [second.pk]}).status_code == 302
    assert list(aino.user_permissions.all()) == [second]


def test_who_manages_users_ends_no_right_that_they_do_not_see(aino: User, manager: Client) -> None:
    address = f"/admin/auth/user/{aino.pk}/change/"
    aino.user_permissions.set(Permission.objects.all()[:1])
    page: Any = manager.get(address)

    assert "user_permissions" not in page.content.decode()
    assert manager.post(address, {**kept(page), "user_permissions": []}).status_code == 302
    assert aino.user_permissions.count() == 1


def test_the_history_of_who_was_deactivated_says_so(worked: User, boss: Client) -> None:
    boss.post(f"/admin/auth/user/{worked.pk}/delete/", {"post": "yes"})

    [entry] = LogEntry.objects.filter(object_id=worked.pk)
    assert (entry.action_flag, entry.user.username) == (CHANGE, "eino")


def test_a_group_is_ticked(worked: User, boss: Client) -> None:
    address = f"/admin/auth/user/{worked.pk}/change/"
    page: Any = boss.get(address)
    group = Group.objects.get(name="Toimittaja")
    assert f'<input type="checkbox" name="groups" value="{group.pk}"' in page.content.decode()

    boss.post(address, {**kept(page), "groups": [group.pk]})

    assert list(worked.groups.all()) == [group]


def test_what_happens_to_users_and_publications_is_logged(
    worked: User,
    boss: Client,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    drafts.small_draft()
    caplog.set_level(logging.INFO, "mandates.door")
    page: Any = boss.get(f"/admin/auth/user/{worked.pk}/change/")
    with django_capture_on_commit_callbacks(execute=True):
        with suppress(OSError), transaction.atomic():
            publish.publish("aino", "Otettiin takaisin, kun levy täyttyi")
            boss.post(f"/admin/auth/user/{worked.pk}/delete/", {"post": "yes"})
            raise OSError
        boss.post(f"/admin/auth/user/{worked.pk}/change/", {**kept(page), "is_superuser": "on"})
        boss.post(f"/admin/auth/user/{worked.pk}/delete/", {"post": "yes"})
        publish.publish("eino", "Ensimmäinen")

    changed, *rest = caplog.messages
    assert changed.startswith("Changed user aino, by eino: ")
    assert "Superuser status" in changed
    assert rest == [
        'Changed user aino, by eino: [{"changed": {"fields": ["Active"]}}]',
        "Deactivated: aino, by eino",
        "Published: number 1, by eino",
    ]


def test_a_groups_rights_are_ticked_and_named_as_the_pages_name_them(boss: Client) -> None:
    group = Group.objects.get(name="Tuki")
    address = f"/admin/auth/group/{group.pk}/change/"
    page: Any = boss.get(address)
    said = [label for _key, label in page.context["adminform"].form.fields["permissions"].choices]
    given = list(group.permissions.values_list("pk", flat=True))

    assert ("Can " in page.content.decode(), "selectfilter" in page.content.decode()) == (False, False)
    assert [label for label in said if label.startswith("Ehto: ")] == [
        "Ehto: lukeminen",
        "Ehto: lisääminen",
        "Ehto: muuttaminen",
        "Ehto: poistaminen",
    ]
    assert {label.partition(":")[0] for label in said}.isdisjoint({"TOTP device", "Static token", "Istunto", "Oikeus"})
    added = Permission.objects.get(codename="change_condition").pk
    assert boss.post(address, {"name": "Tuki", "permissions": [*given, added]}).status_code == 302
    assert set(group.permissions.values_list("pk", flat=True)) == {*given, added}


def test_who_deletes_a_group_reads_how_many_lose_its_rights(worked: User, boss: Client) -> None:
    group, empty = Group.objects.get(name="Toimittaja"), Group.objects.create(name="Uusi")
    worked.groups.set([group])
    User.objects.create_user("saimi").groups.set([group])

    pages = [boss.get(f"/admin/auth/group/{each.pk}/delete/").content.decode() for each in (group, empty)]

    assert ["object (" in page for page in pages] == [False, False]
    assert ["Toimittaja: 2 käyttäjää menettää sen oikeudet." in page for page in pages] == [True, False]
    assert boss.post(f"/admin/auth/group/{group.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(worked.groups.all()) == []
