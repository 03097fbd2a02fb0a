"""Forms and filters for replies and verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.http import urlencode

from huiyin.desk.core.form_fields import DayField, LenientForm, TextField, VersionField
from huiyin.desk.ledger.forms import WordsField
from huiyin.i18n import say
from huiyin.intake import ReplyStatus
from huiyin.trace import Verdict

#: The longest reason of a reply or verdict, in characters.
LONGEST_REASON = 20_000


class ReplyForm(LenientForm):
    """An authority's reply to a suggestion."""

    status = forms.CharField(required=False, strip=False)
    reason = TextField(LONGEST_REASON)
    version = VersionField()


class VerdictForm(LenientForm):
    """A person's verdict on a suggestion; an empty one withdraws it."""

    verdict = forms.CharField(required=False, strip=False)
    reason = TextField(LONGEST_REASON)
    version = VersionField()


class OutcomeFilter(forms.Form):
    """Filter by verdict, reply and chapter; invalid choices are ignored."""

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
        """The choice for ``name``; empty for all."""
        return str(self.cleaned_data.get(name, ""))


class ReplyFilter(forms.Form):
    """Filter by reply, or its absence, and chapter; invalid choices are ignored."""

    #: Choices besides the kinds of replies.
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
        """The choice for ``name``; empty for all."""
        return str(self.cleaned_data.get(name, ""))

    @property
    def query(self) -> str:
        """The choices as a query string."""
        return urlencode({name: one for name in self.fields if (one := self.get_chosen(name))})


class EnactForm(forms.Form):
    """The title of the enacted law, if it differs from the draft's, and its day."""

    title_zh = WordsField(max_length=300, required=False)
    title_en = WordsField(max_length=300, required=False)
    day = DayField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options | {"auto_id": "enact-%s"})
        for language in ("zh", "en"):
            field = self.fields[f"title_{language}"]
            field.label = say("enact.title") + say(f"research.in.{language}")
            field.widget.attrs["lang"] = language
        self.fields["title_zh"].help_text = say("enact.title_hint")
        self.fields["day"].label = say("enact.day")

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(say("enact.future"))
        return day


class HandOnForm(forms.Form):
    """A further authority, and its due day."""

    authority = forms.ChoiceField()
    due_on = DayField(required=False)

    def __init__(self, authorities: Iterable[Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["authority"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.pk), one.name) for one in authorities]
        field.label, self.fields["due_on"].label = say("handover.authority"), say("handover.due_on")
        for one in self.fields.values():
            one.error_messages["required"] = say("exchange.wrong.required")
            one.error_messages["invalid_choice"] = say("exchange.wrong.choice")


class FurtherReplyForm(forms.Form):
    """A further authority's reply to a suggestion."""

    suggestion = forms.ChoiceField()
    status = forms.ChoiceField()
    reason = WordsField(max_length=20_000, required=False, widget=forms.Textarea({"rows": 3}))
    day = DayField(required=False)
    version = VersionField()

    def __init__(self, suggestions: Iterable[Any], number: int, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options | {"auto_id": f"h{number}-%s"})
        choices = {
            "suggestion": [(str(one.pk), f"{one.key} · {one.target}"[:80]) for one in suggestions],
            "status": [(one.value, say(f"run.reply.{one}")) for one in ReplyStatus],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered
        for name in ("suggestion", "status", "reason", "day"):
            self.fields[name].label = say(f"handover.{name}")
            self.fields[name].error_messages["required"] = say("exchange.wrong.required")
            self.fields[name].error_messages["invalid_choice"] = say("exchange.wrong.choice")
