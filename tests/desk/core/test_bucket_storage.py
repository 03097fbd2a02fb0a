"""Uploads in a bucket: an S3 server of its own (moto) on this machine. It takes the two seconds in which that begins."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile

from huiyin.desk.core.uploads_url import read_uploads_url

moto = pytest.importorskip("moto.server")
# Where the files lie is asked here, not where the rows are.
pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a server that speaks S3, with a bucket."""
    import boto3

    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    before = dict(os.environ)
    os.environ.update(AWS_ACCESS_KEY_ID="desk", AWS_SECRET_ACCESS_KEY="only for tests")
    server.start()
    host, port = server.get_host_and_port()
    boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1").create_bucket(
        Bucket="desk"
    )
    yield f"s3://desk/files?endpoint=http://{host}:{port}&region=us-east-1"
    server.stop()
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def storage(address: str, settings: Any) -> Any:
    """That of the desk."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "huiyin.desk.core.bucket_storage.BucketStorage",
            "OPTIONS": read_uploads_url(address),
        }
    }
    from django.core.files.storage import default_storage

    return default_storage


def test_what_one_machine_stores_another_reads(storage: Any, address: str) -> None:
    from huiyin.desk.core.bucket_storage import BucketStorage

    stored = storage.save("laws/湿地.docx", ContentFile(b"draft"))
    other = BucketStorage(**read_uploads_url(address))
    with other.open(stored, "rb") as file:
        assert file.read() == b"draft"
    # The same name at once: both files are there.
    again = other.save("laws/湿地.docx", ContentFile(b"another"))
    assert again != stored and storage.size(stored) == len(b"draft")
    other.delete(stored)
    assert not storage.exists(stored) and storage.exists(again)


def test_a_backup_is_taken_from_a_bucket_and_restored_into_it(
    storage: Any, tmp_path: Path, settings: Any, transactional_db: None
) -> None:
    from huiyin.desk.core.uploads_place import BucketPlace, find_place
    from huiyin.desk.operations import backup

    settings.DATA = settings.LOCAL = tmp_path / "here"
    settings.MEDIA_ROOT = settings.DATA / "uploads"
    settings.SEALING_FILE, settings.SECRET_FILE = (
        settings.DATA / "sealing-key", settings.DATA / "secret-key",
    )  # fmt: skip
    settings.DATA.mkdir()
    place = find_place()
    assert isinstance(place, BucketPlace)
    for name in place.list_names():
        place.delete(name)
    kept = storage.save("tables/意见.csv", ContentFile(b"1,2\n" * 5000))
    backup.write_backup(tmp_path / "desk.zip", ())
    storage.delete(kept)
    added = storage.save("tables/later.csv", ContentFile(b"later"))
    backup.restore_backup(tmp_path / "desk.zip", overwrite=True, prepare=lambda: None)
    assert find_place().list_names() == [kept] and not storage.exists(added)
    with storage.open(kept, "rb") as file:
        assert file.read() == b"1,2\n" * 5000


@pytest.mark.parametrize(
    "url", ["http://bucket", "s3://", "s3://bucket?acl=public", "/srv/uploads"]
)
def test_any_other_address_is_refused_with_what_is_expected(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="s3://bucket/folder"):
        read_uploads_url(url)
