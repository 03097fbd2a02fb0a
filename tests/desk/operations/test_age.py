"""Files are encrypted as age does it: what another program of that form wrote is read, and what is changed is noticed."""

from __future__ import annotations

import io
import random

import pyrage
import pytest

from huiyin.desk.operations import age

# Files, and no database.
pytestmark = pytest.mark.one_database

CHUNK = 64 * 1024
#: About the ends of chunks, where such programs go wrong.
LENGTHS = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 200_000)
WORDS = "correct horse battery"


def encrypted(data: bytes, lock: age.Lock) -> bytes:
    file = io.BytesIO()
    encrypting = age.EncryptedWriter(file, [lock])
    for at in range(0, len(data), 10_007):
        encrypting.write(data[at : at + 10_007])
    encrypting.finish()
    return file.getvalue()


def decrypted(data: bytes, key: age.Key) -> bytes:
    file = io.BytesIO(data)
    return age.open_decrypted(file, age.find_file_key(file, [key])).read()


def test_rage_opens_what_is_written_and_what_it_writes_is_opened() -> None:
    identity = age.Identity.generate()
    theirs = pyrage.x25519.Identity.from_str(identity.tell_secret())
    assert str(theirs.to_public()) == str(identity.recipient)
    another = pyrage.x25519.Identity.generate()
    assert str(age.Identity.parse(str(another)).recipient) == str(another.to_public())
    for length in LENGTHS:
        data = random.Random(length).randbytes(length)
        assert pyrage.decrypt(encrypted(data, identity.recipient), [theirs]) == data
        assert (
            decrypted(pyrage.encrypt(data, [another.to_public(), theirs.to_public()]), identity)
            == data
        )
        assert (
            pyrage.passphrase.decrypt(encrypted(data, age.Passphrase(WORDS, work=4)), WORDS) == data
        )
    assert (
        decrypted(pyrage.passphrase.encrypt(b"theirs", WORDS), age.Passphrase(WORDS)) == b"theirs"
    )


def test_reading_begins_anywhere() -> None:
    identity, data = age.Identity.generate(), random.Random(1).randbytes(3 * CHUNK + 5)
    file = io.BytesIO(encrypted(data, identity.recipient))
    opened = age.open_decrypted(file, age.find_file_key(file, [identity]))
    for at, length in ((CHUNK - 3, 10), (2 * CHUNK, CHUNK), (0, 1), (len(data) - 4, 100)):
        opened.seek(at)
        assert opened.read(length) == data[at : at + length]
    assert opened.seek(-5, io.SEEK_END) == 3 * CHUNK


def test_another_passphrase_or_key_opens_nothing() -> None:
    with pytest.raises(age.Locked):
        decrypted(encrypted(b"x", age.Passphrase(WORDS, work=4)), age.Passphrase(WORDS + " "))
    with pytest.raises(age.Locked):
        decrypted(encrypted(b"x", age.Identity.generate().recipient), age.Identity.generate())
    with pytest.raises(age.Locked):
        decrypted(encrypted(b"x", age.Passphrase(WORDS, work=4)), age.Identity.generate())


def test_whatever_is_changed_moved_or_cut_off_is_noticed() -> None:
    identity = age.Identity.generate()
    data = random.Random(2).randbytes(3 * CHUNK + 100)
    whole = encrypted(data, identity.recipient)
    sealed, begin = CHUNK + 16, len(whole) - len(data) - 4 * 16
    chunks = [whole[begin + n * sealed : begin + (n + 1) * sealed] for n in range(4)]
    changed = {
        "its last chunk is gone": whole[: begin + 3 * sealed],
        "it ends within a chunk": whole[:-50],
        "only its header is there": whole[:begin],
        "its header ends early": whole[:30],
        "nothing is there": b"",
        "something follows": whole + b"x" * 40,
        "two chunks have changed places": whole[:begin]
        + chunks[1]
        + chunks[0]
        + b"".join(chunks[2:]),
        "a chunk is there twice": whole[:begin] + chunks[0] + b"".join(chunks),
        "more may open it": whole.replace(b"\n---", b"\n-> grease x\naaaa\n---", 1),
    }
    chance = random.Random(3)
    for at in (*range(0, begin, 7), *(chance.randrange(begin, len(whole)) for _ in range(40))):
        changed[f"a bit of byte {at}"] = (
            whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        )
    unnoticed = []
    for what, damaged in changed.items():
        try:
            decrypted(damaged, identity)
        except (age.Damaged, age.Locked):
            continue
        unnoticed.append(what)
    assert unnoticed == []


def test_a_file_cannot_make_opening_it_take_all_memory() -> None:
    asks = encrypted(b"x", age.Passphrase(WORDS, work=4)).replace(b" 4\n", b" 30\n", 1)
    with pytest.raises(age.Damaged):
        decrypted(asks, age.Passphrase(WORDS))


@pytest.mark.parametrize(
    "text",
    ["", "age1", "age1qqqq", "AGE-SECRET-KEY-1", "age1é", "bge1" + "q" * 58, "age1" + "q" * 58],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    for kind in (age.Recipient, age.Identity):
        with pytest.raises(ValueError):
            kind.parse(text)


def test_a_key_that_was_not_copied_whole_is_refused() -> None:
    told = str(age.Identity.generate().recipient)
    for wrong in (told[:-1], told[:20] + told[21:], told[:30] + told[30:].swapcase()):
        with pytest.raises(ValueError):
            age.Recipient.parse(wrong)
    assert age.Recipient.parse(f" {told.upper()}\n") == age.Recipient.parse(told)
