"""What people type and choose about tokens and webhooks."""

from __future__ import annotations

from typing import Any

from django import forms

from huiyin.desk.api.data import TOKEN_DAYS, Scope, Topic
from huiyin.desk.core.form_fields import LenientForm, NumberField, offer_choices, say_wrong
from huiyin.i18n import say


class TokenForm(forms.Form):
    """A new token: what it is for, what it may do, how long it is good."""

    name = forms.CharField(max_length=80)
    scopes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    days = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_choices(
            self.fields["scopes"], [(one.value, say(f"api.scope.{one.value}")) for one in Scope]
        )
        offer_choices(
            self.fields["days"], [(str(n), say("api.token.days", n=n)) for n in TOKEN_DAYS]
        )
        for name, field in self.fields.items():
            say_wrong(field, say(f"api.token.wrong.{name}"))


class HookForm(forms.Form):
    """A new webhook: where, and what it is told of."""

    url = forms.CharField(max_length=500)
    topics = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_choices(
            self.fields["topics"], [(one.value, say(f"api.topic.{one.value}")) for one in Topic]
        )
        for name, field in self.fields.items():
            say_wrong(field, say(f"api.hook.wrong.{name}"))


class ActForm(LenientForm):
    """A button of a row: which row, and what."""

    number = NumberField(required=False)
    what = forms.ChoiceField(choices=[(one, one) for one in ("revoke", "remove", "wake", "try")])
