"""The headings by which the columns of facts are found."""

from __future__ import annotations

from datetime import date

import pytest

from huiyin.files.problems import RefusalCode
from huiyin.intake import (
    read_reply_facts,
)
from tests.intake.fact_tables import *  # noqa: F403


@pytest.mark.parametrize(
    "head",
    ["Date received,Replied", "date_accepted,date", "申请日期,答复日期", "Date,Date replied"],
)
def test_the_days_of_asking_and_replying_are_found_by_many_headings(write, head) -> None:  # type: ignore[no-untyped-def]
    read = read_reply_facts(write(f"{head}\n2015-03-01,2015-03-09\n"))
    assert [(r.asked, r.replied) for r in read.taken] == [(date(2015, 3, 1), date(2015, 3, 9))]
    (table,) = read.tables
    assert {role for role, _ in table.columns} == {"asked", "replied"}


def test_a_column_may_be_named_by_hand_and_a_table_without_headings_is_refused(write) -> None:  # type: ignore[no-untyped-def]
    path = write("Came in,Went out\n2015-03-01,2015-03-09\n")
    assert [r.reason for r in read_reply_facts(path).refused] == [RefusalCode.NO_HEADINGS]
    named = read_reply_facts(path, columns={"asked": "Came in", "replied": "Went out"})
    assert len(named.taken) == 1
