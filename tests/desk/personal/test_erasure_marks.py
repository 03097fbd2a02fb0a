"""Who was erased is known again without being named."""

from __future__ import annotations

import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.core import sealed_secrets
from huiyin.desk.personal import erasure, erasure_marks
from huiyin.desk.personal.models import Erasure


def test_a_mark_names_nobody_and_equal_names_have_different_marks(folder: Path, db: None) -> None:
    made = erasure_marks.make_marks(
        [erasure_marks.name_words("Lin"), erasure_marks.name_words("Lin")], timezone.now()
    )
    assert made[0].digest != made[1].digest
    assert made[0].is_of(erasure_marks.name_words("  LIN ")) and not made[0].is_of(
        erasure_marks.name_words("Lina")
    )
    erasure_marks.keep_marks(made)
    with (folder / erasure_marks.FILE).open("a") as file:
        file.write('{"at": "2026-')  # the power went
    assert [mark.digest for mark in erasure_marks.read_marks()] == sorted(
        mark.digest for mark in made
    )


def test_who_has_the_list_alone_cannot_try_a_guess(folder: Path, people: dict[Role, User]) -> None:
    person = people[Role.DELEGATE]
    erasure.grant_erasure(erasure.ask_erasure(person), people[Role.SECRETARIAT])
    erasure_marks.keep_marks_missing_from_file(erasure_marks.read_marks())
    told = [json.loads(line) for line in (folder / erasure_marks.FILE).read_text().splitlines()]
    named = erasure_marks.name_words(person.email)
    assert len(told) == 2 and any(mark.is_of(named) for mark in erasure_marks.read_marks())
    for one in told:
        assert hmac.digest(one["salt"].encode(), named.encode(), "sha256").hex() != one["digest"]
        assert not erasure_marks.ErasureMark(timezone.now(), one["salt"], one["digest"]).is_of(
            named
        )


def write_old_marks(folder: Path, *names: str) -> None:
    """As a version before this one wrote them: whoever has the file can try guesses at it."""
    lines = []
    for name in names:
        digest = hmac.digest(b"salt", name.encode(), "sha256").hex()
        lines.append(
            json.dumps({"at": timezone.now().isoformat(), "salt": "salt", "digest": digest})
        )
    (folder / erasure_marks.FILE).write_text("\n".join(lines) + "\n")


def test_marks_of_an_earlier_version_are_keyed_when_the_desk_starts_and_still_known(
    folder: Path, people: dict[Role, User]
) -> None:
    person = people[Role.DELEGATE]
    write_old_marks(folder, erasure_marks.name_account(person))
    old = json.loads((folder / erasure_marks.FILE).read_text())
    Erasure.objects.create(state=Erasure.State.GRANTED, settled_at=timezone.now(), marks=[old])
    assert erasure_marks.read_marks()[0].is_of(erasure_marks.name_account(person))
    erasure_marks.seal_marks()
    assert old["digest"] not in (folder / erasure_marks.FILE).read_text()
    assert old["digest"] not in str(Erasure.objects.get().marks)
    (mark,) = erasure_marks.read_marks()
    assert mark.is_of(erasure_marks.name_account(person)) and mark.key
    before = (folder / erasure_marks.FILE).read_text()
    erasure_marks.seal_marks()
    assert (folder / erasure_marks.FILE).read_text() == before
    assert erasure.apply_again(None) == 1 and not User.objects.filter(pk=person.pk).exists()


def test_marks_are_known_after_a_restore_that_brought_another_key_and_said_to_be_lost_without_any(
    folder: Path, people: dict[Role, User], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    person = people[Role.DELEGATE]
    settings.SEALING_FILE = folder / "sealing-key"
    settings.SEALING_FILE.write_text("key-of-today")
    settings.SEALING_KEY = "key-of-today"
    erasure_marks.keep_marks(
        erasure_marks.make_marks([erasure_marks.name_account(person)], timezone.now())
    )
    brought = folder / "brought"
    brought.write_text("key-of-a-backup")
    sealed_secrets.keep_replaced(brought)
    brought.replace(settings.SEALING_FILE)
    settings.SEALING_KEY = "key-of-a-backup"
    before = folder / sealed_secrets.BEFORE
    assert before.read_text() == "key-of-today\n" and before.stat().st_mode & 0o077 == 0
    (mark,) = erasure_marks.read_marks()
    assert mark.is_readable and mark.is_of(erasure_marks.name_account(person))
    before.unlink()
    settings.SEALING_KEY = "another-key"
    assert erasure.apply_again(None) == 0 and User.objects.filter(pk=person.pk).exists()
    assert sealed_secrets.BEFORE in caplog.text and "1 marks" in caplog.text
