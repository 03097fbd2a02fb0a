"""The form of an authority's calendar."""

from __future__ import annotations

from django import forms

from huiyin.desk.core.form_fields import HiddenField, LenientForm, NumbersField


class CalendarForm(LenientForm):
    """An action on the calendar: set its rules, set or remove a day, import a file."""

    what = forms.CharField(required=False)
    country = forms.CharField(required=False)
    weekend = NumbersField(required=False)
    day = forms.CharField(required=False)
    kind = forms.CharField(required=False)
    name = forms.CharField(required=False)
    version = HiddenField()

    def find_version_of(self, day: int) -> str | None:
        """The version that the button of a day carried."""
        seen: str | None = self.data.get(f"version-{day}")
        return seen
