"""What somebody is called, and whether words name them or somebody else.

People share names, and a name is often part of another: 李明 of 李明亮, Lin of Lin Xiaoxi. So what leads to an account by
its number is believed before any words; an address is a person's alone; a name stands for itself only where nothing that
could be part of it stands around it, and who is meant by it a person decides (:mod:`huiyin.desk.personal.traces`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from huiyin.desk.accounts.api import list_other_names
from huiyin.desk.audit.api import list_entries_on
from huiyin.desk.consultations.api.personal_rows import list_filed_votes, list_spoken_comments
from huiyin.desk.core.sealed_secrets import CannotUnseal, unseal_text
from huiyin.desk.core.search import fold_for_search
from huiyin.desk.registry.organisations import list_with_address

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: Writings without spaces between words: kana, Han.
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IN_UNSPACED = re.compile(f"[{_UNSPACED}]")
#: What can stand beside a letter of a name and belong to the same name.
_LETTER = rf"[^\W_{_UNSPACED}]"
#: What an address is cut out of: everything that no address can hold ends it. One of ASCII ends at the first letter of
#: any other writing, for Chinese is written up to it without a space.
_CHUNK = re.compile(r"[^\s<>()\[\]{},;:\"'“”‘’（）《》〈〉【】、，；：。|*`=?&!/·]+")
_ASCII_CHUNK = re.compile(r"[a-z0-9._%+@-]+")
_NOT_IN_DOMAIN = re.compile(r"[_%+]")
#: What shows nothing and parts words all the same: marks of format (category Cf), joiners, selectors of variants.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0001-\U000e007f\U000e0100-\U000e01ef]"
)
#: For looking in the database: rows that hold one of these may hold a name that no search for it finds there.
UNSEEN = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff")
#: Of files: behind the dot of one an address is over, behind any other it goes on.
_ENDING = r"(?:csv|tsv|xlsx?|docx?|txt|md|eml|msg|pdf|html?|json|xml|parquet|zip)(?![a-z0-9])"
#: Names of more words are not looked for in another order.
_MOST_PARTS = 5
#: Stands where a name or an address was taken out of somebody else's words.
GONE = "…"


def fold_name(words: str) -> str:
    """A name as it is compared: without regard to case, width, and spaces within Chinese."""
    parts = _UNSEEN.sub("", fold_for_search(words)).split()
    joined = parts[0] if parts else ""
    for part in parts[1:]:
        is_one = _IN_UNSPACED.match(joined[-1]) and _IN_UNSPACED.match(part)
        joined += part if is_one else f" {part}"
    return joined


def addresses_in(words: str) -> set[str]:
    """The addresses in ``words``, folded."""
    whole = _UNSEEN.sub("", fold_for_search(words))
    chunks = [chunk.strip(".!-_%+") for chunk in _ASCII_CHUNK.findall(whole)]
    chunks += [chunk.strip(".!?-_") for chunk in _CHUNK.findall(whole) if not chunk.isascii()]
    return {found for chunk in chunks if (found := _address_of(chunk))}


def _address_of(chunk: str) -> str:
    local, _, domain = chunk.partition("@")
    if chunk.isascii():
        domain = _NOT_IN_DOMAIN.split(domain)[0].strip(".-")
    return f"{local}@{domain}" if chunk.count("@") == 1 and local and domain else ""


@dataclass(frozen=True)
class PersonNames:
    """What somebody is called in words that stand elsewhere: names and addresses, folded, and the number of their account.

    ``others``: the names of all other accounts, folded. ``before``: only what is older is meant. ``shared``: those of
    the addresses that are not one person's, so that they do not say who is meant."""

    names: frozenset[str]
    addresses: frozenset[str]
    number: int | None = None
    others: frozenset[str] = frozenset()
    before: datetime | None = None
    shared: frozenset[str] = frozenset()

    @classmethod
    def of_person(cls, person: User) -> PersonNames:
        """Somebody with an account, also by the names that they had before."""
        names = {person.name, *_names_before(person)}
        return cls(
            frozenset(fold_name(name) for name in names if name.strip()),
            frozenset({fold_name(person.email)}),
            person.pk,
            frozenset(map(fold_name, list_other_names(person))),
            shared=find_shared({fold_name(person.email)}),
        )

    def also_called(self, words: str) -> PersonNames:
        """The same, with further spellings of their name, one a line or between commas."""
        written = {fold_name(one) for one in re.split(r"[\n,，;；、]", words)} - {""}
        return replace(self, names=self.names | written)

    @classmethod
    def of_words(cls, words: Iterable[str], before: datetime | None = None) -> PersonNames:
        """Somebody without an account, as the desk writes them."""
        written = [one for one in words if one.strip()]
        addresses = frozenset[str]().union(*map(addresses_in, written))
        return cls(
            frozenset(map(fold_name, written)),
            addresses,
            others=frozenset(map(fold_name, list_other_names())),
            before=before,
            shared=find_shared(addresses),
        )

    @property
    def unasked(self) -> PersonNames:
        """The same with those names alone that may be taken out of others' words without asking who is meant: no other
        account has them, and they are of more than one word, for one is part of many names."""
        telling = {name for name in self.names if " " in name or not name.isascii() or "@" in name}
        return replace(self, names=frozenset() if self.has_namesake else frozenset(telling))

    @classmethod
    def of_address(cls, email: str) -> PersonNames:
        """Whoever has an address, whatever they are called."""
        return cls(frozenset(), frozenset({fold_name(email)}))

    @property
    def addressed(self) -> PersonNames:
        """The same with addresses alone."""
        return replace(self, names=frozenset())

    def is_named(self, words: str) -> bool:
        """Whether ``words`` are a name or an address of theirs, and nothing besides."""
        whole = fold_name(words)
        return whole in self.names or whole in self.addresses

    @cached_property
    def has_namesake(self) -> bool:
        """Whether another account has one of their names: then a name alone says nothing of who is meant."""
        return not self.names.isdisjoint(self.others)

    def has_address(self, words: str) -> bool:
        """Whether an address of theirs stands in ``words``, and not as a part of another."""
        return self._addresses is not None and bool(self._addresses.search(_FoldedText(words).text))

    def has_name(self, words: str) -> bool:
        """Whether a name of theirs stands in ``words`` for itself. Who is meant by it is another question."""
        if fold_name(words) in self.names:
            return True
        text = _FoldedText(words).text
        return self._names is not None and any(True for _ in self._own(text))

    def may_be_in(self, words: str) -> bool:
        """Whether the characters of a name or an address stand in ``words``, be it within another: a person looks at it."""
        if self.may_name(words):
            return True
        whole = fold_name(words)
        return any(len(one) > 1 and one in whole for one in (*self.names, *self.addresses))

    def may_name(self, words: str) -> bool:
        """Whether ``words`` may mean them, so that somebody is asked: as :meth:`may_be_in`, but in writings that part
        words nothing that is only a part of one (Reed in “agreed”); its words may come in any order (“Li, Ming”)."""
        if self.has_address(words) or self.has_name(words):
            return True
        whole = fold_name(words)
        unparted = (one for one in self.names if len(one) > 1 and _IN_UNSPACED.search(one))
        return any(one in whole for one in unparted) or bool(
            self._turned and self._turned.search(whole)
        )

    def is_only_of(self, words: str) -> bool:
        """Whether an address of theirs stands in ``words`` that is nobody else's besides (``shared``)."""
        return replace(self, addresses=self.addresses - self.shared).has_address(words)

    def without(self, words: str, *, names: bool = True) -> str:
        """``words`` with an ellipsis for each address of theirs, and, with ``names``, for each name."""
        if names and fold_name(words) in self.names:
            return ""
        folded = _FoldedText(words)
        kept = folded.plain
        if self._addresses is not None:
            kept = folded.cut(one.span() for one in self._addresses.finditer(folded.text))
        if names and self._names is not None:
            left = _FoldedText(kept)
            kept = left.cut(self._own(left.text))
        return words if kept == folded.plain else kept

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
            rf"(?<![a-z0-9])(?<![a-z0-9][._%+-])(?:{every})(?![a-z0-9@])(?![_-][a-z0-9])(?!\.(?!{_ENDING})[a-z0-9])",
            re.IGNORECASE | re.ASCII,
        )

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        return _any_of(name for name in self.names if "@" not in name)

    @cached_property
    def _turned(self) -> re.Pattern[str] | None:
        """Names of words that are parted, from each of their words on: “Li, Ming” for Ming Li; one of a single word also
        where it is too short to be looked for."""
        every = set()
        for name in self.names:
            parts = [re.escape(part) for part in re.findall(r"[^\W_]+", name)]
            if _IN_UNSPACED.search(name) or not 1 <= len(parts) <= _MOST_PARTS or len(name) < 2:
                continue
            every |= {r"[\W_]{1,3}".join(parts[n:] + parts[:n]) for n in range(len(parts))}
        if not every:
            return None
        return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(sorted(every))})(?!{_LETTER})")

    @cached_property
    def _longer(self) -> re.Pattern[str] | None:
        """Names of others that hold one of theirs."""
        return _any_of(
            other
            for other in self.others
            if any(name in other and name != other for name in self.names)
        )


class _FoldedText:
    """Words as they are searched, and where each character of that stands in them: ß is compared as two."""

    def __init__(self, words: str) -> None:
        self.plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", words))
        self.text = self.plain.casefold()

    def cut(self, spans: Iterable[tuple[int, int]]) -> str:
        """``plain`` with an ellipsis for each span of ``text``; they come in order."""
        kept, at, places = [], 0, None
        for begin, end in spans:
            places = places or self._places()
            kept += [self.plain[at : places[begin]], GONE]
            at = places[end - 1] + 1
        return "".join((*kept, self.plain[at:]))

    def _places(self) -> Sequence[int]:
        if len(self.text) == len(self.plain):
            return range(len(self.plain))
        return [at for at, one in enumerate(self.plain) for _ in one.casefold()]


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


def find_shared(addresses: Iterable[str]) -> frozenset[str]:
    """Those of ``addresses`` that are not one person's: an organisation has it, or it stands beside several names."""
    asked = {address: PersonNames(frozenset(), frozenset({address})) for address in addresses}
    if not asked:
        return frozenset()
    held = set(map(fold_name, list_with_address().values_list("email", flat=True)))
    beside: dict[str, set[str]] = {address: set() for address in asked}
    for rows, column in (
        (list_spoken_comments(), "speaker"),
        (list_filed_votes(), "participant"),
    ):
        written = rows.filter(
            Q(**{f"{column}__contains": "@"}) | Q(**{f"{column}__contains": "＠"})
        )
        for words in set(written.values_list(column, flat=True)):
            for address in addresses_in(words) & asked.keys():
                rest = "".join(
                    one for one in fold_name(asked[address].without(words)) if one.isalnum()
                )
                beside[address] |= {rest} - {""}
    return frozenset(one for one, names in beside.items() if one in held or len(names) > 1)


def _names_before(person: User) -> set[str]:
    """What they were called when the record of acts wrote it down, and before they changed it themselves."""
    acts = list_entries_on("user", person.pk)
    found = set()
    for details in acts.values_list("details", flat=True):
        found.add(str(details.get("person") or ""))
        with suppress(CannotUnseal):  # of a desk with another key
            found.add(unseal_text(str(details.get("before") or ""), "erased"))
    return found - {""}
