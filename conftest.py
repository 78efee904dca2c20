"""What every test may ask for: the real content without a database, and a client of the whole site."""

from __future__ import annotations

import gc
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models.signals import post_migrate
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings

from advisor.tests.serving import SHARED
from mandates.content import documents
from mandates.door.hashing import PatientHasher
from mandates.publishing import editions, stored
from mandates.rules.ruleset import Ruleset
from mandates.tests import installed

FIXTURE = Path(__file__).parent / "fixtures" / "content.json"

# The rules make millions of small objects that die at once: to look for cycles that often takes a fifth of the time.
gc.set_threshold(100_000, 20, 20)

# The same examples each time, so that what passed here passes where it is sent; the audit looks for others.
hypothesis_settings.register_profile("default", deadline=None, max_examples=50, print_blob=True, derandomize=True)
hypothesis_settings.register_profile("audit", deadline=None, max_examples=5_000, print_blob=True)
hypothesis_settings.load_profile("default")

SLOW: Final = ("browser", "test_html.py", "test_concurrency.py", "test_changes_properties.py")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shuffle", type=int, metavar="SEED", help="run the tests in the random order of this number")


def pytest_configure(config: pytest.Config) -> None:
    """The folder that the workers of this run share; the process that starts them makes it and removes it."""
    if SHARED not in os.environ:
        os.environ[SHARED] = folder = tempfile.mkdtemp()
        config.add_cleanup(lambda: _forget(folder))


def _forget(folder: str) -> None:
    del os.environ[SHARED]
    shutil.rmtree(folder)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The slow files first, so that the workers end together; or in any order: none depends on another."""
    seed = config.getoption("shuffle")
    if seed is None:
        items.sort(key=lambda item: not {item.path.name, item.path.parent.name}.intersection(SLOW))
    else:
        random.Random(seed).shuffle(items)  # noqa: S311 - an order, no secret


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("shuffle") is not None:
        terminalreporter.write_line(f"The order of the tests was that of --shuffle={config.getoption('shuffle')}")


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


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Passwords are hashed as slowly as the order of things needs, which is what the tests of the door are about."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PatientHasher, "iterations", 1000)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_proxy_on_the_way() -> Iterator[None]:
    """What tests ask is on loopback: a proxy that this machine's surroundings name would answer instead."""
    named = {name: os.environ.pop(name) for name in tuple(os.environ) if name.lower().endswith("_proxy")}
    yield
    os.environ.update(named)


@pytest.fixture(scope="session", autouse=True)
def _as_installed_after_flush() -> Iterator[None]:
    """A flush, which ends each test that really commits, sends `post_migrate`: what migrations made comes back."""
    post_migrate.connect(installed.restore, sender=apps.get_app_config("mandates"))
    yield
    post_migrate.disconnect(installed.restore, sender=apps.get_app_config("mandates"))


@pytest.fixture(autouse=True)
def _emptied_after_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that really commit end with every table emptied: SQLite deletes, which its triggers would refuse."""
    yield
    marker = request.node.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server", "django_db_reset_sequences"}
    if fixtures & set(request.fixturenames) or (marker and marker.kwargs.get("transaction")):
        installed.unprotect()


@pytest.fixture(scope="session")
def document() -> str:
    """The shipped content as text."""
    return FIXTURE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def ruleset(document: str) -> Ruleset:
    """The shipped content, compiled."""
    return documents.compile_document(document)


@pytest.fixture(autouse=True)
def _no_edition_left_behind() -> Iterator[None]:
    """A test begins in a process that answers from no publication. What it publishes or installs no other test sees."""
    yield
    editions.install(None)


@pytest.fixture(scope="session")
def _first_edition(document: str, ruleset: Ruleset) -> editions.Edition:
    """Frozen, with what is made of it once: what the search looks in took longer to make than most pages."""
    return editions.Edition(1, stored.digest(document), datetime(2026, 11, 24, 12, tzinfo=UTC), ruleset)


@pytest.fixture
def edition(_first_edition: editions.Edition) -> editions.Edition:
    """The shipped content as publication 1, served by this process. No database is touched."""
    editions.install(_first_edition)
    return _first_edition


@pytest.fixture
def site(edition: editions.Edition) -> Client:
    """A client of the public site. The database is blocked, so that any query fails the test."""
    return Client()
