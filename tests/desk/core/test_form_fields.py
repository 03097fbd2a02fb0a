"""Fields that read what a page gave, and forms of buttons that nothing can break."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.http import QueryDict

from huiyin.desk.core.form_fields import (
    ButtonForm,
    DayField,
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

DESK = Path(__file__).resolve().parents[3] / "src/huiyin/desk"
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


@pytest.mark.parametrize(
    "written", ["9999-12-31", "0001-01-01", "1899-12-31", "2200-01-01", "2026-02-30", "1/2/2026"]
)
def test_a_day_at_the_end_of_the_calendar_is_refused_with_the_years_that_are_taken(
    written: str,
) -> None:
    with pytest.raises(forms.ValidationError):
        DayField().clean(written)


def test_a_day_is_written_from_the_year_on() -> None:
    assert DayField().clean("2026-03-02") == date(2026, 3, 2)
    assert DayField(required=False).clean("") is None


def test_no_form_takes_a_day_past_the_field_that_knows_where_the_calendar_ends() -> None:
    bare = re.compile(r"\b(?:forms|models|fields)\.Date(?:Time)?Field\(")
    kept = {"core/form_fields.py"}
    found = {
        path.relative_to(DESK).as_posix()
        for path in DESK.rglob("*forms*.py")
        if bare.search(path.read_text("utf-8"))
    }
    assert found <= kept
