"""Forms for choosing and searching on the pages of a consultation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from huiyin.desk.core.form_fields import (
    HiddenField,
    LenientForm,
    NumberField,
    NumbersField,
    VersionField,
)
from huiyin.i18n import say
from huiyin.text import detect_language, main_language


class GroupFilter(forms.Form):
    """Filter and order of groups. Invalid choices are ignored."""

    #: In the order shown; the first is the default.
    ORDERS = ("size", "organisations", "provision", "newest")

    q = forms.CharField(required=False, max_length=100)
    provision = forms.ChoiceField(required=False)
    sort = forms.ChoiceField(required=False)

    def __init__(self, given: Any, *, units: Iterable[tuple[str, str]]) -> None:
        super().__init__(given)
        self.fields["q"].label = say("desk.group.filter.words")
        self.fields["q"].widget.attrs["type"] = "search"
        choices = {
            "provision": [("", say("desk.group.filter.everywhere")), *units],
            "sort": [(one, say(f"desk.group.sort.{one}")) for one in self.ORDERS],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered
            field.label = say(f"desk.group.filter.{name}")
        self.is_valid()

    def get_chosen(self, name: str) -> str:
        """The choice for ``name``; empty for all."""
        return str(self.cleaned_data.get(name, ""))


class BasketForm(LenientForm):
    """Groups that were ticked, or one to remove (``out``); ``back``: the page's own query string."""

    what = forms.CharField(required=False, strip=False)
    group = NumbersField(required=False)
    out = NumberField(required=False)
    back = forms.CharField(required=False, strip=False)

    def clean_back(self) -> str:
        """Only a query string is accepted, so that it cannot redirect to another address."""
        back = str(self.cleaned_data["back"])
        return back if back.startswith("?") else ""


class GroupChoiceForm(LenientForm):
    """Groups or comments to be merged, split off, renamed or set aside. ``whole``: when the page showed the
    groups, with their versions; ``version``: that of the name or reason being changed.
    """

    what = forms.CharField(required=False, strip=False)
    group = NumbersField(required=False)
    comment = NumbersField(required=False)
    reason = forms.CharField(required=False, strip=False)
    whole = HiddenField()
    version = VersionField()


class GroupNameForm(forms.Form):
    """The name of a group in each language. A page from before an upgrade may submit a single name, which is
    assigned by its language.
    """

    name_zh = forms.CharField(required=False, max_length=200)
    name_en = forms.CharField(required=False, max_length=200)

    def __init__(self, given: Any) -> None:
        if "name" in given and not given.keys() & {"name_zh", "name_en"}:
            language = main_language(detect_language(given["name"]))
            given = {"name_en" if language == "en" else "name_zh": given["name"]}
        super().__init__(given)
        self.is_valid()

    def get_name(self, language: str) -> str:
        """The name in ``language``, cut if too long."""
        field = f"name_{language}"
        return str(self.cleaned_data.get(field, self.data.get(field, "")))[:200]
