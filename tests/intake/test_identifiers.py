"""Check digits of registers' numbers, by the examples that their standards work out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.intake.identifiers import (
    CheckedIdentifier,
    check_identifier,
    check_lei,
    check_uscc,
    split_identifier,
)

#: Worked by hand (Σ and its remainder), invented for fixtures, and of offices of overseas bodies.
RIGHT = (
    "91110000600037341L", "51100000500001237J", "52110000MJ00001221", "53440000MJK000014K",
    "G1330000MCW06863XQ", "G1610000713522976L", "G11100007178352756",
)  # fmt: skip
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("number", RIGHT)
def test_the_examples_of_the_standard_are_right(number: str) -> None:
    assert check_uscc(number) == CheckedIdentifier(number)
    assert split_identifier(number) == ("CN-USCI", number)


def test_the_remainders_are_those_worked_by_hand() -> None:
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    for number, total, rest in (("91110000600037341L", 538, 11), ("G1330000MCW06863XQ", 2797, 7)):
        added = sum(_LETTERS.index(c) * w for c, w in zip(number, weights, strict=False))
        assert (added, added % 31, _LETTERS[31 - rest]) == (total, rest, number[17])


@given(st.sampled_from(RIGHT), st.integers(0, 17), st.sampled_from(_LETTERS))
def test_one_character_that_is_wrong_is_found(number: str, place: int, letter: str) -> None:
    changed = number[:place] + letter + number[place + 1 :]
    assert bool(check_uscc(changed).problem) == (changed != number)


@pytest.mark.parametrize("written", ["9111 0000 6000 3734 1l", "91110000-600037341-L"])
def test_spaces_hyphens_and_small_letters_change_nothing(written: str) -> None:
    assert check_uscc(written) == CheckedIdentifier("91110000600037341L")


@pytest.mark.parametrize(
    ("scheme", "number", "problem"),
    [
        ("GB-CHC", "202918", ""), ("GB-CHC", "1000328-2", ""), ("GB-CHC", "12", "identifier_form"),
        ("GB-SC", "SC000123", ""), ("GB-SC", "000123", "identifier_form"),
        ("GB-NIC", "100004", ""), ("GB-NIC", "10000", "identifier_form"),
        ("GB-COH", "00012345", ""), ("GB-COH", "SC123456", ""),
        ("XI-LEI", "529900T8BM49AURSDO55", ""), ("XI-LEI", "529900T8BM49AURSDO56", "identifier_check"),
        ("ZZ-ANY", "what ever", ""),
    ],
)  # fmt: skip
def test_other_registers_have_their_forms(scheme: str, number: str, problem: str) -> None:
    assert check_identifier(scheme, number).problem == problem


def test_a_legal_entity_identifier_leaves_one_by_ninety_seven() -> None:
    assert not check_lei("529900T8BM49AURSDO55").problem


@pytest.mark.parametrize(
    ("written", "split"),
    [
        ("GB-CHC-1000328", ("GB-CHC", "1000328")),
        ("CN-USCI-91110000600037341L", ("CN-USCI", "91110000600037341L")),
        ("XM-OCHA-FTS-123", ("XM-OCHA", "123")),  # a list that org-id.guide has renamed
        ("GB-GOVUK-55", ("GB-GOV", "55")),
        ("91110000600037341M", None),
        ("1000328", None),
    ],
)
def test_what_people_write_is_split_into_scheme_and_number(
    written: str, split: tuple[str, str] | None
) -> None:
    assert split_identifier(written) == split
