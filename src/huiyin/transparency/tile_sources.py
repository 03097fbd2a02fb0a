"""Sources of a log's files: a folder or a web address, neither of which is trusted.

Reads are limited to the largest valid size. Redirects are not followed. Anything but a regular file is refused,
because a pipe would never end. A server that sends single bytes slowly is dropped when the time for one file is
over.
"""

from __future__ import annotations

import http.client
import os
import stat
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.parse import urlsplit

from huiyin.transparency.refusals import RefusalCode, RefusedEvidence, UnreachableLog

#: Seconds without a byte, and in total for one file.
_SILENCE = 15.0
_DEADLINE = 120.0
_PIECE = 64 * 1024


class TileSource(Protocol):
    """Reads files of a log by their path in the layout."""

    def read_file(self, path: str, largest: int) -> bytes:
        """Read a file. Raises :class:`RefusedEvidence` (``TILE_MISSING``, ``TILE_BROKEN``) or
        :class:`UnreachableLog`.
        """
        ...


class FolderSource:
    """A log's files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read_file(self, path: str, largest: int) -> bytes:
        full = self._folder / path
        try:
            # Non-blocking: opening a pipe without a writer would block for ever.
            opened = os.open(full, os.O_RDONLY | os.O_NONBLOCK)
        except (FileNotFoundError, NotADirectoryError):
            raise RefusedEvidence(RefusalCode.TILE_MISSING, path=path) from None
        except OSError as error:
            raise UnreachableLog("file", file=str(full), why=error.strerror or "") from None
        try:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                raise RefusedEvidence(RefusalCode.TILE_BROKEN, path=path)
            with os.fdopen(opened, "rb", closefd=False) as file:
                data = file.read(largest + 1)
        except OSError as error:
            raise UnreachableLog("file", file=str(full), why=error.strerror or "") from None
        finally:
            os.close(opened)
        if len(data) > largest:
            raise RefusedEvidence(RefusalCode.TILE_BROKEN, path=path)
        return data


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    """Refuses redirects, so that only the given address is contacted."""

    def redirect_request(self, *_arguments: Any) -> None:
        return None


class WebSource:
    """A log's files below an http or https address."""

    def __init__(self, address: str, *, silence: float = _SILENCE, deadline: float = _DEADLINE):
        try:
            parts = urlsplit(address)
            is_sound = parts.scheme in ("http", "https") and bool(parts.hostname)
            _ = parts.port
        except ValueError:
            is_sound = False
        if not is_sound or parts.query or parts.fragment or not address.isascii():
            raise UnreachableLog("address", address=address)
        self._prefix = address.rstrip("/") + "/"
        self._silence, self._deadline = silence, deadline
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.UnknownHandler(),  # for a proxy scheme, for example; otherwise no response would be produced at all
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            _NoRedirection(),
        ):
            self._opener.add_handler(handler)

    def read_file(self, path: str, largest: int) -> bytes:
        address = self._prefix + path
        request = urllib.request.Request(
            address, headers={"Accept-Encoding": "identity", "User-Agent": "huiyin-ledger"}
        )
        until = time.monotonic() + self._deadline
        try:
            with self._opener.open(request, timeout=self._silence) as answer:
                if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
                    raise UnreachableLog("encoded", address=address)
                data = _read_until(answer, largest + 1, until)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in (404, 410):
                raise RefusedEvidence(RefusalCode.TILE_MISSING, path=path) from None
            raise UnreachableLog("status", address=address, status=str(error.code)) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise UnreachableLog("network", address=address, why=str(reason)) from None
        if data is None:
            raise UnreachableLog("slow", address=address)
        if len(data) > largest:
            raise RefusedEvidence(RefusalCode.TILE_BROKEN, path=path)
        return data


def _read_until(answer: IO[bytes], largest: int, until: float) -> bytes | None:
    """Read up to ``largest`` bytes; return None if they have not arrived by ``until``."""
    pieces: list[bytes] = []
    length = 0
    while length < largest:
        if time.monotonic() > until:
            return None
        # read1 returns what has arrived instead of waiting for everything requested.
        piece = answer.read1(min(_PIECE, largest - length))  # type: ignore[attr-defined]
        if not piece:
            # Less than Content-Length promised; for chunked responses, the reader itself raises.
            if getattr(answer, "length", None):
                raise http.client.IncompleteRead(b"".join(pieces))
            break
        pieces.append(piece)
        length += len(piece)
    return b"".join(pieces)
