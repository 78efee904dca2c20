"""What visitors tell of the pages, and who among the editors may see it. No other table is touched."""

import importlib
from typing import Any

from django.db import migrations, models

VIEW = ("view_feedback", "view_outcomecount")
GROUPS = {"Tuki": VIEW, "Toimittaja": VIEW, "Julkaisija": (*VIEW, "delete_feedback")}


def permit(apps: Any, schema_editor: Any) -> None:
    permission = importlib.import_module("mandates.migrations.0004_groups").permission
    for name, rights in GROUPS.items():
        found, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        found.permissions.add(*(permission(apps, *right.split("_")) for right in rights))


class Migration(migrations.Migration):
    dependencies = [
        ("mandates", "0004_groups"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.CharField(max_length=120, verbose_name="sivu")),
                ("language", models.CharField(max_length=2, verbose_name="kieli")),
                ("publication", models.PositiveIntegerField(verbose_name="julkaisu")),
                ("day", models.DateField(verbose_name="päivä")),
                ("helped", models.BooleanField(null=True, verbose_name="auttoi")),
                ("text", models.TextField(blank=True, default="", verbose_name="mikä jäi puuttumaan")),
            ],
            options={
                "verbose_name": "palaute",
                "verbose_name_plural": "palautteet",
                "ordering": ("-day", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="OutcomeCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("publication", models.PositiveIntegerField(verbose_name="julkaisu")),
                ("day", models.DateField(verbose_name="päivä")),
                ("outcome", models.CharField(max_length=60, verbose_name="tulos")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="näyttökertoja")),
            ],
            options={
                "verbose_name": "käyttö",
                "verbose_name_plural": "käyttö",
                "ordering": ("-day", "outcome"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "day", "outcome"), name="mandates_outcome_counted_once"
                    )
                ],
            },
        ),
        migrations.RunPython(permit, migrations.RunPython.noop),
    ]
