from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from huiyin.i18n import catalogue, current_language, say, say_date, say_number, say_percent
from huiyin.i18n.catalogue import MissingWords
from huiyin.i18n.check import list_problems


def test_it_speaks_the_language_asked_for() -> None:
    assert say("cli.help.usage", "en") == "Usage:"
    assert say("cli.help.usage", "zh-Hans") == "用法："


def test_it_fills_placeholders_by_name() -> None:
    assert "draft.docx" in say("cli.file_missing", "zh", file="draft.docx")


def test_each_count_of_a_sentence_has_its_word_in_the_right_number() -> None:
    said = [say("exchange.foot", "en", origin="o", size=size, root="r") for size in (0, 1, 2)]
    assert [sentence.split("o: ")[1].split(",")[0] for sentence in said] == [
        "0 entries", "1 entry", "2 entries",
    ]  # fmt: skip
    assert "1 项" in say("exchange.foot", "zh", origin="o", size=1, root="r")
    written = say("measure.replies.few", "en", known="1,019")
    assert "1,019 asks" in written and "1 ask " in say("measure.replies.few", "en", known="1")


def test_no_english_sentence_says_1_organisations() -> None:
    """A count stands before a plural only with its singular beside it, or where it is a limit and more than one."""
    folder = Path(catalogue.__file__).parent / "catalogues" / "en"
    sentences = [
        (message.id, str(message.string))
        for path in sorted(folder.glob("*.po"))
        for message in read_po(io.BytesIO(path.read_bytes()))
        if message.id and isinstance(message.id, str)
    ]
    plurals = {
        noun for _, said in sentences for noun in re.findall(r"\{\w+:[^|{}]+\|([^{}]+)\}", said)
    }
    limits = "least|limit|smallest|needed|each|most"
    alone = re.compile(rf"(?<!of )\{{(?!(?:{limits})\}})\w+\}} (?:{'|'.join(sorted(plurals))})\b")
    assert len(plurals) > 20
    assert [(key, said) for key, said in sentences if alone.search(said)] == []


def test_an_unknown_key_is_our_mistake_and_says_so() -> None:
    with pytest.raises(MissingWords):
        say("cli.no_such_sentence")


def test_the_language_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_LANG", "zh_CN.UTF-8")
    assert current_language() == "zh"


def test_dates_and_numbers_are_the_readers() -> None:
    day = date(2026, 3, 5)
    assert say_date(day, "zh") == "2026年3月5日"
    assert say_date(day, "en") == "5 March 2026"
    assert say_number(12345.6, "en") == "12,345.6"
    assert say_percent(0.253, "zh") == "25%"


def _catalogues(folder: Path, en: str, zh: str) -> Path:
    for language, body in (("en", en), ("zh", zh)):
        (folder / language).mkdir(parents=True)
        (folder / language / "a.po").write_text(body, "utf-8")
    return folder


HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_the_check_finds_what_is_missing_in_one_language(tmp_path: Path) -> None:
    folder = _catalogues(tmp_path, HEAD + 'msgid "a.b"\nmsgstr "x {n}"\n', HEAD)
    assert any("zh/a.po lacks 'a.b'" in c for c in list_problems(folder, tmp_path))


def test_the_check_finds_placeholders_that_differ(tmp_path: Path) -> None:
    folder = _catalogues(
        tmp_path, HEAD + 'msgid "a.b"\nmsgstr "{n}"\n', HEAD + 'msgid "a.b"\nmsgstr "{m}"\n'
    )
    assert any("placeholders" in c for c in list_problems(folder, tmp_path))


def test_the_check_finds_a_key_that_the_code_says_and_no_catalogue_holds(tmp_path: Path) -> None:
    folder = _catalogues(tmp_path / "c", HEAD, HEAD)
    source = tmp_path / "src"
    source.mkdir()
    (source / "m.py").write_text('say("a.missing")\n', "utf-8")
    assert any("'a.missing'" in c for c in list_problems(folder, source))


def test_the_check_finds_a_key_that_nobody_says(tmp_path: Path) -> None:
    body = HEAD + 'msgid "a.dead"\nmsgstr "x"\n'
    folder = _catalogues(tmp_path / "c", body, body)
    (tmp_path / "src").mkdir()
    assert list_problems(folder, tmp_path / "src") == [
        "'a.dead' is in the catalogues and said nowhere"
    ]


def test_the_check_finds_a_call_that_does_not_fit_its_sentence(tmp_path: Path) -> None:
    body = HEAD + 'msgid "a.b"\nmsgstr "{line}: {why}"\n'
    folder = _catalogues(tmp_path / "c", body, body)
    (tmp_path / "src").mkdir()
    source = tmp_path / "src" / "m.py"
    source.write_text('say("a.b", line=1, why=2)\n', "utf-8")
    assert list_problems(folder, tmp_path / "src") == []
    source.write_text('say("a.b", n=1, line=1)\n', "utf-8")
    assert any("without why" in c for c in list_problems(folder, tmp_path / "src"))
    source.write_text('say("a.b", n=1, line=1, why=2)\n', "utf-8")
    assert any("no plural" in c for c in list_problems(folder, tmp_path / "src"))
