"""Two short additions that are one sentence but for the one thing that each is about."""

from __future__ import annotations

import pytest

from huiyin.files.problems import Source
from huiyin.intake.model import Amendment
from huiyin.law import read_text
from huiyin.trace import AmendmentMatch, TracedSuggestion, match_amendments

ACT = """Gardens Act

1. Gardens are open to everyone.

2. A council must consider each complaint before it closes a garden.

3. A council answers a complaint within thirty days.
"""
LAW = """花园条例

第一条 花园向社会开放。

第二条 机关应当在三十日内答复。

第三条 本条例自公布之日起施行。
"""


def match(target: str, wording: str, *moved: tuple[str, str, str]) -> tuple[AmendmentMatch, ...]:
    ask = TracedSuggestion("s", target, "insert", wording, "")
    amendments = [
        Amendment(str(at), where, old, new, "M", Source("a.csv", at))
        for at, (where, old, new) in enumerate(moved, 1)
    ]
    law = read_text(ACT if wording.isascii() else LAW)
    return match_amendments([ask], amendments, law)["s"]


_PAIRS = [
    ("section 1", "Gardens have a toilet.", "Gardens have a sign."),
    ("section 1", "Every garden must have a bench.", "Every garden must have a pond."),
    ("section 1", 'The word "garden" shall be replaced by "park".', 'The word "council" shall be replaced by "board".'),
    ("section 2", "In paragraph 1 the words after each shall be deleted.", "In section 3 the words before such shall be inserted."),
    ("section 2", "A council may buy land.", "A council may sell trees."),
    ("section 3", "There shall be a register of gardens.", "There shall be a board of visitors."),
    ("section 3", "A council publishes its accounts.", "A council publishes its minutes."),
    ("第一条", "花园应当设置厕所。", "花园应当设置标牌。"),
    ("第一条", "花园不得收取押金。", "花园不得收取门票。"),
    ("第二条", "机关可以委托协会答复。", "机关可以委托律师答复。"),
    ("第二条", "答复应当附具理由。", "答复应当附具证据。"),
    ("第三条", "具体办法由省政府制定。", "具体办法由民政厅制定。"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "wording", "other"), _PAIRS)
def test_the_same_frame_about_another_thing_carries_nothing(
    target: str, wording: str, other: str
) -> None:
    assert match(target, wording, (target, "", other)) == ()


@pytest.mark.parametrize(("target", "wording", "other"), _PAIRS)
def test_what_is_asked_is_carried_beside_the_same_frame_about_another_thing(
    target: str, wording: str, other: str
) -> None:
    more = "Trees are counted in March." if wording.isascii() else "每年三月清点树木。"
    found = match(target, wording, (target, "", other), (target, "", f"{wording} {more}"))
    assert [(m.amendment, m.rank) for m in found] == [("2", 1)]


@pytest.mark.parametrize(
    ("wording", "moved"),
    [
        ("A council must publish its accounts, its minutes and the names of its officers in March of each year.", "A council must publish its accounts, its minutes and the names of its officers in April of each year."),
        ("花园管理人应当于每年三月底前向居民会议报告收支、维护和投诉处理情况，并接受居民询问。", "花园管理人应当于每年六月底前向居民会议报告收支、维护和投诉处理情况，并接受居民询问。"),
    ],
)  # fmt: skip
def test_a_long_sentence_with_one_word_otherwise_is_carried(wording: str, moved: str) -> None:
    target = "section 1" if wording.isascii() else "第一条"
    assert [m.amendment for m in match(target, wording, (target, "", moved))] == ["1"]
