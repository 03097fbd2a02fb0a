"""What was sealed by an earlier version opens: the keys are derived from names that never change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from huiyin.desk.core.sealed_secrets import CannotUnseal, is_current, seal_text, unseal_text

#: The same words sealed in November 2026, before the modules of the desk got other names.
SEALED = {
    "authenticator": "sealed1:AAECAwQFBgcICQoLU0ZVzb36B3-NVx9PCbEyryMH4omgE6tB-f_BlMN_ri0=",
    "erased": "sealed1:AAECAwQFBgcICQoLejxdkwHPVC4fhb5yjpzPRU_KxN8rrxGYTzklPUglmdA=",
    "session": "sealed1:AAECAwQFBgcICQoLFDxm43DYcBxkHSJewjDTV9c-2CbiVcdSXxOuTj9dvGc=",
}


@pytest.fixture(autouse=True)
def _keys() -> Iterator[None]:
    with override_settings(
        SEALING_KEY="kept among the rows", SECRET_KEY="signs", SECRET_KEY_FALLBACKS=[]
    ):
        yield


@pytest.mark.parametrize("kind", SEALED)
def test_what_an_earlier_version_sealed_opens(kind: str) -> None:
    assert unseal_text(SEALED[kind], kind) == "JBSWY3DPEHPK3PXP"
    assert is_current(SEALED[kind], kind)


def test_a_kind_opens_as_no_other() -> None:
    sealed = seal_text("words", "session")
    assert unseal_text(sealed, "session") == "words"
    with pytest.raises(CannotUnseal):
        unseal_text(sealed, "erased")
    with pytest.raises(CannotUnseal):
        unseal_text(SEALED["erased"], "authenticator")
