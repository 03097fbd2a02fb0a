"""Every address of every app leads to its own page: none hides behind another, and none is called as another is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.resolvers import RoutePattern

#: What an address may hold, the first of which a converter takes.
SAMPLES = ("7", "a-name", "2026-11-30", str(UUID(int=7)), "zh", "2026", "name.csv", "a/b")


@cache
def list_addresses() -> tuple[tuple[str, str, URLPattern], ...]:
    """(module, name with its namespace, pattern) of every address of the desk's apps that has a name."""

    def walk(
        resolver: URLResolver, module: str, space: str
    ) -> Iterator[tuple[str, str, URLPattern]]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                if module.startswith("huiyin.") and entry.name:
                    yield module, f"{space}{entry.name}", entry
                continue
            own = getattr(entry.urlconf_name, "__name__", "")
            inner = own if isinstance(own, str) and own else module
            yield from walk(
                entry, inner, f"{space}{entry.namespace}:" if entry.namespace else space
            )

    return tuple(walk(get_resolver(), "huiyin.desk.urls", ""))


def make_sample(pattern: URLPattern) -> dict[str, object]:
    """Values that the converters of a pattern take."""
    values: dict[str, object] = {}
    for name, converter in pattern.pattern.converters.items():
        for sample in SAMPLES:
            try:
                values[name] = converter.to_python(sample)
                converter.to_url(values[name])
            except ValueError:
                continue
            else:
                break
    return values


def test_every_app_says_its_addresses_in_its_urls() -> None:
    modules = {module for module, _, _ in list_addresses()}
    assert len(list_addresses()) > 200
    assert len(modules) > 15


def test_no_two_addresses_have_one_name_but_those_that_lead_to_one_view() -> None:
    views: dict[str, set[object]] = {}
    for _, name, pattern in list_addresses():
        views.setdefault(name, set()).add(pattern.callback)
    assert [name for name, own in views.items() if len(own) > 1] == []


@pytest.mark.parametrize("module", sorted({module for module, _, _ in list_addresses()}))
def test_each_address_is_answered_by_the_view_that_it_names(module: str) -> None:
    wrong = []
    for own, name, pattern in list_addresses():
        if own != module or not isinstance(pattern.pattern, RoutePattern):
            continue  # an expression is no route: what it takes cannot be told from it
        if name.startswith("wagtail"):
            continue  # the editor's own signing in, before which the desk stands on purpose
        address = reverse(name, kwargs=make_sample(pattern))
        found = resolve(address)
        if found.func is not pattern.callback:
            wrong.append((name, address, found.view_name))
    assert wrong == []
