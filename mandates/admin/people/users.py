"""Users: who is deleted only stops coming in, since the history of their work would go with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, Permission, User
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from mandates.admin.frame.lists import DELETE, ListAdmin
from mandates.admin.frame.pages import signed_in
from mandates.admin.people import rights
from mandates.door import passwords, record, second_factor, sessions
from mandates.door.new_passwords import AnothersPasswordForm, NewUserForm

OWN: Final = gettext_noop("Omaa toista tunnistustapaasi et voi poistaa tässä. Pyydä sitä toiselta ylläpitäjältä.")
LAST: Final = gettext_noop(
    "Sisään ei pääsisi enää yhtään pääkäyttäjää, joten kukaan ei voisi hallita käyttäjiä. Tee ensin toisesta "
    "käyttäjästä pääkäyttäjä."
)
OWN_RIGHTS: Final = gettext_noop(
    "Nämä oikeudet on annettu käyttäjälle itselleen eikä ryhmälle. Poista merkintä, niin oikeus päättyy."
)
COMES_IN: Final = ("is_superuser", "is_staff", "is_active")
"""What a superuser is who can come in."""

if TYPE_CHECKING:
    AnyUserAdmin = UserAdmin[User]
    AnyUserForm = UserChangeForm[User]
else:
    AnyUserAdmin = UserAdmin
    AnyUserForm = UserChangeForm


class EditorsUserForm(AnyUserForm):
    """Django's, which leaves a superuser who can come in, and gives nobody rights of their own: it takes them away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields.get("user_permissions")
        if own:
            own.queryset = own.queryset.filter(user=self.instance)
            own.help_text = gettext(OWN_RIGHTS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not all(cleaned.get(name, True) for name in COMES_IN) and _are_the_last([self.instance]):
            self.add_error(None, gettext(LAST))
        return cleaned


class TickedAdmin(ListAdmin):
    """Groups and rights are ticked: Django's two lists with arrows speak English, and do not fit a telephone."""

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        if db_field.related_model is Permission:
            kwargs["form_class"] = rights.RightsField
        return super().formfield_for_manytomany(db_field, request, **kwargs, widget=CheckboxSelectMultiple)


class EditorsUserAdmin(TickedAdmin, AnyUserAdmin):
    """Rights come by groups. Rights that a user has alone are shown to those who may end them."""

    form = EditorsUserForm
    add_form = NewUserForm
    change_password_form = AnothersPasswordForm
    delete_confirmation_template = "admin/people/deactivate.html"
    actions = ("deactivate", "take_second_factor_away")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        found = super().get_fieldsets(request, obj)
        if obj and _is_superuser(request) and obj.user_permissions.exists():
            return found
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name != "user_permissions"]})
            for title, options in found
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Somebody who manages users and is no superuser sees none: a superuser's new password would make them one."""
        found: QuerySet[User] = super().get_queryset(request)
        return found if _is_superuser(request) else found.exclude(is_superuser=True)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Nor may they make one. When somebody came in is nobody's to write."""
        found = (*super().get_readonly_fields(request, obj), "last_login", "date_joined")
        return found if _is_superuser(request) else (*found, "is_superuser")

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            passwords.given_by_another(obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """A password that was set for somebody else must be changed by them. One's own is changed on its own page."""
        asked = self.get_object(request, unquote(id))
        if asked == request.user:
            return HttpResponseRedirect(reverse("admin:password_change"))
        response: HttpResponse = super().user_change_password(request, id, form_url)
        if asked and response.status_code == 302:
            passwords.given_by_another(asked)
            sessions.end_all(asked)
        return response

    def get_deleted_objects(
        self, objs: Iterable[User], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Nothing goes with them; the last superuser stays."""
        return [str(user) for user in objs], {}, set(), [gettext(LAST)] if _are_the_last(objs) else []

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        _deactivate(request, [obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        _deactivate(request, queryset)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[User]) -> list[LogEntry]:
        """Their history says what was done: they are no longer active."""
        changed = [{"changed": {"fields": ["Active"]}}]
        return [self.log_change(request, user, changed) for user in queryset]

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        sentence = gettext("%(user)s ei enää pääse sisään. Historia säilyi.") % {"user": obj_display}
        messages.success(request, sentence)
        return HttpResponseRedirect(reverse("admin:auth_user_changelist"))

    @admin.action(description=_("Poista valitut käytöstä"), permissions=["delete"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        if _are_the_last(queryset):
            messages.error(request, gettext(LAST))
            return
        self.log_deletions(request, queryset)
        self.delete_queryset(request, queryset)

    @admin.action(description=_("Poista valituilta toinen tunnistustapa"), permissions=["change"])
    def take_second_factor_away(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For who has lost telephone and paper. They sign in anew with the password alone, and turn it on again.

        Never one's own: whoever comes by an open screen has no code to show.
        """
        me = signed_in(request)
        if queryset.contains(me):
            messages.warning(request, gettext(OWN))
        for user in queryset.exclude(pk=me.pk):
            second_factor.take_away(user)
            sessions.end_all(user)
            record.change(request.user, "Second factor taken away", user)


def _is_superuser(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_superuser


def _are_the_last(users: Iterable[User]) -> bool:
    """Whether a superuser can come in, and none but these."""
    left = User.objects.filter(**dict.fromkeys(COMES_IN, True))
    keys = [user.pk for user in users]
    return left.filter(pk__in=keys).exists() and not left.exclude(pk__in=keys).exists()


def _deactivate(request: HttpRequest, users: Iterable[User]) -> None:
    for user in users:
        user.is_active = False
        user.save(update_fields=["is_active"])
        sessions.end_all(user)
        record.change(request.user, "Deactivated", user)


class EditorsGroupAdmin(TickedAdmin, GroupAdmin):
    """Django's, with our lists. They say who may do what: whoever changes one gives any right to anybody."""

    actions = (DELETE,)

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        """The only one of a group: its rights."""
        return super().formfield_for_manytomany(db_field, request, **kwargs, queryset=rights.of_pages())

    def get_deleted_objects(
        self, objs: Iterable[Group], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Who loses rights with them; Django lists rows of its own tables."""
        groups = list(objs)
        told = [_losing(group, group.user_set.count()) for group in groups]
        return told, {str(Group._meta.verbose_name_plural): len(groups)}, set(), []

    def has_add_permission(self, request: HttpRequest) -> bool:
        return _is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return _is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return _is_superuser(request)


def _losing(group: Group, count: int) -> str:
    if not count:
        return str(group)
    said = ngettext(
        "%(group)s: %(count)s käyttäjä menettää sen oikeudet.",
        "%(group)s: %(count)s käyttäjää menettää sen oikeudet.",
        count,
    )
    return said % {"group": group, "count": count}


def take_over() -> None:
    """In place of what the installed apps have registered: our pages of users and groups, and none of second factors'
    secrets.
    """
    for model in (User, Group, TOTPDevice, StaticDevice):
        admin.site.unregister(model)
    admin.site.register(User, EditorsUserAdmin)
    admin.site.register(Group, EditorsGroupAdmin)
