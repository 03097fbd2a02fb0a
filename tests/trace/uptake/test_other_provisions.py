"""Words asked for at one provision and enacted in another."""

from __future__ import annotations

from huiyin.trace import TracedSuggestion, Verdict, trace_uptake
from tests.trace.garden_ordinance import DRAFT, ELSE, law, one, verdict, with_article


def test_what_was_asked_at_one_article_and_enacted_at_another_is_elsewhere() -> None:
    wanted = "残疾人和老年人依法享有无障碍使用花园的便利，管理人应当提供必要协助。"
    tracing = one(with_article(4, DRAFT[3] + wanted), "第三条", wanted, action="insert")
    assert verdict(tracing) is Verdict.ELSEWHERE
    assert tracing.uptakes[0].passages[-1].eid == "art_4"


NEW = "残疾人和老年人依法享有无障碍使用花园的便利，管理人应当提供必要协助。"


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


def test_words_of_a_part_split_off_to_an_article_of_its_own_are_adopted() -> None:
    first = "管理人应当在花园入口公布种植计划和开放时间，并及时更新。"
    second = "居民委员会可以组织志愿者参与花园的日常养护和夜间巡查。"
    old = [*DRAFT[:2], first + second, *DRAFT[3:]]
    more = second.replace("志愿者", "志愿者、学校师生和驻区单位职工").replace("可以", "应当")
    new = [*DRAFT[:2], first, more, *DRAFT[3:]]
    ask = TracedSuggestion("s", "第三条", "replace", first + more, "", "zh")
    assert trace_uptake([ask], law(old), law(new)).uptakes[0].verdict is Verdict.ADOPTED
