"""What the registry needs done of networks, which stand above it: what they are called, and that who belongs to them
today is who the facts say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from huiyin.desk.core.registration import Slot

#: Gives short name → name in Chinese and in English, of all networks.
NETWORK_NAMES: Slot[Callable[[], Mapping[str, tuple[str, str]]]] = Slot(
    "registry.hooks.NETWORK_NAMES"
)
#: Is given organisation → short names of the networks that it belongs to today.
KEEP_MEMBERS: Slot[Callable[[Mapping[int, Collection[str]]], None]] = Slot(
    "registry.hooks.KEEP_MEMBERS"
)
