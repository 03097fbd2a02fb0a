"""Salted commitments."""

from __future__ import annotations

from huiyin.transparency.commitments import Opening, make_opening


def test_equal_values_have_commitments_that_nobody_can_tell_to_be_equal() -> None:
    one, other = make_opening("name", "Wang"), make_opening("name", "Wang")
    assert one.commitment != other.commitment and len(one.commitment) == 32


def test_the_opening_gives_the_commitment_again_and_another_value_does_not() -> None:
    opening = make_opening("name", "Wang")
    assert Opening("name", "Wang", opening.salt).commitment == opening.commitment
    assert Opening("name", "Zhang", opening.salt).commitment != opening.commitment
    assert Opening("party", "Wang", opening.salt).commitment != opening.commitment
    assert opening.salt.hex() not in repr(opening)
