"""A backup restored elsewhere is the same desk: to the row, to the byte, on the other kind of database too."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from huiyin.desk.accounts.models import User
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.models import Comment, Consultation, Intake
from huiyin.desk.operations import signature
from huiyin.desk.operations.backup import UnusableBackup, restore_backup, write_backup
from huiyin.desk.operations.backup_parts import MANIFEST, SIGNATURE
from tests.desk.machine import copy_of, signer

COMMENTS = '条款,意见\n第二条,"应当\n公开"\n'.encode()


@pytest.fixture
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "here" / "uploads"
    settings.MEDIA_ROOT.mkdir(parents=True)
    return settings.MEDIA_ROOT


@pytest.fixture
def desk(media: Path, people: dict[Any, User], consultation: Consultation) -> Consultation:
    """A desk with rows of every app that tests can make, and an upload whose name is Chinese."""
    intake = Intake(consultation=consultation, created_by=User.objects.first())
    intake.file.save("意见=汇总.csv", ContentFile(COMMENTS))
    intake.save()
    Comment.objects.create(
        consultation=consultation, intake=intake, place="1", text="应当公开", is_private=True
    )
    record_audit_entry(User.objects.first(), "comment.import", consultation, note="换行\n“引号” 😀")
    return consultation


def parts(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))["parts"]
    assert "secret-key" not in found
    found.pop("sealing-key", None)
    return found


#: Takes a backup while another connection writes, after the first table was read; and another afterwards.
WRITE_MEANWHILE = """
import sqlite3, sys
from pathlib import Path
from huiyin.desk.operations import backup, preparation
preparation.setup_django()
from django.conf import settings
models = backup._list_models()
def hook():
    yield models[0]
    with sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=0) as other:
        other.execute("UPDATE consultations_comment SET text = 'written meanwhile'")
    yield from models[1:]
backup._list_models = hook
backup.write_backup(Path(sys.argv[1]), ())
backup._list_models = lambda: models
backup.write_backup(Path(sys.argv[2]), ())
"""


#: ``huiyin desk`` over and over in one process, for to begin one takes seconds: what each said, and its code.
CALLS = """
import json, sys
from contextlib import redirect_stderr
from io import StringIO
from huiyin.cli import main
ended = []
for given in json.loads(sys.argv[1]):
    sys.argv = ["huiyin", "desk", *given]
    with redirect_stderr(StringIO()) as said:
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
    ended.append((code, said.getvalue()))
print(json.dumps(ended))
"""


def test_restored_on_another_machine_every_row_and_upload_is_the_same_and_so_it_is_on_the_way_back(
    desk: Consultation, media: Path, tmp_path: Path, prepared: Path
) -> None:
    machine = copy_of(prepared, tmp_path / "machine")
    here, there, back = (tmp_path / f"{name}.zip" for name in ("here", "there", "back"))
    manifest = write_backup(here, ())
    assert manifest["parts"]["tables/consultations_comment.jsonl"]["rows"] == 1
    assert manifest["parts"]["tables/networks_network_coordinators.jsonl"]["rows"] == 1
    assert here.stat().st_mode & 0o077 == 0

    for path in (machine.folder, *machine.folder.rglob("*")):  # as a desk of before may be
        path.chmod(0o755)
    done = machine.command("restore", str(here), "--trust", signer(here))
    assert done.returncode == 0, done.stderr
    assert machine.open_to_others() == []
    for upload in media.rglob("*.*"):
        copy = tmp_path / "machine" / "uploads" / upload.relative_to(media)
        assert copy.read_bytes() == upload.read_bytes()
    calls = [["backup", str(there), "--plain"], ["restore", str(here)]]
    taken, refused = machine.script(CALLS, json.dumps(calls))
    assert taken[0] == 0, taken
    assert parts(there) == parts(here)
    assert refused[0] == 2 and "--overwrite" in refused[1]

    # Back into this database, which may be PostgreSQL, over what has changed since.
    Comment.objects.all().delete()
    Comment.objects.create(consultation=desk, text="later")
    shutil.rmtree(media)
    restore_backup(there, trust=signer(there), overwrite=True)
    write_backup(back, ())
    assert parts(back) == parts(here)
    assert Comment.objects.create(consultation=desk, text="new").pk > 1  # the numbers go on

    # While it serves: what is written meanwhile is let through, and is not in the backup.
    machine.script(WRITE_MEANWHILE, str(tmp_path / "served.zip"), str(there))
    # Of this table alone: preparing adds the types of models that only the other kind of database has.
    comments = "tables/consultations_comment.jsonl"
    assert parts(tmp_path / "served.zip")[comments] == parts(here)[comments]
    assert parts(there)[comments] != parts(here)[comments]


@pytest.mark.parametrize("breaks", ["put_rows", "_put_in_place", "update_index"])
def test_a_restore_that_is_broken_off_leaves_no_row_without_its_file_and_can_be_done_again(
    breaks: str, desk: Consultation, media: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, again = tmp_path / "taken.zip", tmp_path / "again.zip"
    write_backup(taken, ())
    before = Intake.objects.get().file.name
    Intake.objects.all().delete()
    shutil.rmtree(media)
    later = Intake(consultation=desk)
    later.file.save("later.csv", ContentFile(b"later"))
    later.save()

    def stops(*_given: Any, **_more: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        at = "django.core.management.call_command" if breaks == "update_index" else None
        where = "restore_files" if breaks == "_put_in_place" else "backup"
        patched.setattr(at or f"huiyin.desk.operations.{where}.{breaks}", stops)
        with pytest.raises(KeyboardInterrupt):
            restore_backup(taken, overwrite=True)
    held = Intake.objects.get().file
    assert held.name == (later.file.name if breaks == "put_rows" else before)
    with held.open("rb") as file:
        assert file.read() == (b"later" if breaks == "put_rows" else COMMENTS)
    restore_backup(taken, overwrite=True)
    write_backup(again, ())
    assert parts(again) == parts(taken)
    assert not list(media.parent.glob("*.restoring"))


@pytest.mark.parametrize("code", ["unreadable", "format", "damaged", "other_version", "not_empty"])
def test_a_backup_that_cannot_be_restored_changes_nothing(
    code: str, desk: Consultation, tmp_path: Path
) -> None:
    whole, broken, after = (tmp_path / f"{name}.zip" for name in ("whole", "broken", "after"))
    write_backup(whole, ())
    with zipfile.ZipFile(whole) as old:
        held = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(held[MANIFEST])
    if code == "format":
        manifest["format"] += 1
    if code == "other_version":
        manifest["migrations"].append("consultations.9999_later")
    held[MANIFEST] = json.dumps(manifest).encode()
    held[SIGNATURE] = signature.sign_data(held[MANIFEST])
    if code == "unreadable":
        del held[MANIFEST]
    if code == "damaged":
        name = "tables/consultations_comment.jsonl"
        held[name] = held[name].replace("公开".encode(), "保密".encode())
    with zipfile.ZipFile(broken, "w") as new:
        for name, data in held.items():
            new.writestr(name, data)
    with pytest.raises(UnusableBackup) as refused:
        restore_backup(broken, overwrite=code != "not_empty")
    assert refused.value.code == code
    write_backup(after, ())
    assert parts(after) == parts(whole)
