"""Laws: read them into provisions without losing a character, compare versions, write them back."""

from huiyin.law.grammar import read_text
from huiyin.law.model import Furniture, Kind, Law, Problem, Provision, Span, UnreadableLaw

__all__ = ["Furniture", "Kind", "Law", "Problem", "Provision", "Span", "UnreadableLaw", "read_text"]
