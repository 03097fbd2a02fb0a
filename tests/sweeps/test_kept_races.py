"""Pages that are kept, while people write and read at once: nobody sees an old one, or somebody else's."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core import page_cache
from huiyin.desk.networks.api import grant_role
from huiyin.desk.registry.models import Organisation
from tests.sweeps.size import sizes

pytestmark = pytest.mark.django_db(transaction=True)
LAW, PLACE, MINE = "/c/wetlands/", "/c/wetlands/at/art_1/", "/c/wetlands/mine/"
_MARK = re.compile(r"(open|private)-(\w+)-(\d+)-end")


@dataclass
class Said:
    """What was acknowledged so far, and what was taken back."""

    lock: threading.Condition = field(default_factory=threading.Condition)
    sent: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    begun: int = 0  # public comments that were begun to be sent
    looked: int = 0
    is_over: bool = False

    def snapshot(self) -> tuple[list[str], set[str]]:
        with self.lock:
            return [one for one in self.sent if one not in self.gone], set(self.gone)

    def look(self) -> None:
        with self.lock:
            self.looked += 1
            self.lock.notify_all()

    def wait_for_looks(self, more: int) -> bool:
        """Until so many pages more were looked at; whether to go on writing."""
        with self.lock:
            until = self.looked + more
            self.lock.wait_for(lambda: self.looked >= until or self.is_over, 60)
            return not self.is_over


@dataclass
class Person:
    name: str
    language: str
    user: User | None
    sees_private: bool = False

    def client(self) -> Client:
        client = Client(HTTP_ACCEPT_LANGUAGE=self.language)
        if self.user is not None:
            client.force_login(
                self.user, backend="allauth.account.auth_backends.AuthenticationBackend"
            )
        return client


def write(person: Person, said: Said, failed: list[Any]) -> None:
    """Comments, in public and in private, and now and then takes one back."""
    try:
        client, number = person.client(), 0
        while said.wait_for_looks(12):
            number += 1
            kind = "private" if number % 3 == 0 else "open"
            words, key = f"{kind}-{person.name}-{number}-end", uuid4()
            with said.lock:
                said.begun += kind == "open"
            form = {"key": str(key), "eid": "art_1", "text": words}
            answer = client.post(
                f"{PLACE}send/", form | ({"is_private": "on"} if kind == "private" else {})
            )
            if answer.status_code != 302:
                failed.append((person.name, "could not send", answer.status_code))
            with said.lock:
                said.sent.append(words)
            if number % 5 == 0:
                said.wait_for_looks(2)
                answer = client.post(f"{MINE}{key}/withdraw/")
                if answer.status_code != 302:
                    failed.append((person.name, "could not withdraw", answer.status_code))
                with said.lock:
                    said.gone.add(words)
    finally:
        connection.close()


def wrong(person: Person, url: str, page: str, before: list[str], gone: set[str]) -> Iterator[str]:
    """What must not be so of a page that was asked for after ``before`` was acknowledged."""
    html = "en" if person.language == "en" else "zh-hans"
    if f'lang="{html}"' not in page[:300]:
        yield "another language"
    shown = {found[0]: found for found in _MARK.finditer(page)}
    for words, found in shown.items():
        is_own = found[2] == person.name
        if found[1] == "private" and not (is_own or person.sees_private):
            yield f"somebody else's {words}"
        if url == MINE and not is_own:
            yield f"somebody else's own page: {words}"
        if words in gone and url != MINE:
            yield f"what was taken back: {words}"
    if person.user is not None and person.user.email not in page and person.user.name not in page:
        yield "a page of nobody"
    if person.user is None and "/accounts/login/" not in page:
        yield "a page of somebody"
    if url == PLACE:
        newest = [one for one in before if one.startswith("open")][-3:]
    elif url == MINE:
        newest = [one for one in before if f"-{person.name}-" in one][-3:]
    else:
        newest = []
    for words in newest:
        if words not in shown:
            yield f"older than {words}"


def read(person: Person, said: Said, times: int, failed: list[Any], counted: list[int]) -> None:
    try:
        client = person.client()
        urls = (LAW, PLACE, LAW, PLACE) if person.user is None else (LAW, PLACE, MINE, LAW)
        for number in range(times):
            url = urls[number % len(urls)]
            before, gone = said.snapshot()
            answer = client.get(url)
            page = answer.content.decode()
            with said.lock:
                taken_back, begun = set(said.gone), said.begun
            # What was taken back while the page was made may be on it or not.
            before = [one for one in before if one not in taken_back]
            for why in wrong(person, url, page, before, gone):
                failed.append((person.name, url, why))
            if url == LAW:
                told = re.search(r'href="[^"]*/at/art_1/[^"]*">(?:[^<0-9]*)(\d+)', page)
                count = int(told[1]) if told else 0
                counted.append(count)
                least = sum(one.startswith("open") for one in before)
                if not least - len(taken_back - gone) - 1 <= count <= begun:
                    failed.append((person.name, url, f"counts {count} of {least} to {begun}"))
            said.look()
    finally:
        connection.close()


def race(
    consultation: Consultation, people: dict[Role, User], members: list[Organisation], times: int
) -> tuple[int, list[Any], int, int]:
    """How many pages were looked at, what was wrong, how many of them had been kept, and the highest count on one."""
    second = User.objects.create_user("second@example.org", name="second", language="en")
    grant_role(second, Role.DELEGATE, members[1])
    for user in people.values():  # words that stand on every page of theirs
        user.name = f"who-{user.name}"
        user.save()
    second.name = "who-second"
    second.save()
    writers = [Person("delegate", "en", people[Role.DELEGATE]), Person("second", "en", second)]
    readers = [
        Person("reader", "en", None), Person("reader", "zh-hans", None), *writers,
        Person("officer", "en", people[Role.OFFICER]),
        Person("team", "en", people[Role.SECRETARIAT], sees_private=True),
    ]  # fmt: skip
    said, failed, hits, counts = Said(), [], [], []
    find = page_cache._ANSWERS.find

    def counted(*given: Any) -> Any:
        found = find(*given)
        if found is not None:
            hits.append(1)
        return found

    each = times // len(readers)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(page_cache._ANSWERS, "find", counted)
        reading = [
            threading.Thread(target=read, args=(one, said, each, failed, counts)) for one in readers
        ]
        writing = [threading.Thread(target=write, args=(one, said, failed)) for one in writers]
        for thread in (*writing, *reading):
            thread.start()
        for thread in reading:
            thread.join()
        with said.lock:
            said.is_over = True
            said.lock.notify_all()
        for thread in writing:
            thread.join()
    return each * len(readers), failed, len(hits), max(counts)


@sizes(120, 3_600)
def test_whoever_reads_while_others_write_sees_their_own_page_as_it_is(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Organisation],
    times: int,
    told: Callable[[str, int, list[Any]], None],
) -> None:
    tried, failed, hits, count = race(consultation, people, members, times)
    assert count > 1, "the counts of the law were not found"
    assert hits > 0, "hardly a page was kept: nothing was tried"
    told(f"races on kept pages ({hits:,} of them given again)", tried, failed)


@pytest.mark.sweep
@pytest.mark.parametrize("broken", ["state", "key"])
def test_a_page_that_is_kept_too_long_or_for_all_is_noticed(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Organisation],
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
) -> None:
    """What the sweep is worth."""
    if broken == "state":
        monkeypatch.setattr(page_cache, "_read_state", lambda: 1)
    else:
        monkeypatch.setattr(page_cache, "_make_key", lambda request: request.get_full_path())
    _, failed, *_ = race(consultation, people, members, 120)
    assert failed
