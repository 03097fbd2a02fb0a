"""Base64 with exactly one spelling: anything with two spellings could be changed without breaking a digest."""

from __future__ import annotations

import base64
import binascii


def encode_base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def decode_base64(text: str) -> bytes | None:
    """Decode ``text``; return None if it is not exactly what :func:`encode_base64` writes."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    # Python silently accepts unused bits after the last byte and additional padding.
    return data if encode_base64(data) == text else None
