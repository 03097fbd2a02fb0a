"""What is typed of an organisation, on its page and in the rows of a table."""

from __future__ import annotations

from django.http import QueryDict

from huiyin.desk.registry.organisation_forms import OrganisationForm, RefusedRowsForm
from huiyin.desk.registry.organisations import FIELDS


def test_details_are_read_with_every_field_that_a_table_has() -> None:
    form = OrganisationForm(QueryDict("name_en=+Reed+Bank+&kind=member&is_correction=1"))
    assert form.read_details() == dict.fromkeys(FIELDS, "") | {
        "name_en": "Reed Bank",
        "kind": "member",
    }
    assert form.cleaned_data["is_correction"] and form.cleaned_data["version"] is None


def test_rows_are_those_that_the_page_names() -> None:
    rows = RefusedRowsForm(
        QueryDict("row=7&row=x&name_en-7=Reed+Bank&name_en-8=No+row")
    ).read_rows()
    assert [(row.number, row.given["name_en"]) for row in rows] == [(7, "Reed Bank")]
    assert RefusedRowsForm(QueryDict("")).read_rows() == []
