"""Forms of the joint proposal."""

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

#: Maximum length of a text field, in characters.
LONGEST = 50_000


class SuggestionPlaceForm(LenientForm):
    """The provision, groups and action of a suggestion, from the query string or the form."""

    eid = forms.CharField(required=False, strip=False)
    action = forms.CharField(required=False, strip=False)
    group = NumbersField(required=False)

    def clean_eid(self) -> str:
        return str(self.cleaned_data["eid"])[:LONGEST_FOREIGN_EID]

    def get(self, name: str, default: str) -> str:
        """Return the submitted value of ``name``, or ``default`` if the field is absent; an empty field is
        returned as empty.
        """
        return str(self.cleaned_data[name]) if name in self.data else default


class SuggestionForm(SuggestionPlaceForm):
    """The form of a suggestion: its text, the search for supporting groups and the buttons. ``twins`` means
    that groups in other languages were shown.
    """

    wording = TextField(LONGEST)
    text = TextField(LONGEST)
    reason = TextField(LONGEST)
    divergence = TextField(LONGEST)
    find = forms.CharField(required=False)
    version = VersionField()

    def clean_find(self) -> str:
        return str(self.cleaned_data["find"])[:100]

    def has(self, button: str) -> bool:
        """Return whether ``button`` (keep, alike or twins) was pressed."""
        return button in self.data


class LockForm(LenientForm):
    """The buttons that lock a version; ``open`` also opens signing."""

    version = VersionField()

    @property
    def opens(self) -> bool:
        return "open" in self.data


class RemarkForm(LenientForm):
    """A remark on a version or one of its suggestions."""

    suggestion = NumberField(required=False)
    text = TextField(LONGEST)


class RemarkStateForm(LenientForm):
    """The button that settles a remark or, with ``open``, reopens it."""

    @property
    def is_settled(self) -> bool:
        return "open" not in self.data


class TranslationForm(forms.Form):
    """The translation of a suggestion's text. Input is never discarded."""

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
        """Return the submitted text with line endings as stored."""
        return {
            name: str(words).replace("\r\n", "\n")
            for name, words in self.cleaned_data.items()
            if name in Suggestion.WORDED
        }

    def get_seen(self) -> str | None:
        """Return the snapshot version shown in the form, or None if it is absent."""
        return self["version"].data if self.is_bound else None


class MissingWordsForm(forms.Form):
    """A field for each title, group name and statement without a translation."""

    #: Kinds of text with a field here, and their maximum lengths.
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
        """Return the filled fields as field name, untranslated item and submitted text."""
        return [
            (name, one, self.cleaned_data[name])
            for name, one in self.items.items()
            if self.cleaned_data.get(name)
        ]
