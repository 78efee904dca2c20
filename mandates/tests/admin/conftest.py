from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client

from mandates.publishing import editions
from mandates.tests import drafts


@pytest.fixture
def draft(db: None) -> Iterator[None]:
    """The small draft. What a test publishes of it, this process does not go on serving."""
    held = editions._Holder.edition
    drafts.small_draft()
    yield
    editions.install(held)


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("aino"))
    return client
