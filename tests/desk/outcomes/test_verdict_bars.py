"""What became of suggestions, as one bar."""

from __future__ import annotations

from huiyin.desk.outcomes.verdict_bars import make_verdict_bar
from huiyin.i18n import use_language
from huiyin.trace import Verdict


def test_every_verdict_has_a_part_in_one_order_that_leads_to_its_own_suggestions() -> None:
    use_language("en")
    parts = make_verdict_bar({"adopted": 3, "not_adopted": 1}, "/uptake/")
    assert len(parts) == len(Verdict)
    counts = {part.count for part in parts}
    assert counts == {0, 1, 3}
    adopted = next(part for part in parts if part.count == 3)
    assert adopted.url == f"/uptake/?verdict={Verdict.ADOPTED}#each"
    assert parts.index(adopted) < next(at for at, part in enumerate(parts) if part.count == 1)
    assert len({part.words for part in parts}) == len(parts)
