from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "mandates"
    verbose_name = "Asiointivaltuusneuvoja"
    default_auto_field = "django.db.models.BigAutoField"
