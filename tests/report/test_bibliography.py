"""A work's metadata in the forms that reference managers and search engines read."""

from __future__ import annotations

import bibtexparser
import pytest
import rispy

from huiyin.presentation.bibliography import (
    describe_json_ld,
    list_citation_tags,
    read_orcid,
    write_bibtex,
    write_ris,
)

ITEM = {
    "id": "2026-heat", "type": "report", "language": "en-GB", "title": "Heat & {harm}: 50% of C_2 #1 \\ ~",
    "abstract": "A line.\nAnother.\nER  - forged", "author": [{"family": "Müller", "given": "Ä."}, {"literal": "Institute of Heat and Cold"}],
    "issued": {"date-parts": [[2026, 5, 3]]}, "publisher": "Network", "keyword": "heat, harm", "DOI": "10.1234/x",
    "custom": {"orcid": ["0000-0002-1825-0097", ""], "licence": "CC-BY-4.0", "commissioner": "Ministry of Heat"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        (" https://orcid.org/0000-0001-5109-3700 ", "0000-0001-5109-3700"),
        ("0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("0000-0002-1825-0098", ""),
        ("0000-0002-1852-0097", ""),  # two digits changed places
        ("0000-0002-1825", ""),
        ("", ""),
    ],
)
def test_an_orcid_is_taken_as_people_write_it_and_not_where_its_check_fails(
    written: str, read: str
) -> None:
    assert read_orcid(written) == read


def test_no_other_last_character_than_the_check_makes_an_orcid() -> None:
    stem = "0000-0001-5109-370"
    assert [last for last in "0123456789X" if read_orcid(stem + last)] == ["0"]


def test_what_latex_reads_otherwise_is_written_so_that_it_reads_it() -> None:
    parsed = bibtexparser.parse_string(write_bibtex([ITEM]))
    assert not parsed.failed_blocks
    (entry,) = parsed.entries
    assert "\\&" in entry["title"] and "50\\%" in entry["title"] and "C\\_2" in entry["title"]
    # The name of an organisation is one name, whatever "and" stands in it.
    assert entry["author"].endswith(" and {Institute of Heat and Cold}")
    assert (entry["year"], entry["month"], entry["institution"]) == ("2026", "5", "Network")


def test_nothing_in_a_value_begins_a_line_of_ris() -> None:
    (reference,) = rispy.loads(write_ris([ITEM]))
    assert reference["abstract"] == "A line. Another. ER - forged"
    assert reference["authors"] == ["Müller, Ä.", "Institute of Heat and Cold"]
    assert reference["date"] == "2026/05/03"


def test_the_tags_name_authors_in_their_order_each_with_its_orcid_behind_it() -> None:
    tags = list_citation_tags(ITEM, pdf="https://x.example/a.pdf")
    names = [name for name, _ in tags]
    assert names[:4] == [
        "citation_title", "citation_author", "citation_author_orcid", "citation_author",
    ]  # fmt: skip
    assert names[-1] == "citation_pdf_url"
    assert all(words for _, words in tags)


def test_json_ld_tells_people_from_organisations() -> None:
    told = describe_json_ld([ITEM], "https://x.example/w", awards=["Prize"])
    assert [one["@type"] for one in told["author"]] == ["Person", "Organization"]
    assert told["sponsor"]["name"] == "Ministry of Heat"
    assert (told["@type"], told["datePublished"]) == ("Report", "2026-05-03")
    assert told["award"] == ["Prize"]
