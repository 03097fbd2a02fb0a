"""A draft sent back with tracked changes and margin comments, or without."""

from __future__ import annotations

import pytest

from huiyin.intake import RefusalCode, read_comments
from huiyin.law import Law, read_text
from tests.intake.conftest import DRAFT
from tests.intake.sends import Send
from tests.intake.word_drafts import ARTICLES, GARDENS, HEADS, ROW, said
from tests.wordml import (
    DISGUISES,
    counted,
    docx,
    end,
    footnotes,
    gone,
    ins,
    p,
    remarks,
    run,
    tbl,
    tr,
)

LINES = DRAFT.splitlines()


def draft_with(place: int, *inside: str, after: str = "") -> str:
    """The draft with its line at ``place`` written otherwise."""
    return "".join(p(*inside) + after if at == place else p(line) for at, line in enumerate(LINES))


@pytest.mark.parametrize("law_is_known", [True, False])
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (draft_with(3, "第二条　县级以上人民政府应当每", gone("年"), ins("月"), "公布水质。"),
         [("Li", "art_2__para_1", "", "县级以上人民政府应当每月公布水质。")]),
        (draft_with(3, "第二条　县级以上人民政府应当每", gone("年", "Wu", tag="moveFrom"), ins("月", "Wu", tag="moveTo"), "公布水质。"),
         [("Wu", "art_2__para_1", "", "县级以上人民政府应当每月公布水质。")]),
        (draft_with(3, "第二条　县级以上人民政府应当每", gone("年", "甲"), ins("月", "甲"), "公布", ins("全部", "乙"), "水质。"),
         [("甲", "art_2__para_1", "", "县级以上人民政府应当每月公布水质。"), ("乙", "art_2__para_1", "", "县级以上人民政府应当每年公布全部水质。")]),
        (draft_with(3, "第二条　县级以上人民政府应当每", run("年", "<w:strike/>"), run("月", '<w:u w:val="single"/>'), "公布水质。"),
         [("", "art_2__para_1", "", "县级以上人民政府应当每月公布水质。")]),
        (draft_with(9, gone("第四条　本条例自2027年1月1日起施行。")), [("Li", "art_4", "删除", "")]),
        (draft_with(4, "单位和个人有权查阅水质资料。", after=p(ins("资料免费。"), look=end("ins"))),
         [("Li", "art_2", "", "资料免费。")]),
    ],
)  # fmt: skip
def test_each_change_of_a_draft_is_a_comment_at_its_provision(
    body: str, expected: list[tuple[str, str, str, str]], law_is_known: bool, send: Send, draft: Law
) -> None:
    found = read_comments([send("a.docx", docx(body))], law=draft if law_is_known else None)
    assert said(found) == expected
    assert not found.refused


@pytest.mark.parametrize("name", DISGUISES)
def test_a_draft_with_changes_is_read_alike_whoever_made_it(
    name: str, send: Send, draft: Law
) -> None:
    data = DISGUISES[name](
        docx(draft_with(9, "第四条　本条例自2027年", gone("1"), ins("7"), "月1日起施行。"))
    )
    found = read_comments([send("a.docx", data)], law=draft)
    assert said(found) == [("Li", "art_4", "", "本条例自2027年7月1日起施行。")]


def test_a_provision_made_of_two_or_split_in_two_is_one_comment(send: Send) -> None:
    lines = GARDENS.splitlines()[1:]
    bare = [line.partition("　")[2] for line in lines]
    body = p("某园林条例") + p(bare[0], look=counted())
    body += p("市民应当在三十日内", look=counted() + end("ins")) + p("提出意见。", look=counted())
    body += "".join(p(one, look=counted()) for one in bare[2:])
    found = read_comments(
        [send("a.docx", docx(body, {"numbering": ARTICLES}))], law=read_text(GARDENS)
    )
    assert said(found) == [("Li", "art_2", "", "市民应当在三十日内\n提出意见。")]


def test_remarks_are_pinned_with_a_range_or_by_their_mark_alone(send: Send, draft: Law) -> None:
    begin, stop = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    mark = '<w:r><w:commentReference w:id="1"/></w:r>'
    body = draft_with(3, "第二条　县级以上人民政府应当", begin, "每年", stop, "公布水质。")
    body = body.replace(p(LINES[9]), p(LINES[9], mark))
    found = read_comments(
        [send("a.docx", docx(body, {"comments": remarks(("甲", "太少"), ("乙", "太急"))}))],
        law=draft,
    )
    assert [(c.author, c.eid, c.quote, c.text) for c in found.taken] == [
        ("甲", "art_2__para_1", "每年", "太少"), ("乙", "art_4", "", "太急"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["第二条：应当每", "月公布。", "第四条：太急。"],
        ["关于第二条，应当每", "月公布。", "关于第四条，太急。"],
        ["第二条 应当每", "月公布，每年公布太少，我们在多次来信中说过。", "第四条 太急，请推迟到年底再说，乡镇来不及准备。"],
    ],
)  # fmt: skip
def test_an_edited_word_does_not_make_a_letter_the_draft(
    lines: list[str], send: Send, draft: Law
) -> None:
    first, rest, second = lines
    data = docx(p(first, gone("两"), ins("个"), rest) + p(second))
    found = read_comments([send("a.docx", data)], law=draft)
    assert [(c.eid, c.text, c.kind) for c in found.taken] == [
        ("art_2", f"{first}个{rest}", ""), ("art_4", second, ""),
    ]  # fmt: skip


def test_a_draft_with_changes_and_a_form_below_gives_both(send: Send, draft: Law) -> None:
    body = draft_with(9, "第四条　本条例自2027年", gone("1"), ins("7"), "月1日起施行。")
    found = read_comments([send("a.docx", docx(body + tbl(HEADS, tr(*ROW))))], law=draft)
    assert [(c.eid, c.kind) for c in found.taken] == [("art_4", "tracked"), ("art_2", "")]
    lists = tbl(tr("序号", "内容"), tr("一", "第二条名录"))
    found = read_comments([send("b.docx", docx(body + lists))], law=draft)
    assert [(c.eid, c.kind) for c in found.taken] == [("art_4", "tracked")]


ACT = [
    "Gardens Act",
    "Article 1 Gardens are open to all residents of the city from sunrise until sunset on every day.",
    "Article 2 A council answers within thirty days after it received the application of a garden society.",
    "Article 3 Gardens are free of charge for children and for those who receive support from the city.",
    "Article 4 Fees are fixed by the council after it has heard the societies of the gardens.",
]
ORDER = [
    "花园条例",
    "第一条 花园向全体市民开放。",
    "第二条 市民应当在三十日内提出意见。市人大应当公布意见。",
    "第三条 花园免费。",
]


def edited(lines: list[str], out: str, put_in: str) -> list[str]:
    """The draft as paragraphs, one word of its second article changed with tracking."""
    before, after = lines[2].split(out)
    return [*map(p, lines[:2]), p(before, gone(out), ins(put_in), after), *map(p, lines[3:])]


@pytest.mark.parametrize(
    ("law", "body", "expected"),
    [
        (ACT, p(ACT[2]) + p("We find this ", ins("much "), "too short; give sixty.") + p(ACT[3]) + p("Say also the elderly."),
         [("art_2", ACT[2], "We find this much too short; give sixty."), ("art_3", ACT[3], "Say also the elderly.")]),
        (ORDER, p(ORDER[2]) + p("我们认为期限", ins("明显"), "太短。") + p(ORDER[3]) + p("应写明对老人也免费。"),
         [("art_2", ORDER[2], "我们认为期限明显太短。"), ("art_3", ORDER[3], "应写明对老人也免费。")]),
        (ACT, p("Dear council,") + p(ACT[1]) + p("Say for whom, please: we ", gone("do not "), "mind dogs.") + p("And cats.") + p(ACT[4]) + p("By whom, and when are they heard?"),
         [("art_1", ACT[1], "Say for whom, please: we mind dogs.\nAnd cats."), ("art_4", ACT[4], "By whom, and when are they heard?")]),
    ],
)  # fmt: skip
def test_a_letter_that_quotes_articles_in_full_is_no_draft(
    law: list[str], body: str, expected: list[tuple[str, str, str]], send: Send
) -> None:
    found = read_comments([send("a.docx", docx(body))], law=read_text("\n".join(law)))
    assert [(c.eid, c.quote, c.text) for c in found.taken] == expected
    assert [one.code for one in found.remarks] == ["changes_accepted"]


@pytest.mark.parametrize(
    ("law", "typed", "at", "told"),
    [
        (ACT, "[River Watch: say also in which language.]", 3, "[River Watch: say also in which language"),
        (ORDER, "【河流守望：还应写明用何种语言公布。】", 3, "【河流守望：还应写明用何种语言公布。】"),
        (ACT, "Dear council, we edited your draft and ask for ramps.", 0, "Dear council, we edited your draft and a"),
        (ORDER, "尊敬的立法机关：我们建议增加无障碍条款。", 0, "尊敬的立法机关：我们建议增加无障碍条款。"),
        (ORDER, "建议暂缓立法", 4, "建议暂缓立法"),
        (ACT, "Too late", 5, "Too late"),
    ],
)  # fmt: skip
def test_words_in_a_draft_that_nobody_tracked_are_told(
    law: list[str], typed: str, at: int, told: str, send: Send
) -> None:
    body = edited(law, "thirty", "sixty") if law is ACT else edited(law, "三十", "六十")
    body.insert(at, p(typed))
    found = read_comments([send("a.docx", docx("".join(body)))], law=read_text("\n".join(law)))
    assert [(c.eid, c.kind) for c in found.taken] == [("art_2", "tracked")]
    assert [(r.reason, r.row) for r in found.refused] == [(RefusalCode.UNMARKED, at + 1)]
    assert dict(found.refused[0].details)["begins"].startswith(told)


def test_words_in_a_draft_that_nobody_tracked_are_told_wherever_they_stand(send: Send) -> None:
    body = edited(ACT, "thirty", "sixty")
    body[1] = p(ACT[1], run(" (Hill Club: what about dogs?)", '<w:color w:val="FF0000"/>'))
    body[3] = p(ACT[3].replace("children", "pensioners"))
    body.append(tbl(tr("Where", "Our view"), tr("Article 4", "Fees are too high.")))
    found = read_comments([send("a.docx", docx("".join(body)))], law=read_text("\n".join(ACT)))
    assert [dict(one.details)["begins"] for one in found.refused] == [
        "Hill Club: what about dogs",
        "pensioners",
        "Where Our view",
        "Fees are too high.",
        "children",
    ]
    assert found.refused[-1].reason is RefusalCode.LEFT_OUT


def test_a_remark_with_a_tracked_word_is_no_wording_of_the_article_above(send: Send) -> None:
    body = edited(ACT, "thirty", "sixty")
    body.insert(3, p("[River Watch: we find this ", ins("much "), "too short.]"))
    found = read_comments([send("a.docx", docx("".join(body)))], law=read_text("\n".join(ACT)))
    assert [(c.eid, c.text, bool(c.wording)) for c in found.taken] == [
        ("art_2", "", True),
        ("art_2", "[River Watch: we find this much too short.]", False),
    ]
    assert not found.refused


def test_without_the_law_it_is_told_that_a_draft_was_read_as_one(send: Send) -> None:
    data = docx("".join(edited(ACT, "thirty", "sixty")))
    assert [r.code for r in read_comments([send("a.docx", data)]).remarks] == ["read_as_draft"]
    known = read_comments([send("a.docx", data)], law=read_text("\n".join(ACT)))
    assert not known.remarks and not known.refused


@pytest.mark.parametrize("colon", [": ", " – ", " — ", " - ", "： "])
def test_a_letter_that_sets_its_points_apart_is_no_draft_without_the_law(
    colon: str, send: Send
) -> None:
    first, second = f"Article 2{colon}thirty days are ", f"Article 3{colon}gardens should be free."
    found = read_comments([send("a.docx", docx(p(first, ins("too "), "short.") + p(second)))])
    assert [(c.reference, c.kind) for c in found.taken] == [("Article 2", ""), ("Article 3", "")]


def test_a_draft_that_sets_its_numbers_apart_is_one_without_the_law(send: Send) -> None:
    lines = [line.replace(" ", ": ", 2).replace(": ", " ", 1) for line in ACT]
    found = read_comments([send("a.docx", docx("".join(edited(lines, "thirty", "sixty"))))])
    assert [(c.reference, c.kind) for c in found.taken] == [("Article 2", "tracked")]


def test_a_change_in_a_footnote_of_a_draft_is_a_comment_at_its_article(send: Send) -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = [p(line, note) if line == ACT[2] else p(line) for line in ACT]
    notes = footnotes("A council is a body").replace(run("A council is a body"), run("A council is ") + gone("a body") + ins("an office"))  # fmt: skip
    found = read_comments(
        [send("a.docx", docx("".join(body), {"footnotes": notes}))], law=read_text("\n".join(ACT))
    )
    assert [(c.eid, c.quote, c.text) for c in found.taken] == [
        ("art_2", "A council is a body", "A council is an office")
    ]
    assert not found.refused


@pytest.mark.parametrize("tags", [("del", "ins"), ("moveFrom", "moveTo")])
@pytest.mark.parametrize(
    ("law", "start", "end_at", "expected"),
    [
        (ACT, 1, 5, ("art_1", "Move below Article 4")),
        (ACT, 4, 1, ("art_4", "Move to the beginning")),
        (ORDER, 1, 3, ("art_1", "移至第二条之后")),
    ],
)
def test_an_article_that_was_moved_is_no_article_deleted(
    tags: tuple[str, str],
    law: list[str],
    start: int,
    end_at: int,
    expected: tuple[str, str],
    send: Send,
) -> None:
    body = list(map(p, law))
    body[start] = p(gone(law[start], tag=tags[0]), look=end(tags[0]))
    body.insert(end_at, p(ins(law[start], tag=tags[1]), look=end(tags[1])))
    found = read_comments([send("a.docx", docx("".join(body)))], law=read_text("\n".join(law)))
    assert [(c.eid, c.text, c.wording) for c in found.taken] == [(*expected, "")]


def test_what_is_put_in_by_hand_is_no_word_of_the_draft(send: Send) -> None:
    words = ACT[2].split("thirty")
    under = '<w:u w:val="single"/>'
    body = [*map(p, ACT[:2]), p(words[0], run("thirty", "<w:strike/>"), run(" "), run("sixty", under), words[1]), *map(p, ACT[3:])]  # fmt: skip
    for law in (read_text("\n".join(ACT)), None):
        (comment,) = read_comments([send("a.docx", docx("".join(body)))], law=law).taken
        assert comment.quote == ACT[2].removeprefix("Article 2 ")
        assert comment.wording == comment.quote.replace("thirty", "sixty")


CARE = [
    "花园条例",
    "第一条 为了管理社区花园，保障居民休息，制定本条例。",
    "第二条 管理机构应当在收到意见之日起三十日内作出书面答复。",
    "第三条 社区花园免费向居民开放，不得收取费用。",
    "第四条 下列人员可以申请：",
    "（一）本社区居民；",
    "（二）在本社区工作的人员。",
    "第五条 本条例自公布之日起施行，有效期五年。",
]


def _without(at: int, words: str = "") -> list[str]:
    """The law without one of its lines, or without some words of it."""
    lines = [CARE[at].replace(words, "")] if words else []
    return [*CARE[:at], *lines, *CARE[at + 1 :]]


@pytest.mark.parametrize(
    ("lines", "row", "begins"),
    [
        (_without(3, "免费"), 4, "免费"), (_without(3), 3, "社区花园免费"), (_without(6), 6, "在本社区工作"), (_without(7, "，有效期五年"), 8, "有效期五年"),
        (_without(1), 0, "为了管理社区花园"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_tracked", [True, False])
def test_words_that_a_returned_draft_lacks_and_nobody_tracked_are_told(
    lines: list[str], row: int, begins: str, is_tracked: bool, send: Send
) -> None:
    body = [p(line) for line in lines]
    if is_tracked:
        at = lines.index(CARE[2])
        before, after = CARE[2].split("三十")
        body[at] = p(before, gone("三十"), ins("六十"), after)
    found = read_comments([send("a.docx", docx("".join(body)))], law=read_text("\n".join(CARE)))
    assert [c.eid for c in found.taken] == ["art_2"] * is_tracked
    (told,) = found.refused
    assert (told.reason, told.row) == (RefusalCode.LEFT_OUT, row)
    assert dict(told.details)["begins"].startswith(begins)


def test_a_draft_that_comes_back_without_marks_gives_what_is_not_the_laws(send: Send) -> None:
    law = read_text("\n".join(CARE))
    edited_line = CARE[2].replace("三十", "六十")
    body = [p("我们对草案作了修改，请审阅。"), *map(p, [*CARE[:2], edited_line, *CARE[3:]])]
    found = read_comments([send("a.docx", docx("".join(body)))], law=law)
    assert [(c.eid, c.text) for c in found.taken] == [("", "我们对草案作了修改，请审阅。"), ("art_2", edited_line)]  # fmt: skip
    assert not found.refused
    same = read_comments([send("b.docx", docx("".join(map(p, CARE))))], law=law)
    assert not same.taken
    assert [one.reason for one in same.refused] == [RefusalCode.NO_ROWS]
