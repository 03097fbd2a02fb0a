from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.law import Law, compare_laws, diff_words, read_text
from huiyin.law.compare import ChangeKind, list_units

RULES = [
    "为了规范社区花园的建设和管理，制定本条例。",
    "社区花园的面积不得小于二百平方米，并应当设置无障碍通道。",
    "街道办事处应当每年三月底前公布花园名录和管理人的联系方式。",
    "花园使用人应当爱护公共设施。禁止在花园内焚烧秸秆、倾倒垃圾或者使用剧毒农药。",
    "违反本条例规定的，由城市管理部门责令改正；拒不改正的，处五百元以下罚款。",
    "任何组织和个人有权举报破坏花园的行为，受理机关应当在十五个工作日内答复。",
]


def law(rules: list[str]) -> Law:
    return read_text(
        "社区花园条例\n" + "".join(f"第{n}条　{rule}\n" for n, rule in enumerate(rules, 1))
    )


def kinds(old: list[str], new: list[str]) -> dict[tuple[tuple[str, ...], tuple[str, ...]], str]:
    return {(c.old, c.new): str(c.kind) for c in compare_laws(law(old), law(new)).changes}


def test_a_law_compared_with_itself_is_kept() -> None:
    assert set(kinds(RULES, RULES).values()) == {"kept"}


def test_an_inserted_article_moves_the_numbers_of_those_after_it() -> None:
    new = [RULES[0], "社区花园应当以公益为目的，不得用于商业经营。", *RULES[1:]]
    found = kinds(RULES, new)
    assert found[(), ("art_2",)] == "inserted"
    assert found[("art_2",), ("art_3",)] == "moved"
    assert found[("art_1",), ("art_1",)] == "kept"


def test_a_deleted_article_is_deleted() -> None:
    assert kinds(RULES, RULES[:3] + RULES[4:])[("art_4",), ()] == "deleted"


def test_an_article_moved_to_the_end_is_followed() -> None:
    found = kinds(RULES, [*RULES[:1], *RULES[2:], RULES[1]])
    assert found[("art_2",), ("art_6",)] == "moved"


def test_a_reworded_article_is_changed_and_its_words_are_shown() -> None:
    new = [*RULES[:5], RULES[5].replace("十五个工作日", "三十日")]
    change = compare_laws(law(RULES), law(new)).of_old("art_6")
    assert change is not None
    assert change.kind == "changed"
    assert ("delete", "十五个工作") in [(s.op, s.text) for s in change.spans]
    assert ("insert", "三十") in [(s.op, s.text) for s in change.spans]


def test_an_article_split_in_two_is_split() -> None:
    first, second = RULES[3].split("。", 1)
    new = [*RULES[:3], first + "。", second, *RULES[4:]]
    assert kinds(RULES, new)[("art_4",), ("art_4", "art_5")] == "split"


def test_two_articles_made_one_are_merged() -> None:
    new = [*RULES[:3], RULES[3] + RULES[4], RULES[5]]
    assert kinds(RULES, new)[("art_4", "art_5"), ("art_4",)] == "merged"


OTHER = (
    "市人民政府统计机构每五年组织一次渔业资源普查，普查经费列入财政预算，普查结果向社会公布。"
    "机场在航班延误后及时告知旅客，并且提供餐食或者住宿，费用由承运人负担。"
)


@pytest.mark.parametrize("at", [2, 3, 5])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_paragraph_added_to_an_article_makes_no_other_article_of_it(at: int, times: int) -> None:
    more = "\n".join(OTHER.replace("每五年", f"每{n}年") for n in range(5, 5 + times))
    new = [*RULES[:at], f"{RULES[at]}\n{more}", *RULES[at + 1 :]]
    change = compare_laws(law(RULES), law(new)).of_old(f"art_{at + 1}")
    assert change is not None
    assert change.new == (f"art_{at + 1}",)


def test_one_pair_that_is_sure_is_worth_more_than_two_lukewarm_ones() -> None:
    # As in 军人抚恤优待条例: 16 is 19; 15 to 19 and 16 to 20 are less alike each, and more together.
    kept = "由户籍所在地的民政部门按月发放给烈士遗属"
    moved, came = "病故军人证书遗失补办手续", "抚恤金标准随物价逐年调整"
    old = [RULES[0], f"{came}荣誉勋章由国防机关颁授并登记", f"{kept}{moved}"]
    new = [RULES[0], f"{kept}{came}", f"{moved}残疾等级评定期限为六十个工作"]
    change = compare_laws(law(old), law(new)).of_old("art_3")
    assert change is not None
    assert change.new[0] == "art_2"


def test_a_recital_is_no_partner_of_an_article() -> None:
    right = "Each natural person shall have the right to a judicial remedy against a decision of the authority."
    old = read_text(f"Gardens Act\nWhereas:\n(1) {right}\nArticle 1\nGardens are public.\n")
    new = read_text(f"Gardens Act\nArticle 1\nGardens are public.\nArticle 2\n{right}\n")
    kept = [c for c in compare_laws(old, new).changes if "rec_1" in c.old]
    assert [c.new for c in kept] == [()]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("应当在三十日内公布", "应当在六十日内公布并说明理由"),
        ("The State shall publish plans.", "The State may publish all plans yearly."),
        ("", "全新"),
        ("旧的", ""),
    ],
)
def test_changes_tell_both_texts(old: str, new: str) -> None:
    assert_tells(old, new)


def assert_tells(old: str, new: str) -> None:
    spans = diff_words(old, new)
    assert "".join(s.text for s in spans if s.op != "insert") == old
    assert "".join(s.text for s in spans if s.op != "delete") == new
    assert all(s.text for s in spans)


TEXTS = st.text(alphabet="应当公布方案在三十日内。， \n\tabc shall 12", max_size=60)


@given(TEXTS, TEXTS)
def test_any_two_texts_are_told_exactly(old: str, new: str) -> None:
    assert_tells(old, new)


@given(TEXTS)
def test_a_text_compared_with_itself_has_no_change(text: str) -> None:
    assert [s.op for s in diff_words(text, text)] == (["equal"] if text else [])


SOME = st.lists(
    st.sampled_from(RULES) | st.text("甲乙丙丁戊己庚辛", min_size=4, max_size=30),
    min_size=1,
    max_size=10,
)


@settings(deadline=None)
@given(SOME, SOME)
def test_every_unit_of_both_versions_lies_in_one_change(old: list[str], new: list[str]) -> None:
    before, after = law(old), law(new)
    changes = compare_laws(before, after).changes
    assert sorted(e for c in changes for e in c.old) == sorted(u.eid for u in list_units(before))
    assert sorted(e for c in changes for e in c.new) == sorted(u.eid for u in list_units(after))
    for change in changes:
        assert (change.kind == "inserted") == (not change.old)
        assert (change.kind == "deleted") == (not change.new)
        assert (change.kind == "kept") <= (change.old == change.new)


@settings(deadline=None)
@given(SOME)
def test_the_same_text_twice_is_kept_whatever_it_says(rules: list[str]) -> None:
    assert {str(c.kind) for c in compare_laws(law(rules), law(rules)).changes} == {"kept"}


GONE_BEFORE = [
    "为了规范社区花园，制定本条例。",
    "花园管理机构受理使用申请，不得向申请人收取任何费用。花园管理工作所需经费，由本级财政予以保障。",
    "申请建设花园的，街道办事处应当自收到申请之日起三十日内答复。",
]
FOREIGN = (
    "船舶进入渔港应当按照规定办理签证，并接受渔政检查机构的检查。学校应当每学期组织一次消防演练。"
)


@pytest.mark.parametrize("front", [True, False])
@pytest.mark.parametrize("changed", range(4))
def test_a_foreign_paragraph_takes_no_provision_from_its_partner(front: bool, changed: int) -> None:
    kept = "花园管理机构受理使用申请，不得向申请人收取任何费用。"
    new = [GONE_BEFORE[0], GONE_BEFORE[2].replace("三十", "十五"), "管理人应当公布开放时间。", kept]
    more = [*new]
    more[changed] = f"{FOREIGN}\n{new[changed]}" if front else f"{new[changed]}\n{FOREIGN}"
    before, after = (compare_laws(law(GONE_BEFORE), law(version)) for version in (new, more))
    partners = [(change.old, change.new) for change in before.changes]
    assert partners == [(change.old, change.new) for change in after.changes]
    assert (("art_2",), ("art_4",)) in partners


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("于2025年答复", "于20 25年答复"),
        ("thirty days", "thirty\u00a0days"),
        ("花园 开放", "花园开放"),
    ],
)
def test_a_kept_article_has_no_words_that_went_or_came(was: str, now: str) -> None:
    old, new = (read_text(f"花园条例\n第一条　机关应当{words}。\n") for words in (was, now))
    (change,) = compare_laws(old, new).changes
    assert change.kind is ChangeKind.KEPT
    assert [span.op for span in change.spans] == ["equal"]
