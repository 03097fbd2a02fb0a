"""No table that anybody takes away runs what somebody wrote into it: every column of every model, every export."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pyarrow as pa
import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.exports import api as desk_exports
from huiyin.desk.laws.models import Expression
from huiyin.desk.registry.data import RULES
from huiyin.files.decode import NOT_TEXT
from huiyin.law import compare_laws, read_bytes
from huiyin.law.compare.comparison_table import to_xlsx
from huiyin.presentation.comparison_labels import table_labels
from huiyin.presentation.spreadsheets import sheet_bytes
from huiyin.report.output_files import _write_workbook
from huiyin.text import as_cell, escape_formula
from huiyin.text.spreadsheet_cells import unescape_formula
from tests.cli.conftest import Huiyin, huiyin  # noqa: F401
from tests.desk.addresses import patterns
from tests.desk.old.make import ROLES
from tests.sweeps.size import sizes

Told = Callable[[str, int, list[Any]], None]
_STARTS = "=+-@＝＋－＠"
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
#: What is written everywhere. ``MARK`` shows that it came through.
MARK = "MARK7"
PAYLOADS = (
    f"\u200b=1+1&{MARK}", f"=1+1&{MARK}", f"@SUM(1+1)*cmd|'/C {MARK}'!A0", f"\x00=1+1&{MARK}",
    f"\ufeff=cmd|'/C {MARK}'!A0", f"\t=1+1&{MARK}", f"＝1+1&{MARK}", f"\r=1+1&{MARK}", f"-2+3+cmd|'/C {MARK}'!A0",
    f"+1+1&{MARK}", f" =1+1&{MARK}", f"\u3000=1+1&{MARK}", f'=HYPERLINK("http://example.org/{MARK}","x")',
    f"－1+1&{MARK}", f"\n=1+1&{MARK}", f"'=1+1&{MARK}", f"\u2060=1+1&{MARK}", f"\u00ad=1+1&{MARK}",
    f"\u202e=1+1&{MARK}", f"＠x&{MARK}", f"＋1&{MARK}", f"\x1f=1+1&{MARK}", f"\x7f=1+1&{MARK}", f"\u2800=1&{MARK}",
)  # fmt: skip


def runs(cell: str) -> bool:
    """Whether a spreadsheet could take the cell for a formula, whatever it leaves out."""
    shown = next((at for at, c in enumerate(cell) if not is_invisible(c)), len(cell))
    return cell[shown : shown + 1] in _STARTS and shown < len(cell) and not _NUMBER.fullmatch(cell)


def is_invisible(c: str) -> bool:
    return unicodedata.category(c) in ("Cc", "Cf", "Zs", "Zl", "Zp") or c == "\u2800"


@sizes(0x300, 0x110000)
def test_whatever_invisible_stands_before_a_formula_it_is_text(times: int, told: Told) -> None:
    tried, failed = 0, []
    for point in range(times):
        c = chr(point)
        if 0xD800 <= point < 0xE000 or (not is_invisible(c) and point % 97):
            continue
        for start in _STARTS:
            for text in (
                f"{c}{start}1+a",
                f"{c}{c} {start}cmd",
                f"'{c}{start}x",
                f"\n{c}{start}A1",
            ):
                tried += 1
                for cell in (escape_formula(text), as_cell(text)):
                    if runs(cell):
                        failed.append(text)
                if unescape_formula(escape_formula(text)) != text:
                    failed.append(text)
    told("formulas behind every character", tried, failed)


def cells_of(name: str, data: bytes) -> Iterator[str]:
    """The text of every cell of a table; a formula comes as one however it is written."""
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield from cells_of(inner, archive.read(inner))
    elif name.endswith(".csv"):
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            yield from row
    elif name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                if inner.startswith("xl/worksheets/") and b"<f>" in archive.read(inner):
                    yield f"=a formula in {inner}"
        book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        yield f"={cell.value}" if cell.data_type == "f" else str(cell.value)
    elif name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                if inner.endswith(".xml") and re.search(
                    rf"<w:(instrText|fldSimple)[^>]*>?[^<]*{MARK}".encode(), archive.read(inner)
                ):
                    yield f"=a field in {inner}"


def looked_through(name: str, data: bytes, failed: list[Any], where: str) -> tuple[int, int]:
    """Cells, and those of them that somebody's words came to."""
    count = marked = 0
    for cell in cells_of(name, data):
        count += 1
        marked += MARK in cell
        if runs(cell):
            failed.append((where, cell[:80]))
    return count, marked


#: Words that are names inside the program: eIds, states, slugs, tokens. Nobody writes them.
_NAMES = re.compile(
    r"slug|eid|key|unit|state|stage|kind|status|verdict|action|language|languages|token|digest|before|role|relation|"
    r"password|verb|thing|thing_id|file|package|email|about|parent|chapter|standing|wish|occasion|country|weekend|"
    r"direction|participant|person_verdict|foreign"
)


def poison(payload: str) -> int:
    """Write ``payload`` before the words of every column of every model that holds what people write."""
    columns = 0
    for model in apps.get_models():
        if model._meta.app_label not in (
            "accounts", "registry", "networks", "ledger", "laws", "jobs", "audit", "notifications", "consultations", "proposals", "outcomes",
        ):  # fmt: skip
            continue
        for field in model._meta.local_concrete_fields:
            is_words = isinstance(field, (models.CharField, models.TextField)) and not field.choices
            if (
                not is_words
                or field.primary_key
                or _NAMES.fullmatch(field.name)
                or field.name == "source"
                or (model._meta.model_name, field.name) == ("uptake", "reason")  # a code too
            ):
                continue
            value: Any = Concat(Value(payload), F(field.name))
            # SQLite keeps what is longer, and its functions end a text at NUL.
            if field.max_length and connection.vendor != "sqlite":
                value = models.functions.Left(value, field.max_length)
            rows = model._base_manager.all()
            if (model._meta.model_name, field.name) == ("fact", "code"):
                # Most kinds of fact choose their code from a list of ours; of the others somebody writes it.
                rows = rows.filter(
                    kind__in=[kind for kind, rule in RULES.items() if rule.codes is None]
                )
            rows.update(**{field.name: value})
            columns += 1
    for act in AuditEntry.objects.exclude(details={}):
        words = {key: _poisoned(value, payload) for key, value in act.details.items()}
        if words != act.details:
            AuditEntry.objects.filter(pk=act.pk).update(details=words)
    for text in Expression.objects.all():  # what a law says is read from its source
        text.source = re.sub(
            r"^((?:第.[条章]|Article \d+|\d\.) ?)",
            rf"\1{_escaped(payload)}",
            text.source,
            flags=re.M,
        )
        text.save()
    return columns


def _poisoned(value: Any, payload: str) -> Any:
    """``payload`` before what people wrote, in what the record keeps of an act; codes and digests stay."""
    if isinstance(value, list):
        return [_poisoned(one, payload) for one in value]
    is_words = isinstance(value, str) and (" " in value or not value.isascii())
    return payload.replace("\x00", "") + value if is_words else value


def _escaped(payload: str) -> str:
    return payload.strip().replace("\\", "\\\\")


AKOMA_NTOSO = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><body>
<chapter eId="chp_1"><num>{words}</num><heading>{words}</heading>
<article eId="art_1"><num>{words}</num><heading>{words}</heading><content><p>{words}应当{changed}。</p></content></article>
<article eId="art_2"><num>第二条</num><content><p>{words}</p></content></article></chapter></body></act></akomaNtoso>"""


@pytest.mark.django_db
@sizes(1, len(PAYLOADS))
def test_no_export_runs_what_people_wrote_into_any_column(
    old: Path, times: int, told: Told, tmp_path: Path
) -> None:
    exports = [
        pattern
        for _, pattern in patterns()
        if re.search(r"csv|xlsx|docx|replies_table", pattern.name or "")
    ]
    assert len(exports) >= 8
    roles = ROLES if times > 1 else ("secretariat",)
    slugs = ("closed", "replying", "deliberating")
    tried, failed, marked = 0, [], 0
    payloads = [p for p in PAYLOADS if connection.vendor == "sqlite" or "\x00" not in p]
    for number, payload in enumerate(payloads[:times]):
        with transaction.atomic():
            assert poison(payload) > 30
            for role in roles:
                client = Client(HTTP_ACCEPT_LANGUAGE="en")
                if role != "reader":
                    client.force_login(
                        User.objects.get(email=f"{role}@example.org"),
                        backend="allauth.account.auth_backends.AuthenticationBackend",
                    )
                for url in _urls(exports, slugs[number % len(slugs)]):
                    answer = client.get(url)
                    if answer.status_code != 200:
                        assert answer.status_code in (302, 403, 404), (url, answer.status_code)
                        continue
                    name = re.search(r'filename="?[^";]*(\.\w+)', answer["Content-Disposition"])
                    assert name is not None, url
                    cells, known = looked_through(
                        name[1], answer.getvalue(), failed, f"{role} {url} {payload!r}"
                    )
                    tried, marked = tried + cells, marked + known
            for everything in (True, False)[:times]:
                folder = tmp_path / f"{number}-{everything}"
                one = Consultation.objects.get(slug="closed")
                for file in desk_exports.export_consultation(one, folder, everything=everything):
                    cells, known = looked_through(
                        file.name, file.read_bytes(), failed, f"{file} {payload!r}"
                    )
                    tried, marked = tried + cells, marked + known
            transaction.set_rollback(True)
    assert marked > 100 * times
    told("formulas in the cells of the desk's exports", tried, failed)


def _urls(exports: list[Any], slug: str) -> Iterator[str]:
    given = {"slug": slug, "number": 2, "language": "zh"}
    for pattern in exports:
        names = set(pattern.pattern.converters)
        if names <= set(given):
            yield reverse(pattern.name, kwargs={name: given[name] for name in names})


@sizes(4, len(PAYLOADS))
def test_no_table_of_the_command_line_runs_what_people_wrote(
    times: int,
    told: Told,
    huiyin: Huiyin,  # noqa: F811
    tmp_path: Path,
) -> None:
    tried, failed = 0, []
    marked = 0
    payloads = [p for p in PAYLOADS[:times] if not set(p) & {"\x00", "\x1f"}]  # XML holds no such
    for ending in (".csv", ".xlsx"):
        rows = [[p, f"{p} more", "plain"] for p in PAYLOADS]
        cells, known = looked_through(ending, sheet_bytes(Path(f"a{ending}"), rows), failed, ending)
        tried, marked = tried + cells, marked + known
    book = tmp_path / "report.xlsx"
    _write_workbook({"comments": pa.table({"text": list(PAYLOADS), "why": list(PAYLOADS)})}, book)
    cells, known = looked_through(".xlsx", book.read_bytes(), failed, "report")
    tried, marked = tried + cells, marked + known
    for number, payload in enumerate(payloads):
        words = payload.strip()
        # In Akoma Ntoso a number and a heading are whatever they are said to be.
        old, new = (
            read_bytes(AKOMA_NTOSO.format(words=escape(words), changed=changed).encode(), "a.xml")
            for changed in ("保护", "公开")
        )
        data = to_xlsx(old, new, compare_laws(old, new), table_labels())
        cells, known = looked_through(".xlsx", data, failed, f"compare {payload!r}")
        tried, marked = tried + cells, marked + known
        if times == len(PAYLOADS) and number % 4 == 0:
            for file in _commands(huiyin, tmp_path, words):
                cells, known = looked_through(
                    file.name, file.read_bytes(), failed, f"{file.name} {payload!r}"
                )
                assert known or file.name.startswith("traced"), file
                tried, marked = tried + cells, marked + known
    assert marked > len(PAYLOADS)
    told("formulas in the cells of the command line's tables", tried, failed)


def _commands(huiyin: Huiyin, folder: Path, words: str) -> Iterator[Path]:  # noqa: F811
    """The tables that the verbs write, of files in which every column begins with ``words``."""
    law = f"湿地法\n第一条 {words}应当保护。\n第二条 应当公开。\n"
    (folder / "law.txt").write_text(law, encoding="utf-8")
    (folder / "new.txt").write_text(law.replace("应当公开", "应当向社会公开"), encoding="utf-8")
    for name, rows in (
        ("said.csv", [("id", "条款", "意见", "组织"), *((f"{words}{n}", "第二条", f"{words}应当公开", words) for n in range(3))]),
        ("asked.csv", [("id", "target", "action", "wording", "text"), (words, "第二条", "replace", f"{words}应当向社会公开。", words)]),
    ):  # fmt: skip
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    for ending in ("csv", "xlsx"):
        for out, call in (
            (f"taken.{ending}", ("intake", "said.csv", "--law", "law.txt")),
            (f"groups.{ending}", ("group", "said.csv", "--text", "意见")),
            (f"traced.{ending}", ("trace", "--draft", "law.txt", "--enacted", "new.txt", "--suggestions", "asked.csv")),
        ):  # fmt: skip
            done = huiyin(*call, "--out", out)
            if (
                NOT_TEXT.search(words) and done.code == 2
            ):  # its rows are refused, each by its number
                assert "row 2" in done.err, done.err
                continue
            assert done.code in (0, 1), done.err
            yield folder / out
