"""What strangers send is opened with limits."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from huiyin.files.problems import UnreadableLaw
from huiyin.files.untrusted_files import (
    check_size,
    is_encrypted_office,
    open_zip,
    parse_xml,
    read_member,
    replace_illegal_characters,
)


def _pack(**members: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_no_bytes_and_too_many_are_refused_by_name() -> None:
    for data, code in ((b"", "empty"), (b"12345", "too_large")):
        with pytest.raises(UnreadableLaw) as refused:
            check_size(data, "a.txt", limit=4)
        assert refused.value.code == code
    check_size(b"1234", "a.txt", limit=4)


def test_a_member_of_an_archive_is_read_and_a_missing_one_is_none() -> None:
    archive = open_zip(_pack(a=b"words"), "a.docx")
    assert read_member(archive, "a", "a.docx") == b"words"
    assert read_member(archive, "b", "a.docx") is None
    assert not is_encrypted_office(_pack(a=b"words"))


def test_an_archive_that_grows_without_end_is_not_opened() -> None:
    with pytest.raises(UnreadableLaw):
        open_zip(_pack(a=bytes(40_000_000)), "bomb.docx")


def test_no_entity_is_expanded_and_nothing_is_fetched() -> None:
    given = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    try:
        read = b"".join(text.encode() for text in parse_xml(given, "a.xml").itertext())
    except UnreadableLaw:
        read = b""
    assert b"root" not in read


def test_characters_that_xml_forbids_are_replaced_where_they_stand() -> None:
    assert (
        parse_xml(replace_illegal_characters(b"<a>x\x0by</a>"), "a.xml").text
        == "x\N{REPLACEMENT CHARACTER}y"
    )
