"""Laws in spaced scripts: notes, recitals and lists, each for itself."""

from __future__ import annotations

import pytest

from huiyin.law import Law, find_provision
from huiyin.law.model import FurnitureName, ProblemCode
from tests.law.outlines import outline, sound


def notes(law: Law) -> list[str]:
    return [f.text for f in law.furniture if f.name is FurnitureName.NOTE]


@pytest.mark.parametrize(
    ("unit", "sentence", "annex", "eid"),
    [
        ("Article 1", "Annexe III du règlement (UE) 2016/1 est supprimée.", "ANNEXE II", "att_2"),
        ("Article 1", "Anhang II der Verordnung wird gestrichen.", "ANHANG", "att_1"),
        ("§ 1", "Anlage 1 des Gesetzes gilt entsprechend", "Anlage 2", "sched_2"),
        ("Article 1", "Anexo III del Reglamento queda suprimido.", "ANEXO I", "att_1"),
    ],
)
def test_an_annex_in_another_language_is_one_and_a_sentence_about_it_none(
    unit: str, sentence: str, annex: str, eid: str
) -> None:
    law = sound(f"Law\n{unit} Title\n{sentence}\n{annex}\nListe\n1. Ost.\n")
    assert [(p.num, p.eid) for p in law.provisions[1:]] == [(annex, eid)]
    assert sentence in law.provisions[0].full_text


def test_notes_of_the_journal_in_other_languages_are_notes() -> None:
    law = sound(
        "RÈGLEMENT\nArticle 1\nLa liste (1) vaut.\nFait à Bruxelles, le 1er mai 2025.\n(1) JO L 1 du 1.1.2015, p. 1.\n"
    )
    assert [p.eid for p in law.walk()] == ["art_1"]
    assert notes(law) == ["(1) JO L 1 du 1.1.2015, p. 1."]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Code\nSec. 2.9. TITLE. Cited.\nSec. 2.10. TERMS. In this:\n(a) one;\nSec. 3.01. FEES. None.\n", ["2.9", "2.10", "3.1"]),
        ("Code\nArticle 2.9 Scope\nOne.\nArticle 2.10 Fees\nTwo.\nArticle 2.11 Hours\nThree.\n", ["2.9", "2.10", "2.11"]),
        ("Code\nSection 1.1 Scope\nOne.\nSection 1.2 Fees\nTwo.\nSection 2.1 Hours\nThree.\n", ["1.1", "1.2", "2.1"]),
    ],
)  # fmt: skip
def test_section_2_10_is_neither_section_2_nor_section_210(text: str, numbers: list[str]) -> None:
    law = sound(text)
    assert [a.eid.partition("_")[2] for a in law.articles] == numbers
    assert {p.code for p in law.problems} <= {ProblemCode.BEGINS_LATER}
    assert find_provision(law, numbers[1]) == law.articles[1].eid
    assert find_provision(law, law.articles[1].num.rstrip(".")) == law.articles[1].eid


@pytest.mark.parametrize(
    "above",
    [
        "## 第二章 勘验、检查",
        "（一）申请书；\n\n（二）证明材料",
        "1.申请书\n\n2.证明材料",
        "二、管辖",
        "第二款。",
        "（申请）",
    ],
)
def test_an_article_without_a_space_after_its_number_is_one_whatever_stands_above(
    above: str,
) -> None:
    law = sound(
        f"# 某法\n\n第一条 侦查由公安机关进行。\n\n第二条 应当审查下列事项：\n\n{above}\n\n"
        "第三条侦查人员应当进行勘验：\n\n（一）子。\n\n第四条 本法自公布之日起施行。\n",
        "law.md",
    )
    assert [a.eid for a in law.articles] == ["art_1", "art_2", "art_3", "art_4"]
    assert law.by_eid["art_3"].text == "侦查人员应当进行勘验："
    assert law.problems == ()


# Footnotes ----------------------------------------------------------------------------------------

PAGE = (
    "<html><body><p>REGULATION (EU) 2025/9 on gardens</p><p>Article 1</p>"
    '<p>The list of 2015 <a href="#r1">(<sup>1</sup>)</a> applies.</p>{between}<p>Article 2</p>'
    "<p>This Regulation shall enter into force on 1 May.</p>{after}</body></html>"
)
FORMULA = (
    "<p>This Regulation shall be binding in its entirety and directly applicable in all Member States.</p>"
    "<p>Done at Brussels, 1 March 2025.</p><hr/>"
)


@pytest.mark.parametrize(
    ("between", "after", "expected"),
    [
        (
            "",
            f'{FORMULA}<p><a id="r1" href="#c1">(<span>1</span>)</a>  OJ L 1, 1.1.2015, p. 1.</p>'
            '<p><a id="r2" href="#c2">(<span>2</span>)</a>  OJ L 2, 1.1.2015, p. 2.</p>',
            ["(1) OJ L 1, 1.1.2015, p. 1.", "(2) OJ L 2, 1.1.2015, p. 2."],
        ),
        (
            "",
            f"{FORMULA}<p>(1) Position of the Parliament.</p><p>(*) See above.</p>",
            ["(1) Position of the Parliament.", "(*) See above."],
        ),
        ("", "<p>(1) OJ L 1, p. 1.</p>", ["(1) OJ L 1, p. 1."]),
        ('<p><a id="r1" href="#c1">(1)</a> See the Act.</p>', "", ["(1) See the Act."]),
        ("", '<p class="oj-note">(1) See the Act.</p>', ["(1) See the Act."]),
        (
            "",
            '<section role="doc-endnotes"><ol><li>See the Act.</li></ol></section>',
            ["1. See the Act."],
        ),
    ],
)
def test_footnotes_are_neither_recitals_nor_points(
    between: str, after: str, expected: list[str]
) -> None:
    law = sound(PAGE.format(between=between, after=after), "oj.html")
    assert outline(law) == [
        "art_1 | Article 1 | The list of 2015 (1) applies.",
        "art_2 | Article 2 | This Regulation shall enter into force on 1 May.",
    ]
    assert notes(law) == expected


def test_a_footnote_between_recitals_is_no_recital() -> None:
    law = sound(
        "REGULATION\nWhereas:\n(1) One.\n(2) Two.\n(1) OJ L 5, 1.1.2015, p. 2.\n(3) Three.\nHAS ADOPTED THIS REGULATION:\n"
        "CHAPTER I\nGeneral\nArticle 1\nText.\nDone at Brussels, 1 May.\n(2) Position of the Parliament.\n"
    )
    assert [p.eid for p in law.walk()] == ["rec_1", "rec_2", "rec_3", "chp_1", "art_1"]
    assert notes(law) == ["(1) OJ L 5, 1.1.2015, p. 2.", "(2) Position of the Parliament."]


def test_a_numbered_list_in_a_page_is_no_footnote() -> None:
    law = sound(
        '<html><body><p>Rules</p><p><a href="#s1">1</a></p><p id="s1">Article 1</p><p>One:</p><p>(1) a;</p><p>(2) b.</p></body></html>',
        "rules.html",
    )
    assert [p.num for p in law.by_eid["art_1"].children] == ["(1)", "(2)"]
