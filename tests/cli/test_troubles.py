"""What a full disk, a foreign encoding, a wrong file or a wrong word does to a call: one sentence, 2, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from docx import Document

from huiyin.grouping import group_comments
from huiyin.presentation.row_ids import number_ids
from tests.cli.conftest import Huiyin
from tests.cli.one_error import is_one_error

TABLE = "id,text\n1,the same words\n2,the same words\n"


def test_a_column_that_is_not_there_is_never_replaced_by_another(
    called: Huiyin, tmp_path: Path
) -> None:
    (tmp_path / "s.csv").write_text(TABLE, "utf-8")
    (tmp_path / "kept.csv").write_text("what was here", "utf-8")
    call = called("intake", "s.csv", "--column", "text=Nope", "--out", "kept.csv", "--lang", "en")
    assert call.code == 2
    assert "Nope" in call.err and "id | text" in call.err
    assert (tmp_path / "kept.csv").read_text("utf-8") == "what was here"


def test_a_file_that_is_no_table_ends_a_trace_with_2(called: Huiyin, law_file: Path) -> None:
    call = called("trace", "--draft", law_file, "--enacted", law_file, "--suggestions", law_file, "--json", "--lang", "en")  # fmt: skip
    assert (call.code, call.out) == (2, "")
    assert is_one_error(call.err) and law_file.name in call.err


LAW = "某园林条例\n第一条　为了保护园林，制定本条例。\n第二条　市民应当在三十日内提出意见。\n第三条　园林免费开放。\n"
ACT = "Gardens Act 2025\n1 Title\nThis Act may be cited as the Gardens Act 2025.\n2 Fees\nNo fee is due.\n3 Extent\nIt extends to Wales.\n"


@pytest.mark.parametrize("text", [LAW, ACT])
@pytest.mark.parametrize("with_law", [False, True])
def test_the_law_itself_is_no_table_of_comments(
    text: str, with_law: bool, called: Huiyin, tmp_path: Path
) -> None:
    """Each of its articles was imported as a comment on itself."""
    (tmp_path / "draft.txt").write_text(text, "utf-8")
    sheet = Document()
    for line in text.splitlines():
        sheet.add_paragraph(line)
    sheet.save(str(tmp_path / "draft.docx"))
    for name in ("draft.txt", "draft.docx"):
        call = called("intake", name, *(("--law", "draft.txt") if with_law else ()), "--lang", "en")
        assert call.code == 2 and (with_law or "the text of a law" in call.out + call.err), name


@pytest.mark.parametrize(
    "letter",
    [
        LAW + "我们建议：第二条改为六十日。\n",
        "第一条：立法目的应写明公众参与。\n第二条：期限过短。\n第三条：应明确经费。\n",
        ACT + "We ask for a lower fee in section 2.\n",
    ],
)
def test_a_letter_that_goes_through_a_law_is_read_as_before(
    letter: str, called: Huiyin, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text(letter, "utf-8")
    call = called("intake", "letter.txt", "--lang", "en")
    assert call.code in (0, 1) and "the text of a law" not in call.out + call.err


def test_a_folder_in_the_place_of_a_table_is_said(called: Huiyin, tmp_path: Path) -> None:
    call = called("group", tmp_path, "--lang", "en")
    assert call.code == 2 and is_one_error(call.err) and "it is a folder" in call.err
    call = called("read", "x" * 300, "--lang", "zh")
    assert call.code == 2 and "文件名过长" in call.err and call.err.count("\n") == 1


def test_ids_that_were_numbers_join_back(tmp_path: Path) -> None:
    table = pa.table({"id": [7, 8, 9], "text": ["one text here", "one text here", "another thing"]})
    grouping = group_comments(table)
    assert grouping.assignments.schema.field("id").type == pa.int64()
    assert grouping.assignments["id"].to_pylist() == [7, 8, 9]
    assert grouping.ids == ("7", "8", "9")
    pq.write_table(table, tmp_path / "t.parquet")
    from huiyin.grouping.parquet_files import group_file

    group_file(tmp_path / "t.parquet", tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet")["id"].to_pylist() == [7, 8, 9]


@pytest.mark.parametrize(
    ("ids", "kind"),
    [
        (["1", "22", "-3", "0"], pa.int64()),
        (["1", "007"], pa.string()),
        (["1", "X-1"], pa.string()),
        (["1", ""], pa.string()),
        (["1" * 19], pa.string()),
    ],
)
def test_ids_are_numbers_only_where_every_one_is(ids: list[str], kind: pa.DataType) -> None:
    made = number_ids(pa.table({"id": ids, "text": ids}))
    assert made.schema.field("id").type == kind
    assert [str(one) for one in made["id"].to_pylist()] == ids
