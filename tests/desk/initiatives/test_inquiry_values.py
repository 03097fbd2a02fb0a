"""Answers to an inquiry, read from what people write."""

from __future__ import annotations

import pytest

from huiyin.desk.initiatives.data import QuestionKind
from huiyin.desk.initiatives.goal_forms import IndicatorForm, ObservationForm
from huiyin.desk.initiatives.inquiry_values import (
    UnreadableAnswer,
    fill_letter,
    find_unknown_fields,
    read_answer,
    read_day,
)
from huiyin.desk.initiatives.models import InquiryQuestion
from huiyin.desk.initiatives.part_forms import MoneyForm
from huiyin.i18n import say


@pytest.mark.parametrize("written", ["2026-03-02", "2026/3/2", "2026年3月2日"])
def test_a_day_is_kept_in_one_form(written: str) -> None:
    assert read_day(written) == "2026-03-02"
    with pytest.raises(UnreadableAnswer):
        read_day("in spring")


def test_a_letter_is_filled_and_what_is_no_field_is_named() -> None:
    assert find_unknown_fields("To {nobody}") == ["nobody"]
    assert (
        fill_letter("To {body}, from {nobody}", {"body": "the Ministry"})
        == "To the Ministry, from {nobody}"
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("12.5", "12.5"), ("1,250", "1250"), ("1 250 000.50", "1250000.5"), ("１２．５％", "12.5"), ("−3", "-3"), ("0", "0"),
        (".5", "0.5"), ("1.5e3", "1500"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_both_languages_write_it(written: str, kept: str) -> None:
    assert read_answer(InquiryQuestion(kind=QuestionKind.NUMBER), written) == kept


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("12,5", "number_comma"), ("12，5", "number_comma"), ("1.250,5", "number_comma"), ("1,2345", "number_comma"),
        ("0,125", "number_comma"), ("12 5", "number_comma"), ("1 250,000", "number_comma"), ("12, 5", "number_comma"),
        ("1_000", "number"), ("1.250.000", "number"), ("twelve", "number"), ("NaN", "number"), ("1e999", "number"),
    ],
)  # fmt: skip
def test_a_number_that_could_be_two_is_not_guessed_at(written: str, code: str) -> None:
    with pytest.raises(UnreadableAnswer) as wrong:
        read_answer(InquiryQuestion(kind=QuestionKind.NUMBER), written)
    assert wrong.value.code == code


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["12,5", "1.250,5", "12 5"])
def test_money_and_observations_do_not_guess_either(written: str) -> None:
    for form, name in (
        (MoneyForm({"amount": written}), "amount"),
        (ObservationForm((), {"value": written}), "value"),
        (IndicatorForm({"baseline": written}), "baseline"),
    ):
        assert form.errors[name] == [say("initiative.wrong.amount")]
