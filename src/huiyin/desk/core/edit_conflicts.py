"""Detect that two people edit the same thing, so that neither overwrites the other's change unseen.

A form carries the :func:`digest_version` of what it showed, in a hidden field (``core/part_version.html``). The
function that saves locks the row and, before it writes, calls :func:`check_unchanged` with that version, the
stored values and the new ones. If somebody else was faster it raises :class:`EditConflict`, and the view
answers with :func:`show_both`: the stored values beside the typed ones, differences marked, in a form to
continue from.

Pass as ``seen``: ``ButtonForm(request.POST).seen`` from a page; None if no page was shown, as in an import. A
form without a version (for example from a page that was open during an upgrade) may fill in what is still empty
and repeat what is stored; anything else is shown as a conflict.
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
#: Longer differing stretches (in characters) are shown as a single change: comparing them word by
#: word takes memory proportional to the square of their length.
_COMPARED = 10_000


def digest_version(values: Mapping[str, Any]) -> str:
    """The version of some values: one digest per field, in the order of their names, joined by hyphens. Empty
    if there are no fields.
    """
    return "-".join(_digest_value(name, values[name]) for name in sorted(values))


def _digest_value(name: str, value: Any) -> str:
    said = "\0".join((name, *_to_plain(value)))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _to_plain(value: Any) -> tuple[str, ...]:
    """A value as a form would submit it, so that stored and typed values compare equal: line ends as LF,
    surrounding white space removed, several values sorted.
    """
    if value is None:
        return ()
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").strip()
        return (text,) if text else ()
    if isinstance(value, Iterable):
        return tuple(sorted(str(one) for one in value))
    return (str(value),)


def find_version(request: HttpRequest, shown: Mapping[str, Any]) -> str:
    """The version for a form: the one it was submitted with if it is shown again, otherwise that of ``shown``."""
    return str(request.POST.get(NAME, digest_version(shown)))


class EditConflict(Exception):
    """Somebody else changed what is being saved after the form was shown.

    ``stored`` and ``typed``: field → value, now and as submitted. ``seen``: the version that the form carried;
    ``version``: that of the stored values.
    """

    def __init__(
        self, stored: Mapping[str, Any], typed: Mapping[str, Any], seen: str, *, version: str = ""
    ) -> None:
        super().__init__(", ".join(sorted(typed)))
        self.stored = {name: _to_plain(stored.get(name)) for name in typed}
        self.typed = {name: _to_plain(value) for name, value in typed.items()}
        self.seen = seen
        self.version = version or digest_version(stored)

    def merged(self, name: str) -> tuple[str, ...]:
        """The value to continue with in a field: if only the other person changed it, theirs; otherwise the
        typed one.
        """
        seen = dict(zip(sorted(self.typed), self.seen.split("-"), strict=False))
        is_untouched = seen.get(name) == _digest_value(name, self.typed[name])
        return (self.stored if is_untouched else self.typed)[name]


def check_unchanged(seen: str | None, stored: Mapping[str, Any], typed: Mapping[str, Any]) -> None:
    """Raise :class:`EditConflict` if ``typed`` would overwrite a change that the form did not show.

    Call it with the row locked and ``stored`` read after locking. The same form submitted twice is no conflict.
    """
    now = digest_version(stored)
    if seen is None or now in (seen, digest_version(typed)):
        return
    if not seen and not any(_to_plain(value) for value in stored.values()):
        return
    raise EditConflict(stored, typed, seen)


class LastChange(TypedDict, total=False):
    """Who made the last change and when, as keyword arguments of :func:`show_both`. Keys are absent if unknown."""

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ConflictField:
    """A field of a form as the page with both versions shows it.

    ``choices``: value → label, for a field with options; with ``is_several`` more than one may be chosen.
    Without choices the field is a text, of one line if ``is_line``. ``language`` is the language of the text if
    it may differ from the page's.
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
    """The page (status 409) that shows the stored values beside the typed ones.

    ``back``: the address where the stored version can be seen. ``who`` and ``at``: the author and time of the
    change, if known. All other values of the form are included as hidden fields, so that the next submission is
    complete.
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
    """The word-by-word difference between two texts. A differing stretch over :data:`_COMPARED` characters is
    one deletion and one insertion.
    """
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
    """The length of the common beginning of two texts."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _to_word_changes(op: WordOp, text: str) -> list[WordChange]:
    return [WordChange(op, text)] if text else []
