"""Format the Markdown and the templates, as ruff formats the code.

    python tools/format_texts.py            # write them
    python tools/format_texts.py --check    # only say which are not as they would be written

Paragraphs in English wrap at 120 characters. Those in Chinese do not wrap: a line's end shows as a space between two
characters. Left alone is what a program writes, and what a test reads as people sent it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import mdformat

ROOT = Path(__file__).resolve().parents[1]
#: Columns of a paragraph in English.
WIDTH = 120
#: The same as ``[tool.djlint]`` says; a line that it leaves longer is broken by hand.
TEMPLATE_WIDTH = 160
#: What ends a line, or stands below it, that cannot be broken.
_UNBREAKABLE = "{# one line: a space would show #}"
#: Written by tools/asvs.py, tools/command_reference.py and tools/permissions.py.
_WRITTEN = {"asvs.md", "commands.md", "permissions.md"}


def list_markdown() -> list[Path]:
    """The documents, in order: those that git knows, but for what a program writes and what tests read."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    paths = [ROOT / name for name in sorted(listed.stdout.splitlines())]
    return [
        path
        for path in paths
        if path.exists() and path.name not in _WRITTEN and "data" not in path.parts
    ]


def is_chinese(path: Path) -> bool:
    """Whether a document is in Chinese by its place: ``docs/zh/…`` or ``….zh.md``."""
    return "zh" in path.parts or path.name.endswith(".zh.md")


def format_markdown(path: Path) -> str:
    """The text of a document as it is to be written."""
    wrap = "no" if is_chinese(path) else WIDTH
    return mdformat.text(
        path.read_text("utf-8"),
        options={"wrap": wrap, "number": True, "compact_tables": True},
        extensions={"gfm", "tables"},
    )


def list_templates() -> list[Path]:
    """The templates of the desk, in order."""
    return sorted((ROOT / "src").rglob("templates/**/*.html"))


def list_long_lines(path: Path) -> list[str]:
    """The lines of a template that are too long and not said to be unbreakable."""
    lines = path.read_text("utf-8").splitlines()
    return [
        f"{path.relative_to(ROOT)}:{number} has {len(line)} characters; break it by hand"
        for number, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1)
        if len(line) > TEMPLATE_WIDTH and _UNBREAKABLE not in line + below
    ]


def main() -> int:
    """Format everything, or with ``--check`` name what is not formatted and return 1."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    checks = parser.parse_args().check
    faults = []
    for path in list_markdown():
        text = format_markdown(path)
        if text != path.read_text("utf-8"):
            faults.append(str(path.relative_to(ROOT)))
            if not checks:
                path.write_text(text, "utf-8")
    templates = list_templates()
    before = {path: path.read_bytes() for path in templates}
    done = subprocess.run(
        [sys.executable, "-m", "djlint", "--quiet", "--check" if checks else "--reformat", *map(str, templates)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if checks and done.returncode:
        faults += sorted({line for line in done.stdout.splitlines() if line.endswith(".html")}) or [
            "a template"
        ]
    faults += [
        str(path.relative_to(ROOT)) for path in templates if path.read_bytes() != before[path]
    ]
    long = [fault for path in templates for fault in list_long_lines(path)]
    for fault in faults:
        print(fault if not checks else f"{fault} is not formatted; run: make format")
    for fault in long:
        print(fault)
    return int(bool(long or (checks and faults)))


if __name__ == "__main__":
    sys.exit(main())
