"""Asking for the password again from somebody who is signed in: a screen that was left open must not be enough.

Five wrong ones end the session, so that whoever sits before it cannot go on guessing.
"""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mandates.door import record, throttle
from mandates.door.passwords import refuse_longer


class PasswordForm(forms.Form):
    """One's own password, before something that only its user may do."""

    password = forms.CharField(
        label=_("Salasanasi"),
        help_text=_("Kirjoita se uudestaan, jotta kukaan muu ei lopeta istuntoja koneeltasi."),
        strip=False,
        validators=[refuse_longer],
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.request = request

    def clean_password(self) -> str:
        given = str(self.cleaned_data["password"])
        refuse_wrong(self.request, given)
        return given


def refuse_wrong(request: HttpRequest, password: str) -> None:
    """Accept the password of whoever is signed in, and no other. The fifth wrong one in a quarter of an hour signs out.

    :raises ValidationError: when it is another.
    """
    user, session = request.user, throttle.by_session(request)
    if isinstance(user, User) and not throttle.is_locked(session) and user.check_password(password):
        return
    throttle.count(session)
    if throttle.is_locked(session):
        record.change(user, "Session ended after five wrong passwords", user)
        logout(request)
        messages.error(request, gettext("Salasana oli väärin viisi kertaa, joten istunto päättyi. Kirjaudu uudestaan."))
    raise ValidationError(gettext("Salasana on väärin. Isot ja pienet kirjaimet ovat eri merkkejä."), code="wrong")
