"""Recognise columns by their contents, for unforeseen headings (针对条款, "Re: Article") and tables without headings.

A column whose cells cite provisions names provisions, whatever its heading. A column of sentences is what people
say. A column of short names, if its heading or the names show it, is who says it. A heading only helps to choose; a
loose heading is ignored if the cells contradict it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from huiyin.files.tables.table import GridTable
from huiyin.intake.columns import count_exact, find_columns, heading_key
from huiyin.law import find_citations

#: How many rows are examined to recognise a column.
_SAMPLE = 200
#: A longer cell is neither a provision, nor the name of an organisation, nor a heading.
_SHORT = 60
#: From this mean length on, cells are sentences; Chinese needs fewer characters.
_SENTENCE_HAN, _SENTENCE = 8, 18
#: Rows among which headings are searched.
_WITHIN = 30
#: A shorter heading says nothing about its column.
_SAYS = 2
#: The least share of a column's filled cells that must fit its role.
_MOST_OF_THEM = 0.5
#: With this many citations, a first cell that is not one is a heading.
_NEARLY_ALL = 0.9
#: A column by number: ``#3`` is the third.
_NUMBERED = re.compile(r"#(\d{1,3})")

_HINTS: Mapping[str, re.Pattern[str]] = {
    "reference": re.compile(r"条[款文目号]?|款|章节|针对|\b(?:articles?|clauses?|sections?|provisions?|paragraphs?|art)\b|§", re.I),
    "organisation": re.compile(
        r"组织|单位|机构|会员|提交[方人]|来自|\b(?:organi[sz]ations?|institutions?|submitt\w{1,6}|from|members?|company|body|ngo)\b|\bwho\b",
        re.I,
    ),
    "author": re.compile(r"姓名|联系人|\b(?:person|contact|your name|full name)\b", re.I),
    "text": re.compile(
        r"意见|看法|想法|建议|理由|评论|内容|反馈|说明|\b(?:comments?|views?|thinks?|thoughts?|opinions?|feedback|remarks?"
        r"|suggestions?|concerns?|say|said|words|reasons?|why|submission)\b",
        re.I,
    ),
}  # fmt: skip
#: Signs that a column of proposed wording also has what people say about it.
_SAYS_WHY = re.compile(
    r"意见|看法|理由|原因|为什么|\b(?:reasons?|why|views?|comments?|because)\b", re.I
)
#: Columns of organisations other than the one that comments.
_OTHER_BODIES = re.compile(r"承办|主管|处理|分送|抄送|答复|审核|转办|责任|牵头|\b(?:responsible|handled|assigned|cc|reply)\b", re.I)  # fmt: skip
#: How names of organisations end or, in English, what they contain.
_BODY_NAME = re.compile(
    r"(?:协会|基金会|中心|学会|联合会|促进会|服务社|研究院|研究所|商会|联盟|网络|委员会|合作社|工作室|志愿者?队|总会|机构|公司|大学|学院|工会|妇联|残联)\s*$"
    r"|\b(?:association|foundation|network|cent(?:re|er)|society|institute|union|federation|alliance|council|coalition|trust|forum|committee|university|ltd|inc)\b",
    re.I,
)
#: What people write to mean the law as a whole.
_WHOLE = re.compile(
    r"\s*+(?:全文|全部|总体|整体|通篇|全法|本法|草案|总的意见|无|其他|其它|general|overall|whole(?: (?:act|law|bill|draft|text))?|all|the (?:act|law|bill|draft)|n/?a|none|-++|—++)\s*+(?:[.。]\s*+)?",
    re.I,
)
_BARE = re.compile(r"\s*+(?:第\s*+)?\d{1,4}(?:[.(（]\s*+\w{1,4}\s*+[)）]?){0,3}\s*+(?:条\s*+)?")
_DATE = re.compile(r"\s*(?:\d{4}\s*[-/.年]\s*\d{1,2}|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2,4})")
_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile("[A-Za-z\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class CellColumns:
    """``columns``: role → column from 0. ``at``: the index of the heading row, or -1 if there is none.
    ``by_cells``: the roles recognised without a heading.
    """

    columns: Mapping[str, int]
    at: int
    by_cells: frozenset[str]


def is_whole_law(reference: str) -> bool:
    """Tell whether the text in place of a provision means the whole law."""
    return _WHOLE.fullmatch(reference) is not None


def is_bare_number(reference: str) -> bool:
    """Tell whether it is only a number, as of an article: 12, 12(3), 第 12 条."""
    return _BARE.fullmatch(reference) is not None


def parse_column_number(written: str) -> int | None:
    """``#3`` → 2; None for a heading."""
    numbered = _NUMBERED.fullmatch(written.strip())
    return int(numbered[1]) - 1 if numbered and int(numbered[1]) else None


def complete_columns(
    names: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    columns: Mapping[str, int],
    *,
    told: Collection[str] = (),
    is_guess: bool = False,
) -> dict[str, int]:
    """Complete the columns found by headings with roles recognised from the cells.

    ``rows`` are below the headings ``names``. ``told``: roles that a person gave or that are stated above the
    table. ``is_guess``: no heading is known, so a column of names can only be recognised by its contents.
    """
    corrected = _correct_columns(names, rows, columns, told)
    taken = set(corrected.values())
    profiles = _profile_columns(names, rows[:_SAMPLE], taken)
    for role, choose in _CHOICES.items():
        if role in corrected or role in told or (role == "text" and "wording" in corrected):
            continue
        column = choose(profiles)
        if column is not None:
            corrected[role] = column
            profiles = [one for one in profiles if one.column != column]
    has_two = {"reference", "organisation"} <= corrected.keys()
    if is_guess and any(names) and "text" not in corrected and has_two:
        column = _choose_rest(profiles)
        if column is not None:
            corrected["text"] = column
            profiles = [one for one in profiles if one.column != column]
    if is_guess and "organisation" not in corrected and "organisation" not in told:
        column = _find_alone(profiles)
        if column is not None:
            corrected["organisation"] = column
    return corrected


def guess_columns(
    table: GridTable, roles: Sequence[str], given: Mapping[str, str]
) -> CellColumns | None:
    """Recognise the columns of a table without known headings; None if it is not a table of comments.

    ``given``: role → heading, or ``#number`` of a column.
    """
    numbers = {role: parse_column_number(written) for role, written in given.items()}
    named = {role: number for role, number in numbers.items() if number is not None}
    first = next(
        (at for at, (_, cells) in enumerate(table.rows[:_WITHIN]) if _count_filled(cells) > 1), None
    )
    if first is None:
        return None
    for at in (first, -1):
        names = table.rows[at][1] if at >= 0 else ()
        below = [cells for _, cells in table.rows[(at if at >= 0 else first - 1) + 1 :]]
        if not below or (at >= 0 and not _may_be_headings(names, below)):
            continue
        headed = find_columns(names, roles, given) if at >= 0 else {}
        by_heading = {
            role: own for role, own in headed.items() if own not in named.values()
        } | named
        columns = complete_columns(names, below, by_heading, told=named, is_guess=True)
        if _is_of_comments(columns, names):
            own = frozenset(r for r, column in columns.items() if by_heading.get(r) != column)
            return CellColumns(columns, at, own)
    return None


def count_rows_below(table: GridTable) -> int:
    """Count the non-empty rows of a table that was not understood, without its possible headings."""
    filled = [cells for _, cells in table.rows if _count_filled(cells)]
    first = next((at for at, cells in enumerate(filled) if _count_filled(cells) > 1), None)
    if first is None:
        return len(filled)
    below = filled[first + 1 :]
    return len(below) if below and _may_be_headings(filled[first], below) else len(filled) - first


def suggest_columns(rows: Sequence[tuple[str, ...]]) -> dict[str, int]:
    """Suggest role → column from 0 for a table of comments that was not understood, from its first ``rows``.

    A person then supplies the rest.
    """
    at = next((at for at, cells in enumerate(rows) if _count_filled(cells) > 1), None)
    if at is None:
        return {}
    return complete_columns(rows[at], rows[at + 1 :], {}, is_guess=True)


def _is_of_comments(columns: Mapping[str, int], names: Sequence[str]) -> bool:
    if "text" not in columns:
        return False
    heading = names[columns["text"]] if columns["text"] < len(names) else ""
    return len(columns) > 1 or bool(_HINTS["text"].search(heading))


def _correct_columns(
    names: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    columns: Mapping[str, int],
    told: Collection[str],
) -> dict[str, int]:
    """Correct what loose headings got wrong.

    您的意见针对哪一条 asks for a provision although it begins with 您的意见, and "Name of your organisation" does not ask for a
    person. If no column has what people say, and the heading of the wording column mentions reasons, that column is
    what they say and not a text for the law.
    """
    corrected = dict(columns)
    loose = {
        role
        for role, column in columns.items()
        if role not in told and column < len(names) and not count_exact(names, {role: column})
    }
    cited = _list_citing(rows[:_SAMPLE], [corrected[role] for role in loose & {"text", "wording"}])
    for role in loose & {"text", "wording"}:
        if corrected[role] in cited and "reference" not in corrected:
            corrected["reference"] = corrected.pop(role)
    _rename_loose(corrected, loose, "author", "organisation", names)
    if "reason" not in corrected and _SAYS_WHY.search(
        _get_heading(names, corrected.get("wording"))
    ):
        _rename_loose(corrected, loose, "wording", "text", names)
    return corrected


def _get_heading(names: Sequence[str], column: int | None) -> str:
    return names[column] if column is not None and column < len(names) else ""


def _rename_loose(
    found: dict[str, int], loose: Collection[str], role: str, other: str, names: Sequence[str]
) -> None:
    """Reassign the column of ``role`` to ``other`` if that has none and the loose heading mentions it."""
    is_free = role in loose and role in found and other not in found
    if is_free and _HINTS[other].search(_get_heading(names, found[role])):
        found[other] = found.pop(role)


def _list_citing(rows: Sequence[tuple[str, ...]], columns: Sequence[int]) -> set[int]:
    """Return those columns in which most cells are citations."""
    citing = set()
    for column in columns:
        cells = [c[column].strip() for c in rows if column < len(c) and c[column].strip()]
        if cells and sum(map(names_provision, cells)) >= _MOST_OF_THEM * len(cells):
            citing.add(column)
    return citing


def _count_filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _may_be_headings(names: Sequence[str], below: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether a row is headings rather than the first row of data.

    It is short and names no provision, and one of its cells is a question, has a word typical of headings, or is
    much shorter than the cells below.
    """
    said = [name.strip() for name in names if name.strip()]
    if any(len(name) > _SHORT or names_provision(name) for name in said):
        return False
    if any(hint.search(name) for name in said for hint in _HINTS.values()):
        return True
    profiles = _profile_columns(names, below[:_SAMPLE], ())
    is_short = any(p.is_of_sentences and 3 * len(p.heading) < p.length for p in profiles)
    return is_short or any(p.cites >= _NEARLY_ALL and _is_word(p.heading) for p in profiles)


def _is_word(heading: str) -> bool:
    return bool(heading) and not is_whole_law(heading)


@dataclass(frozen=True, slots=True)
class _Profile:
    """The contents of a column. ``filled``: number of non-empty cells. ``length``: mean characters. The others are
    shares of ``filled``.
    """

    column: int
    heading: str
    filled: int
    rows: int
    length: float
    cites: float
    bare: float
    bodies: float
    words: float
    different: float
    has_han: bool

    @property
    def is_of_sentences(self) -> bool:
        return self.length >= (_SENTENCE_HAN if self.has_han else _SENTENCE)

    def is_hinted(self, role: str) -> bool:
        return bool(_HINTS[role].search(self.heading))


def _profile_columns(
    names: Sequence[str], rows: Sequence[tuple[str, ...]], taken: Collection[int]
) -> list[_Profile]:
    width = max((len(cells) for cells in rows), default=0)
    profiles = []
    for column in range(width):
        cells = [c[column].strip() for c in rows if column < len(c) and c[column].strip()]
        if column in taken or not cells:
            continue
        heading = names[column].strip() if column < len(names) else ""
        profiles.append(_profile_column(column, heading, cells, len(rows)))
    return profiles


def _profile_column(column: int, heading: str, cells: Sequence[str], rows: int) -> _Profile:
    count = len(cells)
    return _Profile(
        column=column,
        heading=heading,
        filled=count,
        rows=rows,
        length=sum(map(len, cells)) / count,
        cites=sum(map(names_provision, cells)) / count,
        bare=sum(_BARE.fullmatch(cell) is not None for cell in cells) / count,
        bodies=sum(len(c) <= _SHORT and bool(_BODY_NAME.search(c)) for c in cells) / count,
        words=sum(bool(_LETTER.search(c)) and not _DATE.match(c) for c in cells) / count,
        different=len({heading_key(cell) for cell in cells}) / count,
        has_han=any(map(_HAN.search, cells)),
    )


def names_provision(cell: str) -> bool:
    """Tell whether a cell is a citation and little else."""
    if len(cell) > _SHORT:
        return False
    citations = find_citations(cell)
    return bool(citations) and citations[0].start <= len(cell) // 3


def _choose_reference(profiles: Sequence[_Profile]) -> int | None:
    """Choose the column whose cells are citations; bare numbers count if the heading names provisions."""
    fitting = [
        (p.cites + (p.bare if p.is_hinted("reference") else 0.0), p.is_hinted("reference"), p)
        for p in profiles
    ]
    fitting = [one for one in fitting if one[0] >= _MOST_OF_THEM]
    return max(fitting, key=lambda one: (one[1], one[0], -one[2].column))[2].column if fitting else None  # fmt: skip


def _choose_text(profiles: Sequence[_Profile]) -> int | None:
    fitting = [p for p in profiles if p.words >= _MOST_OF_THEM and p.cites < _MOST_OF_THEM]
    fitting = [p for p in fitting if p.is_of_sentences or p.is_hinted("text")]
    fitting = [p for p in fitting if not (p.is_hinted("organisation") and not p.is_of_sentences)]
    if not fitting:
        return None
    return max(fitting, key=lambda p: (p.is_hinted("text"), p.length * p.filled, -p.column)).column


def _choose_organisation(profiles: Sequence[_Profile]) -> int | None:
    short = _list_short(profiles)
    hinted = [p for p in short if p.is_hinted("organisation")]
    named = [p for p in short if p.bodies >= _MOST_OF_THEM and not p.is_hinted("author")]
    chosen = hinted or named
    return max(chosen, key=lambda p: (p.bodies, -p.column)).column if chosen else None


def _choose_rest(profiles: Sequence[_Profile]) -> int | None:
    """Choose the column of short comments, when the columns of author and provision are known.

    Of the other columns whose texts vary from row to row, it is the longest; None if two are equally long.
    """
    fitting = [
        p
        for p in profiles
        if p.words >= _MOST_OF_THEM and p.cites < _MOST_OF_THEM and p.different >= _MOST_OF_THEM
    ]
    fitting = [
        p for p in fitting if not (_OTHER_BODIES.search(p.heading) or p.bodies >= _MOST_OF_THEM)
    ]
    fitting.sort(key=lambda p: -p.length * p.filled)
    is_clear = len(fitting) == 1 or (
        len(fitting) > 1
        and fitting[0].length * fitting[0].filled > fitting[1].length * fitting[1].filled
    )
    return fitting[0].column if is_clear else None


def _find_alone(profiles: Sequence[_Profile]) -> int | None:
    """Return the only column of short, varying texts below a meaningless heading: A, 1."""
    alone = [
        p for p in _list_short(profiles) if len(p.heading) < _SAYS and p.different >= _MOST_OF_THEM
    ]
    return alone[0].column if len(alone) == 1 else None


def _list_short(profiles: Sequence[_Profile]) -> list[_Profile]:
    """Return the columns whose cells may be names."""
    return [
        p
        for p in profiles
        if p.length <= _SHORT
        and p.words >= _MOST_OF_THEM
        and p.cites < _MOST_OF_THEM
        and not _OTHER_BODIES.search(p.heading)
    ]


_CHOICES = {
    "reference": _choose_reference,
    "text": _choose_text,
    "organisation": _choose_organisation,
}
