"""Where uploads are kept, as an operator writes it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from huiyin.desk.core.uploads_url import read_uploads_url


def test_a_bucket_is_named_with_its_folder_and_place() -> None:
    assert read_uploads_url("s3://papers/desk?endpoint=https://s3.example.org&region=x") == {
        "bucket_name": "papers",
        "location": "desk",
        "endpoint_url": "https://s3.example.org",
        "region_name": "x",
    }
    assert read_uploads_url("") == {}


@pytest.mark.parametrize("url", ["https://papers/desk", "s3:///desk", "s3://papers?key=secret"])
def test_any_other_address_is_refused_with_what_is_expected_and_without_what_may_be_secret(
    url: str,
) -> None:
    with pytest.raises(ImproperlyConfigured, match="s3://bucket/folder") as refused:
        read_uploads_url(url)
    assert "secret" not in str(refused.value)
