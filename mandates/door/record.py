"""The log of the door: who came in, who did not, what changed about users, what was published. Nobody's address."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any, Final

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from mandates.door import sessions
from mandates.models import Publication

logger = logging.getLogger("mandates.door")
ACTIONS: Final = {ADDITION: "Added", CHANGE: "Changed", DELETION: "Deleted"}


def failure(name: str, why: str) -> None:
    """What was typed is written only when it is the name of somebody: it may have been a password."""
    known = User.objects.filter(username=name).exists()
    logger.warning("Sign-in refused, %s: %s", why, name if known else "an unknown name")


def change(by: Any, what: str, user: object) -> None:
    """Something about a user changed: their password, second factor, sessions or whether they may come in."""
    _tell_once_it_stands("%s: %s, by %s", what, user, by)


@receiver(user_logged_in)
def _came_in(sender: Any, request: Any, user: User, **_signal: Any) -> None:
    sessions.begin(request)
    logger.info("Signed in: %s", user)


@receiver(user_logged_out)
def _went_out(sender: Any, user: User | None, **_signal: Any) -> None:
    if user is not None:
        logger.info("Signed out: %s", user)


@receiver(post_save, sender=Publication)
def _published(sender: Any, instance: Publication, **_signal: Any) -> None:
    _tell_once_it_stands("Published: number %s, by %s", instance.number, instance.editor or "a command")


@receiver(post_save, sender=LogEntry)
def _edited(sender: Any, instance: LogEntry, **_signal: Any) -> None:
    """Users and groups as the admin's own history tells of them: names of what changed, no values."""
    if instance.content_type and instance.content_type.model_class() in (User, Group):
        action = ACTIONS[instance.action_flag]
        what = f"{instance.content_type.model} {instance.object_repr}"
        _tell_once_it_stands("%s %s, by %s: %s", action, what, instance.user, instance.change_message)


def _tell_once_it_stands(message: str, *of_what: object) -> None:
    """On a full disk what was done is taken back at the last moment. Names are those of the moment it was done."""
    transaction.on_commit(partial(logger.info, message, *map(str, of_what)))
