"""What a suggestion can rest on: comments on its provision that ask what it asks, not those that share its courtesy."""

from __future__ import annotations

from huiyin.trace.resting import resting

DRAFT = "第十二条\n编制规划应当征求社会公众意见，征求意见的期限不得少于三十日。"
WORDING = "编制规划应当征求社会公众意见，征求意见的期限不得少于六十日。"
REASON = "三十日不够基层组织开会讨论、翻译和汇总意见，尤其是农忙和雨季。"
LONGER = "请把期限延长到六十日，山里的村民开一次会都难。"
MAPS = "规划里要有气候风险地图，让村里知道哪几户该先搬。以上意见供参考。"
AGREES = "征求社会公众意见很好，三十日的期限请写进法律。"
OTHERS = [
    f"第{n}项措施与我们无关，以上意见供参考，谢谢起草组的同志。" for n in "一二三四五六七八九"
] * 8


def scores(wording: str, words: str, *comments: str, draft: str = DRAFT) -> list[float]:
    return resting(draft, wording, words, comments, [*comments, *OTHERS])


def test_a_number_that_changes_is_enough_by_itself() -> None:
    longer, maps, agrees = scores(WORDING, REASON, LONGER, MAPS, AGREES)
    assert longer > 0.4
    assert maps == agrees == 0  # what the draft says already asks for nothing


def test_the_same_wording_is_the_same_ask() -> None:
    assert scores(WORDING, "", WORDING)[0] == 1.0


def test_words_that_everybody_says_weigh_little() -> None:
    courtesy = "以上意见供参考，谢谢起草组的同志。"
    assert scores("规划应当公布。", courtesy, f"请种更多的树。{courtesy}")[0] == 0


def test_english_is_compared_by_words_and_other_languages_are_left_to_people() -> None:
    draft = "Article 24\nCarbon sink projects shall not harm local residents."
    wording = "Carbon sink projects shall obtain the prior and informed consent of local residents."
    same, chinese = scores(
        wording, "", "Ask for consent, prior and informed, before planting.", "应当先取得居民的知情同意。",
        draft=draft,
    )  # fmt: skip
    assert same > 0.5
    assert chinese == 0


def test_nothing_is_asked_by_what_the_draft_says() -> None:
    assert scores("", "", LONGER, MAPS) == [0.0, 0.0]
