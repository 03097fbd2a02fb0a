"""Style, types, architecture, translations, and whether what is made from the program is as it was made: on one screen.

    python tools/check.py            # all, two at a time
    python tools/check.py mypy ruff  # some, with all that they say

Each check has a line; one that failed has its first complaints below, and the file that holds all of them.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PYTHON = sys.executable
_BIN = Path(_PYTHON).parent
#: Name → what is run, the longest first.
CHECKS: dict[str, list[str]] = {
    "mypy": [str(_BIN / "mypy"), "--no-error-summary"],
    "permissions": [_PYTHON, "tools/permissions.py", "--check"],
    "migrations": [_PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run", "--settings", "tests.desk.settings"],
    "commands": [_PYTHON, "tools/command_reference.py", "--check"],
    "prepared": [_PYTHON, "tools/prepared_schema.py", "--check"],
    "words": [_PYTHON, "-m", "huiyin.i18n.check"],
    "terms": [_PYTHON, "tools/retired_words.py"],
    "imports": [str(_BIN / "lint-imports"), "--no-cache"],
    "contracts": [str(_BIN / "lint-imports"), "--no-cache", "--config", "tools/app_contracts.toml"],
    "openapi": [_PYTHON, "tools/openapi.py", "--check"],
    "components": [_PYTHON, "tools/components.py", "--check"],
    "asvs": [_PYTHON, "tools/asvs.py", "--check"],
    "texts": [_PYTHON, "tools/format_texts.py", "--check"],
    "ruff": [str(_BIN / "ruff"), "check", "--output-format", "concise", "."],
    "format": [str(_BIN / "ruff"), "format", "--check", "."],
}  # fmt: skip
#: Lines that a screen has, and signs that a line has.
SCREEN, WIDTH = 40, 160


@dataclass(frozen=True)
class CheckResult:
    """``lines``: what the check said, without empty lines."""

    name: str
    is_passed: bool
    seconds: float
    lines: tuple[str, ...]


def run_check(name: str, call: Sequence[str]) -> CheckResult:
    began = time.monotonic()
    done = subprocess.run(
        call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    lines = tuple(line.rstrip() for line in done.stdout.splitlines() if line.strip())
    return CheckResult(name, done.returncode == 0, time.monotonic() - began, lines)


def run_checks(checks: Mapping[str, Sequence[str]]) -> list[CheckResult]:
    """Two at a time; in the order given."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run_check, checks.keys(), checks.values()))


def write_screen(results: Sequence[CheckResult], logs: Path) -> list[str]:
    """What is shown: at most a screen. All that a check that failed said is written to a file in ``logs``."""
    failed = [result for result in results if not result.is_passed]
    passed = " ".join(
        f"{result.name} ({result.seconds:.0f} s)" for result in results if result.is_passed
    )
    shown = [f"passed: {passed}"] if passed else []
    if not failed:
        return shown
    logs.mkdir(parents=True, exist_ok=True)
    share = (SCREEN - len(shown) - 1) // len(failed) - 1  # lines that each has below its name
    for result in failed:
        file = logs / f"{result.name}.txt"
        file.write_text("\n".join(result.lines) + "\n", "utf-8")
        more = len(result.lines) - share
        shown.append(
            f"FAILED: {result.name}" + (f" (and {more} lines more: {file})" if more > 0 else "")
        )
        shown += [f"  {line[:WIDTH]}" for line in _pick_lines(result, share)]
    shown.append(
        f"failed: {' '.join(result.name for result in failed)}; all that one says: tools/check.py {failed[0].name}"
    )
    return shown


def _pick_lines(result: CheckResult, share: int) -> Sequence[str]:
    """The first complaints. import-linter lists what it kept first, and what is broken in the end."""
    return result.lines[-share:] if result.name == "imports" else result.lines[:share]


def main(names: Sequence[str]) -> int:
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"There is no check {', '.join(unknown)}; there are: {', '.join(CHECKS)}")
        return 2
    results = run_checks(
        {name: call for name, call in CHECKS.items() if not names or name in names}
    )
    if names:
        for result in results:
            print(
                f"{result.name}: {'passed' if result.is_passed else 'FAILED'}",
                *result.lines,
                sep="\n  ",
            )
    else:
        print(*write_screen(results, ROOT / "out" / "check"), sep="\n")
    return 0 if all(result.is_passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
