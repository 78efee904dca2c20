"""The groups of people: who may read, edit and publish. Safe to run on a database that already has them."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import migrations

ROWS = (
    "source",
    "servicegroup",
    "service",
    "organisationtype",
    "task",
    "prerequisite",
    "mandate",
    "condition",
    "instruction",
    "expectedcase",
    "fact",
)
Rights = Mapping[str, tuple[str, ...]]

VIEW = ("view",)
EVERYTHING = ("view", "add", "change", "delete")
EDITOR: Final[Rights] = {**dict.fromkeys(ROWS, EVERYTHING), "publication": VIEW}
GROUPS: Final[Mapping[str, Rights]] = {
    "Tuki": {**dict.fromkeys(ROWS, VIEW), "publication": VIEW},
    "Toimittaja": EDITOR,
    "Julkaisija": {**EDITOR, "publication": ("view", "add")},
}


def create(apps: Any, schema_editor: Any) -> None:
    group = apps.get_model("auth", "Group")
    for name, rights in GROUPS.items():
        found, _ = group.objects.get_or_create(name=name)
        found.permissions.add(*(permission(apps, action, model) for model in rights for action in rights[model]))


def permission(apps: Any, action: str, model: str) -> Any:
    """Permissions come after all migrations (post_migrate): make here, the same, those that are not there yet."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="mandates", model=model)
    name = apps.get_model("mandates", model)._meta.verbose_name_raw
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{action}_{model}", defaults={"name": f"Can {action} {name}"}
    )
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("mandates", "0003_publications_cannot_change"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
