"""Consequences when comments are no longer public: their groups are updated in the same transaction.

A withdrawn comment may represent its group, have given it its name, or be a statement word for word. Whatever
withdraws comments calls :func:`take_out` within its transaction; the grouping job started here then regroups
the rest.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.models import (
    Comment,
    Consultation,
    Group,
    OpinionResult,
    Statement,
)
from huiyin.desk.core.registration import Registry
from huiyin.desk.jobs import api as jobs

_BATCH = 500
#: What apps above do when texts are withdrawn.
AFTERWARDS: Registry[Callable[[Consultation], None]] = Registry(
    "consultations.api.withdrawal.AFTERWARDS"
)
#: A passage of this many letters counts as copied from a comment; shorter ones may be coincidence.
_PASSAGE = 12


def lock_groups(consultation: Consultation) -> None:
    """Wait for other changes of the consultation's groups. Call it before locking comments, so that locks are
    always taken in the same order.
    """
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)


def take_out(consultation: Consultation, gone: Sequence[Comment]) -> None:
    """Remove ``gone``, comments that are no longer public, from groups, and with them what was made of their
    texts.

    Call it after the comments are saved, with :func:`lock_groups` held.
    """
    if not gone:
        return
    groups = {comment.group_id for comment in gone if comment.group_id}
    for comment in gone:
        if not comment.is_sent:
            comment.group_id, comment.relation = None, ""
    Comment.objects.bulk_update(gone, ("group", "relation"), batch_size=_BATCH)
    found = Group.objects.select_for_update().filter(pk__in=groups).order_by("pk")
    for group in found:
        describe_group(group, list(group.comments.sent().order_by("pk")))
        group.save(update_fields=DESCRIBED)
    take_back_words(consultation, groups, [comment.words for comment in gone])
    jobs.start_job(consultation, "group", None)


def take_back_words(
    consultation: Consultation, groups: Collection[int], words: Collection[str]
) -> None:
    """Remove ``words``, which comments of ``groups`` no longer contain, from names, statements and exports on
    offer. Requires :func:`lock_groups`.
    """
    said = [fold_to_alphanumerics(one) for one in words]
    _take_back_names(consultation, groups, said)
    _take_back_statements(consultation, said, _said_in(groups))
    for do in AFTERWARDS:
        do(consultation)


#: The fields that :func:`describe_group` sets.
DESCRIBED = (
    "representative", "key", "eid", "size", "private", "organisations", "languages",
)  # fmt: skip


def describe_group(group: Group, members: Sequence[Comment], chosen: str = "") -> None:
    """Update a group's columns from its ``members``, all sent; without any it is empty.

    ``chosen``: the public id of the preferred representative, if it may be shown: the public representative
    must be a public comment. Otherwise the current one is kept, otherwise the first is taken.
    """
    public = [member for member in members if not member.is_private]
    shown = public or list(members)
    speaker = (
        next((member for member in shown if str(member.public_id) == chosen), None)
        or next((member for member in shown if member.pk == group.representative_id), None)
        or next(iter(shown), None)
    )
    group.representative_id = speaker.pk if speaker else None
    group.key = str(speaker.public_id) if speaker else f"empty-{group.pk}"
    group.eid = _find_most_common([member.eid for member in shown])
    group.size = len(public)
    group.private = len(members) - len(public)
    group.organisations = len({m.organisation_id or m.speaker for m in public} - {""})
    group.languages = " ".join(sorted({m.language for m in shown if m.language}))


def _find_most_common(values: Sequence[str]) -> str:
    """The most frequent value, the first of several."""
    return max(dict.fromkeys(values), key=values.count, default="")


def _take_back_names(
    consultation: Consultation, touched: Collection[int], gone: Collection[str]
) -> None:
    """Remove names that a person copied from a withdrawn comment, unless somebody else in the group said the
    same. The comment may have left the group since, so longer names of other groups are checked too.
    """
    named = Group.objects.filter(consultation=consultation).exclude(name_zh="", name_en="")
    for group in named.select_for_update().order_by("pk"):
        taken = [
            field
            for field in ("name_zh", "name_en")
            if _is_name_gone(fold_to_alphanumerics(getattr(group, field)), group, touched, gone)
        ]
        for field in taken:
            setattr(group, field, "")
        if taken:
            group.save(update_fields=taken)


def _is_name_gone(name: str, group: Group, touched: Collection[int], gone: Collection[str]) -> bool:
    is_from = _is_in(name, gone) if group.pk in touched else is_taken(name, gone, ())
    return bool(name) and is_from and not _is_in(name, _said_in({group.pk}))


def _take_back_statements(
    consultation: Consultation, gone: Collection[str], others: Collection[str]
) -> None:
    """Withhold statements that equal a withdrawn comment or a passage of it, and no public comment, and remove
    their wording until the team finds another. Votes stay.
    """
    is_any = False
    for statement in Statement.objects.select_for_update().filter(consultation=consultation):
        taken = [
            name
            for name in ("text_zh", "text_en")
            if is_taken(getattr(statement, name), gone, others)
        ]
        if not taken:
            continue
        for name in taken:
            setattr(statement, name, "")
        statement.is_unworded = statement.is_moderated_out = is_any = True
        statement.save(update_fields=("text_zh", "text_en", "is_unworded", "is_moderated_out"))
        record_audit_entry(None, "statement.unword", statement)
    if is_any:
        # The charts contain the words; the next map is drawn without them. The figures stay.
        OpinionResult.objects.filter(consultation=consultation).update(charts={})
        jobs.start_job(consultation, "map", None)


def is_withdrawn(consultation: Consultation, text: str) -> bool:
    """Whether ``text`` comes from a withdrawn comment and from no public one: a form opened earlier would bring
    it back. Requires :func:`lock_groups`.
    """
    there = Comment.objects.filter(consultation=consultation).only("text", "wording", "earlier")
    gone = [fold_to_alphanumerics(c.words) for c in there.filter(state=Comment.State.WITHDRAWN)]
    gone += [
        fold_to_alphanumerics(words) for c in there.exclude(earlier="") for words in c.earlier_words
    ]
    return is_taken(text, gone, ()) and is_taken(
        text, gone, [fold_to_alphanumerics(c.words) for c in there.public()]
    )


def is_taken(text: str, gone: Collection[str], others: Collection[str]) -> bool:
    """Whether ``text`` comes from ``gone`` and not from ``others``; both folded by :func:`fold_to_alphanumerics`."""
    text = fold_to_alphanumerics(text)
    if not text or _is_in(text, others):
        return False
    return text in gone or (len(text) >= _PASSAGE and _is_in(text, gone))


def _said_in(groups: Collection[int | None]) -> list[str]:
    return [
        fold_to_alphanumerics(comment.words)
        for comment in Comment.objects.public().filter(group__in=groups)
    ]


def _is_in(text: str, said: Iterable[str]) -> bool:
    return any(text in words for words in said)


def fold_to_alphanumerics(text: str) -> str:
    """The letters and digits of a text: what stays the same when it is copied, trimmed and tidied."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
