"""The second factor: a code of the hour from the editor's telephone, or one of the recovery codes on paper."""

from __future__ import annotations

import base64
from typing import Final, TypeAlias

import segno
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from mandates.door import throttle

RECOVERY_CODES: Final = 10
POWERFUL: Final = (
    "mandates.add_publication",
    *(f"auth.{action}_{what}" for action in ("add", "change", "delete") for what in ("user", "group")),
)
AnyDevice: TypeAlias = TOTPDevice | StaticDevice


def is_compulsory(user: User) -> bool:
    """For who may publish or manage users."""
    return bool(settings.ADMIN_SECOND_FACTOR) and any(map(user.has_perm, POWERFUL))


def is_on(user: User) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def verified(user: User, code: str) -> AnyDevice | None:
    """The device that the code is right for. After a wrong code the next one has to wait; only somebody who knows the
    password gets this far.
    """
    digits = "".join(code.split()).lower()
    model = TOTPDevice if digits.isascii() and digits.isdecimal() else StaticDevice
    with transaction.atomic():
        devices = model.objects.devices_for_user(user, confirmed=True).select_for_update()
        return next((device for device in devices if _is_right(device, digits)), None)


def _is_right(device: AnyDevice, digits: str) -> bool:
    """A wrong code of a clock that was days ahead would keep out for days."""
    failed = device.throttling_failure_timestamp
    if failed is not None and failed > timezone.now() + throttle.WITHIN:
        device.throttle_reset(commit=False)
    return bool(device.verify_token(digits))


def offered(user: User) -> TOTPDevice:
    """What the user's telephone is to learn: the same each time until a code shows that it did."""
    device: TOTPDevice
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "totp"})
    return device


def picture(device: TOTPDevice) -> str:
    """The QR code as it stands in a page. It has no style and no address of its own, so the strict policy holds."""
    return str(segno.make(device.config_url, micro=False).svg_inline(scale=5, border=2, svgclass=None, lineclass=None))


def secret(device: TOTPDevice) -> str:
    """The same in groups of four letters, for those who cannot point a camera at the picture."""
    key = base64.b32encode(device.bin_key).decode()
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def confirm(device: TOTPDevice, code: str) -> tuple[str, ...]:
    """Turn the second factor on, if the code is right. The recovery codes; none when it is wrong."""
    with transaction.atomic():
        if not _is_right(device, "".join(code.split())):
            return ()
        device.confirmed = True
        device.save()
        return recovery_codes(device.user)


def recovery_codes(user: User) -> tuple[str, ...]:
    """New recovery codes in place of the old ones."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        paper = StaticDevice.objects.create(user=user, name="recovery")
        codes = tuple(paper.token_set.model.random_token() for _ in range(RECOVERY_CODES))
        paper.token_set.bulk_create([paper.token_set.model(device=paper, token=code) for code in codes])
    return codes


def codes_left(user: User) -> int:
    return sum(paper.token_set.count() for paper in StaticDevice.objects.filter(user=user))


def take_away(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
