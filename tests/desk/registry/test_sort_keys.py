"""Chinese names are sorted by their pinyin."""

from __future__ import annotations

from huiyin.desk.registry.sort_keys import fold_key, make_search_text, make_sort_key


def test_a_chinese_name_stands_where_its_pinyin_does() -> None:
    names = ["张家港湿地协会", "安吉竹林社", "北京观鸟会"]
    assert sorted(names, key=lambda name: make_sort_key(name, "")) == [
        "安吉竹林社",
        "北京观鸟会",
        "张家港湿地协会",
    ]


def test_a_name_is_found_by_its_pinyin_and_by_its_initials() -> None:
    found = make_search_text(["北京观鸟会"])
    assert "beijing" in found and "bj" in found
    assert fold_key("Reed–Bank  Society") == "reed bank society"
    assert fold_key("Écluse für Zürich") == "ecluse fur zurich"


def test_a_letter_that_no_accent_is_parted_from_is_not_lost() -> None:
    keys = {fold_key(name): name for name in ("Łódź", "Øresund", "Æther", "Đà Nẵng", "Straße", "L’Écluse")}  # fmt: skip
    assert list(keys) == ["lodz", "oresund", "aether", "da nang", "strasse", "l ecluse"]
