"""Texts as characters, one for each token that counts."""

from __future__ import annotations

import pytest

from huiyin.trace.token_codes import TokenCodes, TokenRarity, number_value


@pytest.mark.parametrize("printed", ["六十", "60", "sixty"])
def test_a_number_has_one_value_however_it_is_printed(printed: str) -> None:
    assert number_value(printed) == 60
    assert number_value("1,000") == 1_000 and number_value("reeds") is None


def test_equal_tokens_have_equal_characters_and_show_their_words() -> None:
    codes = TokenCodes()
    one, other = codes.read("within thirty days"), codes.read("Within 30 days")
    assert one.code == other.code
    assert one.shown(1, 2) == "thirty"


def test_what_is_rare_says_more() -> None:
    codes = TokenCodes()
    text = codes.read("reeds reeds reeds reeds nightjar").code
    rarity = TokenRarity([text], codes)
    assert rarity.of(text[-1]) > rarity.of(text[0]) > 0
