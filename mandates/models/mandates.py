"""Mandates and the conditions that call for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mandates.models.base import AddressedRow, Row
from mandates.models.fields import (
    PARAGRAPH_LENGTH,
    PARAGRAPH_VALIDATORS,
    labelled,
    line,
    line_validator,
    paragraph,
    partial_date,
)
from mandates.models.rows import OrganisationType, Prerequisite, Service, Source, Task
from mandates.rules import texts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class NameState(models.TextChoices):
    CONFIRMED = texts.NameState.CONFIRMED, _("Vahvistettu")
    OLD = texts.NameState.OLD, _("Vanha: nimi on voinut muuttua")
    SEEN = texts.NameState.SEEN, _("Nähty valtuusrekisterin otteessa")
    UNCONFIRMED = texts.NameState.UNCONFIRMED, _("Vahvistamaton")


def name_states() -> tuple[models.CharField[str, str], ...]:
    return tuple(
        models.CharField(
            labelled(_("nimen tila"), language),
            max_length=20,
            choices=NameState.choices,
            default=NameState.UNCONFIRMED,
            help_text=_("Vahvistettu vain, kun nimi on nähty virallisella sivulla juuri tällä kielellä."),
        )
        for language in texts.LANGUAGES
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
        for language in texts.LANGUAGES
    )


def name_dates() -> tuple[models.CharField[str, str], ...]:
    return tuple(
        partial_date(labelled(_("nimi tarkistettu"), language), _("Milloin nimen tila on viimeksi tarkistettu."))
        for language in texts.LANGUAGES
    )


def name_and_state(language: str) -> StrOrPromise:
    return format_lazy(
        _(
            "Nimi ja sen tila eivät sovi yhteen ({language}): "
            "vahvistamattomalla ei ole nimeä eikä lähdettä, muilla on molemmat."
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
        _("Valtuusasian nimi täsmälleen. Jätä tyhjäksi, jos nimeä ei ole nähty missään."),
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
    register_uri = models.CharField(
        _("tunniste valtuusrekisterissä"),
        max_length=300,
        blank=True,
        default="",
        validators=[line_validator],
        help_text=_("Sellaisena kuin se on Suomi.fi-valtuusrekisterissä. Jätä tyhjäksi, jos et tiedä sitä."),
    )
    outdated_note_fi, outdated_note_sv, outdated_note_en = paragraph(
        _("tieto on voinut vanhentua"),
        _("Mikä on voinut muuttua lähteen päivän jälkeen. Näytetään käyttäjälle."),
        required=False,
    )
    ask_email = models.EmailField(
        _("mistä voi kysyä"),
        blank=True,
        default="",
        help_text=_("Sähköpostiosoite, johon käyttäjä kirjoittaa, kun tieto on voinut vanhentua."),
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
    official = frozenset({"name", "name_dated", "category"})

    class Meta(Row.Meta):
        verbose_name = _("valtuus")
        verbose_name_plural = _("valtuudet")
        constraints = tuple(name_constraint(language) for language in texts.LANGUAGES)

    def clean(self) -> None:
        """Say at the field what the constraints would say of the whole row."""
        super().clean()
        wrong = [language for language in texts.LANGUAGES if not self._name_fits(language)]
        if wrong:
            raise ValidationError({f"name_state_{language}": name_and_state(language) for language in wrong})

    def _name_fits(self, language: str) -> bool:
        confirmed_once: bool = getattr(self, f"name_state_{language}") != NameState.UNCONFIRMED
        has_source: bool = getattr(self, f"name_source_{language}_id") is not None
        return bool(getattr(self, f"name_{language}")) == has_source == confirmed_once


class LookAlike(Row):
    """Another mandate theme that is easily chosen in place of one of ours."""

    mandate = models.ForeignKey(
        Mandate,
        models.PROTECT,
        related_name="look_alikes",
        verbose_name=_("valtuus"),
        help_text=_("Valtuus, jonka sijasta toinen valitaan vahingossa."),
    )
    name_fi, name_sv, name_en = line(
        _("toisen valtuusasian nimi"), _("Tarkka nimi, jota ei pidä valita, niillä kielillä, joilla se tiedetään.")
    )
    note_fi, note_sv, note_en = line(
        _("miksi ei sitä"), _("Mihin toinen valtuus kuuluu: yksi lyhyt virke."), length=300
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="look_alikes",
        verbose_name=_("lähde"),
        help_text=_("Sivu, jolla toinen valtuusasia on nähty."),
    )

    official = frozenset({"name"})

    class Meta(Row.Meta):
        verbose_name = _("näköisnimi")
        verbose_name_plural = _("näköisnimet")


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
        max_length=PARAGRAPH_LENGTH,
        validators=PARAGRAPH_VALIDATORS,
        help_text=_("Miksi ehto on luettu lähteestä näin. Julkaistaan sisällön mukana."),
    )

    label_field = "slug"

    class Meta(Row.Meta):
        verbose_name = _("ehto")
        verbose_name_plural = _("ehdot")

    def __str__(self) -> str:
        return f"{self.task} → {self.mandate}" if self.task_id and self.mandate_id else self.slug
