"""IATI comes in as it went out."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from huiyin.intake.organisations import (
    FactStated,
    OrganisationStated,
    read_iati,
    write_iati,
)
from tests.intake.organisations.stated import WORDS, bare

_NUMBERS = st.integers(100_000, 9_999_999)
_YEARS = st.integers(1990, 2030).map(str)


@st.composite
def _for_iati(draw: st.DrawFn) -> OrganisationStated:
    """What IATI has a place for: a number, names that hold, what a year cost."""
    names = draw(st.dictionaries(st.sampled_from(("zh", "en")), WORDS.filter(bool), min_size=1))
    facts = [FactStated("identifier", "GB-CHC", str(draw(_NUMBERS)))]
    facts += [FactStated("name", code, text) for code, text in names.items()]
    for year in draw(st.lists(_YEARS, unique=True, max_size=2)):
        number = float(draw(st.integers(0, 10**9)))
        money = {"currency": draw(st.sampled_from(("CNY", "GBP")))}
        facts.append(FactStated("figure", "spending", number=number, data=money, since=year, until=year))  # fmt: skip
    return OrganisationStated("", tuple(facts))


@given(st.lists(_for_iati(), min_size=1, max_size=3))
def test_iati_comes_in_as_it_went_out(organisations: list[OrganisationStated]) -> None:
    written = write_iati(organisations, day=date(2026, 11, 30))
    assert bare(read_iati(written, "o.xml")) == organisations
