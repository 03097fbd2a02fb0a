"""The file that names the parts of a consultation: ``consultation.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

#: The kinds of input files, and whether there may be several of each.
INPUTS = {
    "comments": True,
    "organisations": False,
    "statements": False,
    "votes": False,
    "suggestions": False,
    "replies": False,
    "amendments": False,
    "sources": False,
    "decisions": False,
    "verdicts": False,
}
LANGUAGES = ("zh", "en")


class UnusableConsultation(Exception):
    """A consultation file that cannot be used. The catalogue sentence is ``run.unusable.<code>``; ``details`` fill
    it.
    """

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        self.details = details
        super().__init__(f"{code}: {details}")


@dataclass(frozen=True, slots=True)
class ConsultationPlan:
    """A consultation as described in its file; every path is absolute.

    ``draft`` and ``enacted`` map a language (``zh``, ``en``) to a file; ``title`` and ``authority`` map a language
    to text. Missing inputs are empty or ``None``.
    """

    id: str
    title: Mapping[str, str]
    authority: Mapping[str, str]
    opens: date | None
    closes: date | None
    draft: Mapping[str, Path]
    enacted: Mapping[str, Path]
    comments: tuple[Path, ...]
    organisations: Path | None
    statements: Path | None
    votes: Path | None
    suggestions: Path | None
    replies: Path | None
    amendments: Path | None
    sources: Path | None
    decisions: Path | None
    verdicts: Path | None
    output: Path
    languages: tuple[str, ...]


def read_consultation(path: Path) -> ConsultationPlan:
    """Read ``path``. Paths in it are relative to its folder, and ``*`` is a wildcard.

    Raises :class:`UnusableConsultation` if the file is not TOML, or if a part is missing, unknown, of the wrong
    type, or names a missing file.
    """
    try:
        with path.open("rb") as handle:
            document = tomllib.load(handle)
    except tomllib.TOMLDecodeError as error:
        raise UnusableConsultation("no_toml", file=str(path), reason=str(error)) from error
    except UnicodeDecodeError as error:
        raise UnusableConsultation("no_utf8", file=str(path)) from error
    except OSError as error:
        raise UnusableConsultation(
            "no_file", file=str(path), reason=error.strerror or ""
        ) from error
    return _ConsultationReader(path, document).read()


class _ConsultationReader:
    """Reads one document; keeps the path so that every error can name it."""

    _sections = ("consultation", "draft", "enacted", "inputs", "output")

    def __init__(self, path: Path, document: Mapping[str, Any]) -> None:
        self.path = path
        self.folder = path.resolve().parent
        self.document = document

    def error(self, code: str, **details: str) -> UnusableConsultation:
        return UnusableConsultation(code, file=str(self.path), **details)

    def read(self) -> ConsultationPlan:
        for name in self.document:
            if name not in self._sections:
                raise self.error("unknown_section", section=name, known=", ".join(self._sections))
        about = self.section("consultation")
        draft = self.versions("draft")
        if not draft:
            raise self.error("no_draft")
        files = self._read_inputs()
        output = self.section("output")
        languages = self._read_languages(output)
        return ConsultationPlan(
            id=str(about.get("id") or self.path.parent.name),
            title=self.worded(about, "title"),
            authority=self.worded(about, "authority"),
            opens=self.day(about, "opens"),
            closes=self.day(about, "closes"),
            draft=draft,
            enacted=self.versions("enacted"),
            output=self.folder / str(output.get("folder", "out")),
            languages=languages,
            **files,
        )

    def _read_inputs(self) -> dict[str, Any]:
        """Read the files of each kind of input."""
        inputs = self.section("inputs")
        for name in inputs:
            if name not in INPUTS:
                raise self.error("unknown_input", name=name, known=", ".join(INPUTS))
        files: dict[str, Any] = {}
        for name, several in INPUTS.items():
            paths = self.files(f"inputs.{name}", inputs.get(name))
            if several:
                files[name] = paths
                continue
            if len(paths) > 1:
                names = ", ".join(path.name for path in paths)
                raise self.error("one_file", key=f"inputs.{name}", found=names)
            files[name] = paths[0] if paths else None
        return files

    def _read_languages(self, output: Mapping[str, Any]) -> tuple[str, ...]:
        """Read the languages of the reports."""
        languages = output.get("languages", list(LANGUAGES))
        if not isinstance(languages, list) or not languages or set(languages) - set(LANGUAGES):
            raise self.error("languages", known=", ".join(LANGUAGES))
        return tuple(languages)

    def section(self, name: str) -> Mapping[str, Any]:
        value = self.document.get(name, {})
        if not isinstance(value, dict):
            raise self.error("no_section", section=name)
        return value

    def versions(self, name: str) -> dict[str, Path]:
        section = self.section(name)
        found = {}
        for language, pattern in section.items():
            if language not in LANGUAGES:
                raise self.error("unknown_language", section=name, language=language)
            found[language] = self.files(f"{name}.{language}", pattern)[0]
        return found

    def files(self, key: str, value: object) -> tuple[Path, ...]:
        """Return the files that a value names: none, one pattern, or a list of them."""
        if value is None:
            return ()
        patterns = value if isinstance(value, list) else [value]
        paths: dict[Path, None] = {}
        for pattern in patterns:
            if not isinstance(pattern, str) or not pattern:
                raise self.error("no_path", key=key)
            matches = self._match_files(pattern)
            if not matches:
                raise self.error("no_such_path", key=key, pattern=pattern)
            paths |= dict.fromkeys(matches)
        return tuple(paths)

    def _match_files(self, pattern: str) -> list[Path]:
        """Return the existing files that match a name or pattern."""
        if not any(mark in pattern for mark in "*?["):
            path = self.folder / pattern
            return [path] if path.exists() else []
        # Office programs leave lock files (~$name) beside an open document.
        shown = (p for p in self.folder.glob(pattern) if not p.name.startswith(("~$", ".")))
        return sorted(path for path in shown if path.exists())

    def worded(self, section: Mapping[str, Any], key: str) -> dict[str, str]:
        plain = section.get(key)
        return {
            language: str(section.get(f"{key}_{language}", plain))
            for language in LANGUAGES
            if section.get(f"{key}_{language}", plain)
        }

    def day(self, section: Mapping[str, Any], key: str) -> date | None:
        value = section.get(key)
        if value is None or type(value) is date:
            return value
        try:
            return date.fromisoformat(str(value)[:10])
        except ValueError:
            raise self.error("no_date", key=f"consultation.{key}", value=str(value)) from None
