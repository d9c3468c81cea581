"""The models of the content domain; each module holds one kind of thing."""

from pages.models.activity import ActivityMaterial, ActivityPage
from pages.models.alarm import SchedulerAlarm
from pages.models.approval import PageReview, RevisionApproval, UrgentCorrection
from pages.models.article import ArticlePage
from pages.models.base import BasePage, ContentWarning
from pages.models.consent import Consent, ConsentedImage, ConsentedPage, ConsentedVideo, Network
from pages.models.conversation import ConversationOpener, ConversationPage, ConversationPitfall
from pages.models.crisis import CrisisCode, CrisisReason, CrisisReasonHelpline, Speaker
from pages.models.document import ClubDocument
from pages.models.edition import EditionContent, EditionIndexPage, EditionKeyFigure, EditionPage, EditionPartner
from pages.models.event import EventHost, EventIndexPage, EventKind, EventPage
from pages.models.evidence import Evidence
from pages.models.faq import FaqPage
from pages.models.guide import GuidePage
from pages.models.helpline import Helpline, HelplineException, HelplineHours
from pages.models.home import HomePage, HomePageHighlight
from pages.models.image import ClubImage, ClubRendition
from pages.models.interview import InterviewChapter, InterviewPage, InterviewQuestion, InterviewQuote, InterviewSpeaker, TimedRow
from pages.models.journal import ContentEvent, Follower, JournalIdentity, PublicRecord
from pages.models.journalled import JournalledModel
from pages.models.kit import KitFile, KitFileKind, KitLevel, KitPage
from pages.models.organisation import Organisation
from pages.models.organisation_page import OrganisationPage
from pages.models.page_path import PagePath
from pages.models.page_report import PageReport, PageReportKind, PageVotes
from pages.models.partner_resource import PartnerResourcePage
from pages.models.person import Person, PersonKind, PersonLink
from pages.models.promoted_answer import PromotedAnswer, PromotedPage
from pages.models.resource import ResourceIndexPage, ResourcePage, resource_types
from pages.models.revision_languages import RevisionLanguages
from pages.models.rows import TextList, TextRow
from pages.models.short_link import ShortLink
from pages.models.sort_key import SortKey
from pages.models.standard import StandardPage
from pages.models.synonym import SynonymGroup
from pages.models.translators import TranslatorGroup
from pages.models.tutorial import TutorialPage
from pages.models.video import CaptionCue, CaptionKind, CaptionTrack, Video
from pages.models.vocabulary import AgeBand, Audience, Pillar, Theme

__all__ = [
    "ActivityMaterial",
    "ActivityPage",
    "AgeBand",
    "ArticlePage",
    "Audience",
    "BasePage",
    "CaptionCue",
    "CaptionKind",
    "CaptionTrack",
    "ClubDocument",
    "ClubImage",
    "ClubRendition",
    "Consent",
    "ConsentedImage",
    "ConsentedPage",
    "ConsentedVideo",
    "ContentEvent",
    "ContentWarning",
    "ConversationOpener",
    "ConversationPage",
    "ConversationPitfall",
    "CrisisCode",
    "CrisisReason",
    "CrisisReasonHelpline",
    "EditionContent",
    "EditionIndexPage",
    "EditionKeyFigure",
    "EditionPage",
    "EditionPartner",
    "EventHost",
    "EventIndexPage",
    "EventKind",
    "EventPage",
    "Evidence",
    "FaqPage",
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
    "KitFile",
    "KitFileKind",
    "KitLevel",
    "KitPage",
    "Network",
    "Organisation",
    "OrganisationPage",
    "PagePath",
    "PageReport",
    "PageReportKind",
    "PageReview",
    "PageVotes",
    "PartnerResourcePage",
    "Person",
    "PersonKind",
    "PersonLink",
    "Pillar",
    "PromotedAnswer",
    "PromotedPage",
    "PublicRecord",
    "ResourceIndexPage",
    "ResourcePage",
    "RevisionApproval",
    "RevisionLanguages",
    "SchedulerAlarm",
    "ShortLink",
    "SortKey",
    "Speaker",
    "StandardPage",
    "SynonymGroup",
    "TextList",
    "TextRow",
    "Theme",
    "TimedRow",
    "TranslatorGroup",
    "TutorialPage",
    "UrgentCorrection",
    "Video",
    "resource_types",
]
