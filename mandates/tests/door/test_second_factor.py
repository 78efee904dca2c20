"""The second factor: turned on, asked for, compulsory where it is said so, and recovered on paper."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from mandates.door import second_factor
from mandates.tests.door.conftest import SignIn, code_of, telephone

pytestmark = pytest.mark.django_db

PAGE = "/admin/tunnistus/"
CODE = re.compile(r"<code>([a-z2-7]{8})</code>")


def found(client: Client, address: str = "/admin/") -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, response.get("Location", "")


def group(user: User, name: str) -> User:
    user.groups.set(Group.objects.filter(name=name))
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("name", "compulsory"), [("Tuki", False), ("Toimittaja", False), ("Julkaisija", True), ("superuser", True)]
)
def test_who_may_publish_or_manage_users_must_have_it(name: str, compulsory: bool, aino: User, settings: Any) -> None:
    aino.is_superuser = name == "superuser"
    aino.save()
    user = group(aino, name)

    settings.ADMIN_SECOND_FACTOR = True
    assert second_factor.is_compulsory(user) is compulsory
    settings.ADMIN_SECOND_FACTOR = False
    assert second_factor.is_compulsory(user) is False


def test_who_must_have_it_gets_no_further_before_it_is_on(
    aino: User, sign_in: SignIn, client: Client, settings: Any
) -> None:
    settings.ADMIN_SECOND_FACTOR = True
    group(aino, "Julkaisija")
    sign_in()
    for address in ("/admin/", "/admin/mandates/mandate/", "/admin/esikatselu/", "/admin/istunnot/", "/admin/lahde/"):
        assert found(client, address) == (302, PAGE)
    assert client.post("/admin/mandates/publication/add/")["Location"] == PAGE

    page = client.get(PAGE).content.decode()
    device = TOTPDevice.objects.get()
    assert ("<svg" in page, "style=" in page, second_factor.secret(device) in page) == (True, False, True)
    refused = client.post(PAGE, {"code": "000000"})
    assert "Koodi ei kelpaa." in refused.content.decode()
    device.refresh_from_db()
    device.throttle_reset()
    on = client.post(PAGE, {"code": code_of(device)})

    assert (len(set(CODE.findall(on.content.decode()))), found(client)) == (10, (200, ""))
    assert second_factor.secret(device) not in client.get(PAGE).content.decode()


def test_who_has_it_comes_in_with_a_code_only_and_each_code_once(aino: User, sign_in: SignIn, client: Client) -> None:
    device = telephone(aino)
    code = code_of(device)

    statuses = [sign_in(code="").status_code, sign_in(code=code).status_code]
    client.post("/admin/logout/")

    assert statuses == [200, 302]
    assert sign_in(code=code).status_code == 200


def test_a_failure_of_a_clock_that_was_ahead_keeps_nobody_out(aino: User, sign_in: SignIn, client: Client) -> None:
    device = telephone(aino)
    paper, *_others = second_factor.recovery_codes(aino)
    ahead = {"throttling_failure_timestamp": timezone.now() + timedelta(days=3), "throttling_failure_count": 1}
    for kind in (TOTPDevice, StaticDevice):
        kind.objects.update(**ahead)

    entered = sign_in(code=code_of(device)).status_code
    client.post("/admin/logout/")

    assert (entered, sign_in(code=paper).status_code) == (302, 302)


def test_a_recovery_code_opens_once(aino: User, sign_in: SignIn, client: Client) -> None:
    telephone(aino)
    first, *_others = second_factor.recovery_codes(aino)

    entered = sign_in(code=f" {first.upper()} ").status_code
    left = second_factor.codes_left(aino)
    client.post("/admin/logout/")

    assert (entered, left, sign_in(code=first).status_code) == (302, 9, 200)


def test_an_old_session_of_who_has_it_shows_a_code_before_anything_changes(
    aino: User, client: Client, settings: Any
) -> None:
    settings.ADMIN_SECOND_FACTOR = True
    device = telephone(group(aino, "Julkaisija"))
    client.force_login(aino)

    assert found(client) == (302, PAGE)
    page = client.get(PAGE).content.decode()
    assert ('class="qr"' in page, 'name="codes"' in page, 'name="off"' in page) == (False, False, False)
    client.post(PAGE, {"code": code_of(device)})
    assert found(client) == (200, "")


def test_turning_it_on_puts_out_whoever_else_is_in(aino: User, client: Client) -> None:
    other = Client()
    for each in (client, other):
        each.force_login(aino)

    client.post(PAGE, {"code": code_of(second_factor.offered(aino))})

    assert (found(client)[0], found(other)) == (200, (302, "/admin/login/?next=/admin/"))


def test_a_code_renews_the_paper_and_turns_it_off_where_it_may_be(aino: User, client: Client, settings: Any) -> None:
    device = telephone(aino)
    old = second_factor.recovery_codes(aino)
    client.force_login(aino)

    client.post(PAGE, {"code": "000000", "off": ""})
    assert second_factor.is_on(aino)
    device.refresh_from_db()
    device.throttle_reset()
    new = CODE.findall(client.post(PAGE, {"code": code_of(device), "codes": ""}).content.decode())
    assert (len(new), set(new) & set(old)) == (10, set())

    settings.ADMIN_SECOND_FACTOR = True
    group(aino, "Julkaisija")
    client.post(PAGE, {"code": new[0], "off": ""})
    assert second_factor.is_on(aino)
    settings.ADMIN_SECOND_FACTOR = False
    client.post(PAGE, {"code": new[1], "off": ""})
    assert not second_factor.is_on(aino)


def test_who_lost_both_gets_it_taken_away_and_their_sessions_end(aino: User, client: Client) -> None:
    telephone(aino)
    theirs = Client()
    theirs.force_login(aino)
    client.force_login(User.objects.create_superuser("eino"))

    client.post("/admin/auth/user/", {"action": "take_second_factor_away", "_selected_action": [aino.pk]})

    assert (second_factor.is_on(aino), found(theirs)[0], found(client)[0]) == (False, 302, 200)


def test_the_only_superuser_who_lost_both_is_let_in_by_the_command_of_the_documents(client: Client) -> None:
    only = User.objects.create_superuser("eino")
    telephone(only)
    client.force_login(only)
    documented = re.findall(r'`manage\.py shell -c "(.+)"`', (settings.BASE_DIR / "docs" / "deploying.md").read_text())

    call_command("shell", command=documented[0].replace("NAME", only.username))

    assert (len(documented), second_factor.is_on(only), second_factor.codes_left(only)) == (1, False, 0)
    assert found(client) == (302, "/admin/login/?next=/admin/")


def test_no_page_of_the_admin_shows_anybodys_secret(client: Client) -> None:
    client.force_login(User.objects.create_superuser("eino"))

    assert [found(client, f"/admin/otp_{kind}/")[0] for kind in ("totp", "static")] == [404, 404]
