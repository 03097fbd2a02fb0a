"""Read suggestions, statements, replies, amendments and organisations from tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from huiyin.files.problems import Refusal, RefusalCode
from huiyin.files.tables.table import TableRecord
from huiyin.intake.comment_ids import derive_id
from huiyin.intake.model import (
    Amendment,
    IntakeResult,
    Organisation,
    Reply,
    ReplyStatus,
    Statement,
    Suggestion,
)
from huiyin.intake.rows import build_lookup, get_location, make_key, make_refusal, read_rows
from huiyin.law.suggestion_actions import SuggestionAction
from huiyin.text import detect_language

T = TypeVar("T")

_ACTIONS = {
    SuggestionAction.REPLACE: (
        "replace",
        "修改",
        "替换",
        "改为",
        "修改为",
        "amend",
        "change",
        "modify",
    ),
    SuggestionAction.INSERT: ("insert", "增加", "新增", "增设", "add", "addition"),
    SuggestionAction.DELETE: ("delete", "删除", "删去", "remove", "strike"),
    SuggestionAction.KEEP: ("keep", "保留", "维持", "retain", "maintain"),
}
_STATUSES = {
    ReplyStatus.ACCEPTED: ("accepted", "采纳", "接受", "已采纳", "同意", "accept", "agree", "agreed", "fixed", "adopted"),
    ReplyStatus.PARTLY: ("partly", "部分采纳", "accepted in part", "partially accepted", "partial", "部分接受", "部分吸收"),
    ReplyStatus.REJECTED: ("rejected", "不采纳", "未采纳", "不予采纳", "reject", "invalid", "declined", "wontfix"),
    ReplyStatus.CONSIDERING: ("considering", "研究", "研究中", "正在研究", "under consideration", "deferred", "open", "进一步研究"),
    ReplyStatus.OUT_OF_SCOPE: ("out_of_scope", "out of scope", "不属本法", "不属本法范围", "不在范围", "超出范围", "不属于本法", "不属于本次征求意见范围", "转有关部门", "outofscope"),
}  # fmt: skip


#: Of the texts that are compared with a law, only reasons may be in two languages at once.
_WHYS = frozenset(("reason",))
_ACTION_OF, _STATUS_OF = build_lookup(_ACTIONS), build_lookup(_STATUSES)


def read_suggestions(
    path: Path, *, columns: Mapping[str, str] | None = None, languages: Sequence[str] = ()
) -> IntakeResult[Suggestion]:
    """Read suggestions from a table with ``target``, ``action``, ``wording`` or ``text``. Raises ``UnreadableLaw``.

    ``languages``: those of the law (``zh``, ``en``). If a table has a text column per language, the first of these
    that is filled in is used.

    A missing action is ``replace`` if there is a wording; otherwise it is taken from the first words of the text
    (删去…, Insert …), or is ``replace``.
    """
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
    for needed in ("wording", "text"):
        suggestions = read_rows(
            path,
            roles,
            (needed,),
            _make_suggestion,
            columns,
            languages=languages,
            joined=_WHYS,
        )
        if suggestions.taken:
            break
    return suggestions


#: Actions that mean nothing without a text.
_WORDED = (SuggestionAction.REPLACE, SuggestionAction.INSERT)


def _make_suggestion(record: TableRecord) -> Suggestion | Refusal:
    wording, text = record.get("wording"), record.get("text")
    written = record.get("action")
    action = _stated_action(written) if written else _told_action(text)
    if action is None:
        known = ", ".join(a.value for a in SuggestionAction)
        return make_refusal(record, RefusalCode.UNKNOWN_ACTION, written=written, known=known)
    words = wording or text
    if not words and action in _WORDED:
        return make_refusal(record, RefusalCode.EMPTY_TEXT)
    return Suggestion(
        id=_get_first(record, "id", "suggestion")
        or derive_id(record.file, record.sheet, record.row),
        target=_get_first(record, "target", "reference"),
        action=action,
        wording=wording,
        text=text,
        reason=record.get("reason"),
        language=record.get("language") or detect_language(words),
        organisations=tuple(split_list(_get_first(record, "organisations", "organisation"))),
        source=get_location(record),
    )


def _get_first(record: TableRecord, *roles: str) -> str:
    """Return the text of the first of several roles that has any."""
    return next((words for words in map(record.get, roles) if words), "")


def _stated_action(written: str) -> SuggestionAction | None:
    """Return the action that a column states; 增加一款 means 增加."""
    key = make_key(written)
    return _ACTION_OF.get(key) or next(
        (action for word, action in _ACTION_OF.items() if len(word) > 1 and key.startswith(word)),
        None,
    )


def _told_action(text: str) -> SuggestionAction:
    head = text.strip()[:12].casefold()
    for action, words in (
        (SuggestionAction.DELETE, ("删", "delete", "remove", "strike")),
        (SuggestionAction.INSERT, ("增", "add", "insert", "在")),
        (SuggestionAction.KEEP, ("保留", "keep", "retain")),
    ):
        if head.startswith(words) or (
            action is not SuggestionAction.INSERT and any(f"建议{w}" in head for w in words)
        ):
            return action
    return SuggestionAction.REPLACE


def split_list(written: str) -> list[str]:
    """Split ``a; b、c`` into three items."""
    import re

    return [item.strip() for item in re.split(r"[;；、,，|\n]", written) if item.strip()]


def read_replies(path: Path, *, columns: Mapping[str, str] | None = None) -> IntakeResult[Reply]:
    """Read an authority's replies: suggestion, status, reason. Raises ``UnreadableLaw``."""

    def make(record: TableRecord) -> Reply | Refusal:
        suggestion = record.get("suggestion") or record.get("id")
        if not suggestion:
            return make_refusal(record, RefusalCode.MISSING, column="suggestion")
        status = _STATUS_OF.get(make_key(record.get("status")))
        if status is None:
            known = ", ".join(s.value for s in ReplyStatus)
            return make_refusal(
                record, RefusalCode.UNKNOWN_STATUS, written=record.get("status"), known=known
            )
        return Reply(suggestion, status, record.get("reason"), get_location(record))

    return read_rows(path, ("suggestion", "status", "reason", "id"), ("status",), make, columns)


def read_amendments(
    path: Path, *, columns: Mapping[str, str] | None = None, languages: Sequence[str] = ()
) -> IntakeResult[Amendment]:
    """Read amendments from a table with ``id``, ``target``, ``old``, ``new`` and ``mover``; ``languages`` as in
    :func:`read_suggestions`. Raises ``UnreadableLaw``.
    """

    def make(record: TableRecord) -> Amendment | Refusal:
        old, new = record.get("old") or record.get("quote"), record.get("new") or record.get("wording")  # fmt: skip
        if not old and not new:
            return make_refusal(record, RefusalCode.MISSING, column="new")
        own = record.get("id") or derive_id(record.file, record.sheet, record.row)
        target = record.get("target") or record.get("reference")
        return Amendment(own, target, old, new, record.get("mover"), get_location(record))

    roles = ("id", "target", "reference", "old", "quote", "new", "wording", "mover")
    first = read_rows(path, roles, ("new",), make, columns, languages=languages, joined=_WHYS)
    return (
        first
        if first.taken
        else read_rows(path, roles, ("wording",), make, columns, languages=languages, joined=_WHYS)
    )


def read_statements(
    path: Path, *, columns: Mapping[str, str] | None = None
) -> IntakeResult[Statement]:
    """Read statements in one or two languages, also from a Polis ``comments.csv``. Raises ``UnreadableLaw``."""

    def make(record: TableRecord) -> Statement | Refusal:
        own = record.get("statement") or record.get("id")
        zh, en, text = record.get("text_zh"), record.get("text_en"), record.get("text")
        if not own:
            return make_refusal(record, RefusalCode.MISSING, column="id")
        if text and not (zh or en):
            zh, en = (text, "") if detect_language(text).startswith("zh") else ("", text)
        if not (zh or en):
            return make_refusal(record, RefusalCode.EMPTY_TEXT)
        return Statement(own, zh, en, get_location(record), record.get("moderated") == "-1")

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
) -> IntakeResult[Organisation]:
    """Read the list of members. Raises ``UnreadableLaw``."""

    def make(record: TableRecord) -> Organisation | Refusal:
        zh, en = record.get("name_zh"), record.get("name_en")
        if not (zh or en):
            return make_refusal(record, RefusalCode.MISSING, column="name_zh / name_en")
        return Organisation(
            id=record.get("id") or zh or en,
            name_zh=zh,
            name_en=en,
            focus=record.get("focus"),
            route=record.get("route"),
            network=record.get("network"),
            language=record.get("language"),
            source=get_location(record),
        )

    roles = ("id", "name_zh", "name_en", "focus", "route", "network", "language")
    first = read_rows(path, roles, ("name_zh",), make, columns)
    return first if first.taken else read_rows(path, roles, ("name_en",), make, columns)
