"""Forms for forwarding items, and for taking them or sending them back."""

from __future__ import annotations

from django import forms

from huiyin.desk.core.form_fields import LenientForm, NumberField, NumbersField, TextField
from huiyin.desk.laws.api import LONGEST_FOREIGN_EID

_LONGEST, _LONGEST_WORDS = 50_000, 4_000


class ForwardForm(LenientForm):
    """The items to forward, the target and the reasons."""

    what = forms.ChoiceField(choices=[(name, name) for name in ("chosen", "whole")], required=False)
    target = NumberField(required=False)
    suggestion = NumbersField(required=False)
    statement = NumbersField(required=False)
    reasons = TextField(_LONGEST_WORDS)


class SettleForm(LenientForm):
    """The amended text of an item that is taken, or the reason for sending it back. ``eid`` is the provision
    chosen for a suggestion.
    """

    what = forms.ChoiceField(choices=[(name, name) for name in ("take", "back")], required=False)
    eid = forms.CharField(required=False, max_length=LONGEST_FOREIGN_EID)
    wording = TextField(_LONGEST)
    text = TextField(_LONGEST)
    reason = TextField(_LONGEST)
    text_zh = TextField(300)
    text_en = TextField(300)
    answer = TextField(_LONGEST_WORDS)


class TakeAllForm(LenientForm):
    """The forwarding to take as a whole."""

    forwarding = NumberField(required=False)
