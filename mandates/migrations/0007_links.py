"""What came of looking at outside links, and who among the editors may see it. No other table is touched."""

import importlib
from typing import Any

from django.db import migrations, models


def permit(apps: Any, schema_editor: Any) -> None:
    groups = importlib.import_module("mandates.migrations.0004_groups")
    for name in groups.GROUPS:
        found, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        found.permissions.add(groups.permission(apps, "view", "linkcheck"))


class Migration(migrations.Migration):
    dependencies = [
        ("mandates", "0006_info_sections"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(max_length=500, unique=True, verbose_name="osoite")),
                ("status", models.PositiveIntegerField(verbose_name="vastaus")),
                (
                    "final_url",
                    models.URLField(blank=True, default="", max_length=2000, verbose_name="ohjaa osoitteeseen"),
                ),
                ("fault", models.CharField(blank=True, default="", max_length=100, verbose_name="vika")),
                ("rows", models.TextField(verbose_name="rivit")),
                ("checked_at", models.DateTimeField(verbose_name="tarkistettu")),
            ],
            options={
                "verbose_name": "ulkoinen linkki",
                "verbose_name_plural": "ulkoiset linkit",
                "ordering": ("url",),
            },
        ),
        migrations.RunPython(permit, migrations.RunPython.noop),
    ]
