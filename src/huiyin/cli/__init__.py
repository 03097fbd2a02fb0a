"""``huiyin``: every power of the library, on files, without a server.

One module per verb, each with a function ``command`` whose heavy imports happen when it runs, so
that a small job stays quick.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of the ``huiyin`` program."""
    from huiyin.words import use_language

    # Help texts are built when commands are registered, so the language must be known before.
    arguments = sys.argv[1:]
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            use_language(arguments[at + 1])
        elif argument.startswith("--lang="):
            use_language(argument.partition("=")[2])

    from huiyin.cli.app import build

    build()()
