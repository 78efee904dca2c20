"""The rows that an editor edits, and the publications that visitors read."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Final, NoReturn, Self, TypeVar, cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from mandates import ruleset
from mandates.fields import (
    PARAGRAPH_LENGTH,
    PARAGRAPH_VALIDATORS,
    address,
    line,
    line_validator,
    old_slugs_validator,
    paragraph,
    partial_date,
    slug_validator,
)

RESERVED: Final = f"{ruleset.NONE_OF_THESE} on varattu vastaukselle En hoida mitään näistä."
LARGEST_NUMBER: Final = 999_999
R = TypeVar("R", bound="Row")


class StaleRowError(Exception):
    """Somebody else has saved the row since it was read; nothing was written."""


class RowManager(models.Manager[R]):
    def get_by_natural_key(self, slug: str) -> R:
        return self.get(slug=slug)


class Row(models.Model):
    """What every content row has: a public slug, a stable number and a place in its list."""

    slug = models.CharField(
        "tunniste",
        max_length=60,
        unique=True,
        validators=[slug_validator],
        help_text="Näkyy osoitteissa. Älä muuta, kun rivi on julkaistu: vanhat linkit viittaavat siihen.",
    )
    number = models.PositiveIntegerField(
        "pysyvä numero",
        unique=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_NUMBER)],
        help_text="Jätä tyhjäksi, niin saat seuraavan. Älä muuta äläkä käytä uudestaan.",
    )
    order = models.PositiveIntegerField(
        "järjestys",
        default=0,
        validators=[MaxValueValidator(LARGEST_NUMBER)],
        help_text="Pienin näytetään ensin. Tasatilanteessa ratkaisee tunniste.",
    )

    version = models.PositiveIntegerField(
        "versio", default=1, editable=False, help_text="Kasvaa joka tallennuksessa. Ei kuulu sisältöön."
    )

    label_field: ClassVar[str] = "name_fi"
    # Columns of the draft only: no document has them.
    outside_content: ClassVar[frozenset[str]] = frozenset({"id", "version"})
    objects: ClassVar[RowManager[Self]] = RowManager()

    class Meta:
        abstract = True
        ordering = ("order", "slug")

    def __str__(self) -> str:
        return str(getattr(self, self.label_field)) or self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new row the next number; let only one of two racing saves of a row win.

        The number is taken here, so that two rows of one form get two numbers.

        :raises StaleRowError: when the row in the database is not the version that this one was read from.
        """
        with transaction.atomic():
            if cast("int | None", self.number) is None:
                self.number = (type(self).objects.aggregate(top=Max("number"))["top"] or 0) + 1
            if not self._state.adding:
                mine = type(self).objects.filter(pk=self.pk, version=self.version)
                if not mine.update(version=F("version") + 1):
                    raise StaleRowError
                self.version += 1
            super().save(*args, **kwargs)

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class AddressedRow(Row):
    """A row that visitors' addresses name: it lives on when it is renamed or taken out of use."""

    old_slugs = models.CharField(
        "vanhat tunnisteet",
        max_length=300,
        blank=True,
        default="",
        validators=[old_slugs_validator],
        help_text="Tunnisteet, joilla rivi on ennen julkaistu. Erota välilyönnillä. Vanhat linkit toimivat niillä.",
    )
    retired = models.BooleanField(
        "poistettu käytöstä",
        default=False,
        help_text="Riviä ei enää tarjota. Julkaistua riviä ei poisteta, jotta vanhat linkit osataan selittää.",
    )

    class Meta(Row.Meta):
        abstract = True


class Source(Row):
    """A public page that facts were read from."""

    title_fi, title_sv, title_en = line("otsikko", "Esimerkiksi: kela.fi, asiointivaltuudet yhteistyökumppaneille.")
    url_fi, url_sv, url_en = address("osoite", "Sivun julkinen osoite.")
    dated = partial_date("päivätty", "Milloin sivu on päivitetty tai luettu: 2024-04-26, 2024-04 tai 2024.")

    label_field = "title_fi"

    class Meta(Row.Meta):
        verbose_name = "lähde"
        verbose_name_plural = "lähteet"


class ServiceGroup(Row):
    """A heading of services that belong together."""

    name_fi, name_sv, name_en = line("nimi", "Otsikko, jonka alla palvelut ja tehtävät näytetään.")

    class Meta(Row.Meta):
        verbose_name = "palveluryhmä"
        verbose_name_plural = "palveluryhmät"


class Service(AddressedRow):
    """One of Kela's online services for partners."""

    group = models.ForeignKey(
        ServiceGroup,
        models.PROTECT,
        related_name="services",
        verbose_name="palveluryhmä",
        help_text="Otsikko, jonka alla palvelu näytetään.",
    )
    name_fi, name_sv, name_en = line("nimi", "Palvelun virallinen nimi.")
    summary_fi, summary_sv, summary_en = line("kuvaus", "Mitä palvelussa tehdään: yksi lyhyt virke.", length=300)
    url_fi, url_sv, url_en = address("sivu", "Palvelusta kertova julkinen sivu, ei kirjautumisosoite.")

    class Meta(Row.Meta):
        verbose_name = "palvelu"
        verbose_name_plural = "palvelut"


class OrganisationType(AddressedRow):
    """An answer to the first question: whose matters the user looks after."""

    class Sector(models.TextChoices):
        PUBLIC = ruleset.Sector.PUBLIC, "Julkinen sektori"
        COMPANY = ruleset.Sector.COMPANY, "Yritykset ja palveluntuottajat"
        OTHER = ruleset.Sector.OTHER, "Muut"

    class GrantPath(models.TextChoices):
        APPLICATION = ruleset.GrantPath.APPLICATION, "Hakemuksella (DVV)"
        SELF_SERVICE = ruleset.GrantPath.SELF_SERVICE, "Itse Suomi.fi-valtuuksissa"
        MIXED = ruleset.GrantPath.MIXED, "Kummallakin tavalla"

    sector = models.CharField(
        "ryhmä", max_length=20, choices=Sector.choices, help_text="Otsikko, jonka alla vastaus näytetään."
    )
    name_fi, name_sv, name_en = line("nimi", "Vastausvaihtoehto ensimmäisessä kysymyksessä.")
    hint_fi, hint_sv, hint_en = line(
        "ohje", "Keitä vaihtoehto koskee: yksi lyhyt virke nimen alle.", length=300, required=False
    )
    keywords_fi, keywords_sv, keywords_en = paragraph(
        "hakusanat", "Sanat, joilla tätä etsitään. Erota pilkulla.", required=False
    )
    employee_fi, employee_sv, employee_en = line(
        "vastaus työsuhteesta", "Kolmannen kysymyksen vastaus: Olen hyvinvointialueen työntekijä."
    )
    grant_path = models.CharField(
        "miten valtuudet annetaan",
        max_length=20,
        choices=GrantPath.choices,
        help_text="Hakeeko organisaatio valtuutusoikeutta Digi- ja väestötietovirastosta vai antaako valtuudet itse.",
    )
    grant_note_fi, grant_note_sv, grant_note_en = line(
        "tarkennus valtuuttamiseen",
        "Poikkeus, joka koskee osaa organisaatioista.",
        length=300,
        required=False,
    )

    class Meta(Row.Meta):
        verbose_name = "organisaatiotyyppi"
        verbose_name_plural = "organisaatiotyypit"


class Task(AddressedRow):
    """An answer to the second question: what the user does."""

    service = models.ForeignKey(
        Service,
        models.PROTECT,
        related_name="tasks",
        verbose_name="palvelu",
        help_text="Palvelu, jossa tehtävä tehdään. Sen ryhmä on tehtävän otsikko kysymyksessä.",
    )
    name_fi, name_sv, name_en = line("nimi", "Minä-muodossa: Katson asiakkaiden etuustietoja.")
    hint_fi, hint_sv, hint_en = line("ohje", "Tarkennus nimen alle: yksi lyhyt virke.", length=300, required=False)
    keywords_fi, keywords_sv, keywords_en = paragraph(
        "hakusanat",
        "Sanat, joilla tehtävää etsitään: arkikieli, vanhat nimet. Erota pilkulla.",
        required=False,
    )

    class Meta(Row.Meta):
        verbose_name = "tehtävä"
        verbose_name_plural = "tehtävät"
        constraints = (
            models.CheckConstraint(
                name="task_slug_is_free",
                condition=~Q(slug=ruleset.NONE_OF_THESE),
                violation_error_message=RESERVED,
            ),
        )

    def clean(self) -> None:
        """Say at the field what the constraint would say of the whole row."""
        super().clean()
        if self.slug == ruleset.NONE_OF_THESE:
            raise ValidationError({"slug": RESERVED})


class Prerequisite(AddressedRow):
    """What must hold, besides the mandate, before the service opens."""

    name_fi, name_sv, name_en = line("nimi", "Edellytys muutamalla sanalla: Lakiin perustuva tiedonsaantioikeus.")
    question_fi, question_sv, question_en = line("kysymys", "Kysymys, johon vastataan kyllä tai ei.", length=300)
    if_no_fi, if_no_sv, if_no_en = paragraph("jos ei", "Mitä käyttäjä tekee, kun edellytys ei täyty, ja keneltä kysyy.")
    if_unknown_fi, if_unknown_sv, if_unknown_en = paragraph("jos ei tiedä", "Miten käyttäjä saa asian selville.")

    class Meta(Row.Meta):
        verbose_name = "edellytys"
        verbose_name_plural = "edellytykset"


class NameState(models.TextChoices):
    CONFIRMED = ruleset.NameState.CONFIRMED, "Vahvistettu"
    OLD = ruleset.NameState.OLD, "Vanha: nimi on voinut muuttua"
    UNCONFIRMED = ruleset.NameState.UNCONFIRMED, "Vahvistamaton"


def name_state(language: str) -> models.CharField[str, str]:
    return models.CharField(
        f"nimen tila {language}",
        max_length=20,
        choices=NameState.choices,
        default=NameState.UNCONFIRMED,
        help_text="Vahvistettu vain, kun nimi on nähty virallisella sivulla juuri tällä kielellä.",
    )


def name_source(language: str, related_name: str) -> models.ForeignKey[Source | None, Source | None]:
    return models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name=related_name,
        verbose_name=f"nimen lähde {language}",
        help_text="Sivu, jolla nimi on nähty.",
    )


def name_and_state(language: str) -> str:
    return (
        f"Nimi ja sen tila eivät sovi yhteen ({language}): "
        "vahvistetulla ja vanhalla nimellä on nimi ja lähde, vahvistamattomalla ei kumpaakaan."
    )


def name_constraint(language: str) -> models.CheckConstraint:
    unconfirmed = {f"name_state_{language}": NameState.UNCONFIRMED}
    return models.CheckConstraint(
        name=f"mandate_name_{language}_and_state",
        condition=Q(**unconfirmed, **{f"name_{language}": "", f"name_source_{language}": None})
        | (~Q(**unconfirmed) & ~Q(**{f"name_{language}": ""}) & Q(**{f"name_source_{language}__isnull": False})),
        violation_error_message=name_and_state(language),
    )


class Mandate(AddressedRow):
    """A mandate theme (valtuusasia) that Kela's services ask for."""

    services = models.ManyToManyField(
        Service,
        related_name="mandates",
        verbose_name="palvelut",
        help_text="Palvelut, joihin valtuus avaa pääsyn.",
    )
    title_fi, title_sv, title_en = line(
        "työnimi", "Oma lyhyt kuvauksemme. Näytetään, kun Suomi.fi-nimeä ei ole vahvistettu."
    )
    name_fi, name_sv, name_en = line(
        "nimi Suomi.fissä",
        "Valtuusasian tarkka nimi. Jätä tyhjäksi, jos nimeä ei ole vahvistettu.",
        required=False,
    )
    name_state_fi = name_state("suomeksi")
    name_state_sv = name_state("ruotsiksi")
    name_state_en = name_state("englanniksi")
    name_source_fi = name_source("suomeksi", "names_fi")
    name_source_sv = name_source("ruotsiksi", "names_sv")
    name_source_en = name_source("englanniksi", "names_en")
    name_dated_fi = partial_date("nimi tarkistettu suomeksi", "Milloin nimen tila on viimeksi tarkistettu.")
    name_dated_sv = partial_date("nimi tarkistettu ruotsiksi", "Milloin nimen tila on viimeksi tarkistettu.")
    name_dated_en = partial_date("nimi tarkistettu englanniksi", "Milloin nimen tila on viimeksi tarkistettu.")
    category_fi, category_sv, category_en = line(
        "asiakategoria", "Suomi.fin asiakategoria, jos se tiedetään.", required=False
    )
    allows_fi, allows_sv, allows_en = paragraph(
        "mitä valtuudella voi tehdä", "Yksi asia rivillä, ilman väliviivaa: katsoa henkilön etuustietoja."
    )
    includes = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="included_in",
        verbose_name="sisältää",
        help_text="Suppeammat valtuudet, joita ei tarvitse pyytää erikseen tämän lisäksi.",
    )
    confused_name_fi, confused_name_sv, confused_name_en = line(
        "sekoitetaan valtuuteen", "Toisen valtuusasian tarkka nimi, jota ei pidä valita.", required=False
    )
    confused_note_fi, confused_note_sv, confused_note_en = line(
        "miksi ei sitä", "Mihin toinen valtuus kuuluu: yksi lyhyt virke.", length=300, required=False
    )
    outdated_note_fi, outdated_note_sv, outdated_note_en = paragraph(
        "tieto on voinut vanhentua",
        "Mikä on voinut muuttua lähteen päivän jälkeen. Näytetään käyttäjälle.",
        required=False,
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="mandates",
        verbose_name="ehtojen lähde",
        help_text="Sivu, josta valtuuden ehdot on luettu.",
    )
    checked_on = models.DateField("tarkistettu", help_text="Milloin tiedot on viimeksi tarkistettu.")
    review_by = models.DateField("tarkista viimeistään", help_text="Milloin tiedot pitää tarkistaa uudestaan.")

    label_field = "title_fi"

    class Meta(Row.Meta):
        verbose_name = "valtuus"
        verbose_name_plural = "valtuudet"
        constraints = tuple(name_constraint(language) for language in ruleset.LANGUAGES)

    def clean(self) -> None:
        """Say at the field what the constraints would say of the whole row."""
        super().clean()
        wrong = [language for language in ruleset.LANGUAGES if not self._name_fits(language)]
        if wrong:
            raise ValidationError({f"name_state_{language}": name_and_state(language) for language in wrong})

    def _name_fits(self, language: str) -> bool:
        confirmed_once: bool = getattr(self, f"name_state_{language}") != NameState.UNCONFIRMED
        has_source: bool = getattr(self, f"name_source_{language}_id") is not None
        return bool(getattr(self, f"name_{language}")) == has_source == confirmed_once


class Condition(Row):
    """An organisation of one of these types, doing this task, needs the mandate if the prerequisites hold."""

    task = models.ForeignKey(
        Task,
        models.PROTECT,
        related_name="conditions",
        verbose_name="tehtävä",
        help_text="Tehtävä, jota varten valtuus tarvitaan.",
    )
    mandate = models.ForeignKey(
        Mandate,
        models.PROTECT,
        related_name="conditions",
        verbose_name="valtuus",
        help_text="Valtuus, jonka tehtävä vaatii.",
    )
    every_type = models.BooleanField(
        "kaikki organisaatiot",
        default=False,
        help_text="Valitse joko tämä tai organisaatiotyypit, ei molempia.",
    )
    types = models.ManyToManyField(
        OrganisationType,
        blank=True,
        related_name="conditions",
        verbose_name="organisaatiotyypit",
        help_text="Organisaatiot, joita ehto koskee. Ilman valintaa ehto ei koske ketään.",
    )
    prerequisites = models.ManyToManyField(
        Prerequisite,
        blank=True,
        related_name="conditions",
        verbose_name="edellytykset",
        help_text="Kaikkien pitää täyttyä.",
    )
    prerequisite_note_fi, prerequisite_note_sv, prerequisite_note_en = line(
        "mitä edellytys tässä koskee",
        "Näytetään edellytyksen vieressä, esimerkiksi mihin tietoihin oikeuden pitää ulottua.",
        length=300,
        required=False,
    )
    other_types_note_fi, other_types_note_sv, other_types_note_en = line(
        "neuvo muille organisaatioille",
        "Näytetään, kun valtuutta ei tarvita organisaation takia.",
        length=300,
        required=False,
    )
    note = models.TextField(
        "tulkinta",
        blank=True,
        default="",
        max_length=2000,
        validators=PARAGRAPH_VALIDATORS,
        help_text="Miksi ehto on luettu lähteestä näin. Julkaistaan sisällön mukana.",
    )

    label_field = "slug"

    class Meta(Row.Meta):
        verbose_name = "ehto"
        verbose_name_plural = "ehdot"

    def __str__(self) -> str:
        return f"{self.task} → {self.mandate}" if self.task_id and self.mandate_id else self.slug


class Instruction(Row):
    """How to get the mandate, or what to check when the service does not open."""

    class Section(models.TextChoices):
        GRANTING = ruleset.Section.GRANTING, "Näin saat valtuudet"
        TROUBLE = ruleset.Section.TROUBLE, "Jos asiointi ei onnistu"
        NOTHING = ruleset.Section.NOTHING, "En hoida mitään näistä"

    class Relation(models.TextChoices):
        OWN = ruleset.Relation.OWN, "Oman organisaation työntekijälle"
        OTHER = ruleset.Relation.OTHER, "Toisen organisaation työntekijälle"

    class Path(models.TextChoices):
        APPLICATION = ruleset.GrantPath.APPLICATION, "Kun organisaatio hakee valtuutusoikeuden"
        SELF_SERVICE = ruleset.GrantPath.SELF_SERVICE, "Kun organisaatio antaa valtuudet itse"

    section = models.CharField(
        "kohta", max_length=20, choices=Section.choices, help_text="Vastaussivun kohta, jossa ohje näytetään."
    )
    relation = models.CharField(
        "kenelle",
        max_length=10,
        choices=Relation.choices,
        blank=True,
        default="",
        help_text="Tyhjä: kaikille.",
    )
    grant_path = models.CharField(
        "valtuuttamisen tapa",
        max_length=20,
        choices=Path.choices,
        blank=True,
        default="",
        help_text="Tyhjä: kummallakin tavalla.",
    )
    title_fi, title_sv, title_en = line("otsikko", "Mitä tehdään: muutama sana.")
    body_fi, body_sv, body_en = paragraph("ohje", "Lyhyitä virkkeitä sinä-muodossa. Tyhjä rivi erottaa kappaleet.")
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="instructions",
        verbose_name="lähde",
        help_text="Sivu, josta ohje on luettu.",
    )
    checked_on = models.DateField("tarkistettu", help_text="Milloin ohje on viimeksi tarkistettu.")
    review_by = models.DateField("tarkista viimeistään", help_text="Milloin ohje pitää tarkistaa uudestaan.")

    label_field = "title_fi"

    class Meta(Row.Meta):
        verbose_name = "ohje"
        verbose_name_plural = "ohjeet"


class ExpectedCase(Row):
    """A person's situation and the exact mandates that the answer must give; a failing one stops publishing."""

    situation = models.CharField(
        "tilanne",
        max_length=300,
        validators=[line_validator],
        help_text="Kuka, missä ja mitä tekee: Hyvinvointialueen sosiaalityöntekijä katsoo asiakkaiden etuustietoja.",
    )
    types = models.ManyToManyField(
        OrganisationType, related_name="cases", verbose_name="organisaatiotyypit", help_text="Vastaus 1. kysymykseen."
    )
    tasks = models.ManyToManyField(
        Task, related_name="cases", verbose_name="tehtävät", help_text="Vastaus 2. kysymykseen."
    )
    yes = models.ManyToManyField(
        Prerequisite,
        blank=True,
        related_name="cases_yes",
        verbose_name="edellytykset: kyllä",
        help_text="Edellytykset, joihin on vastattu kyllä.",
    )
    no = models.ManyToManyField(
        Prerequisite,
        blank=True,
        related_name="cases_no",
        verbose_name="edellytykset: ei",
        help_text="Edellytykset, joihin on vastattu ei.",
    )
    request = models.ManyToManyField(
        Mandate, blank=True, related_name="cases_request", verbose_name="pyydä", help_text="Valtuudet tilassa Pyydä."
    )
    confirm = models.ManyToManyField(
        Mandate,
        blank=True,
        related_name="cases_confirm",
        verbose_name="varmista ensin",
        help_text="Valtuudet tilassa Varmista ensin.",
    )
    blocked = models.ManyToManyField(
        Mandate,
        blank=True,
        related_name="cases_blocked",
        verbose_name="ei vielä",
        help_text="Valtuudet tilassa Ei vielä.",
    )
    covered = models.ManyToManyField(
        Mandate,
        blank=True,
        related_name="cases_covered",
        verbose_name="sisältyy toiseen",
        help_text="Valtuudet tilassa Sisältyy toiseen.",
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="cases",
        verbose_name="lähde",
        help_text="Sivu, johon odotettu vastaus perustuu.",
    )
    note = models.TextField(
        "muistiinpano",
        blank=True,
        default="",
        max_length=PARAGRAPH_LENGTH,
        validators=PARAGRAPH_VALIDATORS,
        help_text="Miksi vastauksen pitää olla tämä. Julkaistaan sisällön mukana.",
    )

    label_field = "situation"

    class Meta(Row.Meta):
        verbose_name = "odotettu tapaus"
        verbose_name_plural = "odotetut tapaukset"


class Fact(Row):
    """One fact of a source, beside the rows that carry it: what no row carries can be seen."""

    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="facts",
        verbose_name="lähde",
        help_text="Sivu, jolla asia sanotaan.",
    )
    statement = models.CharField(
        "asia",
        max_length=300,
        validators=[line_validator],
        help_text="Mitä lähde sanoo: yksi asia omin sanoin.",
    )
    mandates = models.ManyToManyField(
        Mandate,
        blank=True,
        related_name="facts",
        verbose_name="valtuudet",
        help_text="Valtuudet, joissa asia on mukana.",
    )
    conditions = models.ManyToManyField(
        Condition, blank=True, related_name="facts", verbose_name="ehdot", help_text="Ehdot, joissa asia on mukana."
    )
    note = models.TextField(
        "muistiinpano",
        blank=True,
        default="",
        max_length=PARAGRAPH_LENGTH,
        validators=PARAGRAPH_VALIDATORS,
        help_text="Miksi asiaa ei ole otettu mukaan, tai miten se on luettu. Julkaistaan sisällön mukana.",
    )

    label_field = "statement"

    class Meta(Row.Meta):
        verbose_name = "lähteen asia"
        verbose_name_plural = "lähteen asiat"


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications can be added and read, nothing else."""

    def live(self, now: datetime) -> Self:
        """Those that visitors may see, the one that they do see first."""
        return self.filter(live_from__lte=now).order_by("-live_from", "-number")

    def update(self, **kwargs: Any) -> NoReturn:
        raise ValidationError("Julkaisua ei voi muuttaa.")

    def delete(self) -> NoReturn:
        raise ValidationError("Julkaisua ei voi poistaa.")


class Publication(models.Model):
    """One frozen version of the whole content: what visitors read."""

    number = models.PositiveIntegerField("numero", unique=True, editable=False)
    format = models.PositiveSmallIntegerField("muoto", editable=False)
    published_at = models.DateTimeField("julkaistu", auto_now_add=True)
    live_from = models.DateTimeField(
        "näkyy alkaen", default=timezone.now, help_text="Milloin kävijät alkavat nähdä julkaisun."
    )
    editor = models.CharField("julkaisija", max_length=150, editable=False)
    note = models.CharField(
        "muistiinpano", max_length=300, help_text="Mitä muuttui ja miksi. Näkyy julkaisujen luettelossa."
    )
    sha256 = models.CharField("tiiviste", max_length=64, editable=False)
    parent = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="child",
        verbose_name="edellinen",
    )
    body = models.TextField("sisältö", editable=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        verbose_name = "julkaisu"
        verbose_name_plural = "julkaisut"

    def __str__(self) -> str:
        return f"Julkaisu {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValidationError("Julkaisua ei voi muuttaa.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ValidationError("Julkaisua ei voi poistaa.")
