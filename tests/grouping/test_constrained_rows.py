"""A table that is grouped as numbers has the groups that it has as objects, decisions included."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from huiyin.grouping import group_comments
from huiyin.grouping.constrained_rows import ROW_RELATIONS, group_table
from huiyin.grouping.constraints import Constraint, ConstraintKind, apply_constraints

_LETTER = "湿地保护规划应当在批准前征求社会公众的意见，并且说明理由，每三年修订一次。"
_TEXTS = st.sampled_from(
    [_LETTER, _LETTER + "请采纳。", _LETTER.replace("三", "两"), "我们不同意这一条，费用太高。", "我们不同意这一条，费用太高！",
     "", "公开全部数据。", "Publish all of the data that you hold.", "publish all of the data, that you hold"]
)  # fmt: skip
_IDS = st.integers(0, 13).map(str)
_DECISIONS = st.lists(
    st.builds(Constraint, st.sampled_from(list(ConstraintKind)), _IDS, _IDS), max_size=4
)


@given(texts=st.lists(_TEXTS, max_size=12), decisions=_DECISIONS)
def test_rows_stand_in_the_groups_that_objects_stand_in(
    texts: list[str], decisions: list[Constraint]
) -> None:
    table = pa.table(
        {"id": pa.array([str(n) for n in range(len(texts))], pa.string()), "text": pa.array(texts, pa.string())}
    )  # fmt: skip
    whole = apply_constraints(group_comments(table), table, decisions).grouping
    found = group_table(table, decisions)
    names = whole.assignments["group"].to_pylist()
    assert [sorted(set(names)).index(name) for name in names] == found.home.tolist()
    assert whole.assignments["relation"].to_pylist() == [
        ROW_RELATIONS[number] for number in found.relation
    ]
    speakers = np.flatnonzero(whole.assignments["representative"].to_numpy())
    assert sorted(found.speaker.tolist()) == speakers.tolist()
