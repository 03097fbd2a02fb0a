"""Suggestions, statements, replies, amendments and organisations from tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from huiyin.intake.comments import derived_id
from huiyin.intake.grid import Record
from huiyin.intake.model import (
    Action,
    Amendment,
    Intake,
    Organisation,
    Refusal,
    RefusalCode,
    Reply,
    ReplyStatus,
    Statement,
    Suggestion,
)
from huiyin.intake.rows import key_of, lookup, read_rows, refuse, source_of
from huiyin.text import detect_language

T = TypeVar("T")

_ACTIONS = {
    Action.REPLACE: ("replace", "修改", "替换", "改为", "修改为", "amend", "change", "modify"),
    Action.INSERT: ("insert", "增加", "新增", "增设", "add", "addition"),
    Action.DELETE: ("delete", "删除", "删去", "remove", "strike"),
    Action.KEEP: ("keep", "保留", "维持", "retain", "maintain"),
}
_STATUSES = {
    ReplyStatus.ACCEPTED: ("accepted", "采纳", "接受", "已采纳", "同意", "accept", "agree", "agreed", "fixed", "adopted"),
    ReplyStatus.PARTLY: ("partly", "部分采纳", "accepted in part", "partially accepted", "partial", "部分接受", "部分吸收"),
    ReplyStatus.REJECTED: ("rejected", "不采纳", "未采纳", "不予采纳", "reject", "invalid", "declined", "wontfix"),
    ReplyStatus.CONSIDERING: ("considering", "研究", "研究中", "正在研究", "under consideration", "deferred", "open", "进一步研究"),
    ReplyStatus.OUT_OF_SCOPE: ("out_of_scope", "out of scope", "不属本法", "不属本法范围", "不在范围", "超出范围", "不属于本法", "不属于本次征求意见范围", "转有关部门", "outofscope"),
}  # fmt: skip


#: Of what is compared with a law, reasons alone may be in two languages at once.
_WHYS = frozenset(("reason",))
_ACTION_OF, _STATUS_OF = lookup(_ACTIONS), lookup(_STATUSES)


def read_suggestions(
    path: Path, *, columns: Mapping[str, str] | None = None, languages: Sequence[str] = ()
) -> Intake[Suggestion]:
    """Suggestions from a table with ``target``, ``action``, ``wording`` or ``text``. Raises ``UnreadableLaw``.

    ``languages``: those of the law (``zh``, ``en``). Where a table has a column of words for each language, a
    suggestion is read in the first of them in which it is filled in.

    An action that is not stated is ``replace`` where there is a wording, otherwise it is told from
    the first words of the text (删去…, Insert …), else ``replace``.
    """

    def make(record: Record) -> Suggestion | Refusal:
        wording, text = record.get("wording"), record.get("text")
        written = record.get("action")
        action = _stated_action(written) if written else _told_action(text)
        if action is None:
            known = ", ".join(a.value for a in Action)
            return refuse(record, RefusalCode.UNKNOWN_ACTION, written=written, known=known)
        if not wording and not text and action in (Action.REPLACE, Action.INSERT):
            return refuse(record, RefusalCode.EMPTY_TEXT)
        organisations = record.get("organisations") or record.get("organisation")
        return Suggestion(
            id=record.get("id")
            or record.get("suggestion")
            or derived_id(record.file, record.sheet, record.row),
            target=record.get("target") or record.get("reference"),
            action=action,
            wording=wording,
            text=text,
            reason=record.get("reason"),
            language=record.get("language") or detect_language(wording or text),
            organisations=tuple(split_list(organisations)),
            source=source_of(record),
        )

    roles = (
        "id",
        "target",
        "reference",
        "action",
        "wording",
        "text",
        "reason",
        "language",
        "organisations",
        "organisation",
        "suggestion",
    )
    first = read_rows(path, roles, ("wording",), make, columns, languages=languages, joined=_WHYS)
    return (
        first
        if first.taken
        else read_rows(path, roles, ("text",), make, columns, languages=languages, joined=_WHYS)
    )


def _stated_action(written: str) -> Action | None:
    """An action as its column states it; 增加一款 is 增加."""
    key = key_of(written)
    return _ACTION_OF.get(key) or next(
        (action for word, action in _ACTION_OF.items() if len(word) > 1 and key.startswith(word)),
        None,
    )


def _told_action(text: str) -> Action:
    head = text.strip()[:12].casefold()
    for action, words in (
        (Action.DELETE, ("删", "delete", "remove", "strike")),
        (Action.INSERT, ("增", "add", "insert", "在")),
        (Action.KEEP, ("保留", "keep", "retain")),
    ):
        if head.startswith(words) or (
            action is not Action.INSERT and any(f"建议{w}" in head for w in words)
        ):
            return action
    return Action.REPLACE


def split_list(written: str) -> list[str]:
    """``a; b、c`` → three items."""
    import re

    return [item.strip() for item in re.split(r"[;；、,，|\n]", written) if item.strip()]


def read_replies(path: Path, *, columns: Mapping[str, str] | None = None) -> Intake[Reply]:
    """An authority's replies: suggestion, status, reason. Raises ``UnreadableLaw``."""

    def make(record: Record) -> Reply | Refusal:
        suggestion = record.get("suggestion") or record.get("id")
        if not suggestion:
            return refuse(record, RefusalCode.MISSING, column="suggestion")
        status = _STATUS_OF.get(key_of(record.get("status")))
        if status is None:
            known = ", ".join(s.value for s in ReplyStatus)
            return refuse(
                record, RefusalCode.UNKNOWN_STATUS, written=record.get("status"), known=known
            )
        return Reply(suggestion, status, record.get("reason"), source_of(record))

    return read_rows(path, ("suggestion", "status", "reason", "id"), ("status",), make, columns)


def read_amendments(
    path: Path, *, columns: Mapping[str, str] | None = None, languages: Sequence[str] = ()
) -> Intake[Amendment]:
    """Amendments from a table with ``id``, ``target``, ``old``, ``new`` and ``mover``; ``languages`` as for
    :func:`read_suggestions`. Raises ``UnreadableLaw``."""

    def make(record: Record) -> Amendment | Refusal:
        old, new = record.get("old") or record.get("quote"), record.get("new") or record.get("wording")  # fmt: skip
        if not old and not new:
            return refuse(record, RefusalCode.MISSING, column="new")
        own = record.get("id") or derived_id(record.file, record.sheet, record.row)
        target = record.get("target") or record.get("reference")
        return Amendment(own, target, old, new, record.get("mover"), source_of(record))

    roles = ("id", "target", "reference", "old", "quote", "new", "wording", "mover")
    first = read_rows(path, roles, ("new",), make, columns, languages=languages, joined=_WHYS)
    return (
        first
        if first.taken
        else read_rows(path, roles, ("wording",), make, columns, languages=languages, joined=_WHYS)
    )


def read_statements(path: Path, *, columns: Mapping[str, str] | None = None) -> Intake[Statement]:
    """Statements in one language or two; a Polis ``comments.csv`` too. Raises ``UnreadableLaw``."""

    def make(record: Record) -> Statement | Refusal:
        own = record.get("statement") or record.get("id")
        zh, en, text = record.get("text_zh"), record.get("text_en"), record.get("text")
        if not own:
            return refuse(record, RefusalCode.MISSING, column="id")
        if text and not (zh or en):
            zh, en = (text, "") if detect_language(text).startswith("zh") else ("", text)
        if not (zh or en):
            return refuse(record, RefusalCode.EMPTY_TEXT)
        return Statement(own, zh, en, source_of(record), record.get("moderated") == "-1")

    roles = ("id", "statement", "text_zh", "text_en", "text", "moderated")
    first = read_rows(path, roles, ("text_zh",), make, columns)
    first = first if first.taken else read_rows(path, roles, ("text_en",), make, columns)
    return (
        first
        if first.taken
        else read_rows(
            path,
            (*roles[:4], "text", "moderated"),
            ("text",),
            make,
            {"text": "comment-body", **(columns or {})},
        )
    )


def read_organisations(
    path: Path, *, columns: Mapping[str, str] | None = None
) -> Intake[Organisation]:
    """The list of members. Raises ``UnreadableLaw``."""

    def make(record: Record) -> Organisation | Refusal:
        zh, en = record.get("name_zh"), record.get("name_en")
        if not (zh or en):
            return refuse(record, RefusalCode.MISSING, column="name_zh / name_en")
        return Organisation(
            id=record.get("id") or zh or en,
            name_zh=zh,
            name_en=en,
            focus=record.get("focus"),
            route=record.get("route"),
            network=record.get("network"),
            language=record.get("language"),
            source=source_of(record),
        )

    roles = ("id", "name_zh", "name_en", "focus", "route", "network", "language")
    first = read_rows(path, roles, ("name_zh",), make, columns)
    return first if first.taken else read_rows(path, roles, ("name_en",), make, columns)
