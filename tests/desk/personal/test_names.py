"""What somebody is called, and whether words name them."""

from __future__ import annotations

from huiyin.desk.personal.names import PersonNames, addresses_in, fold_name


def test_names_are_compared_without_case_width_and_spaces_within_chinese() -> None:
    assert fold_name("王 小明") == fold_name("王小明") and fold_name("ＡＮＮ Lee") == fold_name(
        "ann lee"
    )
    assert addresses_in("Write to Ann@Example.org, please.") == {"ann@example.org"}


def test_words_name_somebody_by_their_name_and_their_address_alone() -> None:
    ann = PersonNames(frozenset({fold_name("Ann Lee")}), frozenset({"ann@example.org"}))
    assert ann.is_named("Ann Lee") and not ann.is_named("Ann Leeds")
    assert ann.has_address("by ann@example.org") and not ann.has_address("by joann@example.org")
    assert "Ann Lee" not in ann.without("Ann Lee asked for sixty days.")
