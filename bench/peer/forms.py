"""One form a question, with choices from the database at each request."""

from collections.abc import Iterable
from typing import Any

from django import forms

from mandates.models import OrganisationType, Prerequisite, Task

RELATIONS = (("oma", "Oma työnantajani"), ("toinen", "Toinen organisaatio"))


class Organisations(forms.Form):
    organisaatio = forms.ModelMultipleChoiceField(
        OrganisationType.objects.filter(retired=False), to_field_name="slug", widget=forms.CheckboxSelectMultiple
    )


class Tasks(forms.Form):
    tehtava = forms.ModelMultipleChoiceField(
        Task.objects.none(), to_field_name="slug", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, types: Iterable[OrganisationType] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tasks = Task.objects.filter(retired=False)
        own = tasks.filter(conditions__types__in=types) | tasks.filter(conditions__every_type=True)
        self.fields["tehtava"].queryset = own.distinct().select_related("service__group")  # type: ignore[attr-defined]  # it is one of choices


class Relation(forms.Form):
    suhde = forms.ChoiceField(choices=RELATIONS, widget=forms.RadioSelect)


class Prerequisites(forms.Form):
    kylla = forms.ModelMultipleChoiceField(
        Prerequisite.objects.none(), to_field_name="slug", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, tasks: Iterable[Task] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = Prerequisite.objects.filter(conditions__task__in=tasks, retired=False)
        self.fields["kylla"].queryset = wanted.distinct()  # type: ignore[attr-defined]  # as above
