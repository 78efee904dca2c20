import pytest
from django.contrib.auth.models import User
from django.test import Client

from mandates.tests import drafts


@pytest.fixture
def draft(db: None) -> None:
    """The small draft."""
    drafts.small_draft()


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("aino"))
    return client
