from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.trace.provenance import (
    OPEN,
    Index,
    Origin,
    ProvenanceSource,
    SourceRank,
    SourceText,
    best_cover,
    list_traced_units,
    trace_provenance,
)
from huiyin.trace.provenance.cover import worth_of

WORDS = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("are", "ito", "une", "osk")]
HAN = "河流青苗花园社区居民街道答复申请期限公开费用水源植物种子邻里合作经营登记变更"


def _text(id: str, *units: str, **about: object) -> SourceText:
    named = tuple((f"art_{n}", words) for n, words in enumerate(units, 1))
    return SourceText(ProvenanceSource(id, **about), named)  # type: ignore[arg-type]


spaced = st.lists(st.sampled_from(WORDS), min_size=5, max_size=40).map(" ".join)
chinese = st.lists(st.sampled_from(HAN), min_size=12, max_size=80).map("".join)
units = st.one_of(spaced, chinese)


@given(st.lists(units, min_size=1, max_size=4), st.lists(units, min_size=1, max_size=3))
def test_shares_and_own_words_add_to_one(target: list[str], source: list[str]) -> None:
    mixed = [f"{a} {b}" for a, b in zip(target, source * 4, strict=False)]
    found = trace_provenance(
        [(str(n), words) for n, words in enumerate(mixed)], Index.in_memory([_text("a", *source)])
    )
    for provision in found.provisions:
        shares = [passage.share for passage in provision.passages]
        assert sum(shares) + provision.own == pytest.approx(1)
        assert all(0 < share <= 1 for share in shares)
        assert all(0 <= passage.adaptation < 1 for passage in provision.passages)
        assert 0 <= provision.own <= 1
    assert found.own + sum(total.share for total in found.sources) == pytest.approx(1)


@given(units)
def test_a_text_equal_to_a_source_is_all_borrowed_and_not_adapted(words: str) -> None:
    """However short, where it is asked for what is short."""
    found = trace_provenance([("art_1", words)], Index.in_memory([_text("a", words)]), least=1)
    (provision,) = found.provisions
    (passage,) = provision.passages
    assert (passage.share, passage.adaptation, provision.own) == (1, 0, 0)
    assert passage.text == words


@given(st.lists(units, min_size=2, max_size=4), st.permutations(range(4)), st.integers(0, 4))
def test_the_order_of_the_sources_changes_nothing(
    source: list[str], order: list[int], cut: int
) -> None:
    texts = [_text(f"s{n}", *source[n : n + 2]) for n in range(len(source))]
    target = [("art_1", " ".join(source)), ("art_2", source[0][cut:] + source[-1][: -cut or None])]
    shuffled = [texts[at] for at in order if at < len(texts)]
    straight = trace_provenance(target, Index.in_memory(texts))
    assert trace_provenance(target, Index.in_memory(shuffled)) == straight


gains = st.integers(1, 6).flatmap(
    lambda words: st.integers(1, 2).flatmap(
        lambda candidates: st.lists(
            st.lists(st.sampled_from([2, 0, -1, 5]), min_size=candidates, max_size=candidates),
            min_size=words,
            max_size=words,
        )
    )
)


@given(gains, st.integers(0, 8))
def test_the_cover_is_the_best_of_all_covers(rows: list[list[int]], opening: int) -> None:
    table = np.array(rows, dtype=np.int64)
    found = worth_of(best_cover(table, opening), table, opening)
    best = max(
        worth_of(np.array(labels), table, opening)
        for labels in product(range(-1, table.shape[1]), repeat=len(rows))
    )
    assert found == best


def test_the_cover_beats_one_that_takes_the_greatest_passage_first() -> None:
    # One source holds the middle; two others hold a half each, and more in sum.
    table = np.full((20, 3), -1, dtype=np.int64)
    table[4:17, 0] = 2
    table[0:10, 1] = 2
    table[10:20, 2] = 2
    greedy = np.full(20, -1, dtype=np.int64)
    greedy[4:17] = 0
    labels = best_cover(table)
    assert labels.tolist() == [1] * 10 + [2] * 10
    assert worth_of(labels, table) == 40 - 2 * OPEN > worth_of(greedy, table)


def test_changed_words_count_as_adaptation_and_new_ones_as_own() -> None:
    source = "居民可以向街道办事处申请在社区花园种植蔬菜和花卉，街道办事处应当在三十日内答复。"
    target = source.replace("三十日", "十日") + "经费由居民自筹，账目每年向全体居民公开一次。"
    found = trace_provenance([("art_5", target)], Index.in_memory([_text("draft", source)]))
    (provision,) = found.provisions
    (passage,) = provision.passages
    assert passage.text.startswith("居民可以") and passage.text.endswith("内答复")
    assert (passage.source, passage.eid) == ("draft", "art_1")
    # 37 of 38 characters are kept: 1 − 2·37 / (37 + 38).
    kept = len(passage.text) - passage.text.count("，")
    assert passage.adaptation == pytest.approx(1 - 2 * kept / (2 * kept + 1))
    assert provision.own == pytest.approx(20 / (20 + kept))


def test_traditional_characters_and_full_width_letters_are_the_same_words() -> None:
    source = "申請人應當於收到通知後三十日內，向主管機關提出ＡＢＣ類登記之申請書。"
    target = "申请人应当于收到通知后三十日内,向主管机关提出abc类登记之申请书。"
    found = trace_provenance([("art_1", target)], Index.in_memory([_text("tw", source)]))
    assert [p.adaptation for p in found.provisions[0].passages] == [0]
    assert found.own == 0


def test_only_earlier_sources_are_sources() -> None:
    words = "居民可以向街道办事处申请在社区花园种植蔬菜和花卉。"
    index = Index.in_memory(
        [
            _text("later", words, date=date(2024, 1, 1)),
            _text("undated", words),
            _text("earlier", words, date=date(2020, 1, 1)),
            _text("first", words, date=date(2010, 1, 1)),
        ]
    )
    found = trace_provenance([("art_1", words)], index, day=date(2022, 1, 1))
    assert [p.source for p in found.provisions[0].passages] == ["first"]
    assert (found.undated, found.left_out) == (("undated",), 2)
    before_all = trace_provenance([("art_1", words)], index, day=date(2000, 1, 1))
    assert before_all.own == 1


def test_a_phrase_of_many_works_comes_from_nowhere_but_many_versions_are_one_work() -> None:
    phrase = "申请人对决定不服的可以依法申请复议或者提起诉讼"
    works = [_text(f"w{n}", f"{HAN[n:]}{HAN[:n]}。{phrase}", title=f"第{n}号法") for n in range(12)]
    found = trace_provenance([("art_1", phrase)], Index.in_memory(works))
    assert found.provisions[0].passages == ()
    assert found.provisions[0].stock > 0.5
    versions = [
        _text(f"v{n}", phrase, title=f"花园法（{2000 + n}）", date=date(2000 + n, 1, 1))
        for n in range(12)
    ]
    found = trace_provenance([("art_1", phrase)], Index.in_memory(versions))
    assert [p.source for p in found.provisions[0].passages] == ["v0"]


def test_listed_phrases_are_no_evidence_in_a_small_library() -> None:
    words = "本条例自公布之日起施行"
    found = trace_provenance([("art_9", f"{words}。")], Index.in_memory([_text("a", words)]))
    assert found.provisions[0].passages == ()
    assert 0 < found.provisions[0].stock < 1


def test_a_text_can_be_international_and_local_at_once() -> None:
    foreign = " ".join(WORDS[:30])
    domestic = " ".join(WORDS[30:40])
    adapted = " ".join("ours" if n % 5 == 4 else word for n, word in enumerate(WORDS[:30]))
    index = Index.in_memory(
        [
            _text("model", foreign, origin=Origin.FOREIGN, country="FR"),
            _text("old", domestic, origin=Origin.DOMESTIC, country="YT"),
        ]
    )
    found = trace_provenance([("art_1", adapted), ("art_2", domestic)], index)
    assert found.internationalisation > 0.6
    assert found.localisation == pytest.approx(
        found.own
        + next(o.share for o in found.origins if o.origin is Origin.DOMESTIC)
        + next(o.share * o.adaptation for o in found.origins if o.origin is Origin.FOREIGN)
    )
    assert found.localisation > 0.3
    assert [(o.origin, o.country) for o in found.origins] == [("foreign", "FR"), ("domestic", "YT")]


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


# ---- stock, strays, and who had it first ---------------------------------------------------------------------


PROVINCES = (
    "北京市",
    "天津市",
    "河北省",
    "辽宁省",
    "上海市",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "海南省",
)


def _sentences(number: int, length: int) -> list[str]:
    """Made-up articles of so many characters, no two of which share a run of seven."""
    rng = np.random.default_rng(number)
    return [
        "".join(chr(0x4E00 + int(n)) for n in rng.integers(0, 20_000, length)) for _ in range(4)
    ]


@pytest.mark.parametrize("length", [20, 33, 120])
@pytest.mark.parametrize(
    "name", ["{}消防条例", "{}实施《中华人民共和国消防法》办法", "{}消防管理规定(2010年修正)"]
)
def test_what_provinces_copied_from_a_law_comes_from_the_law(length: int, name: str) -> None:
    articles = _sentences(7, length)
    law = _text("law", *articles, title="中华人民共和国消防法", date=date(2008, 10, 28))
    provinces = [
        _text(f"p{n}", *articles, title=name.format(place), date=date(2010 + n, 1, 1))
        for n, place in enumerate(PROVINCES)
    ]
    target = [(f"art_{n}", words) for n, words in enumerate(articles, 1)]
    found = trace_provenance(target, Index.in_memory([*provinces, law]))
    assert [(t.source.id, t.share) for t in found.sources] == [("law", 1)]
    assert all(p.stock == 0 and p.passages[0].adaptation == 0 for p in found.provisions)
    without = trace_provenance(target, Index.in_memory(provinces))
    assert [(t.source.id, t.share) for t in without.sources] == [("p0", 1)]


@pytest.mark.parametrize("words", [_sentences(3, 40)[0], " ".join(WORDS[:28])])
def test_a_long_run_is_no_stock_however_many_works_hold_it(words: str) -> None:
    works = [_text(f"w{n:02}", f"{words}。{HAN[n:]}", date=date(2000 + n, 1, 1)) for n in range(30)]
    found = trace_provenance([("art_1", words)], Index.in_memory(works))
    assert found.provisions[0].stock == 0
    assert [(p.source, p.share) for p in found.provisions[0].passages] == [("w00", 1)]


def _change(words: str, seed: int) -> str:
    """One character of ten is another."""
    rng = np.random.default_rng(seed)
    letters = list(words)
    for place in rng.choice(len(letters), len(letters) // 10, replace=False).tolist():
        letters[place] = chr(0x4E00 + int(rng.integers(0, 20_000)))
    return "".join(letters)


def test_an_article_that_many_copied_and_changed_in_a_word_here_and_there_is_no_stock() -> None:
    """No title tells that the works are about one thing, and every run is as short as a phrase."""
    articles = _sentences(13, 80)
    works = [_text("law", *articles, date=date(2008, 1, 1))]
    for n in range(30):
        copied = [_change(words, 100 * n + at) for at, words in enumerate(articles)]
        works.append(_text(f"p{n}", *copied, date=date(2010 + n % 9, 1, 1)))
    target = [(f"art_{n}", _change(words, n)) for n, words in enumerate(articles, 1)]
    found = trace_provenance(target, Index.in_memory(works))
    assert sum(p.stock for p in found.provisions) < 0.2
    assert found.sources[0].source.id == "law" and found.sources[0].share > 0.8


def test_phrases_that_a_few_words_join_are_stock_where_no_one_work_holds_them_so() -> None:
    first, second, third = _sentences(17, 12)[:3]
    phrases = [[first, second, third][n % 3] for n in range(36)]
    works = [_text(f"w{n}", f"{HAN[n % 9 :]}{phrase}") for n, phrase in enumerate(phrases)]
    joined = f"{first}应当{second}并且{third}。"
    found = trace_provenance([("art_1", joined)], Index.in_memory(works))
    assert found.provisions[0].passages == ()
    assert found.provisions[0].stock > 0.8


def test_of_a_run_that_hundreds_hold_the_first_is_the_source() -> None:
    """Also where it was added last."""
    (words, *_) = _sentences(5, 60)
    works = [_text(f"w{n:03}", words, date=date(2001, 1, 1)) for n in range(200)]
    works.append(_text("z", words, date=date(2000, 1, 1)))
    found = trace_provenance([("art_1", words)], Index.in_memory(works))
    assert [p.source for p in found.provisions[0].passages] == ["z"]


def test_phrases_that_stand_side_by_side_are_two_phrases_and_stay_stock() -> None:
    first, second = _sentences(11, 18)[:2]
    works = [_text(f"w{n}", first, f"{HAN}。{second}") for n in range(12)]
    found = trace_provenance([("art_1", f"{first}，{second}。")], Index.in_memory(works))
    assert found.provisions[0].passages == ()
    assert found.provisions[0].stock > 0.9


SUBJECTS = (
    "茶叶",
    "竹编",
    "陶瓷",
    "丝绸",
    "灯会",
    "冰雪",
    "温泉",
    "漆器",
    "剪纸",
    "皮影",
    "年画",
    "苏绣",
)
TAKEN_OVER = [
    "采购人应当按照国家有关规定公开采购项目信息，并在",
    "采购人应当按照国家有关规定公开采购项目信息，并在采购活动结",
    "投标人不得相互串通投标报价。",
    "一切单位和个人都有保护野生鸟类栖息地的义务。",
    "未取得出海船舶户口簿的渔船，不得出海。",
]
BOILERPLATE = [
    "本法自公布之日起施行。",
    "本条例自公布之日起施行。",
    "本条例自2024年3月1日起施行。",
    "任何单位和个人不得有下列行为：",
    "构成犯罪的，由司法机关依法追究刑事责任。",
    "违反本条例规定的行为，法律、法规已有规定的，从其规定。",
    "逾期不改正的，处一万元以上五万元以下罚款。",
    "县级以上人民政府应当加强对有关工作的领导。",
    "对直接负责的主管人员和其他直接责任人员依法给予处分。",
]


def _copied(sentence: str, *, law: bool = True, dated: bool = True) -> list[SourceText]:
    """A law that says a sentence among others, and a dozen local regulations about other things that say it too."""
    texts = [
        _text(
            f"copy-{n:02}",
            f"{_sentences(40 + n, 40)[0]}。{sentence}",
            title=f"{place}{subject}条例",
            date=date(2010 + n, 1, 1) if dated else None,
        )
        for n, (place, subject) in enumerate(zip(PROVINCES, SUBJECTS, strict=True))
    ]
    if law:
        own = _sentences(39, 40)[0]
        about = {"title": "中华人民共和国有关法", "date": date(2021, 1, 1)}
        texts.append(_text("law", own, f"{sentence}{own}", **about))
    return texts


def _of(sentence: str, texts: list[SourceText]) -> list[str]:
    article = f"{HAN}。{sentence.rstrip('。')}。{HAN[::-1]}"
    (provision,) = trace_provenance([("art_1", article)], Index.in_memory(texts)).provisions
    return [passage.source for passage in provision.passages]


@pytest.mark.parametrize("sentence", TAKEN_OVER)
def test_a_short_sentence_that_a_dozen_took_over_from_a_law_is_the_law_s(sentence: str) -> None:
    """Whatever else is in the library, and whatever came first in it."""
    assert _of(sentence, _copied(sentence)) == ["law"]
    assert _of(sentence, _copied(sentence)[::-1]) == ["law"]
    others = [_text(f"o{n:03}", *_sentences(100 + n, 60), title=f"第{n}号条例") for n in range(150)]
    assert _of(sentence, [*others, *_copied(sentence)]) == ["law"]


@pytest.mark.parametrize("sentence", TAKEN_OVER)
def test_a_sentence_that_nobody_had_first_is_stock(sentence: str) -> None:
    """In a small library, where nothing tells that it is not of the genre."""
    assert _of(sentence, _copied(sentence, law=False)) == []
    assert _of(sentence, _copied(sentence, law=False, dated=False)) == []


def test_of_equals_the_earliest_had_a_sentence_first_where_the_library_tells_what_is_rare() -> None:
    sentence = "The contracting authority shall publish the award notice without delay"
    title = "{} Act {}".format
    acts = [
        _text(
            f"act-{n}",
            f"Nothing in this is about the {word}. {sentence}.",
            title=title(word, 2000 + n),
            date=date(2000 + n, 1, 1),
        )
        for n, word in enumerate(WORDS[:12])
    ]
    others = [
        _text(
            f"o{n}", f"{word} {other} is for the minister to say", title=title(word + other, 1999)
        )
        for n, (word, other) in enumerate(product(WORDS[:12], WORDS[12:24]))
    ]
    target = [("sec_1", f"This is another thing. {sentence}.")]
    found = trace_provenance(target, Index.in_memory([*acts[::-1], *others]))
    assert [t.source.id for t in found.sources] == ["act-0"]
    assert trace_provenance(target, Index.in_memory(acts)).sources == ()


@pytest.mark.parametrize("sentence", BOILERPLATE)
def test_boilerplate_is_stock_though_one_law_says_it_and_stands_above_all_who_do(
    sentence: str,
) -> None:
    assert _of(sentence, _copied(sentence)) == []
    beside = [
        _text(f"o{n:03}", f"{sentence[at:]}{_sentences(100 + n, 40)[0]}", title=f"第{n}号条例")
        for n in range(150)
        for at in [n % (len(sentence) // 2)]
    ]
    assert _of(sentence, [*beside, *_copied(sentence)]) == []


@pytest.mark.parametrize("cut", [(0, -8), (8, None)])
def test_a_part_of_a_sentence_that_many_works_hold_is_stock(cut: tuple[int, int | None]) -> None:
    sentence = TAKEN_OVER[1]
    article = f"{HAN}{sentence[cut[0] : cut[1]]}{HAN[::-1]}"
    (provision,) = trace_provenance(
        [("art_1", article)], Index.in_memory(_copied(sentence))
    ).provisions
    assert provision.passages == () and provision.stock > 0


@pytest.mark.parametrize("length", [7, 8, 9])
def test_a_source_of_one_short_run_and_nothing_else_is_not_shown(length: int) -> None:
    long, other = _sentences(13, 60)[:2]
    stray = long[20 : 20 + length]
    index = Index.in_memory(
        [
            _text("main", long[:20] + "甲乙丙丁" + long[20 + length :]),
            _text("stray", f"{other}。{stray}。"),
        ]
    )
    found = trace_provenance([("art_1", long), ("art_2", f"{HAN}{stray}")], index)
    assert [t.source.id for t in found.sources] == ["main"]
    assert found.provisions[1].own == 1
    # What it gives beside a second run is its own.
    twice = trace_provenance([("art_1", f"{stray}{HAN}{other[:12]}")], index)
    assert {p.source for p in twice.provisions[0].passages} == {"stray"}


@pytest.mark.parametrize(
    ("words", "borrowed"),
    [
        ("公民有受教育的权利", False),
        ("公民有受教育的权利，", False),
        ("公民有受教育的权利等", True),  # ten
        ("保存期限不少于三年。", False),
        ("为了规范本省采购，制定本条例。", False),  # eight, and a phrase of drafting
        ("县级以上人民政府主管。国务院有关部门批准。", False),  # two phrases
        ("The records are kept for three years.", False),
        ("The records are to be kept for at least three years.", True),
        ("記録は三年間保存する。", True),  # ten
        ("記録は三年間保存し、", False),
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "第一句与此无关另行规定。{}", "{}余者由主管部门依照职权另行规定。"]
)
def test_an_article_that_says_under_ten_words_is_nobody_s_though_a_source_has_them(
    words: str, borrowed: bool, around: str
) -> None:
    index = Index.in_memory([_text("a", words, around.format(words))])
    found = trace_provenance([("art_1", words)], index)
    assert [t.source.id for t in found.sources] == (["a"] if borrowed else [])
    assert found.own == (0 if borrowed else 1)


VERSIONS = [(1993, 1), (1999, 2), (2005, 3), (2018, 4)]


def test_a_run_comes_from_the_earliest_version_that_had_it() -> None:
    """Though later versions have more of the article."""
    one, two, three, four = _sentences(17, 40)
    versions = [
        _text(
            f"law-{year}",
            "。".join((one, two, three, four)[:parts]) + "。",
            title=f"公司法({year})",
            date=date(year, 1, 1),
        )
        for year, parts in VERSIONS
    ]
    target = [
        ("art_1", f"{one}。"),
        ("art_2", f"{HAN}{three}。"),
        ("art_3", f"{four}，{HAN}，{one}"),
    ]
    found = trace_provenance(target, Index.in_memory(versions[::-1]))
    given = [[p.source for p in provision.passages] for provision in found.provisions]
    assert given == [["law-1993"], ["law-2005"], ["law-2018", "law-1993"]]


@pytest.mark.parametrize("known", ["version", "since", "title"])
def test_a_law_is_as_old_as_its_words_and_not_as_its_last_amendment(known: str) -> None:
    """What a province took over in 2007 and the law, amended in 2018, still has, comes from the law of 1999."""
    (words, *_) = _sentences(19, 50)
    national = (
        {"title": "中华人民共和国消防法", "date": date(2018, 1, 1)} if known == "title" else {}
    )
    law = _text("law", words, **({"date": date(2018, 1, 1), "work": "w"} | national))
    if known == "since":
        about = ProvenanceSource("law", date=date(2018, 1, 1), since=date(1999, 1, 1))
        law = SourceText(about, law.units)
    earlier = (
        [_text("law-1999", words, date=date(1999, 1, 1), work="w")] if known == "version" else []
    )
    province = _text("p", words, title="某省消防条例" if national else "", date=date(2007, 1, 1))
    found = trace_provenance([("art_1", words)], Index.in_memory([province, law, *earlier]))
    assert [t.source.id for t in found.sources] == ["law-1999" if earlier else "law"]


def test_words_that_came_with_an_amendment_are_no_older_than_it() -> None:
    """The earlier version is here and has them not."""
    old, new = _sentences(23, 40)[:2]
    since = {"since": date(1990, 1, 1), "work": "w"}
    index = Index.in_memory(
        [
            _text("law-1990", old, date=date(1990, 1, 1), **since),
            _text("law-2018", f"{old}。{new}", date=date(2018, 1, 1), **since),
            _text("province", f"{new}。{HAN}", date=date(2007, 1, 1)),
        ]
    )
    found = trace_provenance([("art_1", new)], index)
    assert [t.source.id for t in found.sources] == ["province"]


def test_ranks_are_compared_within_a_country_alone() -> None:
    (words, *_) = _sentences(29, 40)
    local = _text("local", words, rank=SourceRank.LOCAL, country="FR", date=date(1990, 1, 1))
    law = _text("law", words, rank=SourceRank.LAW, country="FR", date=date(2000, 1, 1))
    foreign = _text(
        "foreign", words, rank=SourceRank.CONSTITUTION, country="DE", date=date(2010, 1, 1)
    )

    def first(*texts: SourceText) -> str:
        (passage,) = (
            trace_provenance([("art_1", words)], Index.in_memory(texts)).provisions[0].passages
        )
        return passage.source

    assert first(local, law) == "law"
    assert first(local, foreign) == "local"
    assert first(local, law, foreign) == "law"


@pytest.mark.parametrize(
    ("title", "subject", "rank"),
    [
        ("中华人民共和国消防法（2019年修正）", "消防", SourceRank.LAW),
        ("北京市消防条例", "消防", SourceRank.LOCAL),
        ("广西壮族自治区实施《中华人民共和国消防法》办法", "消防", SourceRank.LOCAL),
        ("深圳经济特区消防条例", "消防", SourceRank.LOCAL),
        ("某省实施中华人民共和国消防法办法", "消防", SourceRank.LOCAL),
        ("城市规划法", "城市规划", SourceRank.LAW),
        ("社区花园条例", "社区花园", SourceRank.REGULATION),
        ("中华人民共和国宪法", "宪", SourceRank.CONSTITUTION),
        ("第12号法", "第12号", SourceRank.LAW),
        ("中华人民共和国香港特别行政区基本法", "基本", SourceRank.LAW),
        ("香港特别行政区基本法", "基本", SourceRank.LAW),
        ("中华人民共和国香港特别行政区维护国家安全法", "维护国家安全", SourceRank.LAW),
        ("海南自由贸易港法", "自由贸易港", SourceRank.LAW),
        ("中华人民共和国刑法修正案（十一）", "刑", SourceRank.LAW),
        ("刑法修正案(八)", "刑", SourceRank.LAW),
        ("中华人民共和国宪法修正案（2018年）", "宪", SourceRank.CONSTITUTION),
        ("北京市消防条例修正案", "消防", SourceRank.LOCAL),
        ("全国人民代表大会常务委员会关于修改《中华人民共和国消防法》的决定", "消防", SourceRank.LAW),
        ("全国人大常委会关于严惩拐卖妇女的犯罪分子的决定", "全国人大常委会关于严惩拐卖妇女的犯罪分子的", SourceRank.LAW),
        ("全国人民代表大会议事规则", "全国人民代表大会议事", SourceRank.LAW),
        ("国务院关于禁止在市场经济活动中实行地区封锁的规定", "国务院关于禁止在市场经济活动中实行地区封锁的", SourceRank.REGULATION),
        ("最高人民法院关于《中华人民共和国刑法修正案(八)》时间效力问题的解释", "刑法修正案(八)", SourceRank.UNKNOWN),
        ("浙江省人民代表大会常务委员会关于修改《浙江省消防条例》的决定", "消防", SourceRank.LOCAL),
        ("北京市实施消防法", "消防", SourceRank.LOCAL),
        ("中国（浙江）自由贸易试验区条例", "自由贸易试验区", SourceRank.LOCAL),
        ("聊城市消防条例", "消防", SourceRank.LOCAL),
        ("江门市消防条例", "消防", SourceRank.LOCAL),
        ("城市市容和环境卫生管理条例", "城市市容和环境卫生", SourceRank.REGULATION),
        ("人力资源市场暂行条例", "人力资源市场", SourceRank.REGULATION),
        ("Data Protection Act 2018", "data protection", SourceRank.LAW),
        ("The Data Protection Regulations 2010", "data protection", SourceRank.LOCAL),
        ("法", "法", SourceRank.LAW),
        ("", "", SourceRank.UNKNOWN),
    ],
)  # fmt: skip
def test_a_title_says_what_a_law_is_about_and_how_high_it_stands(
    title: str, subject: str, rank: SourceRank
) -> None:
    source = ProvenanceSource("id", title)
    assert source.standing == rank
    assert source.subject == (subject or "id")
