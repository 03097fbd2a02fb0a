from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from huiyin.cli import main
from huiyin.i18n import use_language


@dataclass(frozen=True)
class Call:
    """What one call of the program left."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document that it must be."""
        return json.loads(self.out)


Huiyin = Callable[..., Call]


@pytest.fixture
def huiyin(tmp_path: Path) -> Huiyin:
    """Runs the program as a person would: its own process, in an empty folder."""

    def run(*arguments: str | Path) -> Call:
        done = subprocess.run(
            [sys.executable, "-m", "huiyin", *map(str, arguments)],
            check=False,
            capture_output=True,
            cwd=tmp_path,
            timeout=120,
            stdin=subprocess.DEVNULL,
        )
        return Call(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Huiyin:
    """The program called here, by the entry of the installed script: what it says and how it ends, without the time
    that a process takes to begin. Each verb is also tried as a process (``huiyin``)."""

    def run(*arguments: str | Path) -> Call:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["huiyin", *map(str, arguments)])
        use_language(None)
        with pytest.raises(SystemExit) as ended:
            main()
        said = capfdbinary.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return Call(code, said.out.decode(), said.err.decode())

    return run


@pytest.fixture(scope="session")
def law_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("law") / "花园条例.txt"
    path.write_text(
        "社区花园条例\n\n第一条　为了规范社区花园，制定本条例。\n"
        "第二条　街道办事处应当在三十日内答复。\n第四条　本条例自公布之日起施行。\n",
        encoding="utf-8",
    )
    return path
