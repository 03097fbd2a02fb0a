"""Words that were to be added to no provision of the draft's, judged by where the law has them."""

from __future__ import annotations

import pytest

from huiyin.trace import ReasonCode, Verdict
from tests.trace.uptake.added_provisions import ACT, PUT, trace


@pytest.mark.parametrize("action", ["replace", "delete"])
def test_wording_that_names_no_provision_is_said_to_name_none(action: str) -> None:
    uptake = trace("", PUT, action=action)
    assert (uptake.verdict, uptake.reason) == (Verdict.NEEDS_PERSON, ReasonCode.NO_TARGET)
    quoted = trace("", action="replace", text='Replace "thirty days" with "ten days".')
    assert quoted.reason is ReasonCode.NO_TARGET


def test_free_words_that_name_no_provision_are_said_to_ask_for_no_wording() -> None:
    uptake = trace("", action="replace", text="Please be kinder to trees.")
    assert (uptake.verdict, uptake.reason) == (Verdict.NEEDS_PERSON, ReasonCode.FREE_TEXT)


def test_what_was_asked_of_no_provision_and_stands_nowhere_is_not_adopted() -> None:
    uptake = trace(
        "", "An airline must tell passengers of a delay and provide meals or lodging.", draft=ACT
    )
    assert (uptake.verdict, uptake.reason) == (Verdict.NOT_ADOPTED, ReasonCode.NOWHERE_FOUND)


def test_words_that_the_draft_has_already_are_no_new_provision() -> None:
    uptake = trace("", "A council answers a complaint within thirty days.")
    assert uptake.verdict is Verdict.NEEDS_PERSON
