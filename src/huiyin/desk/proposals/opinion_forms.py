"""Forms for signatures, minority opinions, the order of suggestions and the cover letter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from huiyin.desk.core.form_fields import LenientForm, NumberField, TextField, VersionField


class SignatureForm(LenientForm):
    """The organisation that signs or withdraws its signature."""

    organisation = NumberField(required=False)
    what = forms.CharField(required=False)

    @property
    def is_withdrawal(self) -> bool:
        return bool(self.cleaned_data["what"] == "withdraw")


class OpinionForm(LenientForm):
    """The opinion of an organisation on the suggestion ``key`` or on the whole proposal."""

    organisation = NumberField(required=False)
    key = forms.CharField(required=False, strip=False)
    version = VersionField()

    def __init__(self, given: Any, *, longest: int) -> None:
        super().__init__(given, {"text": TextField(longest)})


class OrderForm(LenientForm):
    """The buttons that move a suggestion up or down."""

    down = forms.CharField(required=False)
    version = VersionField()

    @property
    def is_up(self) -> bool:
        return "down" not in self.data


class LetterForm(LenientForm):
    """The cover letter in each language, by part; saved with ``keep``, otherwise only previewed."""

    version = VersionField()

    def __init__(
        self, given: Any, *, languages: Iterable[str], parts: Iterable[str], longest: int
    ) -> None:
        names = [f"{part}_{language}" for language in languages for part in parts]
        super().__init__(given, {name: TextField(longest) for name in names})

    @property
    def is_to_keep(self) -> bool:
        return "keep" in self.data
