"""Objects for tests, one module per kind; pages are added below a parent and live unless said otherwise."""

from tests.factories.media import CaptionTrackFactory, DocumentFactory, ImageFactory, VideoFactory, collection, private_collection
from tests.factories.pages import (
    EditionIndexPageFactory,
    EditionPageFactory,
    GuidePageFactory,
    InterviewPageFactory,
    OrganisationPageFactory,
    ResourceIndexPageFactory,
    StandardPageFactory,
    home_page,
    restrict,
)
from tests.factories.records import (
    AgeBandFactory,
    AudienceFactory,
    EvidenceFactory,
    HelplineFactory,
    OrganisationFactory,
    PersonFactory,
    ThemeFactory,
)

__all__ = [
    "AgeBandFactory",
    "AudienceFactory",
    "CaptionTrackFactory",
    "DocumentFactory",
    "EditionIndexPageFactory",
    "EditionPageFactory",
    "EvidenceFactory",
    "GuidePageFactory",
    "HelplineFactory",
    "ImageFactory",
    "InterviewPageFactory",
    "OrganisationFactory",
    "OrganisationPageFactory",
    "PersonFactory",
    "ResourceIndexPageFactory",
    "StandardPageFactory",
    "ThemeFactory",
    "VideoFactory",
    "collection",
    "home_page",
    "private_collection",
    "restrict",
]
