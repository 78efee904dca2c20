"""From the publish page's error: a published row that somebody deleted comes back, out of use."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST

from mandates.admin.frame.pages import change_page, kind, permitted
from mandates.admin.frame.problems import COLLISION, NOT_THERE, linked
from mandates.content import bringing_back, composing, documents, history
from mandates.publishing.standing import Standing
from mandates.rules.rows import Kind

BACK: Final = gettext_noop("%(kind)s ”%(row)s” on taas luonnoksessa, poistettuna käytöstä.")
NOT_BACK: Final = gettext_noop("Riviä ei voi palauttaa: %(problem)s")
THERE: Final = gettext_noop("Rivi on jo luonnoksessa, tai sitä ei ole julkaistu.")


@require_POST
@permitted("mandates.add_publication")
def bring_back(request: HttpRequest, model: str, number: int) -> HttpResponse:
    key = (model, number)
    if model not in set(Kind) or not request.user.has_perm(f"mandates.add_{model}"):
        raise PermissionDenied
    rows = composing.rows_of(documents.export())
    kept = Standing.read().given().kept_in(rows)
    if key in rows or key not in kept:
        messages.error(request, gettext(NOT_BACK) % {"problem": gettext(THERE)})
    else:
        _bring(request, kept, key)
    return HttpResponseRedirect(reverse("admin:mandates_publication_add"))


def _bring(request: HttpRequest, kept: composing.RowsById, key: composing.RowId) -> None:
    try:
        with transaction.atomic(), history.recording(request.user.pk, gettext("Palautettu julkaisusta.")):
            row = bringing_back.bring_back(kept, key)
    except ValidationError as error:
        messages.error(request, gettext(NOT_BACK) % {"problem": " ".join(error.messages)})
        return
    except LookupError as error:
        problem = gettext(NOT_THERE) % {"slug": error.args[0]}
        messages.error(request, gettext(NOT_BACK) % {"problem": problem})
        return
    except IntegrityError:
        messages.error(request, gettext(COLLISION))
        return
    text = gettext(BACK) % {"kind": kind(type(row)), "row": row}
    messages.success(request, linked(change_page(type(row), row.pk), text))
