"""Fields that read what a page gave, and forms of buttons that nothing can break."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from huiyin.desk.core.form_fields import (
    ButtonForm,
    HiddenField,
    KeyField,
    KeysField,
    LenientForm,
    LineField,
    NumberField,
    NumbersField,
    RowField,
    SureField,
    TextField,
    collect_given,
    find_error,
    list_sentences,
    say_wrong,
)

KEY = "0190a8f0-0000-7000-8000-000000000000"


class AllForm(LenientForm):
    number = NumberField(required=False)
    numbers = NumbersField(required=False)
    key = KeyField(required=False)
    keys = KeysField(required=False)
    text = TextField(5)
    line = LineField(5)
    hidden = HiddenField()
    sure = SureField(required=False)
    row = RowField()
    choice = forms.ChoiceField(choices=[("a", "A")], required=False)


def _read(query: str) -> dict[str, Any]:
    return AllForm(QueryDict(query)).cleaned_data


def test_what_is_given_is_read() -> None:
    given = _read(f"number=7&numbers=1&numbers=2&key={KEY}&keys=a&keys=b&hidden=&sure=yes&choice=a")
    assert given["number"] == 7 and given["numbers"] == [1, 2]
    assert given["key"] == UUID(KEY) and given["keys"] == ["a", "b"]
    assert given["hidden"] == "" and given["sure"] and given["choice"] == "a"


def test_what_is_no_choice_of_the_form_is_not_chosen_and_what_was_not_given_is_none() -> None:
    given = _read("number=x&numbers=x&numbers=3&key=x&sure=on&choice=z")
    assert given["number"] is None and given["numbers"] == [3] and given["key"] is None
    assert given["hidden"] is None and not given["sure"] and given["choice"] == ""
    assert given["row"] is None


def test_texts_are_cut_where_their_box_ends() -> None:
    given = _read("text=a%0D%0Abcdefg&line=++abcdefg++")
    assert given["text"] == "a\nbcd" and given["line"] == "abcde"


def test_a_button_says_what_and_which_version_was_seen() -> None:
    form = ButtonForm(QueryDict("what=end&version=abc"))
    assert (form.pressed, form.seen) == ("end", "abc")
    assert (ButtonForm(QueryDict("")).pressed, ButtonForm(QueryDict("")).seen) == ("", "")


class DayForm(forms.Form):
    day = forms.DateField()
    other = forms.DateField()


def test_what_is_wrong_is_said_once_and_what_was_typed_stays() -> None:
    form = DayForm({"day": "never", "other": "never"})
    for field in form.fields.values():
        say_wrong(field, "No day.")
    assert find_error(form) == "No day." and list_sentences(form) == ["No day."]
    assert collect_given(form) == {"day": "never", "other": "never"}
    assert collect_given(DayForm(initial={"day": "2026-01-02"})) == {"day": "2026-01-02"}
