"""Sources, services, and what the questions offer: organisation types, tasks, prerequisites."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mandates.models.base import AddressedRow, Row
from mandates.models.fields import address, line, paragraph, partial_date
from mandates.rules import rows as frozen

RESERVED: Final = format_lazy(_("{slug} on varattu vastaukselle En hoida mitään näistä."), slug=frozen.NONE_OF_THESE)


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
    before_use_fi, before_use_sv, before_use_en = paragraph(
        _("ennen ensimmäistä käyttöä"),
        _("Mitä palvelu vaatii valtuuden lisäksi: sopimus, ajan tasalla olevat tiedot. Näytetään vastauksessa."),
        required=False,
    )
    before_use_source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("sen lähde"),
        help_text=_("Sivu, josta edellinen on luettu."),
    )

    class Meta(Row.Meta):
        verbose_name = _("palvelu")
        verbose_name_plural = _("palvelut")


class Sector(Row):
    """A heading of organisation types that belong together."""

    name_fi, name_sv, name_en = line(_("nimi"), _("Otsikko, jonka alla organisaatiot näytetään."))

    class Meta(Row.Meta):
        verbose_name = _("organisaatioryhmä")
        verbose_name_plural = _("organisaatioryhmät")


class OrganisationType(AddressedRow):
    """An answer to the first question: whose matters the user looks after."""

    class GrantPath(models.TextChoices):
        APPLICATION = frozen.GrantPath.APPLICATION, _("Hakemuksella (DVV)")
        SELF_SERVICE = frozen.GrantPath.SELF_SERVICE, _("Itse Suomi.fi-valtuuksissa")
        MIXED = frozen.GrantPath.MIXED, _("Kummallakin tavalla")

    sector = models.ForeignKey(
        Sector,
        models.PROTECT,
        related_name="types",
        verbose_name=_("organisaatioryhmä"),
        help_text=_("Otsikko, jonka alla vastaus näytetään."),
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
                condition=~Q(slug=frozen.NONE_OF_THESE),
                violation_error_message=RESERVED,
            ),
        )

    def clean(self) -> None:
        """Say at the field what the constraint would say of the whole row."""
        super().clean()
        if self.slug == frozen.NONE_OF_THESE:
            raise ValidationError({"slug": RESERVED})


class Prerequisite(AddressedRow):
    """What must hold, besides the mandate, before the service opens."""

    name_fi, name_sv, name_en = line(_("nimi"), _("Edellytys muutamalla sanalla: Lakiin perustuva tiedonsaantioikeus."))
    question_fi, question_sv, question_en = line(_("kysymys"), _("Kysymys, johon vastataan kyllä tai ei."), length=300)
    if_no_fi, if_no_sv, if_no_en = paragraph(
        _("jos ei"), _("Mitä käyttäjä tekee, kun edellytys ei täyty, ja keneltä kysyy.")
    )
    if_unknown_fi, if_unknown_sv, if_unknown_en = paragraph(_("jos ei tiedä"), _("Miten käyttäjä saa asian selville."))
    contact_email = models.EmailField(
        _("yhteystieto"),
        blank=True,
        default="",
        help_text=_("Sähköpostiosoite, johon käyttäjä kirjoittaa, kun edellytys ei täyty."),
    )

    class Meta(Row.Meta):
        verbose_name = _("edellytys")
        verbose_name_plural = _("edellytykset")
