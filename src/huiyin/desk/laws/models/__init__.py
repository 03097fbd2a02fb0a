"""Models of laws: versions read into provisions, and drafts written on this desk."""

from huiyin.desk.laws.models.drafts import (
    DraftChange,
    DraftEdition,
    DraftProvision,
    DraftWords,
    WrittenDraft,
)
from huiyin.desk.laws.models.laws import Expression, Instrument, Provision, Version

__all__ = [
    "DraftChange",
    "DraftEdition",
    "DraftProvision",
    "DraftWords",
    "Expression",
    "Instrument",
    "Provision",
    "Version",
    "WrittenDraft",
]
