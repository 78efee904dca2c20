"""All tables, and the groups of people: who may read, edit and publish."""

from collections.abc import Mapping
from typing import Any, Final

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

ROWS: Final = (
    "source",
    "servicegroup",
    "service",
    "organisationtype",
    "task",
    "prerequisite",
    "mandate",
    "lookalike",
    "condition",
    "instruction",
    "infosection",
    "expectedcase",
    "fact",
)
Rights = Mapping[str, tuple[str, ...]]

VIEW: Final = ("view",)
READ_ONLY: Final[Rights] = dict.fromkeys(("publication", "feedback", "outcomecount", "linkcheck"), VIEW)
EDITOR: Final[Rights] = {**dict.fromkeys(ROWS, ("view", "add", "change", "delete")), **READ_ONLY}
GROUPS: Final[Mapping[str, Rights]] = {
    "Tuki": {**dict.fromkeys(ROWS, VIEW), **READ_ONLY},
    "Toimittaja": EDITOR,
    "Julkaisija": {**EDITOR, "publication": ("view", "add"), "feedback": ("view", "delete")},
}


def create_groups(apps: Any, schema_editor: Any) -> None:
    """Groups that are there already get what they lack."""
    group = apps.get_model("auth", "Group")
    for name, rights in GROUPS.items():
        found, _ = group.objects.get_or_create(name=name)
        found.permissions.add(*(permission(apps, action, model) for model in rights for action in rights[model]))


def permission(apps: Any, action: str, model: str) -> Any:
    """Permissions come after all migrations (post_migrate): make here, the same, those that are not there yet."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="mandates", model=model)
    name = apps.get_model("mandates", model)._meta.verbose_name_raw
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{action}_{model}", defaults={"name": f"Can {action} {name}"}
    )
    return found


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
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
        migrations.CreateModel(
            name="OrganisationType",
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
                    "old_slugs",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Tunnisteet, joilla rivi on ennen julkaistu. Erota välilyönnillä. Vanhat linkit toimivat niillä.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z0-9]+(-[a-z0-9]+)*( [a-z0-9]+(-[a-z0-9]+)*)*\\Z",
                                "Kirjoita tunnisteet yhdellä välilyönnillä erotettuina.",
                            )
                        ],
                        verbose_name="vanhat tunnisteet",
                    ),
                ),
                (
                    "retired",
                    models.BooleanField(
                        default=False,
                        help_text="Riviä ei enää tarjota. Julkaistua riviä ei poisteta, jotta vanhat linkit osataan selittää.",
                        verbose_name="poistettu käytöstä",
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("julkinen", "Julkinen sektori"),
                            ("yritys", "Yritykset ja palveluntuottajat"),
                            ("muu", "Muut"),
                        ],
                        help_text="Otsikko, jonka alla vastaus näytetään.",
                        max_length=20,
                        verbose_name="ryhmä",
                    ),
                ),
                (
                    "name_fi",
                    models.CharField(
                        default="",
                        help_text="Vastausvaihtoehto ensimmäisessä kysymyksessä.",
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
                        help_text="Vastausvaihtoehto ensimmäisessä kysymyksessä.",
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
                        help_text="Vastausvaihtoehto ensimmäisessä kysymyksessä.",
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
                (
                    "hint_fi",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Keitä vaihtoehto koskee: yksi lyhyt virke nimen alle.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="ohje suomeksi",
                    ),
                ),
                (
                    "hint_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Keitä vaihtoehto koskee: yksi lyhyt virke nimen alle.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="ohje ruotsiksi",
                    ),
                ),
                (
                    "hint_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Keitä vaihtoehto koskee: yksi lyhyt virke nimen alle.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="ohje englanniksi",
                    ),
                ),
                (
                    "keywords_fi",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Sanat, joilla tätä etsitään. Erota pilkulla.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="hakusanat suomeksi",
                    ),
                ),
                (
                    "keywords_sv",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Sanat, joilla tätä etsitään. Erota pilkulla.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="hakusanat ruotsiksi",
                    ),
                ),
                (
                    "keywords_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Sanat, joilla tätä etsitään. Erota pilkulla.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="hakusanat englanniksi",
                    ),
                ),
                (
                    "employee_fi",
                    models.CharField(
                        default="",
                        help_text="Kolmannen kysymyksen vastaus: Olen hyvinvointialueen työntekijä.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="vastaus työsuhteesta suomeksi",
                    ),
                ),
                (
                    "employee_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Kolmannen kysymyksen vastaus: Olen hyvinvointialueen työntekijä.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="vastaus työsuhteesta ruotsiksi",
                    ),
                ),
                (
                    "employee_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Kolmannen kysymyksen vastaus: Olen hyvinvointialueen työntekijä.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="vastaus työsuhteesta englanniksi",
                    ),
                ),
                (
                    "grant_path",
                    models.CharField(
                        choices=[
                            ("application", "Hakemuksella (DVV)"),
                            ("self-service", "Itse Suomi.fi-valtuuksissa"),
                            ("mixed", "Kummallakin tavalla"),
                        ],
                        help_text="Hakeeko organisaatio valtuutusoikeutta Digi- ja väestötietovirastosta vai antaako valtuudet itse.",
                        max_length=20,
                        verbose_name="miten valtuudet annetaan",
                    ),
                ),
                (
                    "grant_note_fi",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Poikkeus, joka koskee osaa organisaatioista.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="tarkennus valtuuttamiseen suomeksi",
                    ),
                ),
                (
                    "grant_note_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Poikkeus, joka koskee osaa organisaatioista.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="tarkennus valtuuttamiseen ruotsiksi",
                    ),
                ),
                (
                    "grant_note_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Poikkeus, joka koskee osaa organisaatioista.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="tarkennus valtuuttamiseen englanniksi",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisaatiotyyppi",
                "verbose_name_plural": "organisaatiotyypit",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Prerequisite",
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
                    "old_slugs",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Tunnisteet, joilla rivi on ennen julkaistu. Erota välilyönnillä. Vanhat linkit toimivat niillä.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z0-9]+(-[a-z0-9]+)*( [a-z0-9]+(-[a-z0-9]+)*)*\\Z",
                                "Kirjoita tunnisteet yhdellä välilyönnillä erotettuina.",
                            )
                        ],
                        verbose_name="vanhat tunnisteet",
                    ),
                ),
                (
                    "retired",
                    models.BooleanField(
                        default=False,
                        help_text="Riviä ei enää tarjota. Julkaistua riviä ei poisteta, jotta vanhat linkit osataan selittää.",
                        verbose_name="poistettu käytöstä",
                    ),
                ),
                (
                    "name_fi",
                    models.CharField(
                        default="",
                        help_text="Edellytys muutamalla sanalla: Lakiin perustuva tiedonsaantioikeus.",
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
                        help_text="Edellytys muutamalla sanalla: Lakiin perustuva tiedonsaantioikeus.",
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
                        help_text="Edellytys muutamalla sanalla: Lakiin perustuva tiedonsaantioikeus.",
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
                (
                    "question_fi",
                    models.CharField(
                        default="",
                        help_text="Kysymys, johon vastataan kyllä tai ei.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="kysymys suomeksi",
                    ),
                ),
                (
                    "question_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Kysymys, johon vastataan kyllä tai ei.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="kysymys ruotsiksi",
                    ),
                ),
                (
                    "question_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Kysymys, johon vastataan kyllä tai ei.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="kysymys englanniksi",
                    ),
                ),
                (
                    "if_no_fi",
                    models.TextField(
                        default="",
                        help_text="Mitä käyttäjä tekee, kun edellytys ei täyty, ja keneltä kysyy.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="jos ei suomeksi",
                    ),
                ),
                (
                    "if_no_sv",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mitä käyttäjä tekee, kun edellytys ei täyty, ja keneltä kysyy.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="jos ei ruotsiksi",
                    ),
                ),
                (
                    "if_no_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mitä käyttäjä tekee, kun edellytys ei täyty, ja keneltä kysyy.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="jos ei englanniksi",
                    ),
                ),
                (
                    "if_unknown_fi",
                    models.TextField(
                        default="",
                        help_text="Miten käyttäjä saa asian selville.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="jos ei tiedä suomeksi",
                    ),
                ),
                (
                    "if_unknown_sv",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Miten käyttäjä saa asian selville.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="jos ei tiedä ruotsiksi",
                    ),
                ),
                (
                    "if_unknown_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Miten käyttäjä saa asian selville.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="jos ei tiedä englanniksi",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True,
                        default="",
                        help_text="Sähköpostiosoite, johon käyttäjä kirjoittaa, kun edellytys ei täyty.",
                        max_length=254,
                        verbose_name="yhteystieto",
                    ),
                ),
            ],
            options={
                "verbose_name": "edellytys",
                "verbose_name_plural": "edellytykset",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Service",
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
                    "old_slugs",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Tunnisteet, joilla rivi on ennen julkaistu. Erota välilyönnillä. Vanhat linkit toimivat niillä.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z0-9]+(-[a-z0-9]+)*( [a-z0-9]+(-[a-z0-9]+)*)*\\Z",
                                "Kirjoita tunnisteet yhdellä välilyönnillä erotettuina.",
                            )
                        ],
                        verbose_name="vanhat tunnisteet",
                    ),
                ),
                (
                    "retired",
                    models.BooleanField(
                        default=False,
                        help_text="Riviä ei enää tarjota. Julkaistua riviä ei poisteta, jotta vanhat linkit osataan selittää.",
                        verbose_name="poistettu käytöstä",
                    ),
                ),
                (
                    "name_fi",
                    models.CharField(
                        default="",
                        help_text="Palvelun virallinen nimi.",
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
                        help_text="Palvelun virallinen nimi.",
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
                        help_text="Palvelun virallinen nimi.",
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
                (
                    "summary_fi",
                    models.CharField(
                        default="",
                        help_text="Mitä palvelussa tehdään: yksi lyhyt virke.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="kuvaus suomeksi",
                    ),
                ),
                (
                    "summary_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Mitä palvelussa tehdään: yksi lyhyt virke.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="kuvaus ruotsiksi",
                    ),
                ),
                (
                    "summary_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Mitä palvelussa tehdään: yksi lyhyt virke.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="kuvaus englanniksi",
                    ),
                ),
                (
                    "url_fi",
                    models.URLField(
                        default="",
                        help_text="Palvelusta kertova julkinen sivu, ei kirjautumisosoite.",
                        max_length=300,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Kirjoita koko osoite. Se alkaa https://.", schemes=["https"]
                            )
                        ],
                        verbose_name="sivu suomeksi",
                    ),
                ),
                (
                    "url_sv",
                    models.URLField(
                        blank=True,
                        default="",
                        help_text="Palvelusta kertova julkinen sivu, ei kirjautumisosoite.",
                        max_length=300,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Kirjoita koko osoite. Se alkaa https://.", schemes=["https"]
                            )
                        ],
                        verbose_name="sivu ruotsiksi",
                    ),
                ),
                (
                    "url_en",
                    models.URLField(
                        blank=True,
                        default="",
                        help_text="Palvelusta kertova julkinen sivu, ei kirjautumisosoite.",
                        max_length=300,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Kirjoita koko osoite. Se alkaa https://.", schemes=["https"]
                            )
                        ],
                        verbose_name="sivu englanniksi",
                    ),
                ),
                (
                    "before_use_fi",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mitä palvelu vaatii valtuuden lisäksi: sopimus, ajan tasalla olevat tiedot. Näytetään vastauksessa.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="ennen ensimmäistä käyttöä suomeksi",
                    ),
                ),
                (
                    "before_use_sv",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mitä palvelu vaatii valtuuden lisäksi: sopimus, ajan tasalla olevat tiedot. Näytetään vastauksessa.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="ennen ensimmäistä käyttöä ruotsiksi",
                    ),
                ),
                (
                    "before_use_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mitä palvelu vaatii valtuuden lisäksi: sopimus, ajan tasalla olevat tiedot. Näytetään vastauksessa.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="ennen ensimmäistä käyttöä englanniksi",
                    ),
                ),
            ],
            options={
                "verbose_name": "palvelu",
                "verbose_name_plural": "palvelut",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceGroup",
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
                        help_text="Otsikko, jonka alla palvelut ja tehtävät näytetään.",
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
                        help_text="Otsikko, jonka alla palvelut ja tehtävät näytetään.",
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
                        help_text="Otsikko, jonka alla palvelut ja tehtävät näytetään.",
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
                "verbose_name": "palveluryhmä",
                "verbose_name_plural": "palveluryhmät",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Source",
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
                    "title_fi",
                    models.CharField(
                        default="",
                        help_text="Esimerkiksi: kela.fi, asiointivaltuudet yhteistyökumppaneille.",
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
                        help_text="Esimerkiksi: kela.fi, asiointivaltuudet yhteistyökumppaneille.",
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
                        help_text="Esimerkiksi: kela.fi, asiointivaltuudet yhteistyökumppaneille.",
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
                    "url_fi",
                    models.URLField(
                        default="",
                        help_text="Sivun julkinen osoite.",
                        max_length=300,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Kirjoita koko osoite. Se alkaa https://.", schemes=["https"]
                            )
                        ],
                        verbose_name="osoite suomeksi",
                    ),
                ),
                (
                    "url_sv",
                    models.URLField(
                        blank=True,
                        default="",
                        help_text="Sivun julkinen osoite.",
                        max_length=300,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Kirjoita koko osoite. Se alkaa https://.", schemes=["https"]
                            )
                        ],
                        verbose_name="osoite ruotsiksi",
                    ),
                ),
                (
                    "url_en",
                    models.URLField(
                        blank=True,
                        default="",
                        help_text="Sivun julkinen osoite.",
                        max_length=300,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Kirjoita koko osoite. Se alkaa https://.", schemes=["https"]
                            )
                        ],
                        verbose_name="osoite englanniksi",
                    ),
                ),
                (
                    "dated",
                    models.CharField(
                        default="",
                        help_text="Milloin sivu on päivitetty tai luettu: 2024-04-26, 2024-04 tai 2024.",
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?\\Z",
                                "Kirjoita päivä muodossa 2026-02-26, kuukausi muodossa 2026-02 tai vuosi muodossa 2026.",
                            )
                        ],
                        verbose_name="päivätty",
                    ),
                ),
            ],
            options={
                "verbose_name": "lähde",
                "verbose_name_plural": "lähteet",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Mandate",
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
                    "old_slugs",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Tunnisteet, joilla rivi on ennen julkaistu. Erota välilyönnillä. Vanhat linkit toimivat niillä.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z0-9]+(-[a-z0-9]+)*( [a-z0-9]+(-[a-z0-9]+)*)*\\Z",
                                "Kirjoita tunnisteet yhdellä välilyönnillä erotettuina.",
                            )
                        ],
                        verbose_name="vanhat tunnisteet",
                    ),
                ),
                (
                    "retired",
                    models.BooleanField(
                        default=False,
                        help_text="Riviä ei enää tarjota. Julkaistua riviä ei poisteta, jotta vanhat linkit osataan selittää.",
                        verbose_name="poistettu käytöstä",
                    ),
                ),
                (
                    "title_fi",
                    models.CharField(
                        default="",
                        help_text="Oma lyhyt kuvauksemme. Näytetään, kun Suomi.fi-nimeä ei ole vahvistettu.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="työnimi suomeksi",
                    ),
                ),
                (
                    "title_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Oma lyhyt kuvauksemme. Näytetään, kun Suomi.fi-nimeä ei ole vahvistettu.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="työnimi ruotsiksi",
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Oma lyhyt kuvauksemme. Näytetään, kun Suomi.fi-nimeä ei ole vahvistettu.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="työnimi englanniksi",
                    ),
                ),
                (
                    "name_fi",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Valtuusasian nimi täsmälleen. Jätä tyhjäksi, jos nimeä ei ole nähty missään.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="nimi Suomi.fissä suomeksi",
                    ),
                ),
                (
                    "name_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Valtuusasian nimi täsmälleen. Jätä tyhjäksi, jos nimeä ei ole nähty missään.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="nimi Suomi.fissä ruotsiksi",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Valtuusasian nimi täsmälleen. Jätä tyhjäksi, jos nimeä ei ole nähty missään.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="nimi Suomi.fissä englanniksi",
                    ),
                ),
                (
                    "name_state_fi",
                    models.CharField(
                        choices=[
                            ("vahvistettu", "Vahvistettu"),
                            ("vanha", "Vanha: nimi on voinut muuttua"),
                            ("nahty", "Nähty valtuusrekisterin otteessa"),
                            ("vahvistamaton", "Vahvistamaton"),
                        ],
                        default="vahvistamaton",
                        help_text="Vahvistettu vain, kun nimi on nähty virallisella sivulla juuri tällä kielellä.",
                        max_length=20,
                        verbose_name="nimen tila suomeksi",
                    ),
                ),
                (
                    "name_state_sv",
                    models.CharField(
                        choices=[
                            ("vahvistettu", "Vahvistettu"),
                            ("vanha", "Vanha: nimi on voinut muuttua"),
                            ("nahty", "Nähty valtuusrekisterin otteessa"),
                            ("vahvistamaton", "Vahvistamaton"),
                        ],
                        default="vahvistamaton",
                        help_text="Vahvistettu vain, kun nimi on nähty virallisella sivulla juuri tällä kielellä.",
                        max_length=20,
                        verbose_name="nimen tila ruotsiksi",
                    ),
                ),
                (
                    "name_state_en",
                    models.CharField(
                        choices=[
                            ("vahvistettu", "Vahvistettu"),
                            ("vanha", "Vanha: nimi on voinut muuttua"),
                            ("nahty", "Nähty valtuusrekisterin otteessa"),
                            ("vahvistamaton", "Vahvistamaton"),
                        ],
                        default="vahvistamaton",
                        help_text="Vahvistettu vain, kun nimi on nähty virallisella sivulla juuri tällä kielellä.",
                        max_length=20,
                        verbose_name="nimen tila englanniksi",
                    ),
                ),
                (
                    "name_dated_fi",
                    models.CharField(
                        default="",
                        help_text="Milloin nimen tila on viimeksi tarkistettu.",
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?\\Z",
                                "Kirjoita päivä muodossa 2026-02-26, kuukausi muodossa 2026-02 tai vuosi muodossa 2026.",
                            )
                        ],
                        verbose_name="nimi tarkistettu suomeksi",
                    ),
                ),
                (
                    "name_dated_sv",
                    models.CharField(
                        default="",
                        help_text="Milloin nimen tila on viimeksi tarkistettu.",
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?\\Z",
                                "Kirjoita päivä muodossa 2026-02-26, kuukausi muodossa 2026-02 tai vuosi muodossa 2026.",
                            )
                        ],
                        verbose_name="nimi tarkistettu ruotsiksi",
                    ),
                ),
                (
                    "name_dated_en",
                    models.CharField(
                        default="",
                        help_text="Milloin nimen tila on viimeksi tarkistettu.",
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?\\Z",
                                "Kirjoita päivä muodossa 2026-02-26, kuukausi muodossa 2026-02 tai vuosi muodossa 2026.",
                            )
                        ],
                        verbose_name="nimi tarkistettu englanniksi",
                    ),
                ),
                (
                    "category_fi",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Suomi.fin asiakategoria, jos se tiedetään.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="asiakategoria suomeksi",
                    ),
                ),
                (
                    "category_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Suomi.fin asiakategoria, jos se tiedetään.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="asiakategoria ruotsiksi",
                    ),
                ),
                (
                    "category_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Suomi.fin asiakategoria, jos se tiedetään.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="asiakategoria englanniksi",
                    ),
                ),
                (
                    "allows_fi",
                    models.TextField(
                        default="",
                        help_text="Yksi asia rivillä, ilman väliviivaa: katsoa henkilön etuustietoja.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="mitä valtuudella voi tehdä suomeksi",
                    ),
                ),
                (
                    "allows_sv",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Yksi asia rivillä, ilman väliviivaa: katsoa henkilön etuustietoja.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="mitä valtuudella voi tehdä ruotsiksi",
                    ),
                ),
                (
                    "allows_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Yksi asia rivillä, ilman väliviivaa: katsoa henkilön etuustietoja.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="mitä valtuudella voi tehdä englanniksi",
                    ),
                ),
                (
                    "register_uri",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Sellaisena kuin se on Suomi.fi-valtuusrekisterissä. Jätä tyhjäksi, jos et tiedä sitä.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="tunniste valtuusrekisterissä",
                    ),
                ),
                (
                    "outdated_note_fi",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mikä on voinut muuttua lähteen päivän jälkeen. Näytetään käyttäjälle.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="tieto on voinut vanhentua suomeksi",
                    ),
                ),
                (
                    "outdated_note_sv",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mikä on voinut muuttua lähteen päivän jälkeen. Näytetään käyttäjälle.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="tieto on voinut vanhentua ruotsiksi",
                    ),
                ),
                (
                    "outdated_note_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mikä on voinut muuttua lähteen päivän jälkeen. Näytetään käyttäjälle.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="tieto on voinut vanhentua englanniksi",
                    ),
                ),
                (
                    "ask_email",
                    models.EmailField(
                        blank=True,
                        default="",
                        help_text="Sähköpostiosoite, johon käyttäjä kirjoittaa, kun tieto on voinut vanhentua.",
                        max_length=254,
                        verbose_name="mistä voi kysyä",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(help_text="Milloin tiedot on viimeksi tarkistettu.", verbose_name="tarkistettu"),
                ),
                (
                    "review_by",
                    models.DateField(
                        help_text="Milloin tiedot pitää tarkistaa uudestaan.", verbose_name="tarkista viimeistään"
                    ),
                ),
                (
                    "includes",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Suppeammat valtuudet, joita ei tarvitse pyytää erikseen tämän lisäksi.",
                        related_name="included_in",
                        to="mandates.mandate",
                        verbose_name="sisältää",
                    ),
                ),
                (
                    "services",
                    models.ManyToManyField(
                        help_text="Palvelut, joihin valtuus avaa pääsyn.",
                        related_name="mandates",
                        to="mandates.service",
                        verbose_name="palvelut",
                    ),
                ),
                (
                    "name_source_en",
                    models.ForeignKey(
                        blank=True,
                        help_text="Sivu, jolla nimi on nähty.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names_en",
                        to="mandates.source",
                        verbose_name="nimen lähde englanniksi",
                    ),
                ),
                (
                    "name_source_fi",
                    models.ForeignKey(
                        blank=True,
                        help_text="Sivu, jolla nimi on nähty.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names_fi",
                        to="mandates.source",
                        verbose_name="nimen lähde suomeksi",
                    ),
                ),
                (
                    "name_source_sv",
                    models.ForeignKey(
                        blank=True,
                        help_text="Sivu, jolla nimi on nähty.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names_sv",
                        to="mandates.source",
                        verbose_name="nimen lähde ruotsiksi",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Sivu, josta valtuuden ehdot on luettu.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="mandates.source",
                        verbose_name="ehtojen lähde",
                    ),
                ),
            ],
            options={
                "verbose_name": "valtuus",
                "verbose_name_plural": "valtuudet",
                "ordering": ("order", "slug"),
                "abstract": False,
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
        migrations.CreateModel(
            name="Condition",
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
                    "every_type",
                    models.BooleanField(
                        default=False,
                        help_text="Valitse joko tämä tai organisaatiotyypit, ei molempia.",
                        verbose_name="kaikki organisaatiot",
                    ),
                ),
                (
                    "prerequisite_note_fi",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Näytetään edellytyksen vieressä, esimerkiksi mihin tietoihin oikeuden pitää ulottua.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="mitä edellytys tässä koskee suomeksi",
                    ),
                ),
                (
                    "prerequisite_note_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Näytetään edellytyksen vieressä, esimerkiksi mihin tietoihin oikeuden pitää ulottua.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="mitä edellytys tässä koskee ruotsiksi",
                    ),
                ),
                (
                    "prerequisite_note_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Näytetään edellytyksen vieressä, esimerkiksi mihin tietoihin oikeuden pitää ulottua.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="mitä edellytys tässä koskee englanniksi",
                    ),
                ),
                (
                    "other_types_note_fi",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Näytetään, kun valtuutta ei tarvita organisaation takia.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="neuvo muille organisaatioille suomeksi",
                    ),
                ),
                (
                    "other_types_note_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Näytetään, kun valtuutta ei tarvita organisaation takia.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="neuvo muille organisaatioille ruotsiksi",
                    ),
                ),
                (
                    "other_types_note_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Näytetään, kun valtuutta ei tarvita organisaation takia.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="neuvo muille organisaatioille englanniksi",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Miksi ehto on luettu lähteestä näin. Julkaistaan sisällön mukana.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="tulkinta",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        help_text="Valtuus, jonka tehtävä vaatii.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="mandates.mandate",
                        verbose_name="valtuus",
                    ),
                ),
                (
                    "types",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Organisaatiot, joita ehto koskee. Ilman valintaa ehto ei koske ketään.",
                        related_name="conditions",
                        to="mandates.organisationtype",
                        verbose_name="organisaatiotyypit",
                    ),
                ),
                (
                    "prerequisites",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Kaikkien pitää täyttyä.",
                        related_name="conditions",
                        to="mandates.prerequisite",
                        verbose_name="edellytykset",
                    ),
                ),
            ],
            options={
                "verbose_name": "ehto",
                "verbose_name_plural": "ehdot",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(editable=False, unique=True, verbose_name="numero")),
                ("format", models.PositiveSmallIntegerField(editable=False, verbose_name="muoto")),
                ("published_at", models.DateTimeField(auto_now_add=True, verbose_name="julkaistu")),
                (
                    "live_from",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="Milloin kävijät alkavat nähdä julkaisun.",
                        verbose_name="näkyy alkaen",
                    ),
                ),
                ("editor", models.CharField(editable=False, max_length=150, verbose_name="julkaisija")),
                (
                    "note",
                    models.CharField(
                        help_text="Mitä muuttui ja miksi. Näkyy julkaisujen luettelossa.",
                        max_length=300,
                        verbose_name="muistiinpano",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="tiiviste")),
                ("body", models.TextField(editable=False, verbose_name="sisältö")),
                (
                    "parent",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child",
                        to="mandates.publication",
                        verbose_name="edellinen",
                    ),
                ),
            ],
            options={
                "verbose_name": "julkaisu",
                "verbose_name_plural": "julkaisut",
                "ordering": ("-number",),
            },
        ),
        migrations.AddField(
            model_name="service",
            name="group",
            field=models.ForeignKey(
                help_text="Otsikko, jonka alla palvelu näytetään.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="services",
                to="mandates.servicegroup",
                verbose_name="palveluryhmä",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="before_use_source",
            field=models.ForeignKey(
                blank=True,
                help_text="Sivu, josta edellinen on luettu.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="services",
                to="mandates.source",
                verbose_name="sen lähde",
            ),
        ),
        migrations.CreateModel(
            name="LookAlike",
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
                        help_text="Tarkka nimi, jota ei pidä valita, niillä kielillä, joilla se tiedetään.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="toisen valtuusasian nimi suomeksi",
                    ),
                ),
                (
                    "name_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Tarkka nimi, jota ei pidä valita, niillä kielillä, joilla se tiedetään.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="toisen valtuusasian nimi ruotsiksi",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Tarkka nimi, jota ei pidä valita, niillä kielillä, joilla se tiedetään.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="toisen valtuusasian nimi englanniksi",
                    ),
                ),
                (
                    "note_fi",
                    models.CharField(
                        default="",
                        help_text="Mihin toinen valtuus kuuluu: yksi lyhyt virke.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="miksi ei sitä suomeksi",
                    ),
                ),
                (
                    "note_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Mihin toinen valtuus kuuluu: yksi lyhyt virke.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="miksi ei sitä ruotsiksi",
                    ),
                ),
                (
                    "note_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Mihin toinen valtuus kuuluu: yksi lyhyt virke.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="miksi ei sitä englanniksi",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        help_text="Valtuus, jonka sijasta toinen valitaan vahingossa.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="look_alikes",
                        to="mandates.mandate",
                        verbose_name="valtuus",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Sivu, jolla toinen valtuusasia on nähty.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="look_alikes",
                        to="mandates.source",
                        verbose_name="lähde",
                    ),
                ),
            ],
            options={
                "verbose_name": "näköisnimi",
                "verbose_name_plural": "näköisnimet",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Instruction",
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
                    "section",
                    models.CharField(
                        choices=[
                            ("nain-saat", "Näin saat valtuudet"),
                            ("ei-onnistu", "Jos asiointi ei onnistu"),
                            ("ei-mikaan", "En hoida mitään näistä"),
                        ],
                        help_text="Vastaussivun kohta, jossa ohje näytetään.",
                        max_length=20,
                        verbose_name="kohta",
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("oma", "Oman organisaation työntekijälle"),
                            ("toinen", "Toisen organisaation työntekijälle"),
                        ],
                        default="",
                        help_text="Tyhjä: kaikille.",
                        max_length=10,
                        verbose_name="kenelle",
                    ),
                ),
                (
                    "grant_path",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("application", "Kun organisaatio hakee valtuutusoikeuden"),
                            ("self-service", "Kun organisaatio antaa valtuudet itse"),
                        ],
                        default="",
                        help_text="Tyhjä: kummallakin tavalla.",
                        max_length=20,
                        verbose_name="valtuuttamisen tapa",
                    ),
                ),
                (
                    "title_fi",
                    models.CharField(
                        default="",
                        help_text="Mitä tehdään: muutama sana.",
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
                        help_text="Mitä tehdään: muutama sana.",
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
                        help_text="Mitä tehdään: muutama sana.",
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
                        help_text="Lyhyitä virkkeitä sinä-muodossa. Tyhjä rivi erottaa kappaleet.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="ohje suomeksi",
                    ),
                ),
                (
                    "body_sv",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Lyhyitä virkkeitä sinä-muodossa. Tyhjä rivi erottaa kappaleet.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="ohje ruotsiksi",
                    ),
                ),
                (
                    "body_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Lyhyitä virkkeitä sinä-muodossa. Tyhjä rivi erottaa kappaleet.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="ohje englanniksi",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(help_text="Milloin ohje on viimeksi tarkistettu.", verbose_name="tarkistettu"),
                ),
                (
                    "review_by",
                    models.DateField(
                        help_text="Milloin ohje pitää tarkistaa uudestaan.", verbose_name="tarkista viimeistään"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Sivu, josta ohje on luettu.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instructions",
                        to="mandates.source",
                        verbose_name="lähde",
                    ),
                ),
            ],
            options={
                "verbose_name": "ohje",
                "verbose_name_plural": "ohjeet",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Fact",
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
                    "statement",
                    models.CharField(
                        help_text="Mitä lähde sanoo: yksi asia omin sanoin.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="asia",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Miksi asiaa ei ole otettu mukaan, tai miten se on luettu. Julkaistaan sisällön mukana.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="muistiinpano",
                    ),
                ),
                (
                    "conditions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Ehdot, joissa asia on mukana.",
                        related_name="facts",
                        to="mandates.condition",
                        verbose_name="ehdot",
                    ),
                ),
                (
                    "mandates",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Valtuudet, joissa asia on mukana.",
                        related_name="facts",
                        to="mandates.mandate",
                        verbose_name="valtuudet",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Sivu, jolla asia sanotaan.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="mandates.source",
                        verbose_name="lähde",
                    ),
                ),
            ],
            options={
                "verbose_name": "lähteen asia",
                "verbose_name_plural": "lähteen asiat",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Task",
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
                    "old_slugs",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Tunnisteet, joilla rivi on ennen julkaistu. Erota välilyönnillä. Vanhat linkit toimivat niillä.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z0-9]+(-[a-z0-9]+)*( [a-z0-9]+(-[a-z0-9]+)*)*\\Z",
                                "Kirjoita tunnisteet yhdellä välilyönnillä erotettuina.",
                            )
                        ],
                        verbose_name="vanhat tunnisteet",
                    ),
                ),
                (
                    "retired",
                    models.BooleanField(
                        default=False,
                        help_text="Riviä ei enää tarjota. Julkaistua riviä ei poisteta, jotta vanhat linkit osataan selittää.",
                        verbose_name="poistettu käytöstä",
                    ),
                ),
                (
                    "name_fi",
                    models.CharField(
                        default="",
                        help_text="Minä-muodossa: Katson asiakkaiden etuustietoja.",
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
                        help_text="Minä-muodossa: Katson asiakkaiden etuustietoja.",
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
                        help_text="Minä-muodossa: Katson asiakkaiden etuustietoja.",
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
                (
                    "hint_fi",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Tarkennus nimen alle: yksi lyhyt virke.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="ohje suomeksi",
                    ),
                ),
                (
                    "hint_sv",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Tarkennus nimen alle: yksi lyhyt virke.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="ohje ruotsiksi",
                    ),
                ),
                (
                    "hint_en",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Tarkennus nimen alle: yksi lyhyt virke.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="ohje englanniksi",
                    ),
                ),
                (
                    "keywords_fi",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Sanat, joilla tehtävää etsitään: arkikieli, vanhat nimet. Erota pilkulla.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="hakusanat suomeksi",
                    ),
                ),
                (
                    "keywords_sv",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Sanat, joilla tehtävää etsitään: arkikieli, vanhat nimet. Erota pilkulla.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="hakusanat ruotsiksi",
                    ),
                ),
                (
                    "keywords_en",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Sanat, joilla tehtävää etsitään: arkikieli, vanhat nimet. Erota pilkulla.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="hakusanat englanniksi",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        help_text="Palvelu, jossa tehtävä tehdään. Sen ryhmä on tehtävän otsikko kysymyksessä.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="mandates.service",
                        verbose_name="palvelu",
                    ),
                ),
            ],
            options={
                "verbose_name": "tehtävä",
                "verbose_name_plural": "tehtävät",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExpectedCase",
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
                    "situation",
                    models.CharField(
                        help_text="Kuka, missä ja mitä tekee: Hyvinvointialueen sosiaalityöntekijä katsoo asiakkaiden etuustietoja.",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista rivinvaihdot ja näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            )
                        ],
                        verbose_name="tilanne",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Miksi vastauksen pitää olla tämä. Julkaistaan sisällön mukana.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u2029]",
                                "Poista näkymättömät ohjausmerkit.",
                                inverse_match=True,
                            ),
                            django.core.validators.MaxLengthValidator(2000),
                        ],
                        verbose_name="muistiinpano",
                    ),
                ),
                (
                    "blocked",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Valtuudet tilassa Ei vielä.",
                        related_name="cases_blocked",
                        to="mandates.mandate",
                        verbose_name="ei vielä",
                    ),
                ),
                (
                    "confirm",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Valtuudet tilassa Varmista ensin.",
                        related_name="cases_confirm",
                        to="mandates.mandate",
                        verbose_name="varmista ensin",
                    ),
                ),
                (
                    "covered",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Valtuudet tilassa Sisältyy toiseen.",
                        related_name="cases_covered",
                        to="mandates.mandate",
                        verbose_name="sisältyy toiseen",
                    ),
                ),
                (
                    "request",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Valtuudet tilassa Pyydä.",
                        related_name="cases_request",
                        to="mandates.mandate",
                        verbose_name="pyydä",
                    ),
                ),
                (
                    "types",
                    models.ManyToManyField(
                        help_text="Vastaus 1. kysymykseen.",
                        related_name="cases",
                        to="mandates.organisationtype",
                        verbose_name="organisaatiotyypit",
                    ),
                ),
                (
                    "no",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Edellytykset, joihin on vastattu ei.",
                        related_name="cases_no",
                        to="mandates.prerequisite",
                        verbose_name="edellytykset: ei",
                    ),
                ),
                (
                    "yes",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Edellytykset, joihin on vastattu kyllä.",
                        related_name="cases_yes",
                        to="mandates.prerequisite",
                        verbose_name="edellytykset: kyllä",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Sivu, johon odotettu vastaus perustuu.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="mandates.source",
                        verbose_name="lähde",
                    ),
                ),
                (
                    "tasks",
                    models.ManyToManyField(
                        help_text="Vastaus 2. kysymykseen.",
                        related_name="cases",
                        to="mandates.task",
                        verbose_name="tehtävät",
                    ),
                ),
            ],
            options={
                "verbose_name": "odotettu tapaus",
                "verbose_name_plural": "odotetut tapaukset",
                "ordering": ("order", "slug"),
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="condition",
            name="task",
            field=models.ForeignKey(
                help_text="Tehtävä, jota varten valtuus tarvitaan.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conditions",
                to="mandates.task",
                verbose_name="tehtävä",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name_fi", ""), ("name_source_fi", None), ("name_state_fi", "vahvistamaton")),
                    models.Q(
                        models.Q(("name_state_fi", "vahvistamaton"), _negated=True),
                        models.Q(("name_fi", ""), _negated=True),
                        ("name_source_fi__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="mandate_name_fi_and_state",
                violation_error_message="Nimi ja sen tila eivät sovi yhteen (fi): vahvistamattomalla ei ole nimeä eikä lähdettä, muilla on molemmat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name_source_sv", None), ("name_state_sv", "vahvistamaton"), ("name_sv", "")),
                    models.Q(
                        models.Q(("name_state_sv", "vahvistamaton"), _negated=True),
                        models.Q(("name_sv", ""), _negated=True),
                        ("name_source_sv__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="mandate_name_sv_and_state",
                violation_error_message="Nimi ja sen tila eivät sovi yhteen (sv): vahvistamattomalla ei ole nimeä eikä lähdettä, muilla on molemmat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name_en", ""), ("name_source_en", None), ("name_state_en", "vahvistamaton")),
                    models.Q(
                        models.Q(("name_state_en", "vahvistamaton"), _negated=True),
                        models.Q(("name_en", ""), _negated=True),
                        ("name_source_en__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="mandate_name_en_and_state",
                violation_error_message="Nimi ja sen tila eivät sovi yhteen (en): vahvistamattomalla ei ole nimeä eikä lähdettä, muilla on molemmat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug", "ei-mikaan"), _negated=True),
                name="task_slug_is_free",
                violation_error_message="ei-mikaan on varattu vastaukselle En hoida mitään näistä.",
            ),
        ),
        migrations.RunPython(create_groups, migrations.RunPython.noop),
    ]
