"""A small draft in the database, whole and publishable, for tests of what is done to rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import F, QuerySet

from mandates import models
from mandates.content import documents

OFFICIAL: Final = {(models.Mandate, name) for name in ("name", "name_state", "name_source", "name_dated")} | {
    (models.LookAlike, "name")
}
READ: Final = {"checked_on": date(2026, 1, 2), "review_by": date(2027, 1, 2)}


_composed: list[list[Any]] = []
_written: list[tuple[str, Any]] = []


def small_draft() -> None:
    """Two types, two tasks, two mandates of which the broad one includes the narrow, two conditions.

    A process composes them once, as editors would, writes the same rows the second time, and after that sends the
    same statements: to make them of the rows anew took two thirds of the time.
    """
    if _written:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in _written:
                cursor.execute(statement, values)
    elif _composed:
        _written.extend(_write())
    else:
        tables = apps.get_app_config("mandates").get_models(include_auto_created=True)
        empty = [model for model in tables if not QuerySet(model).exists()]
        compose()
        _composed.extend(filter(None, [list(QuerySet(model)) for model in empty]))


def _write() -> list[tuple[str, Any]]:
    """Write the rows, and give the statements that did it."""
    sent: list[tuple[str, Any]] = []

    def kept(execute: Callable[..., Any], statement: str, values: Any, *more: Any) -> Any:
        if not statement.startswith(("SAVEPOINT", "RELEASE")):
            sent.append((statement, values))
        return execute(statement, values, *more)

    with transaction.atomic(), connection.cursor() as cursor, connection.execute_wrapper(kept):
        for rows in _composed:
            QuerySet(type(rows[0])).bulk_create(rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), [type(rows[0]) for rows in _composed]):
            cursor.execute(statement)
    return sent


def compose() -> None:
    source = models.Source.objects.create(
        slug="lahde", title_fi="Lähde", url_fi="https://example.fi/lahde", dated="2024-04"
    )
    group = models.ServiceGroup.objects.create(slug="ryhma", name_fi="Ryhmä")
    service = models.Service.objects.create(
        slug="palvelu", group=group, name_fi="Palvelu", summary_fi="Kuvaus.", url_fi="https://example.fi/palvelu"
    )
    kunta = organisation_type("kunta")
    organisation_type("helsinki")
    prerequisite = models.Prerequisite.objects.create(
        slug="sopimus", name_fi="Sopimus", question_fi="Onko sopimus?", if_no_fi="Tee se.", if_unknown_fi="Kysy."
    )
    narrow = mandate("suppea", source, service)
    broad = mandate("laaja", source, service)
    broad.includes.set([narrow])
    models.LookAlike.objects.create(slug="toinen", mandate=narrow, name_fi="Toinen", note_fi="Muille.", source=source)
    invoice = condition("lasku", task("lasku", service), broad)
    invoice.types.set([kunta])
    invoice.prerequisites.set([prerequisite])
    condition("katselu", task("katselu", service), narrow, every_type=True)
    case("katsoja", source)
    models.Fact.objects.create(slug="asia", statement="Lähde sanoo näin.", source=source, note="Vain kokeeksi.")
    models.InfoSection.objects.create(slug="kohta", page="tietosuoja", title_fi="Kohta", body_fi="Teksti.", **READ)
    models.Instruction.objects.create(
        slug="pyyda", section="nain-saat", title_fi="Pyydä", body_fi="Pyydä valtuutta.", source=source, **READ
    )
    symptom = models.Symptom.objects.create(slug="kiinni", name_fi="Palvelu on kiinni")
    cause("tyyppi", source).symptoms.set([symptom])
    translate()


def translate() -> None:
    """Write the Finnish of every row in the other languages too, where they have nothing."""
    for model in documents.MODELS:
        names = [field.name[:-3] for field in model._meta.fields if field.name.endswith("_fi")]
        for name in names:
            for language in ("sv", "en") if (model, name) not in OFFICIAL else ():
                empty = model._default_manager.filter(**{f"{name}_{language}": ""})
                empty.update(**{f"{name}_{language}": F(f"{name}_fi")})


def cause(slug: str, source: models.Source) -> models.Cause:
    return models.Cause.objects.create(
        slug=slug, kind="tyyppi", name_fi=slug, sign_fi="Katso tyyppi.", cure_fi="Pyydä oikea.", source=source, **READ
    )


def organisation_type(slug: str) -> models.OrganisationType:
    sector, _ = models.Sector.objects.get_or_create(slug="julkinen", defaults={"name_fi": "Julkiset"})
    return models.OrganisationType.objects.create(
        slug=slug, sector=sector, name_fi=slug.title(), employee_fi=f"Työ: {slug}", grant_path="application"
    )


def task(slug: str, service: models.Service) -> models.Task:
    return models.Task.objects.create(slug=slug, service=service, name_fi=f"Teen: {slug}")


def mandate(slug: str, source: models.Source, service: models.Service) -> models.Mandate:
    dates = {f"name_dated_{language}": "2026-01" for language in ("fi", "sv", "en")}
    row = models.Mandate.objects.create(
        slug=slug, title_fi=f"Valtuus {slug}", allows_fi="tehdä\nkatsoa", source=source, **dates, **READ
    )
    row.services.set([service])
    return row


def condition(slug: str, of: models.Task, to: models.Mandate, **values: Any) -> models.Condition:
    return models.Condition.objects.create(slug=slug, task=of, mandate=to, **values)


def needed_task(slug: str, mandate: str = "laaja") -> models.Condition:
    """A new task for everybody, in the only service, that needs a mandate: its condition, of the same slug."""
    of = task(slug, models.Service.objects.get())
    row = condition(slug, of, models.Mandate.objects.get(slug=mandate), every_type=True)
    translate()
    return row


def case(slug: str, source: models.Source) -> models.ExpectedCase:
    """Somebody in a municipality who only looks: asks for the narrow mandate."""
    row = models.ExpectedCase.objects.create(slug=slug, situation=f"Katson kunnassa ({slug}).", source=source)
    row.types.set(models.OrganisationType.objects.filter(slug="kunta"))
    row.tasks.set(models.Task.objects.filter(slug="katselu"))
    row.request.set(models.Mandate.objects.filter(slug="suppea"))
    return row
