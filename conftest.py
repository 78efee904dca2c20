"""What every test may ask for: the real content without a database, and a client of the whole site."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings

from mandates.content import documents
from mandates.publishing import editions
from mandates.rules.ruleset import Ruleset

FIXTURE = Path(__file__).parent / "fixtures" / "content.json"

# The rules make millions of small objects that die at once: to look for cycles that often takes a fifth of the time.
gc.set_threshold(100_000, 20, 20)

hypothesis_settings.register_profile("default", deadline=None, max_examples=200, print_blob=True)
hypothesis_settings.register_profile("audit", deadline=None, max_examples=5_000, print_blob=True)
hypothesis_settings.load_profile("default")


@pytest.fixture(scope="session", autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test writes into the working copy's data folder, or needs collected static files.

    Static files are looked for when one is asked for: listing them took longer than most tests, once for each client.
    """
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    folder = tmp_path_factory.mktemp("data")
    with override_settings(
        DATA_DIR=folder, STORAGES=storages, WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True
    ):
        yield


@pytest.fixture(autouse=True)
def _emptied_after_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that really commit end with every table emptied: SQLite deletes, which its triggers would refuse."""
    marker = request.node.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server", "django_db_reset_sequences"}
    commits = bool(fixtures & set(request.fixturenames)) or bool(marker and marker.kwargs.get("transaction"))
    protecting = importlib.import_module("mandates.migrations.0003_publications_cannot_change")
    if commits:
        with connection.schema_editor() as editor:
            protecting.unprotect(None, editor)
            protecting.protect(None, editor)
    yield
    if commits:
        with connection.schema_editor() as editor:
            protecting.unprotect(None, editor)


@pytest.fixture(scope="session")
def document() -> str:
    """The shipped content as text."""
    return FIXTURE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def ruleset(document: str) -> Ruleset:
    """The shipped content, compiled."""
    return documents.compile_document(document)


@pytest.fixture
def edition(document: str, ruleset: Ruleset) -> Iterator[editions.Edition]:
    """The shipped content as publication 1, served by this process. No database is touched."""
    made = editions.Edition(1, editions.digest(document), datetime(2026, 11, 24, 12, tzinfo=UTC), ruleset)
    editions.install(made)
    yield made
    editions.install(None)


@pytest.fixture
def site(edition: editions.Edition) -> Client:
    """A client of the public site. The database is blocked, so that any query fails the test."""
    return Client()
