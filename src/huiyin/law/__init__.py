"""Laws: read them into provisions without losing a character, compare versions, write them back."""

from huiyin.law.cite import find_citations, find_provision, find_provisions, locate
from huiyin.law.compare import Change, ChangeKind, Comparison, WordChange, compare, diff_words
from huiyin.law.grammar import read_text
from huiyin.law.model import Furniture, Kind, Law, Problem, Provision, Span, UnreadableLaw

__all__ = [
    "Change",
    "ChangeKind",
    "Comparison",
    "Furniture",
    "Kind",
    "Law",
    "Problem",
    "Provision",
    "Span",
    "UnreadableLaw",
    "WordChange",
    "compare",
    "diff_words",
    "find_citations",
    "find_provision",
    "find_provisions",
    "locate",
    "read_text",
]
