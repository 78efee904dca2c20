"""The session wizard as its documentation shows it, and an answer from the same tables with prefetched relations."""

from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from formtools.wizard.views import SessionWizardView

from bench.peer import forms
from mandates.models import Condition, Instruction, Mandate


def start(request: HttpRequest) -> HttpResponse:
    return render(request, "peer/start.html")


class Questionnaire(SessionWizardView):  # type: ignore[misc]  # formtools has no types
    form_list = [
        ("organisaatio", forms.Organisations),
        ("tehtavat", forms.Tasks),
        ("suhde", forms.Relation),
        ("edellytykset", forms.Prerequisites),
    ]
    template_name = "peer/question.html"

    def get_form_kwargs(self, step: str | None = None) -> dict[str, Any]:
        if step == "tehtavat":
            return {"types": self.get_cleaned_data_for_step("organisaatio")["organisaatio"]}
        if step == "edellytykset":
            return {"tasks": self.get_cleaned_data_for_step("tehtavat")["tehtava"]}
        return {}

    def done(self, form_list: Any, **kwargs: Any) -> HttpResponse:
        given = self.get_all_cleaned_data()
        held = set(given["kylla"])
        conditions = (
            Condition.objects.filter(Q(types__in=given["organisaatio"]) | Q(every_type=True), task__in=given["tehtava"])
            .distinct()
            .select_related("task")
            .prefetch_related("prerequisites")
        )
        mandates = (
            Mandate.objects.filter(conditions__in=conditions)
            .distinct()
            .select_related("source")
            .prefetch_related("services", "includes", Prefetch("conditions", conditions, to_attr="applying"))
        )
        included = {narrow.pk for mandate in mandates for narrow in mandate.includes.all()}
        cards = [
            {
                "mandate": mandate,
                "missing": {need for each in mandate.applying for need in each.prerequisites.all()} - held,
            }
            for mandate in mandates
            if mandate.pk not in included
        ]
        others = Mandate.objects.exclude(pk__in=[mandate.pk for mandate in mandates])
        return render(
            self.request,
            "peer/result.html",
            {
                "cards": cards,
                "others": others,
                "steps": Instruction.objects.select_related("source"),
                "given": given,
            },
        )
