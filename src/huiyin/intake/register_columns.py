"""Recognise the columns of a register of meetings or requests by their headings, and the terms in its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from huiyin.intake.columns import HEADINGS, heading_key
from huiyin.intake.facts import DIRECTIONS
from huiyin.intake.rows import build_lookup, make_key

#: Role → headings, the most certain first.
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "replied": (*HEADINGS["replied"], "结束日期", "完成日期", "End date", "Completed", "Date completed"),
    "day": (
        *HEADINGS["asked"], *HEADINGS["day"],
        "会谈日期", "会议日期", "会见日期", "活动日期", "登记日期", "开始日期",
        "Meeting date", "Date of meeting", "Start date", "Event date", "Date of contact", "When",
    ),
    "authority": (
        *HEADINGS["authority"], "对方部门", "接待部门", "主管机关", "Government body", "Agency", "Public authority", "Department or agency", "With whom",
    ),
    "body": (
        *HEADINGS["body"], *HEADINGS["organisation"], "社会组织名称", "申请人", "来访单位", "会见对象", "当事人",
        "Organisations", "Applicant", "Requester", "Attendees", "Lobbyist", "Interest representative", "Who", "Name of organisation", "Company",
    ),
    "kind": (*HEADINGS["exchange"], "往来事项", "Exchange"),
    "direction": HEADINGS["direction"],
    "matter": ("申请事项类型", "请求事项", "请求内容类型", "Matter", "What is asked for"),
    "subject": (
        "主题", "事由", "标题", "题目", "议题", "事项", "会谈主题", "会议主题", "申请内容", "内容", "名称",
        "Subject", "Title", "Topic", "Topics", "Purpose", "Purpose of meeting", "Dossier", "Abstract", "Matter discussed", "What", "Request",
    ),
    "summary": ("摘要", "概要", "纪要", "备注", "说明", "Summary", "Notes", "Description", "Remarks", "Details"),
}  # fmt: skip


#: Terms that registers use for kinds of exchanges, in addition to our own names.
_KINDS = build_lookup(
    {
        "request": (
            "请求", "申请", "信息公开申请", "会面请求", "听证请求", "来函请求", "request", "information request", "request for information",
            "request for a meeting", "request for a hearing", "foi request", "access request", "enquiry", "inquiry",
        ),
        "meeting": ("会谈", "会议", "会见", "座谈", "座谈会", "meeting", "meeting held", "roundtable"),
        "call": ("征求意见", "公开征求意见", "call for comments", "consultation"),
        "proposal": ("建议", "主动建议", "提案", "proposal", "own-initiative proposal"),
        "submission": ("提交", "提交意见", "submission", "response to consultation"),
        "invitation": ("邀请", "邀请函", "invitation"),
        "reply": ("答复", "回复", "复函", "reply", "final reply", "response", "answer"),
        "delivery": ("交付", "成果交付", "delivery"),
        "recognition": ("奖励", "表彰", "recognition", "award", "prize"),
    }
)  # fmt: skip


def find_exchange_kind(written: str) -> str:
    """Return the code of the kind that a cell names; empty if none."""
    return _KINDS.get(make_key(written), "")


def guess_register_columns(headings: Sequence[str]) -> dict[str, str]:
    """Return role → heading of its column, as far as recognised.

    If a register has the day of the ask and one other date, that is the day of the answer.
    """
    keys = [heading_key(heading) for heading in headings]
    free = {at for at, key in enumerate(keys) if key}
    columns: dict[str, str] = {}
    for role, names in _HEADINGS.items():
        wanted = [heading_key(name) for name in names]
        at = next(
            (keys.index(key) for key in wanted if key in keys and keys.index(key) in free), -1
        )
        if at >= 0:
            free.discard(at)
            columns[role] = headings[at]
    asked = {heading_key(name) for name in HEADINGS["asked"]}
    days = {heading_key(name) for name in HEADINGS["day"]}
    if "replied" not in columns and heading_key(columns.get("day", "")) in asked:
        other = next((at for at in sorted(free) if keys[at] in days), -1)
        if other >= 0:
            columns["replied"] = headings[other]
    return columns


def is_to_authority(written: str) -> bool | None:
    """Return the direction that a cell states; None if it does not."""
    return DIRECTIONS.get(make_key(written))
