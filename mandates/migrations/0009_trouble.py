"""Symptoms and causes: rows as the others are, so their tables note that the draft has changed, and the groups of people
get the same rights to them. What stands in them comes with `manage.py install`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

STATE = "mandates_draftstate"
TABLES = [f"mandates_{name}" for name in ("symptom", "cause", "cause_symptoms", "cause_services")]
ACTIONS = ("INSERT", "UPDATE", "DELETE")
SQLITE = [
    f"""
    CREATE TRIGGER IF NOT EXISTS {table}_changes_by_{action.lower()} AFTER {action} ON {table}
    BEGIN UPDATE {STATE} SET number = random(); END
    """
    for table in TABLES
    for action in ACTIONS
]
POSTGRESQL = [
    f"""
    CREATE TRIGGER {table}_changes BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {STATE}_draw()
    """
    for table in TABLES
]
SQLITE_BACK = [f"DROP TRIGGER IF EXISTS {table}_changes_by_{action.lower()}" for table in TABLES for action in ACTIONS]
POSTGRESQL_BACK = [f"DROP TRIGGER IF EXISTS {table}_changes ON {table}" for table in TABLES]
MODELS: Final = ("symptom", "cause")
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "Tuki": ("view",),
    "Toimittaja": ("view", "add", "change", "delete"),
    "Julkaisija": ("view", "add", "change", "delete"),
}


def protect(apps: Any, schema_editor: Any) -> None:
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def unprotect(apps: Any, schema_editor: Any) -> None:
    run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def run(schema_editor: Any, statements: Mapping[str, Sequence[str]]) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def give_rights(apps: Any, schema_editor: Any) -> None:
    """To the groups that are there: one that was taken away is not made again."""
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*(permission(apps, action, model) for model in MODELS for action in GROUPS[group.name]))


def permission(apps: Any, action: str, model: str) -> Any:
    """Permissions come after all migrations (post_migrate): make here, the same, those that are not there yet."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="mandates", model=model)
    name = apps.get_model("mandates", model)._meta.verbose_name_raw
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{action}_{model}", defaults={"name": f"Can {action} {name}"}
    )
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("mandates", "0008_found_names"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Symptom",
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
                        help_text="Mitä ihminen näkee, hänen omin sanoin: Palvelu ei avaudu.",
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="oire suomeksi",
                    ),
                ),
                (
                    "name_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Mitä ihminen näkee, hänen omin sanoin: Palvelu ei avaudu.",
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="oire ruotsiksi",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Mitä ihminen näkee, hänen omin sanoin: Palvelu ei avaudu.",
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="oire englanniksi",
                    ),
                ),
                (
                    "hint_fi",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Yksi virke, josta ihminen tunnistaa oireen. Saa olla tyhjä.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="tarkennus suomeksi",
                    ),
                ),
                (
                    "hint_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Yksi virke, josta ihminen tunnistaa oireen. Saa olla tyhjä.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="tarkennus ruotsiksi",
                    ),
                ),
                (
                    "hint_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Yksi virke, josta ihminen tunnistaa oireen. Saa olla tyhjä.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="tarkennus englanniksi",
                    ),
                ),
            ],
            options={
                "verbose_name": "oire",
                "verbose_name_plural": "oireet",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Cause",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("tyyppi", "Väärä valtuuden tyyppi"),
                            ("nakoisnimi", "Sekoittuva nimi: näytä palvelun näköisnimet"),
                            ("edellytys", "Edellytys puuttuu: näytä palvelun edellytykset"),
                            ("vanhentunut", "Valtuus on päättynyt"),
                            ("valtuutusoikeus", "Valtuutusoikeus puuttuu"),
                            ("sopimus", "Sopimus puuttuu: näytä, mitä palvelu vaatii ennen käyttöä"),
                            ("muu", "Muu syy"),
                        ],
                        default="muu",
                        help_text="Laji ratkaisee, mitä palvelun omista tiedoista syyn vieressä näytetään.",
                        max_length=20,
                        verbose_name="syyn laji",
                    ),
                ),
                (
                    "name_fi",
                    models.CharField(
                        default="",
                        help_text="Mikä on vialla: lyhyt lause.",
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="syy suomeksi",
                    ),
                ),
                (
                    "name_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Mikä on vialla: lyhyt lause.",
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="syy ruotsiksi",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Mikä on vialla: lyhyt lause.",
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="syy englanniksi",
                    ),
                ),
                (
                    "sign_fi",
                    models.TextField(
                        default="",
                        help_text="Mistä ihminen näkee, onko syy tämä.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="näin tunnistat suomeksi",
                    ),
                ),
                (
                    "sign_sv",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mistä ihminen näkee, onko syy tämä.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="näin tunnistat ruotsiksi",
                    ),
                ),
                (
                    "sign_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mistä ihminen näkee, onko syy tämä.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="näin tunnistat englanniksi",
                    ),
                ),
                (
                    "cure_fi",
                    models.TextField(
                        default="",
                        help_text="Mitä ihminen tekee: lyhyitä virkkeitä sinä-muodossa.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="näin korjaat suomeksi",
                    ),
                ),
                (
                    "cure_sv",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mitä ihminen tekee: lyhyitä virkkeitä sinä-muodossa.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="näin korjaat ruotsiksi",
                    ),
                ),
                (
                    "cure_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mitä ihminen tekee: lyhyitä virkkeitä sinä-muodossa.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="näin korjaat englanniksi",
                    ),
                ),
                (
                    "message_fi",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Valmis viesti sille, joka voi korjata asian, ilman tervehdystä. Tyhjä: neuvo johtaa kysymyksiin.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="viesti suomeksi",
                    ),
                ),
                (
                    "message_sv",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Valmis viesti sille, joka voi korjata asian, ilman tervehdystä. Tyhjä: neuvo johtaa kysymyksiin.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="viesti ruotsiksi",
                    ),
                ),
                (
                    "message_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Valmis viesti sille, joka voi korjata asian, ilman tervehdystä. Tyhjä: neuvo johtaa kysymyksiin.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="viesti englanniksi",
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
                (
                    "services",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Palvelut, joissa syy on mahdollinen. Tyhjä: kaikissa.",
                        related_name="causes",
                        to="mandates.service",
                        verbose_name="palvelut",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Sivu, johon syy ja korjaus perustuvat.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="causes",
                        to="mandates.source",
                        verbose_name="lähde",
                    ),
                ),
                (
                    "symptoms",
                    models.ManyToManyField(
                        help_text="Oireet, joiden syy tämä voi olla.",
                        related_name="causes",
                        to="mandates.symptom",
                        verbose_name="oireet",
                    ),
                ),
            ],
            options={
                "verbose_name": "syy",
                "verbose_name_plural": "syyt",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.RunPython(protect, unprotect),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
