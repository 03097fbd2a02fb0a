"""What the registry stores, a file a subject."""

from huiyin.desk.registry.models.calendar import Calendar, CalendarDay
from huiyin.desk.registry.models.event import ChangeEvent, ChangeSide, ContextEvent
from huiyin.desk.registry.models.fact import Fact, Period
from huiyin.desk.registry.models.file_import import FileImport
from huiyin.desk.registry.models.focus import FocusArea, FocusChange
from huiyin.desk.registry.models.logo import LogoFile
from huiyin.desk.registry.models.organisation import FormerSeat, Organisation, Seat

__all__ = [
    "Calendar",
    "CalendarDay",
    "ChangeEvent",
    "ChangeSide",
    "ContextEvent",
    "Fact",
    "FileImport",
    "FocusArea",
    "FocusChange",
    "FormerSeat",
    "LogoFile",
    "Organisation",
    "Period",
    "Seat",
]
