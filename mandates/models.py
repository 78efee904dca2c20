"""The rows that an editor edits, and the publications that visitors read."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn, Self, TypeVar, cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mandates import ruleset
from mandates.fields import (
    PARAGRAPH_LENGTH,
    PARAGRAPH_VALIDATORS,
    address,
    labelled,
    line,
    line_validator,
    old_slugs_validator,
    paragraph,
    partial_date,
    slug_validator,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RESERVED: Final = format_lazy(_("{slug} on varattu vastaukselle En hoida mitään näistä."), slug=ruleset.NONE_OF_THESE)
TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Unicode's signs of direction: with them a text shows otherwise than it reads. No language here needs them."""
TURNED: Final = _("Poista näkymättömät merkit, jotka kääntävät tekstin suunnan.")
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
        _("tunniste"),
        max_length=60,
        unique=True,
        validators=[slug_validator],
        help_text=_("Näkyy osoitteissa. Älä muuta, kun rivi on julkaistu: vanhat linkit viittaavat siihen."),
    )
    number = models.PositiveIntegerField(
        _("pysyvä numero"),
        unique=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_NUMBER)],
        help_text=_("Jätä tyhjäksi, niin saat seuraavan. Älä muuta äläkä käytä uudestaan."),
    )
    order = models.PositiveIntegerField(
        _("järjestys"),
        default=0,
        validators=[MaxValueValidator(LARGEST_NUMBER)],
        help_text=_("Pienin näytetään ensin. Tasatilanteessa ratkaisee tunniste."),
    )

    version = models.PositiveIntegerField(
        _("versio"), default=1, editable=False, help_text=_("Kasvaa joka tallennuksessa. Ei kuulu sisältöön.")
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

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Refuse signs of direction in every text; here, since a validator would stand in the migrations too."""
        super().clean_fields(exclude)
        texts = [field.name for field in self._meta.fields if isinstance(field, (models.CharField, models.TextField))]
        turned = [name for name in texts if name not in (exclude or ()) and TURNING.search(getattr(self, name))]
        if turned:
            raise ValidationError(dict.fromkeys(turned, TURNED))

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class AddressedRow(Row):
    """A row that visitors' addresses name: it lives on when it is renamed or taken out of use."""

    old_slugs = models.CharField(
        _("vanhat tunnisteet"),
        max_length=300,
        blank=True,
        default="",
        validators=[old_slugs_validator],
        help_text=_("Tunnisteet, joilla rivi on ennen julkaistu. Erota välilyönnillä. Vanhat linkit toimivat niillä."),
    )
    retired = models.BooleanField(
        _("poistettu käytöstä"),
        default=False,
        help_text=_("Riviä ei enää tarjota. Julkaistua riviä ei poisteta, jotta vanhat linkit osataan selittää."),
    )

    class Meta(Row.Meta):
        abstract = True


class Source(Row):
    """A public page that facts were read from."""

    title_fi, title_sv, title_en = line(
        _("otsikko"), _("Esimerkiksi: kela.fi, asiointivaltuudet yhteistyökumppaneille.")
    )
    url_fi, url_sv, url_en = address(_("osoite"), _("Sivun julkinen osoite."))
    dated = partial_date(_("päivätty"), _("Milloin sivu on päivitetty tai luettu: 2024-04-26, 2024-04 tai 2024."))

    label_field = "title_fi"

    class Meta(Row.Meta):
        verbose_name = _("lähde")
        verbose_name_plural = _("lähteet")


class ServiceGroup(Row):
    """A heading of services that belong together."""

    name_fi, name_sv, name_en = line(_("nimi"), _("Otsikko, jonka alla palvelut ja tehtävät näytetään."))

    class Meta(Row.Meta):
        verbose_name = _("palveluryhmä")
        verbose_name_plural = _("palveluryhmät")


class Service(AddressedRow):
    """One of Kela's online services for partners."""

    group = models.ForeignKey(
        ServiceGroup,
        models.PROTECT,
        related_name="services",
        verbose_name=_("palveluryhmä"),
        help_text=_("Otsikko, jonka alla palvelu näytetään."),
    )
    name_fi, name_sv, name_en = line(_("nimi"), _("Palvelun virallinen nimi."))
    summary_fi, summary_sv, summary_en = line(_("kuvaus"), _("Mitä palvelussa tehdään: yksi lyhyt virke."), length=300)
    url_fi, url_sv, url_en = address(_("sivu"), _("Palvelusta kertova julkinen sivu, ei kirjautumisosoite."))

    class Meta(Row.Meta):
        verbose_name = _("palvelu")
        verbose_name_plural = _("palvelut")


class OrganisationType(AddressedRow):
    """An answer to the first question: whose matters the user looks after."""

    class Sector(models.TextChoices):
        PUBLIC = ruleset.Sector.PUBLIC, _("Julkinen sektori")
        COMPANY = ruleset.Sector.COMPANY, _("Yritykset ja palveluntuottajat")
        OTHER = ruleset.Sector.OTHER, _("Muut")

    class GrantPath(models.TextChoices):
        APPLICATION = ruleset.GrantPath.APPLICATION, _("Hakemuksella (DVV)")
        SELF_SERVICE = ruleset.GrantPath.SELF_SERVICE, _("Itse Suomi.fi-valtuuksissa")
        MIXED = ruleset.GrantPath.MIXED, _("Kummallakin tavalla")

    sector = models.CharField(
        _("ryhmä"), max_length=20, choices=Sector.choices, help_text=_("Otsikko, jonka alla vastaus näytetään.")
    )
    name_fi, name_sv, name_en = line(_("nimi"), _("Vastausvaihtoehto ensimmäisessä kysymyksessä."))
    hint_fi, hint_sv, hint_en = line(
        _("ohje"), _("Keitä vaihtoehto koskee: yksi lyhyt virke nimen alle."), length=300, required=False
    )
    keywords_fi, keywords_sv, keywords_en = paragraph(
        _("hakusanat"), _("Sanat, joilla tätä etsitään. Erota pilkulla."), required=False
    )
    employee_fi, employee_sv, employee_en = line(
        _("vastaus työsuhteesta"), _("Kolmannen kysymyksen vastaus: Olen hyvinvointialueen työntekijä.")
    )
    grant_path = models.CharField(
        _("miten valtuudet annetaan"),
        max_length=20,
        choices=GrantPath.choices,
        help_text=_(
            "Hakeeko organisaatio valtuutusoikeutta Digi- ja väestötietovirastosta vai antaako valtuudet itse."
        ),
    )
    grant_note_fi, grant_note_sv, grant_note_en = line(
        _("tarkennus valtuuttamiseen"),
        _("Poikkeus, joka koskee osaa organisaatioista."),
        length=300,
        required=False,
    )

    class Meta(Row.Meta):
        verbose_name = _("organisaatiotyyppi")
        verbose_name_plural = _("organisaatiotyypit")


class Task(AddressedRow):
    """An answer to the second question: what the user does."""

    service = models.ForeignKey(
        Service,
        models.PROTECT,
        related_name="tasks",
        verbose_name=_("palvelu"),
        help_text=_("Palvelu, jossa tehtävä tehdään. Sen ryhmä on tehtävän otsikko kysymyksessä."),
    )
    name_fi, name_sv, name_en = line(_("nimi"), _("Minä-muodossa: Katson asiakkaiden etuustietoja."))
    hint_fi, hint_sv, hint_en = line(
        _("ohje"), _("Tarkennus nimen alle: yksi lyhyt virke."), length=300, required=False
    )
    keywords_fi, keywords_sv, keywords_en = paragraph(
        _("hakusanat"),
        _("Sanat, joilla tehtävää etsitään: arkikieli, vanhat nimet. Erota pilkulla."),
        required=False,
    )

    class Meta(Row.Meta):
        verbose_name = _("tehtävä")
        verbose_name_plural = _("tehtävät")
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

    name_fi, name_sv, name_en = line(_("nimi"), _("Edellytys muutamalla sanalla: Lakiin perustuva tiedonsaantioikeus."))
    question_fi, question_sv, question_en = line(_("kysymys"), _("Kysymys, johon vastataan kyllä tai ei."), length=300)
    if_no_fi, if_no_sv, if_no_en = paragraph(
        _("jos ei"), _("Mitä käyttäjä tekee, kun edellytys ei täyty, ja keneltä kysyy.")
    )
    if_unknown_fi, if_unknown_sv, if_unknown_en = paragraph(_("jos ei tiedä"), _("Miten käyttäjä saa asian selville."))

    class Meta(Row.Meta):
        verbose_name = _("edellytys")
        verbose_name_plural = _("edellytykset")


class NameState(models.TextChoices):
    CONFIRMED = ruleset.NameState.CONFIRMED, _("Vahvistettu")
    OLD = ruleset.NameState.OLD, _("Vanha: nimi on voinut muuttua")
    UNCONFIRMED = ruleset.NameState.UNCONFIRMED, _("Vahvistamaton")


def name_states() -> tuple[models.CharField[str, str], ...]:
    return tuple(
        models.CharField(
            labelled(_("nimen tila"), language),
            max_length=20,
            choices=NameState.choices,
            default=NameState.UNCONFIRMED,
            help_text=_("Vahvistettu vain, kun nimi on nähty virallisella sivulla juuri tällä kielellä."),
        )
        for language in ruleset.LANGUAGES
    )


def name_sources() -> tuple[models.ForeignKey[Source | None, Source | None], ...]:
    return tuple(
        models.ForeignKey(
            Source,
            models.PROTECT,
            null=True,
            blank=True,
            related_name=f"names_{language}",
            verbose_name=labelled(_("nimen lähde"), language),
            help_text=_("Sivu, jolla nimi on nähty."),
        )
        for language in ruleset.LANGUAGES
    )


def name_dates() -> tuple[models.CharField[str, str], ...]:
    return tuple(
        partial_date(labelled(_("nimi tarkistettu"), language), _("Milloin nimen tila on viimeksi tarkistettu."))
        for language in ruleset.LANGUAGES
    )


def name_and_state(language: str) -> StrOrPromise:
    return format_lazy(
        _(
            "Nimi ja sen tila eivät sovi yhteen ({language}): "
            "vahvistetulla ja vanhalla nimellä on nimi ja lähde, vahvistamattomalla ei kumpaakaan."
        ),
        language=language,
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
        verbose_name=_("palvelut"),
        help_text=_("Palvelut, joihin valtuus avaa pääsyn."),
    )
    title_fi, title_sv, title_en = line(
        _("työnimi"), _("Oma lyhyt kuvauksemme. Näytetään, kun Suomi.fi-nimeä ei ole vahvistettu.")
    )
    name_fi, name_sv, name_en = line(
        _("nimi Suomi.fissä"),
        _("Valtuusasian tarkka nimi. Jätä tyhjäksi, jos nimeä ei ole vahvistettu."),
        required=False,
    )
    name_state_fi, name_state_sv, name_state_en = name_states()
    name_source_fi, name_source_sv, name_source_en = name_sources()
    name_dated_fi, name_dated_sv, name_dated_en = name_dates()
    category_fi, category_sv, category_en = line(
        _("asiakategoria"), _("Suomi.fin asiakategoria, jos se tiedetään."), required=False
    )
    allows_fi, allows_sv, allows_en = paragraph(
        _("mitä valtuudella voi tehdä"), _("Yksi asia rivillä, ilman väliviivaa: katsoa henkilön etuustietoja.")
    )
    includes = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="included_in",
        verbose_name=_("sisältää"),
        help_text=_("Suppeammat valtuudet, joita ei tarvitse pyytää erikseen tämän lisäksi."),
    )
    confused_name_fi, confused_name_sv, confused_name_en = line(
        _("sekoitetaan valtuuteen"), _("Toisen valtuusasian tarkka nimi, jota ei pidä valita."), required=False
    )
    confused_note_fi, confused_note_sv, confused_note_en = line(
        _("miksi ei sitä"), _("Mihin toinen valtuus kuuluu: yksi lyhyt virke."), length=300, required=False
    )
    outdated_note_fi, outdated_note_sv, outdated_note_en = paragraph(
        _("tieto on voinut vanhentua"),
        _("Mikä on voinut muuttua lähteen päivän jälkeen. Näytetään käyttäjälle."),
        required=False,
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="mandates",
        verbose_name=_("ehtojen lähde"),
        help_text=_("Sivu, josta valtuuden ehdot on luettu."),
    )
    checked_on = models.DateField(_("tarkistettu"), help_text=_("Milloin tiedot on viimeksi tarkistettu."))
    review_by = models.DateField(_("tarkista viimeistään"), help_text=_("Milloin tiedot pitää tarkistaa uudestaan."))

    label_field = "title_fi"

    class Meta(Row.Meta):
        verbose_name = _("valtuus")
        verbose_name_plural = _("valtuudet")
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
        verbose_name=_("tehtävä"),
        help_text=_("Tehtävä, jota varten valtuus tarvitaan."),
    )
    mandate = models.ForeignKey(
        Mandate,
        models.PROTECT,
        related_name="conditions",
        verbose_name=_("valtuus"),
        help_text=_("Valtuus, jonka tehtävä vaatii."),
    )
    every_type = models.BooleanField(
        _("kaikki organisaatiot"),
        default=False,
        help_text=_("Valitse joko tämä tai organisaatiotyypit, ei molempia."),
    )
    types = models.ManyToManyField(
        OrganisationType,
        blank=True,
        related_name="conditions",
        verbose_name=_("organisaatiotyypit"),
        help_text=_("Organisaatiot, joita ehto koskee. Ilman valintaa ehto ei koske ketään."),
    )
    prerequisites = models.ManyToManyField(
        Prerequisite,
        blank=True,
        related_name="conditions",
        verbose_name=_("edellytykset"),
        help_text=_("Kaikkien pitää täyttyä."),
    )
    prerequisite_note_fi, prerequisite_note_sv, prerequisite_note_en = line(
        _("mitä edellytys tässä koskee"),
        _("Näytetään edellytyksen vieressä, esimerkiksi mihin tietoihin oikeuden pitää ulottua."),
        length=300,
        required=False,
    )
    other_types_note_fi, other_types_note_sv, other_types_note_en = line(
        _("neuvo muille organisaatioille"),
        _("Näytetään, kun valtuutta ei tarvita organisaation takia."),
        length=300,
        required=False,
    )
    note = models.TextField(
        _("tulkinta"),
        blank=True,
        default="",
        max_length=2000,
        validators=PARAGRAPH_VALIDATORS,
        help_text=_("Miksi ehto on luettu lähteestä näin. Julkaistaan sisällön mukana."),
    )

    label_field = "slug"

    class Meta(Row.Meta):
        verbose_name = _("ehto")
        verbose_name_plural = _("ehdot")

    def __str__(self) -> str:
        return f"{self.task} → {self.mandate}" if self.task_id and self.mandate_id else self.slug


class Instruction(Row):
    """How to get the mandate, or what to check when the service does not open."""

    class Section(models.TextChoices):
        GRANTING = ruleset.Section.GRANTING, _("Näin saat valtuudet")
        TROUBLE = ruleset.Section.TROUBLE, _("Jos asiointi ei onnistu")
        NOTHING = ruleset.Section.NOTHING, _("En hoida mitään näistä")

    class Relation(models.TextChoices):
        OWN = ruleset.Relation.OWN, _("Oman organisaation työntekijälle")
        OTHER = ruleset.Relation.OTHER, _("Toisen organisaation työntekijälle")

    class Path(models.TextChoices):
        APPLICATION = ruleset.GrantPath.APPLICATION, _("Kun organisaatio hakee valtuutusoikeuden")
        SELF_SERVICE = ruleset.GrantPath.SELF_SERVICE, _("Kun organisaatio antaa valtuudet itse")

    section = models.CharField(
        _("kohta"), max_length=20, choices=Section.choices, help_text=_("Vastaussivun kohta, jossa ohje näytetään.")
    )
    relation = models.CharField(
        _("kenelle"),
        max_length=10,
        choices=Relation.choices,
        blank=True,
        default="",
        help_text=_("Tyhjä: kaikille."),
    )
    grant_path = models.CharField(
        _("valtuuttamisen tapa"),
        max_length=20,
        choices=Path.choices,
        blank=True,
        default="",
        help_text=_("Tyhjä: kummallakin tavalla."),
    )
    title_fi, title_sv, title_en = line(_("otsikko"), _("Mitä tehdään: muutama sana."))
    body_fi, body_sv, body_en = paragraph(
        _("ohje"), _("Lyhyitä virkkeitä sinä-muodossa. Tyhjä rivi erottaa kappaleet.")
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="instructions",
        verbose_name=_("lähde"),
        help_text=_("Sivu, josta ohje on luettu."),
    )
    checked_on = models.DateField(_("tarkistettu"), help_text=_("Milloin ohje on viimeksi tarkistettu."))
    review_by = models.DateField(_("tarkista viimeistään"), help_text=_("Milloin ohje pitää tarkistaa uudestaan."))

    label_field = "title_fi"

    class Meta(Row.Meta):
        verbose_name = _("ohje")
        verbose_name_plural = _("ohjeet")


class InfoSection(Row):
    """A heading and its text on one of the pages that the law asks for."""

    class Page(models.TextChoices):
        ACCESSIBILITY = ruleset.InfoPage.ACCESSIBILITY, _("Saavutettavuusseloste")
        PRIVACY = ruleset.InfoPage.PRIVACY, _("Tietosuoja")

    page = models.CharField(
        _("sivu"), max_length=30, choices=Page.choices, help_text=_("Sivu, jolla otsikko ja teksti näytetään.")
    )
    title_fi, title_sv, title_en = line(_("otsikko"), _("Mistä kohta kertoo: muutama sana."))
    body_fi, body_sv, body_en = paragraph(
        _("teksti"),
        _("Tyhjä rivi erottaa kappaleet. Rivi, jonka alussa on väliviiva ja välilyönti, on luettelon kohta."),
    )
    checked_on = models.DateField(_("tarkistettu"), help_text=_("Milloin kohta on viimeksi tarkistettu."))
    review_by = models.DateField(_("tarkista viimeistään"), help_text=_("Milloin kohta pitää tarkistaa uudestaan."))

    label_field = "title_fi"

    class Meta(Row.Meta):
        verbose_name = _("tietosivun kohta")
        verbose_name_plural = _("tietosivujen kohdat")


class ExpectedCase(Row):
    """A person's situation and the exact mandates that the answer must give; a failing one stops publishing."""

    situation = models.CharField(
        _("tilanne"),
        max_length=300,
        validators=[line_validator],
        help_text=_("Kuka, missä ja mitä tekee: Hyvinvointialueen sosiaalityöntekijä katsoo asiakkaiden etuustietoja."),
    )
    types = models.ManyToManyField(
        OrganisationType,
        related_name="cases",
        verbose_name=_("organisaatiotyypit"),
        help_text=_("Vastaus 1. kysymykseen."),
    )
    tasks = models.ManyToManyField(
        Task, related_name="cases", verbose_name=_("tehtävät"), help_text=_("Vastaus 2. kysymykseen.")
    )
    yes = models.ManyToManyField(
        Prerequisite,
        blank=True,
        related_name="cases_yes",
        verbose_name=_("edellytykset: kyllä"),
        help_text=_("Edellytykset, joihin on vastattu kyllä."),
    )
    no = models.ManyToManyField(
        Prerequisite,
        blank=True,
        related_name="cases_no",
        verbose_name=_("edellytykset: ei"),
        help_text=_("Edellytykset, joihin on vastattu ei."),
    )
    request = models.ManyToManyField(
        Mandate,
        blank=True,
        related_name="cases_request",
        verbose_name=_("pyydä"),
        help_text=_("Valtuudet tilassa Pyydä."),
    )
    confirm = models.ManyToManyField(
        Mandate,
        blank=True,
        related_name="cases_confirm",
        verbose_name=_("varmista ensin"),
        help_text=_("Valtuudet tilassa Varmista ensin."),
    )
    blocked = models.ManyToManyField(
        Mandate,
        blank=True,
        related_name="cases_blocked",
        verbose_name=_("ei vielä"),
        help_text=_("Valtuudet tilassa Ei vielä."),
    )
    covered = models.ManyToManyField(
        Mandate,
        blank=True,
        related_name="cases_covered",
        verbose_name=_("sisältyy toiseen"),
        help_text=_("Valtuudet tilassa Sisältyy toiseen."),
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="cases",
        verbose_name=_("lähde"),
        help_text=_("Sivu, johon odotettu vastaus perustuu."),
    )
    note = models.TextField(
        _("muistiinpano"),
        blank=True,
        default="",
        max_length=PARAGRAPH_LENGTH,
        validators=PARAGRAPH_VALIDATORS,
        help_text=_("Miksi vastauksen pitää olla tämä. Julkaistaan sisällön mukana."),
    )

    label_field = "situation"

    class Meta(Row.Meta):
        verbose_name = _("odotettu tapaus")
        verbose_name_plural = _("odotetut tapaukset")


class Fact(Row):
    """One fact of a source, beside the rows that carry it: what no row carries can be seen."""

    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="facts",
        verbose_name=_("lähde"),
        help_text=_("Sivu, jolla asia sanotaan."),
    )
    statement = models.CharField(
        _("asia"),
        max_length=300,
        validators=[line_validator],
        help_text=_("Mitä lähde sanoo: yksi asia omin sanoin."),
    )
    mandates = models.ManyToManyField(
        Mandate,
        blank=True,
        related_name="facts",
        verbose_name=_("valtuudet"),
        help_text=_("Valtuudet, joissa asia on mukana."),
    )
    conditions = models.ManyToManyField(
        Condition,
        blank=True,
        related_name="facts",
        verbose_name=_("ehdot"),
        help_text=_("Ehdot, joissa asia on mukana."),
    )
    note = models.TextField(
        _("muistiinpano"),
        blank=True,
        default="",
        max_length=PARAGRAPH_LENGTH,
        validators=PARAGRAPH_VALIDATORS,
        help_text=_("Miksi asiaa ei ole otettu mukaan, tai miten se on luettu. Julkaistaan sisällön mukana."),
    )

    label_field = "statement"

    class Meta(Row.Meta):
        verbose_name = _("lähteen asia")
        verbose_name_plural = _("lähteen asiat")


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications can be added and read, nothing else."""

    def live(self, now: datetime) -> Self:
        """Those that visitors may see, the one that they do see first."""
        return self.filter(live_from__lte=now).order_by("-live_from", "-number")

    def update(self, **kwargs: Any) -> NoReturn:
        raise ValidationError(_("Julkaisua ei voi muuttaa."))

    def delete(self) -> NoReturn:
        raise ValidationError(_("Julkaisua ei voi poistaa."))


class Publication(models.Model):
    """One frozen version of the whole content: what visitors read."""

    number = models.PositiveIntegerField(_("numero"), unique=True, editable=False)
    format = models.PositiveSmallIntegerField(_("muoto"), editable=False)
    published_at = models.DateTimeField(_("julkaistu"), auto_now_add=True)
    live_from = models.DateTimeField(
        _("näkyy alkaen"), default=timezone.now, help_text=_("Milloin kävijät alkavat nähdä julkaisun.")
    )
    editor = models.CharField(_("julkaisija"), max_length=150, editable=False)
    note = models.CharField(
        _("muistiinpano"), max_length=300, help_text=_("Mitä muuttui ja miksi. Näkyy julkaisujen luettelossa.")
    )
    sha256 = models.CharField(_("tiiviste"), max_length=64, editable=False)
    parent = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="child",
        verbose_name=_("edellinen"),
    )
    body = models.TextField(_("sisältö"), editable=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        verbose_name = _("julkaisu")
        verbose_name_plural = _("julkaisut")

    def __str__(self) -> str:
        return gettext("Julkaisu %(number)s") % {"number": self.number}

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValidationError(_("Julkaisua ei voi muuttaa."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ValidationError(_("Julkaisua ei voi poistaa."))


class Feedback(models.Model):
    """What somebody told of a page. Nothing says who it was or at what time of the day."""

    page = models.CharField(_("sivu"), max_length=120)
    language = models.CharField(_("kieli"), max_length=2)
    publication = models.PositiveIntegerField(_("julkaisu"))
    day = models.DateField(_("päivä"))
    helped = models.BooleanField(_("auttoi"), null=True)
    text = models.TextField(_("mikä jäi puuttumaan"), blank=True, default="")

    class Meta:
        ordering = ("-day", "-pk")
        verbose_name = _("palaute")
        verbose_name_plural = _("palautteet")

    def __str__(self) -> str:
        """Without the text: the admin's log keeps this of what is deleted."""
        return f"{self.page} {self.day:%-d.%-m.%Y}"


class OutcomeCount(models.Model):
    """How many times one outcome of the questionnaire was shown on one day."""

    publication = models.PositiveIntegerField(_("julkaisu"))
    day = models.DateField(_("päivä"))
    outcome = models.CharField(_("tulos"), max_length=60)
    count = models.PositiveIntegerField(_("näyttökertoja"), default=0)

    class Meta:
        ordering = ("-day", "outcome")
        constraints = (
            models.UniqueConstraint(fields=("publication", "day", "outcome"), name="mandates_outcome_counted_once"),
        )
        verbose_name = _("käyttö")
        verbose_name_plural = _("käyttö")

    def __str__(self) -> str:
        return f"{self.outcome} {self.day:%-d.%-m.%Y}"


class LinkCheck(models.Model):
    """What came of the last look at one outside page that the draft links to."""

    url = models.URLField(_("osoite"), max_length=500, unique=True)
    status = models.PositiveIntegerField(_("vastaus"))
    final_url = models.URLField(_("ohjaa osoitteeseen"), max_length=2000, blank=True, default="")
    fault = models.CharField(_("vika"), max_length=100, blank=True, default="")
    rows = models.TextField(_("rivit"))
    checked_at = models.DateTimeField(_("tarkistettu"))

    class Meta:
        ordering = ("url",)
        verbose_name = _("ulkoinen linkki")
        verbose_name_plural = _("ulkoiset linkit")

    def __str__(self) -> str:
        return self.url

    @property
    def works(self) -> bool:
        return 200 <= self.status < 300

    @property
    def outcome(self) -> str:
        return str(self.status) if self.status else gettext("ei vastausta (%(fault)s)") % {"fault": self.fault}
