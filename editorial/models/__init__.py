"""The models of the desk; each module holds one kind of thing."""

from editorial.models.invitation import Invitation
from editorial.models.media_log import MediaLogEntry
from editorial.models.release import EditionRelease, GoAhead, ReleaseItem
from editorial.models.submitted_languages import SubmittedLanguages
from editorial.models.task import ApprovalTask
from editorial.models.team import Team

__all__ = [
    "ApprovalTask",
    "EditionRelease",
    "GoAhead",
    "Invitation",
    "MediaLogEntry",
    "ReleaseItem",
    "SubmittedLanguages",
    "Team",
]
