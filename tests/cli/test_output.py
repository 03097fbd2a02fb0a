"""How a command talks: data on standard output, everything for people on standard error, files whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from huiyin.cli.app import build_program
from huiyin.files.atomic_files import replace_file, write_whole
from tests.cli.one_error import is_one_error


def run(*arguments: str | Path, cwd: Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "huiyin", *map(str, arguments)],
        check=False, cwd=cwd, timeout=120, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


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
