"""The places of a draft: where a suggestion asks, and where an amendment stands when it names no place."""

from __future__ import annotations

from huiyin.law import Law, read_text
from tests.trace.amendment_matching.moved_acts import *  # noqa: F403
from tests.trace.amendment_matching.moved_acts import COMPOST_ZH, found, moved, names


def test_an_amendment_without_a_place_stands_where_its_old_words_do(act: Law) -> None:
    wording = "Gardeners may complain to the municipality, which shall answer within ten days."
    here = moved("here", "the municipality, which shall answer within thirty days", "the municipality, which shall answer within ten days")  # fmt: skip
    there = moved("there", "publish the name of the garden officer within thirty days", "publish the name of the garden officer within ten days")  # fmt: skip
    assert names(found(act, ("Article 4", "replace", wording), there, here)) == [(1, "here")]


def test_the_same_change_with_place_and_without_is_equal(regulation: Law) -> None:
    wording = "街道办事处应当自收到申请之日起十日内答复。"
    held = found(
        regulation,
        ("第三条", "replace", wording),
        moved("clause", "自收到申请之日起三十日内答复", "自收到申请之日起十日内答复"),
        moved("article", "街道办事处应当自收到申请之日起三十日内答复。", wording, "第三条"),
        moved(
            "with more",
            "街道办事处应当自收到申请之日起三十日内答复。",
            f"{wording}{COMPOST_ZH}",
            "第三条",
        ),
    )
    assert {c.amendment: c.rank for c in held} == {"clause": 1, "article": 1, "with more": 3}


def test_a_chapter_s_heading_is_a_place_of_the_draft(act: Law, regulation: Law) -> None:
    own = moved("right", "Supervision", "Supervision and redress")
    other = moved("other", "General provisions", "General provisions and redress")
    held = found(act, ("Chapter II", "replace", "Supervision and redress"), other, own)
    assert names(held)[0] == (1, "right")
    assert held[0].passages[0].eid == "chp_2"
    held = found(
        regulation,
        ("第二章", "replace", "第二章　监督与救济"),
        moved("right", "监督检查", "监督与救济"),
    )
    assert [(c.amendment, c.score) for c in held] == [("right", 1.0)]


def test_of_two_places_in_one_article_the_words_around_tell(regulation: Law) -> None:
    twice = read_text(
        "条例\n第一条　甲方应当自收到申请之日起三十日内答复，乙方应当自收到通知之日起三十日内答复。\n"
    )
    wording = (
        "甲方应当自收到申请之日起三十日内答复，乙方应当自收到通知之日起三十日内书面答复并说明理由。"
    )
    put = "三十日内书面答复并说明理由"
    held = found(
        twice,
        ("第一条", "replace", wording),
        moved("first", "甲方应当自收到申请之日起三十日内答复", f"甲方应当自收到申请之日起{put}"),
        moved("second", "乙方应当自收到通知之日起三十日内答复", f"乙方应当自收到通知之日起{put}"),
    )
    assert names(held) == [(1, "second"), (2, "first")]


def test_a_wording_of_another_provision_than_the_one_named_is_placed_by_its_words(act: Law) -> None:
    wording = "The municipality shall publish the name and the address of the garden officer within thirty days."
    own = moved("right", "publish the name of the garden officer", "publish the name and the address of the garden officer")  # fmt: skip
    held = found(act, ("Article 1", "replace", wording), own)
    assert [(c.amendment, c.score) for c in held] == [("right", 1.0)]
    assert held[0].passages[0].eid.startswith("art_3")
