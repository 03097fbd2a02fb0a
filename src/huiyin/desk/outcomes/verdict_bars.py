"""The bar of verdicts, the same on all pages."""

from __future__ import annotations

from collections.abc import Mapping

from huiyin.desk.core.stacked_bar import BarPart
from huiyin.i18n import say
from huiyin.trace import Verdict


def make_verdict_bar(verdicts: Mapping[str, int], page: str) -> tuple[BarPart, ...]:
    """Verdicts taken up first, then the others; each part links to its suggestions."""
    return tuple(
        BarPart(
            one.value,
            say(f"trace.verdict.{one}"),
            verdicts.get(one.value, 0),
            f"{page}?verdict={one}#each",
        )
        for one in Verdict
    )
