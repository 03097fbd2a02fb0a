"""Check that the catalogues are complete. Run by ``make check``: ``python -m huiyin.i18n.check``.

It verifies four things: every key has a sentence in every language, with the same placeholders; every
``say("key")`` in the code finds its key; every call passes what its sentence needs; every key is still used.
"""

from __future__ import annotations

import ast
import re
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from huiyin.i18n.languages import LANGUAGES

_WORDS = Path(__file__).parent
#: ``say("key")`` and ``say("begin" ~ …)`` in the report; ``{% say "key" %}`` and ``{% say "begin"|add:… %}`` on the
#: desk, where ``{% badge "key" before="key" %}`` (a state with its icon) uses keys too.
_TEMPLATE_CALL = re.compile(r"""(?:(?:say|badge)(?:\(|\s+)|\bbefore=)"([^"]+)"\s*(~|\|add:)?""")
_SOURCES = _WORDS.parent


def list_problems(folder: Path = _WORDS / "catalogues", sources: Path = _SOURCES) -> list[str]:
    """Return every problem with the catalogues in ``folder``, one sentence each."""
    areas = sorted(
        {path.stem for language in LANGUAGES for path in (folder / language).glob("*.po")}
    )
    problems: list[str] = []
    known: dict[str, Message] = {}
    for area in areas:
        catalogues = {}
        for language in LANGUAGES:
            path = folder / language / f"{area}.po"
            if not path.is_file():
                problems.append(f"{language}/{area}.po is missing")
                continue
            with path.open("rb") as handle:
                catalogues[language] = read_po(handle, locale=language, abort_invalid=True)
        problems += _wrong_in_area(area, catalogues)
        for catalogue in catalogues.values():
            known |= {_get_key(message.id): message for message in catalogue if message.id}
    return problems + _wrong_in_code(sources, known)


def _wrong_in_area(area: str, catalogues: dict[str, Catalog]) -> Iterator[str]:
    for language, catalogue in catalogues.items():
        yield from _check_catalogue(area, language, catalogue)
    if len(catalogues) == len(LANGUAGES):
        yield from _compare_catalogues(area, catalogues)


def _wrong_in_code(sources: Path, known: dict[str, Message]) -> list[str]:
    """List keys used in code but missing from the catalogues, calls with the wrong details, and keys never used."""
    problems = []
    exact, families = _collect_calls(sources)
    for key, calls in exact.items():
        for call in calls:
            if key not in known:
                problems.append(f"{call.where}: no catalogue holds {key!r}")
            elif wrong := _check_details(call, known[key]):
                problems.append(f"{call.where}: {key!r} {wrong}")
    spoken = {key for key in known if key in exact or any(key.startswith(f) for f in families)}
    problems += [
        f"{key!r} is in the catalogues and said nowhere" for key in sorted(known.keys() - spoken)
    ]
    return problems


def _get_key(message_id: object) -> str:
    return str(message_id[0] if isinstance(message_id, list | tuple) else message_id)


def _list_sentences(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)]


def _check_catalogue(area: str, language: str, catalogue: Catalog) -> Iterator[str]:
    for message in catalogue:
        if not message.id:
            continue
        key = _get_key(message.id)
        if not key.startswith(f"{area}."):
            yield f"{language}/{area}.po: {key!r} does not begin with its area"
        if message.fuzzy:
            yield f"{language}/{area}.po: {key!r} is marked fuzzy"
        if not all(_list_sentences(message.string)):
            yield f"{language}/{area}.po: {key!r} has no sentence"


def _compare_catalogues(area: str, catalogues: dict[str, Catalog]) -> Iterator[str]:
    keys = {
        language: {_get_key(m.id): m for m in catalogue if m.id}
        for language, catalogue in catalogues.items()
    }
    for key in sorted(set().union(*keys.values())):
        lacking = [language for language in LANGUAGES if key not in keys[language]]
        if lacking:
            yield f"{', '.join(lacking)}/{area}.po lacks {key!r}"
            continue
        names = {}
        for language in LANGUAGES:
            sentences = _list_sentences(keys[language][key].string)
            names[language] = {n for s in sentences for n in _list_placeholders(s)}
        if len(set(map(frozenset, names.values()))) > 1:
            yield f"{area}.po: {key!r} has other placeholders in other languages: {names}"


def _list_placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@dataclass(frozen=True, slots=True)
class _SayCall:
    """One ``say("key", …)`` call; ``details`` is None if the source does not show them."""

    where: str
    details: frozenset[str] | None


def _check_details(call: _SayCall, message: Message) -> str:
    """Return what is wrong with the details of ``call``, or an empty string."""
    if call.details is None:
        return ""
    asked = {name for s in _list_sentences(message.string) for name in _list_placeholders(s)}
    if lacking := asked - call.details:
        return f"is said without {', '.join(sorted(lacking))}"
    # ``n`` may only select the plural, so a sentence need not mention it.
    if isinstance(message.id, str) and "n" in call.details:
        return "is given n and has no plural"
    return ""


@dataclass(slots=True)
class _SaidKeys:
    """``exact``: literal keys with each call. ``families``: prefixes of keys that are composed at run time."""

    sources: Path
    exact: dict[str, list[_SayCall]] = field(default_factory=dict)
    families: set[str] = field(default_factory=set)

    def add_module(self, path: Path) -> None:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name_called(node) == "say":
                self._add_call(node, f"{path.relative_to(self.sources.parent)}:{node.lineno}")

    def _add_call(self, call: ast.Call, where: str) -> None:
        key = call.args[0]
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            names = [keyword.arg for keyword in call.keywords]
            details = None if None in names else frozenset(n for n in names if n)
            self.exact.setdefault(key.value, []).append(_SayCall(where, details))
        elif isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
            self.families.add(str(key.values[0].value))

    def add_template(self, path: Path) -> None:
        for key, goes_on in _TEMPLATE_CALL.findall(path.read_text("utf-8")):
            if goes_on:
                self.families.add(key)
            else:
                where = str(path.relative_to(self.sources.parent))
                self.exact.setdefault(key, []).append(_SayCall(where, None))


def _name_called(call: ast.Call) -> str:
    """Return the name of the called function; for a method, its own name only."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return getattr(call.func, "id", "")


def _collect_calls(sources: Path) -> tuple[dict[str, list[_SayCall]], set[str]]:
    """Collect literal keys with each call, and the prefixes of composed keys."""
    said = _SaidKeys(sources)
    for path in sorted(sources.rglob("*.py")):
        said.add_module(path)
    templates = [*sources.rglob("*.html.jinja"), *sources.rglob("desk/**/templates/**/*.*")]
    for path in sorted(templates):
        said.add_template(path)
    return said.exact, said.families


def main() -> int:
    """Print the problems; return 0 if there are none."""
    wrong = list_problems()
    for sentence in wrong:
        print(sentence)
    if not wrong:
        print(f"The catalogues are complete in {', '.join(LANGUAGES)}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
