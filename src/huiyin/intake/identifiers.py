"""Register numbers of organisations: their schemes, formats and check digits.

A scheme is a list code of org-id.guide (``GB-CHC``), or ``CN-USCI`` for the Unified Social Credit Code of GB
32100-2015. An identifier is written as scheme, hyphen, number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

USCC = "CN-USCI"
_USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_FORM = re.compile(rf"[{_USCC_LETTERS}]{{2}}\d{{6}}[{_USCC_LETTERS}]{{10}}")
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LEI = re.compile(r"[A-Z0-9]{18}\d{2}")
_FORMS: Mapping[str, re.Pattern[str]] = {
    "GB-CHC": re.compile(r"\d{6,7}(-\d{1,3})?"),
    "GB-SC": re.compile(r"SC\d{6}"),
    "GB-NIC": re.compile(r"\d{6}"),
    "GB-COH": re.compile(r"([A-Z]{2}\d{6}|\d{8})"),
}
#: List codes that org-id.guide has replaced → the present ones.
_FORMER_SCHEMES: Mapping[str, str] = {"GB-GOVUK": "GB-GOV", "XM-OCHA-FTS": "XM-OCHA"}
_WRITTEN = re.compile(
    r"(?P<scheme>XM-OCHA-FTS|(CN|US|CA)-[A-Z0-9]{2}-[A-Z]{2,3}|[A-Z]{2}-[A-Z0-9_]{2,20})-(?P<number>.{1,80})"
)
_SEPARATORS = re.compile(r"[\s\-–—·.]+")


class CheckedIdentifier(NamedTuple):
    """``number`` in canonical form. ``problem``: empty, ``identifier_form`` or ``identifier_check``."""

    number: str
    problem: str = ""


class SchemeAndNumber(NamedTuple):
    scheme: str
    number: str


def split_identifier(written: str) -> SchemeAndNumber | None:
    """Split ``GB-CHC-1000328`` into scheme and number; also accept a bare Unified Social Credit Code. None for
    anything else.
    """
    bare = written.strip()
    match = _WRITTEN.fullmatch(bare[:120])
    if match:
        scheme = match["scheme"]
        return SchemeAndNumber(_FORMER_SCHEMES.get(scheme, scheme), match["number"].strip())
    if not check_uscc(bare).problem:
        return SchemeAndNumber(USCC, check_uscc(bare).number)
    return None


def check_identifier(scheme: str, number: str) -> CheckedIdentifier:
    """Return the number as its register writes it, or what is wrong with it. Numbers of unknown schemes are
    accepted.
    """
    check = _CHECKS.get(scheme)
    if check is not None:
        return check(number)
    plain = " ".join(number.split()).upper() if scheme in _FORMS else " ".join(number.split())
    form = _FORMS.get(scheme)
    if form is not None and not form.fullmatch(plain):
        return CheckedIdentifier(plain, "identifier_form")
    return CheckedIdentifier(plain)


def check_uscc(number: str) -> CheckedIdentifier:
    """Check a Unified Social Credit Code.

    It has 18 characters. The ninth to seventeenth are the organisation code with its own check character (GB
    11714), and the last character checks all others. Numbers of overseas organisations' offices (G1…) follow the
    same rules.
    """
    plain = _SEPARATORS.sub("", number[:60]).upper()
    if not _USCC_FORM.fullmatch(plain):
        return CheckedIdentifier(plain, "identifier_form")
    is_right = plain[17] == _check_character(plain) and plain[16] == _organisation_character(
        plain[8:16]
    )
    return CheckedIdentifier(plain, "" if is_right else "identifier_check")


def _check_character(code: str) -> str:
    total = sum(
        _USCC_LETTERS.index(letter) * weight
        for letter, weight in zip(code, _USCC_WEIGHTS, strict=False)
    )
    return _USCC_LETTERS[(31 - total % 31) % 31]


def _organisation_character(body: str) -> str:
    total = sum(
        _ORGANISATION_LETTERS.index(letter) * weight
        for letter, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)
    )
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def check_lei(number: str) -> CheckedIdentifier:
    """Check a Legal Entity Identifier (ISO 17442): the remainder modulo 97 must be 1."""
    plain = _SEPARATORS.sub("", number[:60]).upper()
    if not _LEI.fullmatch(plain):
        return CheckedIdentifier(plain, "identifier_form")
    value = int("".join(str(int(letter, 36)) for letter in plain))
    return CheckedIdentifier(plain, "" if value % 97 == 1 else "identifier_check")


_CHECKS: Mapping[str, Callable[[str], CheckedIdentifier]] = {USCC: check_uscc, "XI-LEI": check_lei}
