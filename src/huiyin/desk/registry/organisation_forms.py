"""What is typed of an organisation: on its own page, and in the rows of a table that were refused.

What cannot stand, ``organisations.save_organisation`` says, in the same words as of a file that is taken in.
"""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from huiyin.desk.core.form_fields import LenientForm, NumberField, NumbersField, VersionField
from huiyin.desk.core.request_params import parse_numbers
from huiyin.desk.registry.organisations import FIELDS, OrganisationRow


class OrganisationForm(LenientForm):
    """The details of one organisation; whether other names correct those of before; a seat that is taken away."""

    name_zh = forms.CharField(required=False)
    name_en = forms.CharField(required=False)
    kind = forms.CharField(required=False)
    language = forms.CharField(required=False)
    email = forms.CharField(required=False)
    slug = forms.CharField(required=False)
    is_correction = forms.BooleanField(required=False)
    unseat = NumberField(required=False)
    version = VersionField()

    def read_details(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class RefusedRowsForm(LenientForm):
    """The rows that could not be taken in, as they were mended on the page: ``row`` names them, ``<field>-<row>`` is what
    a row says."""

    row = NumbersField(required=False)

    def __init__(self, given: QueryDict) -> None:
        numbers = parse_numbers(given.getlist("row"))
        boxes = {f"{name}-{n}": forms.CharField(required=False) for n in numbers for name in FIELDS}
        super().__init__(given, boxes)

    def read_rows(self) -> list[OrganisationRow]:
        given = self.cleaned_data
        return [
            OrganisationRow(number, {name: given[f"{name}-{number}"] for name in FIELDS})
            for number in given["row"]
        ]
