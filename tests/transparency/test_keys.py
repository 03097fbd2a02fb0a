"""Keys as signed notes spell them."""

from __future__ import annotations

import pytest

from huiyin.transparency.keys import (
    KeyKind,
    generate_key,
    is_key_name,
    parse_key,
    parse_signing_key,
)
from huiyin.transparency.refusals import RefusedEvidence

KIND = next(iter(KeyKind))


def test_a_key_is_read_back_and_signs() -> None:
    key = generate_key("example.org/log", KIND)
    again = parse_signing_key(key.export(), KIND)
    assert parse_key(str(key), KIND) == again.verifier
    signature = again.sign(b"words")
    assert key.verifier.is_signature(signature, b"words")
    assert not key.verifier.is_signature(signature, b"other words")


def test_the_secret_is_not_shown() -> None:
    key = generate_key("example.org/log", KIND)
    assert key.seed.hex() not in repr(key) and key.export() != str(key)


def test_a_key_of_another_kind_or_a_broken_one_is_refused() -> None:
    key = generate_key("example.org/log", KIND)
    for text, kind in (
        (str(key)[:-3], KIND),
        *((str(key), other) for other in KeyKind if other is not KIND),
    ):
        with pytest.raises(RefusedEvidence):
            parse_key(text, kind)


def test_a_name_has_no_space_and_no_plus() -> None:
    assert is_key_name("example.org/log")
    assert not any(map(is_key_name, ("", "a b", "a+b", "a\x1b")))
