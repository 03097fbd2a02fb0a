"""No odd value of any parameter of any address is an error of ours: never a 5xx, whoever sends it, however."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import Resolver404, resolve

from huiyin.desk.accounts.models import User
from huiyin.desk.core import rate_limits
from tests.desk.world import enter
from tests.sweeps import odd
from tests.sweeps.size import is_in_part, name_part

Told = Callable[[str, int, list[Any]], None]
ROLES = ("secretariat", "delegate", "officer", "coordinator", "operator", "reader")
#: A name that no view knows is sent as well.
STRANGE = "strange"


class Person:
    """Somebody at a browser who does one thing after the other; nothing of it stays."""

    def __init__(self, role: str) -> None:
        self.role = role
        self.client = Client(HTTP_ACCEPT_LANGUAGE="en", raise_request_exception=False)
        if role != "reader":
            enter(self.client, User.objects.get(email=f"{role}@example.org"))
        self._cookies = self.client.cookies.copy()

    def ask(self, method: str, url: str, body: bytes = b"", kind: str = "", **more: Any) -> Any:
        path, _, query = url.partition("?")
        self.client.cookies = self._cookies.copy()
        with transaction.atomic():
            sid = transaction.savepoint()
            answer = self.client.generic(method, path, body, kind, QUERY_STRING=query, **more)
            if answer.streaming:
                b"".join(answer)  # type: ignore[arg-type]
            transaction.savepoint_rollback(sid)
        return answer


@dataclass(slots=True)
class Count:
    addresses: set[str]
    parameters: set[tuple[str, str, str]]
    values: set[str]
    roles: set[str]
    requests: int = 0

    def __str__(self) -> str:
        return (
            f"{len(self.addresses)} addresses, {len(self.parameters)} parameters, {len(self.values)} values, "
            f"{len(self.roles)} roles"
        )


def is_awaited(answer: Any) -> bool:
    """Whether what is asked for comes by itself, and when to ask again is said: a receipt before its entry is signed."""
    return answer.status_code == 503 and "Retry-After" in answer


class Sweep:
    """What every address is given: by the first role that reaches it ``values`` in all parameters at once, in each
    part of its path ``paths``, and in each parameter alone ``alone``; by the others a few in all at once."""

    def __init__(self, values: Sequence[str], paths: Sequence[str], alone: Sequence[str]) -> None:
        self._values, self._paths, self._alone = values, paths, alone
        #: Whether parameters are also given several values at once.
        self.is_long = bool(alone)
        self._seen: set[str] = set()
        self.count = Count(set(), set(), set(), set())
        self.failed: list[Any] = []

    def together(self, address: str) -> Sequence[str]:
        if address in self._seen:
            return odd.FEW[:: max(1, len(odd.FEW) // 3)]
        self._seen.add(address)
        return self._values

    def in_path(self, address: str) -> Sequence[str]:
        return self._once(f"path {address}", self._paths)

    def alone(self, address: str, name: str) -> Sequence[str]:
        return self._once(f"{address} {name}", self._alone)

    def _once(self, what: str, values: Sequence[str]) -> Sequence[str]:
        if what in self._seen:
            return ()
        self._seen.add(what)
        return values

    def judge(
        self, person: Person, method: str, url: str, what: str, value: str, answer: Any
    ) -> None:
        """An answer is none of ours going wrong; and where something is refused, it is a page that its reader reads."""
        self.count.requests += 1
        self.count.roles.add(person.role)
        self.count.values.add(value)
        wrong = ""
        if answer.status_code >= 500 and not is_awaited(answer):
            wrong = f"{answer.status_code} {_reason(answer)}"
        elif answer.status_code in (400, 403, 404, 405, 409, 413, 422, 429) and method != "HEAD":
            wrong = _unread(answer, url)
        elif (
            answer.status_code in (301, 302, 303) and "evil" in urlsplit(answer["Location"]).netloc
        ):
            wrong = "leads elsewhere"
        if wrong:
            self.failed.append((person.role, method, url[:120], what, value[:30], wrong))


def _reason(answer: Any) -> str:
    info = getattr(answer, "exc_info", None)
    if not info:
        return ""
    import traceback

    frames = traceback.extract_tb(info[2])
    ours = next((f for f in reversed(frames) if "huiyin" in f.filename), frames[-1])
    return f"{info[0].__name__}: {str(info[1])[:80]} at {ours.filename.rpartition('/src/')[2]}:{ours.lineno}"


def _unread(answer: HttpResponse, url: str) -> str:
    """Why somebody who reads English, or the language that the address says, could not read the answer."""
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith(("application/json", "application/problem+json")):
        return ""
    if not kind.startswith("text/html"):
        return f"{answer.status_code} without a page"
    html = answer.content.decode()
    says = url.split("/")[1].partition("?")[0]
    language = says if says in dict(settings.LANGUAGES) else "en"
    return (
        ""
        if f'<html lang="{language}"' in html or ("<html" not in html and html)
        else f"{answer.status_code} not in {language}: {html[:60]!r}"
    )


def view_of(url: str) -> str:
    try:
        found = resolve(urlsplit(url).path)
    except Resolver404:
        return ""
    return f"{found._func_path} {found.url_name}"


def known_pages(old: Path, role: str, most: int) -> list[str]:
    """Of each kind of address that ``role`` could open on the old desk some, spread over the consultations."""
    written = json.loads((old / "addresses.json").read_text("utf-8"))
    of_kind: dict[str, list[str]] = {}
    for page in written["pages"]:
        if page["role"] == role and page["status"] < 400:
            of_kind.setdefault(view_of(page["url"]), []).append(page["url"])
    return [
        url
        for urls in of_kind.values()
        for url in dict.fromkeys(urls[:: max(1, -(-len(urls) // most))])
    ]


def look(person: Person, url: str) -> tuple[odd.Page, set[str]]:
    """A page, and the names that its view asks for."""
    with odd.asking() as asked:
        answer = person.ask("GET", url)
    kind = answer.headers.get("Content-Type", "")
    html = answer.content.decode() if kind.startswith("text/html") and not answer.streaming else ""
    return odd.page_of(url, html), asked.names


def crawl(person: Person, start: str) -> list[str]:
    """One address of each kind that links lead to from ``start``."""
    found: dict[str, str] = {view_of(start): start}
    waiting = [start]
    while waiting:
        url = waiting.pop()
        for link in sorted(look(person, url)[0].links):
            path = urlsplit(link).path
            if view_of(path) and view_of(path) not in found and not path.startswith("/cms/"):
                found[view_of(path)] = path
                waiting.append(path)
    return list(found.values())


def forms_of(pages: list[odd.Page]) -> Iterator[odd.Form]:
    """The forms of all pages, of those that go to one view with the same fields one."""
    there = set()
    for page in pages:
        for form in page.forms:
            key = (view_of(form.to), form.method, frozenset(n for n, _ in form.fields) | form.files)
            if form.method == "post" and key not in there:
                there.add(key)
                yield form


def sweep_role(sweep: Sweep, person: Person, urls: list[str]) -> None:
    seen = [(url, *look(person, url)) for url in urls]
    for url, page, asked in seen:
        path = urlsplit(url).path
        sweep.count.addresses.add(view_of(url))
        _sweep_path(sweep, person, url)
        names = asked | odd.names_in(page.links, path)
        names |= {
            n
            for f in page.forms
            if f.method == "get"
            for n, _ in f.fields
            if urlsplit(f.to).path == path
        }
        _sweep_query(sweep, person, path, names)
    for form in forms_of([page for _, page, _ in seen]):
        sweep.count.addresses.add(view_of(form.to))
        _sweep_form(sweep, person, form)
    # What takes forms that no page of these shows, as it is at this stage.
    posted = {
        view_of(form.to) for _, page, _ in seen for form in page.forms if form.method == "post"
    }
    for url in dict.fromkeys(urls):
        if view_of(url) not in posted:
            posted.add(view_of(url))
            _sweep_form(sweep, person, odd.Form(url, "post"))


def _sweep_path(sweep: Sweep, person: Person, url: str) -> None:
    path, _, query = url.partition("?")
    for number, (before, part, after) in enumerate(odd.segments_of(path)):
        sweep.count.parameters.add((view_of(url), "path", str(number)))
        for value in sweep.in_path(f"{view_of(url)} {number}"):
            asked = before + odd.in_address(value) + after
            answer = person.ask("GET", asked + (f"?{query}" if query else ""))
            sweep.judge(person, "GET", asked, f"path {part}", value, answer)


def _is_unread(asked: odd.Asked, name: str) -> bool:
    """Whether nothing asked for this name, nor for whatever there is: then its value is the same as any other."""
    return not asked.everything and name not in asked.names and name != STRANGE


def _is_refused_unread(asked: odd.Asked) -> bool:
    """Whether the answer came before anything was read of what was sent, as where somebody may not."""
    return not (asked.everything or asked.names or asked.files)


def _sweep_query(sweep: Sweep, person: Person, path: str, names: set[str]) -> None:
    """Until no name is asked for that was not given. What nothing reads is not given value after value."""
    address, done = f"GET {view_of(path)}", set[str]()
    names = {*names, STRANGE}
    while names - done:
        new = sorted(names - done)
        done |= names
        sweep.count.parameters.update((view_of(path), "GET", name) for name in names)
        with odd.asking() as asked:
            for value in sweep.together(address):
                held = odd.in_address(value, len(names))
                query = "&".join(f"{odd.quoted(name)}={held}" for name in sorted(names))
                sweep.judge(
                    person, "GET", path, "?all", value, person.ask("GET", f"{path}?{query}")
                )
                if _is_refused_unread(asked):
                    break
            for name in new:
                if _is_unread(asked, name):
                    continue
                for value in sweep.alone(address, name):
                    query = f"{odd.quoted(name)}={odd.in_address(value)}"
                    answer = person.ask("GET", f"{path}?{query}")
                    sweep.judge(person, "GET", path, f"?{name}", value, answer)
            if sweep.is_long:
                query = odd.query_of([(name, value) for name in new for value in odd.FEW[:5]])
                answer = person.ask("GET", f"{path}?{query}")
                sweep.judge(person, "GET", path, "?all", "several", answer)
        names = names | asked.names


def _sweep_form(sweep: Sweep, person: Person, form: odd.Form) -> None:
    """Each field of a form with odd values, alone and with all others, and every field that its view asks for."""
    url = form.to
    path, address = (
        urlsplit(url).path,
        f"POST {view_of(form.to)} {sorted({n for n, _ in form.fields})}",
    )

    def send(
        what: str, value: str, fields: list[tuple[str, str]], files: list[Any] | None = None
    ) -> None:
        body, kind = odd.body_of(fields, files or [])
        sweep.judge(person, "POST", path, what, value, person.ask("POST", url, body, kind))

    with odd.asking() as asked:
        as_it_is = [(name, ("d.csv", b"name,comment\nA,B\n")) for name in sorted(form.files)]
        send("as it is", "", form.fields, as_it_is)
    names, done = {n for n, _ in form.fields} | asked.names | {STRANGE}, set[str]()
    files = form.files | asked.files
    while names - done:
        new = sorted(names - done)
        done |= names
        sweep.count.parameters.update((view_of(url), "POST", name) for name in names)
        with odd.asking() as asked:
            for value in sweep.together(address):
                held = odd.shared_out(value, len(names))
                send("all", value, [(name, held) for name in sorted(names)])
                if _is_refused_unread(asked):
                    break
            for name in new:
                if _is_unread(asked, name):
                    continue
                others = [(n, v) for n, v in form.fields if n != name]
                for value in sweep.alone(address, name):
                    send(name, value, [*others, (name, value)])
            if sweep.is_long:
                send("all", "several", [(name, value) for name in new for value in odd.FEW[:5]])
        names, files = names | asked.names, files | asked.files
    for name in sorted(files):
        sweep.count.parameters.add((view_of(url), "FILE", name))
        for called, data in odd.FILES if sweep.alone(address, f"file {name}") else ():
            send(name, f"file {called[:20]}", form.fields, [(name, (called, data))])


@pytest.mark.sweep
@pytest.mark.django_db
@pytest.mark.parametrize("size", ["part", "whole"])
def test_no_parameter_of_any_address_is_an_error_of_ours(old: Path, size: str, told: Told) -> None:
    """``-k part``: every parameter of every address as every role, with the values that stand for the others."""
    is_part = size == "part"
    sweep = Sweep(
        odd.FEW if is_part else odd.VALUES,
        odd.PATHS[::4] if is_part else odd.PATHS,
        odd.FEW[::3] if is_part else odd.FEW,
    )
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with odd.quiet(), override_settings(PASSWORD_HASHERS=hashers):
        for role in ROLES:
            cache.clear()
            rate_limits.forget_counts()
            person = Person(role)
            pages = known_pages(old, role, 1 if is_part else 3)
            known = {view_of(page) for page in pages}
            # And what came since, where a link leads to it.
            pages += [page for page in crawl(person, "/") if view_of(page) not in known]
            # By what they show: an address is tried as every role in the same part.
            sweep_role(sweep, person, [page for page in pages if is_in_part(view_of(page))])
    print(f"sweep: odd parameters ({size}): {sweep.count}")
    told(f"odd parameters ({size}){name_part()}", sweep.count.requests, sweep.failed)


@pytest.mark.sweep
@pytest.mark.django_db
def test_no_odd_header_is_an_error_of_ours(old: Path, told: Told) -> None:
    sweep = Sweep((), (), ())
    with odd.quiet():
        for role in ("reader", "secretariat"):
            person = Person(role)
            for url in known_pages(old, role, 1):
                for name, values in odd.HEADERS.items():
                    for value in values:
                        answer = person.ask("GET", url, **{name: value})
                        sweep.count.requests += 1
                        if answer.status_code >= 500 and not is_awaited(answer):
                            sweep.failed.append((role, url, name, value[:30], _reason(answer)))
    told("odd headers", sweep.count.requests, sweep.failed)
