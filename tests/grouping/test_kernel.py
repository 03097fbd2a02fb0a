"""The kernel against plain Python that says the same slowly."""

from __future__ import annotations

import ctypes
import random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.grouping import kernel
from huiyin.grouping.near_duplicates import CONTAINED, ENOUGH_TO_BE_CONTAINED, NEAR, group_comments
from huiyin.text import fold_text
from tests.grouping.odd_texts import parts
from tests.grouping.test_near_duplicates import runs_of, table


def lead_slowly(texts: list[str]) -> list[int]:
    """Row → first row of its group; every pair compared, with sets. Ties between leaders
    are broken by hashes that only the kernel knows, so texts that meet one are left out by the caller."""
    keys = [fold_text(text, traditional=True) for text in texts]
    runs = {key: runs_of(key) for key in keys}
    copies = {key: keys.count(key) for key in keys}

    def stands(text: str, leader: str) -> tuple[int, float] | None:
        shared, mine, its = len(runs[text] & runs[leader]), len(runs[text]), len(runs[leader])
        if not shared:
            return None
        if shared / (mine + its - shared) >= NEAR:
            return 1, shared / (mine + its - shared)
        if its <= mine and its >= ENOUGH_TO_BE_CONTAINED and shared / its >= CONTAINED:
            return 0, shared
        return None

    leads: dict[str, str] = {}
    leaders: list[str] = []
    often = sorted((k for k in copies if copies[k] > 1 and k), key=lambda k: -copies[k])
    for key in [*often, *sorted(k for k in copies if copies[k] == 1 and k)]:
        found = sorted(
            ((how, leader) for leader in leaders if (how := stands(key, leader))), reverse=True
        )
        if len(found) > 1 and found[0][0] == found[1][0]:
            raise Tie
        leads[key] = found[0][1] if found else key
        if not found and copies[key] > 1:
            leaders.append(key)
    if any(
        stands(a, b) or stands(b, a)
        for a in leads
        for b in leads
        if a < b and copies[a] == copies[b] and (copies[a] > 1 or (leads[a] == a and leads[b] == b))
    ):
        raise Tie
    return parts([leads.get(key, "") for key in keys])


class Tie(Exception):
    """Two leaders are equally near."""


LETTERS = [
    "应当公开排放数据并接受监督", "期限太短请延长到六十日", "Delete this article", "we ask for more time to comment", "补贴应当给到村里",
]  # fmt: skip


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS), st.integers(0, 5)),
        max_size=14,
    )
)
def test_groups_are_those_that_comparing_every_pair_finds(made: list[tuple[str, str, int]]) -> None:
    texts = [one + two[:cut] for one, two, cut in made]
    try:
        expected = lead_slowly(texts)
    except Tie:
        return
    rows = group_comments(table(texts)).assignments.to_pylist()
    assert parts([row["group"] for row in rows]) == expected


def long_texts(seed: int, count: int) -> list[str]:
    dice = random.Random(seed)
    words = [f"word{n}" for n in range(4000)]
    letters = [" ".join(dice.choices(words, k=dice.randint(60, 400))) for _ in range(12)]
    made = []
    for _ in range(count):
        letter = dice.choice(letters).split()
        kind = dice.random()
        if kind < 0.3:
            letter[dice.randrange(len(letter))] = "edited"
        elif kind < 0.5:
            letter = dice.choices(words, k=3 * len(letter)) + letter
        elif kind < 0.6:
            letter = dice.choices(words, k=80)
        made.append(" ".join(letter))
    return made


def test_threads_and_the_order_of_rows_change_nothing() -> None:
    rows = table(long_texts(3, 400))
    once = {r["id"]: r for r in group_comments(rows, threads=1).assignments.to_pylist()}
    order = list(range(400))
    random.Random(4).shuffle(order)
    again = group_comments(rows.take(pa.array(order)), threads=3).assignments.to_pylist()
    assert {r["id"]: r for r in again} == once
    assert {r["relation"] for r in once.values()} == {"copy", "near", "contains", "single"}


def test_a_long_letter_is_found_in_a_much_longer_comment() -> None:
    dice = random.Random(5)
    letter = " ".join(dice.choices([f"word{n}" for n in range(4000)], k=200))
    story = " ".join(dice.choices([f"other{n}" for n in range(9000)], k=2000))
    rows = group_comments(table([letter, letter, story + letter])).assignments.to_pylist()
    assert rows[2]["group"] == rows[0]["group"]
    assert rows[2]["relation"] == "contains"


def test_an_array_of_another_type_or_with_gaps_is_refused() -> None:
    lib = kernel.load_library()
    none, out = np.zeros(0, np.uint64), np.zeros(0, np.uint32)
    lib.huiyin_samples_gather(none, out, 0, out)
    with pytest.raises(ctypes.ArgumentError):
        lib.huiyin_samples_gather(none, np.zeros(0, np.int64), 0, out)
    with pytest.raises(ctypes.ArgumentError):
        lib.huiyin_samples_gather(np.zeros(8, np.uint64)[::2], out, 0, out)
