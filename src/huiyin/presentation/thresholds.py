"""When a map is called firm, fair or shaky, and when a difference is told."""

#: Mean adjusted Rand index of resampled groupings below which a map is called shaky, and from which firm.
SHAKY, FIRM = 0.4, 0.7


#: Partings are told whose adjusted p is below this.
SURE = 0.05


def how_sure(stability: float) -> str:
    """``firm``, ``fair`` or ``shaky``: the end of the sentence's key (``run.opinion.<…>``)."""
    return "firm" if stability >= FIRM else "fair" if stability >= SHAKY else "shaky"
