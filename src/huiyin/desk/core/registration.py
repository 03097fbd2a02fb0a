"""What apps add to each other when the desk starts, and how that ends.

An app that others add to keeps a :class:`Registry` (in an order), a :class:`NamedRegistry` (each under a name) or a
:class:`Slot` (exactly one). Whoever adds, adds in the ``register`` of its :class:`DeskApp`, in the order of
``INSTALLED_APPS``, so that each app says in one place all that it adds. When the last of them has registered,
nothing is added any more: two processes of the desk never differ in what they can do, whatever they import later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any, Generic, TypeVar, overload

from django.apps import AppConfig, apps

T = TypeVar("T")


class RegistrationClosed(RuntimeError):
    """Something was to be added outside of the ``register`` of an app: when a module was imported, or later."""


class RegistrationIncomplete(RuntimeError):
    """What one app asks another to do is done by none, or by two."""


class _State:
    """Which app registers now, and all that can be added to."""

    def __init__(self) -> None:
        self.app = ""
        self.points: list[Registry[Any] | NamedRegistry[Any] | Slot[Any]] = []


_state = _State()


def _require_open(name: str) -> str:
    """The app that registers now. Raises :class:`RegistrationClosed`."""
    if not _state.app:
        raise RegistrationClosed(f"{name} is added to only by the register() of an app")
    return _state.app


class Registry(Sequence[T]):
    """What several apps add to, in their order."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._items: list[T] = []
        self._apps: list[str] = []
        _state.points.append(self)

    def add(self, *items: T) -> None:
        """Raises :class:`RegistrationClosed` outside of the ``register`` of an app."""
        app = _require_open(self.name)
        self._items += items
        self._apps += [app] * len(items)

    @property
    def apps(self) -> tuple[str, ...]:
        """Of each item the app that added it."""
        return tuple(self._apps)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._items[at]

    def __len__(self) -> int:
        return len(self._items)


class NamedRegistry(Mapping[str, T]):
    """What several apps add to, each item under a name that no other has."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._items: dict[str, T] = {}
        self._apps: list[str] = []
        _state.points.append(self)

    def add(self, name: str, item: T) -> None:
        """Raises :class:`RegistrationClosed` outside of the ``register`` of an app, ``ValueError`` where the name is
        taken."""
        app = _require_open(self.name)
        if name in self._items:
            raise ValueError(f"{self.name}: {name} is there already")
        self._items[name] = item
        self._apps.append(app)

    @property
    def apps(self) -> tuple[str, ...]:
        """Of each item the app that added it."""
        return tuple(self._apps)

    def __getitem__(self, name: str) -> T:
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


class Slot(Generic[T]):
    """What an app needs done that only an app above it can do. The desk does not start where nobody fills it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._filled: list[tuple[str, T]] = []
        _state.points.append(self)

    def fill(self, item: T) -> None:
        """Raises :class:`RegistrationClosed` outside of the ``register`` of an app, :class:`RegistrationIncomplete`
        where another has filled it."""
        app = _require_open(self.name)
        if self._filled:
            raise RegistrationIncomplete(f"{self.name} is filled by {self._filled[0][0]} and {app}")
        self._filled.append((app, item))

    @property
    def apps(self) -> tuple[str, ...]:
        """The app that filled it; none where none did."""
        return tuple(app for app, _ in self._filled)

    @property
    def item(self) -> T:
        """Raises :class:`RegistrationIncomplete`."""
        if not self._filled:
            raise RegistrationIncomplete(f"{self.name} is filled by no app")
        return self._filled[0][1]


class DeskApp(AppConfig):
    """An app of the desk."""

    is_registered = False

    def register(self) -> None:
        """Add to others what this app adds to them."""

    def ready(self) -> None:
        with _open_for(self.label):
            self.register()
        self.is_registered = True
        ours = [app for app in apps.get_app_configs() if isinstance(app, DeskApp)]
        if all(app.is_registered for app in ours):
            for point in _state.points:
                if isinstance(point, Slot):
                    _ = point.item


def list_points() -> tuple[Registry[Any] | NamedRegistry[Any] | Slot[Any], ...]:
    """All that apps add to, by name."""
    return tuple(sorted(_state.points, key=attrgetter("name")))


@contextmanager
def _open_for(app: str) -> Iterator[None]:
    _state.app = app
    try:
        yield
    finally:
        _state.app = ""
