"""Every law in every setting of its pages says what its text says."""

from __future__ import annotations

from itertools import product

import pytest
from pypdfium2 import PdfDocument

from tests.law import typeset

pytestmark = pytest.mark.sweep

#: Settings in which the page itself does not tell where a paragraph ends: no indent, no gap, lines that happen to be full.
_UNTOLD = {
    ("zh", 2, False, "0pt", "0.65em"),
    ("zh", 3, True, "0pt", "0.65em"),
    ("zh", 3, False, "0pt", "0.65em"),
}


@pytest.mark.parametrize("head", ["none", "number", "of", "sides", "dated", "zh"])
@pytest.mark.parametrize("name", sorted(typeset.LAWS))
def test_every_setting_says_what_the_text_says(name: str, head: str) -> None:
    wrong = []
    for columns, is_justified, (indent, between) in product(
        (1, 2, 3), (True, False), (("0pt", "0.65em"), ("2em", "0.65em"), ("0pt", "1.4em"))
    ):
        if (name, columns, is_justified, indent, between) in _UNTOLD:
            continue
        printed_law = typeset.set_law(
            typeset.LAWS[name],
            columns=columns,
            is_justified=is_justified,
            indent=indent,
            between=between,
            head=head,
            size="8pt" if columns == 3 else "11pt",
        )
        if head in ("sides", "dated", "zh") and len(PdfDocument(printed_law)) == 1:
            continue  # one page does not tell what runs over all
        printed, text = typeset.read_both(typeset.LAWS[name], printed_law)
        if printed != text:
            wrong.append((columns, is_justified, indent, between, len(set(text) ^ set(printed))))
    assert wrong == []


@pytest.mark.parametrize("name", sorted(typeset.LAWS))
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("scope", ["document", "page"])
def test_every_way_to_count_lines_is_furniture(scope: str, side: str, name: str) -> None:
    wrong = []
    for columns, is_justified in product((1, 2), (True, False)):
        if (name, columns, is_justified) == ("zh", 2, False):
            continue
        extra = (
            f'#set columns(gutter: 36pt)\n#set par.line(numbering: "1", numbering-scope: "{scope}",'
            f" number-margin: {side})"
        )
        printed, text = typeset.read_both(
            typeset.LAWS[name],
            typeset.set_law(
                typeset.LAWS[name], columns=columns, is_justified=is_justified, extra=extra
            ),
        )
        if printed != text:
            wrong.append((columns, is_justified, len(set(text) ^ set(printed))))
    assert wrong == []
