"""Files are sent as intake's tests send them."""

from tests.intake.conftest import send  # noqa: F401
