"""The form of the yearly return, on a page and as a table."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from huiyin.desk.core.form_fields import DayField, LenientForm, LineField
from huiyin.desk.registry.api.facts import check_fact
from huiyin.desk.registry.api.focus_list import list_focuses
from huiyin.desk.registry.api.organisation_facts import select_all_organisations
from huiyin.desk.registry.data import FactInput, FactKind
from huiyin.desk.registry.periods import UnusableFact
from huiyin.desk.returns.data import CONTACTS, FIGURES, ROUTES, SHARES
from huiyin.i18n import say

_LONG = 2_000
#: Countries that there are.
_COUNTRIES = 193


def _make_number(most: int) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(required=False, min_value=0, max_value=most, widget=widget)


class PageForm(LenientForm):
    """The name that the page of a form was given."""

    page = LineField(24)


class ReturnForm(forms.Form):
    """Every field can be left open: what is not known is not guessed."""

    main_focus = forms.ChoiceField(required=False)
    focuses = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    activity_zh = forms.CharField(
        required=False, max_length=_LONG, widget=forms.Textarea({"rows": 2, "lang": "zh"})
    )
    activity_en = forms.CharField(
        required=False, max_length=_LONG, widget=forms.Textarea({"rows": 2, "lang": "en"})
    )
    professional = _make_number(100)
    grassroots = _make_number(100)
    international = _make_number(100)
    place = forms.CharField(required=False, max_length=10)
    languages = forms.CharField(required=False, max_length=100)
    website = forms.URLField(required=False, max_length=300, assume_scheme="https")
    phone = forms.CharField(
        required=False, max_length=60, widget=forms.TextInput({"inputmode": "tel"})
    )
    address = forms.CharField(required=False, max_length=300)
    wechat = forms.CharField(required=False, max_length=100)
    publish_contacts = forms.BooleanField(required=False)
    staff = _make_number(10_000_000)
    volunteers = _make_number(10_000_000)
    publish_people = forms.BooleanField(required=False)
    foreign_funding = _make_number(100)
    activity_abroad = _make_number(100)
    people_abroad = _make_number(100)
    foreign_languages = _make_number(100)
    local_leadership = _make_number(100)
    domestic_funding = _make_number(100)
    local_decisions = _make_number(100)
    local_outputs = _make_number(100)
    countries = _make_number(_COUNTRIES)
    publish_reach = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        focuses = [(one.slug, one.name) for one in list_focuses()]
        held = self.initial.get("focuses", ())
        listed = {slug for slug, _ in focuses}
        focuses += [(slug, slug) for slug in held if slug not in listed]
        fields: dict[str, Any] = self.fields
        fields["focuses"].choices = focuses
        fields["main_focus"].choices = [("", say("returns.unknown")), *focuses]
        for name, own in fields.items():
            own.label = say_label(name)

    def clean_place(self) -> str:
        return self._check_code(FactKind.PLACE, self.cleaned_data["place"].upper())

    def clean_languages(self) -> str:
        codes = self.cleaned_data["languages"].replace("，", " ").replace("、", " ")
        codes = codes.replace(",", " ").replace(";", " ")
        return " ".join(self._check_code(FactKind.LANGUAGE, code) for code in codes.split())

    def _check_code(self, kind: FactKind, code: str) -> str:
        try:
            return check_fact(FactInput(kind, code)).code if code else ""
        except UnusableFact:
            raise forms.ValidationError(say(f"returns.wrong.{kind}")) from None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        shares = [given.get(route) for route in ROUTES]
        known = [share for share in shares if share is not None]
        if known and (len(known) < len(ROUTES) or sum(known) != 100):
            self.add_error("international", say("returns.wrong.routes", total=sum(known)))
        main = given.get("main_focus")
        if main and main not in given.get("focuses", ()):
            given["focuses"] = [main, *given.get("focuses", ())]
        return given


def say_label(name: str) -> str:
    """What a field is called."""
    if name in (*ROUTES, *SHARES, "countries"):
        return say(f"intake.role.{name}")
    kind = "contact" if name in CONTACTS else "figure" if name in FIGURES else ""
    return say(f"registry.{kind}.{name}") if kind else say(f"returns.field.{name}")


class RoundForm(forms.Form):
    """A round to open."""

    year = forms.IntegerField(min_value=1990, max_value=2100)
    closes_on = DayField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, own in self.fields.items():
            own.label = say(f"returns.field.{name}")

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise forms.ValidationError(say("returns.wrong.future"))
        return year

    def clean_closes_on(self) -> date | None:
        day: date | None = self.cleaned_data["closes_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(say("returns.wrong.past"))
        return day


class DecisionForm(forms.Form):
    """What the secretariat decides on a return."""

    what = forms.ChoiceField(choices=[("accept", ""), ("ask_back", "")])
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    note = forms.CharField(required=False, max_length=_LONG)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("what") == "ask_back" and not given.get("note", "").strip():
            self.add_error("note", say("returns.wrong.no_note"))
        return given


class MemberForm(forms.Form):
    """A member to ask, or to ask no more."""

    organisation = forms.ModelChoiceField(select_all_organisations())


class TableForm(forms.Form):
    """The form as a table, filled in."""

    file = forms.FileField(allow_empty_file=True)  # refused by name where it is read
