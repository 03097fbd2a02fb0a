"""Acts of the common-law tradition."""

from __future__ import annotations

from huiyin.law import read_text
from tests.law.checks import assert_sound
from tests.law.example_acts import ACT


def test_a_common_law_act_is_read_into_its_units() -> None:
    law = read_text(ACT)
    assert_sound(law)
    eids = [p.eid for p in law.walk()]
    assert [a.eid for a in law.articles][:4] == ["sec_1", "sec_2", "sec_3", "sec_3a"]
    assert law.by_eid["sec_1"].heading == "Short title"
    assert "sec_2__subsec_1__para_b__subpara_ii" in eids
    assert law.by_eid["sec_3__subsec_1"].text == "A council must keep a register."
    assert law.by_eid["sched_1"].heading == "Transitional provision"
