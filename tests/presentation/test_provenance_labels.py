"""What provenance found, in words."""

from __future__ import annotations

from datetime import date

import pytest

from huiyin.i18n import use_language
from huiyin.law import Law, read_text
from huiyin.presentation.provenance_labels import (
    describe_problem,
    passage_rows,
    say_degrees,
    say_problem,
    say_source,
)
from huiyin.trace.provenance import (
    Index,
    Provenance,
    ProvenanceSource,
    SourceProblem,
    SourceText,
    trace_provenance,
)
from huiyin.trace.provenance.sources import list_traced_units

BORROWED = (
    "A council answers every request of a gardener in writing within ten days of receiving it."
)
OWN = "Whoever keeps bees tells the neighbours once a year where the hives stand and why they do."


def found() -> tuple[Law, Provenance]:
    law = read_text(f"Garden Act\n\n1. {BORROWED}\n\n2. {OWN}\n")
    source = ProvenanceSource("old", title="Old Act", country="NZ", date=date(2001, 2, 3))
    index = Index.in_memory([SourceText(source, (("sec_9", BORROWED),))])
    return law, trace_provenance(list_traced_units(law), index)


def test_a_table_has_every_passage_and_what_is_left_of_each_provision() -> None:
    use_language("en")
    law, provenance = found()
    head, *rows = passage_rows(law, provenance)
    assert len(head) == 6
    assert [(row[1], row[2]) for row in rows if row[2]] == [("old", "sec_9")]
    own = [row for row in rows if not row[2]]
    assert [row[3] for row in own] == ["0.0000", "1.0000"]


def test_the_degrees_are_shares_of_a_hundred() -> None:
    use_language("en")
    _, provenance = found()
    assert say_degrees(provenance).count("%") == 3


def test_a_source_is_told_by_title_country_and_year() -> None:
    use_language("en")
    _, provenance = found()
    told = say_source(provenance.sources[0])
    assert "Old Act" in told and "NZ" in told and "2001" in told


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_to_mend_names_file_and_row(language: str) -> None:
    use_language(language)
    problem = SourceProblem("sources.csv", 3, "unreadable", {"code": "empty"})
    assert "sources.csv" in say_problem(problem) and "3" in say_problem(problem)
    assert describe_problem(problem) == {
        "file": "sources.csv", "row": 3, "code": "unreadable", "message": say_problem(problem),
    }  # fmt: skip
