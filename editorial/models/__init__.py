"""The models of the desk; each module holds one kind of thing."""

from editorial.models.content_reading import ContentReading
from editorial.models.external_link import ExternalLink
from editorial.models.guest_link import GuestLink, GuestOpening
from editorial.models.heartbeat import Heartbeat
from editorial.models.invitation import Invitation
from editorial.models.kept_concern import KeptConcern
from editorial.models.media_log import MediaLogEntry
from editorial.models.release import EditionRelease, GoAhead, ReleaseItem
from editorial.models.submitted_languages import SubmittedLanguages
from editorial.models.task import ApprovalTask
from editorial.models.team import Team
from editorial.models.translation import GlossaryTerm, LanguageState, TranslationRecord
from editorial.models.translation_files import TranslationFile
from editorial.models.weekly_mail import WeeklyMail

__all__ = [
    "ApprovalTask",
    "ContentReading",
    "EditionRelease",
    "ExternalLink",
    "GlossaryTerm",
    "GoAhead",
    "GuestLink",
    "GuestOpening",
    "Heartbeat",
    "Invitation",
    "KeptConcern",
    "LanguageState",
    "MediaLogEntry",
    "ReleaseItem",
    "SubmittedLanguages",
    "Team",
    "TranslationFile",
    "TranslationRecord",
    "WeeklyMail",
]
