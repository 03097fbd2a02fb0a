"""Which names of parts are allowed in a backup: nothing that could be written outside its folder.

A backup may come from anybody. Names are first checked as text, by the rules of every operating system, and
then by where they lead in the actual folder.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
TABLES, UPLOADS = "tables/", "uploads/"
#: The key of sealed values; and the key in backups of version 1, which is ignored.
SEALING_KEY, OLD_KEY = "sealing-key", "secret-key"
_TABLE = re.compile(r"tables/[a-z][a-z0-9_]{0,100}\.jsonl")
_LONGEST_STEP, _LONGEST = 255, 1024
#: Device names on Windows, whatever follows the first dot.
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}


class BadPart(Exception):
    """A part that no desk would have written. ``why``: ``name``, ``twice``, ``unknown``, ``kind`` or ``outside``."""

    def __init__(self, part: str, why: str) -> None:
        super().__init__(part, why)
        self.part = part
        self.why = why


def check_members(
    members: Iterable[zipfile.ZipInfo], parts: Iterable[str], *, folds: bool = False
) -> None:
    """Check that each member of the archive is one of ``parts`` or a manifest file, occurs once, and is a plain
    file.

    ``folds``: the disk does not distinguish names by case or Unicode composition. Elsewhere such names are
    different: a desk on Linux may have received ``Report.csv`` and ``report.csv``. Raises :class:`BadPart`.
    """
    allowed = {MANIFEST, SIGNATURE, *parts}
    seen: dict[str, str] = {}
    for member in members:
        name = member.orig_filename
        _check_member(member)
        if name not in allowed:
            raise BadPart(name, "unknown")
        same = _fold_name(name) if folds else name
        if same in seen:
            raise BadPart(name, "twice")
        seen[same] = name
    for name in seen.values():
        for folder in PurePosixPath(name).parents:
            if (_fold_name(str(folder)) if folds else str(folder)) in seen:
                raise BadPart(name, "twice")
    for part in allowed - {SIGNATURE} - set(seen.values()):
        raise BadPart(part, "unknown")


def _check_member(member: zipfile.ZipInfo) -> None:
    """Check that the member has a single, allowed name and is a plain file. Raises :class:`BadPart`."""
    name = member.orig_filename
    check_name(name)
    if member.filename != name:  # a second name, that other programs unpack it under
        raise BadPart(name, "name")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or member.is_dir() or member.flag_bits & 1:
        raise BadPart(name, "kind")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadPart(name, "kind")


def check_name(name: str, *, is_windows: bool = os.name == "nt") -> None:
    """Raises :class:`BadPart` if ``name`` is not allowed for a part.

    Names that the desk never gives to files are refused. ``is_windows``: also those with a special meaning
    there.
    """
    if name in (MANIFEST, SIGNATURE, SEALING_KEY, OLD_KEY) or _TABLE.fullmatch(name):
        return
    if not name.startswith(UPLOADS):
        raise BadPart(name, "unknown")
    try:
        length = len(name.encode())
    except UnicodeEncodeError as error:
        raise BadPart(name, "name") from error
    if length > _LONGEST:
        raise BadPart(name, "name")
    for step in name.split("/"):
        if (
            step in ("", ".", "..")
            or len(step.encode()) > _LONGEST_STEP
            or step[-1] == " "
            or (is_windows and (step[-1] == "." or step.split(".")[0].lower() in _DEVICES))
            or any(
                c in '\\:*?"<>|' or unicodedata.category(c) in ("Cc", "Cs", "Cf", "Zl", "Zp")
                for c in step
            )
        ):
            raise BadPart(name, "name")


def check_places(parts: Iterable[str], uploads: Path) -> None:
    """Check that each upload would be written below ``uploads``, following existing links, and not onto a
    folder or device.

    Raises :class:`BadPart`.
    """
    root = uploads.resolve()
    inside: dict[Path, bool] = {root: True}
    for part in parts:
        if not part.startswith(UPLOADS):
            continue
        place = root / part.removeprefix(UPLOADS)
        for folder in reversed(place.parents):
            if folder.is_relative_to(root) and folder not in inside:
                inside[folder] = folder.resolve() == folder and (
                    folder.is_dir() or not folder.exists()
                )
        try:
            is_free = stat.S_ISREG(place.lstat().st_mode)
        except OSError:
            is_free = True
        if not is_free or not inside[place.parent]:
            raise BadPart(part, "outside")


def does_fold(folder: Path) -> bool:
    """Whether the disk of ``folder`` treats ``a`` and ``A`` as the same name."""
    probe = folder / f"case-{secrets.token_hex(8)}"
    probe.touch(0o600)
    try:
        return probe.with_name(probe.name.upper()).exists()
    finally:
        probe.unlink()


def _fold_name(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
