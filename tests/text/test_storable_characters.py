"""Characters that nothing can hold."""

from __future__ import annotations

import pytest

from huiyin.text.storable_characters import as_kept, as_xml, can_be_kept, is_whole


@pytest.mark.parametrize("lost", ["a\0b", "a\ud800b"])
def test_what_cannot_be_kept_is_replaced_by_a_sign_that_says_so(lost: str) -> None:
    assert not can_be_kept(lost)
    assert as_kept(lost) == "a\N{REPLACEMENT CHARACTER}b"
    assert can_be_kept(as_kept(lost)) and not is_whole(as_kept(lost))


def test_words_stay_as_they_are() -> None:
    assert as_kept("湿地 \U0001f426") == "湿地 \U0001f426" and is_whole("湿地")


def test_what_no_xml_can_hold_is_replaced() -> None:
    for lost in "\x00\x08\x0b\x1f\ud800\ufffe\uffff":
        assert as_xml(f"湿{lost}地") == "湿\N{REPLACEMENT CHARACTER}地"
    assert as_xml("湿地\t\r\n\x85\U0001f426") == "湿地\t\r\n\x85\U0001f426"
