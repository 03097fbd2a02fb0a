"""Odd values for everything that an address, a form, a header or a cookie may give, and what reads them.

Which parameters there are is found and listed nowhere: addresses come from the pages of a desk and from the resolver,
parameters from the forms and links of the pages and from what the views ask a request for while they answer.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.http.request import HttpHeaders
from django.utils.datastructures import MultiValueDict

#: More than a form takes; of an address, more than a server would.
LONG, LONG_ADDRESS = 200_000, 20_000
#: The length of a number that Python does not read.
DIGITS = 4_301

NUMBERS = (
    "0", "-1", "1.5", "-0", "1e999", "NaN", "Infinity", "1_000", "+1", " 1 ", "0x10", "00001",
    str(2**31 - 1), str(2**31), str(-(2**31) - 1), str(2**63 - 1), str(2**63), str(-(2**63) - 1), str(10**30),
    "9" * DIGITS, "1" + "0" * 400, "٣", "９９９９９９９９９９９９９９９９９９９９", "³", "①", "五", "½",
)  # fmt: skip
DAYS = (
    "0001-01-01", "9999-12-31", "9999-12-30", "2026-02-30", "9999-W53", "9999-W52-7", "0001-W01-1", "2026-W10-3",
    "20260101", "2026-01-01T00:00:00Z", "12:00", "0000-00-00", "-0001-01-01", "10000-01-01", "1899-12-31",
    "２０２６-０１-０１", "2026-01-01\x00",
)  # fmt: skip
TEXTS = (
    "", " ", "\t\r\n\x0b\x0c", "\u3000\u200b\ufeff", "长" * LONG, "a" * 121, "a" * 256, "art_" + "9" * 130,
    "\x00", "a\x00b", "\ud800", "好\udc00", "\x01\x1f\x7f\x85", "\u202eabc\u2066", "\ufffe\uffff", "\U0010ffff", "e\u0301" * 300,
    "00000000-0000-0000-0000-000000000000", "{00000000000000000000000000000000}", "urn:uuid:" + "0" * 32,
    "../../../../etc/passwd", "..%2f..%2f", "//evil.example", "https://evil.example/", "javascript:alert(1)",
    '{"a": [1, {"b": null}]}', "[" * 2_000, "(a+)+$", "%", "_", "\\", "'", '"', "';--", "{{7*7}}", "${7*7}", "%s%n",
    '"', "AND OR NOT", "NEAR(a b)", "a* ^b -c", "* ' : & | ! ( )", ":*", "<->", "lang:en", "zh", "en-GB-x-" + "a" * 50,
    "id__gt", "all", "on", "true",
)  # fmt: skip
VALUES = tuple(dict.fromkeys((*NUMBERS, *DAYS, *TEXTS)))
#: What a part of a path may be.
PATHS = (
    "0", "-1", "1.5", str(2**31), str(2**63 - 1), str(2**63), str(10**30), "9" * DIGITS, "٣", "³", "", " ", ".", "..",
    "a\x00b", "\x00", "\ud800", "\u202eabc", "a" * 121, "a" * 256, "art_" + "9" * 130, "长" * LONG, "%", "_",
    "00000000-0000-0000-0000-000000000000", "../../etc/passwd", "//evil.example", "zh", "'\"<x>", "new", "art_1__para_99",
)  # fmt: skip
#: A few that stand for the others, for the suite that runs at every change.
FEW = (
    str(2**63 - 1), "9" * DIGITS, "0", "9999-12-31", "0001-01-01", "", "a\x00b", "\ud800", "长" * LONG, "art_" + "9" * 130,
)  # fmt: skip
FILES = (
    ("", b""),
    ("a.csv", b""),
    ("a\x00.csv", b"a,b\n1,2\n"),
    ("长" * 5_000 + ".csv", b"name,comment\nx,y\n"),
    ("../../etc/passwd", b"\x00" * 100),
    ("\u202evsc.exe", b"\xff\xfe\x00\xd8"),
    ("a.json", b"[" * 5_000),
    ("a.json", b'[{"name": "\\ud800", "suggestion": "\\udc00", "status": ' + b"9" * 5_000 + b"}]"),
    ("a.xlsx", b"PK\x03\x04" + b"a" * 100),
    ("CON", b"%PDF-1.4"),
    (".", b"Article 1\n" + b"a" * 1_000),
)

HEADERS = {
    "HTTP_ACCEPT_LANGUAGE": (
        "", "*", "x" * 600, "zh-" * 300, "en;q=1e999", "en;q=-1", "\x00", "\xff\xfe", ",,;q=,", "en\x00", "zh-hans, " * 5_000,
    ),
    "HTTP_HOST": (
        "", "evil.example", "127.0.0.1:99999999", "[::1", "a b", "127.0.0.1\x00", "\xff", "[" * 300, "127.0.0.1:-1", ":80", "@", "x" * 10_000,
    ),
    "HTTP_COOKIE": (
        "", ";;;", "=", "sessionid", "sessionid=\x00", 'sessionid="\\000abcdefgh"', "sessionid=" + "a" * 10_000, "sessionid=\xff\xfe\xfd\xfc12345",
        'csrftoken="\\000"', "csrftoken=\xff", "messages=\x00", "messages=" + "a" * 9_000, 'messages="[[1]]:x"', "django_language=\x00",
        "django_language=" + "x" * 600, 'django_language="\\000zh"', "django_language=../../etc", "\x00=\x00", "a=" * 9_000,
    ),
    "HTTP_RANGE": ("bytes=0-", "bytes=-1", "bytes=9-1", "bytes=" + "9" * DIGITS + "-", "bytes=a-b", "\x00", "bytes=0-1," * 5_000),
    "HTTP_IF_MODIFIED_SINCE": ("", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 00 Xxx 0000 99:99:99 GMT", "0", "\xff", "Sun, 06 Nov 99999999999994 08:49:37 GMT", "Sunday, 06-Nov-00 08:49:37 GMT"),
    "HTTP_IF_NONE_MATCH": ("*", '"', 'W/"' + "a" * 9_000 + '"', '"\x00"', "a,b" * 3_000),
    "HTTP_IF_MATCH": ("*", '"', "\x00"),
    "HTTP_IF_UNMODIFIED_SINCE": ("Fri, 31 Dec 9999 23:59:59 GMT", "0"),
    "HTTP_REFERER": ("", "http://[", "//", "\x00", "http://testserver:99999999/", "x" * 20_000),
    "HTTP_ORIGIN": ("", "null", "http://[", "http://testserver:99999999", "\x00"),
    "HTTP_X_FORWARDED_FOR": (",", "::", "x" * 9_000, "1.1.1.1," * 3_000, "\x00"),
    "HTTP_X_FORWARDED_HOST": ("evil.example", "[", "\x00"),
    "HTTP_X_FORWARDED_PROTO": ("", "https", "x"),
    "HTTP_HX_REQUEST": ("true", "false", "\x00"),
    "HTTP_HX_CURRENT_URL": ("", "http://[", "%00", "\xff", "//evil.example"),
    "HTTP_ACCEPT": ("", "*", "text/html;q=1e999", "/", ";;;", "application/json", "a" * 9_000, "\x00"),
    "HTTP_ACCEPT_ENCODING": ("gzip;q=x", "*", "\x00"),
    "HTTP_AUTHORIZATION": ("Basic !", "Bearer \x00"),
    "HTTP_X_CSRFTOKEN": ("", "\x00", "\xff", "a" * 9_000),
    "HTTP_X_REQUESTED_WITH": ("XMLHttpRequest", "\x00"),
    "CONTENT_TYPE": (
        "", "/", "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=nonsense",
        "application/json", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "b" * 500,
        "multipart/form-data; boundary=\xff", "multipart/mixed; boundary=b", "text/xml",
    ),
    "REMOTE_ADDR": ("", "unix:", "::ffff:1.2.3.4"),
}  # fmt: skip
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get", "X" * 300)


@dataclass(slots=True)
class Asked:
    """What views asked a request for: names of the form and of the address, of files, headers and cookies.
    ``everything``: they asked for whatever there is, as a link does that carries on what its own address said."""

    everything: bool = False
    names: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    headers: set[str] = field(default_factory=set)


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing is logged: what pytest captures of a log holds every request that it tells of."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def asking() -> Iterator[Asked]:
    """While it lasts, note every name that a request is asked for."""
    asked = Asked()

    def note(kept: Any, name: Any) -> None:
        if isinstance(name, str):
            asked.names.add(name)

    class Files(MultiValueDict[str, Any]):
        """What stands in ``request.FILES``; other lists of values, as of the resolver, ask for nothing."""

    def note_file(kept: Any, name: Any) -> None:
        if isinstance(name, str):
            asked.files.add(name)

    ways = ("get", "getlist", "__getitem__", "__contains__")

    def note_everything(kept: Any, *_: Any) -> None:
        asked.everything = True

    for way in ways:
        setattr(Files, way, _noting(getattr(MultiValueDict, way), note_file))
    files = WSGIRequest.FILES.fget  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        for way in ways:
            patch.setattr(QueryDict, way, _noting(getattr(QueryDict, way), note))
        for way in ("items", "lists", "values", "keys", "__iter__", "copy", "dict", "urlencode"):
            patch.setattr(QueryDict, way, _noting_all(getattr(QueryDict, way), note_everything))
        whole = WSGIRequest.get_full_path

        def full_path(self: Any, *given: Any, **options: Any) -> Any:
            asked.everything |= bool(self.META.get("QUERY_STRING"))
            return whole(self, *given, **options)

        patch.setattr(WSGIRequest, "get_full_path", full_path)
        patch.setattr(WSGIRequest, "FILES", property(lambda self: Files(dict(files(self).lists()))))
        read = HttpHeaders.__getitem__

        def header(self: Any, name: str) -> Any:
            asked.headers.add(name.lower().replace("_", "-"))
            return read(self, name)

        patch.setattr(HttpHeaders, "__getitem__", header)
        yield asked


def _noting(really: Any, note: Any) -> Any:
    def ask(self: Any, name: Any, *more: Any, **options: Any) -> Any:
        note(self, name)
        return really(self, name, *more, **options)

    return ask


def _noting_all(really: Any, note: Any) -> Any:
    def ask(self: Any, *more: Any, **options: Any) -> Any:
        note(self)
        return really(self, *more, **options)

    return ask


@dataclass(slots=True)
class Form:
    """``fields``: what the page would send, with the values that stand in it; ``files``: where a file is chosen."""

    to: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    files: set[str] = field(default_factory=set)


class Page(HTMLParser):
    """The forms of a page, and where its links lead."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.url = url
        self.forms: list[Form] = []
        self.links: set[str] = set()
        self._form: Form | None = None
        self._text: str | None = None
        self._choice: tuple[str, list[tuple[str, bool]]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name = told.get("name", "")
        if tag == "a" and told.get("href"):
            self.links.add(urljoin(self.url, told["href"]))
        elif tag == "form":
            to = urljoin(self.url, told.get("action") or self.url)
            self._form = Form(to, told.get("method", "get").lower())
            self.forms.append(self._form)
        for asks in ("hx-get", "hx-post"):
            if told.get(asks) and self._form is not None:
                self.forms.append(Form(urljoin(self.url, told[asks]), asks[3:], self._form.fields))
        if self._form is None or not name:
            return
        if tag == "input" and told.get("type") == "file":
            self._form.files.add(name)
        elif tag == "input" and (
            told.get("type") not in ("radio", "checkbox") or "checked" in told
        ):
            self._form.fields.append((name, told.get("value", "")))
        elif tag == "input":  # not ticked; what could be is known all the same
            self._form.fields.append((name, told.get("value", "on")))
        elif tag == "button" and told.get("value"):
            self._form.fields.append((name, told["value"]))
        elif tag == "textarea":
            self._text = ""
            self._form.fields.append((name, ""))
        elif tag == "select":
            self._choice = (name, [])
        if tag == "option" and self._choice:
            self._choice[1].append((told.get("value", ""), "selected" in told))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._form is not None and self._text is not None:
            name, _ = self._form.fields.pop()
            self._form.fields.append((name, self._text))
            self._text = None
        elif tag == "select" and self._choice and self._form is not None:
            name, options = self._choice
            chosen = next((value for value, is_chosen in options if is_chosen), "")
            self._form.fields.append((name, chosen or (options[-1][0] if options else "")))
            self._choice = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text += data


def page_of(url: str, html: str) -> Page:
    page = Page(url)
    page.feed(html)
    page.close()
    return page


def names_in(links: set[str], path: str) -> set[str]:
    """The parameters that links to ``path`` carry."""
    there = (urlsplit(link) for link in links)
    return {
        name
        for link in there
        if link.path == path
        for name, _ in parse_qsl(link.query, keep_blank_values=True)
    }


@lru_cache(maxsize=512)
def quoted(value: str) -> str:
    """A value as an address says it, and a form; the long ones are given thousands of times."""
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def in_address(value: str, among: int = 1) -> str:
    """A value as an address says it; where several share the address, each has a part of what an address may hold."""
    return quoted(value[: max(DIGITS, LONG_ADDRESS // among)])


def shared_out(value: str, among: int) -> str:
    """What each of so many fields may hold of ``value``: all of it in each would be refused for its length unread."""
    return value[: max(DIGITS, LONG // among)]


def query_of(pairs: list[tuple[str, str]]) -> str:
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in pairs)


_MARK = b"odd-boundary"


def body_of(
    pairs: list[tuple[str, str]], files: list[tuple[str, tuple[str, bytes]]]
) -> tuple[bytes, str]:
    """A form as a browser sends it, whatever is in it, and its content type."""
    if not files:
        return query_of(pairs).encode("ascii"), "application/x-www-form-urlencoded"
    parts = []
    for name, value in pairs:
        head = f'--odd-boundary\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        parts.append((head + value + "\r\n").encode("utf-8", "surrogatepass"))
    for name, (called, data) in files:
        head = f'--odd-boundary\r\nContent-Disposition: form-data; name="{name}"; filename="{called}"\r\n\r\n'
        parts.append(head.encode("utf-8", "surrogatepass") + data + b"\r\n")
    return b"".join(parts) + b"--odd-boundary--\r\n", "multipart/form-data; boundary=odd-boundary"


def segments_of(path: str) -> Iterator[tuple[str, str, str]]:
    """Each part of a path: what is before it, it, and what follows."""
    parts = path.split("/")
    for at, part in enumerate(parts):
        if part:
            yield (
                "/".join(parts[:at]) + "/",
                part,
                "/" + "/".join(parts[at + 1 :]) if at + 1 < len(parts) else "",
            )
