"""The lowest layer: characters, words, sentences, languages. Knows nothing of laws or comments."""

from huiyin.text.direction_marks import strip_direction_marks
from huiyin.text.language import detect_language, is_chinese, main_language
from huiyin.text.normalisation import collapse_whitespace, fold_text, to_simplified
from huiyin.text.sentences import split_sentences
from huiyin.text.spreadsheet_cells import as_cell, as_csv_cell, escape_formula, unescape_formula
from huiyin.text.storable_characters import as_kept, as_xml, can_be_kept, is_whole
from huiyin.text.tokens import Token, tokenise_text

__all__ = [
    "Token",
    "as_cell",
    "as_csv_cell",
    "as_kept",
    "as_xml",
    "can_be_kept",
    "collapse_whitespace",
    "detect_language",
    "escape_formula",
    "fold_text",
    "is_chinese",
    "is_whole",
    "main_language",
    "split_sentences",
    "strip_direction_marks",
    "to_simplified",
    "tokenise_text",
    "unescape_formula",
]
