"""A file that is read piece by piece gives what it gives when it is read whole."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.files.problems import Refusal, Remark
from huiyin.files.tables import separated_values
from huiyin.intake import Comment, TableRead, read_comments
from huiyin.intake.comment_blocks import CommentBlock
from huiyin.intake.comment_stream import read_first_rows, stream_comment_blocks, stream_comments
from huiyin.law import Law, read_text

LAW = read_text(
    "湿地保护法\n第一条 湿地应当保护。\n第二条 规划每三年修订一次。\n第三条 本法施行。\n"
)
_CELLS = st.sampled_from(
    ["", "第一条", "第二条第一款", "组织1", "湿地应当公开", 'says "no"', '"', "a,b", "line\nline", "&amp; <b>x</b>", "'=1+1",
     '="2.10"', "第九条", "\ufeffx", "\x0b", "x" * 70, "意见", "Fine"]
)  # fmt: skip


class _Held:
    """What a path is to the library: a name and bytes."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self._data = name, data

    def read_bytes(self) -> bytes:
        return self._data


def _read_whole(data: bytes, name: str, law: Law, columns: dict[str, str]) -> Any:
    path: Any = _Held(name, data)
    return read_comments([path], law=law, columns=columns)


def _stream(data: bytes, name: str, law: Law, columns: dict[str, str]) -> list[Any]:
    return list(stream_comments(io.BytesIO(data), name, law=(law,), columns=columns))


def _same(data: bytes, name: str, columns: dict[str, str] | None = None) -> list[Any]:
    """What both give, which must be the same."""
    whole = _read_whole(data, name, LAW, columns or {})
    given = _stream(data, name, LAW, columns or {})
    for kind, expected in (
        (Comment, whole.taken), (Refusal, whole.refused), (TableRead, whole.tables), (Remark, whole.remarks),
    ):  # fmt: skip
        assert [one for one in given if isinstance(one, kind)] == list(expected)
    return given


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces smaller than the files of these tests, and larger than what tells what columns hold."""
    for module in (separated_values, "huiyin.intake.parquet", "huiyin.intake.json_objects"):
        monkeypatch.setattr(
            module if not isinstance(module, str) else f"{module}.PIECE",
            *(("PIECE", 250) if not isinstance(module, str) else (250,)),
        )


@given(
    rows=st.lists(st.lists(_CELLS, min_size=1, max_size=5), max_size=12),
    times=st.sampled_from([1, 40]),
    headings=st.sampled_from(["条款,意见,单位,备注\n", "A,B,C\n", "编号;意见\n", "", "意见\n", "id,comment,organisation\n",
                              "id,comment,reason,first name,last name\n", "条款,款,意见,修改建议,语言\n"]),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-8-sig", "utf-16"]),
    is_raw=st.booleans(),
)  # fmt: skip
def test_text_with_separators_is_read_alike_whole_and_in_pieces(
    rows: list[list[str]], times: int, headings: str, encoding: str, is_raw: bool
) -> None:
    written = io.StringIO()
    if is_raw:  # quotation marks as they come, so that some open a cell that nothing closes
        written.write("".join(",".join(row) + "\n" for row in rows) * times)
    else:
        csv.writer(written).writerows(rows * times)
    data = (headings + written.getvalue()).encode(encoding, "replace")
    _same(data, "a.csv")
    _same(data, "a.csv", {"text": "意见"})


def test_rows_of_many_pieces_are_judged_together_as_one_by_one() -> None:
    lines = ["id,条款,意见,建议条文,单位"]
    for n in range(900):
        text = ("又  说一次", f"It's said {n}", "一样的话", f"R&D {n}", "")[n % 5]
        lines.append(
            f"c{n % 400},第{'一二九'[n % 3]}条,{text},{'改成这样' if n % 7 == 0 else ''},组织{n % 4}"
        )
    lines.insert(300, lines[0])
    data = "\n".join(lines).encode()
    given = _same(data, "a.csv")
    comments = [one for one in given if isinstance(one, Comment)]
    assert any(one.id.endswith("~2") for one in comments)
    assert sum(isinstance(one, Refusal) for one in given) > 50
    blocks = [
        one
        for one in stream_comment_blocks(io.BytesIO(data), "a.csv", law=(LAW,))
        if isinstance(one, CommentBlock)
    ]
    assert sum(map(len, blocks)) > 400
    spread = [comment for block in blocks for comment in block.list_comments()]
    assert set(spread) <= set(comments)


def test_what_stands_in_a_late_row_alone_is_not_lost() -> None:
    lines = [json.dumps({"id": n, "comment": f"Say number {n} aloud"}) for n in range(600)]
    lines.append(json.dumps({"id": 601, "comment": "x", "proposed text": "Other words", "more": {"a": 1}}))  # fmt: skip
    lines.insert(300, "{broken")
    given = _same("\n".join(lines).encode(), "a.jsonl")
    comments = [one for one in given if isinstance(one, Comment)]
    assert len(comments) == 601 and comments[-1].wording == "Other words"


def test_parquet_is_read_alike_whole_and_in_pieces() -> None:
    table = pa.table(
        {"id": list(range(900)), "text": [f"Comment {n}" if n % 7 else None for n in range(900)],
         "reference": [{"article": f"第{'一二三'[n % 3]}条"} for n in range(900)], "n": [n / 3 for n in range(900)]}
    )  # fmt: skip
    written = io.BytesIO()
    pq.write_table(table, written, row_group_size=100)
    given = _same(written.getvalue(), "a.parquet")
    assert sum(isinstance(one, Comment) for one in given) == 771


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", b""), ("a.csv", b"\x89PNG"), ("a.txt", "第一条 很好，我们同意。".encode()), ("a.csv", b"\0\x01\x02" * 99),
     ("a.json", b'{"comments": [{"text": "a"}]}'), ("a.jsonl", b"{broken"), ("a.parquet", b"PAR1 no"),
     ("a.html", "<table><tr><td>条款<td>意见<tr><td>第一条<td>公开</table>".encode())],
)  # fmt: skip
def test_other_files_are_read_as_ever(name: str, data: bytes) -> None:
    _same(data, name)
    whole = read_first_rows(io.BytesIO(data), name, 3)
    assert len(whole) <= 3


def test_a_stray_quotation_mark_costs_its_row_in_a_file_of_many_pieces(tmp_path: Path) -> None:
    rows = [f"第一条,意见{n}\n" for n in range(3000)]
    rows[10] = '第一条,"没有关上\n'
    given = _same(("条款,意见\n" + "".join(rows)).encode(), "a.csv")
    assert [one.row for one in given if isinstance(one, Refusal)] == [12]
