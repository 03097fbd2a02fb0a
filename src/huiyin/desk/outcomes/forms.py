"""What readers choose on the pages of the outcome and of the replies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.http import urlencode

from huiyin.desk.core.form_fields import LenientForm, TextField, VersionField
from huiyin.i18n import say
from huiyin.intake import ReplyStatus
from huiyin.trace import Verdict

#: The longest reason of a reply or a verdict, in characters.
LONGEST_REASON = 20_000


class ReplyForm(LenientForm):
    """What an authority answers to one suggestion."""

    status = forms.CharField(required=False, strip=False)
    reason = TextField(LONGEST_REASON)
    version = VersionField()


class VerdictForm(LenientForm):
    """What a person says became of a suggestion; no verdict takes back what was said."""

    verdict = forms.CharField(required=False, strip=False)
    reason = TextField(LONGEST_REASON)
    version = VersionField()


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


class ReplyFilter(forms.Form):
    """Which suggestions are shown with their replies: unanswered or not, by reply, by chapter. What is no choice of these
    chooses nothing."""

    #: Beside the replies themselves.
    OPEN, ANSWERED = "none", "answered"

    state = forms.ChoiceField(required=False)
    chapter = forms.ChoiceField(required=False)

    def __init__(self, given: Any, *, chapters: Iterable[tuple[str, str]]) -> None:
        super().__init__(given)
        every = ("", say("uptake.filter.all"))
        states = [(one.value, say(f"run.reply.{one}")) for one in ReplyStatus]
        choices = {
            "state": [
                (self.OPEN, say("reply.filter.open")), (self.ANSWERED, say("reply.filter.answered")), *states
            ],
            "chapter": list(chapters),
        }  # fmt: skip
        labels = {"state": say("reply.filter.state"), "chapter": say("uptake.head.chapter")}
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [every, *offered]
            field.label = labels[name]
        self.is_valid()

    def get_chosen(self, name: str) -> str:
        """What was chosen of ``name``; empty for everything."""
        return str(self.cleaned_data.get(name, ""))

    @property
    def query(self) -> str:
        """What was chosen, as the address says it."""
        return urlencode({name: one for name in self.fields if (one := self.get_chosen(name))})
