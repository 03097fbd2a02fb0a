"""Is every regular expression linear? ``python tools/patterns.py`` tries each one of the package against repeated atoms.

The patterns are found in the source: every call of ``re``, its argument worked out in its module, and every pattern
that a module holds. The atoms are drawn from the pattern itself (its literals, members of its classes, what its
repeated groups can match, pairs and triples of those) and from a list of general ones. Each is repeated after what the
pattern wants before it, and followed by what makes the match fail. A pattern fails that takes over 0.1 s of the
processor for 20,000 characters, by any of the methods that the package calls it with. What would never end is stopped
by a timer that counts the processor's time, and is tried at 200 and 2,000 characters first.
"""

from __future__ import annotations

import ast
import gc
import importlib
import random
import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as sre_parser  # type: ignore[import-not-found]
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

SECONDS, CHARACTERS = 0.1, 20_000
PACKAGES = (
    "text",
    "i18n",
    "files",
    "law",
    "intake",
    "grouping",
    "opinion",
    "trace",
    "transparency",
    "presentation",
    "report",
    "cli",
    "desk",
)
#: Patterns that are put together when a function is called, where a function's argument alone makes them:
#: file and function, and what a caller might make of them.
BUILT: dict[tuple[str, str], tuple[str, ...]] = {
    ("text/language.py", "__init__"): (r"[中国]",),
    ("desk/core/search.py", "_list_marks"): (
        r"(?<![^\W_])a[\W_]*?b[\W_]*?a",
        r"中[\W_]*?a[\W_]*?中",
    ),
    ("desk/personal/names.py", "_addresses"): (
        r"(?<![a-z0-9])(?<![a-z0-9][._%+-])(?:a@a\.a|a\.a@a)(?![a-z0-9@])(?![_-][a-z0-9])(?!\.(?!(?:csv|a)(?![a-z0-9]))[a-z0-9])",
    ),
    ("desk/personal/names.py", "_turned"): (
        r"(?<![^\W_])(?:a[\W_]{1,3}a[\W_]{1,3}aa|a[\W_]{1,3}aa[\W_]{1,3}a|aa[\W_]{1,3}a[\W_]{1,3}a)(?![^\W_])",
    ),
    ("desk/personal/names.py", "_any_of"): (
        r"(?<![一-鿿·])中\s{0,2}中\s{0,2}中(?![一-鿿·])|(?<![^\W_])(?<![^\W_]['’.-])a\s{1,3}a\s{1,3}a(?![^\W_])(?!-[^\W_])",
    ),
}
#: Tables whose patterns are matched at one place only, under a name that the source does not show.
MATCHED = {"list_forms", "LETTER", "ROMAN", "CAPITAL", "BRACKETED", "NUMBERED", "DASH"}
GENERAL = (
    " ", "\u3000", "\t", "\n", " \n", "1", "12", "一", "十", "万", "第", "条", "第一条", "第一、", "（一）", "(a)", "(", ")", "（", "）",
    "para 1 of ", "Article 1", "article 1 and ", "a", "A", "i", "中", "，", "、", "。", ".", ",", "-", "—", '"', "“", "”", "'", "*", "_",
    "<", ">", "<!--", "#", "=", "\\", "a-", "1.", "1-", "a.", "\0",
)  # fmt: skip
#: What makes a match fail at its end, mostly.
_ENDS = ("\x01", "\n\x01")
#: Who takes less for 2,000 characters is not slow at 20,000.
_QUICK = 0.001
_METHODS = ("match", "fullmatch", "search", "finditer", "sub")


@dataclass(frozen=True)
class Found:
    """A pattern of the package: where it stands, and by which methods it is called."""

    where: str
    pattern: str | bytes
    flags: int
    methods: tuple[str, ...]


@dataclass(frozen=True)
class Slow:
    """A pattern that takes too long, and the text that shows it: ``before + atom * n + after``."""

    found: Found
    method: str
    before: str
    atom: str
    after: str
    characters: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.found.where}: {self.method} takes {self.seconds:.3f} s for {self.characters} characters: "
            f"{self.before[:60]!r} + {self.atom[:60]!r} × n + {self.after!r}\n    {self.found.pattern!r}"
        )


# The inventory ----------------------------------------------------------------------------------


def find_patterns(root: str = "huiyin") -> tuple[list[Found], list[str]]:
    """Every pattern of the package, and the calls of ``re`` whose pattern could not be worked out."""
    package = importlib.import_module(root)
    base = Path(package.__path__[0])
    methods = _called_methods(base)
    found: dict[tuple[str | bytes, int], Found] = {}
    open_calls: list[str] = []
    for path in sorted(base.rglob("*.py")):
        name = ".".join([root, *path.relative_to(base).with_suffix("").parts])
        tree = ast.parse(path.read_text("utf-8"))
        uses_re = any(_is_re_call(node) for node in ast.walk(tree))
        if not uses_re or "migrations" in path.parts:
            continue
        module = importlib.import_module(name.removesuffix(".__init__"))
        where = str(path.relative_to(base))
        held = list(_held(module))
        for compiled, names in held:
            called = {m for name in names for m in methods.get((where, name), ())} or {
                m
                for name in names
                for (_, other), own in methods.items()
                if other == name
                for m in own
            }
            own = ("match",) if MATCHED & set(names) else tuple(called) or _METHODS
            _add(found, Found(f"{where}:{names[0]}", compiled.pattern, compiled.flags, own))
        known = {compiled.pattern for compiled, _ in held}
        for call, function in _calls(tree):
            try:
                pattern, flags = _work_out(call, module)
            except Exception:
                built = BUILT.get((where, function))
                if built is None and function:
                    open_calls.append(f"{where}:{call.lineno} in {function}")
                for one in built or ():
                    _add(found, Found(f"{where}:{function}", one, 0, _METHODS))
                continue
            method = call.func.attr  # type: ignore[attr-defined]
            if pattern in known and method == "compile":
                continue
            own = _METHODS if method == "compile" else (_AS.get(method, method),)
            _add(found, Found(f"{where}:{call.lineno}", pattern, flags, own))
    return list(found.values()), open_calls


_AS = {"subn": "sub", "split": "finditer", "findall": "finditer"}


def _add(found: dict[tuple[str | bytes, int], Found], one: Found) -> None:
    flags = one.flags & ~re.UNICODE
    before = found.get((one.pattern, flags))
    methods = {*one.methods, *(before.methods if before else ())}
    # Of the methods that try every place of a text, one stands for all.
    if methods & {"finditer", "sub"}:
        methods = methods - {"search", "sub"} | {"finditer"}
    ordered = tuple(m for m in _METHODS if m in methods)
    found[one.pattern, flags] = Found(
        before.where if before else one.where, one.pattern, flags, ordered
    )


def _is_re_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in ("compile", *_METHODS, *_AS)
    )


def _calls(tree: ast.AST, function: str = "") -> Iterator[tuple[ast.Call, str]]:
    """Calls of ``re`` with the function they stand in."""
    for node in ast.iter_child_nodes(tree):
        within = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else function
        if _is_re_call(node):
            yield node, function  # type: ignore[misc]
        yield from _calls(node, within)


def _work_out(call: ast.Call, module: ModuleType) -> tuple[str | bytes, int]:
    def value(node: ast.expr) -> Any:
        code: CodeType = compile(ast.Expression(node), module.__name__, "eval")
        return eval(code, vars(module) | {"re": re})

    pattern = value(call.args[0])
    if isinstance(pattern, re.Pattern):
        return pattern.pattern, pattern.flags
    method = call.func.attr  # type: ignore[attr-defined]
    at = {"compile": 1, "match": 2, "fullmatch": 2, "search": 2, "finditer": 2, "findall": 2}.get(
        method
    )
    given = [k.value for k in call.keywords if k.arg == "flags"]
    if at is not None and len(call.args) > at:
        given.append(call.args[at])
    return pattern, re.compile(pattern, int(value(given[0])) if given else 0).flags


def _called_methods(base: Path) -> dict[tuple[str, str], set[str]]:
    """The methods that each file calls by each name: ``_WORD.match(…)``, ``division.pattern.match(…)``."""
    called: dict[tuple[str, str], set[str]] = {}
    for path in base.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in (*_METHODS, *_AS):
                owner = node.value
                name = getattr(owner, "id", getattr(owner, "attr", ""))
                called.setdefault((str(path.relative_to(base)), name), set()).add(
                    _AS.get(node.attr, node.attr)
                )
    return called


def _held(module: ModuleType) -> Iterator[tuple[re.Pattern[Any], list[str]]]:
    """Patterns that the module's names hold, at any depth of its tables; each with its names."""

    def walk(value: object, names: list[str], depth: int) -> Iterator[Any]:
        if isinstance(value, re.Pattern):
            yield value, names
        elif depth > 5:
            return
        elif is_dataclass(value) and not isinstance(value, type):
            for one in fields(value):
                yield from walk(getattr(value, one.name), [one.name, *names], depth + 1)
        elif isinstance(value, dict):
            for one in value.values():
                yield from walk(one, names, depth + 1)
        elif isinstance(value, list | tuple | set | frozenset):
            for one in value:
                yield from walk(one, names, depth + 1)

    for name, value in list(vars(module).items()):
        if not name.startswith("__"):
            yield from ((p, n or [name]) for p, n in walk(value, [name], 0))


# The atoms ---------------------------------------------------------------------------------------


class _Sampler:
    """Texts that parts of a pattern match, drawn from its parsed form."""

    def __init__(self, found: Found) -> None:
        pattern = found.pattern
        if isinstance(pattern, bytes):
            pattern = pattern.decode("latin-1")
        self.tree = sre_parser.parse(pattern, found.flags & ~(re.UNICODE | re.LOCALE))
        self.chance = random.Random(len(pattern))
        self.groups: dict[int, str] = {}

    def attacks(self) -> tuple[list[tuple[str, str]], list[str]]:
        """Repeated parts, each with a text that leads to it; and single characters of its classes."""
        pairs: dict[tuple[str, str], None] = {}
        characters: dict[str, None] = {}

        def visit(items: Sequence[Any], before: str) -> None:
            for op, value in items:
                if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
                    _least, most, body = value
                    if most > 3:
                        for _ in range(3):
                            atom = self.draw(body)
                            if atom:
                                pairs[before, atom] = None
                    visit(list(body), before)
                elif op is sre.SUBPATTERN:
                    visit(list(value[3]), before)
                elif op is sre.ATOMIC_GROUP:
                    visit(list(value), before)
                elif op in (sre.ASSERT, sre.ASSERT_NOT):
                    visit(list(value[1]), before)
                elif op is sre.BRANCH:
                    for one in value[1]:
                        visit(list(one), before)
                elif op is sre.IN:
                    for character in self.members(value)[:4]:
                        characters[character] = None
                elif op in (sre.LITERAL, sre.NOT_LITERAL):
                    characters[self.draw([(op, value)])] = None
                before += self.draw([(op, value)])

        visit(list(self.tree), "")
        return list(pairs), list(characters)

    def draw(self, items: Iterable[Any]) -> str:
        text = ""
        for op, value in items:
            if op is sre.LITERAL:
                text += chr(value)
            elif op is sre.NOT_LITERAL:
                text += "x" if value != ord("x") else "y"
            elif op is sre.ANY:
                text += "x"
            elif op is sre.IN:
                members = self.members(value)
                text += self.chance.choice(members) if members else ""
            elif op is sre.BRANCH:
                text += self.draw(self.chance.choice(value[1]))
            elif op is sre.SUBPATTERN:
                own = self.draw(value[3])
                if value[0]:
                    self.groups[value[0]] = own
                text += own
            elif op is sre.GROUPREF:
                text += self.groups.get(value, "")
            elif op is sre.ATOMIC_GROUP:
                text += self.draw(value)
            elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
                least, most, body = value
                times = max(least, min(most, self.chance.choice([0, 1, 1])))
                text += "".join(self.draw(body) for _ in range(min(times, 4)))
        return text

    @staticmethod
    def members(items: Sequence[Any]) -> list[str]:
        found: list[str] = []
        negated = bool(items) and items[0][0] is sre.NEGATE
        categories = {
            sre.CATEGORY_DIGIT: ["1"], sre.CATEGORY_SPACE: [" ", "\n"], sre.CATEGORY_WORD: ["a", "一"],
            sre.CATEGORY_NOT_DIGIT: ["a"], sre.CATEGORY_NOT_SPACE: ["a"], sre.CATEGORY_NOT_WORD: ["-", " "],
        }  # fmt: skip
        for op, value in items:
            if op is sre.LITERAL:
                found.append(chr(value))
            elif op is sre.RANGE:
                found.append(chr(value[0]))
            elif op is sre.CATEGORY:
                found += categories.get(value, [])
        if negated:
            ranges = [v for op, v in items if op is sre.RANGE]
            found = [
                c
                for c in ("x", "1", " ", "中", "-", "(", "\n", "é")
                if c not in found and not any(a <= ord(c) <= b for a, b in ranges)
            ]
        return found


def make_attacks(found: Found) -> list[tuple[str, str]]:
    """What goes before, and the atom that is repeated after it."""
    pairs, characters = _Sampler(found).attacks()
    chance = random.Random(7)
    atoms = list(dict.fromkeys([*characters, *(atom for _, atom in pairs)]))
    leads = list(dict.fromkeys(before for before, _ in pairs if before))
    chosen = atoms if len(atoms) <= 10 else chance.sample(atoms, 10)
    attacks = [*pairs, *(("", atom) for atom in (*GENERAL, *atoms))]
    attacks += [("", lead) for lead in leads]
    attacks += [("", a + b) for a in chosen[:7] for b in chosen[:7] if a != b]
    attacks += [("", "".join(chance.choices(atoms, k=3))) for _ in range(12) if atoms]
    attacks += [
        (lead, atom) for lead in leads[:6] for atom in (" ", "1", "a", "一", *characters[:6])
    ]
    # Each of many beginnings sees a long run: the leads, then the run.
    attacks += [(lead * 200, atom) for lead, atom in pairs[:8] if lead]
    return list(dict.fromkeys(attacks))


# The clock ---------------------------------------------------------------------------------------


class _Late(BaseException):
    pass


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _Late


#: Seconds after which a call is stopped: several times of what any may take.
_STOPPED = 0.5


def time_call(call: Callable[[], object], *, limit: float = _STOPPED) -> float:
    """Seconds of the processor that ``call`` takes; ``limit`` where it takes longer and is stopped."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    gc.disable()  # what is raised within a callback of the collector reaches nobody
    begun = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)
        try:
            call()
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except _Late:
        return max(limit, time.process_time() - begun)
    finally:
        gc.enable()
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - begun


def _run(compiled: re.Pattern[Any], method: str, text: str | bytes) -> object:
    if method == "finditer":
        for _ in compiled.finditer(text):
            pass
        return None
    if method == "sub":
        return compiled.sub(b"" if isinstance(text, bytes) else "", text)
    return getattr(compiled, method)(text)


def try_pattern(found: Found, *, by_turns: bool = False) -> tuple[Slow | None, int, float]:
    """The first attack that takes too long, how many texts were tried, and the slowest of them. Each attack is tried with
    every end, or the attacks with the ends by turns."""
    compiled = re.compile(found.pattern, found.flags)
    tried, slowest = 0, 0.0

    def measure(method: str, before: str, atom: str, after: str, size: int) -> tuple[float, int]:
        text: str | bytes = before + atom * max(1, size // len(atom)) + after
        if isinstance(found.pattern, bytes):
            text = text.encode()
        return time_call(lambda: _run(compiled, method, text)), len(text)

    for n, (before, atom) in enumerate(make_attacks(found)):
        for after in (_ENDS[n % len(_ENDS)],) if by_turns else _ENDS:
            for method in found.methods:
                tried += 1
                for size in (CHARACTERS // 10, CHARACTERS):
                    seconds, length = measure(method, before, atom, after, size)
                    allowed = SECONDS * max(size, length) / CHARACTERS
                    if (
                        seconds > allowed
                    ):  # again, for the machine may have been busy; not by that much
                        times = 1 if seconds >= _STOPPED else 5
                        again = (
                            measure(method, before, atom, after, size)[0] for _ in range(times)
                        )
                        seconds = min(seconds, *again)
                    if seconds > allowed:
                        slow = Slow(found, method, before, atom, after, length, seconds)
                        return slow, tried, max(slowest, seconds)
                    if size == CHARACTERS:
                        slowest = max(slowest, seconds)
                    elif seconds < _QUICK:
                        break
    return None, tried, slowest


def main(names: Sequence[str] = ()) -> int:
    import django

    django.setup()
    begun = time.process_time()
    patterns, open_calls = find_patterns()
    tried, slowest, slow = 0, (0.0, ""), []
    for found in patterns:
        if names and not any(name in found.where for name in names):
            continue
        bad, count, seconds = try_pattern(found)
        tried += count
        if bad is not None:
            slow.append(bad)
            print(bad)
        elif seconds > slowest[0]:
            slowest = (seconds, found.where)
    for call in open_calls:
        print(f"{call}: the pattern is put together here; say in BUILT what it can be")
    print(
        f"{len(patterns)} patterns, {tried} texts in {time.process_time() - begun:.1f} s; slowest of the others "
        f"{slowest[0]:.3f} s for {CHARACTERS} characters ({slowest[1]}); {len(slow)} too slow"
    )
    return 1 if slow or open_calls else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
