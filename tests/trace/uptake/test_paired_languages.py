"""Suggestions in a language that the enacted text is not there in."""

from __future__ import annotations

import pytest

from huiyin.law import read_text
from huiyin.trace import ReasonCode, TracedSuggestion, Verdict, trace_uptake
from tests.trace.garden_ordinance import DRAFT, TEN_DAYS, law, with_article


def test_an_ask_in_a_language_without_a_pair_needs_a_person() -> None:
    tracing = trace_uptake(
        [TracedSuggestion("s", "Art. 2", "replace", "Within ten days.", "", "en")],
        law(DRAFT),
        law(DRAFT),
    )
    assert tracing.uptakes[0].reason is ReasonCode.NO_PAIR


def test_an_ask_in_another_language_follows_the_paired_provision() -> None:
    english = read_text(
        "Community Gardens Act\n"
        + "".join(f"Article {n}\nWords of article {n} in English.\n" for n in range(1, 6))
    )
    ask = TracedSuggestion("s", "Article 2", "replace", "Within ten days.", "", "en")
    drafts, kept = {"zh": law(DRAFT), "en": english}, {"zh": law(DRAFT)}
    uptake = trace_uptake([ask], drafts, kept).uptakes[0]
    assert (uptake.verdict, uptake.reason) == (Verdict.NOT_ADOPTED, ReasonCode.PAIRED_UNCHANGED)
    changed = {"zh": law(with_article(2, TEN_DAYS))}
    uptake = trace_uptake([ask], drafts, changed).uptakes[0]
    assert uptake.verdict is Verdict.NEEDS_PERSON
    assert [p.language for p in uptake.passages] == ["en", "zh", "zh"]
    named = trace_uptake([ask], drafts, changed, paired={"art_2": "art_3"}).uptakes[0]
    assert named.verdict is Verdict.NOT_ADOPTED


@pytest.mark.parametrize("language", ["", "und"])
def test_a_deletion_without_words_is_traced_in_the_language_of_its_target(language: str) -> None:
    asks = [
        TracedSuggestion("d", "第三条", "delete", "", "", language),
        TracedSuggestion("k", "第一条", "keep", "", "", language),
    ]
    found = trace_uptake(asks, law(DRAFT), law(DRAFT)).uptakes
    assert [u.verdict for u in found] == [Verdict.NOT_ADOPTED, Verdict.ADOPTED]


FULL = [
    "为了规范社区花园，制定本条例。",
    "花园管理机构受理使用申请，不得向申请人收取任何费用。花园管理工作所需经费，由本级财政予以保障。",
    "申请建设花园的，街道办事处应当自收到申请之日起三十日内答复。",
    "花园管理人可以公布种植计划，并接受居民监督。管理人应当在入口处悬挂禁入标志，并公布值班电话和开放时间。",
    "对符合社区管理规定条件的，由街道办事处办理登记，发给使用证；对不符合条件的，不予登记。",
    "违反本条例的，处二百元以上五百元以下罚款。",
]
FULL_LAW = [
    FULL[0],
    "申请建设花园的，街道办事处应当自收到完整材料之日起十五日内书面答复申请人。",
    "花园管理人应当每季度公布种植计划，并接受居民和居民委员会监督。",
    "对符合城市绿化规定条件的，由街道办事处办理登记，发给使用证；对不符合条件的，不予登记。",
    "花园管理机构受理使用申请，不得向申请人收取任何费用。",
    "违反本条例的，处三百元以上一千元以下罚款。",
]
FOREIGN = [
    "船舶进入渔港应当按照规定办理签证，并接受渔政检查机构的检查，签证收费三十元。",
    "学校应当每学期组织一次消防演练。运动员可以参加国际比赛；代表团名单由体育部门公布。",
    "会计账簿应当依法保存十年。",
    "国家倡导公民树立科学健身理念，禁止对他人实施家庭暴力。",
]
ASKED = [
    TracedSuggestion("free", "第二条", "replace", "", "建议将“任何费用”修改为“登记费”。", "zh"),
    TracedSuggestion("days", "第三条", "replace", "", "建议将“三十日”修改为“十五日”。", "zh"),
    TracedSuggestion("fewer", "第三条", "replace", "", "建议将“三十日”修改为“六十日”。", "zh"),
    TracedSuggestion("plan", "第四条", "replace", "花园管理人应当每季度公布种植计划，并接受居民监督。", "", "zh"),
    TracedSuggestion("sign", "第四条", "replace", "", "建议在“值班电话和开放时间”后增加“以及投诉电话、电子邮箱和监督机关的地址”。", "zh"),
    TracedSuggestion("greening", "第五条", "replace", FULL[4].replace("社区管理", "城市绿化"), "", "zh"),
    TracedSuggestion("may", "第四条", "replace", "必须设置消防通道和应急照明，健全疏散预案" + FULL[3][14:], "", "zh"),
    TracedSuggestion("none", "第五条", "insert", "花园夜间不得使用高音喇叭。", "", "zh"),
    TracedSuggestion("fine", "第六条", "replace", "违反本条例的，处三百元以上八百元以下罚款。", "", "zh"),
]  # fmt: skip


def fate_of(new: list[str]) -> dict[str, tuple[str, float]]:
    return {
        u.ask.id: (str(u.verdict), u.score)
        for u in trace_uptake(ASKED, law(FULL), law(new)).uptakes
    }


@pytest.mark.parametrize("foreign", FOREIGN)
@pytest.mark.parametrize("number", [*range(1, 7), 0])
def test_no_verdict_and_no_score_hangs_on_a_foreign_paragraph(foreign: str, number: int) -> None:
    """In front of each article, in its first sentence's line, at its end, and as an article of its own (0)."""
    bare = fate_of(FULL_LAW)
    assert {verdict for verdict, _ in bare.values()} == {
        "adopted", "partly", "reversed", "not_adopted"}  # fmt: skip
    if not number:
        assert fate_of([*FULL_LAW, foreign, foreign[::-1]]) == bare
        return
    words = FULL_LAW[number - 1]
    for longer in (f"{foreign}\n{words}", f"{foreign}{words}", f"{words}\n{foreign}"):
        new = [*FULL_LAW[: number - 1], longer, *FULL_LAW[number:]]
        assert fate_of(new) == bare


def test_a_clause_typed_anew_with_a_foreign_half_is_adopted_in_part() -> None:
    """A full stop after the foreign half makes a sentence of it; what it repeats of the draft is still not asked for."""
    head, rest = "对符合城市绿化规定条件的，", FULL[4].split("，", 1)[1]
    ask = TracedSuggestion(
        "s",
        "第五条",
        "replace",
        f"{head}{FOREIGN[0][:-1]}，会计账簿应当依法保存十年。\n{rest}",
        "",
        "zh",
    )
    uptake = trace_uptake([ask], law(FULL), law(FULL_LAW)).uptakes[0]
    assert uptake.verdict is Verdict.PARTLY
