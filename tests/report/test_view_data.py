"""Tables of the report in plain words and figures."""

from __future__ import annotations

from huiyin.i18n import use_language
from huiyin.report.view_data import count_table


def test_a_table_of_counts_says_what_is_counted_and_sets_figures_apart() -> None:
    use_language("en")
    table = count_table("Groups", "Group", [("bees", 1234), ("trees", 5)], note="n", caption="c")
    assert (table.title, table.note, table.caption) == ("Groups", "n", "c")
    assert table.head[0] == "Group" and table.head[1]
    assert table.rows == (("bees", "1,234"), ("trees", "5"))
    assert table.numbers == {1}


def test_the_head_is_in_the_readers_language() -> None:
    heads = []
    for language in ("en", "zh"):
        use_language(language)
        heads.append(count_table("t", "w", []).head[1])
    assert heads[0] != heads[1]
