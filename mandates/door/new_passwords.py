"""The pages that set a password: what could not be typed at the door is refused before anything looks at it.

No `maxlength` on the fields: a browser would cut what is pasted, and nobody would know the password that was set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin.forms import AdminPasswordChangeForm as OwnForm
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordChangeView
from django.forms import Form, PasswordInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from mandates.door import again
from mandates.door.passwords import refuse_longer

if TYPE_CHECKING:
    AnothersForm = AdminPasswordChangeForm[User]
    NewForm = AdminUserCreationForm[User]
else:
    AnothersForm = AdminPasswordChangeForm
    NewForm = AdminUserCreationForm


class BoundedPasswords(Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, PasswordInput):
                field.validators.append(refuse_longer)


class OwnPasswordForm(BoundedPasswords, OwnForm):
    """One's own, with the old one, which cannot be guessed at here either."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        given = str(self.cleaned_data["old_password"])
        again.refuse_wrong(self.request, given)
        return given


class OwnPasswordView(PasswordChangeView):
    """Django's. Whoever has guessed too often is out, and comes to the sign-in page."""

    form_class = OwnPasswordForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def form_invalid(self, form: Any) -> HttpResponse:
        if not self.request.user.is_authenticated:
            return HttpResponseRedirect(reverse("admin:login"))
        return super().form_invalid(form)


class AnothersPasswordForm(BoundedPasswords, AnothersForm):
    """Somebody else's."""


class NewUserForm(BoundedPasswords, NewForm):
    """The first one of a user."""
