"""Choices of rows in a row's form, which take what can be a key and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from mandates.admin.frame.numbers import whole

if TYPE_CHECKING:
    ChoiceBase = forms.ModelChoiceField[Any]
    ManyBase = forms.ModelMultipleChoiceField[Any]
else:
    ChoiceBase = forms.ModelChoiceField
    ManyBase = forms.ModelMultipleChoiceField


class RowField(ChoiceBase):
    """One row. Django looks for whatever was sent, and breaks where it cannot be a number of the database."""

    def clean(self, value: Any) -> Any:
        refuse_odd_keys(self, [value])
        return super().clean(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data if whole(str(data)) else None


class RowsField(ManyBase):
    """Any number of rows, in the same way."""

    def clean(self, value: Any) -> Any:
        refuse_odd_keys(self, value or [])
        return super().clean(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return [key for key in data or [] if whole(str(key))]


def refuse_odd_keys(field: ChoiceBase, keys: list[Any]) -> None:
    """:raises ValidationError: the one that Django has for a row that there is not."""
    for key in keys:
        if key and not whole(str(key)):
            said = field.error_messages["invalid_choice"]
            raise forms.ValidationError(said, code="invalid_choice", params={"value": key})
