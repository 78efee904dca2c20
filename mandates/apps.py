from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class MandatesConfig(AppConfig):
    name = "mandates"
    verbose_name = _("Asiointivaltuusneuvoja")
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self) -> None:
        """Listen at the door, and name what is between two rows.

        Django's own name for that is settled before the editor's language is known.
        """
        from mandates.door import record  # noqa: F401, PLC0415 - its receivers; models are loaded by now

        for model in self.get_models(include_auto_created=True):
            if model._meta.auto_created:
                model._meta.verbose_name = _("viittaus")
                model._meta.verbose_name_plural = _("viittaukset")


class EditorsConfig(admin_apps.AdminConfig):
    """Django's admin, with our site as its site."""

    default = False
    default_site = "mandates.admin.site.EditorsSite"

    def ready(self) -> None:
        super().ready()
        from mandates.admin.people import users  # noqa: PLC0415 - Django's own page of users asks for the site

        users.take_over()
