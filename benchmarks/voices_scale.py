"""Does the time per comment stay level? ``python benchmarks/voices_scale.py FOLDER [ROWS …]``.

Groups corpora of 0.1, 1, 4 and 10 million comments (``corpus.py``; written to FOLDER where they are not there yet: 5 GB
for the largest, some minutes) with ``huiyin group``, as whole processes, and prints seconds, peak memory, microseconds
per comment beside those at one million, B-cubed F1, and what a million comments cost: at 0.05 US dollars per core and
hour, about what clouds ask for a rented core with 4 GB, both cores held for the whole time. Draws the plot
``results/voices_scale.svg``. The same runs in a line on the plot would be the same time per comment.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from corpus import write
from voices_group import bcubed, watch

DOLLARS_PER_CORE_HOUR = 0.05
SIZES = (100_000, 1_000_000, 4_000_000, 10_000_000)


def measure(corpus: Path, out: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of ``huiyin group``."""
    call = [sys.executable, "-m", "huiyin", "group", str(corpus), "--out", str(out)]
    began = time.perf_counter()
    peak = watch(subprocess.Popen(call, stderr=subprocess.DEVNULL))
    return time.perf_counter() - began, peak


def draw(rows: list[dict[str, float]], out: Path) -> None:
    import altair as alt

    base = alt.Chart(alt.Data(values=rows)).encode(
        alt.X("comments:Q", scale=alt.Scale(type="log"), title="comments", axis=alt.Axis(format="~s")),
        alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds, whole process"),
    )  # fmt: skip
    marks = base.mark_line(color="#1b5e8a") + base.mark_point(color="#1b5e8a", filled=True, size=70)
    words = base.mark_text(align="left", dx=9, dy=9).encode(
        text=alt.Text("seconds:Q", format=".3~s")
    )
    (marks + words).properties(width=520, height=320, title="huiyin group: time by number of comments").save(out)  # fmt: skip


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    folder, cores = Path(sys.argv[1]), os.cpu_count() or 1
    rows: list[dict[str, float]] = []
    print(
        f"{'comments':>12}{'seconds':>9}{'peak MB':>9}{'us each':>9}{'x 1 M':>7}{'F1':>8}{'$ per M':>9}"
    )
    for size in [int(n) for n in sys.argv[2:]] or SIZES:
        corpus, out = folder / f"corpus-{size}.parquet", folder / "groups.parquet"
        if not corpus.exists():
            write(size, corpus)
        seconds, memory = measure(corpus, out)
        rows.append({"comments": size, "seconds": seconds, "each": seconds / size * 1e6})
        million = next((row["each"] for row in rows if row["comments"] == 1_000_000), float("nan"))
        dollars = rows[-1]["each"] / 3600 * cores * DOLLARS_PER_CORE_HOUR
        print(
            f"{size:12,}{seconds:9.2f}{memory:9,.0f}{rows[-1]['each']:9.2f}{rows[-1]['each'] / million:7.2f}"
            f"{bcubed(corpus, out)[2]:8.4f}{dollars:9.5f}",
            flush=True,
        )
    draw(rows, Path(__file__).parent / "results" / "voices_scale.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
