"""What is written down of a request shows no token."""

from __future__ import annotations

import pytest

from huiyin.desk.core.token_masks import carries_token, mask_tokens

TOKEN = "Zm9vYmFyYmF6cXV4"


@pytest.mark.parametrize(
    "path", [f"/join/{TOKEN}/", f"/?next=%2Fjoin%2F{TOKEN}%2F", f"/following/stop/{TOKEN}/"]
)
def test_the_token_is_gone_and_the_page_can_be_told(path: str) -> None:
    assert carries_token(path)
    masked = mask_tokens(f"GET {path}")
    assert TOKEN not in masked and "***" in masked


def test_other_addresses_stay_as_they_are() -> None:
    assert mask_tokens("/c/wetlands/law/") == "/c/wetlands/law/" and not carries_token("/join/")
