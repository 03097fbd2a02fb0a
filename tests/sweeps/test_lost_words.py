"""No reader loses a word in silence, however other makers' files are put together."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.fuzz.foreign import foreign
from tests.fuzz.fuzz import outcome
from tests.fuzz.mutations import mutated
from tests.sweeps.size import sizes

Told = Callable[[str, int, list[Any]], None]


@sizes(220, 20_000)
def test_no_reader_loses_a_word_of_a_file_nested_anew(times: int, told: Told) -> None:
    """Two seconds: each of eleven files is read twenty times."""
    files = foreign()
    names = sorted(files)
    failed, read = [], 0
    for seed in range(times):
        name = names[seed % len(names)]
        try:
            read += outcome(name, mutated(name, files[name], random.Random(seed))) == "law"
        except AssertionError as error:
            failed.append((name, seed, str(error)))
    told("words of files nested anew", times, failed)
    assert read > 0.9 * times
