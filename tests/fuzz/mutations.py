"""How good files are damaged: bits flipped, cut short, spliced, repeated, members of an archive broken."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable


def flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 4, 32])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def splice(data: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(data)) for _ in range(2))
    at = chance.randrange(len(data))
    return data[:at] + data[a:b] + data[at:]


def repeat(data: bytes, chance: random.Random) -> bytes:
    a = chance.randrange(len(data))
    return (
        data[:a] + data[a : a + chance.choice([1, 8, 64])] * chance.choice([2, 50, 1000]) + data[a:]
    )


def noise(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.choice([1, 16, 256])) + data[at + 16 :]


def words(data: bytes, chance: random.Random) -> bytes:
    bits = [
        b"<",
        b">",
        b"&",
        b"\0",
        "第".encode(),
        "条".encode(),
        "（".encode(),
        "“".encode(),
        b"(",
        b"\n",
        b"%",
        b"<w:p>",
        b"</w:p>",
        b"<!--",
        b"]]>",
        b'"',
        b"{",
        b"9" * 30,
    ]
    for _ in range(chance.choice([1, 5, 20])):
        at = chance.randrange(len(data))
        data = data[:at] + chance.choice(bits) + data[at + chance.randrange(3) :]
    return data


def member(data: bytes, chance: random.Random) -> bytes:
    """Damage one member of an archive and pack it again, so that the damage lies behind the checksum."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error):
        return flip(data, chance)
    name = chance.choice(sorted(n for n in parts if parts[n]))
    mains = [n for n in ("word/document.xml", "xl/worksheets/sheet1.xml") if n in parts]
    if mains and chance.random() < 0.6:
        name = mains[0]
    parts[name] = chance.choice([flip, cut, splice, words])(parts[name], chance) or b" "
    if chance.random() < 0.05:
        del parts[name]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, content in parts.items():
            archive.writestr(key, content)
    return written.getvalue()


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flip,
    cut,
    splice,
    repeat,
    noise,
    words,
)


def mutated(name: str, data: bytes, chance: random.Random) -> bytes:
    """``data``, the contents of a good file called ``name``, damaged."""
    if name.endswith((".docx", ".xlsx")) and chance.random() < 0.7:
        return member(data, chance)
    for _ in range(chance.choice([1, 1, 2])):
        if not data:
            break
        data = chance.choice(MUTATIONS)(data, chance)
    return data
