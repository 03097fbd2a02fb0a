"""The page of all parts that pages are made of."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.badges import LOOKS
from huiyin.desk.core.icons import list_icons
from huiyin.desk.core.stacked_bar import BarPart, ChartBar, lay_out_bar
from huiyin.desk.core.style_roles import read_colour_roles
from huiyin.i18n import say

#: The example of a bar: a verdict, where its part begins, and how wide it is.
_PARTS = (
    ("adopted", 0, 45),
    ("partly", 45, 25),
    ("elsewhere", 70, 8),
    ("not_adopted", 78, 12),
    ("reversed", 90, 4),
    ("gone", 94, 4),
    ("needs_person", 98, 2),
)
#: The example of votes on a statement.
_VOTES = (("accepted", "agree", 34), ("needs_person", "pass", 9), ("rejected", "disagree", 12))
#: The example of values side by side.
_LENGTHS = (("accepted", 90), ("partly", 45), ("rejected", 12))
#: These have a number or a day in their words.
_FILLED = frozenset(
    ("desk.manage.problems", "pairing.wrong", "personal.answer_by", "exchange.state.due")
)


class DesignForm(forms.Form):
    """One field of each kind."""

    words = forms.CharField(required=False)
    several = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, choices=(("a", "A"), ("b", "B"))
    )
    tick = forms.BooleanField(required=False)

    def __init__(self) -> None:
        super().__init__(auto_id="design-%s")
        for name, field in self.fields.items():
            field.label = say("design.choice" if name == "tick" else "design.field")


@require_safe
@team_only
def show_design(request: SignedInRequest) -> HttpResponse:
    """Every part, as it looks and as a template asks for it."""
    return render(
        request,
        "pages/design.html",
        {
            "roles": read_colour_roles(),
            "icons": list_icons(),
            "states": [key for key in LOOKS if key not in _FILLED],
            "parts": _PARTS,
            "bars": [(ChartBar(say(f"run.reply.{name}"), str(n), str(n))) for name, n in _LENGTHS],
            "votes": lay_out_bar(
                BarPart(look, say(f"statement.{vote}"), n) for look, vote, n in _VOTES
            ),
            "form": DesignForm(),
            "filter_title": say("design.other"),
            "turned": {"previous": "?page=1", "next": "?page=3"},
        },
    )
