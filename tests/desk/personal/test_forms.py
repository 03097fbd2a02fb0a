"""Forms about personal data: nothing is erased that nobody was sure of."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from huiyin.desk.personal.forms import ErasureAnswerForm, ErasureRequestForm, StrangersForm


@pytest.mark.parametrize(
    ("posted", "is_erasing"),
    [
        ("what=grant&sure=yes", True), ("what=erase&sure=yes", True), ("what=erase", False), ("what=refuse&sure=yes", False),
        ("sure=yes", False),
    ],
)  # fmt: skip
def test_only_who_says_so_and_is_sure_erases(posted: str, is_erasing: bool) -> None:
    form = ErasureAnswerForm(QueryDict(posted))
    assert form.is_valid(), form.errors
    assert form.is_erasing is is_erasing


@pytest.mark.parametrize(
    ("posted", "takes", "erases"),
    [("what=take&sure=yes", True, False), ("what=erase&sure=yes", False, True), ("what=erase", False, False), ("", False, False)],
)  # fmt: skip
def test_what_was_found_of_a_stranger_is_taken_or_erased(
    posted: str, takes: bool, erases: bool
) -> None:
    form = StrangersForm(QueryDict(posted))
    assert (form.asks_for_file, form.is_erasing) == (takes, erases)


def test_no_more_is_looked_for_than_a_page_can_show() -> None:
    given = QueryDict(mutable=True)
    given["q"] = "x" * 300
    given.setlist("named", [f"n{number}" for number in range(60)])
    form = StrangersForm(given)
    assert len(form.cleaned_data["q"]) == 200
    assert len(form.cleaned_data["named"]) <= 50


def test_a_reason_that_is_too_long_is_told_its_limit() -> None:
    form = ErasureRequestForm(QueryDict(f"what=ask&words={'x' * 5_001}"))
    assert "5000" in str(form.errors["words"]).replace(",", "")
