from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.intake import read_suggestions
from huiyin.law import Law, read_law, read_text
from huiyin.trace import ReasonCode, TracedSuggestion, Tracing, Uptake, Verdict, trace_uptake

DRAFT = [
    "为了规范社区花园，制定本条例。",
    "申请建设花园的，街道办事处应当自收到申请之日起三十日内答复。",
    "花园管理人可以公布种植计划，并接受居民监督。",
    "使用人应当爱护公共设施，不得焚烧秸秆、倾倒垃圾。",
    "违反本条例的，处二百元以上五百元以下罚款。",
]


def law(articles: list[str]) -> Law:
    return read_text(
        "社区花园条例\n"
        + "".join(f"第{'一二三四五六七八九'[n]}条　{a}\n" for n, a in enumerate(articles))
    )


def one(
    new: list[str], target: str, wording: str = "", *, action: str = "replace", text: str = ""
) -> Tracing:
    return trace_uptake(
        [TracedSuggestion("s", target, action, wording, text, "zh")], law(DRAFT), law(new)
    )


def with_article(number: int, words: str) -> list[str]:
    return [*DRAFT[: number - 1], words, *DRAFT[number:]]


TEN_DAYS = DRAFT[1].replace("三十日", "十日")


def verdict(tracing: Tracing) -> Verdict:
    return tracing.uptakes[0].verdict


def test_the_very_change_asked_is_adopted_and_its_words_are_marked() -> None:
    tracing = one(with_article(2, TEN_DAYS), "第二条", TEN_DAYS)
    uptake = tracing.uptakes[0]
    assert (uptake.verdict, uptake.score) == (Verdict.ADOPTED, 1.0)
    enacted = uptake.passages[-1]
    assert [enacted.text[a:b] for a, b in enacted.marks] == ["十"]
    assert tracing.unasked == ()
    assert tracing.share_asked == 1.0


def test_repeating_the_draft_counts_for_nothing() -> None:
    assert verdict(one(DRAFT, "第二条", DRAFT[1])) is Verdict.NOT_ADOPTED
    assert verdict(one(DRAFT, "第二条", TEN_DAYS)) is Verdict.NOT_ADOPTED


def test_half_of_what_was_asked_is_adopted_in_part() -> None:
    asked = DRAFT[2] + "计划应当以无障碍格式提供。管理人每年向居民会议报告工作。"
    given_ = DRAFT[2] + "管理人每年向居民会议报告工作。"
    assert verdict(one(with_article(3, given_), "第三条", asked)) is Verdict.PARTLY


def test_what_was_asked_at_one_article_and_enacted_at_another_is_elsewhere() -> None:
    wanted = "残疾人和老年人依法享有无障碍使用花园的便利，管理人应当提供必要协助。"
    tracing = one(with_article(4, DRAFT[3] + wanted), "第三条", wanted, action="insert")
    assert verdict(tracing) is Verdict.ELSEWHERE
    assert tracing.uptakes[0].passages[-1].eid == "art_4"


def test_a_number_moved_the_other_way_is_reversed() -> None:
    longer = DRAFT[1].replace("三十日", "六十日")
    assert verdict(one(with_article(2, longer), "第二条", TEN_DAYS)) is Verdict.REVERSED


def test_a_deleted_provision_is_gone_unless_its_deletion_was_asked() -> None:
    without = [*DRAFT[:3], DRAFT[4]]
    assert (
        verdict(one(without, "第四条", DRAFT[3] + "违者记入信用档案并向社会公布。")) is Verdict.GONE
    )
    assert verdict(one(without, "第四条", action="delete")) is Verdict.ADOPTED


def test_renumbering_does_not_hide_a_change() -> None:
    new = ["花园以公益为目的，不得用于商业经营活动。", *with_article(2, TEN_DAYS)]
    assert verdict(one(new, "第二条", TEN_DAYS)) is Verdict.ADOPTED


def test_an_ask_to_keep_is_adopted_where_nothing_changed() -> None:
    assert verdict(one(DRAFT, "第四条", action="keep")) is Verdict.ADOPTED
    changed = with_article(4, DRAFT[3].replace("不得", "可以"))
    assert verdict(one(changed, "第四条", action="keep")) is Verdict.NOT_ADOPTED


def test_wording_quoted_in_a_sentence_is_as_good_as_a_wording() -> None:
    text = "建议将“三十日”修改为“十日”，以方便居民。"
    assert verdict(one(with_article(2, TEN_DAYS), "第二条", text=text)) is Verdict.ADOPTED
    gone = one(DRAFT, "第二条", text="建议将“九十日”修改为“十日”。").uptakes[0]
    assert (gone.verdict, gone.reason) == (Verdict.NEEDS_PERSON, ReasonCode.QUOTE_NOT_FOUND)


def test_free_text_and_unknown_targets_need_a_person_never_a_guess() -> None:
    assert verdict(one(DRAFT, "第二条", text="建议进一步明确职责。")) is Verdict.NEEDS_PERSON
    assert verdict(one(DRAFT, "第九十条", TEN_DAYS)) is Verdict.NEEDS_PERSON


def test_an_ask_in_a_language_without_a_pair_needs_a_person() -> None:
    tracing = trace_uptake(
        [TracedSuggestion("s", "Art. 2", "replace", "Within ten days.", "", "en")],
        law(DRAFT),
        law(DRAFT),
    )
    assert tracing.uptakes[0].reason is ReasonCode.NO_PAIR


def test_what_nobody_asked_for_is_listed_and_two_askers_are_both_credited() -> None:
    new = with_article(2, TEN_DAYS)
    new[4] = DRAFT[4].replace("五百元", "一千元")
    asks = [TracedSuggestion(name, "第二条", "replace", TEN_DAYS, "", "zh") for name in ("a", "b")]
    tracing = trace_uptake(asks, law(DRAFT), law(new))
    assert [c.asked_by for c in tracing.changes] == [("a", "b"), ()]
    assert tracing.unasked[0].old == ("art_5",)


def test_a_persons_verdict_stands_beside_the_machines() -> None:
    asks = [TracedSuggestion("s", "第二条", "replace", TEN_DAYS, "", "zh")]
    uptake = trace_uptake(asks, law(DRAFT), law(DRAFT), decisions={"s": Verdict.PARTLY}).uptakes[0]
    assert (uptake.verdict, uptake.person_verdict, uptake.final_verdict) == (
        Verdict.NOT_ADOPTED,
        Verdict.PARTLY,
        Verdict.PARTLY,
    )


def test_a_duty_where_a_ban_was_asked_is_reversed() -> None:
    banned = DRAFT[2].replace("可以公布", "不得公布")
    law_says = DRAFT[2].replace("可以公布", "应当公布")
    uptake = one(with_article(3, law_says), "第三条", banned).uptakes[0]
    assert (uptake.verdict, uptake.reason) == (Verdict.REVERSED, ReasonCode.WORD_OPPOSED)


def test_words_added_to_what_the_law_took_out_are_reversed() -> None:
    wanted = DRAFT[3].replace("倾倒垃圾", "倾倒垃圾，不得在夜间使用高音喇叭")
    taken_out = "使用人应当爱护公共设施。"
    uptake = one(with_article(4, taken_out), "第四条", wanted).uptakes[0]
    assert (uptake.verdict, uptake.reason) == (Verdict.REVERSED, ReasonCode.TAKEN_OUT_INSTEAD)


def test_all_the_words_but_not_the_number_is_in_part() -> None:
    wanted = DRAFT[1] + "逾期不答复的，视为同意，并应当在五日内书面告知申请人及其所在社区。"
    law_says = wanted.replace("五日", "四十日")
    uptake = one(with_article(2, law_says), "第二条", wanted).uptakes[0]
    assert uptake.score > 0.75
    assert uptake.verdict is Verdict.PARTLY


def test_a_heading_that_was_not_in_question_is_not_asked_to_go() -> None:
    def titled(words: str) -> Law:
        return read_text(f"Garden Act\nArticle 1\nReplies\n{words}\nArticle 2\nNames\nNo.\n")

    old, new = (
        "The office shall reply within thirty days.",
        "The office shall reply within ten days.",
    )
    ask = TracedSuggestion("s", "Article 1", "replace", new, "", "en")
    uptake = trace_uptake([ask], titled(old), titled(new)).uptakes[0]
    assert (uptake.verdict, uptake.score) == (Verdict.ADOPTED, 1.0)


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


def test_a_suggestion_that_names_no_provision_is_shown_the_nearest() -> None:
    uptake = one(DRAFT, "", text="焚烧秸秆、倾倒垃圾的规定应当更严。").uptakes[0]
    assert uptake.verdict is Verdict.NEEDS_PERSON
    assert uptake.passages[0].eid == "art_4"


WORDS = st.text(alphabet="应当可以公布答复三十六日内罚款花园，。管理人", min_size=1, max_size=40)


@settings(deadline=None, max_examples=50)
@given(WORDS, WORDS, st.integers(1, 5))
def test_scores_lie_between_nothing_and_all_and_the_very_text_is_never_reversed(
    wording: str, other: str, number: int
) -> None:
    target = f"第{'一二三四五'[number - 1]}条"
    exact = one(with_article(number, wording), target, wording).uptakes[0]
    assert exact.verdict is not Verdict.REVERSED
    mixed = one(with_article(number, other), target, wording).uptakes[0]
    for uptake in (exact, mixed):
        assert 0 <= uptake.score <= 1
        for passage in uptake.passages:
            assert all(0 <= a < b <= len(passage.text) for a, b in passage.marks)


def test_the_examples_verdicts_are_those_a_person_recorded(climate_act: Path) -> None:
    laws = {
        version: {
            language: read_law(climate_act / f"{version}.{language}.docx")
            for language in ("zh", "en")
        }
        for version in ("draft", "enacted")
    }
    asks = [
        TracedSuggestion(s.id, s.target, str(s.action), s.wording, s.text, s.language)
        for s in read_suggestions(climate_act / "suggestions.xlsx").taken
    ]
    tracing = trace_uptake(asks, laws["draft"], laws["enacted"])
    with (climate_act / "truth.csv").open(encoding="utf-8") as handle:
        truth = {row["suggestion"]: row for row in csv.DictReader(handle)}
    assert {u.ask.id: str(u.verdict) for u in tracing.uptakes} == {
        k: r["verdict"] for k, r in truth.items()
    }
    placed = {
        u.ask.id: u.passages[-1].eid
        for u in tracing.uptakes
        if u.verdict in ("adopted", "partly", "elsewhere")
    }
    assert {k: v for k, v in placed.items() if v != truth[k]["where"]} == {}


@pytest.mark.parametrize("action", ["replace", "insert", "delete", "keep"])
def test_an_empty_target_never_raises(action: str) -> None:
    assert verdict(one(DRAFT, "", "新的文字。", action=action)) is Verdict.NEEDS_PERSON


CASES = Path(__file__).parent / "data/uptake"


def verdicts_of(case: str) -> dict[str, Uptake]:
    draft, enacted = (read_law(CASES / f"{case}.{version}.md") for version in ("draft", "enacted"))
    asked = read_suggestions(CASES / f"{case}.suggestions.csv").taken
    asks = [
        TracedSuggestion(s.id, s.target, str(s.action), s.wording, s.text, s.language)
        for s in asked
    ]
    return {u.ask.id: u for u in trace_uptake(asks, draft, enacted).uptakes}


def test_an_or_that_becomes_a_list_is_adopted_whatever_was_added_to_the_article() -> None:
    found = verdicts_of("or-becomes-list")
    assert {str(u.verdict) for u in found.values()} == {"adopted"}


def test_sentences_that_nobody_took_up_are_not_adopted_in_a_rewritten_article() -> None:
    for uptake in verdicts_of("invented").values():
        assert uptake.verdict is Verdict.NOT_ADOPTED
        assert uptake.score < 0.12


def test_the_number_of_an_item_is_no_quantity() -> None:
    assert {str(u.verdict) for u in verdicts_of("item-number").values()} == {"adopted"}


LIST = [
    DRAFT[0],
    "管理人应当公布下列事项：\n（一）种植计划；\n（二）开放时间；\n（三）投诉电话。",
    *DRAFT[2:],
]
LONGER = LIST[1].replace("投诉电话。", "投诉电话；\n（四）无障碍设施的位置和使用方法。")


@pytest.mark.parametrize(
    "text",
    [
        "建议增加规定：（四）无障碍设施的位置和使用方法。",
        "建议增加一项：四、无障碍设施的位置和使用方法。",
        "建议增加：4. 无障碍设施的位置和使用方法。",
        "建议增加“（四）无障碍设施的位置和使用方法。”",
        "建议增加一项，作为第四项：(4) 无障碍设施的位置和使用方法。",
        "建议将“（三）投诉电话。”修改为“（三）投诉电话；”，增加“（四）无障碍设施的位置和使用方法。”",
    ],
)
def test_an_item_asked_for_with_its_number_is_adopted_however_the_number_is_written(
    text: str,
) -> None:
    ask = TracedSuggestion("s", "第二条", "replace", "", text, "zh")
    uptake = trace_uptake([ask], law(LIST), law([LIST[0], LONGER, *LIST[2:]])).uptakes[0]
    assert (uptake.verdict, uptake.score > 0.9) == (Verdict.ADOPTED, True)


NEW = "残疾人和老年人依法享有无障碍使用花园的便利，管理人应当提供必要协助。"
ELSE = "市人民政府统计机构每五年组织一次渔业资源普查，普查经费列入财政预算。"


@pytest.mark.parametrize("more", ["", ELSE, ELSE + "\n" + DRAFT[4], DRAFT[3] + ELSE])
@pytest.mark.parametrize("before", [False, True])
def test_what_became_of_a_change_does_not_hang_on_a_paragraph_added_elsewhere(
    more: str, before: bool
) -> None:
    changed = "花园管理人应当每季度公布种植计划，并接受居民和所在地居民委员会监督。"
    whole = "\n".join(part for part in ((more, changed) if before else (changed, more)) if part)
    asked = {
        "whole": TracedSuggestion("whole", "第三条", "replace", changed, "", "zh"),
        "word": TracedSuggestion(
            "word", "第三条", "replace", "", "将“可以公布”改为“应当每季度公布”", "zh"
        ),
        "none": TracedSuggestion(
            "none", "第三条", "insert", "花园夜间不得使用高音喇叭。", "", "zh"
        ),
    }
    tracing = trace_uptake(list(asked.values()), law(DRAFT), law(with_article(3, whole)))
    found = {u.ask.id: str(u.verdict) for u in tracing.uptakes}
    assert found == {"whole": "adopted", "word": "adopted", "none": "not_adopted"}


def test_words_at_the_target_and_elsewhere_are_adopted() -> None:
    new = with_article(3, DRAFT[2] + NEW)
    new[4] = DRAFT[4] + NEW
    assert verdict(one(new, "第三条", NEW, action="insert")) is Verdict.ADOPTED
    assert verdict(one(new, "第三条", DRAFT[2] + NEW)) is Verdict.ADOPTED


def test_words_in_an_unrelated_new_article_after_the_target_went_are_elsewhere() -> None:
    new = [*DRAFT[:3], DRAFT[4], f"县级以上人民政府每年召开一次工作会议。{NEW}{ELSE}"]
    assert verdict(one(new, "第四条", NEW, action="insert")) is Verdict.ELSEWHERE
    alone = [*DRAFT[:3], DRAFT[4], NEW]
    assert verdict(one(alone, "第四条", NEW, action="insert")) is Verdict.ELSEWHERE


def test_the_wording_asked_for_as_an_article_of_its_own_after_the_target_went_is_adopted() -> None:
    asked = "花园内的古树名木由林业主管部门登记造册，设置标志，任何人不得砍伐、移植。"
    new = [*DRAFT[:3], asked, DRAFT[4]]
    assert verdict(one(new, "第四条", asked)) is Verdict.ADOPTED


@pytest.mark.parametrize("sentence", [ELSE, "夜间不得使用高音喇叭。", "机场应当及时告知旅客。"])
def test_an_invented_sentence_beside_deleted_words_is_not_reversed(sentence: str) -> None:
    longer = DRAFT[3] + "使用人应当在每日闭园前清理场地，并将工具归还原处妥善保管。"
    old = [*DRAFT[:3], longer, DRAFT[4]]
    for asked in (longer + sentence, DRAFT[3] + sentence + longer[len(DRAFT[3]) :]):
        ask = TracedSuggestion("s", "第四条", "replace", asked, "", "zh")
        uptake = trace_uptake([ask], law(old), law(DRAFT)).uptakes[0]
        assert uptake.verdict is Verdict.NOT_ADOPTED


def test_words_of_a_part_split_off_to_an_article_of_its_own_are_adopted() -> None:
    first = "管理人应当在花园入口公布种植计划和开放时间，并及时更新。"
    second = "居民委员会可以组织志愿者参与花园的日常养护和夜间巡查。"
    old = [*DRAFT[:2], first + second, *DRAFT[3:]]
    more = second.replace("志愿者", "志愿者、学校师生和驻区单位职工").replace("可以", "应当")
    new = [*DRAFT[:2], first, more, *DRAFT[3:]]
    ask = TracedSuggestion("s", "第三条", "replace", first + more, "", "zh")
    assert trace_uptake([ask], law(old), law(new)).uptakes[0].verdict is Verdict.ADOPTED


def test_a_verdict_carries_what_its_confidence_was_told_from() -> None:
    uptake = one(with_article(2, TEN_DAYS), "第二条", TEN_DAYS).uptakes[0]
    evidence = dict(uptake.evidence)
    assert evidence["score"] == 1.0
    assert evidence["size"] > 0
    assert uptake.confidence >= 0.9


BESIDE = "行政机关应当在三十日内答复申请人，国家鼓励社会参与，主管部门可以责令改正，罚款五万元。申请人应当妥善保管凭证。"
BESIDE_LAW = (
    "行政机关应当自收到申请之日起十五日内书面答复申请人，国家大力支持和引导社会参与，主管部门应当依法责令改正，"
    "罚款最高10万元。申请人应当妥善保管凭证。"
)
ANSWER = "The authority may order erasure within thirty days, and a fine of 5,000 euros. Everyone keeps records."
ANSWER_LAW = (
    "The authority shall, where appropriate, order erasure without undue delay and within fourteen days, and a fine "
    "of EUR 10 000. Everyone keeps records."
)


def asked_of(draft: str, enacted: str, asks: list[tuple[str, str]]) -> list[Uptake]:
    """What became of asks for one word in place of another in an article; those of nothing new want it deleted."""
    zh = "。" in draft

    def version(words: str) -> Law:
        return (
            law([DRAFT[0], words, DRAFT[2]])
            if zh
            else read_text(
                f"Records Act\nArticle 1 This Act is about records.\nArticle 2 {words}\nArticle 3 It applies from May.\n"
            )
        )

    said = [
        (f"建议将“{old}”修改为“{new}”。" if new else f"建议删去“{old}”。")
        if zh
        else (f'Please replace "{old}" with "{new}".' if new else f'Please delete "{old}".')
        for old, new in asks
    ]
    target, language = ("第二条", "zh") if zh else ("Article 2", "en")
    sent = [
        TracedSuggestion(str(n), target, "replace", "", text, language)
        for n, text in enumerate(said)
    ]
    return list(trace_uptake(sent, version(draft), version(enacted)).uptakes)


def test_a_short_ask_is_adopted_though_the_law_put_more_words_in_beside_it() -> None:
    chinese = [("三十日", "十五日"), ("鼓励", "支持"), ("可以", "应当"), ("五万元", "十万元")]
    english = [("may", "shall"), ("thirty", "fourteen"), ("thirty days", "14 days")]
    found = asked_of(BESIDE, BESIDE_LAW, chinese) + asked_of(ANSWER, ANSWER_LAW, english)
    assert {(u.verdict, u.score) for u in found} == {(Verdict.ADOPTED, 1.0)}


def test_another_word_than_the_laws_is_not_adopted_for_being_short() -> None:
    found = asked_of(BESIDE, BESIDE_LAW, [("鼓励", "扶持"), ("三十日", "六十日"), ("可以", "不得")])
    said = [u.verdict for u in found]
    assert said == [Verdict.NOT_ADOPTED, Verdict.REVERSED, Verdict.REVERSED]


def test_sums_of_money_are_one_however_they_are_written() -> None:
    chinese = [
        ("五万元", f"{sum_}元") for sum_ in ("十万", "10万", "100,000", "100 000", "拾万", "１０万")
    ]
    english = [
        ("5,000 euros", f"{s} euros") for s in ("10,000", "10 000", "ten thousand", "10 thousand")
    ]
    found = asked_of(BESIDE, BESIDE_LAW, chinese) + asked_of(ANSWER, ANSWER_LAW, english)
    assert {u.verdict for u in found} == {Verdict.ADOPTED}


def test_a_number_that_moved_past_the_one_asked_is_not_said_to_fall_short() -> None:
    nearer, farther = asked_of(BESIDE, BESIDE_LAW, [("三十日", "二十日"), ("三十日", "十日")])
    assert (nearer.verdict, nearer.reason) == (Verdict.PARTLY, ReasonCode.NUMBER_MOVED_PAST)
    assert (farther.verdict, farther.reason) == (Verdict.PARTLY, ReasonCode.NUMBER_MOVED_TOWARDS)


KINDS = ["甲类物品", "乙类物品", "丙类物品", "丁类物品"]


@pytest.mark.parametrize("mark", ["（一）", "(1)", "1、", "一、", "1.", "①", "1）", "一是"])
def test_the_numbers_of_items_on_one_line_ask_for_nothing(mark: str) -> None:
    def numbered(items: list[str], first: int) -> str:
        figures = [("一二三四"[n], "①②③④"[n], str(n + 1)) for n in range(first, 4)]
        marks = [mark.replace("一", a).replace("①", b).replace("1", c) for a, b, c in figures]
        return "；".join(m + item for m, item in zip(marks, items, strict=True)) + "。"

    head = "下列物品应当登记："
    items = "\n".join(f"（{'一二三四'[n]}）{kind}；" for n, kind in enumerate(KINDS))
    first, second = items.split("\n（三）")[0], items
    draft, enacted = (law([DRAFT[0], f"{head}\n{x}", DRAFT[2]]) for x in (first, second))
    asks = [
        TracedSuggestion("all", "第二条", "replace", head + numbered(KINDS, 0), "", "zh"),
        TracedSuggestion("new", "第二条", "insert", numbered(KINDS[2:], 2), "", "zh"),
    ]
    assert {u.verdict for u in trace_uptake(asks, draft, enacted).uptakes} == {Verdict.ADOPTED}


def test_a_quantity_of_one_figure_that_the_law_lacks_makes_it_a_part() -> None:
    draft, enacted = "申请人应当提交材料。", "申请人应当提交身份证明、住所证明等材料。"
    for number in ("五", "5"):
        wording = f"申请人应当提交身份证明、住所证明等{number}项材料。"
        ask = TracedSuggestion("s", "第二条", "replace", wording, "", "zh")
        versions = (law([DRAFT[0], words, DRAFT[2]]) for words in (draft, enacted))
        assert verdict(trace_uptake([ask], *versions)) is Verdict.PARTLY


def test_what_is_added_beside_words_that_were_to_go_is_not_the_reverse() -> None:
    draft = "国家鼓励社会力量参与乡村教育，推动城乡教育协调发展。"
    enacted = draft.replace("乡村教育", "乡村教育和职业培训工作")
    found = asked_of(draft, enacted, [("乡村", ""), ("社会力量", ""), ("推动城乡", "")])
    assert {(u.verdict, u.reason) for u in found} == {(Verdict.NOT_ADOPTED, ReasonCode.STILL_THERE)}


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


@pytest.mark.parametrize(
    ("draft", "enacted", "old", "new"),
    [
        ("The authority may order erasure within thirty days.",
         "The authority shall, where appropriate, order erasure within thirty days.", "may", "must"),
        ("The authority may order erasure within thirty days.",
         "The authority must order erasure within thirty days.", "may", "shall"),
        ("主管部门可以责令改正。", "主管部门应当依法责令改正。", "可以", "必须"),
        ("主管部门可以责令改正。", "主管部门必须责令改正，并予以公告。", "可以", "应当"),
    ],
)  # fmt: skip
def test_one_duty_in_two_words_is_adopted(draft: str, enacted: str, old: str, new: str) -> None:
    assert [str(u.verdict) for u in asked_of(draft, enacted, [(old, new)])] == ["adopted"]


@pytest.mark.parametrize(("old", "new"), [("应当", "必须"), ("必须", "应当")])
def test_one_duty_in_place_of_the_other_is_asked_for_by_itself(old: str, new: str) -> None:
    words = f"主管部门{old}责令改正。"
    asks = [(old, new)]
    assert str(asked_of(words, words, asks)[0].verdict) == "not_adopted"
    assert str(asked_of(words, words.replace(old, new), asks)[0].verdict) == "adopted"


@pytest.mark.parametrize("ban", ["must not", "may not", "shall not"])
def test_a_ban_asked_where_the_law_made_a_duty_is_reversed(ban: str) -> None:
    draft, enacted = (f"The authority {verb} order erasure." for verb in ("may", "shall"))
    assert str(asked_of(draft, enacted, [("may", ban)])[0].verdict) == "reversed"


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


def test_an_english_sentence_is_its_own_without_a_space_before_it() -> None:
    went = "The register shall be made public by the authority and sent to each member every year."
    draft = f"The authority keeps a register (2). {went}"
    asks = [(went, f"The school board shall not be liable for damages of any kind.{went}")]
    asks.append(("(2).", "(2).The school board shall not be liable for damages of any kind."))
    enacted = "The authority keeps a register (2)."
    found = asked_of(draft, enacted, asks)
    assert {str(u.verdict) for u in found} == {"not_adopted"}
