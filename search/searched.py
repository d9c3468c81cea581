"""What of each thing is searched: which fields of which types of page, and of what pages show.

The tables name translated fields by their bare name; whoever reads them takes the explicit column of one language. A field that is in none
of them is not searched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from pages.models import (
    AgeBand,
    Audience,
    BasePage,
    ClubDocument,
    ClubImage,
    EditionKeyFigure,
    EditionPage,
    EditionPartner,
    EventHost,
    EventPage,
    Evidence,
    FaqPage,
    Helpline,
    HomePage,
    InterviewChapter,
    InterviewPage,
    InterviewQuestion,
    InterviewQuote,
    InterviewSpeaker,
    KitFile,
    KitPage,
    Organisation,
    PartnerResourcePage,
    Person,
    TextList,
    Theme,
    TutorialPage,
    Video,
)


@dataclass(frozen=True, slots=True)
class Searched:
    """What is searched of one row: translated `texts` and `streams`, `plain` columns, and the `things` it shows (column: kind)."""

    texts: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    streams: tuple[str, ...] = ()
    things: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Children:
    """The rows of another table that belong to a page, through the column `owner`."""

    model: type[Model]
    owner: str
    searched: Searched


@dataclass(frozen=True, slots=True)
class Thing:
    """What is searched of something that pages show: translated `texts`, and columns that are the same in all languages.

    `unspoken` columns are read too: words are made of them.
    """

    model: type[Model]
    texts: tuple[str, ...]
    plain: tuple[str, ...] = ()
    unspoken: tuple[str, ...] = ()


# Of every page: its title and keywords (see `documents`), and these.
EVERY_PAGE = Searched(texts=("summary",), streams=("easy_read",), things={"organisation_id": "organisation", "cover_image_id": "image"})

# Sets of things that every page has: field, kind.
SETS = {"cosigning_organisations": "organisation", "themes": "theme", "ages": "ageband", "audiences": "audience"}

# Columns of a page's own row that file it: column, kind.
OWN_FILING = {"organisation_id": "organisation", "theme_id": "theme"}

# Of some types of page, beside their main text.
OF_TYPE: Mapping[type[BasePage], Searched] = {
    HomePage: Searched(texts=("hero",)),
    EditionPage: Searched(things={"theme_id": "theme"}),
    EventPage: Searched(plain=("platform", "venue_name", "venue_address", "postcode", "city")),
    InterviewPage: Searched(things={"interviewer_id": "person", "video_id": "video"}),
    TutorialPage: Searched(plain=("platform", "versions")),
    FaqPage: Searched(texts=("question",), things={"reviewed_by_id": "person"}),
    PartnerResourcePage: Searched(plain=("publisher",)),
}

# The rows that belong to a type's text (`text_lists`) are searched too, see `children_of`.
CHILDREN: Mapping[type[BasePage], tuple[Children, ...]] = {
    EditionPage: (
        Children(EditionPartner, "edition_id", Searched(things={"organisation_id": "organisation"})),
        Children(EditionKeyFigure, "edition_id", Searched(things={"evidence_id": "evidence"})),
    ),
    EventPage: (Children(EventHost, "event_id", Searched(things={"person_id": "person"})),),
    InterviewPage: (
        Children(InterviewSpeaker, "interview_id", Searched(texts=("role",), things={"person_id": "person"})),
        Children(InterviewQuestion, "interview_id", Searched(texts=("question",))),
        Children(InterviewQuote, "interview_id", Searched(texts=("quote",), things={"speaker_id": "person"})),
        Children(InterviewChapter, "interview_id", Searched(texts=("title",))),
    ),
    KitPage: (Children(KitFile, "kit_id", Searched(things={"document_id": "document"})),),
}

# By the journal's kinds. The cues of a video's captions are searched too (see `sources`).
THINGS: Mapping[str, Thing] = {
    "organisation": Thing(Organisation, ("name",), ("short_name",)),
    "person": Thing(Person, ("display_name", "role")),
    "theme": Thing(Theme, ("name",)),
    "audience": Thing(Audience, ("name",)),
    "ageband": Thing(AgeBand, ("name",), ("school_levels",), ("code",)),
    "helpline": Thing(Helpline, ("name", "audience_note"), ("number_short", "operator")),
    "evidence": Thing(Evidence, ("statement",), ("figure", "study", "author")),
    "image": Thing(ClubImage, ("alt_text",)),
    "video": Thing(Video, ("title",)),
    "document": Thing(ClubDocument, (), ("title",)),
}

# What readers see as names of the site itself, by the journal's kinds: the translated field that holds each (see `names`).
NAMES: Mapping[str, str] = {
    "organisation": "name",
    "theme": "name",
    "audience": "name",
    "ageband": "name",
    "helpline": "name",
    "crisisreason": "title",
}


def searched_of(model: type[BasePage]) -> Searched:
    """What is searched of the own row of a page of this type."""
    own = OF_TYPE.get(model, Searched())
    main = (model.main_text_field,) if model.main_text_field else ()
    return Searched(
        texts=(*EVERY_PAGE.texts, *own.texts),
        plain=(*EVERY_PAGE.plain, *own.plain),
        streams=(*main, *EVERY_PAGE.streams, *own.streams),
        things={**EVERY_PAGE.things, **own.things},
    )


def children_of(model: type[BasePage]) -> tuple[Children, ...]:
    """The rows searched with a page of this type."""
    return (*CHILDREN.get(model, ()), *(_listed(model, listed) for listed in model.text_lists))


def _listed(model: type[BasePage], listed: TextList) -> Children:
    relation: Any = model._meta.get_field(listed.relation)
    return Children(relation.related_model, relation.field.attname, Searched(texts=(listed.field,)))
