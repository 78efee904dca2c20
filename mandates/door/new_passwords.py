"""The forms that set a password: what could not be typed at the door is refused before anything looks at it.

No `maxlength` on the fields: a browser would cut what is pasted, and nobody would know the password that was set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin.forms import AdminPasswordChangeForm as OwnForm
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.contrib.auth.models import User
from django.forms import Form, PasswordInput

from mandates.door.passwords import refuse_longer

if TYPE_CHECKING:
    AnothersForm = AdminPasswordChangeForm[User]
    NewForm = AdminUserCreationForm[User]
else:
    AnothersForm = AdminPasswordChangeForm
    NewForm = AdminUserCreationForm


class BoundedPasswords(Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, PasswordInput):
                field.validators.append(refuse_longer)


class OwnPasswordForm(BoundedPasswords, OwnForm):
    """One's own, with the old one."""


class AnothersPasswordForm(BoundedPasswords, AnothersForm):
    """Somebody else's."""


class NewUserForm(BoundedPasswords, NewForm):
    """The first one of a user."""
