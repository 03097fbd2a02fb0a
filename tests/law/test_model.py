"""What a law is once read, and what it answers about its provisions."""

from __future__ import annotations

from huiyin.law import Law, read_text
from huiyin.law.model import own_number

LAW = "花园条例\n\n第一章 总则\n第一条 为了花园，制定本条例。\n第二条 管理人应当：\n（一）公开；\n（二）答复。\n第二章 附则\n第三条 本条例自公布之日起施行。\n"


def read() -> Law:
    return read_text(LAW)


def test_every_provision_is_found_by_its_name_and_has_the_parent_that_holds_it() -> None:
    law = read()
    walked = list(law.walk())
    assert [law.by_eid[provision.eid] for provision in walked] == walked
    for provision in walked:
        for child in provision.children:
            assert law.parent_of[child.eid] == provision.eid
    assert [law.by_eid[eid] for eid in law.by_eid if eid not in law.parent_of] == list(
        law.provisions
    )


def test_articles_stand_in_their_order_and_what_is_below_belongs_to_one() -> None:
    law = read()
    assert [unit.num for unit in law.articles] == ["第一条", "第二条", "第三条"]
    assert law.places_of_eids == {unit.eid: at for at, unit in enumerate(law.articles)}
    item = next(provision for provision in law.walk() if provision.num == "（二）")
    assert law.article_of(item.eid) == law.articles[1]
    chapter = law.provisions[0]
    assert law.article_of(chapter.eid) is None


def test_the_full_text_has_the_words_below_with_their_numbers() -> None:
    law = read()
    assert law.articles[1].full_text == "管理人应当：\n（一） 公开；\n（二） 答复。"


def test_a_place_in_the_source_has_its_line() -> None:
    law = read()
    for article in law.articles:
        line = law.line_of(article.span.start)
        assert LAW.splitlines()[line - 1].startswith(article.num)


def test_the_own_number_of_a_name_is_its_last() -> None:
    assert own_number("art_12__para_2") == "2"
    assert own_number("chp_1") == "1"
