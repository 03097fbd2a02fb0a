"""Find the parts of a Word file through its relationships (ECMA-376 part 2, "Open Packaging Conventions").

The producer chooses the part names: Word for the web writes ``word/document2.xml``. Word's usual names are used
only if a file has no relationships.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from huiyin.files.problems import UnreadableLaw
from huiyin.files.untrusted_files import parse_xml, read_member
from huiyin.files.word.numbering import W

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
#: The namespace of strict files (ISO/IEC 29500-1), which contain the same elements.
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MAIN = re.compile(r"word/document\d*\.xml")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")


class ArchiveMembers:
    """The members of an archive by normalised name: packages ignore case and separate with ``/``."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        self._own = {_to_member_key(member): member for member in archive.namelist()}

    def __contains__(self, member: str) -> bool:
        return _to_member_key(member) in self._own

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def read(self, member: str) -> etree._Element | None:
        """Parse a part and return its root; None if the part is missing. Raises :class:`UnreadableLaw`."""
        own = self._own.get(_to_member_key(member))
        data = read_member(self._archive, own, self._name) if own is not None else None
        if not data:
            return None
        if data.startswith(_UTF_16):
            data = _DECLARATION.sub("", data.decode("utf-16", "replace")).encode()
        root = parse_xml(data, self._name)
        if isinstance(root.tag, str) and root.tag.startswith(_STRICT):
            _call_as_transitional(root)
        return root

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """Return the internal relationships of a part, or of the package (``""``): (id, type, target)."""
        folder, base = posixpath.split(part)
        root = self.read(posixpath.join(folder, "_rels", f"{base}.rels"))
        targets = []
        for relation in root.iter(_RELATION) if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            path = posixpath.normpath(path)
            if path not in self:
                path = unquote(path)
            kind = relation.get("Type", "").rpartition("/")[2]
            targets.append((relation.get("Id", ""), kind, path))
        return targets


def _to_member_key(member: str) -> str:
    return member.replace("\\", "/").lstrip("/").lower()


def _call_as_transitional(root: etree._Element) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag.startswith(_STRICT):
            element.tag = W + element.tag[len(_STRICT) :]
        for key in [str(key) for key in element.attrib if str(key).startswith(_STRICT)]:
            element.set(W + key[len(_STRICT) :], element.attrib.pop(key))


def find_document(archive: zipfile.ZipFile, name: str) -> str | None:
    """Return the main part of a Word file; None if the archive is not a Word file."""
    members = ArchiveMembers(archive, name)
    try:
        types = _read_content_types(members)
        related = [to for _, kind, to in members.relations("") if kind == "officeDocument"]
    except UnreadableLaw:  # the relationships are damaged: use the parts' usual names
        types, related = {}, []
    main = (target for target in related if _is_main(members, target, types))
    return next(main, None) or min((m for m in members if _MAIN.fullmatch(m)), default=None)


def _is_main(members: ArchiveMembers, target: str, types: Mapping[str, str]) -> bool:
    """Tell whether a member is the main part: by its content type, or else by its name or contents."""
    key = _to_member_key(target)
    if target not in members:
        return False
    if key in types:
        return _is_word(types[key])
    return bool(_MAIN.fullmatch(key)) or _is_document(members, target)


def _read_content_types(members: ArchiveMembers) -> dict[str, str]:
    root = members.read("[Content_Types].xml")
    return {
        _to_member_key(one.get("PartName", "")): one.get("ContentType", "")
        for one in (root.iter(_TYPE) if root is not None else ())
    }


def _is_word(content_type: str) -> bool:
    """Tell whether a content type is a document or template, with or without macros."""
    return "wordprocessingml" in content_type or "ms-word" in content_type


def _is_document(members: ArchiveMembers, member: str) -> bool:
    try:
        root = members.read(member)
    except UnreadableLaw:
        return False
    return root is not None and root.tag == f"{W}document"


class WordPackage:
    """The parts of a Word file, by their relationship to the main part. Raises :class:`UnreadableLaw`."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._members = ArchiveMembers(archive, name)
        main = find_document(archive, name)
        root = self._members.read(main) if main is not None else None
        if main is None or root is None:
            raise UnreadableLaw("damaged", file=name)
        self.root = root
        self._related = self._members.relations(main)
        if not self._related:  # programs that write no relationships use Word's usual names
            folder = posixpath.dirname(_to_member_key(main))
            self._related = [
                ("", posixpath.basename(member).removesuffix(".xml").rstrip("0123456789"), member)
                for member in sorted(self._members)
                if posixpath.dirname(member) == folder and member.endswith(".xml")
            ]

    def related(self, kind: str) -> etree._Element | None:
        """Return the first part of a type (``styles``, ``numbering`` …)."""
        return next(self.all_related(kind), None)

    def all_related(self, kind: str) -> Iterator[etree._Element]:
        for _, its_kind, member in self._related:
            if its_kind.lower() == kind.lower():
                part = self._members.read(member)
                if part is not None:
                    yield part

    def called(self, own: str) -> etree._Element | None:
        """Return the part that the main part refers to by a relationship id."""
        member = next((member for one, _, member in self._related if own and one == own), None)
        return self._members.read(member) if member is not None else None
