"""Which column holds what, by its heading in Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from huiyin.text import fold

#: Role → headings, compared without case, width, space, punctuation and simplified or traditional
#: characters. The first heading of a role is the one that templates use.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("编号", "意见编号", "建议编号", "ID", "No", "Number", "Comment ID", "Suggestion ID", "流水号"),
    "organisation": (
        "组织", "单位", "机构", "会员", "会员单位", "组织名称", "单位名称", "机构名称", "提出单位", "反馈单位", "填报单位", "来源单位",
        "Organisation", "Organization", "Member", "Member body", "MB/NC", "MB", "MB/NC1", "Submitter", "Commenter", "Institution", "Organisation ID",
    ),
    "author": ("姓名", "提出人", "联系人", "填写人", "作者", "Author", "Name", "Person", "Contact"),
    "reference": (
        "条款", "条文", "条号", "条款号", "涉及条款", "对应条款", "章节条款", "条文序号", "所涉条款", "意见所涉条款", "修改条款", "第几条", "条",
        "Provision", "Clause", "Clause/Subclause", "Clause/ Subclause", "Subclause", "Article", "Art.", "Section", "Reference", "Clause No./Subclause No./Annex", "eId",
    ),
    "paragraph": ("款项", "款", "段落", "Paragraph", "Paragraph/Figure/Table", "Paragraph/ Figure/ Table", "Para"),
    "quote": ("原文", "条文原文", "草案原文", "原条文", "引文", "征求意见稿原文", "Quote", "Original text", "Current text", "Draft text"),
    "text": (
        "意见", "意见内容", "修改意见", "意见建议", "意见和建议", "意见及建议", "反馈意见", "评论", "内容", "具体意见", "说明", "正文",
        "Comment", "Comments", "Text", "Comment text", "Comment (justification for change)", "Comments (justification for change)", "Feedback", "Remarks", "Observation", "Body",
    ),
    "wording": (
        "建议修改为", "修改建议", "建议文本", "建议条文", "修改后", "建议表述", "拟修改为", "修改文本", "建议案文", "措辞", "建议文字", "建议内容", "修改后文字", "修改后内容", "修改后条文", "修改内容",
        "Proposed change", "Proposed wording", "Wording", "Suggested wording", "Proposed text", "Suggested change", "Proposal", "Proposed change by the MB",
    ),
    "reason": ("理由", "修改理由", "依据", "理由和依据", "答复理由", "理由说明", "答复意见", "Reason", "Reasons", "Rationale", "Justification", "Explanation", "Answer"),
    "kind": ("类型", "意见类型", "Type of comment", "Type", "Type of com-ment", "Kind"),
    "language": ("语言", "语种", "Language", "Lang"),
    "target": ("修改对象", "对象条款", "目标条款", "修改条款", "Target"),
    "action": ("修改方式", "动作", "方式", "修改类型", "操作", "Action", "Type of change"),
    "organisations": ("提出组织", "联署组织", "联名单位", "支持组织", "Organisations", "Organizations", "Signatories", "Supported by"),
    "status": ("答复", "处理结果", "采纳情况", "答复结果", "是否采纳", "处理情况", "状态", "Status", "Reply", "Disposition", "Decision", "Outcome"),
    "suggestion": ("建议编号", "建议", "对应建议", "Suggestion", "Suggestion ID"),
    "statement": ("观点编号", "观点", "Statement", "Statement ID", "comment-id", "comment_id", "tid"),
    "participant": ("参与者", "参加者", "表态人", "投票人", "代表", "Participant", "Voter", "voter-id", "voter_id", "pid", "Participant ID"),
    "vote": ("表态", "投票", "选择", "Vote", "Answer", "Choice"),
    "text_zh": ("中文", "观点（中文）", "中文表述", "text_zh", "Chinese"),
    "text_en": ("英文", "观点（英文）", "英文表述", "text_en", "English"),
    "moderated": ("moderated", "审核"),
    "name_zh": ("名称", "中文名称", "组织名称", "name_zh", "Chinese name"),
    "name_en": ("英文名称", "name_en", "English name", "Name"),
    "focus": ("关注领域", "领域", "Focus", "Area", "Sector"),
    "route": ("发展路径", "路径", "Route"),
    "network": ("网络", "所属网络", "Network"),
    "decision": ("决定", "判定", "Decision"),
    "comment": ("意见", "意见编号", "Comment", "Comment ID"),
    "other": ("另一条", "另一条意见", "与之相比的意见", "Other", "Other comment", "With"),
    "old": ("修改前", "原条文", "原文", "被修改文字", "Old", "Old text", "Text proposed by the Commission", "Draft"),
    "new": ("修改后", "修正案条文", "修改为", "修正文字", "New", "New text", "Amendment"),
    "mover": ("提案人", "动议人", "提出人", "提案委员", "提案代表", "Mover", "Moved by", "Tabled by", "Author", "Authors"),
    "person_verdict": ("人工结论", "人工判断", "Person's verdict", "Person’s verdict", "person_verdict", "Final verdict"),
    "note": ("备注", "说明", "Note", "Notes"),
}  # fmt: skip

_NOTE_MARK = re.compile(r"(?<![\d*¹²³])[\d*¹²³]+$")


def heading_key(heading: str) -> str:
    """A heading up to what no reader counts as a difference, footnote marks (``MB/NC¹``) included."""
    key = fold(heading, traditional=True)
    return _NOTE_MARK.sub("", key) or key


def _keys(role: str) -> frozenset[str]:
    return frozenset(heading_key(h) for h in (*HEADINGS[role], role))


def find_columns(
    headings: Sequence[str], roles: Sequence[str], given: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Role → column from 0, for those of ``roles`` that a heading names.

    ``given`` (role → heading, as printed) goes before what is recognised. A column serves one role,
    the first in ``roles`` that it fits; an exact heading goes before one that merely begins so
    (``意见（可另附页）``).
    """
    keys = [heading_key(heading) for heading in headings]
    found: dict[str, int] = {}
    for role, heading in (given or {}).items():
        if heading_key(heading) in keys:
            found[role] = keys.index(heading_key(heading))
    for strict in (True, False):
        for role in roles:
            if role in found:
                continue
            wanted = _keys(role)
            for at, key in enumerate(keys):
                if at in found.values() or not key:
                    continue
                begins = any(
                    len(w) >= 2 and key.startswith(w) and len(key) <= len(w) + 24 for w in wanted
                )
                if key in wanted or (not strict and begins):
                    found[role] = at
                    break
    return found
