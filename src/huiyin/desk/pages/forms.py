"""What is typed into the site."""

from __future__ import annotations

from django import forms

from huiyin.desk.core.request_params import FIRST_YEAR, LAST_YEAR
from huiyin.desk.pages.search import KINDS, WantedSearch

#: More is no search.
_LONGEST = 100


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
