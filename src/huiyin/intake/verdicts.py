"""Read people's verdicts on suggestions: the table written by tracing, with an additional column filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from huiyin.files.problems import Refusal, RefusalCode, Source
from huiyin.files.tables.table import TableRecord
from huiyin.intake.model import IntakeResult
from huiyin.intake.rows import build_lookup, get_location, make_key, make_refusal, read_rows

#: Verdict → ways to write it, the report's name first.
_VERDICTS = {
    "adopted": ("采纳", "adopted", "已采纳", "全部采纳", "in full"),
    "partly": ("部分采纳", "adopted in part", "partly", "in part", "partially adopted"),
    "elsewhere": (
        "在其他条款中采纳",
        "adopted in another provision",
        "在他处采纳",
        "adopted elsewhere",
        "elsewhere",
        "他处采纳",
    ),
    "not_adopted": ("未采纳", "not adopted", "not_adopted", "不采纳", "没有采纳"),
    "reversed": (
        "反向修改",
        "changed in the opposite direction",
        "moved the other way",
        "reversed",
        "相反",
    ),
    "gone": ("条款已删除", "provision deleted", "条款已删", "provision gone", "gone", "已删除"),
}
_VERDICT_OF = build_lookup(_VERDICTS)


@dataclass(frozen=True, slots=True)
class PersonVerdict:
    """A person's ``verdict`` (a code of :class:`huiyin.trace.Verdict`) on a suggestion (its id)."""

    suggestion: str
    verdict: str
    note: str
    source: Source


def read_verdicts(
    path: Path, *, columns: Mapping[str, str] | None = None
) -> IntakeResult[PersonVerdict]:
    """Read verdicts from a table with the suggestion's ``id`` and a column of verdicts (人工结论, Person's verdict);
    empty cells are skipped. Raises :class:`huiyin.law.UnreadableLaw`.
    """

    def make(record: TableRecord) -> PersonVerdict | Refusal:
        written = record.get("person_verdict")
        suggestion = record.get("suggestion") or record.get("id")
        verdict = _VERDICT_OF.get(make_key(written), "") if written else ""
        if written and not verdict:
            known = "、".join(names[0] for names in _VERDICTS.values())
            known += ", " + ", ".join(names[1] for names in _VERDICTS.values())
            return make_refusal(record, RefusalCode.UNKNOWN_VERDICT, written=written, known=known)
        if written and not suggestion:
            return make_refusal(record, RefusalCode.MISSING, column="id")
        return PersonVerdict(suggestion, verdict, record.get("note"), get_location(record))

    roles = ("id", "suggestion", "person_verdict", "note")
    found = read_rows(path, roles, ("person_verdict",), make, columns)
    return replace(found, taken=tuple(v for v in found.taken if v.verdict))
