"""What people write of a joint proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from huiyin.desk.core.form_fields import (
    LenientForm,
    NumberField,
    NumbersField,
    TextField,
    VersionField,
)
from huiyin.desk.laws.api import LONGEST_FOREIGN_EID
from huiyin.desk.proposals.api.translations import UntranslatedItem
from huiyin.desk.proposals.models import Suggestion
from huiyin.i18n import say

#: The longest field, in characters.
LONGEST = 50_000


class SuggestionPlaceForm(LenientForm):
    """What a suggestion is about, rests on and does: as an address or the form gives it."""

    eid = forms.CharField(required=False, strip=False)
    action = forms.CharField(required=False, strip=False)
    group = NumbersField(required=False)

    def clean_eid(self) -> str:
        return str(self.cleaned_data["eid"])[:LONGEST_FOREIGN_EID]

    def get(self, name: str, default: str) -> str:
        """What was given by ``name``; ``default`` where nothing was, which is not the same as an empty field."""
        return str(self.cleaned_data[name]) if name in self.data else default


class SuggestionForm(SuggestionPlaceForm):
    """A suggestion as it is written: its words, the search for groups that it rests on, and the buttons. ``twins``: who
    sends it was shown the groups that say the same in another language."""

    wording = TextField(LONGEST)
    text = TextField(LONGEST)
    reason = TextField(LONGEST)
    divergence = TextField(LONGEST)
    find = forms.CharField(required=False)
    version = VersionField()

    def clean_find(self) -> str:
        return str(self.cleaned_data["find"])[:100]

    def has(self, button: str) -> bool:
        """Whether the form was sent by ``button``: keep, alike or twins."""
        return button in self.data


class LockForm(LenientForm):
    """The buttons that fix a version; ``open``: signing begins with it."""

    version = VersionField()

    @property
    def opens(self) -> bool:
        return "open" in self.data


class RemarkForm(LenientForm):
    """A remark on a version, or on one of its suggestions."""

    suggestion = NumberField(required=False)
    text = TextField(LONGEST)


class RemarkStateForm(LenientForm):
    """The button that says that a remark was dealt with, or that it was not (``open``)."""

    @property
    def is_settled(self) -> bool:
        return "open" not in self.data


class TranslationForm(forms.Form):
    """What a suggestion says in its other language: of what it says in its own. What was typed is never left out."""

    wording = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea)
    text = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea)
    reason = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea)
    divergence = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea)
    version = VersionField()

    def __init__(self, given: Any, *, suggestion: Suggestion, stored: Mapping[str, str]) -> None:
        super().__init__(given, initial=dict(stored))
        for name in Suggestion.WORDED:
            field = self.fields[name]
            field.label = say(f"proposal.{name}")
            field.widget.attrs |= {
                "rows": 6 if name == "wording" else 4,
                "lang": suggestion.other_language,
            }
            typed = given.get(name, "") if given is not None else ""
            if not (getattr(suggestion, name) or stored[name] or typed):
                del self.fields[name]

    def get_words(self) -> dict[str, str]:
        """What was written, its line ends as they are stored."""
        return {
            name: str(words).replace("\r\n", "\n")
            for name, words in self.cleaned_data.items()
            if name in Suggestion.WORDED
        }

    def get_seen(self) -> str | None:
        """The version that the form showed; None where it was not sent, or showed none."""
        return self["version"].data if self.is_bound else None


class MissingWordsForm(forms.Form):
    """A field for each title, name of a group and statement that lacks a language."""

    #: What is written here, and how long it may be.
    LENGTHS = {"title": 300, "group": 200, "statement": 300}

    def __init__(self, given: Any, items: Iterable[UntranslatedItem]) -> None:
        super().__init__(given)
        self.items = {f"{one.kind}-{one.key}": one for one in items if one.kind in self.LENGTHS}
        for name, one in self.items.items():
            missing = "en" if one.language == "zh" else "zh"
            self.fields[name] = forms.CharField(
                required=False,
                max_length=self.LENGTHS[one.kind],
                label=say(f"run.language.{missing}"),
                widget=forms.TextInput(attrs={"lang": missing}),
            )

    def list_written(self) -> list[tuple[str, UntranslatedItem, str]]:
        """What was written: the name of its field, what it says in another language, and the words."""
        return [
            (name, one, self.cleaned_data[name])
            for name, one in self.items.items()
            if self.cleaned_data.get(name)
        ]
