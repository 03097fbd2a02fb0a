"""What is typed of tokens and webhooks, and what is wrong with it."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from huiyin.desk.api.data import TOKEN_DAYS, Scope, Topic
from huiyin.desk.api.forms import ActForm, HookForm, TokenForm
from huiyin.i18n import use_language


def test_a_token_is_for_something_may_something_and_ends() -> None:
    scope = next(iter(Scope)).value
    form = TokenForm({"name": "reader", "scopes": [scope], "days": str(TOKEN_DAYS[0])})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"name": "reader", "scopes": [scope], "days": TOKEN_DAYS[0]}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"name", "scopes", "days"}),
        (
            {"name": "x" * 81, "scopes": ["everything"], "days": "100000"},
            {"name", "scopes", "days"},
        ),
    ],
)
def test_each_field_says_in_one_sentence_what_is_wrong(
    language: str, typed: dict[str, object], wrong: set[str]
) -> None:
    use_language(language)
    form = TokenForm(typed)
    assert set(form.errors) == wrong
    sentences = [str(error) for errors in form.errors.values() for error in errors]
    assert len(set(sentences)) == len(wrong)


def test_a_webhook_is_told_of_something_that_happens() -> None:
    topic = next(iter(Topic)).value
    assert HookForm({"url": "https://example.org/", "topics": [topic]}).is_valid()
    assert set(HookForm({"url": "", "topics": ["weather"]}).errors) == {"url", "topics"}


def test_a_button_that_is_none_does_nothing() -> None:
    assert ActForm(QueryDict("number=7&what=revoke")).cleaned_data == {
        "number": 7,
        "what": "revoke",
    }
    assert ActForm(QueryDict("number=x&what=drop")).cleaned_data == {"number": None, "what": ""}
