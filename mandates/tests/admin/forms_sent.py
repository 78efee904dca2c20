"""The admin's forms as a browser sends them, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import Group, User
from django.forms import BaseForm
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import reverse

from mandates import models


def url(model: str, page: str, *arguments: object) -> str:
    return reverse(f"admin:mandates_{model}_{page}", args=arguments)


def text(response: Any) -> str:
    return str(response.content.decode())


def sent(response: Any) -> dict[str, Any]:
    """What a browser would send back if the editor changed nothing on the page."""
    page = response.context_data
    pages: list[BaseForm] = [page["adminform"].form]
    for inline in page["inline_admin_formsets"]:
        pages += [inline.formset.management_form, *inline.formset.forms]
    return filled({field.html_name: _value(field.value()) for page in pages for field in page})


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """What a browser would send of these: of an empty choice, or of a box that is not ticked, nothing."""
    return {name: value for name, value in values.items() if value is not None}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [getattr(item, "pk", item) for item in value]
    return None if value is False else value


@contextmanager
def without_html() -> Iterator[None]:
    """Pages answer with all that they show, and write no HTML of it: where nobody reads that, it is most of the work.
    What a page shows is then in `context_data`.
    """
    with patch.object(TemplateResponse, "rendered_content", ""):
        yield


def as_opened(client: Client, address: str) -> dict[str, Any]:
    """What the page would send."""
    with without_html():
        return sent(client.get(address))


def page_of(client: Client, address: str) -> Any:
    """What a page of our own shows."""
    with without_html():
        response: Any = client.get(address)
    return response.context_data["page"]


def saved(client: Client, address: str, changes: dict[str, Any]) -> Any:
    """Open the page, change these fields and save."""
    return client.post(address, filled({**as_opened(client, address), **changes}))


def refused(client: Client, address: str, changes: dict[str, Any]) -> dict[str, list[str]]:
    """Open the page, change these fields and save: each field's sentences, none when it was saved."""
    with without_html():
        response = saved(client, address, changes)
    return wrong(response) if response.status_code == 200 else {}


def entered(client: Client, group: str) -> Client:
    """The client of a member of the staff in this group, or in none when there is no such."""
    user = User.objects.create_user(group.lower(), is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
    client.force_login(user)
    return client


def wrong(response: Any) -> dict[str, list[str]]:
    """Each field's sentences, of the form and its inlines."""
    page = response.context_data
    found: dict[str, list[str]] = dict(page["adminform"].form.errors)
    for inline in page["inline_admin_formsets"]:
        for form in inline.formset.forms:
            found |= {f"{form.prefix}-{name}": sentences for name, sentences in form.errors.items()}
    return found


def pk(model: type[models.Row], slug: str) -> int:
    key: int = model.objects.get(slug=slug).pk
    return key
