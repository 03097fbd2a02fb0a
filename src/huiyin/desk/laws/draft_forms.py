"""Forms of drafts, with limits and messages. They write no rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from huiyin.desk.core.form_fields import KeyField, LenientForm, NumberField, VersionField
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.laws.draft_data import LANGUAGES, DraftInput, DraftSharing
from huiyin.desk.laws.draft_texts import LONGEST_DRAFT, LONGEST_PIECE
from huiyin.desk.ledger.forms import WordsField
from huiyin.desk.networks.api import list_networks
from huiyin.i18n import say
from huiyin.text import as_kept

if TYPE_CHECKING:
    from huiyin.desk.laws.drafters import Drafter


class LawTextField(forms.CharField):
    """A law's text as typed, with white space; too long a text is refused and never cut."""

    def __init__(self, longest: int, rows: int) -> None:
        widget = forms.Textarea({"rows": rows, "spellcheck": "true"})
        super().__init__(required=False, strip=False, max_length=longest, widget=widget)

    def to_python(self, value: Any) -> str:
        return as_kept(str(super().to_python(value)).replace("\r\n", "\n"))


class DraftForm(forms.Form):
    """A form with labels ``draft.field.<name>``, and hints ``draft.hint.<name>`` for the fields in ``hints``."""

    hints: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            stem, _, language = name.rpartition("_")
            is_worded = language in LANGUAGES
            named = stem if is_worded else name
            field.label = say(f"draft.field.{named}")
            if is_worded:
                field.label += say(f"research.in.{language}")
                field.widget.attrs["lang"] = language
            field.help_text = say(f"draft.hint.{named}") if named in self.hints else ""
            field.error_messages["required"] = say("exchange.wrong.required")
            field.error_messages["invalid"] = say("exchange.wrong.invalid")
            field.error_messages["invalid_choice"] = say("exchange.wrong.choice")
            for check in field.validators:
                if getattr(check, "code", "") == "max_length":
                    check.message = say("exchange.wrong.long", limit=str(field.max_length))  # type: ignore[attr-defined]

    def read_texts(self) -> dict[str, str]:
        """Language → the text, without surrounding white space."""
        return {language: self.cleaned_data[f"text_{language}"] for language in LANGUAGES}


def _set_choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    fields: dict[str, Any] = form.fields
    fields[name].choices = choices


class TitleForm(DraftForm):
    """The title, aim and sharing of a draft."""

    hints: tuple[str, ...] = ("aim", "sharing")
    title_zh = WordsField(max_length=300, required=False)
    title_en = WordsField(max_length=300, required=False)
    aim_zh = WordsField(max_length=4_000, required=False, widget=forms.Textarea({"rows": 3}))
    aim_en = WordsField(max_length=4_000, required=False, widget=forms.Textarea({"rows": 3}))
    sharing = forms.ChoiceField()
    version = VersionField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(one), say(f"draft.sharing.{one}")) for one in DraftSharing]
        _set_choices(self, "sharing", named)
        self.fields["sharing"].initial = DraftSharing.EDITORS.value
        self.fields["title_zh"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not any(given.get(f"title_{language}") for language in LANGUAGES):
            self.add_error("title_zh", say("draft.wrong.no_title"))
        return given

    def make_input(self, network: int | None = None) -> DraftInput:
        given = self.cleaned_data
        return DraftInput(
            given["title_zh"],
            given["title_en"],
            given["aim_zh"],
            given["aim_en"],
            network,
            DraftSharing(given["sharing"]),
        )


class BeginForm(TitleForm):
    """The same, with its network."""

    hints = ("aim", "sharing", "network")
    network = forms.ChoiceField(required=False)

    def __init__(self, drafter: Drafter, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        networks = [
            (str(one.pk), str(one))
            for one in list_networks()
            if drafter.is_team or one.pk in drafter.networks
        ]
        everybody = [("", say("research.all_members"))] if drafter.is_team else []
        _set_choices(self, "network", [*everybody, *networks])

    def make_input(self, network: int | None = None) -> DraftInput:
        return super().make_input(parse_number(self.cleaned_data["network"]))


class ProvisionForm(DraftForm):
    """The text of a provision in both languages."""

    text_zh = LawTextField(LONGEST_PIECE, 12)
    text_en = LawTextField(LONGEST_PIECE, 12)
    version = VersionField()


class PasteForm(DraftForm):
    """A whole text in one language."""

    hints = ("source",)
    language = forms.ChoiceField()
    source = LawTextField(LONGEST_DRAFT // 2, 16)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(one, say(f"desk.law.in.{one}")) for one in LANGUAGES]
        _set_choices(self, "language", named)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("source", "").strip() and "source" not in self.errors:
            self.add_error("source", say("exchange.wrong.required"))
        return given


class EditionForm(DraftForm):
    """The name of a version."""

    hints = ("name",)
    name = WordsField(max_length=120, required=False)


class KeyForm(LenientForm):
    """The key of a provision, and of the one that a new one follows."""

    key = KeyField(required=False)
    after = KeyField(required=False)


class ActForm(LenientForm):
    """A button on the page of a draft: the action and the provision."""

    def __init__(self, given: Any) -> None:
        super().__init__(
            given,
            {
                "what": forms.CharField(required=False, max_length=20),
                "after": KeyField(required=False),
                "place": forms.CharField(required=False, max_length=40),
                "version": VersionField(),
                "number": NumberField(required=False),
                "language": forms.ChoiceField(
                    choices=[(one, one) for one in LANGUAGES], required=False
                ),
                "cut_zh": NumberField(required=False),
                "cut_en": NumberField(required=False),
            },
        )

    def read_cuts(self) -> Mapping[str, int]:
        """Language → the index where the second provision begins."""
        cuts = {language: self.cleaned_data[f"cut_{language}"] for language in LANGUAGES}
        return {language: at for language, at in cuts.items() if at}


class CompareForm(DraftForm):
    """The two versions to compare; the current draft is ``now``."""

    old = forms.ChoiceField(required=False)
    new = forms.ChoiceField(required=False)
    language = forms.ChoiceField(required=False)

    def __init__(self, given: Any, editions: Iterable[tuple[str, str]]) -> None:
        super().__init__(given)
        named = list(editions)
        _set_choices(self, "old", named)
        _set_choices(self, "new", named)
        _set_choices(self, "language", [(one, say(f"desk.law.in.{one}")) for one in LANGUAGES])
        self.is_valid()

    def get_chosen(self, name: str, otherwise: str) -> str:
        return str(self.cleaned_data.get(name) or otherwise)
