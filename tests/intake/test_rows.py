"""Rows of tables made into things, each with its headings."""

from __future__ import annotations

import pytest

from huiyin.intake import Refusal, RefusalCode
from huiyin.presentation.problems import say_refusal
from tests.intake.sends import Send
from tests.intake.told_codes import codes, take, texts


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Organisation,Clause,Comment\nRiver Watch,Article 2,Thirty days, which is short, will not do.\nHill Club,Article 3,Fine\n", 2),
        ("Organisation;Clause;Comment\nHill Club;Article 3;Fine\nRiver Watch;Article 2;Thirty days; that is short\n", 3),
        ("单位,条款,意见\n山社,第三条,Fine\n河流守望,第二条,太短,不行\n", 3),
        ("Comment\tClause\nFine\t2\nThirty days\twhich is short\t3\n", 3),
        ("意见汇总,,\n单位,条款,意见\n河流守望,第二条,太短,不行\n山社,第三条,Fine,,\n", 3),
        ('Clause,Comment\n2,"Short", he said\n3,Fine\n', 2),
    ],
)  # fmt: skip
def test_a_row_with_more_cells_than_headings_is_refused_whole(
    send: Send, text: str, row: int
) -> None:
    found = take(send, text)
    assert texts(found) == ["Fine"]
    assert [(r.row, r.reason) for r in found.refused] == [(row, RefusalCode.SURPLUS)]
    assert "quotation marks" in say_refusal(found.refused[0])


def test_cells_that_are_missing_at_the_end_are_empty_and_told(send: Send) -> None:
    found = take(send, "Clause,Comment,Reason\n2,Short,why\n3,Fine\n")
    assert texts(found) == ["Short\nwhy", "Fine"]
    assert not found.refused
    assert codes(found) == {"short_rows"}


def test_how_each_table_was_understood_is_said(send: Send) -> None:
    (table,) = take(send, "单位,条款,意见,附件\n甲,第二条,太短,a.pdf\n").tables
    assert table.columns == (("organisation", ("单位",)), ("reference", ("条款",)), ("text", ("意见",)))  # fmt: skip
    assert (table.unread, table.rows) == (("附件",), 1)


def test_a_refusal_that_an_earlier_version_kept_is_told_with_its_headings() -> None:
    details = (("seen", "x"), ("wanted", "意见、建议修改为, Comment, Proposed change"))
    kept = Refusal("x.csv", "", 0, RefusalCode.NO_HEADINGS, details)
    assert "意见、建议修改为" in say_refusal(kept) and "Proposed change" in say_refusal(kept)
