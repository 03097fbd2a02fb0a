"""The texts of the comparison table, from the catalogue."""

from __future__ import annotations

from huiyin.i18n import current_language, say
from huiyin.law.compare import ChangeKind
from huiyin.law.compare.comparison_table import TableLabels


def table_labels(old: str = "", new: str = "") -> TableLabels:
    """Return the table's texts in the current language; ``old`` and ``new`` name the versions, if they have names."""
    kinds = {kind.value: say(f"run.change.{kind.value}") for kind in ChangeKind}
    kinds |= {
        "head": say("compare.table.kind"),
        "number_old": say("compare.table.number_old"),
        "number_new": say("compare.table.number_new"),
    }
    return TableLabels(
        title=say("compare.table.title"),
        old=_name_side(say("compare.table.old"), old),
        new=_name_side(say("compare.table.new"), new),
        note=say("compare.table.note"),
        kinds=kinds,
        join=say("run.list.join"),
        language="zh-Hans" if current_language() == "zh" else "en",
        counted=lambda kind, number: say("compare.table.counted", kind=kinds[kind], number=number),
    )


def _name_side(side: str, version: str) -> str:
    return say("compare.table.named", side=side, version=version) if version else side
