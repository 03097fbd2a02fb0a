"""What follows when comments are public no more: their groups do without them, in the same transaction.

A comment that was withdrawn may stand for its group, lend it its name, and be a statement word for word. Whatever takes
comments back calls :func:`take_out` in the transaction in which it does; the grouping job that this starts then folds
what is left anew.
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
#: What else is done when words are taken back, by apps above this one.
AFTERWARDS: Registry[Callable[[Consultation], None]] = Registry(
    "consultations.api.withdrawal.AFTERWARDS"
)
#: So many letters in a row are taken from a comment, fewer are anybody's.
_PASSAGE = 12


def lock_groups(consultation: Consultation) -> None:
    """Wait for others who take comments out of groups, or put them in; to be called before comments are locked."""
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)


def take_out(consultation: Consultation, gone: Sequence[Comment]) -> None:
    """Let ``gone``, which are public no more, stand for nothing: groups lose them, and what was made of their words.

    Call it after the comments were saved, in a transaction that :func:`hold` began.
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
    """Let ``words``, which comments of ``groups`` say no more, stand for nothing: neither as a name nor as a statement,
    nor in a file that is still offered. In a transaction that :func:`hold` began."""
    said = [fold_to_alphanumerics(one) for one in words]
    _take_back_names(consultation, groups, said)
    _take_back_statements(consultation, said, _said_in(groups))
    for do in AFTERWARDS:
        do(consultation)


#: What :func:`describe` sets.
DESCRIBED = (
    "representative", "key", "eid", "size", "private", "organisations", "languages",
)  # fmt: skip


def describe_group(group: Group, members: Sequence[Comment], chosen: str = "") -> None:
    """Let ``group`` say of itself what ``members``, all that were sent, make of it; without any it is empty.

    ``chosen``: the public id of the one that stands for it, where it may: what stands for a group in public was said
    in public. Else the one that does, else the first.
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
    """What is there most often, the first of several."""
    return max(dict.fromkeys(values), key=values.count, default="")


def _take_back_names(
    consultation: Consultation, touched: Collection[int], gone: Collection[str]
) -> None:
    """A name that a person took from a comment goes with the comment, where nobody else in the group said it. A comment
    may have left the group that it gave a name: of other groups a longer name is looked at too."""
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
    """A statement that is a withdrawn comment word for word, or a passage of it, and of no public comment beside it, is
    withheld without its words, until the team finds others. Its votes stay."""
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
        # Its charts hold the words; the next map is drawn without them. Its numbers stay, and what they leave hidden.
        OpinionResult.objects.filter(consultation=consultation).update(charts={})
        jobs.start_job(consultation, "map", None)


def is_withdrawn(consultation: Consultation, text: str) -> bool:
    """Whether ``text`` is of a comment that was withdrawn, and of none that is public: a form that was opened before
    would bring it back. Call it in a transaction that :func:`hold` began."""
    there = Comment.objects.filter(consultation=consultation).only("text", "wording", "earlier")
    gone = [fold_to_alphanumerics(c.words) for c in there.filter(state=Comment.State.WITHDRAWN)]
    gone += [
        fold_to_alphanumerics(words) for c in there.exclude(earlier="") for words in c.earlier_words
    ]
    return is_taken(text, gone, ()) and is_taken(
        text, gone, [fold_to_alphanumerics(c.words) for c in there.public()]
    )


def is_taken(text: str, gone: Collection[str], others: Collection[str]) -> bool:
    """Whether ``text`` is of what is ``gone``, and not of ``others``; both as :func:`squeeze` gives them."""
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
    """The letters and numbers of a text: what is left when it is copied, cut and tidied."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
