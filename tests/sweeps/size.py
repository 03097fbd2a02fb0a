"""How long a sweep goes on: small in `make test`, large in `make sweep`."""

from __future__ import annotations

import pytest


def sizes(small: int, large: int) -> pytest.MarkDecorator:
    """Runs the test with ``times``, a small number always and a large one in a sweep."""
    return pytest.mark.parametrize(
        "times",
        [pytest.param(small, id="small"), pytest.param(large, id="large", marks=pytest.mark.sweep)],
    )
