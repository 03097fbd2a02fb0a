"""A backup that people of bad will made, changed or found: nothing of it is written anywhere, and nothing is read in it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import unicodedata
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from typer.testing import CliRunner

from huiyin.cli.app import build_program
from huiyin.cli.parser import run_program
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Comment, Consultation, Intake
from huiyin.desk.networks.models import Invitation
from huiyin.desk.operations import (
    age,
    backup_parts,
    database,
    private_files,
    restore_files,
    signature,
    upgrade,
)
from huiyin.desk.operations.backup import (
    UnusableBackup,
    check_backup,
    open_backup,
    read_manifest,
    restore_backup,
    write_backup,
)
from huiyin.desk.operations.backup_parts import MANIFEST, SIGNATURE, BadPart
from huiyin.desk.personal import erasure_marks
from huiyin.desk.personal.models import Erasure
from huiyin.i18n import say, use_language
from tests.desk.old.restored import OLD

#: What a passphrase costs where it is not the cost that is tried.
WORDS = "correct horse battery"
LOCK = age.Passphrase(WORDS, work=1)
MARKER = "湿地里的记号"
#: What a list says of a part, and when it was made.
PART, TAKEN = {"sha256": "", "bytes": 0, "rows": 0}, "2026-11-28T03:00:00+00:00"

Members = list[tuple[zipfile.ZipInfo | str, bytes]]


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """The desk's own, with an upload folder in it."""
    settings.DATA = tmp_path / "desk"
    settings.SECRET_FILE = settings.DATA / "secret-key"
    settings.SEALING_FILE = settings.DATA / "sealing-key"
    settings.MEDIA_ROOT = settings.DATA / "uploads"
    settings.MEDIA_ROOT.mkdir(mode=0o700, parents=True)
    return settings.DATA


@pytest.fixture
def desk(folder: Path, people: dict[Any, User], consultation: Consultation) -> Consultation:
    intake = Intake(consultation=consultation, created_by=User.objects.first())
    intake.file.save("意见.csv", ContentFile(b"text"))
    intake.save()
    Comment.objects.create(consultation=consultation, intake=intake, place="1", text=MARKER)
    return consultation


def held_in(path: Path) -> tuple[dict[str, Any], Members]:
    """The manifest, and all else."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest: dict[str, Any] = json.loads(members.pop(MANIFEST))
    del members[SIGNATURE]
    return manifest, list(members.items())


def write(
    path: Path, manifest: dict[str, Any], members: Members, sign: Any = signature.sign_data
) -> Path:
    told = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
        archive.writestr(MANIFEST, told)
        if sign is not None:
            archive.writestr(SIGNATURE, sign(told))
    return path


def listed(manifest: dict[str, Any], name: str, data: bytes) -> dict[str, Any]:
    """The manifest that names this part too."""
    one = {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
    return manifest | {"parts": manifest["parts"] | {name: one}}


def everything_below(folder: Path) -> dict[str, Any]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if path.suffix not in (".age", ".zip", ".lock")
    }


# ---- outside the desk ------------------------------------------------------------------------------------


def names(outside: Path) -> dict[str, str]:
    """What a part may be called so that somebody's program writes it elsewhere."""
    return {
        "absolute": f"uploads/{outside}/out",
        "absolute by itself": f"{outside}/out",
        "up": "uploads/../out",
        "up within": "uploads/comments/../../../out",
        "up at the end": "uploads/comments/..",
        "here": "uploads/./out",
        "nothing between": "uploads//out",
        "nothing at the end": "uploads/out/",
        "backslash": "uploads\\..\\out",
        "backslash within": "uploads/..\\..\\out",
        "drive": "uploads/C:/out",
        "drive by itself": "C:\\out",
        "stream": "uploads/a.csv:out",
        "network": "uploads/\\\\machine\\out",
        "nul within": "uploads/out\0.csv",
        "newline": "uploads/a\nb",
        "escape": "uploads/\x1b[2Jout",
        "surrogate": "uploads/\udcff",
        "right to left": "uploads/\u202egnp.exe",
        "blank at the end": "uploads/out ",
        "long": f"uploads/{'长' * 100}",
        "deep": f"uploads/{'a/' * 600}out",
        "key": "signing-key",
        "key above": "uploads/../signing-key",
        "another folder": "static/out.js",
        "no table": "tables/../out.jsonl",
        "capital table": "tables/Accounts_user.jsonl",
        "beside": "out",
        "nothing": "",
    }


def test_no_part_is_called_so_that_it_lies_outside_the_desk(
    desk: Consultation, tmp_path: Path, folder: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    whole = tmp_path / "whole.zip"
    write_backup(whole, ())
    manifest, members = held_in(whole)
    before = everything_below(tmp_path)
    rows = Comment.objects.count()
    taken = []
    for what, name in names(outside).items():
        if what in ("surrogate", "nothing"):  # no archive can be made that holds them
            with pytest.raises(BadPart):
                backup_parts.check_name(name)
            continue
        evil = write(
            tmp_path / "evil.zip", listed(manifest, name, b"out"), [*members, (name, b"out")]
        )
        try:
            restore_backup(evil, overwrite=True)
            taken.append(what)
        except UnusableBackup as error:
            if error.code not in ("part", "unreadable", "damaged"):
                taken.append(f"{what}: {error.code}")
            told = str(error.details.get("part", ""))
            assert told.isprintable() and len(told) <= 120, what
    assert taken == []
    assert everything_below(tmp_path) == before
    assert Comment.objects.count() == rows


def special(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def test_no_part_is_anything_but_a_plain_file_that_is_listed_once(
    desk: Consultation, tmp_path: Path, folder: Path
) -> None:
    whole = tmp_path / "whole.zip"
    write_backup(whole, ())
    manifest, members = held_in(whole)
    before = everything_below(tmp_path)
    name, data = "uploads/comments/x", b"/etc/passwd"
    more = listed(manifest, name, data)
    upload = next(one for one in manifest["parts"] if one.startswith("uploads/"))
    folder_name = listed(manifest, "uploads/comments", b"")
    wrong: dict[str, tuple[dict[str, Any], Members]] = {
        "a link": (more, [*members, (special(name, stat.S_IFLNK | 0o777), data)]),
        "a device": (more, [*members, (special(name, stat.S_IFCHR | 0o600), data)]),
        "a pipe": (more, [*members, (special(name, stat.S_IFIFO | 0o600), data)]),
        "a folder": (more, [*members, (special(name, stat.S_IFDIR | 0o700), data)]),
        "twice": (more, [*members, (name, data), (name, data)]),
        "not listed": (manifest, [*members, (name, data)]),
        "not there": (more, members),
        "a file where others need a folder": (folder_name, [*members, ("uploads/comments", b"")]),
        "bytes that differ": (manifest, [*members[:-1], (upload, b"tampered")]),
        "less than is said": (listed(manifest, name, data * 2), [*members, (name, data)]),
        "more than is said": (listed(manifest, name, b""), [*members, (name, data)]),
    }
    taken = []
    for what, (told, held) in wrong.items():
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(
                "warnings.warn", lambda *_given, **_more: None
            )  # of the name that is there twice
            evil = write(tmp_path / "evil.zip", told, held)
        try:
            restore_backup(evil, overwrite=True)
            taken.append(what)
        except UnusableBackup as error:
            assert error.code in ("part", "damaged"), what
    assert taken == []
    assert everything_below(tmp_path) == before


def test_two_names_that_the_disk_takes_for_one_are_refused_where_it_does() -> None:
    pairs = (
        ("uploads/Report.csv", "uploads/report.csv"),
        ("uploads/Straße", "uploads/STRASSE"),
        (unicodedata.normalize("NFC", "uploads/é"), unicodedata.normalize("NFD", "uploads/é")),
        ("uploads/A/x", "uploads/a"),
    )
    for pair in pairs:
        members = [zipfile.ZipInfo(name) for name in (MANIFEST, *pair)]
        with pytest.raises(BadPart):
            backup_parts.check_members(members, pair, folds=True)
        backup_parts.check_members(members, pair, folds=False)  # a desk on Linux may hold both
    for name in ("uploads/nul.csv", "uploads/COM1", "uploads/a."):
        backup_parts.check_name(name, is_windows=False)
        with pytest.raises(BadPart):
            backup_parts.check_name(name, is_windows=True)


def test_nothing_is_written_through_a_link_that_lies_in_the_uploads(
    desk: Consultation, tmp_path: Path, folder: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("untouched")
    whole = tmp_path / "whole.zip"
    write_backup(whole, ())
    manifest, members = held_in(whole)
    (folder / "uploads" / "far").symlink_to(outside)
    (folder / "uploads" / "file").symlink_to(outside / "file")
    os.mkfifo(folder / "uploads" / "pipe")
    for name in (
        "uploads/far/out",
        "uploads/far/more/out",
        "uploads/file",
        "uploads/pipe",
        "uploads/far",
    ):
        evil = write(
            tmp_path / "evil.zip", listed(manifest, name, b"out"), [*members, (name, b"out")]
        )
        with pytest.raises(UnusableBackup) as refused:
            restore_backup(evil, overwrite=True)
        assert (refused.value.code, refused.value.details["why"]) == ("part", "outside"), name
    assert [path.name for path in outside.iterdir()] == ["file"]
    assert (outside / "file").read_text() == "untouched"


def test_what_unpacks_to_more_than_it_says_or_than_there_is_room_for_is_not_unpacked(
    desk: Consultation, tmp_path: Path, folder: Path
) -> None:
    whole = tmp_path / "whole.zip"
    write_backup(whole, ())
    manifest, members = held_in(whole)
    before = everything_below(tmp_path)
    bomb = b"0" * (32 << 20)
    name = "uploads/comments/bomb"
    lies = write(tmp_path / "lies.zip", listed(manifest, name, b"0"), [*members, (name, bomb)])
    assert lies.stat().st_size < 1 << 20
    read = []
    with open_backup(lies) as opened, pytest.raises(UnusableBackup) as refused:
        told, _ = read_manifest(opened)
        real = opened.archive.open

        def count(*given: Any, **more: Any) -> Any:
            part = real(*given, **more)
            unpack = part.read

            def read_some(size: int = -1) -> bytes:
                data: bytes = unpack(size)
                read.append(len(data))
                return data

            part.read = read_some
            return part

        opened.archive.open = count  # type: ignore[method-assign]
        check_backup(opened, told)
    assert refused.value.code == "damaged"
    assert sum(read) < 16 << 20
    large = listed(manifest, name, b"0")
    large["parts"][name]["bytes"] = 1 << 60
    with pytest.raises(UnusableBackup) as refused:
        restore_backup(
            write(tmp_path / "large.zip", large, [*members, (name, b"0")]), overwrite=True
        )
    assert refused.value.code == "no_room"
    assert everything_below(tmp_path) == before


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{}", b"null", b"\xff", b"[" * 100_000, b'{"format": 2, "taken": 1, "parts": 3, "migrations": 0}',
     b'{"format": 2, "taken": "", "migrations": [], "parts": {"uploads/a": {"sha256": 1, "bytes": "x"}}}',
     b'{"format": [], "taken": "", "migrations": [[]], "parts": {}}',
     *(json.dumps({"format": form, "taken": taken, "migrations": [], "parts": {"tables/a.jsonl": part}}).encode()
       for form in (1, 2)
       for taken, part in (
           ("", PART), ("yesterday", PART), ("2026-11-28", PART), ("2026-11-28T03:00:00", PART),
           ("0001-01-01T00:00:00+00:00", PART), ("9999-12-31T23:59:59-12:00", PART), (7, PART), (None, PART),
           (TAKEN, PART | {"rows": "3"}), (TAKEN, PART | {"rows": -3}), (TAKEN, PART | {"rows": True}),
           (TAKEN, PART | {"bytes": -1}), (TAKEN, [1]), (TAKEN, "x"))),
     json.dumps({"format": 2, "taken": "2999-01-01T00:00:00+00:00", "migrations": [], "parts": {}}).encode()],
    ids=range(38),
)  # fmt: skip
def test_a_list_that_is_none_is_refused_by_name(
    manifest: bytes, tmp_path: Path, folder: Path
) -> None:
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, manifest)
        archive.writestr(SIGNATURE, signature.sign_data(manifest))
    with pytest.raises(UnusableBackup) as refused:
        restore_backup(path, is_unsigned=True)
    assert refused.value.code in ("unreadable", "format", "taken_later")


def test_a_row_that_is_none_of_its_table_is_refused_and_nothing_is_left_of_it(
    desk: Consultation, tmp_path: Path, folder: Path
) -> None:
    whole = tmp_path / "whole.zip"
    write_backup(whole, ())
    manifest, members = held_in(whole)
    before, rows = everything_below(tmp_path), list(Comment.objects.values())
    name, new = "tables/consultations_comment.jsonl", "uploads/comments/new.csv"
    held = dict(members)
    good = json.loads(held[name])
    wrong = (
        b"{}\n", b"[]\n", b"nothing\n", b"[" * 100_000, b"\xff\n", b"5\n",
        json.dumps(good | {"consultation_id": 10**9}).encode(),
        json.dumps(good | {"submitted_at": "no day"}).encode(),
        json.dumps(good | {"id": 10**40}).encode(),
    )  # fmt: skip
    for row in wrong:
        told = listed(listed(manifest, name, row), new, b"new")
        told["parts"][name]["rows"] = 1
        evil = write(tmp_path / "evil.zip", told, [*(held | {name: row}).items(), (new, b"new")])
        with pytest.raises(UnusableBackup) as refused:
            restore_backup(evil, overwrite=True)
        assert refused.value.code == "row" and name.startswith(refused.value.details["part"]), row
    assert everything_below(tmp_path) == before
    assert list(Comment.objects.values()) == rows


def test_a_backup_holds_no_part_that_a_restore_would_pass_over_in_silence(
    desk: Consultation, tmp_path: Path, folder: Path
) -> None:
    whole = tmp_path / "whole.zip"
    write_backup(whole, ())
    manifest, members = held_in(whole)
    before = everything_below(tmp_path)
    for name in (
        "secret-key", "tables/django_session.jsonl", "tables/accounts_device.jsonl", "tables/nothing.jsonl",
    ):  # fmt: skip
        told, held = listed(manifest, name, b""), [*members, (name, b"")]
        with pytest.raises(UnusableBackup) as refused:
            restore_backup(write(tmp_path / "evil.zip", told, held), overwrite=True)
        assert (refused.value.code, refused.value.details["why"]) == ("part", "unknown"), name
    second = zipfile.ZipInfo("uploads/a")
    second.filename = "uploads/b"  # as an archive gives a part a second name
    with pytest.raises(BadPart):
        backup_parts.check_members([zipfile.ZipInfo(MANIFEST), second], ["uploads/a"])
    assert everything_below(tmp_path) == before


@pytest.mark.django_db(transaction=True)
def test_who_was_erased_is_erased_again_whatever_an_unsigned_backup_says_of_its_date(
    desk: Consultation, people: dict[Any, User], tmp_path: Path, folder: Path
) -> None:
    whole, gone = tmp_path / "whole.zip", people[Role.DELEGATE]
    write_backup(whole, ())
    manifest, members = held_in(whole)
    erasure_marks.keep_marks(
        erasure_marks.make_marks(
            [erasure_marks.name_account(gone)], timezone.now() - timedelta(days=9)
        )
    )
    later = manifest | {"format": 1, "taken": timezone.now().isoformat()}
    restore_backup(
        write(tmp_path / "old.zip", later, members, None), overwrite=True, is_unsigned=True
    )
    assert not User.objects.filter(email=gone.email).exists()


@pytest.mark.skipif(not upgrade._OPENED.is_dir(), reason="files cannot be handed on here")
def test_what_is_upgraded_is_what_was_checked_though_another_file_has_its_name_by_then(
    desk: Consultation, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, row = (
        "tables/django_content_type.jsonl",
        b"{}\n",
    )  # not to be put in: it says what was read
    manifest = {
        "format": 2,
        "taken": TAKEN,
        "migrations": ["contenttypes.0001_initial"],
        "parts": {},
    }
    path = write(tmp_path / "old.zip", listed(manifest, table, row), [(table, row)])

    def check_and_exchange(*given: Any, **more: Any) -> None:
        check_backup(*given, **more)
        (tmp_path / "other").write_bytes(b"another file")
        (tmp_path / "other").replace(path)

    monkeypatch.setattr("huiyin.desk.operations.backup.check_backup", check_and_exchange)
    with pytest.raises(UnusableBackup) as refused:
        restore_backup(path, overwrite=True)
    assert refused.value.code == "not_upgraded" and refused.value.details["why"].endswith("row")


def test_a_file_that_is_not_there_and_one_that_was_cut_are_told_apart(
    desk: Consultation, tmp_path: Path, folder: Path
) -> None:
    whole, identity = tmp_path / "whole.age", age.Identity.generate()
    write_backup(whole, [identity.recipient])
    data = whole.read_bytes()
    middle = bytearray(data)
    middle[len(data) // 2] ^= 1
    changed = {
        "half": data[: len(data) // 2],
        "short": data[:-1],
        "bit": bytes(middle),
        "head": data[:40],
    }
    for what, held in changed.items():
        (tmp_path / "cut.age").write_bytes(held)
        with pytest.raises(UnusableBackup) as refused:
            restore_backup(tmp_path / "cut.age", [identity], overwrite=True)
        assert refused.value.code == "cut", what
    with pytest.raises(UnusableBackup) as refused:
        restore_backup(tmp_path / "nothing.age", [identity], overwrite=True)
    assert refused.value.code == "missing"


# ---- killed on the way -------------------------------------------------------------------------------------


class Killed(BaseException):
    pass


#: Where a restore is killed, in the order in which it comes there, and whether its rows are in by then.
KILLS = {
    "huiyin.desk.operations.restore_files.put_secret": False,
    "huiyin.desk.core.uploads_place.FolderPlace.put": False,
    "huiyin.desk.operations.restore_files.write_witness": False,
    "huiyin.desk.operations.restore_files._put_in_place": True,
    "huiyin.desk.core.uploads_place.FolderPlace.list_names": True,
    "huiyin.desk.operations.restore_files.finish_rows": True,
    "huiyin.desk.personal.erasure.apply_again": True,
    "django.core.files.storage.default_storage.delete": True,
    "huiyin.desk.personal.database_cleanup.vacuum_database": True,
    "huiyin.desk.core.search.rebuild_indexes": True,
}


@contextmanager
def killed_at(place: str, is_in: bool) -> Iterator[None]:
    """The process dies there: nothing that tidies up after an error is done either."""
    with pytest.MonkeyPatch.context() as patched:
        seen = []
        settle = restore_files.settle_files

        def die(*_given: Any, **_more: Any) -> None:
            seen.append(place)
            for tidies in ("settle_files", "discard_ready"):
                patched.setattr(restore_files, tidies, die)
            raise Killed

        def settle_then_die() -> None:
            if restore_files.is_under_way():
                patched.setattr(place, die)
            settle()

        if place.endswith(
            "list_names"
        ):  # asked for before too: dies with the files of before still there
            patched.setattr(restore_files, "settle_files", settle_then_die)
        else:
            patched.setattr(place, die)
        with pytest.raises(Killed):
            yield
        assert seen and is_in == KILLS[place]


def start_again(folder: Path, uploads: Path) -> None:
    """As :func:`huiyin.desk.operations.preparation.prepare_desk` does, but for what does not concern a restore."""
    with private_files.hold_restore_lock(folder):
        restore_files.settle_files()
    private_files.clear_leftovers(folder, uploads, folder / "arriving")
    with private_files.hold_restore_lock(folder):
        restore_files.finish_rows()


@pytest.mark.django_db(transaction=True)
def test_a_restore_that_is_killed_anywhere_is_taken_back_or_finished_at_the_next_start(
    desk: Consultation, people: dict[Any, User], tmp_path: Path, folder: Path, settings: Any
) -> None:
    uploads = Path(settings.MEDIA_ROOT)
    (folder / "arriving").mkdir()
    gone = people[Role.DELEGATE]
    Intake.objects.update(created_by=people[Role.SECRETARIAT])
    theirs = Intake(consultation=desk, created_by=gone)
    theirs.file.save("theirs.csv", ContentFile(b"of somebody who is erased later"))
    theirs.save()
    settings.SEALING_FILE.write_text("sealing-of-the-backup")
    taken = tmp_path / "taken.zip"
    write_backup(taken, ())
    marked = erasure_marks.make_marks([erasure_marks.name_account(gone)], timezone.now())
    common = Intake.objects.exclude(pk=theirs.pk).get().file.name

    def use_desk() -> None:
        """Make it another one: other rows, another file of the same name, a file of its own, other keys, and somebody
        erased whom only the table knows of."""
        Comment.objects.all().delete()
        Comment.objects.create(consultation=desk, text="of another desk")
        Erasure.objects.create(state="granted", marks=[mark.told for mark in marked])
        (folder / erasure_marks.FILE).unlink(missing_ok=True)
        for name in (common, "comments/own.csv"):
            (uploads / name).write_bytes(b"another desk's private file")
        (uploads / theirs.file.name).unlink(missing_ok=True)
        settings.SEALING_FILE.write_text("sealing-of-another-desk")
        settings.SECRET_FILE.write_text("secret-of-another-desk")

    def look() -> tuple[dict[str, Any], list[str], bool]:
        held = everything_below(folder)
        held.pop(erasure_marks.FILE, None)
        if held["secret-key"] != b"secret-of-another-desk":
            held["secret-key"] = b"new"
        texts = list(Comment.objects.values_list("text", flat=True))
        return held, texts, User.objects.filter(email=gone.email).exists()

    use_desk()
    restore_backup(taken, overwrite=True)
    restored = look()
    held, texts, is_back = restored
    assert (held["sealing-key"], held["secret-key"]) == (b"sealing-of-the-backup", b"new")
    assert (held[f"uploads/{common}"], texts, is_back) == (b"text", [MARKER], False)
    assert f"uploads/{theirs.file.name}" not in held and "uploads/comments/own.csv" not in held

    for place, is_in in KILLS.items():
        use_desk()
        before = look()
        with killed_at(place, is_in):
            restore_backup(taken, overwrite=True)
        start_again(folder, uploads)
        assert look() == (restored if is_in else before), place
        assert not restore_files.is_under_way(), place
        again = everything_below(folder)
        start_again(folder, uploads)
        assert everything_below(folder) == again, place


@pytest.mark.django_db(transaction=True)
def test_a_start_with_another_database_leaves_alone_what_a_killed_restore_laid_ready(
    desk: Consultation, tmp_path: Path, folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "arriving").mkdir()
    taken, place = tmp_path / "taken.zip", "huiyin.desk.operations.restore_files._put_in_place"
    write_backup(taken, ())
    with killed_at(place, True):
        restore_backup(taken, overwrite=True)
    ready = everything_below(folder)
    # What would be done to it meanwhile is refused.
    for words in (["worker", "--until-done"], ["mail"], ["retention"], ["reset-second-step", "x@example.org"], ["export", "x", "out"]):  # fmt: skip
        done = CliRunner().invoke(build_program(), ["desk", *words])
        assert (done.exit_code, say("operate.half_restored", "en", folder=str(folder)) in done.stderr) == (2, True)  # fmt: skip
    with monkeypatch.context() as patched:
        patched.setattr(restore_files, "name_database", lambda: "another")
        patched.setattr(restore_files, "_read_told", lambda: None)
        start_again(folder, settings.MEDIA_ROOT)
    assert everything_below(folder) == ready
    start_again(folder, settings.MEDIA_ROOT)
    assert not restore_files.is_under_way()


# ---- who took it -------------------------------------------------------------------------------------------


def sign_as(key: Ed25519PrivateKey) -> Callable[[bytes], bytes]:
    """As another desk would."""
    public = b64encode(key.public_key().public_bytes_raw()).decode()

    def sign(data: bytes) -> bytes:
        signed = b64encode(key.sign(b"huiyin backup manifest 2\n" + data)).decode()
        return json.dumps({"key": public, "signature": signed}).encode()

    return sign


def test_a_backup_that_was_changed_or_that_another_desk_took_is_refused_until_it_is_named(
    desk: Consultation, tmp_path: Path, folder: Path
) -> None:
    whole = tmp_path / "whole.zip"
    write_backup(whole, ())
    manifest, members = held_in(whole)
    name = "tables/accounts_user.jsonl"
    held = dict(members)
    held[name] = held[name].replace(b'"is_superuser":false', b'"is_superuser":true')
    changed = listed(manifest, name, held[name])
    with zipfile.ZipFile(whole) as archive:
        old_signature = archive.read(SIGNATURE)
    before = everything_below(tmp_path)
    operators = User.objects.filter(is_superuser=True).count()
    path, other = tmp_path / "changed.zip", Ed25519PrivateKey.generate()

    def refused(code: str, told: dict[str, Any], sign: Any, **more: Any) -> dict[str, Any]:
        write(path, told, list(held.items()), sign)
        with pytest.raises(UnusableBackup) as error:
            restore_backup(path, overwrite=True, **more)
        assert error.value.code == code
        return error.value.details

    refused("damaged", changed, lambda _told: old_signature)  # the signature of what it was
    refused("damaged", changed, None)  # without one
    refused("damaged", changed, None, is_unsigned=True)  # those of this form are signed
    refused("unsigned", changed | {"format": 1}, None)  # said to be of before
    refused("unsigned", changed | {"format": 1}, sign_as(other))
    told = refused("foreign", changed, sign_as(other))
    refused("foreign", changed, sign_as(other), is_unsigned=True)
    refused("not_that_desk", changed, sign_as(other), trust=signature.get_fingerprint())
    refused("not_that_desk", changed | {"format": 1}, None, is_unsigned=True, trust=told["signer"])
    refused("not_that_desk", changed, sign_as(other), trust=told["signer"][:-1])
    assert everything_below(tmp_path) == before
    assert User.objects.filter(is_superuser=True).count() == operators

    # Told which desk it is, it is restored; and from then on that desk is known.
    write(path, manifest, members, sign_as(other))
    restore_backup(path, overwrite=True, trust=told["signer"].replace("-", " ").upper())
    restore_backup(path, overwrite=True)
    restore_backup(whole, overwrite=True)


def test_a_backup_of_before_signatures_is_restored_only_when_told(folder: Path, db: None) -> None:
    with pytest.raises(UnusableBackup) as refused:
        restore_backup(OLD[0] / "desk.zip", overwrite=True)
    assert refused.value.code == "unsigned"


# ---- what is in it -----------------------------------------------------------------------------------------


def test_nobody_is_signed_in_by_a_backup_nor_after_one_was_restored(
    desk: Consultation, people: dict[Any, User], tmp_path: Path, folder: Path
) -> None:
    person = people[Role.DELEGATE]
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.cookies["sessionid"].value
    invited = Invitation.objects.create(email="new@example.org", role="delegate", created_by=person)
    assert client.get("/account/").status_code == 200
    assert Client().get(f"/join/{invited.token}/").status_code == 200
    folder.joinpath("secret-key").write_text("the secret of before")
    folder.joinpath("sealing-key").write_text("what rows are sealed with")
    taken = tmp_path / "taken.zip"
    write_backup(taken, ())
    with zipfile.ZipFile(taken) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    key = signature._load_key().private_bytes_raw()
    for secret in (session, invited.token, "the secret of before", b64encode(key).decode()):
        assert secret.encode() not in held
    assert person.email.encode() in held

    folder.joinpath("sealing-key").write_text("what others are sealed with")
    restore_backup(taken, overwrite=True)
    assert folder.joinpath("sealing-key").read_text() == "what rows are sealed with"
    assert client.get("/account/").status_code == 302
    assert Client().get(f"/join/{invited.token}/").status_code == 410
    assert Invitation.objects.filter(pk=invited.pk).exists()
    assert folder.joinpath("secret-key").read_text() != "the secret of before"


def test_links_that_set_a_password_end_with_the_secret_of_before(
    people: dict[Any, User], settings: Any
) -> None:
    person = people[Role.DELEGATE]
    token = default_token_generator.make_token(person)
    assert default_token_generator.check_token(person, token)
    settings.SECRET_KEY = "as after a restore"
    assert not type(default_token_generator)().check_token(person, token)


def test_an_encrypted_backup_shows_nothing_of_the_desk_and_leaves_nothing_beside_it(
    desk: Consultation, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one.age", "two.age"):
        path = tmp_path / "backups" / name
        identity = age.Identity.generate()
        lock: age.Lock = LOCK if name == "one.age" else identity.recipient
        write_backup(path, [lock])
        data = path.read_bytes()
        for word in (MARKER.encode(), b"tables/", b"PK\x03\x04", b"manifest"):
            assert word not in data
        assert path.stat().st_mode & 0o077 == 0
        with pytest.raises(UnusableBackup) as refused:
            restore_backup(path, [age.Passphrase("wrong horse battery")], overwrite=True)
        assert refused.value.code == ("passphrase" if lock is LOCK else "key")
        restore_backup(path, [LOCK, identity], overwrite=True)
    assert sorted(one.name for one in (tmp_path / "backups").iterdir()) == ["one.age", "two.age"]

    # Broken off in the middle it leaves nothing, not even for a moment under a name.
    seen: list[str] = []

    def breaks(_told: bytes) -> bytes:
        seen.extend(one.name for one in (tmp_path / "backups").iterdir())
        raise KeyboardInterrupt

    monkeypatch.setattr(signature, "sign_data", breaks)
    for locks in ([LOCK], []):
        with pytest.raises(KeyboardInterrupt):
            write_backup(tmp_path / "backups" / "three.age", locks)
    assert set(seen) == {"one.age", "two.age"}
    assert sorted(one.name for one in (tmp_path / "backups").iterdir()) == ["one.age", "two.age"]


# ---- as it is asked for on the command line ---------------------------------------------------------------


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> Iterator[Callable[..., tuple[int, str]]]:
    """``huiyin desk …`` here, with nobody at a terminal: its exit code, and what it says."""
    monkeypatch.setenv("TMPDIR", os.environ.get("TMPDIR", "/tmp"))
    monkeypatch.setattr("sys.stdin", StringIO())

    def call(*words: str | Path) -> tuple[int, str]:
        capsys.readouterr()
        code = run_program(build_program(), ["desk", *map(str, words)])
        return code, capsys.readouterr().err

    mask = os.umask(0o022)
    yield call
    os.umask(mask)


def test_no_backup_is_unencrypted_by_accident(
    desk: Consultation,
    tmp_path: Path,
    command: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, words = tmp_path / "b.age", tmp_path / "words"
    words.write_text(f"{WORDS}\n")
    monkeypatch.setenv("BACKUP_WORDS", "short")
    for given, mend in (
        ((), "--plain"),
        (("--plain", "--to", "age1x"), "--plain"),
        (("--to", "age1x"), "backup-key"),
        (("--to", words), "backup-key"),
        (("--passphrase-env", "BACKUP_WORDS"), "12"),
        (("--passphrase-env", "NO_SUCH_NAME"), "NO_SUCH_NAME"),
        (("--passphrase-file", tmp_path / "missing"), "--passphrase-file"),
    ):
        code, told = command("backup", path, *given)
        assert code == 2 and mend in told and told.count("\n") == 1, told
        assert not path.exists()
    code, told = command("backup-key", tmp_path / "key.txt")
    recipient = told.split()[-1]
    assert code == 0 and (tmp_path / "key.txt").stat().st_mode & 0o077 == 0
    assert command("backup-key", tmp_path / "key.txt")[0] == 2
    for given in (("--to", recipient), ("--to", tmp_path / "public"), ("--passphrase-file", words)):
        (tmp_path / "public").write_text(f"# ours\n{recipient}\n")
        code, told = command("backup", path, *given)
        assert code == 0 and signature.get_fingerprint() in told
        assert path.read_bytes().startswith(b"age-encryption.org/v1\n")
        assert path.stat().st_mode & 0o077 == 0


def test_what_is_refused_is_said_on_one_line_in_the_readers_language(
    desk: Consultation, tmp_path: Path, command: Callable[..., tuple[int, str]]
) -> None:
    whole, sealed = tmp_path / "whole.zip", tmp_path / "sealed.age"
    write_backup(whole, ())
    write_backup(sealed, [LOCK])
    key = age.Identity.generate()
    (tmp_path / "key").write_text(key.tell_secret())
    write_backup(tmp_path / "keyed.age", [age.Identity.generate().recipient])
    (tmp_path / "wrong").write_text("wrong horse battery")
    manifest, members = held_in(whole)
    other = sign_as(Ed25519PrivateKey.generate())
    foreign = write(tmp_path / "foreign.zip", manifest, members, other)
    (tmp_path / "cut.age").write_bytes(sealed.read_bytes()[:-100])
    refusals: tuple[tuple[tuple[str | Path, ...], str], ...] = (
        ((tmp_path / "missing.age",), "missing.age"),
        ((tmp_path / "cut.age", "--passphrase-file", tmp_path / "wrong"), "cut.age"),
        ((sealed,), "--passphrase-file"),
        ((sealed, "--passphrase-file", tmp_path / "wrong"), "sealed.age"),
        ((tmp_path / "keyed.age",), "--key"),
        ((tmp_path / "keyed.age", "--key", tmp_path / "key"), "keyed.age"),
        ((tmp_path / "keyed.age", "--key", tmp_path / "wrong"), "AGE-SECRET-KEY-1"),
        ((foreign,), "--trust"),
        ((foreign, "--trust", "0000"), "0000"),
        ((OLD[0] / "desk.zip",), "--unsigned"),
    )
    for given, mend in refusals:
        said = set()
        for language in ("en", "zh"):
            use_language(language)
            code, told = command("restore", *given, "--overwrite")
            assert code == 2 and mend in told and told.count("\n") == 1, told
            said.add(told)
        assert len(said) == 2
    assert Comment.objects.filter(text=MARKER).exists()


def test_a_backup_of_no_desk_or_of_that_before_it_moved_is_refused_and_makes_nothing(
    desk: Consultation,
    folder: Path,
    tmp_path: Path,
    command: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, said = tmp_path / "b.zip", set()
    with monkeypatch.context() as patched:
        patched.setenv("HUIYIN_DATA", str(tmp_path / "nowhere"))
        for language in ("en", "zh"):
            use_language(language)
            code, told = command("backup", path, "--plain")
            assert code == 2 and "HUIYIN_DATA" in told and told.count("\n") == 1, told
            said.add(told)
    assert len(said) == 2 and not (tmp_path / "nowhere").exists()

    database.note_kind()
    assert command("backup", path, "--plain")[0] == 0
    path.unlink()
    (folder / "database-kind").write_text("oracle\n")  # of another kind than any that is tried here
    database.note_kind()  # a start does not take the desk over
    for verb in (("backup", path, "--plain"), ("run",)):
        code, told = command(*verb)
        assert code == 2 and "DATABASE_URL" in told and told.count("\n") == 1, told
    assert not path.exists()
    database.note_kind(anew=True)  # as a restore does, by which a desk moves
    assert command("backup", path, "--plain")[0] == 0


def test_a_backup_is_taken_of_no_desk_whose_restore_was_broken_off(
    desk: Consultation, folder: Path, tmp_path: Path, command: Callable[..., tuple[int, str]]
) -> None:
    private_files.find_plan(folder).write_text("{}")
    code, told = command("backup", tmp_path / "b.zip", "--plain")
    assert code == 2 and "init" in told and told.count("\n") == 1, told
    assert not (tmp_path / "b.zip").exists()


# ---- on the machine ------------------------------------------------------------------------------------------


def test_nothing_that_the_desk_writes_is_open_to_others_and_what_was_open_is_closed(
    desk: Consultation, folder: Path, tmp_path: Path, settings: Any
) -> None:
    def open_to_others() -> list[Path]:
        return [path for path in (folder, *folder.rglob("*")) if path.lstat().st_mode & 0o077]

    # What is written by the desk's settings alone, and by programs that it begins.
    EmailMessage("x", "x", to=["x@example.org"], connection=None).message()
    mails = folder / "mail"
    from django.core.mail import get_connection

    get_connection(
        "django.core.mail.backends.filebased.EmailBackend", file_path=str(mails)
    ).send_messages([EmailMessage("x", "x", to=["x@example.org"])])
    intake = Intake(consultation=desk)
    intake.file.save("later.csv", ContentFile(b"later"))
    (folder / "log").write_text("a line")
    subprocess.run(["touch", folder / "touched"], check=True)
    write_backup(folder / "backups" / "one.zip", ())
    restore_backup(folder / "backups" / "one.zip", overwrite=True)
    assert len(list(mails.iterdir())) == 1
    assert open_to_others() == []

    # A desk of before, made by somebody with the usual umask.
    outside = tmp_path / "outside"
    outside.write_text("theirs")
    outside.chmod(0o644)
    (folder / "link").symlink_to(outside)
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o777 if path.is_dir() else 0o664)
    private_files.restrict_folder(folder)
    assert [path for path in open_to_others() if not path.is_symlink()] == []
    assert outside.stat().st_mode & 0o777 == 0o644
    assert (folder / "log").stat().st_mode & 0o777 == 0o600


def test_what_a_broken_off_restore_left_is_cleared_at_the_next_start_but_not_under_another(
    folder: Path, settings: Any
) -> None:
    uploads, arriving = Path(settings.MEDIA_ROOT), folder / "arriving"
    arriving.mkdir()
    (folder / "upgrading-x" / "desk").mkdir(parents=True)
    (folder / "upgrading-x" / "desk" / "desk.sqlite3").write_text(MARKER)
    (folder / "uploads.restoring").mkdir()
    (folder / "uploads.restoring" / "file").write_text(MARKER)
    (arriving / "new").write_text("is arriving")
    (arriving / "old").write_text(MARKER)
    (arriving / "made").mkdir()
    for old in ("old", "made"):
        os.utime(arriving / old, (0, 0))
    with private_files.hold_restore_lock(folder):
        private_files.clear_leftovers(folder, uploads, arriving)
        assert (folder / "upgrading-x").exists() and (folder / "uploads.restoring").exists()
        with pytest.raises(private_files.RestoreRunning), private_files.hold_restore_lock(folder):
            pass
    private_files.clear_leftovers(folder, uploads, arriving)
    left = sorted(str(one.relative_to(folder)) for one in folder.rglob("*"))
    assert left == ["arriving", "arriving/new", "restore.lock", "uploads"]
