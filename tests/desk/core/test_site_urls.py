"""Addresses of pages as they stand in mails and in files."""

from __future__ import annotations

import pytest
from django.utils import translation

from huiyin.desk.core.site_urls import build_language_url, build_path, build_url


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_is_kept_leads_to_the_page_in_no_language_whoever_asks(
    language: str, settings
) -> None:  # type: ignore[no-untyped-def]
    settings.SITE = "https://desk.example.org"
    with translation.override(language):
        path = build_path("health")
        assert path == "/health/"
        assert build_url("health") == "https://desk.example.org/health/"


def test_a_page_in_one_language_says_so_in_its_address(settings) -> None:  # type: ignore[no-untyped-def]
    settings.SITE = "https://desk.example.org"
    english, chinese = (build_language_url(language, "directory") for language in ("en", "zh-hans"))
    assert english != chinese
    assert english.startswith("https://desk.example.org/en/")
