"""System checks for combinations that settings.py cannot see when it is read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.module_loading import import_string

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


@checks.register(checks.Tags.security)
def csrf_protection(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    classes = [import_string(path) for path in settings.MIDDLEWARE]
    guarded = any(isinstance(found, type) and issubclass(found, CsrfViewMiddleware) for found in classes)
    return [] if guarded else [CSRF_MISSING]


@checks.register(checks.Tags.files)
def static_manifest(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return [MANIFEST_MISSING] if settings.PRODUCTION and not manifest.is_file() else []
