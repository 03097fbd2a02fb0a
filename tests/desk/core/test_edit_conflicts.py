"""What somebody changed meanwhile is not overwritten unseen."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from huiyin.desk.core.edit_conflicts import (
    EditConflict,
    check_unchanged,
    compare_words,
    digest_version,
    find_version,
)

SHOWN = {"title": "Wetlands", "days": "30"}


def test_a_version_is_that_of_its_values_in_any_order() -> None:
    assert digest_version(SHOWN) == digest_version(dict(reversed(SHOWN.items())))
    assert digest_version(SHOWN) != digest_version(SHOWN | {"days": "60"})
    assert digest_version({"title": " a\r\nb "}) == digest_version({"title": "a\nb"})


def test_a_form_that_showed_what_is_stored_or_says_it_again_may_save() -> None:
    check_unchanged(digest_version(SHOWN), SHOWN, {"title": "Peatlands", "days": "30"})
    check_unchanged("of long ago", SHOWN, SHOWN)
    check_unchanged(None, SHOWN, {"title": "Peatlands", "days": "30"})
    check_unchanged("", {"title": "", "days": ""}, SHOWN)


def test_what_the_form_did_not_show_is_not_overwritten() -> None:
    seen = digest_version(SHOWN)
    with pytest.raises(EditConflict) as changed:
        check_unchanged(seen, SHOWN | {"days": "60"}, {"title": "Peatlands", "days": "30"})
    # One side alone changed each: the title was typed, the days were stored.
    assert changed.value.merged("title") == ("Peatlands",) and changed.value.merged("days") == (
        "60",
    )
    with pytest.raises(EditConflict):
        check_unchanged("", SHOWN, {"title": "Peatlands", "days": "30"})


def test_a_form_that_is_shown_again_keeps_its_version() -> None:
    requests = RequestFactory()
    assert find_version(requests.get("/"), SHOWN) == digest_version(SHOWN)
    assert find_version(requests.post("/", {"version": "abc"}), SHOWN) == "abc"


def test_long_texts_are_compared_by_their_ends() -> None:
    old = "a " * 20_000 + "reeds" + " b" * 20_000
    new = old.replace("reeds", "water")
    pieces = compare_words(old, new)
    assert "".join(p.text for p in pieces if p.op != "insert") == old
    assert "".join(p.text for p in pieces if p.op != "delete") == new
