"""The form that asks for an export."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from huiyin.desk.exports.forms import ExportForm


@pytest.mark.parametrize(
    ("posted", "everything"), [("everything=yes", True), ("", False), ("everything=1", False)]
)
def test_what_is_not_public_is_taken_away_only_where_it_is_asked_for(
    posted: str, everything: bool
) -> None:
    assert ExportForm(QueryDict(posted)).cleaned_data["everything"] is everything
