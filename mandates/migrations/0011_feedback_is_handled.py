"""Feedback is handled: it has a state and somebody who has taken it, and editors may delete it."""

from importlib import import_module
from typing import Any, Final

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

initial = import_module("mandates.migrations.0001_initial")
HANDLING: Final = ("Toimittaja", "Julkaisija")


def let_editors_handle(apps: Any, schema_editor: Any) -> None:
    """Groups that are there already get what they lack."""
    rights = [initial.permission(apps, action, "feedback") for action in ("change", "delete")]
    for group in apps.get_model("auth", "Group").objects.filter(name__in=HANDLING):
        group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("mandates", "0010_review"),
    ]

    operations = [
        migrations.AddField(
            model_name="feedback",
            name="state",
            field=models.CharField(
                choices=[("uusi", "Uusi"), ("kasitelty", "Käsitelty")],
                default="uusi",
                max_length=9,
                verbose_name="tila",
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                limit_choices_to={"is_active": True, "is_staff": True},
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="käsittelijä",
            ),
        ),
        migrations.RunPython(let_editors_handle, migrations.RunPython.noop),
    ]
