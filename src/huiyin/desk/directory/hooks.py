"""What apps above add to the public page of an organisation."""

from __future__ import annotations

from collections.abc import Callable

from huiyin.desk.core.registration import Registry
from huiyin.desk.directory.data import ActList

#: The number of an organisation → what it did in public, as the app that registers it knows; None where it did nothing.
ACT_SOURCES: Registry[Callable[[int], ActList | None]] = Registry("directory.hooks.ACT_SOURCES")
