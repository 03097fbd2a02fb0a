"""Forms for correcting an import: provisions and organisations of comments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from huiyin.desk.consultations.models import Comment
from huiyin.desk.core.form_fields import (
    LenientForm,
    LineField,
    NumberField,
    RowField,
    TextField,
    VersionField,
)
from huiyin.i18n import say

#: Choices for an unknown name, besides the organisations.
LEAVE, ADD = "leave", "add"


#: The roles of columns.
COLUMNS = ("text", "organisation", "reference", "wording", "quote", "author", "language")


class UploadForm(LenientForm):
    """The organisation on whose behalf files are imported."""

    def __init__(self, given: Any, organisations: QuerySet[Any]) -> None:
        organisation = RowField()
        organisation.among = organisations
        super().__init__(given, {"organisation": organisation})


class ArrivalForm(LenientForm):
    """A file that will come in parts: what it is called, its bytes, the digest of each part in order."""

    name = LineField(400)
    size = NumberField()
    digests = TextField(65_000)

    def __init__(self, given: Any, organisations: QuerySet[Any]) -> None:
        organisation = RowField()
        organisation.among = organisations
        super().__init__(given, {"organisation": organisation})


class ColumnsForm(LenientForm):
    """Which column has which role."""

    version = VersionField()

    def __init__(self, given: Any) -> None:
        super().__init__(given, {role: LineField(200) for role in COLUMNS})

    def read_columns(self) -> dict[str, str]:
        return {role: self.cleaned_data[role] for role in COLUMNS}


class PlacingForm(forms.Form):
    """A citation for each comment of a page; empty for the whole law. ``changed``: those that were edited."""

    def __init__(self, data: Any, comments: Iterable[Comment]) -> None:
        super().__init__(data)
        self._keys = {f"place_{comment.pk}": comment.pk for comment in comments}
        for name in self._keys:
            self.fields[name] = forms.CharField(required=False, max_length=120)
            self.fields[f"was_{name}"] = forms.CharField(required=False, max_length=400)

    @property
    def changed(self) -> dict[int, str]:
        given = self.cleaned_data
        return {
            key: given[name]
            for name, key in self._keys.items()
            if name in self.data and name in given and given[name] != given.get(f"was_{name}", "")
        }


class SpeakerForm(forms.Form):
    """Which organisation a name in a file means."""

    written = forms.CharField(max_length=200, strip=False)
    meant = forms.CharField(max_length=20)

    def __init__(self, data: Any, organisations: Iterable[Any], *, may_add: bool) -> None:
        super().__init__(data)
        self.organisations = {str(one.pk): one for one in organisations}
        self.may_add = may_add

    def clean_meant(self) -> str:
        meant: str = self.cleaned_data["meant"]
        choices = {LEAVE, *self.organisations} | ({ADD} if self.may_add else set())
        if meant not in choices:
            raise forms.ValidationError(say("receipt.choose"))
        return meant
