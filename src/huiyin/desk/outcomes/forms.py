"""What readers choose on the page of the outcome."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from huiyin.i18n import say
from huiyin.intake import ReplyStatus
from huiyin.trace import Verdict


class OutcomeFilter(forms.Form):
    """Which suggestions are shown: by verdict, by reply, by chapter. What is no choice of these chooses nothing."""

    verdict = forms.ChoiceField(required=False)
    reply = forms.ChoiceField(required=False)
    chapter = forms.ChoiceField(required=False)

    def __init__(self, given: Any, *, chapters: Iterable[tuple[str, str]]) -> None:
        super().__init__(given)
        every = ("", say("uptake.filter.all"))
        choices = {
            "verdict": [(one.value, say(f"trace.verdict.{one}")) for one in Verdict],
            "reply": [(one, say(f"run.reply.{one}")) for one in (*ReplyStatus, "none")],
            "chapter": list(chapters),
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [every, *offered]
            field.label = say(f"uptake.head.{name}")
        self.is_valid()

    def get_chosen(self, name: str) -> str:
        """What was chosen of ``name``; empty for everything."""
        return str(self.cleaned_data.get(name, ""))
