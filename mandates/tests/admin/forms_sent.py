"""The admin's forms as a browser sends them, for tests."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.test import Client
from django.urls import reverse

from mandates import models


def url(model: str, page: str, *arguments: object) -> str:
    return reverse(f"admin:mandates_{model}_{page}", args=arguments)


def text(response: Any) -> str:
    return str(response.content.decode())


def sent(response: Any) -> dict[str, Any]:
    """What a browser would send back if the editor changed nothing on the page."""
    pages: list[BaseForm] = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        pages += [inline.formset.management_form, *inline.formset.forms]
    return {field.html_name: _value(field.value()) for page in pages for field in page}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [getattr(item, "pk", item) for item in value]
    return None if value is False else value


def saved(client: Client, address: str, changes: dict[str, Any]) -> Any:
    """Open the page, change these fields and save."""
    data = {**sent(client.get(address)), **changes}
    return client.post(address, {name: value for name, value in data.items() if value is not None})


def wrong(response: Any) -> dict[str, list[str]]:
    """Each field's sentences, of the form and its inlines."""
    found: dict[str, list[str]] = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            found |= {f"{form.prefix}-{name}": sentences for name, sentences in form.errors.items()}
    return found


def pk(model: type[models.Row], slug: str) -> int:
    key: int = model.objects.get(slug=slug).pk
    return key
