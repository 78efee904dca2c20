"""The admin's forms: what a row must fulfil that its columns alone cannot say."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates.admin.versions import VersionedForm
from mandates.checks import integrity
from mandates.models import Condition, ExpectedCase, LookAlike, Mandate, Publication, Row
from mandates.publishing import clock
from mandates.publishing.clock import day_and_time
from mandates.publishing.publish import PAST

if TYPE_CHECKING:
    PublicationFormBase = forms.ModelForm[Publication]
    PublicationChoiceBase = forms.ModelChoiceField[Publication]
else:
    PublicationFormBase = forms.ModelForm
    PublicationChoiceBase = forms.ModelChoiceField

FOR_NOBODY: Final = gettext_noop("Valitse ainakin yksi organisaatiotyyppi, tai valitse kaikki organisaatiot.")
FOR_BOTH: Final = gettext_noop("Valitse joko kaikki organisaatiot tai organisaatiotyypit, ei molempia.")
LONGEST_NOTE: Final = 80
ANSWERS: Final = ("yes", "no")
STATES: Final = ("request", "confirm", "blocked", "covered")
ANSWERED_TWICE: Final = gettext_noop("Samaan edellytykseen voi vastata vain kerran.")
EXPECTED_TWICE: Final = gettext_noop("Sama valtuus voi olla vain yhdessä tilassa.")
INCLUDES_ITSELF: Final = gettext_noop("Valtuus ei voi sisältää itseään, suoraan tai toisen valtuuden kautta.")
READABLE: Final = Publication.objects.defer("body").filter(pruned__isnull=True)
CONFIRM: Final = gettext_noop(
    "Muutos on suuri. Vahvista, että olet lukenut sen: kirjoita muuttuvien tilanteiden määrä, %(number)s."
)


class ParagraphField(forms.CharField):
    """Text of many lines with the line breaks of the content document: browsers send CR and LF."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class ConditionForm(VersionedForm):
    """A condition holds for named types or for everybody. It takes its slug from its task."""

    class Meta:
        model = Condition
        exclude: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and self.instance._state.adding:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = gettext("Jätä tyhjäksi, niin tunniste tulee tehtävän tunnisteesta.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "types" in cleaned and cleaned.get("every_type") and cleaned["types"]:
            self.add_error("every_type", gettext(FOR_BOTH))
        elif "types" in cleaned and not cleaned.get("every_type") and not cleaned["types"]:
            self.add_error("types", gettext(FOR_NOBODY))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        # Here, not in clean(): two new conditions of one page must get two slugs.
        if isinstance(self.instance, Condition) and not self.instance.slug:
            self.instance.slug = free_slug(Condition, self.instance.task.slug)
        return super().save(commit)


class LookAlikeForm(VersionedForm):
    """A look-alike of its mandate's page takes its slug from its name."""

    class Meta:
        model = LookAlike
        exclude: tuple[str, ...] = ()

    def save(self, commit: bool = True) -> Any:
        if isinstance(self.instance, LookAlike) and not self.instance.slug:
            self.instance.slug = free_slug(LookAlike, slugify(self.instance.name_fi))
        return super().save(commit)


def free_slug(model: type[Row], named: str) -> str:
    """The wanted slug, as long as its column, or the first of wanted-2, wanted-3 … that no row has."""
    longest = model._meta.get_field("slug").max_length or len(named)
    wanted = named[:longest].rstrip("-") or str(model._meta.model_name)
    candidate, count = wanted, 1
    while model._default_manager.filter(slug=candidate).exists():
        count += 1
        end = f"-{count}"
        candidate = wanted[: longest - len(end)].rstrip("-") + end
    return candidate


class MandateForm(VersionedForm):
    class Meta:
        model = Mandate
        exclude: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and self._includes_itself(cleaned.get("includes") or ()):
            self.add_error("includes", gettext(INCLUDES_ITSELF))
        return cleaned

    def _includes_itself(self, narrower: Any) -> bool:
        includes: dict[str, list[str]] = {}
        for broad, narrow in Mandate.includes.through.objects.values_list("from_mandate_id", "to_mandate_id"):
            includes.setdefault(str(broad), []).append(str(narrow))
        own = str(self.instance.pk)
        includes[own] = [str(mandate.pk) for mandate in narrower]
        return own in integrity.cycles(includes)


class CaseForm(VersionedForm):
    """A prerequisite is answered once, and a mandate is expected in one state."""

    class Meta:
        model = ExpectedCase
        exclude: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for names, sentence in ((ANSWERS, ANSWERED_TWICE), (STATES, EXPECTED_TWICE)):
            seen: set[Any] = set()
            for name in names:
                rows = set(cleaned.get(name) or ())
                if rows & seen:
                    self.add_error(name, gettext(sentence))
                seen |= rows
        return cleaned


class PublishForm(PublicationFormBase):
    """Publish the draft, or an older publication again.

    `seen` is what the page showed; `changed` is the number to type when much changes, None when none is asked for.
    While a publication waits (`waits`) there is no third time to give.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    live_from = forms.DateTimeField(
        label=_("Näkyy alkaen"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Jätä tyhjäksi, niin kävijät näkevät julkaisun minuutin kuluessa. Aika on Suomen aikaa."),
    )
    confirmed = forms.IntegerField(required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 8}))

    class Meta:
        model = Publication
        fields = ("note", "live_from")
        widgets = {"note": forms.TextInput(attrs={"class": "vTextField", "size": 80})}

    def __init__(self, *args: Any, changed: int | None = None, waits: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changed = changed
        if waits:
            del self.fields["live_from"]
        if changed is None:
            del self.fields["confirmed"]
        else:
            field, values = self.fields["confirmed"], {"number": changed}
            field.label = gettext("Kirjoita %(number)s") % values
            field.help_text = gettext(CONFIRM) % values

    def clean_live_from(self) -> datetime | None:
        chosen: datetime | None = self.cleaned_data["live_from"]
        if chosen is not None and chosen <= clock.now():
            raise forms.ValidationError(gettext(PAST))
        return chosen

    def clean_confirmed(self) -> int | None:
        typed: int | None = self.cleaned_data["confirmed"]
        if typed != self.changed:
            raise forms.ValidationError(
                gettext("Kirjoita muuttuvien tilanteiden määrä: %(number)s.") % {"number": self.changed}
            )
        return typed


class PublishAgainForm(PublishForm):
    """As publishing the draft; the draft can be set back too."""

    restore = forms.BooleanField(
        label=_("Palauta myös luonnos"),
        required=False,
        help_text=_("Luonnoksen rivit palaavat tämän julkaisun mukaisiksi. Julkaisemattomat muutokset katoavat."),
    )


class TimeForm(forms.Form):
    """Another time for a publication that waits."""

    live_from = forms.DateTimeField(
        label=_("Näkyy alkaen"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Aika on Suomen aikaa."),
    )

    def clean_live_from(self) -> datetime:
        chosen: datetime = self.cleaned_data["live_from"]
        if chosen <= clock.now():
            raise forms.ValidationError(gettext(PAST))
        return chosen


class ChosenPublication(PublicationChoiceBase):
    """A publication by its number, the day from which visitors see it and its note."""

    def label_from_instance(self, obj: Publication) -> str:
        return f"{obj}, {day_and_time(obj.seen_from or obj.published_at)}: {Truncator(obj.note).chars(LONGEST_NOTE)}"


class CompareForm(forms.Form):
    """Two publications to set side by side."""

    vanha = ChosenPublication(READABLE, label=_("Vanhempi"))
    uusi = ChosenPublication(READABLE, label=_("Uudempi"))
