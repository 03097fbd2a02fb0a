"""Ground floor: characters, words, sentences, languages. Knows nothing of laws or comments."""

from huiyin.text.cells import as_cell, as_csv_cell, neutralise, restore
from huiyin.text.keeping import as_kept, can_be_kept, is_whole
from huiyin.text.language import detect_language, is_chinese, main_language
from huiyin.text.normalise import fold, simplify, squeeze
from huiyin.text.sentences import sentences
from huiyin.text.tokens import Token, tokens

__all__ = [
    "Token",
    "as_cell",
    "as_csv_cell",
    "as_kept",
    "can_be_kept",
    "detect_language",
    "fold",
    "is_chinese",
    "is_whole",
    "main_language",
    "neutralise",
    "restore",
    "sentences",
    "simplify",
    "squeeze",
    "tokens",
]
