"""Forms of networks and their people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.core.form_fields import (
    LenientForm,
    NumberField,
    NumbersField,
    SureField,
    TextField,
    offer_choices,
    say_wrong,
)
from huiyin.desk.networks.api import INVITABLE, select_networks
from huiyin.desk.registry.organisations import select_bodies_and_authorities
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.networks.models import Network
    from huiyin.desk.registry.models import Organisation

_LONGEST_NAME = 200


class InvitationForm(forms.Form):
    """Who is invited, to which role, and in which language to write to them."""

    email = forms.EmailField(max_length=254)
    role = forms.TypedChoiceField(coerce=Role)
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        queryset=None, required=False
    )
    network: forms.ModelChoiceField[Network] = forms.ModelChoiceField(queryset=None, required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_choices(self.fields["role"], ((role.value, role.value) for role in INVITABLE))
        chosen_from = {
            "organisation": select_bodies_and_authorities(),
            "network": select_networks(),
        }
        for name, rows in chosen_from.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
            say_wrong(field, say(f"desk.people.wrong.no_{name}"))
        for name in ("email", "role"):
            say_wrong(self.fields[name], say(f"desk.people.wrong.{name}"))


class NetworkNamesForm(forms.Form):
    """The names of a network, in at least one language."""

    name_zh = forms.CharField(required=False, max_length=_LONGEST_NAME)
    name_en = forms.CharField(required=False, max_length=_LONGEST_NAME)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            say_wrong(field, say("registry.wrong.long_name"))

    def clean(self) -> dict[str, Any]:
        if not self.errors and not any(self.cleaned_data.values()):
            raise forms.ValidationError(say("registry.wrong.no_name"))
        return self.cleaned_data


class NetworkChangeForm(LenientForm):
    """An action on a network, and the members concerned."""

    what = forms.ChoiceField(
        choices=[(name, name) for name in ("name", "add", "remove", "dismiss", "line", "line_end")],
        required=False,
    )
    organisation = NumbersField(required=False)
    person = NumbersField(required=False)
    upper = NumberField(required=False)
    line = NumberField(required=False)


_LONGEST_WORDS, _LONGEST_TEXT = 2_000, 50_000


class MembershipForm(LenientForm):
    """An action on a membership: the organisation or the request concerned, and the message with it."""

    DEEDS: tuple[str, ...] = ("ask", "withdraw", "accept", "decline", "leave", "invite", "recall")
    what = forms.ChoiceField(choices=[(name, name) for name in DEEDS], required=False)
    organisation = NumberField(required=False)
    request = NumberField(required=False)
    words = TextField(_LONGEST_WORDS)
    sure = SureField(required=False)


class ReminderForm(LenientForm):
    """Which duty, and which organisation; all that have not done it if none is given."""

    duty = forms.CharField(required=False, max_length=60)
    organisation = NumberField(required=False)


class DescriptionForm(forms.Form):
    """A network's description in two languages, with its version."""

    description_zh = forms.CharField(
        required=False, max_length=_LONGEST_TEXT, widget=forms.Textarea
    )
    description_en = forms.CharField(
        required=False, max_length=_LONGEST_TEXT, widget=forms.Textarea
    )
    charter_zh = forms.CharField(required=False, max_length=_LONGEST_TEXT, widget=forms.Textarea)
    charter_en = forms.CharField(required=False, max_length=_LONGEST_TEXT, widget=forms.Textarea)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            stem, _, language = name.rpartition("_")
            field.label = say(f"network.field.{stem}") + say(f"network.in.{language}")
            field.widget.attrs |= {"lang": language, "rows": 8 if stem == "description" else 14}
            say_wrong(field, say("network.wrong.long"))

    def get_words(self) -> dict[str, str]:
        """The texts with LF as line ends, as they are stored."""
        return {name: str(words).replace("\r\n", "\n") for name, words in self.cleaned_data.items()}


class JoinForm(LenientForm):
    """Name and password of somebody who joins; the password is checked when the account is created."""

    name = forms.CharField(required=False, max_length=120)
    password = forms.CharField(required=False, strip=False)


class PersonChangeForm(LenientForm):
    """What to withdraw from an account, and the confirmation."""

    what = forms.CharField(required=False)
    sure = SureField(required=False)
