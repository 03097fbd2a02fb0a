"""What can be counted of how the code is written: names, lengths, types, comments, tests.

    python tools/style_figures.py            # of the working tree
    python tools/style_figures.py --at REF   # of a commit, to lay beside it
    python tools/style_figures.py --list     # the functions over the limit, the worst first

Counted are the packages under ``src`` without migrations. A figure is no verdict: it shows where to look.
"""

from __future__ import annotations

import argparse
import ast
import io
import subprocess
import sys
import tarfile
import tempfile
import tokenize
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: More paths than this through a function are hard to hold in one's head (McCabe 1976).
COMPLEX = 10
#: Names of local variables that do not say what they hold.
_VAGUE = ("found", "at", "one", "told")
#: What opens one more path through a function.
_BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.comprehension,
    ast.match_case,
    ast.Assert,
)

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the source: its name from the package down, its text and its tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module


def list_modules(root: Path) -> list[Module]:
    """Every module of ``root/src``, in the order of their names."""
    source = root / "src"
    modules = []
    for path in sorted(source.rglob("*.py")):
        if "migrations" not in path.parts:
            text = path.read_text("utf-8")
            name = ".".join(path.relative_to(source).with_suffix("").parts)
            modules.append(Module(name, path, text, ast.parse(text)))
    return modules


def list_functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, those within others too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def count_paths(function: ast.AST) -> int:
    """The cyclomatic complexity of a function, without the functions within it."""
    paths, waiting = 1, list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, _BRANCHES):
            paths += 1
        elif isinstance(node, ast.BoolOp):
            paths += len(node.values) - 1
        waiting.extend(ast.iter_child_nodes(node))
    return paths


def is_one_word(name: str) -> bool:
    """Whether a name says a thing or an act alone: ``find``, not ``find_provision``. Python's own names do not count."""
    return not name.startswith("__") and "_" not in name.strip("_")


def count_comments(text: str) -> int:
    """Lines that are a comment or end with one."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return len({token.start[0] for token in tokens if token.type == tokenize.COMMENT})


def list_tested(root: Path, modules: list[Module]) -> list[Module]:
    """The modules that a test file bears the name of: ``test_citations.py`` for ``citations.py``."""
    tests = {path.stem.removeprefix("test_") for path in (root / "tests").rglob("test_*.py")}
    return [module for module in modules if module.path.stem in tests]


def list_mirrored(root: Path, modules: list[Module]) -> list[Module]:
    """Those whose test of their name is theirs and no namesake's: it stands below the folder of their package, or of their
    app, as ``tests/law`` and ``tests/desk/networks`` do; one test of all ``apps``, ``urls``, ``data`` or ``hooks`` stands in
    ``tests/desk``."""
    tests = {
        path.relative_to(root / "tests").with_suffix("")
        for path in (root / "tests").rglob("test_*.py")
    }
    mirrored = []
    for module in modules:
        package = module.path.relative_to(root / "src" / "huiyin").parent.parts
        own = Path(*package[: 2 if package[:1] == ("desk",) else 1])
        name = f"test_{module.path.stem}"
        is_asked_together = own.parent == Path("desk") and own.parent / name in tests
        if is_asked_together or any(test.name == name and own in test.parents for test in tests):
            mirrored.append(module)
    return mirrored


def list_checked(root: Path, modules: list[Module]) -> list[Module]:
    """The modules that ``mypy --strict`` is asked to check."""
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    packages = tuple(settings.get("packages", ())) if settings.get("strict") else ()
    return [
        module
        for module in modules
        if any(module.name == name or module.name.startswith(f"{name}.") for name in packages)
    ]


def list_reaches(modules: list[Module], kind: str) -> list[tuple[str, str, bool]]:
    """Imports in the desk of another app's ``models`` or ``views``: from which module, what, and whether for types
    alone."""
    reaches = []
    for module in modules:
        own = module.name.split(".")[2:3]
        if not module.name.startswith("huiyin.desk.") or module.name.count(".") < 3:
            continue
        for_types = {
            id(node)
            for block in ast.walk(module.tree)
            if isinstance(block, ast.If) and ast.unparse(block.test).endswith("TYPE_CHECKING")
            for node in ast.walk(block)
        }
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                whole = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            elif isinstance(node, ast.Import):
                whole = [alias.name for alias in node.names]
            else:
                continue
            parts = [name.split(".") for name in whole if name.startswith("huiyin.desk.")]
            found = [
                ".".join(part[:4]) for part in parts if part[3:4] == [kind] and part[2:3] != own
            ]
            if found:
                reaches.append((module.name, found[0], id(node) in for_types))
    return reaches


def count_form_reads(tree: ast.Module) -> tuple[int, int]:
    """How often a module reads ``request.POST`` by itself, and how often it gives it to a form class."""
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    raw = by_form = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "request.POST":
            reader = above[node]
            while isinstance(reader, ast.BoolOp | ast.IfExp):
                reader = above[reader]
            name = ast.unparse(reader.func) if isinstance(reader, ast.Call) else ""
            is_form = name.lower().endswith(("form", "form_class", "filter"))
            raw, by_form = raw + (not is_form), by_form + is_form
    return raw, by_form


def list_long_lived(tree: ast.Module, names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Local variables that are called one of ``names`` and live for more than five lines: which, and in what line. What a
    comprehension binds lives within it alone."""
    for function in list_functions(tree):
        scopes = [
            function,
            *(node for node in ast.walk(function) if isinstance(node, _COMPREHENSIONS)),
        ]
        for scope in scopes:
            lines: dict[str, list[int]] = {}
            bound: set[str] = set()
            for node in _list_own_names(scope):
                lines.setdefault(node.id, []).append(node.lineno)
                if isinstance(node.ctx, ast.Store):
                    bound.add(node.id)
            for name in sorted(bound & set(names)):
                if max(lines[name]) - min(lines[name]) > 5:
                    yield name, min(lines[name])


def _list_own_names(scope: ast.AST) -> Iterator[ast.Name]:
    """The names in a function or a comprehension; of a comprehension within it those that it does not bind itself."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name):
            yield node
        elif isinstance(node, _COMPREHENSIONS):
            own = {
                name.id
                for part in node.generators
                for name in ast.walk(part.target)
                if isinstance(name, ast.Name)
            }
            yield from (name for name in _list_own_names(node) if name.id not in own)
        else:
            waiting.extend(ast.iter_child_nodes(node))


def count_lines(modules: list[Module]) -> int:
    """Lines of code, empty ones and comments included."""
    return sum(module.text.count("\n") for module in modules)


def measure(root: Path) -> list[tuple[str, str, str]]:
    """Each figure as a share with what it is a share of: (what, share, counts)."""
    modules = [module for module in list_modules(root) if module.path.stem != "__init__"]
    functions = [function for module in modules for function in list_functions(module.tree)]
    named = [function.name for function in functions if not function.name.startswith("__")]
    bound = Counter(
        node.id
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )
    classes = Counter(
        node.name
        for module in modules
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    lines, comments = count_lines(modules), sum(count_comments(m.text) for m in modules)
    rows = [
        ("names of functions that are one word", sum(map(is_one_word, named)), len(named)),
        (
            "modules that end in -ing",
            sum(m.path.stem.endswith("ing") for m in modules),
            len(modules),
        ),
        (
            f"functions over complexity {COMPLEX}",
            sum(count_paths(f) > COMPLEX for f in functions),
            len(functions),
        ),
        ("lines that mypy --strict checks", count_lines(list_checked(root, modules)), lines),
        ("modules with a test of their name", len(list_tested(root, modules)), len(modules)),
        ("of them in the folder of theirs", len(list_mirrored(root, modules)), len(modules)),
        ("lines with a comment", comments, lines),
    ]
    told = [(what, f"{part / whole:.1%}", f"{part:,} of {whole:,}") for what, part, whole in rows]
    for kind in ("models", "views"):
        reaches = list_reaches(modules, kind)
        types = sum(is_for_types for _, _, is_for_types in reaches)
        counts = f"{len(reaches) - types}, and {types} for types alone"
        told.append((f"imports of another app's {kind}", "", counts))
    several = sorted((-count, name) for name, count in classes.items() if count > 2)
    told.append(
        (
            "class names borne by three or more",
            "",
            ", ".join(f"{name} {-n}" for n, name in several) or "none",
        )
    )
    told.append(
        (
            "local names",
            "",
            ", ".join(f"{name} {bound[name]:,}" for name in _VAGUE),
        )
    )
    long = Counter(name for m in modules for name, _ in list_long_lived(m.tree, _VAGUE))
    told.append(
        (
            "of them for more than five lines",
            "",
            ", ".join(f"{name} {long[name]:,}" for name in _VAGUE),
        )
    )
    reads = [count_form_reads(m.tree) for m in modules if m.name.startswith("huiyin.desk.")]
    raw, by_form = (sum(counts) for counts in zip(*reads, strict=True))
    told.append(("reads of request.POST", "", f"{raw} past a form class, {by_form} by one"))
    return told


def list_complex(root: Path) -> list[tuple[int, str, str]]:
    """The functions over the limit, the worst first: (paths, name from the package down, where it is)."""
    return sorted(
        (
            (
                paths,
                f"{module.name}.{function.name}",
                f"{module.path.relative_to(root)}:{function.lineno}",
            )
            for module in list_modules(root)
            for function in list_functions(module.tree)
            if (paths := count_paths(function)) > COMPLEX
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )


def unpack_commit(reference: str, folder: Path) -> None:
    """The tree of a commit, put into ``folder``. Raises ``CalledProcessError`` where there is no such commit."""
    archive = subprocess.run(
        ["git", "-C", str(ROOT), "archive", reference, "src", "tests", "pyproject.toml"],
        check=True,
        capture_output=True,
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        packed.extractall(folder, filter="data")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--at", metavar="REF", help="a commit to measure instead of the working tree"
    )
    parser.add_argument(
        "--list", action="store_true", help=f"name the functions over complexity {COMPLEX}"
    )
    asked = parser.parse_args()
    reference = asked.at
    with tempfile.TemporaryDirectory() as folder:
        root = ROOT
        if reference:
            try:
                unpack_commit(reference, Path(folder))
            except subprocess.CalledProcessError as error:
                sys.stderr.write(error.stderr.decode())
                return 2
            root = Path(folder)
        if asked.list:
            for paths, name, place in list_complex(root):
                print(f"{paths:3}  {name}  {place}")
            return 0
        for what, share, counts in measure(root):
            print(f"{what:40} {share:>7}  {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
