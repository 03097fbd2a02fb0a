"""``huiyin``: everything the library can do, on files and without a server.

There is one module per verb, each with a function ``command``. Heavy imports happen inside the function, so that
small jobs start quickly.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of the ``huiyin`` program."""
    from huiyin.i18n import LANGUAGES, find_unoffered_language, is_offered, say, use_language

    arguments, language = take_language(sys.argv[1:])
    if language is not None:
        if not is_offered(language):
            sentence = say("cli.wrong.language", given=language, known=", ".join(LANGUAGES))
            print(say("cli.error", sentence=sentence), file=sys.stderr)
            sys.exit(2)
        use_language(language)
    elif unoffered := find_unoffered_language():
        sentence = say("cli.unoffered_language", given=unoffered, known=", ".join(LANGUAGES))
        print(sentence, file=sys.stderr)

    # Help texts are built when commands are registered, so the language must be known first.
    from huiyin.cli.app import build_program, find_verb
    from huiyin.cli.parser import run_program

    sys.exit(run_program(build_program(find_verb(arguments)), arguments))


def take_language(arguments: list[str]) -> tuple[list[str], str | None]:
    """Return the arguments without ``--lang``, which may be anywhere, and the language it names."""
    others: list[str] = []
    language = None
    left = iter(arguments)
    for argument in left:
        if argument == "--":
            others += [argument, *left]
        elif argument == "--lang":
            language = next(left, "")
        elif argument.startswith("--lang="):
            language = argument.partition("=")[2]
        else:
            others.append(argument)
    return others, language
