"""What the team says of a consultation on its pages, as forms."""

from __future__ import annotations

from django import forms

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.core.form_fields import (
    HiddenField,
    LenientForm,
    NumberField,
    NumbersField,
    VersionField,
)


class VotingDayForm(forms.Form):
    """The last day of voting; empty where there is none."""

    voting_closes = forms.DateField(required=False, input_formats=("%Y-%m-%d",))


class StageForm(LenientForm):
    """The stage that a consultation is moved to; none where a move is taken back."""

    stage = forms.ChoiceField(choices=[(one.value, one.value) for one in Stage])
    version = VersionField()


class InvitedForm(LenientForm):
    """Who may comment: everybody or the chosen, and which organisations are added or taken out."""

    what = forms.CharField(required=False)
    organisation = NumbersField(required=False)
    network = NumberField(required=False)
    version = VersionField()


class DraftForm(LenientForm):
    """A draft as it is mended: the whole (``source``), a line of it that read ``was``, or what a file that was held back
    (``job``) holds."""

    job = NumberField(required=False)
    leave = forms.CharField(required=False)
    undo = forms.CharField(required=False)
    line = NumberField(required=False)
    words = forms.CharField(required=False, strip=False)
    was = HiddenField()
    source = forms.CharField(required=False, strip=False)
    sure = forms.CharField(required=False)
    version = VersionField()
