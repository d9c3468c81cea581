"""The schema readers get, built once."""

from __future__ import annotations

from functools import cache
from typing import Any

import graphene
from django.db.models import Model
from django.utils import translation
from graphql import GraphQLSchema, assert_valid_schema

from api import declarations
from api.schema.finishing import FinishingPass
from api.schema.grapple_types import type_of
from api.types.crisis import CrisisReasonAdditions
from api.types.enums import CHOICE_ENUMS
from api.types.event import EventPageAdditions
from api.types.helpline import HelplineAdditions
from api.types.image import ImageAdditions
from api.types.kit import KitPageAdditions
from api.types.mutation import Mutation
from api.types.page import PageAdditions
from api.types.query import Query
from api.types.text import STOCK_BLOCKS, DocumentAdditions, FormattedText
from api.types.video import CaptionCueAdditions, CaptionTrackAdditions, InterviewPageAdditions, VideoAdditions
from pages.models import (
    BasePage,
    CaptionCue,
    CaptionTrack,
    ClubDocument,
    ClubImage,
    CrisisReason,
    EventPage,
    Helpline,
    InterviewPage,
    KitPage,
    Video,
)

ADDITIONS: dict[type[Model], Any] = {
    BasePage: PageAdditions,
    CaptionCue: CaptionCueAdditions,
    CaptionTrack: CaptionTrackAdditions,
    ClubDocument: DocumentAdditions,
    ClubImage: ImageAdditions,
    CrisisReason: CrisisReasonAdditions,
    EventPage: EventPageAdditions,
    Helpline: HelplineAdditions,
    InterviewPage: InterviewPageAdditions,
    KitPage: KitPageAdditions,
    Video: VideoAdditions,
}


@cache
def schema() -> GraphQLSchema:
    """The schema. A declaration that cannot be kept raises ImproperlyConfigured, an invalid schema TypeError."""
    made = [type_of(owner) for owner in (*declarations.models(), *declarations.block_classes())]
    # The contract speaks English, whatever language the process was started in.
    with translation.override(None):
        built = graphene.Schema(
            query=Query,
            mutation=Mutation,
            types=[*made, *STOCK_BLOCKS, FormattedText, *ADDITIONS.values(), *CHOICE_ENUMS.values()],
        ).graphql_schema
        finished = FinishingPass(built, ADDITIONS).finished()
    assert_valid_schema(finished)
    return finished
