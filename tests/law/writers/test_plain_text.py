"""Text, Markdown and JSON of a law."""

from __future__ import annotations

from huiyin.law import read_bytes
from huiyin.law.writers.plain_text import list_in_order, to_json, to_markdown, to_text

LAW = read_bytes(
    b"Wetlands Act\n\nArticle 1\nReeds are kept.\n\nArticle 2\nWater is clean.\n", "a.txt"
)


def test_everything_stands_in_the_order_of_its_source() -> None:
    text = to_text(LAW)
    assert text.index("Reeds are kept.") < text.index("Water is clean.")
    assert len(list(list_in_order(LAW))) >= len(LAW.provisions)


def test_markdown_and_json_hold_the_same_words() -> None:
    assert "Reeds are kept." in to_markdown(LAW)
    document = to_json(LAW)
    assert set(document) >= {"title", "language", "provisions", "furniture", "problems"}
