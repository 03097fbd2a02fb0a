"""What people choose of their account."""

from __future__ import annotations

from django.http import QueryDict

from huiyin.desk.accounts.forms import AccountForm, EndSessionForm, LanguageForm
from huiyin.i18n import use_language


def test_a_name_and_the_mails_that_somebody_wants() -> None:
    form = AccountForm({"name": "Li", "digest": "daily", "reminders": "on"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"name": "Li", "digest": "daily", "reminders": True}


def test_what_is_too_long_or_no_choice_is_told_in_the_readers_language() -> None:
    said = []
    for language in ("en", "zh"):
        use_language(language)
        form = AccountForm({"name": "x" * 121, "digest": "hourly"})
        assert set(form.errors) == {"name", "digest"}
        said.append(str(form.errors["name"][0]))
    assert "120" in said[0] and "120" in said[1] and said[0] != said[1]


def test_a_language_that_is_not_spoken_is_not_chosen_and_the_way_back_is_the_first_page() -> None:
    assert LanguageForm(QueryDict("language=en")).cleaned_data == {"language": "en", "next": "/"}
    assert LanguageForm(QueryDict("language=xx&next=/a/")).cleaned_data == {
        "language": "",
        "next": "/a/",
    }


def test_one_session_is_ended_or_all_others() -> None:
    assert EndSessionForm(QueryDict("others=1")).cleaned_data == {"end": "", "others": "1"}
