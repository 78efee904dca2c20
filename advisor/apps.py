from django.apps import AppConfig


class AdvisorConfig(AppConfig):
    name = "advisor"

    def ready(self) -> None:
        from advisor import checks  # noqa: F401, PLC0415 - registers the system checks
