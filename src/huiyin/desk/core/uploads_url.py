"""The address of the upload storage as the operator writes it: ``s3://bucket/folder?endpoint=…&region=…``. Does
not use Django's settings, since they are built from it.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import ImproperlyConfigured

_EXAMPLE = "HUIYIN_UPLOADS is s3://bucket/folder?endpoint=https://…&region=…, or not set"


def read_uploads_url(url: str) -> dict[str, Any]:
    """The options of :class:`huiyin.desk.core.bucket_storage.BucketStorage`; empty if ``url`` is empty.

    Raises ``ImproperlyConfigured`` for any other address.
    """
    if not url:
        return {}
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    if parts.scheme != "s3" or not parts.netloc or not asked.keys() <= {"endpoint", "region"}:
        raise ImproperlyConfigured(f"{_EXAMPLE}: {parts.scheme}://{parts.netloc}{parts.path}")
    return {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "endpoint_url": asked.get("endpoint"),
        "region_name": asked.get("region"),
    }
