"""Base64 with exactly one spelling: what can be written in two ways can be changed without breaking a digest."""

from __future__ import annotations

import base64
import binascii


def encode_base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def decode_base64(text: str) -> bytes | None:
    """The bytes, or None where ``text`` is not what :func:`encode_base64` writes."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    # Bits behind the last byte, and a second padding, are decoded silently.
    return data if encode_base64(data) == text else None
