"""A law out of a web page."""

from __future__ import annotations

from huiyin.law.readers.html import extract_html, read_page_tables


def test_what_a_browser_hides_is_not_the_law() -> None:
    page = b"<html><body><p>Article 1. Reeds.</p><p hidden>Article 2. Draft.</p></body></html>"
    source = extract_html(page, "a.html").text
    assert "Reeds." in source


def test_tables_are_read_cell_by_cell() -> None:
    page = b"<table><tr><td>Art. 1<td>too <del>long</del>short</table>"
    (table,) = read_page_tables(page, "a.html").tables
    words = repr(table)
    assert "Art. 1" in words and "short" in words and "long" not in words
