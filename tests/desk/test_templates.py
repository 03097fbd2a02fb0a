"""HTML is built by templates alone, and templates escape what people wrote."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

# Read from the source.
pytestmark = pytest.mark.one_database

SOURCE = Path(__file__).resolve().parents[2] / "src/huiyin"
#: What tells a template that a text is markup already.
_SAFE = re.compile(
    r"mark_safe|SafeString|SafeText|SafeData|format_html|html_safe|__html__|\bMarkup\(|\|\s*safe(?:seq)?\b|autoescape"
)
#: The only places that say so, and why.
SAFE = {
    "desk/core/templatetags/desk.py": "sentences of the catalogues, what fills them escaped; charts, cleaned; data for programs",
    "desk/core/fused_templates.py": "joins what templates made, escaped as they say",
    "desk/consultations/views/law_page.py": "switches escaping on",
    "report/html_document.py": "switches escaping on",
    "report/measure_page.py": "switches escaping on",
    "report/templates/measure.html.jinja": "the style sheet of ours; charts of ours",
    "report/templates/report.html.jinja": "the style sheet of ours; charts of ours",
}
#: Python that writes markup by itself, and why.
WRITES = {
    "desk/accounts/lock_views.py": "no markup: the names of the parts of addresses",
    "desk/api/urls.py": "no markup: the names of the parts of addresses",
    "desk/pages/urls.py": "no markup: the names of the parts of addresses",
    "report/measure_page.py": "no markup: how it knows a page of its own again",
    "presentation/provenance_chart.py": "a drawing, its words escaped",
}
_MARKUP = re.compile(r"</?[A-Za-z][A-Za-z0-9]*[\s/>]")


def files(*ends: str) -> Iterator[tuple[str, Path]]:
    for folder in ("desk", "presentation", "report"):
        for path in sorted((SOURCE / folder).rglob("*")):
            if path.suffix in ends and "migrations" not in path.parts:
                yield path.relative_to(SOURCE).as_posix(), path


def test_only_the_listed_places_call_a_text_markup() -> None:
    found = {
        name
        for name, path in files(".py", ".html", ".jinja", ".txt", ".svg", ".xml")
        if _SAFE.search(path.read_text("utf-8"))
    }
    assert found == set(SAFE)


def test_no_program_of_the_desk_writes_markup() -> None:
    found = {name for name, path in files(".py") if list(markup_in(path.read_text("utf-8")))}
    assert found == set(WRITES)


def markup_in(program: str) -> Iterator[str]:
    """The texts of a program, docstrings left out, that hold a tag."""
    tree = ast.parse(program)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docs and _MARKUP.search(node.value):  # type: ignore[attr-defined]
            yield node.value  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "program",
    [
        "x = f'<p class=\"{y}\">'",
        "x = '<b>' + y",
        "def f():\n  return '</p>'",
        "x = '<a href=\"' + y",
    ],
)
def test_the_check_sees_markup_in_a_program(program: str) -> None:
    assert list(markup_in(program))


def test_templates_put_nothing_of_theirs_into_a_script_or_a_handler() -> None:
    """Inside of these, escaping for HTML is not enough."""
    for name, path in files(".html", ".jinja"):
        words = path.read_text("utf-8")
        plain = re.sub(r"{%.*?%}", "", words)
        assert not re.search(r"\son[a-z]+\s*=", plain), name
        # Data for programs is no script; that nothing in it ends it is tried in directory/test_organisation.py and
        # pages/test_site.py.
        acts = words
        for told in ("json_ld|structured", "described|structured"):
            acts = acts.replace(f'<script type="application/ld+json">{{{{ {told} }}}}</script>', "")
        assert not re.search(r"<script(?![^>]*\bsrc=)", acts), name
        assert not re.search(r"style\s*=\s*[\"'][^\"']*{[{%]", words), name
        # Values of attributes stand in quotation marks, or a blank would begin the next one.
        assert not re.search(r"\s[\w:-]+={{", plain), name
        for value in re.findall(r"hx-(?:vals|headers|vars|on[^=]*)='([^']*)'", words):
            assert value == '{"X-CSRFToken": "{{ csrf_token }}"}', name
