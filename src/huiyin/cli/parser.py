"""The command line's own texts: usage, help and errors in the reader's language.

Typer always writes these in English, so its group and command classes are extended at their hooks.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from huiyin.cli.output import DONE, UNUSABLE, speak_any_language
from huiyin.i18n import say


def _speak_help() -> None:
    """Name the panels of help pages in the current language."""
    # Import Rich only for help pages: it takes two thirds of a call's start-up time.
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = say("cli.help.arguments")
    rich_utils.OPTIONS_PANEL_TITLE = say("cli.help.options")
    rich_utils.COMMANDS_PANEL_TITLE = say("cli.help.verbs")
    rich_utils.REQUIRED_LONG_STRING = say("cli.help.required")
    rich_utils.DEFAULT_STRING = say("cli.help.default")


class _LocalisedCommand:
    """What verbs and the program have in common."""

    def format_help(self, ctx: Any, formatter: Any) -> Any:
        _speak_help()
        return super().format_help(ctx, formatter)  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        usage = usage.replace("Usage: ", say("cli.help.usage") + " ", 1)
        usage = usage.replace("COMMAND [ARGS]...", say("cli.help.verb"))
        return usage.replace("[OPTIONS]", f"[{say('cli.help.options')}]", 1)

    def get_params(self, ctx: Any) -> Any:
        params = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            # ``<list[Path]>`` and ``<bool>`` only mean something to programmers.
            param.display_type_rich = partial(_describe_value, param)
        return params

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say("cli.help.help")
        return option


def _describe_value(param: Any, ctx: Any = None) -> str | None:
    """Describe an option's value in a word: its choices, FILE, TEXT, or nothing for a switch."""
    shown: str | None = param.metavar or param.display_type(ctx)
    if param.param_type_name == "argument" or shown in (None, "<bool>"):
        return None
    if not shown.startswith("<"):
        return shown
    if "float" in shown.lower() or "int" in shown.lower():
        return say("cli.help.number")
    return say("cli.help.file" if "path" in shown.lower() else "cli.help.text")


class Verb(_LocalisedCommand, TyperCommand):
    """One verb."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        super().parse_args(ctx, args)
        if ctx.args:
            ctx.fail(say("cli.wrong.too_many", given=" ".join(map(str, ctx.args))))
        return []

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Caught before Typer, which would exit with 1, our code for success with refused rows.
            _write_no_more()
            return DONE


class Program(_LocalisedCommand, TyperGroup):
    """``huiyin``."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            known = ", ".join(self.commands)
            ctx.fail(say("cli.wrong.unknown_verb", given=args[0], known=known))
        return super().resolve_command(ctx, args)


def run_program(app: typer.Typer, arguments: list[str]) -> int:
    """Run ``app`` and return its exit code; any failure ends with a sentence and code 2."""
    speak_any_language()
    try:
        code = _run_typer(app, arguments)
        # Flush now rather than at exit: a full disk or a closed pipe only shows here.
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has closed the pipe, as with ``huiyin read --json law | head``.
        _write_no_more()
        return DONE
    except OSError as error:
        _write_no_more()
        _say_error(_say_os(error))
        return UNUSABLE
    return code


def _run_typer(app: typer.Typer, arguments: list[str]) -> int:
    try:
        code = typer.main.get_command(app).main(
            arguments, prog_name="huiyin", standalone_mode=False
        )
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except typer.TyperException as error:
        _say_wrong(error)
        return UNUSABLE
    except OSError:
        raise
    except Exception as error:
        if os.environ.get("HUIYIN_TRACEBACK"):
            raise
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        _say_error(say("cli.broken", what=what))
        return UNUSABLE
    return code if isinstance(code, int) else 0


def _write_no_more() -> None:
    """Discard what is left in standard output, so that the interpreter's exit does not fail on it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _say_os(error: OSError) -> str:
    from huiyin.presentation.problems import say_reason

    reason = say_reason(error.strerror)
    if not error.filename:
        return say("cli.output_unwritable", reason=reason)
    return say("cli.file_unreadable", file=str(error.filename), reason=reason)


def _say_error(sentence: str) -> None:
    print(say("cli.error", sentence=sentence), file=sys.stderr)


def _say_wrong(error: typer.TyperException) -> None:
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return  # help has been printed
    context: Any = getattr(error, "ctx", None)
    parameter: Any = getattr(error, "param", None)
    if kind == "NoSuchOption":
        sentence = say("cli.wrong.unknown_option", given=getattr(error, "option_name", ""))
    elif kind == "BadOptionUsage":
        sentence = say("cli.wrong.option_value", given=getattr(error, "option_name", ""))
    elif kind == "MissingParameter" and parameter is not None:
        sentence = say("cli.wrong.missing", name=parameter.get_error_hint().strip("'"))
    elif kind == "BadParameter" and parameter is not None:
        sentence = say("cli.wrong.value", name=parameter.get_error_hint().strip("'"))
    else:
        sentence = error.format_message()
    _say_error(sentence)
    if context is not None:
        print(say("cli.wrong.help", command=f"{context.command_path} --help"), file=sys.stderr)
