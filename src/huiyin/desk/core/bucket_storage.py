"""Uploads and exports in a bucket that speaks S3, which all machines of a desk reach (the extra ``s3``)."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ImproperlyConfigured

try:
    from storages.backends.s3 import S3Storage
except ImportError:  # pragma: no cover - said to who set it
    raise ImproperlyConfigured(
        "HUIYIN_UPLOADS names a bucket: install Huiyin with the extra 's3' (pip install 'huiyin[s3]')"
    ) from None


class BucketStorage(S3Storage):  # type: ignore[misc]
    """What is stored is there for good when the service has answered. Nothing is given away by address: every download
    goes through a view that asks who may."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{
                "default_acl": None,
                "file_overwrite": False,
                "querystring_auth": True,
                "max_memory_size": 1024
                * 1024,  # of a larger one the rest lies in the desk's folder for what arrives
            }
            | options
        )

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """A name of its own for each file: a bucket has no way to take a name that is free, so that two machines which
        store ``a.csv`` at once would be left with one file."""
        path = PurePosixPath(name)
        own = f"{path.stem}_{secrets.token_hex(6)}{path.suffix}"
        return str(super().get_available_name(str(path.with_name(own)), max_length))
