"""The models of the desk; each module holds one kind of thing."""

from editorial.models.content_reading import ContentReading
from editorial.models.external_link import ExternalLink
from editorial.models.heartbeat import Heartbeat
from editorial.models.invitation import Invitation
from editorial.models.kept_concern import KeptConcern
from editorial.models.media_log import MediaLogEntry
from editorial.models.submitted_languages import SubmittedLanguages
from editorial.models.task import ApprovalTask
from editorial.models.team import Team

__all__ = [
    "ApprovalTask",
    "ContentReading",
    "ExternalLink",
    "Heartbeat",
    "Invitation",
    "KeptConcern",
    "MediaLogEntry",
    "SubmittedLanguages",
    "Team",
]
