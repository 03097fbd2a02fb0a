"""Two people change the same thing: a form remembers what it showed, and nothing that came since is overwritten unseen.

A form carries the :func:`version_of` what it showed, in a hidden field (``core/part_version.html``). The function
that saves locks the row, and before it writes calls :func:`check` with that version, what is stored now and what is to
be stored. Where somebody was faster it raises :class:`Changed`, and the view answers with :func:`show_both`: what is
stored now beside what was typed, with the differences marked, and the form to go on from there.

What to hand over as ``seen``: from a page ``ButtonForm(request.POST).seen``; nothing (None) where no page was read,
as when a table is taken in. A form without a version, as of a page that stood open while the desk was upgraded, may
write where nothing is stored yet and repeat what is stored; anything else is shown beside what is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from huiyin.law.compare import WordChange, WordOp, diff_words

#: The name of the hidden field.
NAME = "version"
#: Longer stretches that differ are shown as one change: to find the words takes memory by their square.
_COMPARED = 10_000


def digest_version(values: Mapping[str, Any]) -> str:
    """A digest of each field, in the order of their names; empty where there is nothing."""
    return "-".join(_digest_value(name, values[name]) for name in sorted(values))


def _digest_value(name: str, value: Any) -> str:
    said = "\0".join((name, *_to_plain(value)))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _to_plain(value: Any) -> tuple[str, ...]:
    """A value as a form gives it: texts without the space around them, several values in one order."""
    if value is None:
        return ()
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").strip()
        return (text,) if text else ()
    if isinstance(value, Iterable):
        return tuple(sorted(str(one) for one in value))
    return (str(value),)


def find_version(request: HttpRequest, shown: Mapping[str, Any]) -> str:
    """The version for a form that is shown: the one that it carried where it is shown again, or that of what it shows."""
    return str(request.POST.get(NAME, digest_version(shown)))


class EditConflict(Exception):
    """Somebody else changed what is being saved, after the form had shown it. ``stored`` and ``typed``: field →
    value, now and as given; ``seen``: the version that the form carried; ``version``: that of what is stored."""

    def __init__(
        self, stored: Mapping[str, Any], typed: Mapping[str, Any], seen: str, *, version: str = ""
    ) -> None:
        super().__init__(", ".join(sorted(typed)))
        self.stored = {name: _to_plain(stored.get(name)) for name in typed}
        self.typed = {name: _to_plain(value) for name, value in typed.items()}
        self.seen = seen
        self.version = version or digest_version(stored)

    def merged(self, name: str) -> tuple[str, ...]:
        """What to go on with in a field: where one side alone changed it, that side; else what was typed."""
        seen = dict(zip(sorted(self.typed), self.seen.split("-"), strict=False))
        is_untouched = seen.get(name) == _digest_value(name, self.typed[name])
        return (self.stored if is_untouched else self.typed)[name]


def check_unchanged(seen: str | None, stored: Mapping[str, Any], typed: Mapping[str, Any]) -> None:
    """Raise :class:`Changed` where ``typed`` would overwrite something that the form did not show.

    Call it when the row is locked, with ``stored`` as the row now has it. The same form sent twice is no conflict.
    """
    now = digest_version(stored)
    if seen is None or now in (seen, digest_version(typed)):
        return
    if not seen and not any(_to_plain(value) for value in stored.values()):
        return
    raise EditConflict(stored, typed, seen)


class LastChange(TypedDict, total=False):
    """Who changed something last, and when; nothing where that is not known. What :func:`show_both` takes."""

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ConflictField:
    """A field of a form, as the page of both texts shows it.

    ``choices``: value → words, where one is chosen or, with ``is_several``, some; otherwise it is a text, of one line
    where ``is_line``. ``language`` is that of the text, where it may differ from the page's.
    """

    name: str
    label: str
    choices: Mapping[str, str] = field(default_factory=dict)
    is_several: bool = False
    is_line: bool = False
    language: str = ""


def show_both(
    request: HttpRequest,
    changed: EditConflict,
    fields: Sequence[ConflictField],
    *,
    back: str,
    who: str = "",
    at: datetime | None = None,
) -> HttpResponse:
    """The page (status 409) that shows what is stored beside what was typed.

    ``back`` is where what is stored can be seen; ``who`` changed it and when, where that is known. What else the form
    carried goes with it, so whatever is chosen there comes back as the form would have brought it.
    """
    named = {one.name for one in fields}
    others = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in named | {NAME, "csrfmiddlewaretoken"}
        for value in values
    ]
    context = {
        "both": [_describe_field(changed, one) for one in fields if _is_changed(changed, one)],
        "same": others + [(f.name, v) for f in fields if not _is_changed(changed, f) for v in changed.typed[f.name]],
        "mine": others + [(f.name, v) for f in fields for v in changed.typed[f.name]],
        "version": changed.version,
        "who": who,
        "at": at,
        "back": back,
        "address": request.get_full_path(),
    }  # fmt: skip
    return render(request, "core/both.html", context, status=409)


def _is_changed(changed: EditConflict, one: ConflictField) -> bool:
    return changed.stored[one.name] != changed.typed[one.name]


def _describe_field(changed: EditConflict, one: ConflictField) -> dict[str, Any]:
    stored, typed = changed.stored[one.name], changed.typed[one.name]
    merged = changed.merged(one.name)
    if one.choices:
        words = dict.fromkeys((*stored, *typed), "")
        # What both have stays marked; what one has is offered.
        options = [(value, one.choices.get(value, value), value in merged) for value in words]
        if not one.is_several and not (stored and typed):
            options.append(("", one.choices.get("", "—"), not merged))
        old, new = (_name_values(one, values) for values in (stored, typed))
    else:
        options = []
        old, new = ("".join(values) for values in (stored, typed))
    pieces = compare_words(old, new)
    return {
        "field": one,
        "stored": [piece for piece in pieces if piece.op is not WordOp.INSERT],
        "typed": [piece for piece in pieces if piece.op is not WordOp.DELETE],
        "merged": "".join(merged),
        "options": options,
    }


def _name_values(one: ConflictField, values: Iterable[str]) -> str:
    return "\n".join(one.choices.get(value, value) for value in values) or one.choices.get("", "")


def compare_words(old: str, new: str) -> list[WordChange]:
    """What differs between two texts, word by word; a long stretch that differs is one change."""
    if max(len(old), len(new)) <= _COMPARED:
        return list(diff_words(old, new))
    start = _count_shared(old, new)
    end = _count_shared(old[start:][::-1], new[start:][::-1])
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(before), len(after)) <= _COMPARED:
        changes = list(diff_words(before, after))
    else:
        changes = [
            *_to_word_changes(WordOp.DELETE, before),
            *_to_word_changes(WordOp.INSERT, after),
        ]
    return [
        *_to_word_changes(WordOp.EQUAL, old[:start]),
        *changes,
        *_to_word_changes(WordOp.EQUAL, old[len(old) - end :]),
    ]


def _count_shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _to_word_changes(op: WordOp, text: str) -> list[WordChange]:
    return [WordChange(op, text)] if text else []
