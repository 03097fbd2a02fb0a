"""Laws: read them into provisions without losing a character, compare versions, write them back."""

from huiyin.law.cite import find_citations, find_provision, find_provisions, locate
from huiyin.law.compare import Change, ChangeKind, Comparison, WordChange, compare, diff_words
from huiyin.law.grammar import read_text
from huiyin.law.model import Furniture, Kind, Law, Problem, Provision, Span, UnreadableLaw
from huiyin.law.read import read, read_bytes
from huiyin.law.write.akoma_ntoso import to_akoma_ntoso
from huiyin.law.write.amended import Amended, Amendment, Left, Way, amend
from huiyin.law.write.docx import to_docx
from huiyin.law.write.plain import to_json, to_markdown, to_text

__all__ = [
    "Amended",
    "Amendment",
    "Change",
    "ChangeKind",
    "Comparison",
    "Furniture",
    "Kind",
    "Law",
    "Left",
    "Problem",
    "Provision",
    "Span",
    "UnreadableLaw",
    "Way",
    "WordChange",
    "amend",
    "compare",
    "diff_words",
    "find_citations",
    "find_provision",
    "find_provisions",
    "locate",
    "read",
    "read_bytes",
    "read_text",
    "to_akoma_ntoso",
    "to_docx",
    "to_json",
    "to_markdown",
    "to_text",
]
