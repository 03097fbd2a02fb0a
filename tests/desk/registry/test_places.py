"""Places by their codes and by what people write."""

from __future__ import annotations

import pytest

from huiyin.desk.registry.places import find_place, find_province, list_place_codes


@pytest.mark.parametrize("written", ["云南", "云南昆明", "昆明市", "Yunnan"])
def test_a_province_is_found_by_its_name_and_by_its_cities(written: str) -> None:
    place = find_place(written)
    assert place and find_province(place) == "53"


def test_a_province_is_written_in_two_ways_and_what_is_no_place_has_no_code() -> None:
    codes = list_place_codes(find_place("云南"))
    assert any(code.startswith("53") for code in codes) and any("CN" in code for code in codes)
    assert find_place("nowhere at all") == "" and find_province("FR") == ""
