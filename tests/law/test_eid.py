"""What a file calls its units is not what they are called here, unless it has the form of an eId."""

from __future__ import annotations

import json
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.law import Law, find_provision, read_bytes, read_text, to_json
from huiyin.law.eid import LONGEST, EidAllocator, is_eid, keep_eids

FOREIGN = [
    'art_1" hx-post=/people/ hx-trigger=load',
    "art_1' onmouseover='x",
    "</section><script>x</script>",
    "javascript:alert(1)",
    "{{ 1 }}",
    "ch1-art1",
    "main",
    "csrfmiddlewaretoken",
    "条_1",
    "art_１",
    "art_1\x00",
    "art_1\u202e",
    "../../people",
    "art 1",
    "art_",
    "_1",
    "art_1__",
    "art_1~",
    "art_" + "1" * 200,
    "%2e%2e",
    "law",
]


def akoma_ntoso(eids: Sequence[str]) -> Law:
    eids = [eid.replace("\x00", "\ufffd") for eid in eids]  # XML cannot even say it
    articles = "".join(
        f"<article eId={quoteattr(eid)}><num>第{n}条</num><content><p>规划应当公开。</p></content></article>"
        for n, eid in enumerate(eids, 1)
    )
    body = f'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><body>{articles}</body></act></akomaNtoso>'
    return read_bytes(body.encode(), "draft.xml")


def from_json(eids: Sequence[str]) -> Law:
    rows = [{"eid": e, "num": f"第{n}条", "text": "规划应当公开。"} for n, e in enumerate(eids, 1)]
    return read_bytes(json.dumps({"provisions": rows}).encode(), "draft.json")


@pytest.mark.parametrize("read", [akoma_ntoso, from_json])
@pytest.mark.parametrize("foreign", FOREIGN)
def test_a_name_of_another_form_is_mapped_and_kept_beside(read: object, foreign: str) -> None:
    law = read(["art_3", foreign, "art_1"])  # type: ignore[operator]
    first, second, third = law.provisions
    assert (first.eid, second.eid, third.eid) == ("art_3", "art_2", "art_1")
    assert second.foreign_eid == foreign.replace("\x00", "\ufffd")
    assert first.foreign_eid == third.foreign_eid == ""
    assert law.eid_of(second.foreign_eid) == "art_2"
    assert find_provision(law, second.foreign_eid) == "art_2"
    assert [p.code for p in law.problems if p.code == "foreign_eids"] == ["foreign_eids"]


@pytest.mark.parametrize(
    "eid",
    ["art_12__para_2__point_3", "chp_I", "sec_4A", "att_1__art_2", "art_15-1", "wrapup", "art_3~2__para_1",
     "sched_2.1", "art_2__para_new_1", "chp_supp"],
)  # fmt: skip
def test_a_name_of_the_form_of_the_convention_stays(eid: str) -> None:
    law = akoma_ntoso([eid])
    assert [unit.eid for unit in law.walk()] == [eid]
    assert not any(unit.foreign_eid for unit in law.walk())


def test_a_mapped_name_is_not_that_of_another_unit() -> None:
    law = akoma_ntoso(["1", "art_1", "2", "art_1", "art_1~2", "art_1"])
    eids = [unit.eid for unit in law.walk()]
    assert len(set(eids)) == 6
    assert eids[1] == "art_1"
    assert eids[4] == "art_1~2"


@given(
    st.lists(
        st.text(max_size=130) | st.sampled_from(["art_1", "art_1~2", "sec_1", ""]), max_size=12
    )
)
def test_whatever_a_file_calls_its_units_they_are_called_properly_and_each_once(
    given_names: list[str],
) -> None:
    law = from_json(given_names)
    eids = [unit.eid for unit in law.walk()]
    assert all(is_eid(eid) and len(eid) <= LONGEST and eid.isascii() for eid in eids)
    assert len(set(eids)) == len(eids) == len(given_names)
    again = read_bytes(json.dumps(to_json(law)).encode(), "again.json")
    assert [(u.eid, u.foreign_eid) for u in again.walk()] == [
        (u.eid, u.foreign_eid) for u in law.walk()
    ]


class _Counted(set[str]):
    """A set that counts how often it is asked."""

    asked = 0

    def __contains__(self, eid: object) -> bool:
        self.asked += 1
        return super().__contains__(eid)


@pytest.mark.parametrize(
    "eids",
    [
        ["art_1"] * 20_000,
        [f"art_1~{n}" for n in range(2, 20_001)] + ["art_1"] * 20_000,
        [f"art_{n}" for n in range(10_000)] * 2,
        ["x y"] * 20_000,
    ],
    ids=["equal", "taken", "twice", "foreign"],
)
def test_many_equal_names_are_told_apart_in_steps_that_grow_with_their_number(
    eids: list[str],
) -> None:
    names = EidAllocator(eids)
    names._used = used = _Counted()
    names._reserved = reserved = _Counted(names._reserved)
    made = [names.name(eid, "art_1", "art_1") for eid in eids]
    assert len(set(made)) == len(eids)
    assert used.asked + reserved.asked < 6 * len(eids)


def test_a_number_in_other_letters_is_spelt_in_ascii_and_still_found() -> None:
    law = read_text("湿地保护法\n第一条 规划应当公开。\n附件甲 名录\n一、鄱阳湖。\n")
    assert all(is_eid(unit.eid) for unit in law.walk())


def test_a_text_that_was_mended_keeps_what_its_file_called_the_units() -> None:
    before = akoma_ntoso(["sec_1", "ch1-art2", "art_x"])
    after = read_text("第1条 规划应当公开。\n第2条 规划应当公布。\n第4条 新的。\n", language="zh")
    kept = keep_eids(before, after)
    assert [(unit.eid, unit.foreign_eid) for unit in kept.walk()] == [
        ("sec_1", "art_1"),
        ("art_2", "ch1-art2"),
        ("art_4", ""),
    ]
