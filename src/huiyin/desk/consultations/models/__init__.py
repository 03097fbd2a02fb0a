"""Models of consultations, one module per subject."""

from huiyin.desk.consultations.models.arriving_file import ArrivingFile, ArrivingPart
from huiyin.desk.consultations.models.comment import Comment, Intake, SpeakerName, Tally
from huiyin.desk.consultations.models.consultation import Consultation
from huiyin.desk.consultations.models.group import Decision, Group, KeptGrouping
from huiyin.desk.consultations.models.vote import OpinionResult, Statement, Vote, Witness

__all__ = [
    "ArrivingFile",
    "ArrivingPart",
    "Comment",
    "Consultation",
    "Decision",
    "Group",
    "Intake",
    "KeptGrouping",
    "OpinionResult",
    "SpeakerName",
    "Statement",
    "Tally",
    "Vote",
    "Witness",
]
