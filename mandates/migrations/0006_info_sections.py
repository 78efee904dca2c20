"""The pages that the law asks for, and who among the editors may edit them. No other table is touched."""

import importlib
from typing import Any

import django.core.validators
from django.db import migrations, models


def permit(apps: Any, schema_editor: Any) -> None:
    groups = importlib.import_module("mandates.migrations.0004_groups")
    for name in groups.GROUPS:
        actions = groups.VIEW if name == "Tuki" else groups.EVERYTHING
        found, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        found.permissions.add(*(groups.permission(apps, action, "infosection") for action in actions))


class Migration(migrations.Migration):
    dependencies = [
        ("mandates", "0005_feedback"),
    ]

    operations = [
        migrations.CreateModel(
            name="InfoSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.CharField(
                        help_text="Näkyy osoitteissa. Älä muuta, kun rivi on julkaistu: vanhat linkit viittaavat siihen.",
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z0-9]+(-[a-z0-9]+)*\\Z",
                                "Käytä vain pieniä kirjaimia a–z, numeroita ja yksittäisiä väliviivoja.",
                            )
                        ],
                        verbose_name="tunniste",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Jätä tyhjäksi, niin saat seuraavan. Älä muuta äläkä käytä uudestaan.",
                        unique=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(999999),
                        ],
                        verbose_name="pysyvä numero",
                    ),
                ),
                (
                    "order",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Pienin näytetään ensin. Tasatilanteessa ratkaisee tunniste.",
                        validators=[django.core.validators.MaxValueValidator(999999)],
                        verbose_name="järjestys",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1,
                        editable=False,
                        help_text="Kasvaa joka tallennuksessa. Ei kuulu sisältöön.",
                        verbose_name="versio",
                    ),
                ),
                (
                    "page",
                    models.CharField(
                        choices=[("saavutettavuusseloste", "Saavutettavuusseloste"), ("tietosuoja", "Tietosuoja")],
                        help_text="Sivu, jolla otsikko ja teksti näytetään.",
                        max_length=30,
                        verbose_name="sivu",
                    ),
                ),
                (
                    "title_fi",
                    models.CharField(
                        default="",
                        help_text="Mistä kohta kertoo: muutama sana.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="otsikko suomeksi",
                    ),
                ),
                (
                    "title_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Mistä kohta kertoo: muutama sana.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="otsikko ruotsiksi",
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Mistä kohta kertoo: muutama sana.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="otsikko englanniksi",
                    ),
                ),
                (
                    "body_fi",
                    models.TextField(
                        default="",
                        help_text="Tyhjä rivi erottaa kappaleet. Rivi, jonka alussa on väliviiva ja välilyönti, on luettelon kohta.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="teksti suomeksi",
                    ),
                ),
                (
                    "body_sv",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Tyhjä rivi erottaa kappaleet. Rivi, jonka alussa on väliviiva ja välilyönti, on luettelon kohta.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="teksti ruotsiksi",
                    ),
                ),
                (
                    "body_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Tyhjä rivi erottaa kappaleet. Rivi, jonka alussa on väliviiva ja välilyönti, on luettelon kohta.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="teksti englanniksi",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(help_text="Milloin kohta on viimeksi tarkistettu.", verbose_name="tarkistettu"),
                ),
                (
                    "review_by",
                    models.DateField(
                        help_text="Milloin kohta pitää tarkistaa uudestaan.", verbose_name="tarkista viimeistään"
                    ),
                ),
            ],
            options={
                "verbose_name": "tietosivun kohta",
                "verbose_name_plural": "tietosivujen kohdat",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.RunPython(permit, migrations.RunPython.noop),
    ]
