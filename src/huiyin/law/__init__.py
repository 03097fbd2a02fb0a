"""Laws: parse them into provisions without losing a character, compare versions, write them back."""

from huiyin.files.problems import UnreadableLaw
from huiyin.law.citation_lookup import (
    find_citations,
    find_provision,
    find_provisions,
    locate_provision,
    look_up_reference,
)
from huiyin.law.compare import (
    ChangeKind,
    Comparison,
    UnitChange,
    WordChange,
    compare_laws,
    diff_words,
)
from huiyin.law.grammar import read_text
from huiyin.law.model import Furniture, Law, Problem, Provision, ProvisionKind, Span
from huiyin.law.readers.formats import read_bytes, read_law
from huiyin.law.suggestion_actions import SuggestionAction
from huiyin.law.writers.akoma_ntoso import to_akoma_ntoso
from huiyin.law.writers.amended_draft import (
    AmendedLaw,
    AmendmentKind,
    OmissionReason,
    TextualAmendment,
    mark_amendments,
)
from huiyin.law.writers.docx import to_docx
from huiyin.law.writers.plain_text import to_json, to_markdown, to_text

__all__ = [
    "AmendedLaw",
    "AmendmentKind",
    "ChangeKind",
    "Comparison",
    "Furniture",
    "Law",
    "OmissionReason",
    "Problem",
    "Provision",
    "ProvisionKind",
    "Span",
    "SuggestionAction",
    "TextualAmendment",
    "UnitChange",
    "UnreadableLaw",
    "WordChange",
    "compare_laws",
    "diff_words",
    "find_citations",
    "find_provision",
    "find_provisions",
    "locate_provision",
    "look_up_reference",
    "mark_amendments",
    "read_bytes",
    "read_law",
    "read_text",
    "to_akoma_ntoso",
    "to_docx",
    "to_json",
    "to_markdown",
    "to_text",
]
