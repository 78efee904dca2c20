"""The forms of publishing: the draft, an older publication again, another time, and two to compare."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates.models import Publication
from mandates.publishing import clock
from mandates.publishing.clock import day_and_time
from mandates.publishing.publish import PAST

if TYPE_CHECKING:
    PublicationFormBase = forms.ModelForm[Publication]
    PublicationChoiceBase = forms.ModelChoiceField[Publication]
else:
    PublicationFormBase = forms.ModelForm
    PublicationChoiceBase = forms.ModelChoiceField

LONGEST_NOTE: Final = 80
READABLE: Final = Publication.objects.defer("body").filter(pruned__isnull=True)
CONFIRM: Final = gettext_noop(
    "Muutos on suuri. Vahvista, että olet lukenut sen: kirjoita muuttuvien tilanteiden määrä, %(number)s."
)


CLOCKS_TURN: Final = gettext_noop(
    "Kelloja siirretään silloin, joten tätä aikaa ei ole tai se on kahdesti. Valitse aika ennen siirtoa tai sen "
    "jälkeen."
)


class ComingTimeField(forms.DateTimeField):
    """From when visitors see a publication: a time to come, by the clock that publications go by."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def clean(self, value: Any) -> datetime | None:
        try:
            chosen: datetime | None = super().clean(value)
        except forms.ValidationError as error:
            raise forms.ValidationError(gettext(CLOCKS_TURN)) if error.code == "ambiguous_timezone" else error from None
        if chosen is not None and chosen <= clock.now():
            raise forms.ValidationError(gettext(PAST))
        return chosen


class PublishForm(PublicationFormBase):
    """Publish the draft, or an older publication again.

    `seen` is what the page showed; `changed` is the number to type when much changes, None when none is asked for.
    While a publication waits (`waits`) there is no third time to give.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    live_from = ComingTimeField(
        label=_("Näkyy alkaen"),
        required=False,
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

    live_from = ComingTimeField(label=_("Näkyy alkaen"), help_text=_("Aika on Suomen aikaa."))


class ChosenPublication(PublicationChoiceBase):
    """A publication by its number, the day from which visitors see it and its note."""

    def label_from_instance(self, obj: Publication) -> str:
        return f"{obj}, {day_and_time(obj.seen_from or obj.published_at)}: {Truncator(obj.note).chars(LONGEST_NOTE)}"


class CompareForm(forms.Form):
    """Two publications to set side by side."""

    vanha = ChosenPublication(READABLE, label=_("Vanhempi"))
    uusi = ChosenPublication(READABLE, label=_("Uudempi"))
