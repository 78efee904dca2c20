"""The forms of rows: what a row must fulfil that its columns alone cannot say."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.utils.text import slugify
from django.utils.translation import gettext, gettext_noop

from mandates.admin.saving.versions import VersionedForm
from mandates.checks import integrity
from mandates.models import Condition, LookAlike, Mandate, Row

FOR_NOBODY: Final = gettext_noop("Valitse ainakin yksi organisaatiotyyppi, tai valitse kaikki organisaatiot.")
FOR_BOTH: Final = gettext_noop("Valitse joko kaikki organisaatiot tai organisaatiotyypit, ei molempia.")
TWIN: Final = gettext_noop("Täsmälleen sama rivi on jo luonnoksessa. Tätä ei tallennettu.")
CALLED: Final = frozenset({"id", "slug", "number", "order"})
"""What a row is called and where it stands: all else is what it says."""
ANSWERS: Final = ("yes", "no")
STATES: Final = ("request", "confirm", "blocked", "covered")
ANSWERED_TWICE: Final = gettext_noop("Samaan edellytykseen voi vastata vain kerran.")
EXPECTED_TWICE: Final = gettext_noop("Sama valtuus voi olla vain yhdessä tilassa.")
INCLUDES_ITSELF: Final = gettext_noop("Valtuus ei voi sisältää itseään, suoraan tai toisen valtuuden kautta.")


class OnceForm(VersionedForm):
    """A new row without a slug of its own is not what a row says already: a form that was sent twice is saved once."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_unnamed = self.instance._state.adding and not cleaned.get("slug")
        if is_unnamed and not self.errors and self._has_twin(cleaned):
            self.add_error(None, gettext(TWIN))
        return cleaned

    def _has_twin(self, cleaned: dict[str, Any]) -> bool:
        options, says = self.instance._meta, {name: cleaned[name] for name in cleaned if name not in CALLED}
        values = {field.name: says[field.name] for field in options.concrete_fields if field.name in says}
        if any(isinstance(value, Row) and value.pk is None for value in values.values()):
            return False  # of a row that is not saved itself
        sets = {field.name: set(says[field.name]) for field in options.many_to_many if field.name in says}
        others = type(self.instance)._default_manager.filter(**values)
        return any(all(set(getattr(row, name).all()) == sets[name] for name in sets) for row in others)


class ConditionForm(OnceForm):
    """A condition holds for named types or for everybody. It takes its slug from its task."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and self.instance._state.adding:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = gettext("Jätä tyhjäksi, niin tunniste tulee tehtävän tunnisteesta.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "types" in cleaned and cleaned.get("every_type") and cleaned["types"]:
            self.add_error("every_type", gettext(FOR_BOTH))
        elif "types" in cleaned and not cleaned.get("every_type") and not cleaned["types"]:
            self.add_error("types", gettext(FOR_NOBODY))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        # Here, not in clean(): two new conditions of one page must get two slugs.
        if isinstance(self.instance, Condition) and not self.instance.slug:
            self.instance.slug = free_slug(Condition, self.instance.task.slug)
        return super().save(commit)


class LookAlikeForm(OnceForm):
    """A look-alike of its mandate's page takes its slug from its name."""

    def save(self, commit: bool = True) -> Any:
        if isinstance(self.instance, LookAlike) and not self.instance.slug:
            self.instance.slug = free_slug(LookAlike, slugify(self.instance.name_fi))
        return super().save(commit)


def free_slug(model: type[Row], named: str, taken: Collection[str] = ()) -> str:
    """The wanted slug, as long as its column, or the first of wanted-2, wanted-3 … that no row has and none of those
    taken is.
    """
    longest = model._meta.get_field("slug").max_length or len(named)
    wanted = named[:longest].rstrip("-") or str(model._meta.model_name)
    candidate, count = wanted, 1
    while candidate in taken or model._default_manager.filter(slug=candidate).exists():
        count += 1
        end = f"-{count}"
        candidate = wanted[: longest - len(end)].rstrip("-") + end
    return candidate


class MandateForm(VersionedForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and self._includes_itself(cleaned.get("includes") or ()):
            self.add_error("includes", gettext(INCLUDES_ITSELF))
        return cleaned

    def _includes_itself(self, narrower: Any) -> bool:
        includes: dict[str, list[str]] = {}
        for broad, narrow in Mandate.includes.through.objects.values_list("from_mandate_id", "to_mandate_id"):
            includes.setdefault(str(broad), []).append(str(narrow))
        own = str(self.instance.pk)
        includes[own] = [str(mandate.pk) for mandate in narrower]
        return own in integrity.cycles(includes)


class CaseForm(VersionedForm):
    """A prerequisite is answered once, and a mandate is expected in one state."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for names, sentence in ((ANSWERS, ANSWERED_TWICE), (STATES, EXPECTED_TWICE)):
            seen: set[Any] = set()
            for name in names:
                rows = set(cleaned.get(name) or ())
                if rows & seen:
                    self.add_error(name, gettext(sentence))
                seen |= rows
        return cleaned
