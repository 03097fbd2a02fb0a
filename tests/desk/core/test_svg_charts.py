"""What may be in a chart that stands in a page."""

from __future__ import annotations

from huiyin.desk.core.svg_charts import clean_svg


def test_nothing_is_left_in_it_but_shapes_and_words() -> None:
    drawn = clean_svg(
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="3" onclick="alert(2)"/>'
        '<image href="https://example.org/x.png"/><text>Reeds</text></svg>'
    )
    assert "rect" in drawn and "Reeds" in drawn
    assert not any(word in drawn for word in ("alert", "script", "image", "href", "onclick"))
    assert clean_svg("no drawing") == ""
