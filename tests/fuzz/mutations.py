"""How good files are damaged: bits flipped, cut short, spliced, repeated, members of an archive broken."""

from __future__ import annotations

import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

from tests.fuzz.nesting import nested
from tests.growth.adversary import ATOMS, LINES


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


def atoms(data: bytes, chance: random.Random) -> bytes:
    """An atom over and over, on one line or on a line each: what makes a reader slow that is not linear."""
    atom = chance.choice((*ATOMS, *LINES)).encode("utf-8", "surrogatepass")
    between = chance.choice([b"", b"", b"\n"])
    at = chance.randrange(len(data))
    return data[:at] + (atom + between) * chance.choice([20, 300, 3000]) + data[at:]


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
    damage = chance.choice([flip, cut, splice, words, atoms, elements, elements, elements])
    parts[name] = damage(parts[name], chance) or b" "
    if chance.random() < 0.05:
        del parts[name]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, content in parts.items():
            archive.writestr(key, content)
    return written.getvalue()


def elements(data: bytes, chance: random.Random) -> bytes:
    """XML that stays well formed: elements dropped, doubled, moved, renamed, emptied, wrapped, attributes
    and words changed; so that the readers behind the parser are reached."""
    try:
        root = etree.fromstring(data)
    except (etree.XMLSyntaxError, ValueError):
        return flip(data, chance)
    for _ in range(chance.choice([1, 3, 12])):
        below = [e for e in root.iter() if isinstance(e.tag, str) and e is not root]
        if not below:
            break
        one, other = chance.choice(below), chance.choice(below)
        parent = one.getparent()
        what = chance.randrange(8)
        if what == 0:
            parent.remove(one)
        elif what == 1:
            for _ in range(chance.choice([1, 3, 40])):
                parent.append(deepcopy(one))
        elif what == 2 and one not in (other, *other.iterancestors()):
            other.append(one)
        elif what == 3:
            one.tag = other.tag
        elif what == 4:
            odd = ["", " ", "第一条 ", "（一）", "“", "9" * 40, "\u3000", "Article 1", "=1"]
            again = chance.choice(ATOMS[:-1]) * chance.choice(
                [1, 300, 3000]
            )  # the last is half a character
            one.text = chance.choice([*odd, again])
        elif what == 5 and one.attrib:
            one.attrib[chance.choice(sorted(one.attrib))] = chance.choice(
                ["", "0", "-1", "9" * 12, "x", "A1:XFD9"]
            )
        elif what == 6:
            for child in list(one):
                one.remove(child)
        else:
            wrapped = etree.SubElement(parent, one.tag)
            wrapped.append(one)
    return etree.tostring(root)


def values(data: bytes, chance: random.Random) -> bytes:
    """JSON that stays JSON: values replaced, dropped, doubled at any depth."""
    odd = ["", None, -1, 10**30, 0.5, True, [], {}, "第一条", [[]], {"a": []}, "x" * 5000]

    def change(value: Any) -> Any:
        if chance.random() < 0.03:
            return chance.choice(odd)
        if isinstance(value, dict):
            return {k: change(v) for k, v in value.items() if chance.random() > 0.01}
        if isinstance(value, list):
            kept = [change(v) for v in value if chance.random() > 0.01]
            return kept * 2 if chance.random() < 0.02 else kept
        return value

    try:
        return json.dumps(change(json.loads(data)), ensure_ascii=False).encode()
    except ValueError:
        return flip(data, chance)


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flip,
    cut,
    splice,
    repeat,
    noise,
    words,
    atoms,
)


def mutated(name: str, data: bytes, chance: random.Random) -> bytes:
    """``data``, the contents of a good file called ``name``, damaged; nested anew where its words are to be kept."""
    if name.startswith("keeps/"):
        return nested(name, data, chance)
    if name.endswith((".docx", ".xlsx")) and chance.random() < 0.7:
        return member(data, chance)
    inside = {".xml": elements, ".json": values}.get(name[name.rfind(".") :])
    if inside is not None and chance.random() < 0.6:
        return inside(data, chance)
    for _ in range(chance.choice([1, 1, 2])):
        if not data:
            break
        data = chance.choice(MUTATIONS)(data, chance)
    return data
