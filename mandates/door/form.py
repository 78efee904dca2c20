"""The sign-in page: one form for name, password and code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from mandates.door.passwords import refuse_longer
from mandates.door.signing_in import RefusedError, sign_in


class SignInForm(AuthenticationForm):
    required_css_class = "required"

    code = forms.CharField(
        label=_("Kertakäyttökoodi"),
        help_text=_("Jos sinulla on toinen tunnistustapa: koodi puhelimesta tai palautuskoodi."),
        required=False,
        max_length=32,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused: RefusedError | None = None
        self.fields["password"].validators.append(refuse_longer)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if self.request is not None and given.get("username") and given.get("password") and "code" in given:
            try:
                self.user_cache = sign_in(self.request, given["username"], given["password"], given["code"].strip())
            except RefusedError as refused:
                self.refused = refused
                raise ValidationError(str(refused)) from refused
        return given


class SignInView(LoginView):
    """Django's, with the status that says why nobody came in."""

    authentication_form = SignInForm
    template_name = "admin/login.html"

    def form_invalid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        response: HttpResponse = super().form_invalid(form)
        if form.refused:
            response.status_code = form.refused.status
            if form.refused.wait:
                response["Retry-After"] = str(form.refused.wait)
        return response
