"""What is typed into the site."""

from __future__ import annotations

from typing import Any

from django import forms

from huiyin.desk.core.form_fields import DayField, LenientForm, NumberField, TextField, say_wrong
from huiyin.desk.core.request_params import FIRST_YEAR, LAST_YEAR
from huiyin.desk.pages.search import KINDS, WantedSearch
from huiyin.i18n import say

#: More is no search.
_LONGEST = 100


#: Where what matters in a picture may stand: in hundredths from the left and from the top.
FOCUS = {
    f"{down}-{across}": (x, y)
    for down, y in (("top", 17), ("middle", 50), ("bottom", 83))
    for across, x in (("left", 17), ("centre", 50), ("right", 83))
}
_LONGEST_ALT, _LONGEST_ISSUE = 300, 20_000


class PictureForm(forms.Form):
    """What a picture shows, in both languages, and where in it what matters stands: one of nine places."""

    alt_zh = forms.CharField(max_length=_LONGEST_ALT)
    alt_en = forms.CharField(max_length=_LONGEST_ALT)
    focus = forms.ChoiceField(choices=[(place, place) for place in FOCUS])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("alt_zh", "alt_en"):
            say_wrong(self.fields[name], say(f"picture.wrong.{name}", most=_LONGEST_ALT))
        say_wrong(self.fields["focus"], say("picture.wrong.focus"))

    def read_alt(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"alt_{code}"] for code in ("zh", "en")}

    def read_focus(self) -> tuple[int, int]:
        return FOCUS[self.cleaned_data["focus"]]


class PictureChoice(LenientForm):
    """Which picture, and what is to become of it."""

    number = NumberField(required=False)
    what = forms.ChoiceField(required=False, choices=[(one, one) for one in ("change", "delete")])


def name_focus(across: int, down: int) -> str:
    """The nearest of the nine places."""
    return min(FOCUS, key=lambda one: abs(FOCUS[one][0] - across) + abs(FOCUS[one][1] - down))


class PeriodForm(forms.Form):
    """From which day to which."""

    since = DayField()
    until = DayField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            say_wrong(field, say("newsletter.wrong.day"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", say("newsletter.wrong.order"))
        return given


class IssueForm(forms.Form):
    """An issue of the newsletter, in both languages."""

    subject_zh = forms.CharField(max_length=150)
    subject_en = forms.CharField(max_length=150)
    text_zh = TextField(_LONGEST_ISSUE)
    text_en = TextField(_LONGEST_ISSUE)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("subject_zh", "subject_en"):
            say_wrong(self.fields[name], say("newsletter.wrong.subject"))
        for name in ("text_zh", "text_en"):
            self.fields[name].required = True
            say_wrong(self.fields[name], say("newsletter.wrong.text"))

    def read_both(self, stem: str) -> dict[str, str]:
        return {code: self.cleaned_data[f"{stem}_{code}"] for code in ("zh", "en")}


class SiteSearchForm(forms.Form):
    """Words, and what to narrow them to. What is wrong with it narrows nothing."""

    words = forms.CharField(required=False, max_length=_LONGEST)
    kind = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in KINDS])
    language = forms.ChoiceField(required=False, choices=[("zh", "zh"), ("en", "en")])
    year = forms.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def read_wanted(self) -> WantedSearch:
        self.is_valid()
        kept = self.cleaned_data
        words = kept.get("words") or self.data.get("words", "")[:_LONGEST].replace("\0", "")
        return WantedSearch(
            words.strip(), kept.get("kind") or "", kept.get("language") or "", kept.get("year")
        )
