"""Find the provision a comment is about: by its citation, by the words it quotes, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from huiyin.law import Law, locate
from huiyin.text import fold

#: A folded quotation shorter than this may stand in many places by chance.
_SHORTEST_QUOTE = 6


@dataclass(frozen=True, slots=True)
class Anchor:
    """``eid`` is empty where nothing was found; ``is_exact`` false where the citation went deeper than
    the law does; ``reference`` the words that decided."""

    eid: str
    reference: str
    is_exact: bool = True


class Anchorer:
    """Looks provisions up in one law; several languages of one draft share their eIds, so a citation
    may be looked up in any and a quotation is looked for in all."""

    def __init__(self, laws: tuple[Law, ...]) -> None:
        self.laws = laws

    def find(self, reference: str, quote: str, text: str) -> Anchor:
        """By the citation column, then the quotation, then a citation inside the text."""
        for written in (reference, ""):
            if not written:
                continue
            for law in self.laws:
                located = locate(law, written)
                if located is not None:
                    return Anchor(located.eid, written, located.exact)
        if quote:
            eid = self.holder_of(quote)
            if eid:
                return Anchor(eid, reference or quote)
        if not reference:
            head = text[:200]
            for law in self.laws:
                located = locate(law, head) if not head.strip().isdigit() else None
                if located is not None:
                    return Anchor(located.eid, "", located.exact)
        return Anchor("", reference)

    @cached_property
    def _folded(self) -> list[tuple[str, str]]:
        return [
            (p.eid, fold(p.text, traditional=True))
            for law in self.laws
            for p in law.walk()
            if p.text
        ]

    def holder_of(self, quote: str) -> str:
        """The one provision whose own words hold ``quote``; empty where none or several do."""
        wanted = fold(quote, traditional=True)
        if len(wanted) < _SHORTEST_QUOTE:
            return ""
        holders = {eid for eid, text in self._folded if wanted in text}
        return holders.pop() if len(holders) == 1 else ""
