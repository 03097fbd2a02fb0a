"""What a full disk, a foreign encoding, a wrong file or a wrong word does to a call: one sentence, 2, and nothing lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from docx import Document
from typer.main import get_command

from huiyin.cli.app import build_program
from huiyin.files.atomic_files import replace_file, write_whole
from huiyin.grouping import group_comments
from huiyin.presentation.row_ids import number_ids

from .conftest import Huiyin

TABLE = "id,text\n1,the same words\n2,the same words\n"


def run(*arguments: str | Path, cwd: Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "huiyin", *map(str, arguments)],
        check=False, cwd=cwd, timeout=120, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


def is_one_error(err: str) -> bool:
    return err.startswith("error: ") and err.count("\n") == 1 and "Traceback" not in err


def test_a_full_standard_output_is_said_in_one_line(law_file: Path, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run("read", law_file, "--json", "--lang", "en", cwd=tmp_path, stdout=full)
    assert done.returncode == 2
    assert is_one_error(done.stderr.decode().splitlines(keepends=True)[-1])
    assert "disk is full" in done.stderr.decode() and "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize("form", ["--json", "--format=akn", "--format=txt"])
def test_what_programs_read_on_is_utf8_in_every_locale(tmp_path: Path, form: str) -> None:
    law = tmp_path / "法.txt"
    law.write_text("花园条例\n\n第一条　种花。😀\n", encoding="utf-8")
    spoken = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "gbk"}
    done = run("read", law, form, cwd=tmp_path, stdout=subprocess.PIPE, env=spoken)
    assert done.returncode == 0
    assert "种花。😀" in done.stdout.decode("utf-8")


def test_a_language_that_is_not_spoken_is_named_with_those_that_are(called: Huiyin) -> None:
    for arguments in (
        ["--lang", "fr", "read", "x"],
        ["read", "x", "--lang=klingon"],
        ["read", "x", "--lang"],
    ):
        call = called(*arguments)
        assert (call.code, call.out) == (2, "")
        assert is_one_error(call.err) and "en, zh" in call.err


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


def test_a_line_is_read_from_standard_input(tmp_path: Path, law_file: Path) -> None:
    done = run(
        "read", "-", "--json", cwd=tmp_path, stdout=subprocess.PIPE, input=law_file.read_bytes()
    )
    assert done.returncode == 0
    assert [p["eid"] for p in json.loads(done.stdout)["provisions"]] == ["art_1", "art_2", "art_4"]


def test_every_file_that_may_not_be_read_is_said_by_who_opens_it() -> None:
    """Typer would say no more than that the value cannot be used."""
    import inspect
    from importlib import import_module

    from huiyin.cli.app import VERBS

    for verb in VERBS:
        command = import_module(f"huiyin.cli.{verb}_command").command
        for name, parameter in inspect.signature(command, eval_str=True).parameters.items():
            information = getattr(parameter.annotation, "__metadata__", [None])[0]
            if "Path" in str(parameter.annotation) and information is not None:
                assert information.readable is False, f"{verb}: {name}"
    assert get_command(build_program()).name == "huiyin"


def test_the_file_that_was_there_stays_where_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    target = tmp_path / "good.csv"
    target.write_text("good", "utf-8")

    def fill_the_disk() -> None:
        with replace_file(target) as fresh:
            fresh.write_bytes(b"half")
            raise OSError(28, os.strerror(28))

    with pytest.raises(OSError, match="No space") as told:
        fill_the_disk()
    assert told.value.filename == str(target)
    assert target.read_text("utf-8") == "good"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_written_whole_keeps_its_rights_and_its_links(tmp_path: Path) -> None:
    target, link = tmp_path / "a.txt", tmp_path / "b.txt"
    target.write_text("old", "utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink() and target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, b"")


def test_a_tiny_disk_that_is_full_loses_nothing(law_file: Path, tmp_path: Path) -> None:
    """With the limit of the system on a file's size, which every machine has, in the place of a small disk."""
    (tmp_path / "table.docx").write_bytes(b"good")
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        f"sys.argv = ['huiyin', '--lang', 'en', 'compare', {str(law_file)!r}, {str(law_file)!r}, '--all', '--out', 'table.docx'];"
        "from huiyin.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-B", "-c", code], check=False, cwd=tmp_path, capture_output=True, timeout=120)  # fmt: skip
    assert done.returncode == 2
    assert (
        is_one_error(done.stderr.decode())
        and "exceed the size that the system allows" in done.stderr.decode()
    )
    assert (tmp_path / "table.docx").read_bytes() == b"good"
    assert [path.name for path in tmp_path.iterdir()] == ["table.docx"]


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


def test_an_unexpected_error_is_one_line_and_a_traceback_on_demand(tmp_path: Path) -> None:
    code = (
        "import sys, typer; from huiyin.cli.parser import run_program; app = typer.Typer();"
        "app.command()(lambda: 1 / 0); sys.exit(run_program(app, []))"
    )
    call = [sys.executable, "-c", code]
    spoken = {**os.environ, "HUIYIN_LANG": "en"}
    done = subprocess.run(call, check=False, capture_output=True, env=spoken, timeout=60)
    assert done.returncode == 2 and is_one_error(done.stderr.decode())
    assert "ZeroDivisionError" in done.stderr.decode()
    spoken["HUIYIN_TRACEBACK"] = "1"
    done = subprocess.run(call, check=False, capture_output=True, env=spoken, timeout=60)
    assert "Traceback" in done.stderr.decode()


@pytest.mark.parametrize(("asked", "is_told"), [("fr", True), ("pt_BR.UTF-8", True), ("zh", False), ("zh_CN.UTF-8", False), ("zh-Hant", False), ("en_GB", False), ("", False)])  # fmt: skip
def test_a_language_of_the_environment_that_is_not_offered_is_said_once(
    called: Huiyin, monkeypatch: pytest.MonkeyPatch, law_file: Path, asked: str, *, is_told: bool
) -> None:
    monkeypatch.setenv("HUIYIN_LANG", asked)
    call = called("read", law_file)
    assert call.code == 0
    assert call.err.count("HUIYIN_LANG") == is_told
    assert "HUIYIN_LANG" not in called("read", law_file, "--lang", "en").err
