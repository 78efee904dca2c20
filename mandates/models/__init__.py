"""The rows that an editor edits, and the publications that visitors read: one file a topic, all to be had from here."""

from mandates.models.advice import InfoSection, Instruction
from mandates.models.base import (
    LARGEST_NUMBER,
    AddressedRow,
    HighestNumber,
    Row,
    RowManager,
    RowVersionError,
    free_number,
)
from mandates.models.door import FirstPassword, SignInFailure
from mandates.models.draft import DraftState, LinkCheck, RowChange
from mandates.models.evidence import ExpectedCase, Fact
from mandates.models.mandates import Condition, LookAlike, Mandate, NameState
from mandates.models.publications import Pruned, Publication, PublicationQuerySet, RowCounts, Timing
from mandates.models.reviews import PreviewLink, ReviewComment, ReviewRequest
from mandates.models.rows import OrganisationType, Prerequisite, Sector, Service, ServiceGroup, Source, Task
from mandates.models.translations import StaleTranslation
from mandates.models.trouble import Cause, Symptom
from mandates.models.visitors import Feedback, FeedbackState, OutcomeCount

__all__ = [
    "LARGEST_NUMBER",
    "AddressedRow",
    "Cause",
    "Condition",
    "DraftState",
    "ExpectedCase",
    "Fact",
    "Feedback",
    "FeedbackState",
    "FirstPassword",
    "HighestNumber",
    "InfoSection",
    "Instruction",
    "LinkCheck",
    "LookAlike",
    "Mandate",
    "NameState",
    "OrganisationType",
    "OutcomeCount",
    "Prerequisite",
    "PreviewLink",
    "Pruned",
    "Publication",
    "PublicationQuerySet",
    "ReviewComment",
    "ReviewRequest",
    "Row",
    "RowChange",
    "RowCounts",
    "RowManager",
    "RowVersionError",
    "Sector",
    "Service",
    "ServiceGroup",
    "SignInFailure",
    "Source",
    "StaleTranslation",
    "Symptom",
    "Task",
    "Timing",
    "free_number",
]
