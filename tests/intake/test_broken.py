"""One bad row costs that row, not the file."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path
from typing import Any, cast
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.intake import (
    Comment,
    IntakeResult,
    RefusalCode,
    read_comments,
    read_statements,
    read_votes,
)
from huiyin.law import UnreadableLaw, read_bytes, read_text
from huiyin.presentation.problems import say_refusal, say_unreadable
from huiyin.text import can_be_kept

LAW = read_text("某法\n第一条 甲。\n第二条 乙。\n")


def write(folder: Path, rows: list[dict[str, object]]) -> Path:
    path = folder / "comments.json"
    path.write_text(json.dumps(rows), "ascii")
    return path


@pytest.mark.parametrize("broken", ["好\ud83d", "\udc00", "a\x00b"])
def test_a_broken_character_costs_its_row_alone(tmp_path: Path, broken: str) -> None:
    rows: list[dict[str, object]] = [
        {"comment": "First, good.", "article": "1"},
        {"comment": broken, "article": "2"},
        {"comment": "Third, good 😀.", "article": "2"},
    ]
    found = read_comments([write(tmp_path, rows)], law=LAW)
    assert [c.text for c in found.taken] == ["First, good.", "Third, good 😀."]
    assert [(r.row, r.reason) for r in found.refused] == [(2, RefusalCode.BROKEN_CHARACTERS)]


def test_a_broken_character_costs_a_statement_alone(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"id": "1", "text": "Good."}, {"id": "2", "text": "\ud83d"}]
    found = read_statements(write(tmp_path, rows))
    assert len(found.taken) == 1
    assert [r.reason for r in found.refused] == [RefusalCode.BROKEN_CHARACTERS]


@pytest.mark.parametrize(
    "digits", ["9" * 4301, "九" * 20_000, "万" * 20_000, "第" + "一" * 5000 + "条"]
)
def test_a_number_without_end_costs_nothing(tmp_path: Path, digits: str) -> None:
    rows: list[dict[str, object]] = [
        {"comment": "First.", "article": digits},
        {"comment": digits, "article": "2"},
    ]
    path = write(tmp_path, rows)
    if digits.isascii():  # as a number of JSON's own
        path.write_text(path.read_text("ascii").replace(f'"{digits}"', digits), "ascii")
    found = read_comments([path], law=LAW)
    assert [c.eid for c in found.taken] == ["", "art_2"]
    assert not found.refused


def test_a_heading_with_half_a_character_can_be_shown(tmp_path: Path) -> None:
    found = read_comments([write(tmp_path, [{"\ud83d": "x"}])], law=LAW)
    assert found.refused[0].reason is RefusalCode.NO_HEADINGS
    assert json.dumps(dict(found.refused[0].details), ensure_ascii=False).encode()


def test_objects_that_each_have_a_name_of_their_own_are_no_table(tmp_path: Path) -> None:
    found = read_comments([write(tmp_path, [{f"k{n}": 1} for n in range(5000)])], law=LAW)
    assert dict(found.refused[0].details)["code"] == "too_many_columns"


# ---- one row among good ones, in every format ----------------------------------------------------------

HEADS = ("provision", "comment", "organisation")
GOOD = [("1", "First, good.", "Cranes"), ("2", "Third, \u6e7f\u5730 😀.", "Herons")]
#: What costs its row, by how it is written into a format that can hold it.
LONE, NUL, LOST = "好\ud83d", "a\x00b", "a\ufffdb"
#: What costs nothing: it is words.
HARMLESS = [
    "9" * 4301,
    "-" + "1" * 5000,
    "1e999",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "'; --",
    "=1+1",
    "\u202ex\u2066",
]


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADS, *rows])
    return text.getvalue().encode("utf-8", "surrogatepass")


def _tsv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter="\t").writerows([HEADS, *rows])
    return text.getvalue().encode("utf-8", "surrogatepass")


def _json(rows: list[tuple[str, ...]]) -> bytes:
    return json.dumps([dict(zip(HEADS, row, strict=True)) for row in rows]).encode("ascii")


def _jsonl(rows: list[tuple[str, ...]]) -> bytes:
    return b"\n".join(json.dumps(dict(zip(HEADS, row, strict=True))).encode() for row in rows)


def _sheet(rows: list[tuple[str, ...]]) -> bytes:
    """A workbook as a careless program writes it: characters that XML forbids by their numbers, as text in the cell."""

    def cell(words: str) -> str:
        said = html.escape(words)
        said = re.sub("[\x00\ud800-\udfff]", lambda found: f"&#{ord(found[0])};", said)
        return f'<c t="inlineStr"><is><t>{said}</t></is></c>'

    lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in (HEADS, *rows))
    return _with_sheet(lines)


def _with_sheet(lines: str) -> bytes:
    import openpyxl

    book, written = openpyxl.Workbook(), io.BytesIO()
    book.save(written)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{lines}</sheetData></worksheet>'
    return _replaced(written.getvalue(), "xl/worksheets/sheet1.xml", sheet)


def _docx(rows: list[tuple[str, ...]]) -> bytes:
    import docx

    written = io.BytesIO()
    docx.Document().save(written)

    def cell(words: str) -> str:
        said = html.escape(words)
        said = re.sub("[\x00\ud800-\udfff]", lambda found: f"&#{ord(found[0])};", said)
        return f"<w:tc><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:tc>"

    lines = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in (HEADS, *rows))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:tbl>{lines}</w:tbl></w:body></w:document>'
    return _replaced(written.getvalue(), "word/document.xml", body)


def _replaced(archive: bytes, member: str, text: str) -> bytes:
    written = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as old, ZipFile(written, "w") as new:
        for name in old.namelist():
            new.writestr(name, text.encode() if name == member else old.read(name))
    return written.getvalue()


FORMATS = {
    "a.csv": _csv, "a.tsv": _tsv, "a.json": _json, "a.jsonl": _jsonl, "a.xlsx": _sheet, "a.docx": _docx,
}  # fmt: skip


class _Held:
    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data

    def read_bytes(self) -> bytes:
        return self.data

    def is_dir(self) -> bool:
        return False


def read_held(name: str, data: bytes) -> IntakeResult[Comment]:
    return read_comments([cast(Path, _Held(name, data))], law=LAW)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=12, deadline=None)
@given(
    words=st.sampled_from([LONE, NUL, LOST, "\udc00\ud800"]),
    column=st.sampled_from([1, 2]),
    at=st.integers(0, 2),
)
def test_a_poisoned_row_costs_itself_in_every_format(
    name: str, words: str, column: int, at: int
) -> None:
    if name in ("a.csv", "a.tsv"):
        # Bytes that are no UTF-8 make of a small file one of another encoding: what is tried is a character.
        words = words.encode("utf-8", "replace").decode().replace("?", "\ufffd")
    bad = ["1", "Second", "Ducks"]
    bad[column] = words
    rows: list[tuple[str, ...]] = list(GOOD)
    rows.insert(at, tuple(bad))
    found = read_held(name, FORMATS[name](rows))
    assert [c.text for c in found.taken] == [text for _, text, _ in GOOD]
    first = 1 if name in ("a.json", "a.jsonl") else 2
    assert [(r.file, r.row, r.reason) for r in found.refused] == [
        (name, at + first, RefusalCode.BROKEN_CHARACTERS)
    ]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("words", HARMLESS)
def test_odd_words_are_words_in_every_format(name: str, words: str) -> None:
    rows = [GOOD[0], (words, words, words), GOOD[1]]
    found = read_held(name, FORMATS[name](rows))
    assert [c.text for c in found.taken] == [GOOD[0][1], words, GOOD[1][1]]
    assert not found.refused


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (f"<c><v>{'9' * 5000}</v></c>", "9" * 5000),
        ("<c><v>nonsense</v></c>", "nonsense"),
        ('<c t="s"><v>99999</v></c>', "99999"),
        ('<c t="b"><v>x</v></c>', "x"),
        ('<c t="d"><v>2026-02-30</v></c>', "2026-02-30"),
        ("<c><v>1e999</v></c>", "inf"),
    ],
)
def test_a_cell_without_sense_costs_no_other(cell: str, shown: str) -> None:
    def words(text: str) -> str:
        return f'<c t="inlineStr"><is><t>{text}</t></is></c>'

    lines = (
        f"<row>{words('provision')}{words('comment')}</row><row>{words('1')}{words('Good')}</row>"
        f"<row>{words('2')}{cell}</row><row>{words('2')}{words('Fine')}</row>"
    )
    found = read_held("a.xlsx", _with_sheet(lines))
    assert [c.text for c in found.taken] == ["Good", shown, "Fine"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bad", ['"never closed', '"a" "b', '"closed", and not "'])
def test_a_quotation_mark_that_nothing_closes_costs_its_row_alone(delimiter: str, bad: str) -> None:
    bad = bad.replace(",", delimiter)
    lines = [
        "provision,comment",
        "1,First",
        f"2,{bad}",
        '2,"Third ""said"""',
        "2,Fourth",
        '1,"Fi\nfth"',
    ]
    text = "\n".join(line.replace(",", delimiter) for line in lines) + "\n"
    found = read_held("a.csv", text.encode())
    assert [c.text for c in found.taken][-3:] == ['Third "said"', "Fourth", "Fi\nfth"]
    assert "First" in [c.text for c in found.taken]
    # One that closes before a separator makes one cell more than there are headings.
    why = RefusalCode.SURPLUS if "and not" in bad else RefusalCode.OPEN_QUOTE
    assert [(r.row, r.reason) for r in found.refused] in ([(3, why)], [])


def _txt(paragraphs: list[str]) -> bytes:
    return "\n".join(paragraphs).encode("utf-8", "surrogatepass")


def _html(paragraphs: list[str]) -> bytes:
    inner = "".join(f"<p>{html.escape(words)}</p>" for words in paragraphs)
    return f"<!doctype html><html><body>{inner}</body></html>".encode("utf-8", "surrogatepass")


def _letter(paragraphs: list[str]) -> bytes:
    import docx

    written = io.BytesIO()
    docx.Document().save(written)
    said = (re.sub("[\x00\ud800-\udfff]", lambda f: f"&#{ord(f[0])};", html.escape(words)) for words in paragraphs)  # fmt: skip
    inner = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in said)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>'
    return _replaced(written.getvalue(), "word/document.xml", body)


def _mail(paragraphs: list[str], sender: str = "River Watch <r@example.org>") -> bytes:
    head = f"From: {sender}\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    return head.encode("utf-8", "surrogateescape") + _txt(paragraphs)


LETTERS = {"a.txt": _txt, "a.html": _html, "a.docx": _letter, "a.eml": _mail}


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("words", [NUL, LOST])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_poisoned_paragraph_costs_its_comment_in_every_letter(
    name: str, words: str, at: int
) -> None:
    paragraphs = ["第一条太短。", "第二条好。"]
    paragraphs.insert(at, f"第二条{words}有误。")
    found = read_held(name, LETTERS[name]([*paragraphs, "河流守望", "2026年3月2日"]))
    assert [(c.text, c.organisation) for c in found.taken] == [
        ("第一条太短。", "河流守望"),
        ("第二条好。", "河流守望"),
    ]
    assert [r.reason for r in found.refused] == [RefusalCode.BROKEN_CHARACTERS]


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("words", [NUL, LOST])
def test_a_poisoned_signature_costs_itself_in_every_letter(name: str, words: str) -> None:
    found = read_held(
        name, LETTERS[name](["第一条太短。", "第二条好。", f"河流{words}", "2026年3月2日"])
    )
    assert [(c.text, c.organisation) for c in found.taken] == [
        ("第一条太短。", ""),
        ("第二条好。", ""),
    ]
    assert [str(r.code) for r in found.remarks] == ["broken_name"]


@pytest.mark.parametrize(
    "sender", ["河流\ufffd <a@b>", "\udcff\udcfe <a@b>", "=?utf-8?b?/////w==?= <a@b>"]
)
def test_a_poisoned_sender_costs_itself(sender: str) -> None:
    found = read_held("a.eml", _mail(["第一条太短。"], sender))
    assert [(c.text, c.author) for c in found.taken] == [("第一条太短。", "")]
    assert [str(r.code) for r in found.remarks] == ["broken_name"]


def test_an_attachment_that_cannot_be_read_costs_itself() -> None:
    parts = "".join(
        f'--B\nContent-Disposition: attachment; filename="{called}"\n\n{words}\n'
        for called, words in (("bad.xlsx", "PK\x03\x04 nothing"), ("good.csv", "provision,comment\n1,Good"))
    )  # fmt: skip
    mail = f"From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\n第二条好。\n{parts}--B--\n"
    found = read_held("a.eml", mail.encode())
    assert [c.text for c in found.taken] == ["第二条好。", "Good"]
    assert [r.file for r in found.refused] == ["a.eml/bad.xlsx"]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "a.docx"])
@pytest.mark.parametrize("words", [NUL, LOST])
@pytest.mark.parametrize("kind", ["statements", "votes", "matrix"])
def test_a_poisoned_row_costs_itself_in_statements_and_votes(
    name: str, words: str, kind: str
) -> None:
    head, good, bad = {
        "statements": (("id", "text_zh", "text_en"), ("s1", "每月公布", "Monthly"), ("s2", words, "Yearly")),
        "votes": (("participant", "statement", "vote"), ("a", "s1", "1"), (words, "s1", "1")),
        "matrix": (("who", "s1", "s2"), ("a", "1", "-1"), (words, "1", "1")),
    }[kind]  # fmt: skip
    data = _under(head, FORMATS[name], [good, bad, ("b", *good[1:])])
    read = read_statements if kind == "statements" else read_votes
    found: IntakeResult[Any] = read(cast(Path, _Held(name, data)))
    ids = [getattr(one, "id", "") or one.participant for one in found.taken]
    assert list(dict.fromkeys(ids)) == [good[0], "b"]
    first = 1 if name in ("a.json", "a.jsonl") else 2
    assert [(r.row, r.reason) for r in found.refused] == [
        (first + 1, RefusalCode.BROKEN_CHARACTERS)
    ]


def _under(head: tuple[str, ...], write: Any, rows: list[tuple[str, ...]]) -> bytes:
    """The rows below other headings than those of comments."""
    data = cast(bytes, write(rows))
    if not data.startswith(b"PK"):
        for old, new in zip(HEADS, head, strict=True):
            data = data.replace(old.encode(), new.encode())
        return data
    written = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as before, ZipFile(written, "w") as after:
        for member in before.namelist():
            content = before.read(member)
            for old, new in zip(HEADS, head, strict=True):
                content = content.replace(f"<t>{old}<".encode(), f"<t>{new}<".encode())
            after.writestr(member, content)
    return written.getvalue()


DEEP = "[" * 3000 + "]" * 3000
ENTRIES = {
    RefusalCode.TOO_DEEP: f'{{"comment": {DEEP}}}',
    RefusalCode.REPEATED_KEY: '{"comment": "a", "provision": "1", "comment": "b"}',
    RefusalCode.NO_OBJECT: "5",
    RefusalCode.BROKEN_ROW: '{"comment": "a" "b"}',
    RefusalCode.NESTED: '{"comment": {"a": ["b"]}}',
    RefusalCode.TOO_WIDE: "{" + ", ".join(f'"k{n}": 1' for n in range(2000)) + "}",
}


@pytest.mark.parametrize("code", ENTRIES)
@pytest.mark.parametrize("form", ["a.json", "a.jsonl", "wrapped.json"])
def test_an_entry_of_json_that_cannot_be_taken_costs_itself(code: RefusalCode, form: str) -> None:
    good = [json.dumps({"provision": "1", "comment": text}) for text in ("Good", "Fine", "Well")]
    entries = [good[0], ENTRIES[code], *good[1:]]
    text = "\n".join(entries) if form == "a.jsonl" else f"[{', '.join(entries)}]"
    found = read_held(form, (f'{{"rows": {text}}}' if form == "wrapped.json" else text).encode())
    assert [c.text for c in found.taken] == ["Good", "Fine", "Well"]
    assert [(r.row, r.reason) for r in found.refused] == [(2, code)]
    assert say_refusal(found.refused[0])


def test_numbers_that_are_none_are_words() -> None:
    text = '[{"comment": NaN}, {"comment": -Infinity}, {"comment": -0.0}, {"comment": 1e308}]'
    found = read_held("a.json", text.encode())
    assert [c.text for c in found.taken][:3] == ["nan", "-inf", "0"]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (f'{{"provisions": [{{"num": "1", "text": {DEEP}}}]}}', "json_too_deep"),
        (
            json.dumps({"provisions": [
                {"eid": f"art_{n}", "parent": f"art_{n - 1}", "num": str(n), "text": "x"} for n in range(400)
            ]}),
            "provisions_too_deep",
        ),
    ],
)  # fmt: skip
def test_a_draft_without_bottom_is_refused_by_name(document: str, code: str) -> None:
    with pytest.raises(UnreadableLaw) as refused:
        read_bytes(document.encode(), "draft.json")
    assert refused.value.code == code
    assert "draft.json" in say_unreadable(refused.value, "draft.json")


@pytest.mark.parametrize("key", ["num", "heading", "text", "kind", "eid", "parent", "foreign_eid"])
@pytest.mark.parametrize(
    "odd",
    ["9" * 5000, "第" + "一" * 5000 + "条", "\ud800", "a\x00b", [1, [2]], {"a": 1}, None, 1e999],
)
def test_a_draft_with_an_odd_entry_is_a_law_that_can_be_kept(key: str, odd: object) -> None:
    rows = [{"num": "第一条", "text": "甲。"}, {"num": "第二条", "text": "乙。", key: odd}]
    law = read_bytes(json.dumps({"title": "法\udc00", "provisions": rows}).encode(), "draft.json")
    said = [
        law.title,
        law.source,
        *(w for p in law.walk() for w in (p.num, p.heading, p.text, p.eid)),
    ]
    assert all(map(can_be_kept, said))
    assert any(p.text == "甲。" for p in law.walk())
