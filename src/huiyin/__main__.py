"""``python -m huiyin``: the ``huiyin`` program."""

from huiyin.cli import main

main()
