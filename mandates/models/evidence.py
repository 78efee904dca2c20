"""What holds the rules against their sources: expected cases and facts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mandates.models.base import Row
from mandates.models.fields import PARAGRAPH_LENGTH, PARAGRAPH_VALIDATORS, line_validator
from mandates.models.mandates import Condition, Mandate
from mandates.models.rows import OrganisationType, Prerequisite, Source, Task


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
