"""Who is deleted stops coming in, and their history stays; what happens to users is logged."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client

from mandates.publishing import publish
from mandates.tests import drafts

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


def test_the_history_of_who_was_deactivated_says_so(worked: User, boss: Client) -> None:
    boss.post(f"/admin/auth/user/{worked.pk}/delete/", {"post": "yes"})

    [entry] = LogEntry.objects.filter(object_id=worked.pk)
    assert (entry.action_flag, entry.user.username) == (CHANGE, "eino")


def test_a_group_is_ticked(worked: User, boss: Client) -> None:
    address = f"/admin/auth/user/{worked.pk}/change/"
    page: Any = boss.get(address)
    group = Group.objects.get(name="Toimittaja")
    assert f'<input type="checkbox" name="groups" value="{group.pk}"' in page.content.decode()
    fields = page.context["adminform"].form.initial
    kept = {name: value for name, value in fields.items() if value and name not in ("password", "last_login")}
    joined = {"date_joined_0": "2026-11-24", "date_joined_1": "12:00:00", "user_permissions": []}

    boss.post(address, {**kept, **joined, "groups": [group.pk]})

    assert list(worked.groups.all()) == [group]


def test_what_happens_to_users_and_publications_is_logged(
    worked: User, boss: Client, caplog: pytest.LogCaptureFixture
) -> None:
    drafts.small_draft()
    caplog.set_level(logging.INFO, "mandates.door")
    page: Any = boss.get(f"/admin/auth/user/{worked.pk}/change/")
    fields = page.context["adminform"].form.initial
    kept = {name: value for name, value in fields.items() if value and name not in ("password", "last_login")}
    joined = {"date_joined_0": "2026-11-24", "date_joined_1": "12:00:00", "groups": [], "user_permissions": []}
    boss.post(f"/admin/auth/user/{worked.pk}/change/", {**kept, **joined, "is_superuser": "on"})
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
