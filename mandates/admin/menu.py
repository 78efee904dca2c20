"""The menu of the editors' site: what belongs together, by work. A page or a kind of row is one line here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mandates import models
from mandates.admin import guide

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class MenuPage:
    """A page of our own: the name of its address, what the menu calls it, and the permission that it asks for."""

    view: str
    name: StrOrPromise
    permission: str


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """What stands under one heading. `help` is the guide's section for it."""

    slug: str
    name: StrOrPromise
    help: str
    entries: tuple[type[Model] | MenuPage, ...]


MENU: Final = (
    MenuGroup(
        "sisalto",
        _("Sisältö"),
        "how-an-answer-comes-about",
        (
            models.OrganisationType,
            models.Sector,
            models.Task,
            models.Mandate,
            models.Service,
            models.ServiceGroup,
            models.Instruction,
            models.InfoSection,
            models.Source,
            models.LinkCheck,
            models.Symptom,
            models.Cause,
            MenuPage("admin:search", _("Hae kaikista riveistä"), "mandates.view_mandate"),
            MenuPage("admin:spreadsheets", _("Taulukot"), "mandates.view_mandate"),
            MenuPage("admin:draft_file", _("Luonnos tiedostona"), "mandates.view_mandate"),
            MenuPage("admin:unconfirmed_names", _("Vahvistettavat nimet"), "mandates.view_mandate"),
            MenuPage("admin:reviews", _("Tarkistettavat rivit"), "mandates.view_mandate"),
        ),
    ),
    MenuGroup(
        "saannot",
        _("Säännöt"),
        "add-a-mandate-and-its-condition",
        (
            models.Condition,
            models.Prerequisite,
            models.LookAlike,
            models.ExpectedCase,
            models.Fact,
            MenuPage("admin:notes", _("Virheet ja huomautukset"), "mandates.view_mandate"),
            MenuPage("admin:log", _("Muutosloki"), "mandates.view_mandate"),
            MenuPage("admin:coverage", _("Lähde ja kattavuus"), "mandates.view_fact"),
        ),
    ),
    MenuGroup(
        "julkaisut",
        _("Julkaisut"),
        "publish",
        (
            models.Publication,
            MenuPage("admin:review_requests", _("Tarkistuspyynnöt"), "mandates.view_publication"),
            MenuPage("admin:preview_links", _("Esikatselulinkit"), "mandates.change_mandate"),
            MenuPage("admin:preview_start", _("Luonnoksen esikatselu"), "mandates.view_mandate"),
            MenuPage("admin:mandates_publication_compare", _("Vertaa julkaisuja"), "mandates.view_publication"),
        ),
    ),
    MenuGroup("palaute", _("Palaute"), "handle-feedback", (models.Feedback, models.OutcomeCount)),
    MenuGroup("kayttajat", _("Käyttäjät"), "who-may-do-what", (User, Group)),
)


def grouped(request: HttpRequest, found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Django's apps, as its templates read them, in our groups. What has no place is in a last one, by name."""
    left: dict[type[Model], dict[str, Any]] = {each["model"]: each for app in found for each in app["models"]}
    groups = [_group(group, list(_lines(request, group, left))) for group in MENU]
    if left:
        others = sorted(left.values(), key=lambda line: str(line["name"]))
        groups.append(_group(MenuGroup("muut", gettext("Muut"), "", ()), others))
    return [group for group in groups if group["models"]]


def _lines(request: HttpRequest, group: MenuGroup, left: dict[type[Model], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The group's lines that this editor may open; what is taken is no longer left."""
    for entry in group.entries:
        if isinstance(entry, MenuPage):
            if request.user.has_perm(entry.permission):
                name = entry.view.removeprefix("admin:")
                yield {"name": entry.name, "object_name": name, "admin_url": reverse(entry.view), "is_page": True}
        elif line := left.pop(entry, None):
            yield line


def _group(group: MenuGroup, lines: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": group.name,
        "app_label": group.slug,
        "help": guide.address(group.help) if group.help else "",
        "models": lines,
    }
