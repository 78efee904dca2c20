from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from mandates.door import second_factor

PASSWORD: Final = "neljä aivan eri sanaa"
SignIn = Callable[..., Any]


@pytest.fixture
def aino(db: None) -> User:
    """An editor."""
    user = User.objects.create_user("aino", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="Toimittaja"))
    return user


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    """Send the form of the sign-in page, from an address, by another client than the test's own if one is given."""

    def sent(
        name: str = "aino", password: str = PASSWORD, code: str = "", *, address: str = "192.0.2.1", **extra: Any
    ) -> Any:
        data = {"username": name, "password": password, "code": code}
        return extra.pop("by", client).post("/admin/login/", data, REMOTE_ADDR=address, **extra)

    return sent


def code_of(device: TOTPDevice, steps_ahead: int = 0) -> str:
    """What the telephone shows now, or shows in the next half minutes."""
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits)
    clock.time = time.time() + steps_ahead * device.step
    return f"{clock.token():06d}"


def telephone(user: User) -> TOTPDevice:
    """The user's second factor, turned on. The code that did it counts no more."""
    device = second_factor.offered(user)
    assert second_factor.confirm(device, code_of(device, -1))
    return device
