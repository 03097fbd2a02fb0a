"""Keys, notes, checkpoints and cosignatures are C2SP's, and have one spelling and one signature each."""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from huiyin.transparency import (
    Checkpoint,
    KeyKind,
    RefusalCode,
    RefusedEvidence,
    SignedCheckpoint,
    SigningKey,
    VerifierKey,
    add_cosignature,
    cosign_checkpoint,
    generate_key,
    list_cosignatures,
    open_checkpoint,
    parse_key,
    parse_signing_key,
    sign_checkpoint,
)
from huiyin.transparency.encodings import decode_base64, encode_base64
from huiyin.transparency.merkle_tree import EMPTY_ROOT
from huiyin.transparency.notes import Note, NoteSignature, parse_note
from tests.transparency.ledgers import LOG_KEY, MORNING, OTHER_LOG_KEY, WITNESS_KEY

#: The example of C2SP's signed-note, and that of Go's package note, whose secret key is published too.
EXAMPLES = [
    (
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "This is an example message.\n",
        "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
    ),
    (
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
    ),
]
SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
CHECKPOINT = Checkpoint(LOG_KEY.name, 5, bytes(range(32)))
#: The order of the group of Ed25519: a signature's second half plus this is the same number in the group.
ORDER = 2**252 + 27742317777372353535851937790883648493


def open_note(text: str, *signatures: NoteSignature) -> SignedCheckpoint:
    return open_checkpoint(str(Note(text, signatures)).encode(), LOG_KEY.verifier)


def sign_text(text: str, key: SigningKey = LOG_KEY) -> NoteSignature:
    return NoteSignature(key.name, key.verifier.key_id, key.sign(text.encode()))


def refused_code(call: Any, *arguments: Any) -> RefusalCode:
    with pytest.raises(RefusedEvidence) as refused:
        call(*arguments)
    return refused.value.code


@pytest.mark.parametrize(("key", "text", "line"), EXAMPLES)
def test_the_published_notes_hold_under_their_published_keys(
    key: str, text: str, line: str
) -> None:
    verifier = parse_key(key, KeyKind.LOG)
    note = parse_note(f"{text}\n{line}".encode())
    signature = note.find_signature(verifier)
    assert note.text == text and signature is not None
    assert verifier.is_signature(signature, text.encode())
    assert not verifier.is_signature(signature, text.encode() + b"\n")
    assert str(verifier) == key
    assert str(note) == f"{text}\n{line}"


def test_a_published_secret_key_signs_as_published() -> None:
    key = parse_signing_key(SECRET, KeyKind.LOG)
    verifier, text, line = EXAMPLES[1]
    assert str(key) == verifier
    assert f"{sign_text(text, key)}\n" == line
    assert key.export() == SECRET


def test_a_key_is_read_as_it_was_written_and_shows_its_secret_to_nobody() -> None:
    key = generate_key("example.org/回音", KeyKind.WITNESS)
    assert parse_key(str(key), KeyKind.WITNESS) == key.verifier
    assert parse_signing_key(key.export(), KeyKind.WITNESS) == key
    secret = key.export().split("+", 4)[4]  # base64, which may have, and end with, a "+"
    assert secret not in repr(key) and secret not in str(key) and str(key.seed) not in repr(key)
    assert generate_key("example.org/回音", KeyKind.WITNESS) != key


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u3000b", "a\nb", "a\x1b[2J", "\u202ea"])
def test_a_name_that_a_note_or_a_terminal_would_misread_is_no_key_name(name: str) -> None:
    assert refused_code(generate_key, name, KeyKind.LOG) is RefusalCode.KEY_BROKEN
    key = VerifierKey(name, KeyKind.LOG, LOG_KEY.verifier.public)
    assert refused_code(parse_key, str(key), KeyKind.LOG) is RefusalCode.KEY_BROKEN


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("+", "", 1),
        lambda text: text[:-4],
        lambda text: text.replace(LOG_KEY.verifier.key_id.hex(), "00000000"),
        lambda text: text.replace(LOG_KEY.verifier.key_id.hex(), LOG_KEY.verifier.key_id.hex().upper()),
        lambda text: text.replace("ledger", "ledge"),
        lambda text: text + "A" * 2000,
        lambda _: "",
    ],
)  # fmt: skip
def test_a_damaged_key_is_refused(change: Any) -> None:
    assert refused_code(parse_key, change(str(LOG_KEY)), KeyKind.LOG) is RefusalCode.KEY_BROKEN


def test_a_key_serves_for_what_it_was_made() -> None:
    assert refused_code(parse_key, str(LOG_KEY), KeyKind.WITNESS) is RefusalCode.KEY_KIND
    assert refused_code(sign_checkpoint, CHECKPOINT, WITNESS_KEY) is RefusalCode.KEY_KIND
    signed = sign_checkpoint(CHECKPOINT, LOG_KEY)
    assert refused_code(cosign_checkpoint, signed, LOG_KEY, MORNING) is RefusalCode.KEY_KIND
    assert refused_code(sign_checkpoint, CHECKPOINT, OTHER_LOG_KEY) is RefusalCode.OTHER_LOG


def list_small_order_points() -> list[bytes]:
    """The eight points of small order, found by the curve's arithmetic, and their second spellings."""
    p = 2**255 - 19
    d = -121665 * pow(121666, -1, p) % p

    def add(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
        (x1, y1), (x2, y2) = one, other
        product = d * x1 * x2 * y1 * y2
        x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, p) % p
        return x, (y1 * y2 + x1 * x2) * pow(1 - product, -1, p) % p

    def multiply(point: tuple[int, int], factor: int) -> tuple[int, int]:
        result = (0, 1)
        for bit in bin(factor)[2:]:
            result = add(result, result)
            if bit == "1":
                result = add(result, point)
        return result

    def list_points() -> set[tuple[int, int]]:
        for y in range(2, 100):
            square = (y * y - 1) * pow(d * y * y + 1, -1, p) % p
            x = pow(square, (p + 3) // 8, p)
            if (x * x - square) % p:
                x = x * pow(2, (p - 1) // 4, p) % p
            if (x * x - square) % p == 0:
                torsion = multiply((x, y), ORDER)
                points = {multiply(torsion, n) for n in range(8)}
                if len(points) == 8:
                    return points
        raise AssertionError("no point of order eight among so many")

    encoded = []
    for x, y in list_points():
        for spelt in (y, y + p):
            if spelt < 2**255:
                encoded += [
                    (spelt | sign << 255).to_bytes(32, "little") for sign in (x & 1, ~x & 1)
                ]
    return encoded


def test_a_key_for_which_anybody_can_sign_is_refused() -> None:
    points = list_small_order_points()
    assert len(set(points)) >= 10
    for public in points:
        key = VerifierKey("ledger.example.org/log", KeyKind.LOG, public)
        assert refused_code(parse_key, str(key), KeyKind.LOG) is RefusalCode.KEY_WEAK
    # It is not for nothing: with the neutral point as key, and as first half, every text is signed.
    neutral = (1).to_bytes(32, "little")
    forged = VerifierKey("any", KeyKind.LOG, neutral)
    assert forged.is_signature(neutral + bytes(32), b"whatever")


def test_a_signature_has_no_second_spelling() -> None:
    text = str(CHECKPOINT)
    signature = sign_text(text)
    open_note(text, signature)
    first, second = signature.value[:32], int.from_bytes(signature.value[32:], "little")
    for changed in (second + ORDER, -second % ORDER, second ^ 1):
        value = first + changed.to_bytes(32, "little")
        forged = replace(signature, value=value)
        assert refused_code(open_note, text, forged) is RefusalCode.SIGNATURE_WRONG
    for value in (signature.value[:-1], signature.value + b"\0", first * 2):
        forged = replace(signature, value=value)
        assert refused_code(open_note, text, forged) is RefusalCode.SIGNATURE_WRONG


@pytest.mark.parametrize(
    "text", ["AB==", "AAB=", "AA", "AA==\n", "A A==", "AA===", "é", "AA==AA=="]
)
def test_base64_has_one_spelling(text: str) -> None:
    assert decode_base64(text) is None


def test_base64_is_read_as_it_was_written() -> None:
    assert all(decode_base64(encode_base64(bytes(n))) == bytes(n) for n in range(9))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ledger.example.org/log\n5\n",
        "ledger.example.org/log\n5\n{root}",
        "ledger.example.org/log\n05\n{root}\n",
        "ledger.example.org/log\n+5\n{root}\n",
        "ledger.example.org/log\n5 \n{root}\n",
        "ledger.example.org/log\n٥\n{root}\n",
        "ledger.example.org/log\n-5\n{root}\n",
        "ledger.example.org/log\n9007199254740992\n{root}\n",
        "ledger.example.org/log\n99999999999999999999999\n{root}\n",
        "ledger.example.org/log\n5\nAAAA\n",
        "ledger.example.org/log\n0\n{root}\n",
        "ledger.example.org/log\n5\n{empty}\n",
        "ledger.example.org/log\n\n5\n{root}\n",
        "ledger.example.org/log\n5\n{root}\n\nmore\n",
        "ledger.example.org/log\n5\n{root}\nmore\x85\n",
    ],
)
def test_a_checkpoint_that_is_not_in_its_form_is_refused_though_the_log_signed_it(
    text: str,
) -> None:
    text = text.format(root=encode_base64(bytes(range(32))), empty=encode_base64(EMPTY_ROOT))
    code = refused_code(open_note, text, sign_text(text))
    assert code in (RefusalCode.CHECKPOINT_BROKEN, RefusalCode.NOTE_BROKEN)


def test_extensions_of_a_checkpoint_are_kept_and_signed() -> None:
    longer = replace(CHECKPOINT, extensions=("day 2026-03-02",))
    signed = sign_checkpoint(longer, LOG_KEY)
    assert signed.checkpoint == longer
    without = str(signed).replace("day 2026-03-02\n", "").encode()
    assert refused_code(open_checkpoint, without, LOG_KEY.verifier) is RefusalCode.SIGNATURE_WRONG


def test_a_checkpoint_of_another_log_or_without_its_signature_is_refused() -> None:
    signed = sign_checkpoint(CHECKPOINT, LOG_KEY)
    other = str(signed).encode()
    code = refused_code(open_checkpoint, other, OTHER_LOG_KEY.verifier)
    assert code is RefusalCode.OTHER_LOG
    # Signed by the right key, but in another log's name.
    text = str(CHECKPOINT).replace("ledger.", "larder.")
    assert refused_code(open_note, text, sign_text(text)) is RefusalCode.OTHER_LOG
    line = cosign_checkpoint(signed, WITNESS_KEY, MORNING)
    unsigned = f"{CHECKPOINT}\n{line}\n".encode()
    code = refused_code(open_checkpoint, unsigned, LOG_KEY.verifier)
    assert code is RefusalCode.SIGNATURE_MISSING


def test_a_second_signature_of_the_same_key_is_refused_rather_than_chosen_from() -> None:
    text = str(CHECKPOINT)
    good = sign_text(text)
    for other in (good, replace(good, value=bytes(64))):
        assert refused_code(open_note, text, good, other) is RefusalCode.SIGNATURE_REPEATED
        assert refused_code(open_note, text, other, good) is RefusalCode.SIGNATURE_REPEATED


def test_signatures_of_strangers_are_passed_over() -> None:
    text = str(CHECKPOINT)
    same_name = replace(sign_text(text), key_id=b"none", value=bytes(64))
    same_id = replace(sign_text(text), name="stranger", value=bytes(64))
    assert open_note(text, same_name, sign_text(text), same_id).checkpoint == CHECKPOINT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"\n\n\xe2\x80\x94 a AAAAAAA=\n",
        b"text\n\n\xe2\x80\x94 a AAAAAAA=",
        b"text\n\n- a AAAAAAA=\n",
        b"text\n\n\xe2\x80\x94 a b AAAAAAA=\n",
        b"text\n\n\xe2\x80\x94 a+b AAAAAAA=\n",
        b"text\n\n\xe2\x80\x94  AAAAAAA=\n",
        b"text\n\n\xe2\x80\x94 a AAAA\n",
        b"text\n\n\xe2\x80\x94 a AAAAAAB=\n",
        b"text\r\n\n\xe2\x80\x94 a AAAAAAA=\n",
        b"te\0xt\n\n\xe2\x80\x94 a AAAAAAA=\n",
        b"te\xffxt\n\n\xe2\x80\x94 a AAAAAAA=\n",
        b"text\n\n" + b"\xe2\x80\x94 a AAAAAAA=\n" * 101,
    ],
)
def test_a_note_that_is_not_in_its_form_is_refused(data: bytes) -> None:
    assert refused_code(parse_note, data) is RefusalCode.NOTE_BROKEN
    assert refused_code(parse_note, b"a" * 70_000) is RefusalCode.TOO_LONG


def test_a_cosignature_signs_what_c2sp_says() -> None:
    signed = sign_checkpoint(CHECKPOINT, LOG_KEY)
    seen = datetime.fromtimestamp(1679315147, UTC)
    line = cosign_checkpoint(signed, WITNESS_KEY, seen)
    name, encoded = line.removeprefix("— ").split(" ")
    value = decode_base64(encoded)
    assert name == WITNESS_KEY.name and value is not None
    (stamp,) = struct.unpack(">Q", value[4:12])
    assert (value[:4], stamp) == (WITNESS_KEY.verifier.key_id, 1679315147)
    message = f"cosignature/v1\ntime 1679315147\n{CHECKPOINT}".encode()
    private = Ed25519PrivateKey.from_private_bytes(WITNESS_KEY.seed)
    private.public_key().verify(value[12:], message)
    with_line = add_cosignature(signed, line, WITNESS_KEY.verifier)
    (cosignature,) = list_cosignatures(with_line.note, [WITNESS_KEY.verifier])
    assert (cosignature.key, cosignature.seen) == (WITNESS_KEY.verifier, seen)
    assert open_checkpoint(str(with_line).encode(), LOG_KEY.verifier) == with_line


def test_a_later_cosignature_takes_the_place_of_the_earlier_one() -> None:
    signed = sign_checkpoint(CHECKPOINT, LOG_KEY)
    for second in (100, 200):
        seen = datetime.fromtimestamp(second, UTC)
        line = cosign_checkpoint(signed, WITNESS_KEY, seen)
        signed = add_cosignature(signed, line + "\n", WITNESS_KEY.verifier)
    assert len(signed.note.signatures) == 2
    assert list_cosignatures(signed.note, [WITNESS_KEY.verifier])[0].seen == seen


def test_a_cosignature_of_another_checkpoint_time_or_witness_is_refused() -> None:
    signed = sign_checkpoint(CHECKPOINT, LOG_KEY)
    line = cosign_checkpoint(signed, WITNESS_KEY, MORNING)
    key = WITNESS_KEY.verifier
    other = sign_checkpoint(replace(CHECKPOINT, size=6), LOG_KEY)
    assert refused_code(add_cosignature, other, line, key) is RefusalCode.SIGNATURE_WRONG
    stranger = generate_key("stranger", KeyKind.WITNESS).verifier
    assert refused_code(add_cosignature, signed, line, stranger) is RefusalCode.SIGNATURE_MISSING
    name, encoded = line.rsplit(" ", 1)
    value = decode_base64(encoded)
    assert value is not None
    for stamp in (0, 2**63, 2**64 - 1):
        forged = f"{name} {encode_base64(value[:4] + struct.pack('>Q', stamp) + value[12:])}"
        assert refused_code(add_cosignature, signed, forged, key) is RefusalCode.SIGNATURE_WRONG
    # The log's own signature, of the plain kind, is no word of a witness.
    plain = replace(sign_text(str(CHECKPOINT), WITNESS_KEY), key_id=key.key_id)
    assert refused_code(add_cosignature, signed, str(plain), key) is RefusalCode.SIGNATURE_WRONG
