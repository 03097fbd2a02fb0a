"""Plain text and Markdown."""

from __future__ import annotations

from huiyin.law.readers.plain_text import extract_markdown, extract_plain, markdown_marks


def test_a_text_is_read_as_it_is() -> None:
    assert extract_plain("第一条\r\n湿地".encode("gb18030"), "a.txt").text == "第一条\n湿地"


def test_the_signs_of_markdown_become_marks_and_the_source_stays() -> None:
    text = "# Wetlands Act\n\n**Article 1** Reeds.\n"
    assert extract_markdown(text.encode(), "a.md").text == text
    assert len(list(markdown_marks(text))) >= 2 and not list(markdown_marks("Reeds and water."))
