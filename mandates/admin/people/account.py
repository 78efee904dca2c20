"""What an editor sees to about their own account: open sessions and the second factor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import django_otp
from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.pages import page_response, signed_in
from mandates.door import passwords, proxy, record, second_factor, sessions
from mandates.door.again import PasswordForm
from mandates.door.second_factor import AnyDevice
from mandates.door.signing_in import has_shown_second_factor

SESSIONS: Final = _("Istunnot")
SECOND_FACTOR: Final = _("Toinen tunnistustapa")


@dataclass(frozen=True, slots=True)
class SessionsPage:
    """The form asks for the password again; nobody asks whom the proxy lets in, who has none here."""

    sessions: tuple[sessions.OpenSession, ...]
    of_everybody: bool
    form: PasswordForm | None

    @property
    def has_others(self) -> bool:
        return len(self.sessions) > 1


@dataclass(frozen=True, slots=True)
class SecondFactorPage:
    """The form takes a code: the first one, when there is something for the telephone to read; else a further one."""

    form: CodeForm
    is_compulsory: bool
    is_shown: bool
    codes_left: int
    picture: str = ""
    secret: str = ""


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Kertakäyttökoodi"),
        max_length=32,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


def owed(request: HttpRequest) -> str:
    """The name of the page that must be dealt with before any other; nothing when there is none."""
    user = request.user
    if not isinstance(user, User) or proxy.has_let_in(request):
        return ""
    if passwords.is_given_by_another(user):
        return "admin:password_change"
    if not has_shown_second_factor(request) and second_factor.is_compulsory(user):
        return "admin:second_factor"
    return ""


def open_sessions(request: HttpRequest) -> HttpResponse:
    """One's own sessions; a superuser sees everybody's. Each can be ended."""
    user = signed_in(request)
    whose = None if user.is_superuser else user
    form = None if proxy.has_let_in(request) else PasswordForm(request)
    if request.method == "POST" and (form is None or form.is_valid()):
        return _ended(request, user, whose)
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("admin:login"))
    page = SessionsPage(sessions.of(whose, request), whose is None, form)
    return page_response(request, "people/sessions", SESSIONS, page)


def _ended(request: HttpRequest, user: User, whose: User | None) -> HttpResponse:
    if "others" in request.POST:
        sessions.end_all(user, but=request.session.session_key)
        record.change(user, "Other sessions ended", user)
    elif name := sessions.end(request.POST.get("end", ""), whose):
        record.change(user, "Session ended", name)
    messages.success(request, gettext("Istunto on päättynyt."))
    return HttpResponseRedirect(reverse("admin:sessions"))


def second_factor_page(request: HttpRequest) -> HttpResponse:
    """Turn the second factor on, show it, or with a further code renew the recovery codes or turn it off."""
    user = signed_in(request)
    form = CodeForm(request.POST or None)
    is_on = second_factor.is_on(user)
    if form.is_valid():
        done = _further(request, user, form) if is_on else _first(request, user, form)
        if done is not None:
            return done
        form.add_error("code", gettext("Koodi ei kelpaa. Odota seuraavaa koodia ja yritä uudestaan."))
    offered = None if is_on else second_factor.offered(user)
    page = SecondFactorPage(
        form=form,
        is_compulsory=second_factor.is_compulsory(user),
        is_shown=has_shown_second_factor(request),
        codes_left=second_factor.codes_left(user),
        picture=second_factor.picture(offered) if offered else "",
        secret=second_factor.secret(offered) if offered else "",
    )
    return page_response(request, "people/second_factor", SECOND_FACTOR, page)


def _first(request: HttpRequest, user: User, form: CodeForm) -> HttpResponse | None:
    """The first code turns it on; whoever else is in as this user has shown no code and is put out."""
    device = second_factor.offered(user)
    codes = second_factor.confirm(device, form.cleaned_data["code"])
    if not codes:
        return None
    _shown(request, device)
    sessions.end_all(user, but=request.session.session_key)
    record.change(user, "Second factor turned on", user)
    return page_response(request, "people/recovery_codes", _("Palautuskoodit"), codes)


def _further(request: HttpRequest, user: User, form: CodeForm) -> HttpResponse | None:
    device = second_factor.verified(user, form.cleaned_data["code"])
    if device is None:
        return None
    _shown(request, device)
    if "codes" in request.POST:
        record.change(user, "Recovery codes renewed", user)
        return page_response(request, "people/recovery_codes", _("Palautuskoodit"), second_factor.recovery_codes(user))
    if "off" in request.POST and not second_factor.is_compulsory(user):
        second_factor.take_away(user)
        record.change(user, "Second factor turned off", user)
        return HttpResponseRedirect(reverse("admin:second_factor"))
    return HttpResponseRedirect(reverse("admin:index"))


def _shown(request: HttpRequest, device: AnyDevice) -> None:
    """This session has shown a code. It gets a new key, as at every step that opens more."""
    request.session.cycle_key()
    django_otp.login(request, device)
