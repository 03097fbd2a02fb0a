"""Authors by letters and digits of addresses, whatever their names are written in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.desk.pages.authors import name_author


@pytest.mark.parametrize(("byline", "key"), [("Ann Lee", "ann-lee"), ("  Ann  Lee ", "ann-lee")])
def test_a_latin_name_stands_in_the_address(byline: str, key: str) -> None:
    assert name_author(byline) == key


def test_other_names_have_a_digest_each() -> None:
    first, second = name_author("花园编辑部"), name_author("数据编辑部")
    assert first != second
    assert name_author("花园编辑部") == first


@given(st.text(min_size=1, max_size=40))
def test_every_name_is_one_part_of_an_address(byline: str) -> None:
    assert re.fullmatch(r"[a-z0-9_-]+", name_author(byline), re.A)
