"""No page holds an element or an attribute that somebody wrote: every column, every identifier, every file name."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Left
from django.test import Client
from django.urls import resolve

from huiyin.desk.accounts.models import User
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.models import Intake, OpinionResult
from huiyin.desk.consultations.views import law_page
from huiyin.desk.laws.models import Expression
from tests.sweeps.size import is_in_part, name_part, sizes

Told = Callable[[str, int, list[Any]], None]
#: Stands in the payloads where an element, an attribute or an address would be if one of them came through.
MARK = "zzmark"
PAYLOADS = (
    f'"><img src=x onerror={MARK}()><{MARK} {MARK}=1>',
    f"' hx-post=/people/ hx-trigger=load {MARK}='1",
    f"</script></style></title></textarea></svg><{MARK}>",
    f"javascript:{MARK}()//{{{{ {MARK} }}}}{{% {MARK} %}}<!--{MARK}",
    f'`"><svg onload={MARK}()><a xlink:href=javascript:{MARK}()>',
    f'&quot;&gt;&lt;{MARK}&gt;" {MARK}="',
)
#: Two go in at once, which halves the pages, and still fit into a column of a hundred characters; that the two show
#: themselves wherever one of them would is tried below. The address that acts comes first: only there it is one.
PAIRS = tuple((PAYLOADS[first], PAYLOADS[second]) for first, second in ((3, 0), (1, 2), (5, 4)))
ROLES = ("reader", "delegate", "coordinator", "secretariat", "officer", "operator")
#: All but ``pages``, whose editors write markup, cleaned by Wagtail.
APPS = (
    "accounts",
    "registry",
    "networks",
    "ledger",
    "laws",
    "jobs",
    "audit",
    "notifications",
    "consultations",
    "proposals",
    "outcomes",
)
#: Names inside the program, which nobody writes: they come from lists or patterns of ours. What a file calls
#: something, and every name of a file, is not among them.
_NAMES = re.compile(
    r"slug|public_id|state|stage|kind|status|verdict|action|language|token|digest|relation|standing|wish|occasion|"
    r"country|weekend|direction|person_verdict|password|verb|thing|thing_id|email|languages|spoken|before"
)
#: Identifiers of ours, which a file or an address may try to give: the database holds whatever it was given.
_EIDS = re.compile(r"eid|unit|parent|chapter|suggestion_key|key|participant|role")


def poison(first: str, second: str) -> Counter[str]:
    """Write both payloads behind the words of every column that holds what people write, and of every name that a file
    gave; how many columns, identifiers and file names they went into. A column too short for both takes the first."""
    counted: Counter[str] = Counter()
    payload = first + second
    for model, field in _columns():
        is_short = _is_short(field, payload)
        text = first if is_short else payload
        _write_behind(model, field, text)
        what = (
            "file names"
            if "file" in field.name
            else "identifiers"
            if "foreign" in field.name
            else "columns"
        )
        counted[what] += 1
    for intake in Intake.objects.all():
        intake.headings = [one + payload for one in intake.headings]
        intake.refused = [_poisoned(one, payload) for one in intake.refused]
        intake.save()
    for text in (
        Expression.objects.all()
    ):  # in the furniture and problems of a law too; and it is made anew
        text.furniture = [[*piece[:3], piece[3] + payload] for piece in text.furniture]
        text.problems = [
            one | {"details": _poisoned(one["details"], payload)} for one in text.problems
        ]
        text.save()
    for result in OpinionResult.objects.all():
        result.charts = _drawn(result.charts, payload)
        result.save()
    for act in AuditEntry.objects.exclude(details={}):
        AuditEntry.objects.filter(pk=act.pk).update(details=_poisoned(act.details, payload))
    counted["columns"] += 5
    return counted


def poison_short(first: str, second: str) -> None:
    """Write the second payload where there was no room for it beside the first."""
    for model, field in _columns():
        if _is_short(field, first + second):
            _write_behind(model, field, second)


def _columns() -> Iterator[tuple[type[models.Model], Any]]:
    for model in apps.get_models():
        if model._meta.app_label not in APPS:
            continue
        for field in model._meta.local_concrete_fields:
            is_words = isinstance(field, models.CharField | models.TextField) and not field.choices
            if not is_words or field.primary_key or isinstance(field, models.FileField):
                continue
            if _NAMES.fullmatch(field.name) or _EIDS.fullmatch(field.name):
                continue
            if (model._meta.model_name, field.name) == ("uptake", "reason"):  # a code
                continue
            yield model, field


def _is_short(field: Any, payload: str) -> bool:
    return bool(field.max_length) and field.max_length < len(payload)


def _write_behind(model: type[models.Model], field: Any, payload: str) -> None:
    value: Any = Concat(F(field.name), Value(payload))
    if field.max_length:
        room = field.max_length - len(payload)
        value = Value(payload[: field.max_length])
        if room > 0:
            value = Concat(Left(F(field.name), room), Value(payload))
    rows = model._base_manager.all()
    if field.name == "foreign_eid":
        rows = rows.exclude(foreign_eid="")
    rows.update(**{field.name: value})


def poison_identifiers(payload: str) -> int:
    """Write ``payload`` behind every identifier, as if the pattern had let it through; how many columns hold one."""
    identifiers = 0
    for model in apps.get_models():
        if model._meta.app_label not in ("laws", "consultations", "proposals", "outcomes"):
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.CharField) and _EIDS.fullmatch(field.name):
                named = model._base_manager.exclude(**{field.name: ""})
                whole = Concat(F(field.name), Value(payload))
                named.update(**{field.name: Left(whole, field.max_length)})
                identifiers += 1
    for text in Expression.objects.all():
        text.save()  # its law and its page are made anew
    return identifiers


def _poisoned(value: Any, payload: str) -> Any:
    if isinstance(value, dict):
        return {
            key: one if key in ("reason", "code") else _poisoned(one, payload)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [_poisoned(one, payload) for one in value]
    # Codes, digests and numbers are of ours; words have a space or are not ASCII.
    return (
        value + payload
        if isinstance(value, str) and (" " in value or not value.isascii())
        else value
    )


def _drawn(charts: Any, payload: str) -> Any:
    """Charts as if whatever drew them had put words in as they are, in a way that is still XML."""
    if isinstance(charts, dict):
        return {key: _drawn(one, payload) for key, one in charts.items()}
    acts = f'<script>{MARK}()</script><a href="javascript:{MARK}()"><{MARK}/></a><image href="x" onerror="{MARK}()"/>'
    return charts.replace("</svg>", f"{acts}</svg>") if isinstance(charts, str) else charts


class _Page(HTMLParser):
    """Every element with its attributes; and whether what was written stands where htmx looks at nothing."""

    VOID = frozenset(
        [
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "source",
            "track",
            "wbr",
            "path",
            "rect",
            "circle",
            "line",
        ]
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.elements = self.marked = 0
        self.open: list[tuple[str, bool, bool]] = []  # tag, is disabled, is of htmx

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += 1
        names = dict(attrs)
        if MARK in tag:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if MARK in name or (name.startswith("on") and MARK in (value or "")):
                self.wrong.append(f"<{tag} {name}>")
            if name in (
                "href",
                "src",
                "action",
                "formaction",
                "xlink:href",
                "data",
                "hx-get",
                "hx-post",
            ):
                address = (value or "").strip().lower()
                if address.startswith(("javascript:", "data:text", "vbscript:")):
                    self.wrong.append(f"<{tag} {name}={value!r:.40}>")
            if name.startswith(("hx-", "data-hx-")) and MARK in (value or ""):
                self.wrong.append(f"<{tag} {name}={value!r:.60}>")
        disabled = "hx-disable" in names or (bool(self.open) and self.open[-1][1])
        acts = any(name.startswith(("hx-get", "hx-post")) for name in names)
        if not disabled and tag not in ("textarea", "title", "meta", "body", "html"):
            for name, value in attrs:
                if MARK in (value or "") and name not in ("lang",):
                    self.wrong.append(f"<{tag} {name}> where htmx looks")
        if tag not in self.VOID:
            self.open.append((tag, disabled, acts))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = len(self.open)
        self.handle_starttag(tag, attrs)
        del self.open[before:]

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        if MARK not in data:
            return
        self.marked += 1
        tag, disabled, _ = self.open[-1] if self.open else ("", True, False)
        if tag in ("script", "style"):
            self.wrong.append(f"words in <{tag}>")
        if not disabled and tag not in ("title", "textarea"):
            self.wrong.append(f"words in <{tag}> where htmx looks: {data.strip()[:40]}")

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.wrong.append("a comment")


@pytest.mark.django_db
@sizes(1, len(PAIRS))
def test_no_page_holds_an_element_or_an_attribute_that_somebody_wrote(
    old: Path, times: int, told: Told
) -> None:
    written = json.loads((old / "addresses.json").read_text("utf-8"))
    pages = sorted({(p["role"], p["url"]) for p in written["pages"] if p["status"] < 400})
    assert len(pages) > 300
    if times == 1:  # of each kind of page two, of different consultations or by different roles
        of_kind: dict[str, list[tuple[str, str]]] = {}
        for role, url in pages:
            of_kind.setdefault(resolve(urlsplit(url).path)._func_path, []).append((role, url))
        pages = [page for kind in of_kind.values() for page in (kind[-1], kind[len(kind) // 2])]
        assert len(of_kind) > 35
    else:
        pages = [(role, url) for role, url in pages if is_in_part(url)]
    failed: list[Any] = []
    tried = elements = marked = 0
    sums: Counter[str] = Counter()
    for first, second in PAIRS[:times]:
        payload = first + second
        with transaction.atomic():
            sums |= poison(first, second)
            cache.clear()
            law_page._load_page.cache_clear()
            clients = {role: _client(role) for role in ROLES}
            for role, url in pages:
                page = _look(clients[role], url)
                if page is None:
                    continue
                tried += 1
                elements += page.elements
                marked += page.marked
                failed += [(role, url, payload[:20], wrong) for wrong in page.wrong]
            transaction.set_rollback(True)
        # Where a unit is called otherwise its page is elsewhere; no address holds a slash.
        with transaction.atomic():
            sums["identifiers"] = poison_identifiers(payload.replace("/", "")) + 1
            poison_short(first, second)
            cache.clear()
            secretariat = _client("secretariat")
            for url in dict.fromkeys(
                url for _, url in pages if "/at/" not in url and "uptake" not in url
            ):
                page = _look(secretariat, url)
                if page is not None:
                    tried, elements, marked = (
                        tried + 1,
                        elements + page.elements,
                        marked + page.marked,
                    )
                    failed += [("identifier", url, payload[:20], wrong) for wrong in page.wrong]
            transaction.set_rollback(True)
    law_page._load_page.cache_clear()
    assert marked > (0 if name_part() else tried)  # what was written is there, as words
    assert sums["columns"] > 40 and sums["file names"] >= 2 and sums["identifiers"] > 10
    print(
        f"sweep: markup: {dict(sums)} poisoned, {elements:,} elements, {marked:,} texts that somebody wrote"
    )
    told(f"markup in pages{name_part()}", tried, failed)


def _client(role: str) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en", raise_request_exception=True)
    if role != "reader":
        client.force_login(
            User.objects.get(email=f"{role}@example.org"),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
    return client


def _look(client: Client, url: str) -> _Page | None:
    answer = client.get(url)
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code >= 500:
        raise AssertionError(f"{url} gave {answer.status_code}")
    if answer.streaming:
        b"".join(answer)  # type: ignore[arg-type]
    return (
        None
        if answer.streaming or not kind.startswith("text/html")
        else _parsed(answer.content.decode())
    )


def _parsed(text: str) -> _Page:
    page = _Page()
    page.feed(text)
    page.close()
    return page


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        (f"<main hx-disable><p title='{MARK}'>{MARK} &lt;{MARK}&gt;</p></main>", False),
        (f"<main><textarea hx-post='/x/'>{MARK}</textarea></main>", False),
        (f"<main hx-disable><p><{MARK}></p></main>", True),
        (f"<main hx-disable><p title='' {MARK}='1'></p></main>", True),
        (f"<main hx-disable><img src=x onerror={MARK}()></main>", True),
        (f"<main hx-disable><p hx-vals={MARK}></p></main>", True),
        (f"<main hx-disable><a href='javascript:{MARK}()'>x</a></main>", True),
        (f"<main hx-disable><script>{MARK}</script></main>", True),
        (f"<main hx-disable><!-- {MARK} --></main>", True),
        (f"<main><p>{MARK}</p></main>", True),
        (f"<main><p hx-disable></p><p title='{MARK}'></p></main>", True),
    ],
)
def test_the_sweep_sees_what_came_through(text: str, is_wrong: bool) -> None:
    assert bool(_parsed(text).wrong) is is_wrong


#: Where a template could put a value, as it is or with some of its signs left alone.
_PLACES = (
    "<main hx-disable><p>{}</p></main>", '<main hx-disable><p title="{}">x</p></main>',
    "<main hx-disable><p title='{}'>x</p></main>", "<main hx-disable><p title={}>x</p></main>",
    '<main hx-disable><a href="{}">x</a></main>', "<main hx-disable><a href='{}'>x</a></main>",
    "<main hx-disable><script>a = '{}'</script></main>", "<main hx-disable><style>{}</style></main>",
    "<main hx-disable><textarea>{}</textarea></main>", "<title>{}</title>", "<!-- {} -->",
    "<main><p>{}</p></main>", '<p hx-vals="{}">x</p>', "<svg><title>{}</title></svg>",
)  # fmt: skip
#: What may have been done to the value: nothing, or a part of what should be.
_DONE: tuple[Callable[[str], str], ...] = (
    str, html.escape, html.unescape, lambda v: html.escape(v, quote=False), lambda v: v.replace("<", "&lt;"),
    lambda v: v.replace('"', "&quot;"), lambda v: v.replace("'", "&#x27;"),
    lambda v: html.escape(v, quote=False).replace('"', "&quot;"), lambda v: html.unescape(html.escape(v)),
    lambda v: v[:100],
)  # fmt: skip


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_two_that_go_in_at_once_show_themselves_wherever_one_would(first: str, second: str) -> None:
    tried = 0
    for place in _PLACES:
        for done in _DONE:
            if any(_parsed(place.format(done(one))).wrong for one in (first, second)):
                tried += 1
                assert _parsed(place.format(done(first + second))).wrong, (place, done)
    assert tried > 40
    assert sorted(one for pair in PAIRS for one in pair) == sorted(PAYLOADS)
