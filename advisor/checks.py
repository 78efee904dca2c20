"""System checks for combinations that settings.py cannot see when it is read."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.module_loading import import_string

from advisor.search.index import is_supported

CSRF_MISSING = checks.Error(
    "MIDDLEWARE has no class that does the work of Django's CsrfViewMiddleware.",
    hint="The admin's forms need it: keep advisor.middleware.AdminCsrfMiddleware.",
    id="advisor.E001",
)
MANIFEST_MISSING = checks.Warning(
    "STATIC_ROOT holds no manifest of the static files, so every page would answer 500.",
    hint="Run: manage.py collectstatic --noinput",
    id="advisor.W001",
)
SEARCH_MISSING = checks.Error(
    f"This Python's SQLite {sqlite3.sqlite_version} has no FTS5 with the trigram tokenizer, so the search would fail.",
    hint="Use a Python whose SQLite is 3.34 or newer and has FTS5: that of Debian 12, Ubuntu 22.04 or later.",
    id="advisor.E002",
)


@checks.register(checks.Tags.security)
def csrf_protection(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    classes = [import_string(path) for path in settings.MIDDLEWARE]
    guarded = any(isinstance(found, type) and issubclass(found, CsrfViewMiddleware) for found in classes)
    return [] if guarded else [CSRF_MISSING]


@checks.register(checks.Tags.files)
def static_manifest(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return [MANIFEST_MISSING] if settings.PRODUCTION and not manifest.is_file() else []


@checks.register(checks.Tags.database)
def search_engine(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    return [] if is_supported() else [SEARCH_MISSING]
