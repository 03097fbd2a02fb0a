"""Letters: what opens and closes them, and what stands above and below that."""

from __future__ import annotations

import pytest

from huiyin.intake import RemarkCode, read_comments
from huiyin.law import Law
from tests.intake.sends import Send


@pytest.mark.parametrize(
    "opening",
    [
        "Withdraw this bill.",
        "Withdraw this bill",
        "We oppose the bill.",
        "Too little, too late!",
        "建议撤回本法，不要制定。",
        "建议撤回本法",
        "不同意制定本法。",
        "Dear all,\n\nWithdraw it all.",
        "各位好：\n建议暂缓立法。",
    ],
)
def test_a_short_remark_on_the_whole_is_kept(send: Send, draft: Law, opening: str) -> None:
    for first, second in (("Article 2: too seldom.", "Article 3: fine."), ("第二条：太少。", "第三条：好。")):  # fmt: skip
        found = read_comments([send("a.txt", f"{opening}\n\n{first}\n{second}\n")], law=draft)
        assert [(c.eid, c.text) for c in found.taken] == [
            ("", "\n".join(filter(None, opening.split("\n")))),
            ("art_2", first),
            ("art_3", second),
        ]


@pytest.mark.parametrize(
    ("opening", "is_guessed"),
    [
        ("Dear council", False),
        ("To the Ministry of Water,", False),
        ("To whom it may concern:", False),
        ("Our comments are as follows:", False),
        ("各位代表：", False),
        ("您好，我们的意见如下：", False),
        ("尊敬的领导：\n您好！感谢贵委公开征求意见。现提出以下建议：", False),
        ("Dear all, thank you for the draft. Our comments:", False),
        ("River Watch", True),
        ("Comments on the draft River Act", True),
        ("关于《河流保护条例》的修改意见", True),
        ("河流守望协会", True),
        ("河流守望协会\n关于《河流保护条例》的意见\n市人大常委会：", True),
    ],
)
def test_greetings_addresses_and_titles_are_no_comment_and_what_is_guessed_is_told(
    send: Send, draft: Law, opening: str, is_guessed: bool
) -> None:
    found = read_comments([send("a.txt", f"{opening}\n\nArticle 2: too seldom.\n")], law=draft)
    assert [c.text for c in found.taken] == ["Article 2: too seldom."]
    assert [r.code for r in found.remarks] == [RemarkCode.LETTERHEAD] * is_guessed


THANKS = """Dear council

Article 2: too seldom.

{thanks}

Article 4: delete it.

Kind regards,
Li Wei
River Watch
"""


@pytest.mark.parametrize(
    ("thanks", "eids"),
    [
        (
            "Thank you for Article 3, which should also name the elderly.",
            ["art_2", "art_4"],
        ),
        ("Thank you for adding Article 3; but rivers should be free.", ["art_2", "art_4"]),
        ("Thank you.", ["art_2", "art_4"]),
        ("谢谢新增第三条，但应当免费。", ["art_2", "art_4"]),
        ("特此函复。", ["art_2", "art_4"]),
    ],
)
def test_thanks_in_the_middle_end_no_letter(
    send: Send, draft: Law, thanks: str, eids: list[str]
) -> None:
    found = read_comments([send("a.txt", THANKS.format(thanks=thanks))], law=draft)
    assert [c.eid for c in found.taken] == eids
    said = "\n".join(c.text for c in found.taken)
    assert ("3" in thanks or "三" in thanks) == (thanks in said)
    assert "Li Wei" not in said and "River Watch" not in said and not found.remarks


@pytest.mark.parametrize(
    "last",
    ["P.S. Article 4: delete it.", "PS: Article 4: delete it.", "附：第四条：应当删除。", "又及：第四条：应当删除。"],
)  # fmt: skip
def test_a_postscript_is_a_comment_of_its_own(send: Send, draft: Law, last: str) -> None:
    text = f"Article 2: too seldom.\n\nKind regards,\nLi\n\n{last}\n"
    found = read_comments([send("a.txt", text)], law=draft)
    assert [(c.eid, c.text) for c in found.taken] == [
        ("art_2", "Article 2: too seldom."),
        ("art_4", last),
    ]


@pytest.mark.parametrize(
    ("closing", "name", "below"),
    [
        ("Kind regards,", "Li", "Withdraw it all."),
        ("Kind regards,", "The office", "Withdraw it all."),
        ("Yours sincerely", "Li Wei, River Watch", "We would also like to be heard."),
        ("谢谢！", "李伟", "另外建议暂缓立法。"),
        ("此致\n敬礼！", "河流守望协会", "建议撤回本法"),
    ],
)
def test_what_a_letter_says_below_its_closing_is_told(
    send: Send, draft: Law, closing: str, name: str, below: str
) -> None:
    text = f"Article 2: too seldom.\n\n{closing}\n{name}\n{below}\n"
    found = read_comments([send("a.txt", text)], law=draft)
    assert [c.text for c in found.taken] == ["Article 2: too seldom."]
    (told,) = found.remarks
    assert told.code is RemarkCode.BELOW_CLOSING
    assert dict(told.details) == {"number": "1", "begins": below}
