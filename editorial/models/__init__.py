"""The models of the desk; each module holds one kind of thing."""

from editorial.models.invitation import Invitation
from editorial.models.media_log import MediaLogEntry
from editorial.models.submitted_languages import SubmittedLanguages
from editorial.models.task import ApprovalTask
from editorial.models.team import Team
from editorial.models.translation import GlossaryTerm, LanguageState, TranslationRecord
from editorial.models.translation_files import TranslationFile
from editorial.models.weekly_mail import WeeklyMail

__all__ = [
    "ApprovalTask",
    "GlossaryTerm",
    "Invitation",
    "LanguageState",
    "MediaLogEntry",
    "SubmittedLanguages",
    "Team",
    "TranslationFile",
    "TranslationRecord",
    "WeeklyMail",
]
