"""What must hold for every law, however it was read."""

from __future__ import annotations

from huiyin.law import Law


def assert_nothing_is_lost(law: Law) -> None:
    """Every character of the source but white space lies in exactly one node, and no node's words
    were altered: they are its span's, in order."""
    covered = bytearray(len(law.source))
    spans = [p.span for p in law.walk()] + [f.span for f in law.furniture]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(law.source)
        for at in range(span.start, span.end):
            covered[at] += 1
    wrong = [at for at, c in enumerate(law.source) if not c.isspace() and covered[at] != 1]
    assert not wrong, [(at, covered[at], law.source[max(0, at - 10) : at + 10]) for at in wrong[:3]]
    for provision in law.walk():
        own = law.source[provision.span.start : provision.span.end]
        orders = (  # some makers print the heading above the number
            provision.num + provision.heading + provision.text,
            provision.heading + provision.num + provision.text,
        )
        assert any(is_subsequence("".join(words.split()), own) for words in orders), provision


def is_subsequence(words: str, text: str) -> bool:
    rest = iter(text)
    return all(character in rest for character in words)


def assert_sound(law: Law) -> None:
    """Lossless, in reading order, and every eId names one provision."""
    assert_nothing_is_lost(law)
    starts = [p.span.start for p in law.walk()]
    assert starts == sorted(starts)
    eids = [p.eid for p in law.walk()]
    assert len(eids) == len(set(eids))
