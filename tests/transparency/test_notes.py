"""Signed notes."""

from __future__ import annotations

import pytest

from huiyin.transparency.encodings import encode_base64
from huiyin.transparency.keys import KeyKind, generate_key
from huiyin.transparency.notes import parse_note, parse_signature
from huiyin.transparency.refusals import RefusedEvidence

KEY = generate_key("example.org/log", next(iter(KeyKind)))
TEXT = "example.org/log\n3\nAAAA\n"


def _sign(text: str) -> str:
    value = encode_base64(KEY.verifier.key_id + KEY.sign(text.encode()))
    return f"{text}\n\N{EM DASH} {KEY.name} {value}\n"


def test_a_note_gives_its_text_and_who_signed_it() -> None:
    note = parse_note(_sign(TEXT).encode())
    assert note.text == TEXT and [one.name for one in note.signatures] == [KEY.name]
    signature = note.find_signature(KEY.verifier)
    assert signature is not None and KEY.verifier.is_signature(signature, TEXT.encode())
    assert note.find_signature(generate_key("other.org", KEY.kind).verifier) is None


@pytest.mark.parametrize("data", [b"", b"no note", TEXT.encode(), b"\xff\n\n\xe2\x80\x94 a b\n"])
def test_what_is_no_note_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedEvidence):
        parse_note(data)


def test_a_line_without_its_sign_is_no_signature() -> None:
    with pytest.raises(RefusedEvidence):
        parse_signature(f"- {KEY.name} AAAA")
