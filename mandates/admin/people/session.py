"""The editors' session: how long it has left, and a form that was sent after it ended, kept through signing in."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import unquote_plus

from django.contrib import admin, messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from mandates.admin.frame.pages import page_response

EDITOR: Final = "_editor"
OF_EDITOR: Final = re.compile(rb"(?:^|&)_editor=([^&]*)")
KEPT: Final = "kept_forms"
SALT: Final = "mandates.admin.editor"
LONGEST: Final = 24 * 3600
LARGEST: Final = 1_000_000
MOST: Final = 3
RETURNED: Final = gettext_noop(
    "Istunto oli päättynyt, kun tallensit. Tekstisi ovat tällä sivulla, mutta niitä ei ole vielä tallennettu. Tallenna "
    "ne nyt."
)
CHOOSE_AGAIN: Final = gettext_noop("Istunto oli päättynyt, joten tiedostoa ei luettu. Valitse tiedosto uudestaan.")
SIGN_IN: Final = gettext_noop("Istunto on päättynyt. Kirjaudu, niin sivu palaa tekstiesi kanssa.")


@never_cache
def session_state(request: HttpRequest) -> HttpResponse:
    """How long the session has left from now on, whose it is, and the token that a page sends with its form."""
    if not admin.site.has_permission(request):
        return JsonResponse({"seconds": 0})
    seconds, editor = request.session.get_expiry_age(), str(request.user.pk)
    return JsonResponse({"seconds": seconds, "editor": editor, "token": get_token(request)})


def session(request: HttpRequest) -> HttpResponse:
    """Where who signs in beside a page of another tab comes to."""
    return page_response(request, "people/session", _("Istunto jatkuu"), None)


def signed_editor(request: HttpRequest) -> str:
    """Says in a form who opened it."""
    return signing.dumps(request.user.pk, salt=SALT)


def keep(request: HttpRequest) -> bool:
    """Keep a row's form that was sent without a session, or with an older one's token, for the editor who opened it.

    Only a form that a page of ours made for that editor is kept, a few at most, and the session ends them too.
    """
    fields = request.POST.copy()
    fields.pop("csrfmiddlewaretoken", None)
    editor = _editor_of(request.POST.get(EDITOR, ""))
    text = fields.urlencode()
    if editor is None or len(text) > LARGEST or request.user.pk not in (None, editor):
        return False
    kept: list[Any] = request.session.get(KEPT, [])
    request.session[KEPT] = [*kept, [editor, request.get_full_path(), text]][-MOST:]
    if request.user.pk is None:
        messages.info(request, gettext(SIGN_IN))
    return True


def take(request: HttpRequest) -> QueryDict | None:
    """The form kept for this page and this editor. It is then no longer kept, and nobody else's ever shows."""
    kept: list[Any] = request.session.get(KEPT, [])
    own = [each for each in kept if each[0] == request.user.pk]
    found = [text for _editor, path, text in own if path == request.get_full_path()]
    if kept and (found or own != kept):
        request.session[KEPT] = [each for each in own if each[1] != request.get_full_path()]
    return QueryDict(found[-1]) if found else None


def returned(request: HttpRequest, *, sent_with: str = "") -> QueryDict | None:
    """What was sent of this page when there was no session, with a word that nothing is saved yet.

    A file does not come back: without the field that is `sent_with` anything else, it is to be chosen again.
    """
    kept = take(request) if request.method != "POST" else None
    if kept is not None:
        lacks = sent_with and sent_with not in kept
        messages.warning(request, gettext(CHOOSE_AGAIN if lacks else RETURNED))
    return kept


def is_of_an_editor(body: bytes) -> bool:
    """Whether a form that is not read yet says for which editor a page of ours made it."""
    found = OF_EDITOR.search(body)
    return found is not None and _editor_of(unquote_plus(found[1].decode("ascii", "replace"))) is not None


def _editor_of(signed: str) -> int | None:
    try:
        editor = signing.loads(signed, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    return editor if isinstance(editor, int) else None
