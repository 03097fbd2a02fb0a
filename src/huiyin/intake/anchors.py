"""Find the provision that a comment is about: by its citation, or by the words it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from huiyin.law import Law, find_citations, look_up_reference
from huiyin.text import fold_text, main_language
from huiyin.text.numerals import CHINESE_DIGITS

#: A shorter folded quotation may occur in many places by chance.
_SHORTEST_QUOTE = 6


@dataclass(frozen=True, slots=True)
class Anchor:
    """``eid`` is empty if nothing was found. ``is_exact`` is false if the citation is deeper than the law.
    ``reference``: the words that decided. ``also``: what else they name.
    """

    eid: str
    reference: str
    is_exact: bool = True
    also: tuple[str, ...] = ()


#: A text counts as beginning with a citation if one occurs within this many characters.
_OPENING = 12
#: Signs that a citation is of another law: 《…》法第五条, "Article 5 of the Water Act".
_OTHER_LAW_BEFORE = re.compile(r"[》”\"]\s*$|[法例约章则]\s*$")
_OTHER_LAW_AFTER = re.compile(
    r"\s*+(?:\(\w{1,4}\)\s*+){0,3}of\s++the\s++(?!(?:draft|bill|act|law)\b)", re.I
)

#: A clause number alone, and a paragraph number: 2, 第2款, para 2, (b).
_CLAUSE = re.compile(rf"第?\s*(\d+(?:[-.]\d+)*[A-Za-z]?|[{CHINESE_DIGITS}]+)\s*[条條.]?")
_PARAGRAPH = re.compile(
    r"(?:paragraphs?|paras?\.?|pars?\.|point|item)?\s*+\(?+\s*+(\d{1,3}|[a-z])\s*+[).]?", re.I
)


def _list_readings(reference: str, paragraph: str) -> Iterator[str]:
    """Yield the possible meanings of two cells together, the deepest first; the last ignores the paragraph."""
    if not reference:
        return
    if paragraph:
        clause, below = _CLAUSE.fullmatch(reference), _PARAGRAPH.fullmatch(paragraph)
        if clause and any(level in paragraph for level in "款项項目"):
            yield f"第{clause[1]}条{paragraph}"
        if below:
            yield f"{clause[1] if clause else reference} ({below[1]})"
        yield f"{reference} {paragraph}"
    yield reference


@dataclass(frozen=True, slots=True)
class _LookedUp:
    """What a citation names in one law. ``names_other``: it only names another law."""

    anchor: Anchor | None
    names_other: bool = False


def _look_up(law: Law, reference: str) -> _LookedUp:
    cited = look_up_reference(law, reference)
    located = cited.located
    if located is None:
        return _LookedUp(None, cited.names_other)
    also = tuple(eid for eid in cited.eids if eid != located.eid)
    return _LookedUp(Anchor(located.eid, reference, located.exact and cited.is_whole, also))


#: How many distinct citations are cached, so that a file in which each is different does not fill memory.
_MOST_KEPT = 50_000
#: A text's first characters show the citation that it begins with; this many beginnings are cached.
_HEAD, _AFTER, _MOST_BEGUN = 200, 40, 10_000
_BEGIN = _HEAD + _AFTER


class Anchorer:
    """Finds provisions in one law. The language versions of a draft share their eIds, so a citation may be looked
    up in any of them, and a quotation is searched in all.
    """

    def __init__(self, laws: tuple[Law, ...]) -> None:
        self.laws = laws
        self.languages = tuple(dict.fromkeys(main_language(law.language) for law in laws))
        #: Cache per law of what cells name: many comments name the same article.
        self._looked_up: tuple[dict[str, _LookedUp], ...] = tuple({} for _ in laws)
        self._cited: dict[tuple[str, str], Anchor | None] = {}
        #: Cache of the citations at text beginnings: all texts of a campaign begin alike.
        self._begun: dict[str, Anchor] = {}

    def find_all(
        self,
        references: Iterable[str],
        quotes: Iterable[str],
        texts: Iterable[str],
        paragraphs: Iterable[str],
    ) -> list[Anchor]:
        """Do for many comments at once what :meth:`find` does for each."""
        cited = self._cited
        return [
            cited.get((reference, paragraph))
            or self.find(reference, quote, text, paragraph=paragraph)
            for reference, quote, text, paragraph in zip(
                references, quotes, texts, paragraphs, strict=True
            )
        ]

    def find(self, reference: str, quote: str, text: str, *, paragraph: str = "") -> Anchor:
        """Find a provision by the citation column, with the column beside it that names the paragraph.

        If that fails, use the quotation, then a citation inside the text.
        """
        cited = self._find_both(reference, paragraph) if reference or paragraph else None
        if cited is not None:
            return cited
        written = " ".join(part for part in (reference, paragraph) if part)
        eid = self.holder_of(quote) if quote else ""
        if eid:
            return Anchor(eid, written or quote)
        return Anchor("", written) if written else self._find_begun(text)

    def _find_begun(self, text: str) -> Anchor:
        """Find the citation that a text begins with; equal beginnings are looked up once."""
        head = text[:_BEGIN]
        if head in self._begun:
            return self._begun[head]
        found = self._find_named(head) or Anchor("", self._find_missing(head))
        if len(self._begun) < _MOST_BEGUN:
            self._begun[head] = found
        return found

    def _find_both(self, reference: str, paragraph: str) -> Anchor | None:
        """Find what the two cells name; equal cells are looked up once."""
        both = (reference, paragraph)
        if both in self._cited:
            return self._cited[both]
        cited = self._find_cited(reference.strip(), paragraph.strip())
        if cited is not None:
            written = " ".join(part for part in both if part)
            cited = replace(cited, reference=written)
        if len(self._cited) < _MOST_KEPT:
            self._cited[both] = cited
        return cited

    def _find_cited(self, reference: str, paragraph: str) -> Anchor | None:
        """Find what the cells name: the first reading and language that name a provision exactly, otherwise the
        first that names one at all.
        """
        above: Anchor | None = None
        for read_as in _list_readings(reference, paragraph):
            named = [self._look_up_once(at, read_as) for at in range(len(self.laws))]
            if any(one.names_other for one in named):
                continue  # a language version knows that this is not a title of this law
            anchors = [one.anchor for one in named if one.anchor is not None]
            exact = next((anchor for anchor in anchors if anchor.is_exact), None)
            if exact is not None:
                return exact
            above = above or next(iter(anchors), None)
        return above

    def _look_up_once(self, at: int, read_as: str) -> _LookedUp:
        looked_up = self._looked_up[at]
        if read_as in looked_up:
            return looked_up[read_as]
        named = _look_up(self.laws[at], read_as)
        if len(looked_up) < _MOST_KEPT:
            looked_up[read_as] = named
        return named

    def _find_named(self, text: str) -> Anchor | None:
        """Find what the beginning of a text cites; a number alone is not a citation."""
        head = text[:_HEAD]
        if head.strip().isdigit():
            return None
        cited = [look_up_reference(law, head) for law in self.laws]
        if any(one.names_other for one in cited):
            return None
        found = [one.located for one in cited if one.located is not None]
        located = next((one for one in found if one.exact), next(iter(found), None))
        return Anchor(located.eid, "", located.exact) if located is not None else None

    def _find_missing(self, text: str) -> str:
        """Return the provision that a text begins by citing but that none of the laws has.

        Empty if it cites none, or one of another law.
        """
        if not self.laws:
            return ""
        citation = next(iter(find_citations(text[:_HEAD])), None)
        if citation is None or citation.start > _OPENING:
            return ""
        before, after = text[: citation.start], text[citation.end : citation.end + _AFTER]
        if _OTHER_LAW_BEFORE.search(before) or _OTHER_LAW_AFTER.match(after):
            return ""
        if any(look_up_reference(law, text[:200]).names_other for law in self.laws):
            return ""
        return text[citation.start : citation.end]

    @cached_property
    def _folded(self) -> list[tuple[str, str]]:
        return [
            (p.eid, fold_text(p.text, traditional=True))
            for law in self.laws
            for p in law.walk()
            if p.text
        ]

    def holder_of(self, quote: str) -> str:
        """Return the only provision whose own text contains ``quote``; empty if there are none or several."""
        wanted = fold_text(quote, traditional=True)
        if len(wanted) < _SHORTEST_QUOTE:
            return ""
        holders = {eid for eid, text in self._folded if wanted in text}
        return holders.pop() if len(holders) == 1 else ""
