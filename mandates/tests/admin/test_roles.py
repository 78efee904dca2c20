"""Who may do what in the admin: every role, address and method, each cell exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date, timedelta
from typing import Final

import pytest
from django.contrib.admin import site
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from mandates import models
from mandates.admin.preview.preview_links import address_of
from mandates.admin.saving import versions
from mandates.content import documents
from mandates.publishing import plan
from mandates.tests import installed
from mandates.tests.admin.forms_sent import without_html
from mandates.tests.depth import is_audit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]

ROLES: Final = ("anonymous", "nobody", "Tuki", "Toimittaja", "Julkaisija", "superuser")
BETWEEN: Final = ("Toimittaja", "Julkaisija")
METHODS: Final = ("GET", "POST")
ROW_MODELS: Final = tuple(str(model._meta.model_name) for model in documents.MODELS)
IN, OUT, SEE, GONE, NOT = 200, 403, 302, 404, 405
Row = tuple[int, int, int, int, int, int]

# One status for each role, in the order of ROLES. 302 is the way to the login page, or of the reader without rights
# to the search's own answer; a POST is empty, so that what is allowed answers 200 with the form's errors.
EVERYBODY: Final[Row] = (SEE, IN, IN, IN, IN, IN)
READERS: Final[Row] = (SEE, OUT, IN, IN, IN, IN)
EDITORS: Final[Row] = (SEE, OUT, OUT, IN, IN, IN)
PUBLISHERS: Final[Row] = (SEE, OUT, OUT, OUT, IN, IN)
SUPERUSERS: Final[Row] = (SEE, OUT, OUT, OUT, OUT, IN)
NOBODY: Final[Row] = (SEE, OUT, OUT, OUT, OUT, OUT)
NO_METHOD: Final[Row] = (SEE, NOT, NOT, NOT, NOT, NOT)

# Who may ask for a page, and who may send to it.
ROW_PAGES: Final[dict[str, tuple[Row, Row]]] = {
    "changelist": (READERS, READERS),
    "add": (EDITORS, EDITORS),
    "change": (READERS, EDITORS),
    "delete": (EDITORS, EDITORS),
    "history": (READERS, READERS),
}
PUBLICATION_PAGES: Final[dict[str, tuple[Row, Row]]] = {
    "changelist": (READERS, READERS),
    "add": (PUBLISHERS, PUBLISHERS),
    "change": (READERS, NOBODY),
    "delete": (NOBODY, NOBODY),
    "history": (READERS, READERS),
    "body": (READERS, READERS),
    "timing": (PUBLISHERS, PUBLISHERS),
    "compare": (READERS, READERS),
    "impact": (READERS, READERS),
    "again": (PUBLISHERS, PUBLISHERS),
}
FEEDBACK_PAGES: Final[dict[str, tuple[Row, Row]]] = {
    "changelist": (READERS, READERS),
    "add": (NOBODY, NOBODY),
    "change": (READERS, EDITORS),
    "delete": (EDITORS, EDITORS),
    "history": (READERS, READERS),
}
OTHER_PAGES: Final[dict[str, tuple[Row, Row]]] = {
    "index": (EVERYBODY, EVERYBODY),
    "session": (EVERYBODY, EVERYBODY),
    # To who is not signed in: that there is no session.
    "session_state": ((IN, IN, IN, IN, IN, IN), (IN, IN, IN, IN, IN, IN)),
    "bring_back": (NO_METHOD, (SEE, OUT, OUT, OUT, SEE, SEE)),
    "unconfirmed_names": (READERS, READERS),
    "paste_names": (EDITORS, EDITORS),
    "reviews": (READERS, READERS),
    "draft_changes": (READERS, READERS),
    "review_requests": (READERS, READERS),
    "ask_review": (EDITORS, EDITORS),
    "review": (READERS, NOBODY),  # somebody else was asked
    "preview_links": (EDITORS, EDITORS),
    "shared_preview_start": ((IN, IN, IN, IN, IN, IN), (NOT, NOT, NOT, NOT, NOT, NOT)),  # the link is the right
    # The answer's own way to the first question.
    "shared_preview": ((SEE, SEE, SEE, SEE, SEE, SEE), (NOT, NOT, NOT, NOT, NOT, NOT)),
    "notes": (READERS, READERS),
    "guide": (READERS, READERS),
    "guide_picture": (READERS, READERS),
    "coverage": (READERS, READERS),
    "search": (READERS, EDITORS),
    "log": (READERS, READERS),
    "restore": (NO_METHOD, (SEE, OUT, OUT, GONE, GONE, GONE)),
    "spreadsheets": (READERS, EDITORS),
    # Nothing is chosen: back to the page.
    "spreadsheet_export": ((SEE, OUT, SEE, SEE, SEE, SEE), (SEE, OUT, SEE, SEE, SEE, SEE)),
    "draft_file": (READERS, EDITORS),
    "draft_json": (READERS, READERS),
    "preview_start": (READERS, READERS),
    "preview": ((SEE, OUT, SEE, SEE, SEE, SEE), (SEE, OUT, SEE, SEE, SEE, SEE)),
    "sessions": (EVERYBODY, EVERYBODY),
    "second_factor": (EVERYBODY, EVERYBODY),
    "language": ((SEE, SEE, SEE, SEE, SEE, SEE), (SEE, SEE, SEE, SEE, SEE, SEE)),
    "login": ((IN, SEE, SEE, SEE, SEE, SEE), (IN, IN, IN, IN, IN, IN)),
    "logout": (NO_METHOD, EVERYBODY),
    "password_change": (EVERYBODY, EVERYBODY),
    "password_change_done": (EVERYBODY, NO_METHOD),
    "autocomplete": (NOBODY, NO_METHOD),
    "jsi18n": (EVERYBODY, NO_METHOD),
    "view_on_site": ((SEE, GONE, GONE, GONE, GONE, GONE), (SEE, GONE, GONE, GONE, GONE, GONE)),
    "app_list": ((SEE, GONE, IN, IN, IN, IN), (SEE, GONE, IN, IN, IN, IN)),
    "mandates_outcomecount_changelist": (READERS, READERS),
    "auth_user_changelist": (SUPERUSERS, SUPERUSERS),
    "auth_user_add": (SUPERUSERS, SUPERUSERS),
    "auth_user_change": (SUPERUSERS, SUPERUSERS),
    "auth_user_delete": (SUPERUSERS, SUPERUSERS),
    "auth_user_history": (SUPERUSERS, SUPERUSERS),
    "auth_group_changelist": (SUPERUSERS, SUPERUSERS),
    "auth_group_add": (SUPERUSERS, SUPERUSERS),
    "auth_group_change": (SUPERUSERS, SUPERUSERS),
    "auth_group_delete": (SUPERUSERS, SUPERUSERS),
    "auth_group_history": (SUPERUSERS, SUPERUSERS),
    "auth_user_password_change": (SUPERUSERS, SUPERUSERS),
    "mandates_linkcheck_changelist": (READERS, READERS),
    "mandates_linkcheck_add": (NOBODY, NOBODY),
    "mandates_linkcheck_change": (READERS, NOBODY),
    "mandates_linkcheck_delete": (NOBODY, NOBODY),
    "mandates_linkcheck_history": (READERS, READERS),
}
ARGUMENTS: Final[dict[str, tuple[object, ...]]] = {
    "preview": ("tulos/",),
    "bring_back": ("task", 1),
    "restore": (1,),
    "view_on_site": (1, 1),
    "app_list": ("mandates",),
    "guide_picture": ("etusivu",),
}
NEEDS_A_ROW: Final = ("change", "delete", "history", "body", "again", "timing")


@pytest.fixture
def as_role(client: Client) -> Callable[[str], Client]:
    def entered(role: str) -> Client:
        client.logout()
        if role == "superuser":
            client.force_login(User.objects.get_or_create(username="eino", is_staff=True, is_superuser=True)[0])
        elif role != "anonymous":
            user, _ = User.objects.get_or_create(username=role.lower(), is_staff=True)
            user.groups.set(Group.objects.filter(name=role))
            client.force_login(user)
        return client

    return entered


def status(client: Client, method: str, address: str, role: str) -> int:
    """What the page answers. To what is sent it shows the page that was asked for, which is not written out again.

    Nor is a page written for those between who may least and who may most, but in the audit.
    """
    unread = method == "POST" or (role in BETWEEN and not is_audit())
    with without_html() if unread else nullcontext():
        return client.generic(method, address).status_code


def statuses(client: Client, pages: dict[str, str], role: str) -> dict[str, list[int]]:
    """What each page answers to a GET and to a POST."""
    return {page: [status(client, method, address, role) for method in METHODS] for page, address in pages.items()}


def column(table: dict[str, tuple[Row, Row]], role: str) -> dict[str, list[int]]:
    return {page: [row[ROLES.index(role)] for row in rows] for page, rows in table.items()}


def address(model: type[models.Row | models.Publication | models.Feedback], page: str) -> str:
    name = f"admin:mandates_{model._meta.model_name}_{page}"
    row = model._default_manager.all()[0]
    return reverse(name, args=(row.pk,) if page in NEEDS_A_ROW else ())


ALIKE: Final = ("Julkaisija", "superuser")
"""With rows they may do what an editor may, and each page is made anew for each: `make test` tries them on some, and
each of the other roles on every other kind of row."""
TRIED: Final = [
    (model, role)
    for place, model in enumerate(ROW_MODELS)
    for number, role in enumerate(ROLES)
    if is_audit() or (place % 4 == 0 if role in ALIKE else (place + number) % 2 == 0)
]


@pytest.mark.parametrize(("model", "role"), TRIED)
def test_each_role_gets_only_the_pages_of_rows_that_it_may(
    model: str, role: str, as_role: Callable[[str], Client]
) -> None:
    pages = {page: address(documents.MODELS[ROW_MODELS.index(model)], page) for page in ROW_PAGES}

    assert statuses(as_role(role), pages, role) == column(ROW_PAGES, role)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_only_the_pages_of_publications_that_it_may(role: str, as_role: Callable[[str], Client]) -> None:
    pages = {page: address(models.Publication, page) for page in PUBLICATION_PAGES}

    assert statuses(as_role(role), pages, role) == column(PUBLICATION_PAGES, role)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_only_the_pages_of_feedback_that_it_may(role: str, as_role: Callable[[str], Client]) -> None:
    models.Feedback.objects.create(page="/", language="fi", publication=1, day=date(2026, 11, 24), text="Puuttui")
    pages = {page: address(models.Feedback, page) for page in FEEDBACK_PAGES}

    assert statuses(as_role(role), pages, role) == column(FEEDBACK_PAGES, role)


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_edit_deletes_feedback(role: str, as_role: Callable[[str], Client]) -> None:
    models.Feedback.objects.create(page="/", language="fi", publication=1, day=date(2026, 11, 24), text="Puuttui")

    as_role(role).post(address(models.Feedback, "delete"), {"post": "yes"})

    assert models.Feedback.objects.count() == (0 if role in ("Toimittaja", "Julkaisija", "superuser") else 1)


def named(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_every_address_is_in_the_tables() -> None:
    """But those without a name: of a row without its page, which leads to it, and of nothing at all."""
    there = set(OTHER_PAGES)
    there |= {f"mandates_publication_{page}" for page in PUBLICATION_PAGES}
    there |= {f"mandates_feedback_{page}" for page in FEEDBACK_PAGES}
    there |= {f"mandates_{model}_{page}" for model in ROW_MODELS for page in ROW_PAGES}

    assert set(named(site.get_urls())) == there


@pytest.mark.parametrize("role", ROLES)
def test_addresses_without_a_name(role: str, as_role: Callable[[str], Client]) -> None:
    client, row = as_role(role), models.Mandate.objects.all()[0]
    known = role != "anonymous"

    answers = [client.get(address).status_code for address in (f"/admin/mandates/mandate/{row.pk}/", "/admin/eiole/")]
    assert answers == [SEE, GONE if known else SEE]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_only_the_other_pages_that_it_may(role: str, as_role: Callable[[str], Client]) -> None:
    """Signing in anew where a page has ended the session."""
    client, other = as_role(role), User.objects.create_user("saimi", is_staff=True)
    link = models.LinkCheck.objects.create(url="https://a.example", status=200, checked_at=timezone.now())
    keys = {
        "auth_user": other.pk,
        "auth_user_password": other.pk,
        "auth_group": Group.objects.earliest("pk").pk,
        "mandates_linkcheck": link.pk,
    }

    asked = models.ReviewRequest.objects.create(asked_by=other, reviewer=other, version="0", query="valittu=1")
    until = timezone.now() + timedelta(days=1)
    maker = User.objects.create_superuser("ylli")
    shared = models.PreviewLink.objects.create(name="Asiantuntija", made_by=maker, expires_at=until)
    token = address_of(shared).strip("/").rpartition("/")[2]
    arguments_of = ARGUMENTS | {
        "review": (asked.pk,),
        "shared_preview_start": (token,),
        "shared_preview": (token, "tulos/"),
    }

    def answer(page: str, method: str) -> int:
        model, _, last = page.rpartition("_")
        arguments = (keys[model],) if model in keys and last in NEEDS_A_ROW else arguments_of.get(page, ())
        inside = client if role == "anonymous" or SESSION_KEY in client.session else as_role(role)
        return status(inside, method, reverse(f"admin:{page}", args=arguments), role)

    assert {page: [answer(page, method) for method in METHODS] for page in OTHER_PAGES} == column(OTHER_PAGES, role)


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_publish_publishes(role: str, as_role: Callable[[str], Client]) -> None:
    models.Task.objects.filter(slug="lasku").update(name_fi="Katson laskun")

    sent = {"note": "Muutos", "seen": plan.draft().seen}
    response = as_role(role).post(reverse("admin:mandates_publication_add"), sent)

    allowed = role in ("Julkaisija", "superuser")
    status = 302 if allowed or role == "anonymous" else 403
    assert (response.status_code, models.Publication.objects.count()) == (status, 2 if allowed else 1)


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_edit_saves_and_deletes(role: str, as_role: Callable[[str], Client]) -> None:
    group = models.ServiceGroup.objects.create(slug="turha", name_fi="Turha")
    pages = [reverse(f"admin:mandates_servicegroup_{page}", args=(group.pk,)) for page in ("change", "delete")]
    client = as_role(role)

    values = {"name_fi": "Turha", "name_sv": "", "name_en": "", "slug": "turha", "order": "0"}
    opened = versions.Opened(group.version, values)
    changes = {"slug": "turha", "order": "0", "name_fi": "Uusi", versions.OPENED: opened.signed()}
    client.post(pages[0], changes)
    name = models.ServiceGroup.objects.get(pk=group.pk).name_fi
    client.post(pages[1], {"post": "yes"})

    allowed = role in ("Toimittaja", "Julkaisija", "superuser")
    left = models.ServiceGroup.objects.filter(pk=group.pk).exists()
    assert (name, left) == (("Uusi", False) if allowed else ("Turha", True))


def test_the_groups_come_with_the_installation_and_making_them_again_changes_nothing() -> None:
    def rights() -> dict[str, list[str]]:
        return {
            group.name: sorted(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()
        }

    before, permissions = rights(), Permission.objects.count()
    installed.restore()

    rows = [f"{action}_{model}" for model in ROW_MODELS for action in ("view", "add", "change", "delete")]
    what_is_only_read = ["view_publication", "view_feedback", "view_outcomecount", "view_linkcheck"]
    of_feedback = ["change_feedback", "delete_feedback"]
    assert before == {
        "Tuki": sorted([*(f"view_{model}" for model in ROW_MODELS), *what_is_only_read]),
        "Toimittaja": sorted([*rows, *what_is_only_read, *of_feedback]),
        "Julkaisija": sorted([*rows, *what_is_only_read, *of_feedback, "add_publication"]),
    }
    assert (rights(), Permission.objects.count()) == (before, permissions)
