"""What the team says of a consultation on its page, as forms."""

from __future__ import annotations

from django import forms


class VotingDayForm(forms.Form):
    """The last day of voting; empty where there is none."""

    voting_closes = forms.DateField(required=False, input_formats=("%Y-%m-%d",))
