"""Which column of a table holds what."""

from __future__ import annotations

from django.http import QueryDict

from huiyin.desk.consultations.intake_forms import COLUMNS, ColumnsForm, PlacingForm


def test_a_column_that_is_not_named_is_none() -> None:
    form = ColumnsForm(QueryDict("text=+Comment+&author=Who&version=v"))
    assert form.read_columns() == dict.fromkeys(COLUMNS, "") | {"text": "Comment", "author": "Who"}
    assert form.cleaned_data["version"] == "v"


def test_of_no_comments_nothing_is_placed() -> None:
    form = PlacingForm(QueryDict("place_3=Article+1"), [])
    assert form.is_valid() and form.changed == {}
