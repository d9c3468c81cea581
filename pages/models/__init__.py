"""The models of the content domain; each module holds one kind of thing."""

from pages.models.alarm import SchedulerAlarm
from pages.models.base import BasePage, ContentWarning
from pages.models.document import ClubDocument
from pages.models.edition import EditionContent, EditionIndexPage, EditionKeyFigure, EditionPage, EditionPartner
from pages.models.evidence import Evidence
from pages.models.helpline import Helpline, HelplineException, HelplineHours
from pages.models.home import HomePage, HomePageHighlight
from pages.models.image import ClubImage, ClubRendition
from pages.models.interview import InterviewChapter, InterviewPage, InterviewQuestion, InterviewQuote, InterviewSpeaker
from pages.models.journal import ContentEvent, Follower, JournalIdentity, PublicRecord
from pages.models.journalled import JournalledModel
from pages.models.organisation import Organisation
from pages.models.organisation_page import OrganisationPage
from pages.models.page_path import PagePath
from pages.models.person import Person, PersonKind, PersonLink
from pages.models.resource import GuidePage, ResourceIndexPage
from pages.models.standard import StandardPage
from pages.models.video import CaptionCue, CaptionKind, CaptionTrack, Video
from pages.models.vocabulary import AgeBand, Audience, Pillar, Theme

__all__ = [
    "AgeBand",
    "Audience",
    "BasePage",
    "CaptionCue",
    "CaptionKind",
    "CaptionTrack",
    "ClubDocument",
    "ClubImage",
    "ClubRendition",
    "ContentEvent",
    "ContentWarning",
    "EditionContent",
    "EditionIndexPage",
    "EditionKeyFigure",
    "EditionPage",
    "EditionPartner",
    "Evidence",
    "Follower",
    "GuidePage",
    "Helpline",
    "HelplineException",
    "HelplineHours",
    "HomePage",
    "HomePageHighlight",
    "InterviewChapter",
    "InterviewPage",
    "InterviewQuestion",
    "InterviewQuote",
    "InterviewSpeaker",
    "JournalIdentity",
    "JournalledModel",
    "Organisation",
    "OrganisationPage",
    "PagePath",
    "Person",
    "PersonKind",
    "PersonLink",
    "Pillar",
    "PublicRecord",
    "ResourceIndexPage",
    "SchedulerAlarm",
    "StandardPage",
    "Theme",
    "Video",
]
