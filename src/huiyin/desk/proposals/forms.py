"""What people write of a joint proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from huiyin.desk.proposals.api.translations import UntranslatedItem
from huiyin.desk.proposals.models import Suggestion
from huiyin.i18n import say

#: The longest field, in characters.
LONGEST = 50_000


class TranslationForm(forms.Form):
    """What a suggestion says in its other language: of what it says in its own. What was typed is never left out."""

    wording = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea)
    text = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea)
    reason = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea)
    divergence = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea)

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
        return {name: str(words).replace("\r\n", "\n") for name, words in self.cleaned_data.items()}


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
