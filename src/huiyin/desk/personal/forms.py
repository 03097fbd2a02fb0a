"""Forms about personal data: asked for, answered, looked for."""

from __future__ import annotations

from typing import Any

from django import forms

from huiyin.desk.core.form_fields import KeysField, LenientForm, SureField, say_wrong
from huiyin.i18n import say

#: What somebody may say of why they ask or refuse; names asked for, at once.
_LONGEST, _NAMES = 5_000, 50


class ErasureRequestForm(forms.Form):
    """Ask to be erased, or ask for it no more (``what``)."""

    what = forms.CharField(required=False)
    sure = SureField(required=False)
    words = forms.CharField(required=False, max_length=_LONGEST)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        say_wrong(self.fields["words"], say("exchange.wrong.long", limit=str(_LONGEST)))


class ErasureAnswerForm(forms.Form):
    """Grant a request, of the rows that are ``meant`` too, or refuse it with a reason; what somebody left goes or stays
    likewise."""

    what = forms.CharField(required=False)
    sure = SureField(required=False)
    meant = KeysField(required=False)
    reason = forms.CharField(required=False, max_length=_LONGEST)
    also = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        for name, limit in (("reason", _LONGEST), ("also", 200)):
            say_wrong(self.fields[name], say("exchange.wrong.long", limit=str(limit)))

    @property
    def is_erasing(self) -> bool:
        return bool(self.cleaned_data["what"] in ("grant", "erase") and self.cleaned_data["sure"])


class StrangersForm(LenientForm):
    """Whom to look for, what they are called of what was found, and which rows are theirs."""

    q = forms.CharField(required=False)
    named = KeysField(required=False)
    meant = KeysField(required=False)
    what = forms.CharField(required=False)
    sure = SureField(required=False)

    def clean_q(self) -> str:
        words: str = self.cleaned_data["q"]
        return words[:200]

    def clean_named(self) -> list[str]:
        named: list[str] = self.cleaned_data["named"]
        return named[:_NAMES]

    @property
    def asks_for_file(self) -> bool:
        return bool(self.cleaned_data["what"] == "take")

    @property
    def is_erasing(self) -> bool:
        return bool(self.cleaned_data["what"] == "erase" and self.cleaned_data["sure"])
