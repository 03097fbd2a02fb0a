"""What somebody is called, and whether words name them or somebody else.

People share names, and a name is often part of another: 李明 of 李明亮, Lin of Lin Xiaoxi. So what leads to an account by
its number is believed before any words; an address is a person's alone; a name stands for itself only where nothing that
could be part of it stands around it, and who is meant by it a person decides (:mod:`huiyin.desk.personal.traces`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from huiyin.desk.accounts.models import Act, User
from huiyin.desk.frame.search import fold

#: Writings without spaces between words: kana, Han.
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IN_UNSPACED = re.compile(f"[{_UNSPACED}]")
#: What can stand beside a letter of a name and belong to the same name.
_LETTER = rf"[^\W_{_UNSPACED}]"
#: What an address is cut out of: everything that no address can hold ends it.
_CHUNK = re.compile(r"[^\s<>()\[\]{},;:\"'“”‘’（）《》〈〉【】、，；：。|]+")
#: Of files: behind the dot of one an address is over, behind any other it goes on.
_ENDING = r"(?:csv|tsv|xlsx?|docx?|txt|md|eml|msg|pdf|html?|json|xml|parquet|zip)(?![a-z0-9])"
#: Stands where a name or an address was taken out of somebody else's words.
GONE = "…"


def folded(words: str) -> str:
    """A name as it is compared: without regard to case, width, and spaces within Chinese."""
    parts = fold(words).split()
    joined = parts[0] if parts else ""
    for part in parts[1:]:
        is_one = _IN_UNSPACED.match(joined[-1]) and _IN_UNSPACED.match(part)
        joined += part if is_one else f" {part}"
    return joined


def addresses_in(words: str) -> set[str]:
    """The addresses in ``words``, folded."""
    chunks = (chunk.strip(".!?-_") for chunk in _CHUNK.findall(fold(words)))
    return {chunk for chunk in chunks if chunk.count("@") == 1 and all(chunk.partition("@")[::2])}


@dataclass(frozen=True)
class Named:
    """What somebody is called in words that stand elsewhere: names and addresses, folded, and the number of their account.

    ``others``: the names of all other accounts, folded. ``before``: only what is older is meant."""

    names: frozenset[str]
    addresses: frozenset[str]
    number: int | None = None
    others: frozenset[str] = frozenset()
    before: datetime | None = None

    @classmethod
    def of_person(cls, person: User) -> Named:
        """Somebody with an account, also by the names that they had before."""
        others = User.objects.exclude(pk=person.pk).exclude(name="").values_list("name", flat=True)
        names = {person.name, *_names_before(person)}
        return cls(
            frozenset(folded(name) for name in names if name.strip()),
            frozenset({folded(person.email)}),
            person.pk,
            frozenset(map(folded, others)),
        )

    @classmethod
    def of_words(cls, words: Iterable[str], before: datetime | None = None) -> Named:
        """Somebody without an account, as the desk writes them."""
        written = [one for one in words if one.strip()]
        others = User.objects.exclude(name="").values_list("name", flat=True)
        return cls(
            frozenset(map(folded, written)),
            frozenset().union(*map(addresses_in, written)),
            others=frozenset(map(folded, others)),
            before=before,
        )

    @property
    def unasked(self) -> Named:
        """The same with those names alone that may be taken out of others' words without asking who is meant: no other
        account has them, and they are of more than one word, for one is part of many names."""
        telling = {name for name in self.names if " " in name or not name.isascii() or "@" in name}
        return replace(self, names=frozenset() if self.has_namesake else frozenset(telling))

    @classmethod
    def of_address(cls, email: str) -> Named:
        """Whoever has an address, whatever they are called."""
        return cls(frozenset(), frozenset({folded(email)}))

    @property
    def addressed(self) -> Named:
        """The same with addresses alone."""
        return replace(self, names=frozenset())

    def is_named(self, words: str) -> bool:
        """Whether ``words`` are a name or an address of theirs, and nothing besides."""
        whole = folded(words)
        return whole in self.names or whole in self.addresses

    @cached_property
    def has_namesake(self) -> bool:
        """Whether another account has one of their names: then a name alone says nothing of who is meant."""
        return not self.names.isdisjoint(self.others)

    def has_address(self, words: str) -> bool:
        """Whether an address of theirs stands in ``words``, and not as a part of another."""
        return self._addresses is not None and bool(self._addresses.search(_plain(words)))

    def has_name(self, words: str) -> bool:
        """Whether a name of theirs stands in ``words`` for itself. Who is meant by it is another question."""
        if folded(words) in self.names:
            return True
        plain = _plain(words)
        return self._names is not None and any(True for _ in self._own(plain))

    def may_be_in(self, words: str) -> bool:
        """Whether the characters of a name or an address stand in ``words``, be it within another: a person looks at it."""
        if self.has_address(words) or self.has_name(words):
            return True
        whole = folded(words)
        return any(len(one) > 1 and one in whole for one in (*self.names, *self.addresses))

    def without(self, words: str, *, names: bool = True) -> str:
        """``words`` with an ellipsis for each address of theirs, and, with ``names``, for each name."""
        if names and folded(words) in self.names:
            return ""
        plain = kept = _plain(words)
        if self._addresses is not None:
            kept = self._addresses.sub(GONE, kept)
        if names and self._names is not None:
            kept = _cut(kept, self._own(kept))
        return words if kept == plain else kept

    def _own(self, plain: str) -> Iterable[tuple[int, int]]:
        """Where a name of theirs stands that is no part of the longer name of another account."""
        assert self._names is not None
        longer = iter(self._longer.finditer(plain) if self._longer else ())
        first = last = -1
        for found in self._names.finditer(plain):
            begin, end = found.span()
            while last < end and (other := next(longer, None)) is not None:
                first, last = other.span()
            if not first <= begin < end <= last:
                yield begin, end

    @cached_property
    def _addresses(self) -> re.Pattern[str] | None:
        if not self.addresses:
            return None
        every = "|".join(map(re.escape, sorted(self.addresses, key=len, reverse=True)))
        return re.compile(
            rf"(?<![a-z0-9._%+-])(?:{every})(?![a-z0-9@_-])(?!\.(?!{_ENDING})[a-z0-9])",
            re.IGNORECASE | re.ASCII,
        )

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        return _any_of(name for name in self.names if "@" not in name)

    @cached_property
    def _longer(self) -> re.Pattern[str] | None:
        """Names of others that hold one of theirs."""
        return _any_of(
            other
            for other in self.others
            if any(name in other and name != other for name in self.names)
        )


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words)


def _cut(plain: str, spans: Iterable[tuple[int, int]]) -> str:
    """``plain`` with an ellipsis for each span; they come in order."""
    kept, at = [], 0
    for begin, end in spans:
        kept += [plain[at:begin], GONE]
        at = end
    return "".join((*kept, plain[at:]))


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds each of ``names`` that is long enough to be looked for, where it stands for itself."""
    wanted = [name for name in names if len(name) > (3 if name.isascii() else 1)]
    if not wanted:
        return None
    every = "|".join(map(_pattern_of, sorted(wanted, key=len, reverse=True)))
    return re.compile(every, re.IGNORECASE)


def _pattern_of(name: str) -> str:
    """Spaces are as they come; what stands before and behind is of no name. Chinese has no spaces between words, so there
    it is any Chinese character that may be of the name."""

    def alone(letter: str, *, is_first: bool) -> str:
        if _IN_UNSPACED.match(letter):
            beside = f"[{_UNSPACED}·]"
            return f"(?<!{beside})" if is_first else f"(?!{beside})"
        if is_first:
            return rf"(?<!{_LETTER})(?<!{_LETTER}['’.-])"
        # Behind an apostrophe may stand a genitive, or the rest of a name.
        return rf"(?!{_LETTER})(?!-{_LETTER})(?!['’](?!s(?!{_LETTER})){_LETTER})"

    letters: list[str] = []
    for before, letter in zip(" " + name, name, strict=False):
        if letter == " ":
            letters.append(r"\s{1,3}")
            continue
        if _IN_UNSPACED.match(letter) and _IN_UNSPACED.match(before):
            letters.append(r"\s{0,2}")
        letters.append(re.escape(letter))
    first, last = alone(name[0], is_first=True), alone(name[-1], is_first=False)
    return first + "".join(letters) + last


def _names_before(person: User) -> set[str]:
    """What they were called when the record of acts wrote it down."""
    acts = Act.objects.filter(thing="user", thing_id=str(person.pk))
    return {
        details["person"]
        for details in acts.values_list("details", flat=True)
        if details.get("person")
    }
