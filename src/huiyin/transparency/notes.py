"""Signed notes (C2SP signed-note): a text, a blank line, and a line for each signature."""

from __future__ import annotations

from dataclasses import dataclass

from huiyin.transparency.encodings import decode_base64, encode_base64
from huiyin.transparency.keys import VerifierKey, is_key_name
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence

LARGEST_NOTE = 64 * 1024
_MOST_SIGNATURES = 100
_DASH = "— "


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """A signature line: the claimed signer and the signature."""

    name: str
    key_id: bytes
    value: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {encode_base64(self.key_id + self.value)}"


@dataclass(frozen=True, slots=True)
class Note:
    """A parsed note. Do not trust ``text`` before a signature has been verified."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(f"{signature}\n" for signature in self.signatures)

    def find_signature(self, key: VerifierKey) -> bytes | None:
        """Return the unverified signature that claims to be by ``key``.

        Raises :class:`RefusedEvidence` if there are two: it must not be left to chance which one is shown.
        """
        found = [s for s in self.signatures if s.name == key.name and s.key_id == key.key_id]
        if len(found) > 1:
            raise RefusedEvidence(RefusalCode.SIGNATURE_REPEATED, name=key.name)
        return found[0].value if found else None


def parse_note(data: bytes) -> Note:
    """Parse the note in ``data``. Raises :class:`RefusedEvidence`."""
    note = _decode_note(data)
    text, blank, lines = note.rpartition("\n\n")
    if not blank or not text or not lines.endswith("\n"):
        raise RefusedEvidence(RefusalCode.NOTE_BROKEN)
    signatures = lines.removesuffix("\n").split("\n")
    if len(signatures) > _MOST_SIGNATURES:
        raise RefusedEvidence(RefusalCode.NOTE_BROKEN)
    return Note(text + "\n", tuple(parse_signature(line) for line in signatures))


def parse_signature(line: str) -> NoteSignature:
    """Parse a signature line of a note. Raises :class:`RefusedEvidence`."""
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    value = decode_base64(encoded)
    if not line.startswith(_DASH) or not space or not is_key_name(name) or value is None:
        raise RefusedEvidence(RefusalCode.NOTE_BROKEN)
    if len(value) < 5:
        raise RefusedEvidence(RefusalCode.NOTE_BROKEN)
    return NoteSignature(name, value[:4], value[4:])


def _decode_note(data: bytes) -> str:
    if len(data) > LARGEST_NOTE:
        raise RefusedEvidence(RefusalCode.TOO_LONG)
    try:
        note = data.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedEvidence(RefusalCode.NOTE_BROKEN) from None
    if any(character < " " and character != "\n" for character in note):
        raise RefusedEvidence(RefusalCode.NOTE_BROKEN)
    return note
