"""Uploads and exports in an S3-compatible bucket shared by all machines of a desk (the extra ``s3``)."""

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
    """A file is durable once the service has acknowledged it. No public addresses are given out: every download
    passes through a view that checks permissions.
    """

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
        """A random name for each file. A bucket cannot reserve a free name, so two machines that store
        ``a.csv`` at the same time would otherwise overwrite each other's file.
        """
        path = PurePosixPath(name)
        own = f"{path.stem}_{secrets.token_hex(6)}{path.suffix}"
        return str(super().get_available_name(str(path.with_name(own)), max_length))
