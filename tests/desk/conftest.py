"""The world that the tests of the desk stand in."""

from tests.desk.machine import prepared  # noqa: F401
from tests.desk.sink import sink  # noqa: F401
from tests.desk.world import *  # noqa: F403
from tests.desk.world import _fresh  # noqa: F401 - `*` leaves out what begins with an underscore
