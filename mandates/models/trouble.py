"""What editors write for those who cannot get on: symptoms, and their likely causes with the cures."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mandates.models.base import Row
from mandates.models.fields import line, paragraph
from mandates.models.rows import Service, Source
from mandates.rules import rows as frozen


class Symptom(Row):
    """What somebody sees who cannot get on."""

    name_fi, name_sv, name_en = line(
        _("oire"), _("Mitä ihminen näkee, hänen omin sanoin: Palvelu ei avaudu."), length=100
    )
    hint_fi, hint_sv, hint_en = line(
        _("tarkennus"), _("Yksi virke, josta ihminen tunnistaa oireen. Saa olla tyhjä."), required=False
    )

    class Meta(Row.Meta):
        verbose_name = _("oire")
        verbose_name_plural = _("oireet")


class Cause(Row):
    """A likely cause of some symptoms, how to tell, and what cures it."""

    class CauseKind(models.TextChoices):
        TYPE = frozen.CauseKind.TYPE, _("Väärä valtuuden tyyppi")
        LOOK_ALIKE = frozen.CauseKind.LOOK_ALIKE, _("Sekoittuva nimi: näytä palvelun näköisnimet")
        PREREQUISITE = frozen.CauseKind.PREREQUISITE, _("Edellytys puuttuu: näytä palvelun edellytykset")
        EXPIRED = frozen.CauseKind.EXPIRED, _("Valtuus on päättynyt")
        GRANTING = frozen.CauseKind.GRANTING, _("Valtuutusoikeus puuttuu")
        CONTRACT = frozen.CauseKind.CONTRACT, _("Sopimus puuttuu: näytä, mitä palvelu vaatii ennen käyttöä")
        OTHER = frozen.CauseKind.OTHER, _("Muu syy")

    symptoms = models.ManyToManyField(
        Symptom, related_name="causes", verbose_name=_("oireet"), help_text=_("Oireet, joiden syy tämä voi olla.")
    )
    services = models.ManyToManyField(
        Service,
        blank=True,
        related_name="causes",
        verbose_name=_("palvelut"),
        help_text=_("Palvelut, joissa syy on mahdollinen. Tyhjä: kaikissa."),
    )
    kind = models.CharField(
        _("syyn laji"),
        max_length=20,
        choices=CauseKind.choices,
        default=CauseKind.OTHER,
        help_text=_("Laji ratkaisee, mitä palvelun omista tiedoista syyn vieressä näytetään."),
    )
    name_fi, name_sv, name_en = line(_("syy"), _("Mikä on vialla: lyhyt lause."), length=100)
    sign_fi, sign_sv, sign_en = paragraph(_("näin tunnistat"), _("Mistä ihminen näkee, onko syy tämä."))
    cure_fi, cure_sv, cure_en = paragraph(_("näin korjaat"), _("Mitä ihminen tekee: lyhyitä virkkeitä sinä-muodossa."))
    message_fi, message_sv, message_en = paragraph(
        _("viesti"),
        _("Valmis viesti sille, joka voi korjata asian, ilman tervehdystä. Tyhjä: neuvo johtaa kysymyksiin."),
        required=False,
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="causes",
        verbose_name=_("lähde"),
        help_text=_("Sivu, johon syy ja korjaus perustuvat."),
    )
    checked_on = models.DateField(_("tarkistettu"), help_text=_("Milloin kohta on viimeksi tarkistettu."))
    review_by = models.DateField(_("tarkista viimeistään"), help_text=_("Milloin kohta pitää tarkistaa uudestaan."))

    class Meta(Row.Meta):
        verbose_name = _("syy")
        verbose_name_plural = _("syyt")
