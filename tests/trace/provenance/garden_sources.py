"""Two sources of sentences on gardens, and what is asked of an index of them."""

from __future__ import annotations

from datetime import date

from huiyin.trace.provenance import (
    Origin,
    ProvenanceSource,
    SourceText,
)

FIRST = "居民可以向街道办事处申请在社区花园种植蔬菜和花卉。"
SECOND = "The office answers every request within ten days of receiving it, in writing."


def texts() -> list[SourceText]:
    about = ProvenanceSource("garden", "花园条例", Origin.DOMESTIC, "YT", date(2020, 5, 1), "花园")
    return [
        SourceText(about, (("art_1", FIRST), ("art_2", ""))),
        SourceText(ProvenanceSource("office"), (("art_1", SECOND),)),
    ]
