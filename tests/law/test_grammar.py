from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.law import Law, read_text
from huiyin.law.grammar import Mark, MarkRole, parse_law
from huiyin.law.model import FurnitureName, ProblemCode, Span
from huiyin.text.numerals import write_chinese
from tests.law.checks import assert_sound


def outline(law: Law) -> list[tuple[str, str, str]]:
    return [(p.eid, p.num, p.text) for p in law.walk()]


def names(law: Law) -> list[str]:
    return [piece.name.value for piece in law.furniture]


MAINLAND = """社区花园条例
（2024年5月1日某市人民代表大会常务委员会第三次会议通过）

目　录
第一章　总则
第二章　管理
附则

第一章　总则
第一条　为了规范社区花园，制定本条例。
第二条　社区花园应当符合下列条件：
（一）面积不小于二百平方米；
（二）有下列设施之一：
1.灌溉设施；
2．堆肥设施；
（三）向公众开放。
第二章　管理
第三条　街道办事处负责管理。
花园的使用人应当爱护设施，不得：
（一）倾倒垃圾；
（二）焚烧秸秆；
情节轻微的除外。
违反规定的，予以批评教育。
附则
第四条　本条例自2024年7月1日起施行。
某市人民代表大会常务委员会
2024年5月1日
附件：花园名录
一、东园
"""


def test_a_mainland_law_is_read_into_its_units() -> None:
    law = read_text(MAINLAND)
    assert_sound(law)
    assert law.title == "社区花园条例"
    assert law.language == "zh-Hans"
    eids = [p.eid for p in law.walk()]
    assert eids == [
        "chp_1", "art_1", "art_2", "art_2__point_1", "art_2__point_2", "art_2__point_2__subpoint_1",
        "art_2__point_2__subpoint_2", "art_2__point_3", "chp_2", "art_3", "art_3__para_1", "art_3__para_2",
        "art_3__para_2__point_1", "art_3__para_2__point_2", "art_3__para_2__wrapup", "art_3__para_3",
        "chp_supp", "art_4", "att_1", "att_1__item_1",
    ]  # fmt: skip
    assert law.by_eid["art_2__point_2__subpoint_2"].num == "2．"
    assert law.by_eid["art_3__para_2__wrapup"].text == "情节轻微的除外。"
    assert law.by_eid["chp_supp"].heading == "附则"
    assert names(law) == ["title", "adoption", "contents", "signature", "signature"]
    assert law.problems == ()


def test_a_taiwan_law_counts_paragraphs_and_keeps_inserted_articles() -> None:
    law = read_text(
        "社區花園條例\n第 15 條\n主管機關應公告下列事項：\n一、位置。\n二、面積。\n（一）總面積。\n（二）可耕面積。\n"
        "前項公告應上網。\n第 15-1 條\n（刪除）\n第十五條之二\n花園不得轉讓。\n"
    )
    assert_sound(law)
    assert law.language == "zh-Hant"
    assert [a.eid for a in law.articles] == ["art_15", "art_15-1", "art_15-2"]
    assert law.by_eid["art_15__para_1__point_2__subpoint_1"].text == "總面積。"
    assert law.by_eid["art_15__para_2"].text == "前項公告應上網。"
    assert law.by_eid["art_15-1"].text == "（刪除）"


@pytest.mark.parametrize(
    "line",
    [
        "第十二条 内容。",
        "第十二条　内容。",
        "第十二条内容。",
        "第12条 内容。",
        "第１２条　内容。",
        "第 12 條 內容。",
        "第十二条\n内容。",
    ],
)
def test_a_number_may_be_set_apart_in_any_way(line: str) -> None:
    law = read_text(f"某条例\n{line}\n")
    assert [a.eid for a in law.articles] == ["art_12"]
    assert law.articles[0].text in ("内容。", "內容。")


@pytest.mark.parametrize("heading", ["【立法目的】", "（立法目的）"])
def test_a_heading_in_brackets_is_a_heading(heading: str) -> None:
    law = read_text(f"某条例\n第一条 {heading} 为了说明，制定本条例。\n")
    assert (law.articles[0].heading, law.articles[0].text) == ("立法目的", "为了说明，制定本条例。")
    assert_sound(law)


def test_a_citation_at_the_start_of_a_line_is_no_article() -> None:
    law = read_text("某条例\n第一条　甲。\n第二条　依照\n第一条规定办理。\n第三条　乙。\n")
    assert [a.eid for a in law.articles] == ["art_1", "art_2", "art_3"]


DECISION = """关于修改《社区花园条例》的决定
一、将第一条修改为：“第一条　为了规范和促进社区花园，制定本条例。”
二、增加一条，作为第三条：“第三条　社区花园应当无障碍。
“前款要求适用于新建花园。”
三、删去第七条。
本决定自公布之日起施行。
"""


def test_articles_quoted_by_an_amending_decision_are_not_its_provisions() -> None:
    law = read_text(DECISION)
    assert_sound(law)
    assert law.articles == ()
    assert [p.num for p in law.provisions] == ["一、", "二、", "三、"]
    assert "前款要求" in law.provisions[1].text


def test_a_quotation_that_is_never_closed_is_a_problem_with_its_line() -> None:
    law = read_text(DECISION.replace("条例。”", "条例。", 1).replace("”", ""))
    assert_sound(law)
    assert ProblemCode.UNCLOSED_QUOTE in {p.code for p in law.problems}
    assert len(law.provisions) == 3


REGULATION = """REGULATION (EU) 2024/1 ON COMMUNITY GARDENS
Having regard to the Treaty,
Whereas:
(1) Gardens matter.
(2) They should be open.
HAVE ADOPTED THIS REGULATION:
CHAPTER I
General provisions
Article 1
Subject matter
1. This Regulation lays down rules for:
(a) gardens;
(h) parks;
(i) squares; and
(j) roofs.
2. It does not apply where:
(a) the land is
(i) private; or
(ii) closed;
– as shown in a register.
A Member State may derogate from the first subparagraph.
CHAPTER II
Duties
SECTION 1
Access
Article 2
Opening
Gardens shall be open.
Done at Brussels, 1 May 2024.
For the Council
ANNEX I
List of gardens
East garden
"""


def test_a_european_regulation_is_read_into_its_units() -> None:
    law = read_text(REGULATION)
    assert_sound(law)
    eids = [p.eid for p in law.walk()]
    assert eids[:4] == ["rec_1", "rec_2", "chp_1", "art_1"]
    assert law.by_eid["art_1"].heading == "Subject matter"
    assert "art_1__para_1__point_i" in eids  # after (h): the letter
    assert "art_1__para_2__point_a__subpoint_ii" in eids  # below (a): Roman two
    assert law.by_eid["art_1__para_2__subpara_1"].text.startswith("A Member State")
    assert law.by_eid["chp_2__sec_1"].heading == "Access"
    assert law.by_eid["art_2"].text == "Gardens shall be open."
    assert law.by_eid["att_1"].heading == "List of gardens"
    assert "signature" in names(law)
    assert "formula" in names(law)


ACT = """Community Gardens Act 2024
An Act to make provision for community gardens.
Be it enacted as follows:—
PART 1
PRELIMINARY
1 Short title
This Act may be cited as the Community Gardens Act 2024.
2. Interpretation
(1) In this Act—
(a) "garden" means land held for growing; and
(b) "council" means—
(i) a district council; or
(ii) a town council,
but does not include a parish meeting.
(2) Section 12(3)(b) applies to a garden.
PART 2
DUTIES
3.—(1) A council must keep a register.
(2) The register must be open.
3A Fees
No fee may be charged.
SCHEDULE 1
Transitional provision
1 A garden in being on the day is a garden.
"""


def test_a_common_law_act_is_read_into_its_units() -> None:
    law = read_text(ACT)
    assert_sound(law)
    eids = [p.eid for p in law.walk()]
    assert [a.eid for a in law.articles][:4] == ["sec_1", "sec_2", "sec_3", "sec_3a"]
    assert law.by_eid["sec_1"].heading == "Short title"
    assert "sec_2__subsec_1__para_b__subpara_ii" in eids
    assert law.by_eid["sec_3__subsec_1"].text == "A council must keep a register."
    assert law.by_eid["sched_1"].heading == "Transitional provision"


def test_gaps_and_repeats_are_problems_with_their_line() -> None:
    law = read_text("某条例\n第一条 甲。\n第三条 乙。\n第三条 丙。\n第二条 丁。\n")
    assert [(p.line, p.code) for p in law.problems] == [
        (3, ProblemCode.GAP),
        (4, ProblemCode.REPEAT),
        (5, ProblemCode.ORDER),
    ]
    assert_sound(law)


def test_a_text_without_provisions_says_so_and_is_kept() -> None:
    law = read_text("只是一句话。\n")
    assert [p.code for p in law.problems] == [ProblemCode.NO_PROVISIONS]
    assert_sound(law)


def test_markup_is_in_the_span_and_not_in_the_words() -> None:
    source = "# 某条例\n**第一条** 国**家**\n<!-- 注 -->\n"
    marks = [
        Mark(Span(0, 2), MarkRole.MARKUP),
        *(
            Mark(Span(at, at + 2), MarkRole.MARKUP)
            for at, c in enumerate(source)
            if source.startswith("**", at)
        ),
        Mark(Span(source.index("<"), source.index(">") + 1), MarkRole.NOTE),
    ]
    law = parse_law(source, marks=marks)
    assert_sound(law)
    assert law.title == "某条例"
    assert (law.articles[0].num, law.articles[0].text) == ("第一条", "国家")
    assert FurnitureName.NOTE.value in names(law)


LINES = st.sampled_from(
    [
        "第一章 总则", "第二章", "第一节 一般规定", "第一条 内容。", "第二条　内容：", "第三条", "（一）甲；", "（二）乙。", "1．子；",
        "一、丙；", "普通的一段话。", "目 录", "附件：表", "附则", "“第一条 引文", "修改为：“第二条 引", "”", "（2024年通过）",
        "CHAPTER I", "Article 1", "Article 2 Heading", "1. Text;", "(a) text", "(i) text", "– dash", "Whereas:", "(1) Recital",
        "PART 1", "1 Title", "(1) sub", "SCHEDULE 1", "ANNEX", "Done at X", "\u200b", "　", "12", "第 15-1 條", "2024年5月1日",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(LINES, max_size=25))
def test_no_order_of_lines_loses_a_character(lines: list[str]) -> None:
    assert_sound(read_text("\n".join(lines)))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_at_all_loses_a_character(text: str) -> None:
    assert_sound(read_text(text))


@settings(deadline=None)
@given(st.lists(LINES, max_size=12), st.data())
def test_no_mark_loses_a_character(lines: list[str], data: st.DataObject) -> None:
    source = "\n".join(lines)
    ends = st.integers(0, len(source))
    cuts = sorted(data.draw(st.sets(ends, max_size=8)))
    marks = [
        Mark(Span(a, b), data.draw(st.sampled_from(list(MarkRole))))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    assert_sound(parse_law(source, marks=marks))


@settings(deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=30))
def test_articles_of_any_number_of_paragraphs_are_counted(sizes: list[int]) -> None:
    text = "某条例\n" + "".join(
        f"第{write_chinese(at)}条　" + "\n".join(f"第{n}段话。" for n in range(size)) + "\n"
        for at, size in enumerate(sizes, 1)
    )
    law = read_text(text)
    assert [max(1, len(a.children)) for a in law.articles] == sizes
    assert law.problems == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "第" * 200_000,
        "（" * 200_000,
        "第一条 甲。\n" * 20_000,
        "一" * 1_000_000,
        "“" * 100_000,
        "1." * 100_000,
        "(a)" * 50_000,
        "第\n" * 50_000,
    ],
    ids=[
        "ordinals",
        "brackets",
        "repeats",
        "one-line",
        "quotes",
        "numbers",
        "letters",
        "short-lines",
    ],
)
def test_a_hostile_text_takes_seconds_at_most(hostile: str) -> None:
    # The processor's own time: another process may hold the machine up.
    begun = time.process_time()
    read_text(hostile)
    assert time.process_time() - begun < 10


SPANISH = """LEY 3/2025, de jardines
TÍTULO I
Disposiciones generales
Artículo 1. Objeto.
Esta ley regula los jardines.
Artículo 2. Tasas.
1. El ayuntamiento cobra.
2. Los niños:
a) no pagan;
b) entran.
CAPÍTULO II
Horario
Artículo 3 bis. Horario.
Se modifica el
artículo 2 de la Ley 3/2020.
ANEXO I
Lista
1. Jardín este
"""
LANGUAGES = {
    "Spanish": (SPANISH, "part_1 art_1 art_2 art_2__para_1 art_2__para_2 art_2__para_2__point_a art_2__para_2__point_b part_1__chp_2 art_3bis art_3bis__para_1 art_3bis__para_2 att_1 att_1__item_1"),
    "Spanish in capitals": ("Ley\nARTÍCULO 1.- Objeto.\nTexto uno.\nARTÍCULO 2.- Tasas.\nTexto dos.\n", "art_1 art_2"),
    "Spanish ordinals": ("Ley\nArtículo 1.º Objeto\nTexto.\nArtículo 2.º Tasas\nTexto.\n", "art_1 art_2"),
    "Spanish words": ("Ley\nArtículo primero\nTexto.\nArtículo 2\nTexto.\n", "art_1 art_2"),
    "French": ("LOI\nTITRE PREMIER\nDISPOSITIONS\nChapitre Ier\nObjet\nArticle premier\nLa présente loi régit tous les jardins de la ville.\nArticle 2\nFin de la loi.\n", "part_1 part_1__chp_1 art_1 art_2"),
    "French figures": ("LOI\nArticle 1er\nLa loi est ici.\nArticle 2\nFin de la loi.\n", "art_1 art_2"),
    "German": ("Gesetz\nKapitel I\nAllgemeines\nArtikel 1\nZweck\nText.\nArtikel 2\nGebühren\nText.\nArtikel 2 Absatz 1 gilt nicht.\n", "chp_1 art_1 art_2 art_2__para_1 art_2__para_2"),
    "Portuguese": ("Lei\nArtigo 1.º\nObjeto\nTexto.\nArtigo 2.º\nTaxas\nTexto.\n", "art_1 art_2"),
    "Italian": ("Legge\nArticolo 1\nOggetto\nTesto.\nArticolo 2\nTasse\n1. Uno.\n2. Due.\n", "art_1 art_2 art_2__para_1 art_2__para_2"),
    "numbers in words": ("Gardens Act 2025\n1 Meaning\nText here.\nPART ONE\nFEES\n2 Fees\nText.\nFIRST SCHEDULE\nFEES\n1 Two pounds.\nSixth Schedule\nHours\n1 From six.\n", "sec_1 part_1 sec_2 sched_1 sched_1__sec_1 sched_6 sched_6__sec_1"),
    "numbers behind": ("R\nChapter One\nFees\nArticle 1\nX\nText.\nAnnex Two\nList\n1. a\n", "chp_1 art_1 att_2 att_2__item_1"),
    "sentences": ("Act\n1 Meaning\nPart one of the garden is open.\nSchedule one visit.\n2 Fees\nFirst Schedule applies to parks.\n", "sec_1 sec_1__para_1 sec_1__para_2 sec_2"),
}  # fmt: skip


@pytest.mark.parametrize("name", LANGUAGES)
def test_articles_and_divisions_are_read_in_other_languages_and_words(name: str) -> None:
    text, eids = LANGUAGES[name]
    law = read_text(text)
    assert [unit.eid for unit in law.walk()] == eids.split()
    assert all(problem.code in ("gap", "begins_later") for problem in law.problems)


def test_a_spanish_heading_ends_with_a_stop_and_a_first_sentence_is_none() -> None:
    law = read_text(SPANISH)
    assert [u.heading for u in law.articles] == ["Objeto.", "Tasas.", "Horario."]
    plain = read_text(
        "Constitución\nArtículo 1. La soberanía reside en el pueblo, que la ejerce por sus representantes.\nNadie puede arrogársela.\n"
        "Artículo 2. El territorio de la República es uno solo y no se divide nunca.\nSus límites los fija la ley.\n"
    )
    assert [u.heading for u in plain.articles] == ["", ""]
