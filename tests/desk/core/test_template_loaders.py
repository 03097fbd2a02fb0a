"""Templates are indented for who reads them; pages are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import Origin, engines
from django.template.loader import get_template

from huiyin.desk.core.template_loaders import UnindentedLoader

pytestmark = pytest.mark.one_database  # nothing is asked of it


def test_a_page_of_the_desk_is_read_without_indentation_and_line_by_line() -> None:
    template = get_template("networks/people.html").template  # type: ignore[attr-defined]
    written = Path(template.origin.name).read_text("utf-8")
    assert any(line.startswith("    ") for line in written.splitlines())
    assert template.source.splitlines() == [line.lstrip(" \t") for line in written.splitlines()]


def test_templates_of_others_and_texts_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<pre>\n    kept\n</pre>", "utf-8")
    loader = UnindentedLoader(engines["django"].engine)  # type: ignore[attr-defined]
    assert loader.get_contents(Origin(str(path))) == "<pre>\n    kept\n</pre>"
