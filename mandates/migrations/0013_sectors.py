"""Sectors, the headings of organisation types, become rows. The three that stood in the code are made where a type has
them; back again, a type whose sector is none of these is one of the others.

SQLite rebuilds the table of the types, which loses its triggers: they are made again in both directions.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

SECTORS: Final = {
    "julkinen": ("Julkinen sektori", "Offentliga sektorn", "Public sector"),
    "yritys": ("Yritykset ja palveluntuottajat", "Företag och serviceproducenter", "Companies and service providers"),
    "muu": ("Muut", "Övriga", "Others"),
}
OTHER: Final = "muu"
STATE: Final = "mandates_draftstate"
NEW: Final = "mandates_sector"
REBUILT: Final = "mandates_organisationtype"
ACTIONS: Final = ("INSERT", "UPDATE", "DELETE")
POSTGRESQL: Final = [
    f"""
    CREATE TRIGGER {NEW}_changes BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {NEW}
    FOR EACH STATEMENT EXECUTE FUNCTION {STATE}_draw()
    """
]
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "Tuki": ("view",),
    "Toimittaja": ("view", "add", "change", "delete"),
    "Julkaisija": ("view", "add", "change", "delete"),
}


def on_sqlite(table: str) -> list[str]:
    return [
        f"""
        CREATE TRIGGER IF NOT EXISTS {table}_changes_by_{action.lower()} AFTER {action} ON {table}
        BEGIN UPDATE {STATE} SET number = random(); END
        """
        for action in ACTIONS
    ]


def protect(apps: Any, schema_editor: Any) -> None:
    run(schema_editor, {"sqlite": [*on_sqlite(NEW), *on_sqlite(REBUILT)], "postgresql": POSTGRESQL})


def unprotect(apps: Any, schema_editor: Any) -> None:
    dropped = [f"DROP TRIGGER IF EXISTS {NEW}_changes_by_{action.lower()}" for action in ACTIONS]
    run(schema_editor, {"sqlite": dropped, "postgresql": [f"DROP TRIGGER IF EXISTS {NEW}_changes ON {NEW}"]})


def protect_the_rebuilt(apps: Any, schema_editor: Any) -> None:
    run(schema_editor, {"sqlite": on_sqlite(REBUILT), "postgresql": []})


def run(schema_editor: Any, statements: Mapping[str, Sequence[str]]) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def settle(schema_editor: Any) -> None:
    """PostgreSQL changes no table that a foreign key still waits to be checked for."""
    run(schema_editor, {"sqlite": [], "postgresql": ["SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"]})


def make_rows(apps: Any, schema_editor: Any) -> None:
    sector, kind = (apps.get_model("mandates", name) for name in ("Sector", "OrganisationType"))
    for number, (slug, (finnish, swedish, english)) in enumerate(SECTORS.items(), start=1):
        types = kind.objects.filter(word=slug)
        if types.exists():
            names = {"name_fi": finnish, "name_sv": swedish, "name_en": english}
            row = sector.objects.create(slug=slug, number=number, order=10 * number, **names)
            types.update(sector=row)
            apps.get_model("mandates", "HighestNumber").objects.update_or_create(
                model="sector", defaults={"number": number}
            )
    settle(schema_editor)


def make_words(apps: Any, schema_editor: Any) -> None:
    sector, kind = (apps.get_model("mandates", name) for name in ("Sector", "OrganisationType"))
    for row in sector.objects.all():
        kind.objects.filter(sector=row).update(word=row.slug if row.slug in SECTORS else OTHER)
    apps.get_model("mandates", "HighestNumber").objects.filter(model="sector").delete()
    settle(schema_editor)


def give_rights(apps: Any, schema_editor: Any) -> None:
    """To the groups that are there: one that was taken away is not made again."""
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*(permission(apps, action) for action in GROUPS[group.name]))


def permission(apps: Any, action: str) -> Any:
    """Permissions come after all migrations (post_migrate): make here, the same, those that are not there yet."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="mandates", model="sector")
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{action}_sector", defaults={"name": f"Can {action} organisaatioryhmä"}
    )
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("mandates", "0012_row_changes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sector",
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
                    "name_fi",
                    models.CharField(
                        default="",
                        help_text="Otsikko, jonka alla organisaatiot näytetään.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="nimi suomeksi",
                    ),
                ),
                (
                    "name_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Otsikko, jonka alla organisaatiot näytetään.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="nimi ruotsiksi",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Otsikko, jonka alla organisaatiot näytetään.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="nimi englanniksi",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisaatioryhmä",
                "verbose_name_plural": "organisaatioryhmät",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, protect_the_rebuilt),
        migrations.RenameField("organisationtype", "sector", "word"),
        migrations.AlterField("organisationtype", "word", models.CharField(max_length=20, null=True)),
        migrations.AddField(
            "organisationtype",
            "sector",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="types",
                to="mandates.sector",
            ),
        ),
        migrations.RunPython(make_rows, make_words),
        migrations.AlterField(
            "organisationtype",
            "sector",
            models.ForeignKey(
                help_text="Otsikko, jonka alla vastaus näytetään.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="types",
                to="mandates.sector",
                verbose_name="organisaatioryhmä",
            ),
        ),
        migrations.RemoveField("organisationtype", "word"),
        migrations.RunPython(protect, unprotect),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
