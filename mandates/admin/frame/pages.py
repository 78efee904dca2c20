"""What the editors' own pages share. A new one is its module, its template and its line in site.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from mandates.admin.frame.lists import ListAdmin
from mandates.models import Condition

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LARGE: Final = 2_000
"""From so many conditions on, publishing and importing may take more than two seconds."""
P = ParamSpec("P")
Made = Callable[Concatenate[HttpRequest, P], object]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def signed_in(request: HttpRequest) -> User:
    """Who is signed in: the site lets nobody else this far.

    :raises PermissionDenied: when it is nobody.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def editors_page(title: StrOrPromise, permission: str) -> Callable[[Made[P]], View[P]]:
    """Make a page of a function, for editors with the permission; others are refused.

    What the function returns is `page` in the template of its name, in the folder that its module has here. A response
    that it returns is sent as it is.
    """

    def page_of(make: Made[P]) -> View[P]:
        template = "/".join([*make.__module__.split(".")[2:-1], make.__name__])

        @wraps(make)
        def view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            page = make(request, *args, **kwargs)
            return page if isinstance(page, HttpResponse) else page_response(request, template, title, page)

        return permitted(permission)(view)

    return page_of


def permitted(permission: str) -> Callable[[View[P]], View[P]]:
    """Refuse those without the permission. That somebody is signed in, the site has seen to."""
    return permission_required(permission, raise_exception=True)


def page_response(request: HttpRequest, template: str, title: StrOrPromise, page: object) -> HttpResponse:
    """An editors' page with the frame of every page of the site; the template is one of `templates/admin/`."""
    context = {**admin.site.each_context(request), "title": title, "page": page, "is_large": is_large}
    return TemplateResponse(request, f"admin/{template}.html", context)


def is_large() -> bool:
    """Whether what works on the whole content takes its time. Only the pages that say so ask."""
    return Condition.objects.count() >= LARGE


def change_page(model: type[Model], pk: int | None) -> str:
    """The address of a row's page, empty when the draft has no such row."""
    return reverse(f"admin:mandates_{model._meta.model_name}_change", args=(pk,)) if pk else ""


def add_page(model: type[Model]) -> str:
    """The address on which a row of the model is added."""
    return reverse(f"admin:mandates_{model._meta.model_name}_add")


def kind(model: type[Model]) -> str:
    """What a row of the model is called where a sentence begins."""
    return capfirst(str(model._meta.verbose_name))


def resent(sent: Mapping[str, Any], changes: Mapping[str, str | list[str] | None]) -> QueryDict:
    """What was sent, with these values in place of its own; None takes the value away."""
    data = sent.copy() if isinstance(sent, QueryDict) else QueryDict(mutable=True)
    for name, value in changes.items():
        data.pop(name, None)
        if value is not None:
            data.setlist(name, value if isinstance(value, list) else [value])
    return data


class ReadOnlyAdmin(ListAdmin):
    """Rows that nobody edits here. What is allowed nevertheless, a subclass gives back."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
