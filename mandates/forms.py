"""The admin's forms: what a row must fulfil that its columns alone cannot say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms

from mandates import integrity
from mandates.models import Condition, Mandate, Publication

if TYPE_CHECKING:
    ConditionFormBase = forms.ModelForm[Condition]
    MandateFormBase = forms.ModelForm[Mandate]
    PublicationFormBase = forms.ModelForm[Publication]
else:
    ConditionFormBase = MandateFormBase = PublicationFormBase = forms.ModelForm

FOR_NOBODY: Final = "Valitse ainakin yksi organisaatiotyyppi, tai valitse kaikki organisaatiot."
FOR_BOTH: Final = "Valitse joko kaikki organisaatiot tai organisaatiotyypit, ei molempia."
INCLUDES_ITSELF: Final = "Valtuus ei voi sisältää itseään, suoraan tai toisen valtuuden kautta."


class ParagraphField(forms.CharField):
    """Text of many lines with the line breaks of the content document: browsers send CR and LF."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class ConditionForm(ConditionFormBase):
    """A condition holds for named types or for everybody. It takes its slug from its task."""

    class Meta:
        model = Condition
        exclude: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and self.instance._state.adding:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "Jätä tyhjäksi, niin tunniste tulee tehtävän tunnisteesta."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "types" in cleaned and cleaned.get("every_type") and cleaned["types"]:
            self.add_error("every_type", FOR_BOTH)
        elif "types" in cleaned and not cleaned.get("every_type") and not cleaned["types"]:
            self.add_error("types", FOR_NOBODY)
        return cleaned

    def save(self, commit: bool = True) -> Condition:
        # Here, not in clean(): two new conditions of one page must get two slugs.
        if not self.instance.slug:
            self.instance.slug = free_slug(self.instance.task.slug)
        return super().save(commit)


def free_slug(wanted: str) -> str:
    """The wanted slug, or the first of wanted-2, wanted-3 … that no condition has."""
    longest = Condition._meta.get_field("slug").max_length or len(wanted)
    candidate, count = wanted, 1
    while Condition.objects.filter(slug=candidate).exists():
        count += 1
        end = f"-{count}"
        candidate = wanted[: longest - len(end)].rstrip("-") + end
    return candidate


class MandateForm(MandateFormBase):
    class Meta:
        model = Mandate
        exclude: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and self._includes_itself(cleaned.get("includes") or ()):
            self.add_error("includes", INCLUDES_ITSELF)
        return cleaned

    def _includes_itself(self, narrower: Any) -> bool:
        includes: dict[str, list[str]] = {}
        for broad, narrow in Mandate.includes.through.objects.values_list("from_mandate_id", "to_mandate_id"):
            includes.setdefault(str(broad), []).append(str(narrow))
        own = str(self.instance.pk)
        includes[own] = [str(mandate.pk) for mandate in narrower]
        return own in integrity.cycles(includes)


class PublishForm(PublicationFormBase):
    class Meta:
        model = Publication
        fields = ("note",)
        widgets = {"note": forms.TextInput(attrs={"class": "vTextField", "size": 80})}
