"""What readers of the directory ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from huiyin.desk.core.form_fields import DayField
from huiyin.desk.networks.api import list_networks
from huiyin.desk.registry.api.focus_list import list_focuses
from huiyin.desk.registry.api.organisation_facts import list_codes
from huiyin.desk.registry.data import ROUTES, DirectoryFilters, FactKind
from huiyin.desk.registry.places import name_place
from huiyin.i18n import say

#: The years that can be looked at: so many back.
_YEARS = 30
KINDS = ("member", "authority", "partner")


class DayForm(forms.Form):
    """As of which day something is shown, and as it was known when."""

    year = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    day = DayField(required=False)
    known_on = DayField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        this = timezone.localdate().year
        years = [(str(year), str(year)) for year in range(this - 1, this - _YEARS, -1)]
        fields: dict[str, Any] = self.fields
        fields["year"].choices = [("", say("directory.today")), *years]
        for name, field in self.fields.items():
            field.label = say(f"directory.field.{name}")

    def read_day(self) -> date | None:
        """The day that is asked for: a day, else the last of a year; None for today."""
        given = self.cleaned_data
        if given.get("day"):
            return given["day"]  # type: ignore[no-any-return]
        return date(given["year"], 12, 31) if given.get("year") else None


class DirectoryForm(DayForm):
    """Whom the directory shows."""

    q = forms.CharField(required=False, max_length=100)
    kind = forms.ChoiceField(required=False)
    focus = forms.ChoiceField(required=False)
    route = forms.ChoiceField(required=False)
    place = forms.ChoiceField(required=False)
    network = forms.ChoiceField(required=False)
    field_order = ("q", "kind", "focus", "route", "place", "network", "year", "day", "known_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices: dict[str, list[tuple[str, str]]] = {
            "kind": [(kind, say(f"directory.kind.{kind}")) for kind in KINDS],
            "focus": [(one.slug, one.name) for one in list_focuses(with_retired=True)],
            "route": [(route, say(f"intake.role.{route}")) for route in ROUTES],
            "place": [(code, name_place(code)) for code in list_codes(FactKind.PLACE)],
            "network": [(one.slug, one.name) for one in list_networks()],
        }
        fields: dict[str, Any] = self.fields
        for name, own in choices.items():
            fields[name].choices = [("", say(f"directory.any.{name}")), *own]

    def read_filters(self) -> DirectoryFilters:
        """What is valid of what was asked; what is not is no filter, and the form says so."""
        given = self.cleaned_data
        return DirectoryFilters(
            words=given.get("q", ""),
            kind=given.get("kind", ""),
            focus=given.get("focus", ""),
            route=given.get("route", ""),
            place=given.get("place", ""),
            network=given.get("network", ""),
            day=self.read_day(),
            known_on=given.get("known_on"),
        )
