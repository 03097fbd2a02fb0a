"""What is written down of a request shows no token."""

from __future__ import annotations

import pytest

from huiyin.desk.core.token_masks import carries_token, mask_tokens

TOKEN = "Zm9vYmFyYmF6cXV4"


@pytest.mark.parametrize(
    "path", [f"/join/{TOKEN}/", f"/?next=%2Fjoin%2F{TOKEN}%2F", f"/following/stop/{TOKEN}/"]
)
def test_the_token_is_gone_and_the_page_can_be_told(path: str) -> None:
    assert carries_token(path)
    masked = mask_tokens(f"GET {path}")
    assert TOKEN not in masked and "***" in masked


def test_other_addresses_stay_as_they_are() -> None:
    assert mask_tokens("/c/wetlands/law/") == "/c/wetlands/law/" and not carries_token("/join/")


@pytest.mark.parametrize("secret", ["huiyin_" + "aB3-_" * 8, "whsec_" + "aB3+/" * 8 + "="])
def test_a_program_s_token_is_masked_wherever_it_was_put(secret: str) -> None:
    for said in (f"GET /api/v1/works?key={secret}", f"/api/v1/{secret}/x", f"Bearer {secret}"):
        assert secret[7:] not in mask_tokens(said) and "***" in mask_tokens(said)
    assert mask_tokens("huiyin_jobs_late_seconds 3") == "huiyin_jobs_late_seconds 3"
