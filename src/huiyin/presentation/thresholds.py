"""From when a map counts as firm, fair or shaky, and when a difference is reported."""

#: Mean adjusted Rand index of resampled groupings: below the first a map is shaky, from the second on it is firm.
SHAKY, FIRM = 0.4, 0.7


#: Differences are reported if their adjusted p is below this.
SURE = 0.05


def how_sure(stability: float) -> str:
    """Return ``firm``, ``fair`` or ``shaky``: the end of the sentence's key (``run.opinion.<…>``)."""
    return "firm" if stability >= FIRM else "fair" if stability >= SHAKY else "shaky"
