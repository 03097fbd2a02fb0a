"""The rows of research: requests and offers, works and their versions, who used them, what honoured them."""

from huiyin.desk.research.models.requests import ResearchOffer, ResearchRequest
from huiyin.desk.research.models.uses import LawTrace, Prize, WorkUse
from huiyin.desk.research.models.works import Work, WorkAuthor, WorkFile, WorkTheme, WorkVersion

__all__ = [
    "LawTrace",
    "Prize",
    "ResearchOffer",
    "ResearchRequest",
    "Work",
    "WorkAuthor",
    "WorkFile",
    "WorkTheme",
    "WorkUse",
    "WorkVersion",
]
