"""Popolo comes in as it went out."""

from __future__ import annotations

from hypothesis import given, settings

from huiyin.intake.organisations import (
    OrganisationStated,
    read_popolo,
    write_popolo,
)
from tests.intake.organisations.stated import ORGANISATIONS, bare


@settings(max_examples=50)
@given(ORGANISATIONS)
def test_popolo_comes_in_as_it_went_out(organisations: list[OrganisationStated]) -> None:
    assert bare(read_popolo(write_popolo(organisations).encode(), "o.json")) == organisations
