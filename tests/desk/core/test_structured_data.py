"""What a page says of itself to machines ends no element."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from huiyin.desk.core.structured_data import write_structured


@given(st.text(st.sampled_from("<>&/!-\u2028\u2029script花\"'\\"), max_size=30))
def test_the_same_comes_back_and_nothing_in_it_is_markup(words: str) -> None:
    written = write_structured({"name": words})
    assert json.loads(written) == {"name": words}
    assert not set(written) & set("<>&\u2028\u2029")
