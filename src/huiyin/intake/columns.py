"""Recognise columns by their headings in Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from huiyin.intake.fact_headings import FACT_HEADINGS
from huiyin.text import fold_text

#: Role → headings, compared without case, width, space, punctuation, and simplified or traditional characters. The
#: first heading of a role is the one used in templates.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("编号", "意见编号", "建议编号", "ID", "No", "Number", "Identifier", "Comment ID", "Suggestion ID", "流水号"),
    "organisation": (
        "组织", "单位", "机构", "会员", "会员单位", "组织名称", "单位名称", "机构名称", "提出单位", "反馈单位", "填报单位", "来源单位",
        "Organisation", "Organization", "Member", "Member body", "MB/NC", "MB", "MB/NC1", "Submitter", "Commenter", "Institution", "Organisation ID", "Org", "Organisation name", "Organization name",
    ),
    "author": ("姓名", "提出人", "联系人", "填写人", "作者", "Author", "Name", "Person", "Contact"),
    "first_name": ("名", "First name", "Given name", "Forename"),
    "last_name": ("姓", "姓氏", "Last name", "Surname", "Family name"),
    "reference": (
        "条款", "条文", "条号", "条款号", "涉及条款", "对应条款", "章节条款", "条文序号", "所涉条款", "意见所涉条款", "修改条款", "第几条", "条",
        "Provision", "Clause", "Clause/Subclause", "Clause/ Subclause", "Subclause", "Article", "Art.", "Section", "Reference", "Clause No./Subclause No./Annex", "eId",
    ),
    "paragraph": ("款项", "款", "段落", "Paragraph", "Paragraph/Figure/Table", "Paragraph/ Figure/ Table", "Para"),
    "quote": ("原文", "条文原文", "草案原文", "原条文", "引文", "征求意见稿原文", "Quote", "Original text", "Current text", "Draft text"),
    "text": (
        "意见", "意见内容", "修改意见", "意见建议", "意见和建议", "意见及建议", "反馈意见", "评论", "内容", "具体意见", "说明", "正文",
        "Comment", "Comments", "Text", "Comment text", "Comment (justification for change)", "Comments (justification for change)", "Feedback", "Remarks", "Observation", "Body", "Your comment", "Your comments", "Submission", "您的意见", "您的意见和建议", "你的意见",
    ),
    "wording": (
        "建议修改为", "修改建议", "建议文本", "建议条文", "修改后", "建议表述", "拟修改为", "修改文本", "建议案文", "措辞", "建议文字", "建议内容", "修改后文字", "修改后内容", "修改后条文", "修改内容",
        "Proposed change", "Proposed wording", "Wording", "Suggested wording", "Proposed text", "Suggested change", "Proposal", "Proposed change by the MB",
    ),
    "reason": ("理由", "修改理由", "依据", "理由和依据", "答复理由", "理由说明", "答复意见", "Reason", "Reasons", "Rationale", "Justification", "Explanation", "Reasoning", "Answer"),
    "kind": ("类型", "意见类型", "Type of comment", "Type", "Type of com-ment", "Kind"),
    "language": ("语言", "语种", "Language", "Lang"),
    "target": ("修改对象", "对象条款", "目标条款", "修改条款", "Target"),
    "action": ("修改方式", "动作", "方式", "修改类型", "操作", "Action", "Type of change"),
    "organisations": ("提出组织", "联署组织", "联名单位", "支持组织", "Organisations", "Organizations", "Signatories", "Supported by"),
    "status": ("答复", "处理结果", "采纳情况", "答复结果", "是否采纳", "处理情况", "状态", "Status", "Reply", "Disposition", "Decision", "Outcome"),
    "suggestion": ("建议编号", "建议", "对应建议", "Suggestion", "Suggestion ID"),
    "statement": ("观点编号", "观点", "Statement", "Statement ID", "comment-id", "comment_id", "tid", "Proposal ID", "Question ID", "Item"),
    "participant": ("参与者", "参加者", "表态人", "投票人", "代表", "Participant", "Voter", "voter-id", "voter_id", "pid", "Participant ID", "User", "User ID", "Respondent", "Respondent ID"),
    "vote": ("表态", "投票", "选择", "态度", "Vote", "Answer", "Choice", "Response", "Position", "Stance", "Reaction"),
    "time": ("timestamp", "时间戳", "datetime", "Created at", "created", "投票时间", "表态时间", "时间"),
    "text_zh": (
        "中文", "观点（中文）", "中文表述", "text_zh", "Chinese", "观点中文", "中文观点", "内容（中文）", "中文内容", "表述（中文）", "zh",
        "statement_zh", "Statement (Chinese)", "Statement in Chinese", "Text (Chinese)", "Chinese text", "Chinese statement",
    ),
    "text_en": (
        "英文", "观点（英文）", "英文表述", "text_en", "English", "观点英文", "英文观点", "内容（英文）", "英文内容", "表述（英文）", "en",
        "statement_en", "Statement (English)", "Statement in English", "Text (English)", "English text", "English statement",
    ),
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
    **FACT_HEADINGS,
}  # fmt: skip

_NOTE_MARK = re.compile(r"(?<![\d*¹²³])[\d*¹²³]+$")

#: How a heading names the language of its column, after or before what the column holds.
_LANGUAGES = {
    "zh": ("zh", "cn", "zh-cn", "zh-hans", "chinese", "in chinese", "中文", "汉语", "中文版", "中"),
    "en": ("en", "eng", "en-us", "en-gb", "english", "in english", "英文", "英语", "英文版", "英"),
    "fr": ("fr", "fra", "french", "français", "法文", "法语"),
    "es": ("es", "spa", "spanish", "español", "西文", "西班牙文"),
    "de": ("de", "deu", "german", "deutsch", "德文"),
    "ru": ("ru", "rus", "russian", "俄文"),
    "ar": ("ar", "ara", "arabic", "阿文"),
    "pt": ("pt", "por", "portuguese", "葡文"),
}
#: Longest first: 中文版 ends with 版, "in chinese" with "chinese".
_LANGUAGE_OF = dict(
    sorted(
        ((word, code) for code, words in _LANGUAGES.items() for word in words),
        key=lambda pair: -len(pair[0]),
    )
)
#: A longer cell is not a heading that names its language.
_LONGEST = 80
_BEFORE = re.compile(r"(?P<word>中文|汉语|英文|英语|Chinese|English|French)\s*(?:版|的)?\s*(?P<base>[^\n]{1,60})", re.IGNORECASE)  # fmt: skip
#: What separates a heading from the language after it; after Chinese characters, 中文 needs no separator.
_BETWEEN, _CLOSING = " \t(（[【_.:：·/|-", " \t)）]】"
_HAN = re.compile(r"(?P<base>[^\n]{1,60}?)(?P<word>中文|汉语|英文|英语)")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")

#: What turns the heading of one role into another when it follows: 意见日期 is a date.
_OTHER_ROLES = ("id", "author", "kind", "status", "vote", "participant")
_OTHERS = frozenset(
    fold_text(word, traditional=True)
    for word in (
        "日期", "时间", "数", "数量", "条数", "来源", "途径", "来源渠道", "链接", "性质", "类别", "附件", "字数", "处理人", "截止日期",
        "date", "time", "count", "by", "on", "on document id", "onid", "source", "url", "link", "ref", "reference",
        "表", "汇总", "汇总表", "征集表", "反馈表", "登记表", "一览表", "采纳情况", "form", "summary", "sheet", "table", "register",
        "attachment", "attachments", "language", "period", "deadline", "length", "size", "category", "posted date",
    )
)  # fmt: skip


def heading_key(heading: str) -> str:
    """Return a heading without differences that readers ignore, including footnote marks (``MB/NC¹``)."""
    key = fold_text(heading, traditional=True)
    return _NOTE_MARK.sub("", key) or key


@lru_cache(maxsize=256)
def _list_heading_keys(role: str) -> frozenset[str]:
    return frozenset(heading_key(h) for h in (*HEADINGS[role], role))


@lru_cache(maxsize=1)
def _every_key() -> frozenset[str]:
    return frozenset(key for role in HEADINGS for key in _list_heading_keys(role))


@lru_cache(maxsize=1)
def _other_keys() -> frozenset[str]:
    return _OTHERS.union(*(_list_heading_keys(role) for role in _OTHER_ROLES))


def is_known(heading: str) -> bool:
    """Tell whether any table uses this heading."""
    return heading_key(heading) in _every_key()


def is_of(heading: str, roles: tuple[str, ...]) -> bool:
    """Tell whether a heading is one of ``roles``, ignoring its language."""
    keys = {heading_key(heading), heading_key(split_language(heading)[0])}
    return any(keys & _list_heading_keys(role) for role in roles)


def is_language(heading: str) -> bool:
    """Tell whether a heading only names a language."""
    return heading.strip().casefold() in _LANGUAGE_OF


def split_language(heading: str) -> tuple[str, str]:
    """Split a heading into its text and the language it names: ``意见（英文）`` → 意见, ``en``."""
    bare = heading.strip()
    if len(bare) > _LONGEST:
        return bare, ""
    before = _BEFORE.fullmatch(bare)
    if before:
        return before["base"].strip(), _LANGUAGE_OF[before["word"].casefold()]
    body = bare.rstrip(_CLOSING)
    for word, code in _LANGUAGE_OF.items():
        base = body[: len(body) - len(word)]
        if base and body.casefold().endswith(word):
            rest = base.rstrip(_BETWEEN)
            if rest and (rest != base or (len(word) > 1 and _HAN.match(word))):
                return rest, code
    return bare, ""


def language_named(words: str) -> str:
    """Return a language code from a code or name: ``zh-Hans`` and 中文 are both ``zh``."""
    key = words.strip().casefold()
    return _LANGUAGE_OF.get(key) or key.partition("-")[0]


def language_of_heading(heading: str) -> str:
    """Return the language that a heading names or is written in; empty if it is in both."""
    base, said = split_language(heading)
    if said:
        return said
    is_han, is_latin = bool(_HAN.search(base)), bool(_LATIN.search(base))
    return "" if is_han == is_latin else "zh" if is_han else "en"


def find_columns(
    headings: Sequence[str], roles: Sequence[str], given: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Return role → column from 0, for those of ``roles`` that a heading names.

    ``given`` (role → heading, as printed) takes precedence. A column has one role, the first in ``roles`` that
    fits. An exact heading takes precedence over one that also names its language, and that over one that only
    begins with the role (``意见（可另附页）``).
    """
    names = [
        _HeadingName(heading, heading_key(heading), heading_key(split_language(heading)[0]))
        for heading in headings
    ]
    columns = _find_given(names, given or {})
    for fits in (_is_exact, _is_base, _has_role_prefix):
        for role in roles:
            if role not in columns:
                column = _find_fitting(names, role, fits, columns)
                if column is not None:
                    columns[role] = column
    return columns


class _HeadingName(NamedTuple):
    """A heading as written, in comparable form, and in comparable form without its language."""

    written: str
    key: str
    base: str


def _find_given(names: Sequence[_HeadingName], given: Mapping[str, str]) -> dict[str, int]:
    """Return the columns of the roles given by heading."""
    keys = [name.key for name in names]
    wanted = {role: heading_key(heading) for role, heading in given.items()}
    return {role: keys.index(key) for role, key in wanted.items() if key in keys}


def _find_fitting(
    names: Sequence[_HeadingName],
    role: str,
    fits: Callable[[str, _HeadingName], bool],
    columns: Mapping[str, int],
) -> int | None:
    """Return the first unassigned column that fits this role."""
    taken = set(columns.values())
    if fits is _has_role_prefix:
        # A heading that is the exact name of another role, perhaps in the second language, does not count as a mere
        # beginning.
        taken |= {column for column, name in enumerate(names) if _is_named(name, columns)}
    fitting = (
        column
        for column, name in enumerate(names)
        if name.key and column not in taken and fits(role, name)
    )
    return next(fitting, None)


def _is_named(name: _HeadingName, roles: Iterable[str]) -> bool:
    return any(_is_exact(role, name) or _is_base(role, name) for role in roles)


def _is_exact(role: str, name: _HeadingName) -> bool:
    return name.key in _list_heading_keys(role)


def _is_base(role: str, name: _HeadingName) -> bool:
    # The language in a statement's heading is the only thing that distinguishes it from that of its id.
    return role not in ("id", "statement") and name.base in _list_heading_keys(role)


#: A word of a heading, also in camel case; any Chinese character may end one.
_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+|[^A-Za-z]")


@lru_cache(maxsize=1024)
def _word_ends(heading: str) -> frozenset[int]:
    """Return where in a heading's key its words end; for a plural, also where its singular ends."""
    ends: set[int] = set()
    for word in _WORD.finditer(heading):
        end = len(fold_text(heading[: word.end()], traditional=True))
        ends |= {end, end - 1} if word[0][-1] in "sS" else {end}
    return frozenset(ends)


def _has_role_prefix(role: str, name: _HeadingName) -> bool:
    rests = _list_rests(role, name)
    is_other = any(
        rest in _other_keys() and not (role in _NAMED and rest in _NAMES) for rest in rests
    )
    return bool(rests) and not is_other


def _list_rests(role: str, name: _HeadingName) -> list[str]:
    """Yield what follows in a heading after each known word for the role that it begins with."""
    key = name.key
    rests = [
        key[len(wanted) :]
        for wanted in _list_heading_keys(role)
        if len(wanted) >= 2 and key.startswith(wanted) and len(key) <= len(wanted) + 24
    ]
    if not rests or len(name.written) > _LONGEST:
        return rests
    # "Notes" does not begin with "No", nor "Idea" with "ID".
    ends = _word_ends(name.written)
    return [rest for rest in rests if len(key) - len(rest) in ends]


#: 组织名称 still means the organisation, but 意见名称 does not mean the comment.
_NAMED = ("organisation", "author", "mover", "name_zh", "name_en")
_NAMES = frozenset(
    fold_text(word, traditional=True) for word in ("name", "names", "名称", "姓名", "名")
)


def count_exact(headings: Sequence[str], columns: Mapping[str, int]) -> int:
    """Count the roles whose heading is exact, not just a beginning."""
    return sum(
        bool(
            {heading_key(headings[at]), heading_key(split_language(headings[at])[0])}
            & _list_heading_keys(role)
        )
        for role, at in columns.items()
    )


def find_role(label: str, roles: Sequence[str]) -> str:
    """Return the one of ``roles`` that a label before a colon names; empty if none."""
    key = heading_key(label)
    return next((role for role in roles if key in _list_heading_keys(role)), "")


def find_others(
    headings: Sequence[str], columns: Mapping[str, int], roles: Sequence[str]
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Return the unassigned columns that a role's headings also name: those in another language than the role's
    column, and the rest.
    """
    twins: dict[str, list[int]] = {}
    rest: dict[str, list[int]] = {}
    used = set(columns.values())
    taken_roles = [role for role in roles if role in columns]
    for column, heading in enumerate(headings):
        if column in used or not heading.strip():
            continue
        role = _find_second(heading, taken_roles)
        if role is None:
            continue
        own = {language_of_heading(heading)}
        read = (columns[role], *twins.get(role, ()))
        others = {language_of_heading(headings[c]) for c in read}
        is_twin = "" not in own | others and not own & others
        (twins if is_twin else rest).setdefault(role, []).append(column)
    return twins, rest


def _find_second(heading: str, roles: Sequence[str]) -> str | None:
    """Return the role that a heading also names."""
    keys = {heading_key(split_language(heading)[0]), heading_key(heading)}
    return next((role for role in roles if keys & _list_heading_keys(role)), None)
