"""Write docs/en/commands.md and docs/zh/commands.md from the program itself.

python tools/command_reference.py           write them
python tools/command_reference.py --check   exit 1 if they are not what the program says
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from huiyin.i18n import LANGUAGES, say, use_language

DOCS = Path(__file__).resolve().parent.parent / "docs"


def reference(language: str) -> str:
    """The reference in ``language``, as Markdown; once in a process, for options keep their words."""
    use_language(language)
    from huiyin.cli.app import build_program

    program = typer.main.get_command(build_program())
    assert hasattr(program, "commands")
    lines = [f"# {say('cli.reference.title')}", "", say("cli.reference.note"), ""]
    for name, command in _verbs(program.commands):
        lines += [f"## huiyin {name}", "", (command.help or "").replace("\b\n", "").strip(), ""]
        lines += [f"    {_usage(name, command)}", ""]
        rows = list(_rows(command))
        if rows:
            lines += [
                f"| {say('cli.reference.option')} | {say('cli.reference.meaning')} |",
                "|---|---|",
                *rows,
                "",
            ]
    return "\n".join(lines).rstrip() + "\n"


def _verbs(commands: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Every verb with its full name, those of a group after the group's."""
    for name, command in commands.items():
        full = f"{before} {name}".strip()
        below = getattr(command, "commands", None)
        if below is None:
            yield full, command
        else:
            yield from _verbs(below, full)


def _usage(name: str, command: Any) -> str:
    context = typer.Context(command, info_name=f"huiyin {name}")
    return " ".join([f"huiyin {name}", *command.collect_usage_pieces(context)])


def _rows(command: Any) -> Iterator[str]:
    for parameter in command.params:
        if parameter.name == "help":
            continue
        names = " ".join([*parameter.opts, *parameter.secondary_opts])
        if parameter.param_type_name == "argument":
            names = str(parameter.metavar or parameter.name)
        words = " ".join(str(getattr(parameter, "help", "") or "").split()).replace("|", "\\|")
        yield f"| `{names.replace('|', ' ')}` | {words} |"


def main() -> int:
    if "--print" in sys.argv:
        sys.stdout.buffer.write(reference(sys.argv[-1]).encode())
        return 0
    stale = []
    for language in LANGUAGES:
        path = DOCS / language / "commands.md"
        text = subprocess.run(
            [sys.executable, __file__, "--print", language], check=True, capture_output=True
        ).stdout.decode()
        if "--check" in sys.argv:
            if not path.exists() or path.read_text("utf-8") != text:
                stale.append(path.name)
        else:
            path.write_text(text, "utf-8")
    if stale:
        print("docs/*/commands.md are not what the program says; run: make reference")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
