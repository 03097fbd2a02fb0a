"""``huiyin map --json``: what other programs join."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from .conftest import Huiyin

#: Two kinds of six people, on six statements: (participant, statement, vote).
VOTES = [(p, s, 1 if (p < 6) == (s < 3) else -1) for p, s in product(range(12), range(6))]


@pytest.mark.parametrize("form", ["csv", "csv of names", "numbers", "words"])
def test_ids_are_printed_as_the_table_has_them(called: Huiyin, tmp_path: Path, form: str) -> None:
    who, what, how = (list(column) for column in zip(*VOTES, strict=True))
    prefix = "s" if form == "csv of names" else ""
    if form.startswith("csv"):
        path = tmp_path / "votes.csv"
        rows = (f"{p},{prefix}{s},{v}\n" for p, s, v in VOTES)
        path.write_text("participant,statement,vote\n" + "".join(rows), "utf-8")
    else:
        path = tmp_path / "votes.parquet"
        ids = (who, what) if form == "numbers" else (list(map(str, who)), list(map(str, what)))
        pq.write_table(pa.table({"participant": ids[0], "statement": ids[1], "vote": how}), path)
    call = called("map", path, "--json")
    assert call.code == 0
    told = json.loads(call.out)
    people = [one["id"] for one in told["participants"]]
    statements = {one["statement"] for one in told["divisive"]}
    is_words = form == "words"
    assert sorted(people, key=int) == (list(map(str, range(12))) if is_words else list(range(12)))
    assert {type(one) for one in statements} == {str if is_words or prefix else int}
