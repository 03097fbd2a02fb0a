"""Drafts whose file tries to act through what it calls its units."""

from __future__ import annotations

import json
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

#: What an officer's file called an article, and so invited an accomplice into the secretariat.
INVITES = (
    'art_1" hx-post=/people/ hx-trigger=load hx-vals=\'{"email":"mallory@example.net","role":"secretariat",'
    '"language":"en"}\' data-x="'
)


def akoma_ntoso(eids: Sequence[str], words: str = "任何单位都有保护湿地的义务。") -> bytes:
    """A draft whose articles have these eIds."""
    articles = "".join(
        f"<article eId={quoteattr(eid)}><num>第{n}条</num><content><p>{escape(words)}</p></content></article>"
        for n, eid in enumerate(eids, 1)
    )
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><body>'
        f"{articles}</body></act></akomaNtoso>"
    ).encode()


def law_json(eids: Sequence[str], words: str = "任何单位都有保护湿地的义务。") -> bytes:
    """The same as JSON."""
    rows = [{"eid": e, "num": f"第{n}条", "text": words} for n, e in enumerate(eids, 1)]
    return json.dumps({"title": "湿地保护法", "provisions": rows}).encode()
