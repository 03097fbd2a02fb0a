"""The provenance bar of every article."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from huiyin.law import read_law
from huiyin.presentation.provenance_chart import provenance_svg
from tests.report.borrowed import *  # noqa: F403
from tests.report.borrowed import found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_bars_are_as_long_as_the_shares_and_say_them_without_colour(
    folder: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIYIN_LANG", language)
    told = found(folder).stages["zh"]
    picture = ET.fromstring(provenance_svg(read_law(folder / "enacted.txt"), told, "a < b"))
    space = "{http://www.w3.org/2000/svg}"
    rows = picture.findall(f"{space}g")
    assert len(rows) == 3
    for row, provision in zip(rows, told.provisions, strict=True):
        whole, *passages = [float(box.attrib["width"]) for box in row.findall(f"{space}rect")]
        for wide, passage in zip(passages, provision.passages, strict=True):
            assert wide / whole == pytest.approx(passage.share, abs=0.001)
        words = row.find(f"{space}title")
        assert words is not None and "100%" in (words.text or "")
    fills = {box.attrib["fill"] for row in rows for box in row.findall(f"{space}rect")[1:]}
    assert len(fills) == 2 and any(fill.startswith("url(#") for fill in fills)
