"""What editors write for visitors besides the rules: instructions, and the pages that the law asks for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mandates.models.base import Row
from mandates.models.fields import line, paragraph
from mandates.models.rows import Source
from mandates.rules import rows as frozen


class Instruction(Row):
    """How to get the mandate, or what to check when the service does not open."""

    class Section(models.TextChoices):
        GRANTING = frozen.Section.GRANTING, _("Näin saat valtuudet")
        TROUBLE = frozen.Section.TROUBLE, _("Jos asiointi ei onnistu")
        NOTHING = frozen.Section.NOTHING, _("En hoida mitään näistä")

    class Relation(models.TextChoices):
        OWN = frozen.Relation.OWN, _("Oman organisaation työntekijälle")
        OTHER = frozen.Relation.OTHER, _("Toisen organisaation työntekijälle")

    class Path(models.TextChoices):
        APPLICATION = frozen.GrantPath.APPLICATION, _("Kun organisaatio hakee valtuutusoikeuden")
        SELF_SERVICE = frozen.GrantPath.SELF_SERVICE, _("Kun organisaatio antaa valtuudet itse")

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

    class InfoPage(models.TextChoices):
        ACCESSIBILITY = frozen.InfoPage.ACCESSIBILITY, _("Saavutettavuusseloste")
        PRIVACY = frozen.InfoPage.PRIVACY, _("Tietosuoja")

    page = models.CharField(
        _("sivu"), max_length=30, choices=InfoPage.choices, help_text=_("Sivu, jolla otsikko ja teksti näytetään.")
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
