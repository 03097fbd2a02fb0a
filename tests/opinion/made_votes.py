"""What several tests here begin with."""

from __future__ import annotations

import numpy as np

from huiyin.opinion import Votes


def camps(n: int, m: int, seed: int = 0, *, filled: float = 0.7, noise: float = 0.5) -> Votes:
    """Two camps that part on a third of the statements."""
    rng = np.random.default_rng(seed)
    rows, columns = np.nonzero(rng.random((n, m)) < filled)
    side = np.where(rows < n // 2, 1.0, -1.0)
    lean = np.where(columns % 3 == 0, side, 0.6) + rng.normal(0, noise, len(rows))
    values = np.where(lean > 0.3, 1, np.where(lean < -0.3, -1, 0)).astype(np.int8)
    return Votes.from_arrays(
        [f"p{i}" for i in range(n)], [f"s{j}" for j in range(m)], rows, columns, values
    )
