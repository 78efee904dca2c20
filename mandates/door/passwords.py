"""Passwords: long, not one of those that everybody tries, and known to nobody but their user."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import Final

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from mandates.models import FirstPassword

COMMON: Final = Path(__file__).with_name("common_passwords.bin")
WIDTH: Final = 4
"""The first bytes of each digest, in order. One honest password in 12,000 is refused for looking like another."""
LONGEST: Final = 1000
"""Letters of a password, where it is set and where it is asked for alike: nobody sets one that cannot sign in."""


class LongestPasswordValidator:
    """The first of them: the others look at nothing longer."""

    def validate(self, password: str, user: object = None) -> None:
        refuse_longer(password)

    def get_help_text(self) -> str:
        return gettext("Salasanassa saa olla enintään %(longest)s merkkiä.") % {"longest": LONGEST}


class UncommonPasswordValidator:
    """Refuses what is on the list of common passwords of 15 characters and more, and a shorter word said again."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) > LONGEST:
            return  # refused already, by the one above
        folded = password.casefold().strip()
        if _is_common(folded) or _repeats(folded):
            raise ValidationError(gettext("Salasana on liian yleinen."), code="password_too_common")

    def get_help_text(self) -> str:
        return gettext("Salasana ei saa olla sellainen, jota moni käyttää. Muutama toisiinsa liittymätön sana riittää.")


def refuse_longer(password: str) -> None:
    if len(password) > LONGEST:
        sentence = gettext("Salasana on liian pitkä. Siinä saa olla enintään %(longest)s merkkiä.")
        raise ValidationError(sentence % {"longest": LONGEST}, code="password_too_long")


def digest(folded: str) -> bytes:
    return hashlib.sha256(folded.encode()).digest()[:WIDTH]


def _is_common(folded: str) -> bool:
    digests, wanted = _digests(), digest(folded)
    place = bisect_left(range(0, len(digests), WIDTH), wanted, key=lambda at: digests[at : at + WIDTH]) * WIDTH
    return digests[place : place + WIDTH] == wanted


@cache
def _digests() -> bytes:
    return COMMON.read_bytes()


def _repeats(folded: str) -> bool:
    """Whether a part of at most half its length, said again and again, makes the whole of it.

    The first half of such a text comes again first where its shortest part ends, so one place is looked at, not all.
    """
    again = folded.find(folded[: (len(folded) + 1) // 2], 1)
    return again > 0 and folded.startswith(folded[again:])


def given_by_another(user: User) -> None:
    """What somebody else knows must be changed before anything else is done."""
    FirstPassword.objects.get_or_create(user=user)


def is_given_by_another(user: User) -> bool:
    return FirstPassword.objects.filter(user=user).exists()


def changed_by_the_user(user: User) -> None:
    FirstPassword.objects.filter(user=user).delete()
