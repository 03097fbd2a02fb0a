"""Read and write files encrypted with age (https://age-encryption.org/v1) as streams.

Compatible with ``age`` and ``rage`` in both directions, for X25519 recipients (``age1…``) and passphrases. Only
the file format is implemented here; all ciphers come from :mod:`cryptography`. Why not pyrage: ADR 0050.

A file has a header, which contains the file key encrypted once per recipient, and chunks of 64 KiB, each
authenticated with its number and whether it is the last. So reading can start anywhere, and truncated, moved or
changed chunks are detected.
"""

from __future__ import annotations

import hmac
import io
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

INTRO = b"age-encryption.org/v1"
_X25519, _SCRYPT = "X25519", "scrypt"
_X25519_LABEL, _SCRYPT_LABEL = INTRO + b"/X25519", INTRO + b"/scrypt"
_CHUNK, _TAG = 64 * 1024, 16
#: log₂ of scrypt's work factor: the value that ``age`` uses, a second and 256 MB; and the most that
#: is accepted from a file, 1 GB.
_WORK, _MOST_WORK = 18, 20
_LONGEST_HEADER = 64 * 1024
_HUMAN, _HUMAN_SECRET = "age", "age-secret-key-"


class Locked(Exception):
    """The file cannot be opened with what was given: a wrong passphrase or another key."""


class Damaged(Exception):
    """The file is not in a supported age format, or was changed."""


# ---- keys --------------------------------------------------------------------------------------------


class Lock(Protocol):
    """Something that a file can be encrypted for."""

    def wrap(self, file_key: bytes) -> tuple[list[str], bytes]: ...


class Key(Protocol):
    """Something that a file can be decrypted with."""

    def unwrap(self, words: Sequence[str], body: bytes) -> bytes | None:
        """The file key; None if this part of the header is for somebody else."""


@dataclass(frozen=True, slots=True)
class Passphrase:
    text: str = field(repr=False)
    work: int = _WORK

    def wrap(self, file_key: bytes) -> tuple[list[str], bytes]:
        salt = os.urandom(16)
        sealed = _wrap_file_key(self._stretch(salt, self.work), file_key)
        return [_SCRYPT, _in_base64(salt), str(self.work)], sealed

    def unwrap(self, words: Sequence[str], body: bytes) -> bytes | None:
        if words[0] != _SCRYPT:
            return None
        if len(words) != 3 or not words[2].isascii() or not words[2].isdigit():
            raise Damaged
        work, salt = int(words[2][:3]), _from_base64(words[1])
        if not 0 < work <= _MOST_WORK or len(salt) != 16:
            raise Damaged
        return _unwrap_file_key(self._stretch(salt, work), body)

    def _stretch(self, salt: bytes, work: int) -> bytes:
        return Scrypt(_SCRYPT_LABEL + salt, length=32, n=1 << work, r=8, p=1).derive(
            self.text.encode("utf-8", "surrogateescape")  # as the environment may hold it
        )


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may decrypt a file: the public half of an :class:`Identity`."""

    public: bytes

    def __str__(self) -> str:
        return _to_bech32(_HUMAN, self.public)

    @classmethod
    def parse(cls, text: str) -> Recipient:
        """Raises ``ValueError`` for an invalid key."""
        return cls(_from_bech32(_HUMAN, text.strip()))

    def wrap(self, file_key: bytes) -> tuple[list[str], bytes]:
        once = X25519PrivateKey.generate()
        share = once.public_key().public_bytes_raw()
        shared = once.exchange(X25519PublicKey.from_public_bytes(self.public))
        return [_X25519, _in_base64(share)], _wrap_file_key(
            _derive_wrap_key(shared, share, self.public), file_key
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """The secret half of a key pair."""

    secret: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> Identity:
        return cls(X25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> Identity:
        """Raises ``ValueError`` for an invalid key."""
        return cls(_from_bech32(_HUMAN_SECRET, text.strip()))

    def tell_secret(self) -> str:
        return _to_bech32(_HUMAN_SECRET, self.secret).upper()

    @property
    def recipient(self) -> Recipient:
        return Recipient(self._private.public_key().public_bytes_raw())

    @property
    def _private(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self.secret)

    def unwrap(self, words: Sequence[str], body: bytes) -> bytes | None:
        if words[0] != _X25519:
            return None
        share = _from_base64(words[1]) if len(words) == 2 else b""
        if len(share) != 32:
            raise Damaged
        try:
            shared = self._private.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError as error:  # a share that makes everybody's secret the same
            raise Damaged from error
        return _unwrap_file_key(_derive_wrap_key(shared, share, self.recipient.public), body)


def _derive_wrap_key(shared: bytes, share: bytes, public: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=share + public, info=_X25519_LABEL).derive(shared)


def _wrap_file_key(key: bytes, file_key: bytes) -> bytes:
    return ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)


def _unwrap_file_key(key: bytes, body: bytes) -> bytes | None:
    if len(body) != 32:
        raise Damaged
    try:
        return ChaCha20Poly1305(key).decrypt(bytes(12), body, None)
    except InvalidTag:
        return None


# ---- writing -----------------------------------------------------------------------------------------


class EncryptedWriter:
    """Encrypts to ``file`` what is written; the plain text is stored nowhere else.

    The file is complete only after :meth:`finish`. ``locks``: one passphrase, or recipients, each of whom can
    decrypt it alone.
    """

    def __init__(self, file: IO[bytes], locks: Sequence[Lock]) -> None:
        if not locks or (len(locks) > 1 and any(isinstance(one, Passphrase) for one in locks)):
            raise ValueError("one passphrase, or recipients")
        file_key, nonce = os.urandom(16), os.urandom(16)
        lines = [INTRO]
        for lock in locks:
            words, body = lock.wrap(file_key)
            lines += [" ".join(["->", *words]).encode(), _in_base64(body).encode()]
        head = b"\n".join([*lines, b"---"])
        file.write(head + b" " + _in_base64(_sign_header(file_key, head)).encode() + b"\n" + nonce)
        self._file = file
        self._cipher = _payload_cipher(file_key, nonce)
        self._held = bytearray()
        self._number = 0

    def write(self, data: bytes) -> int:
        self._held += data
        while len(self._held) > _CHUNK:  # the last one is known when nothing follows it
            self._put(bytes(self._held[:_CHUNK]), is_last=False)
            del self._held[:_CHUNK]
        return len(data)

    def flush(self) -> None:
        """Does nothing: a chunk is written when it is full."""

    def finish(self) -> None:
        self._put(bytes(self._held), is_last=True)
        self._held.clear()

    def _put(self, chunk: bytes, *, is_last: bool) -> None:
        self._file.write(self._cipher.encrypt(_make_nonce(self._number, is_last), chunk, None))
        self._number += 1


# ---- reading -----------------------------------------------------------------------------------------


def is_age(file: IO[bytes]) -> bool:
    """Whether ``file`` starts like an age file; it is left at its beginning."""
    file.seek(0)
    begins = file.read(len(INTRO))
    file.seek(0)
    return begins == INTRO


def is_for_passphrase(file: IO[bytes]) -> bool:
    """Whether the file is encrypted with a passphrase. Raises :class:`Damaged`."""
    return any(words[0] == _SCRYPT for words, _ in _read_header(file)[0])


def find_file_key(file: IO[bytes], keys: Iterable[Key]) -> bytes:
    """The key that ``file`` is encrypted with, opened with one of ``keys``.

    Raises :class:`Locked` or :class:`Damaged`.
    """
    stanzas, head, signed = _read_header(file)
    if len(stanzas) > 1 and any(words[0] == _SCRYPT for words, _ in stanzas):
        raise Damaged  # who knows the passphrase would not be the only one who could have made it
    for key in keys:
        for words, body in stanzas:
            file_key = key.unwrap(words, body)
            if file_key is None:
                continue
            if not hmac.compare_digest(_sign_header(file_key, head), signed):
                raise Damaged
            return file_key
    raise Locked


class DecryptedReader(io.RawIOBase):
    """The decrypted content of ``file``; seekable, as needed for archives.

    Raises :class:`Damaged` if what is read was changed. Truncation is detected when the file is opened.
    """

    def __init__(self, file: IO[bytes], file_key: bytes) -> None:
        super().__init__()
        _read_header(file)
        nonce = file.read(16)
        self._file = file
        self._begin = file.tell()
        self._cipher = _payload_cipher(file_key, nonce)
        length = file.seek(0, os.SEEK_END) - self._begin
        self._chunks, rest = divmod(length, _CHUNK + _TAG)
        if rest:
            self._chunks += 1
        if length < _TAG or 0 < rest < _TAG or (rest == _TAG and self._chunks > 1):
            raise Damaged
        self._length = length - self._chunks * _TAG
        self._at = 0
        self._number, self._chunk = -1, b""
        self._load(self._chunks - 1)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence]
        if base + offset < 0:
            raise OSError("before the beginning")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._at >= self._length:
            return 0
        number, within = divmod(self._at, _CHUNK)
        self._load(number)
        part = self._chunk[within : within + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _load(self, number: int) -> None:
        if number == self._number:
            return
        self._file.seek(self._begin + number * (_CHUNK + _TAG))
        sealed = self._file.read(_CHUNK + _TAG)
        nonce = _make_nonce(number, number == self._chunks - 1)
        try:
            self._chunk = self._cipher.decrypt(nonce, sealed, None)
        except InvalidTag as error:
            raise Damaged from error
        self._number = number


def open_decrypted(file: IO[bytes], file_key: bytes) -> IO[bytes]:
    """A buffered :class:`DecryptedReader`. Raises :class:`Damaged`."""
    return io.BufferedReader(DecryptedReader(file, file_key), _CHUNK)


def _read_header(file: IO[bytes]) -> tuple[list[tuple[list[str], bytes]], bytes, bytes]:
    """The stanzas (words and body), the signed bytes, and the signature. ``file`` is left after the header."""
    file.seek(0)
    left = _LONGEST_HEADER

    def read_line() -> bytes:
        nonlocal left
        line = file.readline(left)
        left -= len(line)
        if not line.endswith(b"\n"):
            raise Damaged
        return line[:-1]

    if read_line() != INTRO:
        raise Damaged
    head = [INTRO]
    stanzas: list[tuple[list[str], bytes]] = []
    line = read_line()
    while not line.startswith(b"--- "):
        head.append(line)
        if not line.startswith(b"-> ") or not line.isascii():
            raise Damaged
        words, lines = line[3:].decode().split(" "), []
        while True:
            line = read_line()
            head.append(line)
            lines.append(line)
            if len(line) < 64:
                break
        if not all(words) or any(len(one) > 64 for one in lines):
            raise Damaged
        stanzas.append((words, _from_base64(b"".join(lines).decode("latin-1"))))
        line = read_line()
    signed = _from_base64(line[4:].decode("latin-1"))
    return stanzas, b"\n".join([*head, b"---"]), signed


def _sign_header(file_key: bytes, head: bytes) -> bytes:
    key = HKDF(SHA256(), 32, salt=None, info=b"header").derive(file_key)
    return hmac.digest(key, head, "sha256")


def _payload_cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, salt=nonce, info=b"payload").derive(file_key))


def _make_nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _in_base64(data: bytes) -> str:
    return b64encode(data).decode("ascii").rstrip("=")


def _from_base64(text: str) -> bytes:
    """Decode canonical base64 only: without padding and without stray bits, as the format requires."""
    try:
        data = b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError as error:
        raise Damaged from error
    if _in_base64(data) != text:
        raise Damaged
    return data


# ---- the form of keys: Bech32 (BIP 173) ----------------------------------------------------------------

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def _compute_checksum(human: str, values: Sequence[int]) -> int:
    check = 1
    expanded = [ord(c) >> 5 for c in human] + [0] + [ord(c) & 31 for c in human]
    for value in (*expanded, *values):
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, term in enumerate(_GENERATOR):
            if top >> at & 1:
                check ^= term
    return check


def _regroup_bits(values: Iterable[int], width: int, into: int) -> list[int]:
    """Regroup bits from groups of ``width`` to groups of ``into``; the last is padded with zeros."""
    held, bits, out = 0, 0, []
    for value in values:
        held, bits = held << width | value, bits + width
        while bits >= into:
            bits -= into
            out.append(held >> bits & ((1 << into) - 1))
        held &= (1 << bits) - 1
    if bits:
        out.append(held << (into - bits))
    return out


def _to_bech32(human: str, data: bytes) -> str:
    values = _regroup_bits(data, 8, 5)
    check = _compute_checksum(human, [*values, *[0] * 6]) ^ 1
    values += [check >> 5 * (5 - at) & 31 for at in range(6)]
    return f"{human}1{''.join(_LETTERS[value] for value in values)}"


def _from_bech32(human: str, text: str) -> bytes:
    """The 32 bytes of a key."""
    lower = text.lower()
    begins, _, letters = lower.rpartition("1")
    if text not in (lower, text.upper()) or begins != human or set(letters) - set(_LETTERS):
        raise ValueError("not a key of this kind")
    values = [_LETTERS.index(letter) for letter in letters]
    # 32 bytes fill 51 letters and one bit; the 52nd is padded with zeros, and six more are the
    # checksum.
    if len(values) != 58 or _compute_checksum(human, values) != 1 or values[51] & 0xF:
        raise ValueError("a key that was not copied whole")
    return bytes(_regroup_bits(values[:-6], 5, 8)[:32])


# ---- files of keys ---------------------------------------------------------------------------------------


def read_recipients(path: Path) -> list[Recipient]:
    """The recipients in a file, one per line; empty lines and comments (``#``) are skipped. Raises
    ``ValueError`` and ``OSError``.
    """
    return [Recipient.parse(line) for line in _key_lines(path)]


def read_identities(path: Path) -> list[Identity]:
    return [Identity.parse(line) for line in _key_lines(path)]


def _key_lines(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as file:
        lines = [line.strip() for line in file.read(_LONGEST_HEADER).splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise ValueError("no key in it")
    return found
