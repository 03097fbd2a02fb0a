"""Real laws, lent beside the checkout: the articles found are exactly those that are there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks.law_reading import STYLES, Reading, gdpr, mainland, taiwan
from tests.law.checks import assert_nothing_is_lost


def _exact(readings: Iterable[Reading]) -> tuple[int, int]:
    """How many texts and units; all found in their places, with not a character lost."""
    texts = units = 0
    for reading in readings:
        assert reading.found == reading.there, reading.name
        assert_nothing_is_lost(reading.law)
        texts += 1
        units += len(reading.there)
    return texts, units


def test_every_mainland_text_has_exactly_its_articles(shared_data: Path) -> None:
    readings = list(mainland(shared_data))
    assert _exact(readings) == (44, 3118)
    assert all(reading.law.problems == () for reading in readings)


@pytest.mark.parametrize("style", STYLES)
def test_every_version_of_every_taiwan_law_has_exactly_its_articles(
    shared_data: Path, style: str
) -> None:
    assert _exact(taiwan(shared_data, style)) == (400, 6651)


def test_the_gdpr_proposal_has_91_articles_and_139_recitals_and_the_regulation_99(
    shared_data: Path,
) -> None:
    assert _exact(gdpr(shared_data)) == (3, 139 + 91 + 99)
