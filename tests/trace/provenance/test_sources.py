"""When sources were made, by what they say of themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiyin.trace.provenance import (
    Index,
    Origin,
    ProvenanceSource,
    SourceRank,
    SourceText,
    UnusableIndex,
    list_traced_units,
    read_sources,
    trace_provenance,
)
from tests.trace.provenance.garden_sources import FIRST, texts
from tests.trace.provenance.made_sources import HAN, sentences, text


def test_the_company_law_of_2023_keeps_three_quarters_of_2018(shared_data) -> None:  # type: ignore[no-untyped-def]
    from huiyin.law import read_law

    old, new = (
        read_law(shared_data / "laws" / "zh-cn" / f"公司法({day}).md")
        for day in ("2018-10-26", "2023-12-29")
    )
    index = Index.in_memory([SourceText(ProvenanceSource("2018"), list_traced_units(old))])
    found = trace_provenance(list_traced_units(new), index)
    assert 0.70 < found.sources[0].share < 0.78
    of = {p.eid: p for p in found.provisions}
    assert of["art_5"].passages[0].eid == "art_11"  # renumbered, and found
    assert of["art_6"].own == 1  # names of companies: new in 2023
    itself = trace_provenance(list_traced_units(old), index)
    assert itself.own < 0.001 and itself.sources[0].adaptation == 0


@pytest.mark.parametrize("known", ["version", "since", "title"])
def test_a_law_is_as_old_as_its_words_and_not_as_its_last_amendment(known: str) -> None:
    """What a province took over in 2007 and the law, amended in 2018, still has, comes from the law of 1999."""
    (words, *_) = sentences(19, 50)
    national = (
        {"title": "中华人民共和国消防法", "date": date(2018, 1, 1)} if known == "title" else {}
    )
    law = text("law", words, **({"date": date(2018, 1, 1), "work": "w"} | national))
    if known == "since":
        about = ProvenanceSource("law", date=date(2018, 1, 1), since=date(1999, 1, 1))
        law = SourceText(about, law.units)
    earlier = (
        [text("law-1999", words, date=date(1999, 1, 1), work="w")] if known == "version" else []
    )
    province = text("p", words, title="某省消防条例" if national else "", date=date(2007, 1, 1))
    found = trace_provenance([("art_1", words)], Index.in_memory([province, law, *earlier]))
    assert [t.source.id for t in found.sources] == ["law-1999" if earlier else "law"]


def test_words_that_came_with_an_amendment_are_no_older_than_it() -> None:
    """The earlier version is here and has them not."""
    old, new = sentences(23, 40)[:2]
    since = {"since": date(1990, 1, 1), "work": "w"}
    index = Index.in_memory(
        [
            text("law-1990", old, date=date(1990, 1, 1), **since),
            text("law-2018", f"{old}。{new}", date=date(2018, 1, 1), **since),
            text("province", f"{new}。{HAN}", date=date(2007, 1, 1)),
        ]
    )
    found = trace_provenance([("art_1", new)], index)
    assert [t.source.id for t in found.sources] == ["province"]


def test_a_folder_says_rank_and_first_day_in_its_table_or_in_the_law_s_own_note(
    tmp_path: Path,
) -> None:
    note = "（1989年12月26日第七届全国人民代表大会常务委员会第十一次会议通过　2014年4月24日修订）"
    law = f"中华人民共和国花园法\n{note}\n\n第一条　{FIRST}\n第二条　本法自公布之日起施行。\n"
    (tmp_path / "noted.txt").write_text(law, "utf-8")
    (tmp_path / "told.txt").write_text(law, "utf-8")
    (tmp_path / "wrong.txt").write_text(law, "utf-8")
    (tmp_path / "sources.csv").write_text(
        "file,origin,date,since,rank\nnoted.txt,domestic,2014-04-24,,\n"
        "told.txt,domestic,2014-04-24,1979-09-13,行政法规\nwrong.txt,domestic,2014-04-24,1979,highest\n",
        "utf-8",
    )
    read = read_sources(tmp_path)
    said = {t.source.id: (t.source.since, t.source.standing) for t in read.texts}
    assert said["noted.txt"] == (date(1989, 12, 26), SourceRank.LAW)
    assert said["told.txt"] == (date(1979, 9, 13), SourceRank.REGULATION)
    assert said["wrong.txt"] == (date(1989, 12, 26), SourceRank.LAW)
    assert sorted(p.code for p in read.problems) == ["date", "rank"]


def test_a_source_without_a_day_has_that_of_the_law_s_own_note(tmp_path: Path) -> None:
    """So the law is a source for a text of 2021, as a province's copy of it is."""
    made = {
        "law.txt": (
            "中华人民共和国花园法",
            "（2019年3月15日第十三届全国人民代表大会第二次会议通过）",
        ),
        "amended.txt": (
            "中华人民共和国水源法",
            "（2001年3月1日第九届全国人民代表大会第四次会议通过　根据2019年4月23日第十三届全国人民代表大会常务委员会第十次会议修正）",
        ),
        "province.txt": (
            "某省花园条例",
            "（2020年5月1日某省第十三届人民代表大会常务委员会第十次会议通过　自2022年7月1日起施行）",
        ),
    }
    for name, (title, note) in made.items():
        words = f"{title}\n{note}\n\n第一条　{FIRST}\n第二条　本条款自公布之日起施行。\n"
        (tmp_path / name).write_text(words, "utf-8")
    (tmp_path / "sources.csv").write_text(
        "file,origin\n" + "".join(f"{name},domestic\n" for name in made), "utf-8"
    )
    texts = read_sources(tmp_path).texts
    assert {t.source.id: (t.source.date, t.source.since) for t in texts} == {
        "law.txt": (date(2019, 3, 15), date(2019, 3, 15)),
        "amended.txt": (date(2019, 4, 23), date(2001, 3, 1)),
        "province.txt": (date(2020, 5, 1), date(2020, 5, 1)),
    }
    two = [t for t in texts if t.source.id != "amended.txt"]
    found = trace_provenance([("art_1", FIRST)], Index.in_memory(two), day=date(2021, 1, 1))
    assert ([t.source.id for t in found.sources], found.undated) == (["law.txt"], ())


def test_a_law_whose_first_day_alone_is_known_counts_from_it() -> None:
    law = ProvenanceSource("law", since=date(2019, 3, 15))
    words = SourceText(law, (("art_1", FIRST),))
    copy = text("province", FIRST, date=date(2020, 5, 1))
    for day, source in ((date(2021, 1, 1), ["law"]), (date(2018, 1, 1), [])):
        found = trace_provenance([("art_1", FIRST)], Index.in_memory([copy, words]), day=day)
        assert ([t.source.id for t in found.sources], found.undated) == (source, ())


def test_a_folder_of_something_else_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for call in (lambda: Index.open(tmp_path), lambda: Index.build(tmp_path, texts())):
        with pytest.raises(UnusableIndex, match="foreign"):
            call()
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_of_sources_says_where_each_is_from_and_names_what_is_to_mend(
    tmp_path: Path,
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"花园条例\n\n第一条　{FIRST}\n", encoding="utf-8")
    (tmp_path / "sources.csv").write_text(
        "file,title,origin,country,date\n"
        "a.txt,,国内,YT,2020-05-01\nb.txt,,abroad,FR,soon\na.txt,,foreign,,\nd.txt,,foreign,,\n",
        encoding="utf-8-sig",
    )
    found = read_sources(tmp_path)
    first = found.texts[0].source
    assert (first.id, first.origin, first.country, first.date, first.title) == (
        "a.txt", Origin.DOMESTIC, "YT", date(2020, 5, 1), "花园条例",
    )  # fmt: skip
    assert [t.source.origin for t in found.texts] == ["domestic", "unknown", "unknown"]
    assert [(p.code, p.row) for p in found.problems] == [
        ("origin", 3), ("date", 3), ("file_twice", 4), ("origin_missing", 0), ("no_such_file", 0),
    ]  # fmt: skip
    assert found.texts[0].units == (("art_1", FIRST),)
