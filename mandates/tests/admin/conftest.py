from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from mandates.content import contents
from mandates.models import DraftState, Publication
from mandates.publishing import clock, publish
from mandates.tests import drafts

_read: list[tuple[int | None, contents.Content]] = []
"""The small draft as this process has read it, with the number that the database gave it."""
_first: list[Publication] = []
"""The small draft as this process has published it first."""


@pytest.fixture
def draft(db: None) -> None:
    """The small draft. A process reads it once: the same rows have the same number, and are at hand, in every test."""
    drafts.small_draft()
    if not _read:
        _read.append((DraftState.now(), contents.draft()))
    DraftState.objects.update(number=_read[0][0])
    contents.keep_draft(*_read[0])


@pytest.fixture
def published(draft: None) -> Publication:
    """The small draft, published."""
    return _published("aino")


def _published(editor: str) -> Publication:
    """A process checks and composes it once: the same draft gives the same publication in every test, now."""
    note = "Ensimmäinen"
    if not _first:
        _first.append(publish.publish(editor, note))
        return _first[0]
    as_it_was = {name: getattr(_first[0], name) for name in ("number", "format", "sha256", "body")}
    contents.keep_published(_first[0].sha256, _read[0][1])
    return Publication.objects.create(**as_it_was, live_from=clock.now(), editor=editor, note=note)


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("aino"))
    return client


@pytest.fixture
def people(draft: None) -> Callable[[str], Client]:
    """Aino and Eino may edit, Pirkko and Saimi publish too, the superuser all; a client for each."""
    roles = {"aino": "Toimittaja", "eino": "Toimittaja", "pirkko": "Julkaisija", "saimi": "Julkaisija"}
    for name, role in roles.items():
        User.objects.create_user(name, is_staff=True).groups.set(Group.objects.filter(name=role))
    User.objects.create_superuser("ylli")
    _published("ylli")

    def entered(name: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=name))
        return client

    return entered
