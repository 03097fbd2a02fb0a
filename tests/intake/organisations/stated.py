"""Organisations of any names, periods and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from huiyin.intake.organisations import (
    FactStated,
    OrganisationStated,
)
from huiyin.intake.organisations.records import KINDS

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn", "Co")), max_size=12
).map(lambda words: " ".join(words.split()))
DAYS = st.dates(date(1900, 1, 1), date(2030, 12, 31)).map(date.isoformat)
ENDS = st.sampled_from(("", "?")) | DAYS | DAYS.map(lambda d: d[:4]) | DAYS.map(lambda d: d[:7])
FACTS = st.builds(
    FactStated,
    kind=st.sampled_from(KINDS),
    code=st.from_regex(r"[a-z]{1,8}", fullmatch=True),
    text=WORDS,
    number=st.none() | st.floats(0, 1e12).map(lambda n: round(n, 3)),
    data=st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), st.integers(0, 9) | WORDS, max_size=2),
    since=ENDS,
    until=ENDS,
    source=WORDS,
    is_public=st.none() | st.booleans(),
    seen_on=st.just("") | DAYS,
    over_on=st.just("") | DAYS,
    confirmed_on=st.just("") | DAYS,
)  # fmt: skip
ORGANISATIONS = st.dictionaries(
    st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), st.lists(FACTS, min_size=1, max_size=3), min_size=1, max_size=3
).map(lambda own: [OrganisationStated(slug, tuple(facts)) for slug, facts in own.items()])  # fmt: skip


def bare(organisations: Sequence[OrganisationStated]) -> list[OrganisationStated]:
    """Without the rows where they stand in a file."""
    return [replace(one, row=0, fact_rows=()) for one in organisations]
