"""The words of the comparison table, from the catalogue."""

from __future__ import annotations

from huiyin.law.compare import ChangeKind
from huiyin.law.compare.tables import TableLabels
from huiyin.words import current_language, say


def table_labels() -> TableLabels:
    """The table's words in the current language."""
    kinds = {kind.value: say(f"run.change.{kind.value}") for kind in ChangeKind}
    kinds |= {
        "head": say("compare.table.kind"),
        "number_old": say("compare.table.number_old"),
        "number_new": say("compare.table.number_new"),
    }
    return TableLabels(
        title=say("compare.table.title"),
        old=say("compare.table.old"),
        new=say("compare.table.new"),
        note=say("compare.table.note"),
        kinds=kinds,
        join=say("run.list.join"),
        language="zh-Hans" if current_language() == "zh" else "en",
    )
