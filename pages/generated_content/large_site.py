"""Writes the pages of a generated site: a list that holds resources and interviews, and editions made of the interviews."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import slugify

from pages import languages
from pages.generated_content.page_rows import BATCH, PageRow, write_pages
from pages.generated_content.plan import INTERVIEWS_PER_EDITION, Plan
from pages.generated_content.writing import LANGUAGES, Writer, lower_first, title
from pages.models import (
    AgeBand,
    Audience,
    EditionContent,
    EditionIndexPage,
    EditionKeyFigure,
    EditionPage,
    EditionPartner,
    Evidence,
    GuidePage,
    HomePage,
    InterviewChapter,
    InterviewPage,
    InterviewQuestion,
    InterviewSpeaker,
    Organisation,
    Person,
    ResourceIndexPage,
    Theme,
)
from pages.starter_content.columns import columns
from pages.starter_content.keys import stable_key

LIBRARY_KEY = stable_key("generated", "library")
"""The key of the list that holds the generated pages: its presence says that the site has been generated already."""

FIRST_EDITION = 101
FIRST_DAY = dt.datetime(2021, 1, 5, 8, tzinfo=dt.UTC)
CHAPTER_MS = 15_000
CHAPTERS = 4


@dataclass(frozen=True)
class Catalogue:
    """The ids that generated pages refer to."""

    themes: list[int]
    ages: list[int]
    audiences: list[int]
    organisations: list[int]
    evidence: list[int]
    covers: list[int]

    @classmethod
    def of_the_site(cls, covers: list[int]) -> Catalogue:
        """What the site has, in a stable order."""
        return cls(
            themes=_ids(Theme, "slug"),
            ages=_ids(AgeBand, "code"),
            audiences=_ids(Audience, "code"),
            organisations=_ids(Organisation, "slug"),
            evidence=_ids(Evidence, "code"),
            covers=covers,
        )


def _ids(model: type[Model], order: str) -> list[int]:
    return list(model._default_manager.order_by(order).values_list("pk", flat=True))


def make_library(user: Any) -> ResourceIndexPage:
    """Publishes the list that holds the generated pages."""
    library = ResourceIndexPage(translation_key=LIBRARY_KEY, slug="bibliotheque-d-essai", is_sample=True, live=False)
    words = {
        "title": {"fr": "Bibliothèque d'essai", "en": "Trial library"},
        "summary": {"fr": "Pages générées pour les mesures.", "en": "Pages generated for measurements."},
    }
    for field, texts in words.items():
        for column, value in columns(field, texts).items():
            setattr(library, column, value)
    languages.set_ready(library, "en")
    HomePage.objects.get().add_child(instance=library)
    library.save_revision(user=user).publish(user=user)
    return library


def _row(kind: str, position: int, words: dict[str, str], catalogue: Catalogue, own: dict[str, Any]) -> PageRow:
    """A page filed under two or three themes, at a date of its own."""
    subject = f"{kind}:{position}"
    draw = random.Random(subject)  # noqa: S311 - the same pages everywhere is the point
    slug = slugify(words["fr"])[:80].strip("-")
    return PageRow(
        key=stable_key("generated", subject),
        slug=f"{slug}-{position + 1}",
        published_at=FIRST_DAY + dt.timedelta(hours=position),
        title=words,
        summary=Writer(f"summary:{subject}").sentence(),
        ready=LANGUAGES,
        own=own,
        shared={
            "organisation_id": catalogue.organisations[position % len(catalogue.organisations)],
            "cover_image_id": catalogue.covers[position % len(catalogue.covers)],
        },
        themes=tuple(draw.sample(catalogue.themes, draw.choice((2, 3)))),
        ages=tuple(draw.sample(catalogue.ages, 2)),
        audiences=(catalogue.audiences[position % len(catalogue.audiences)],),
    )


def write_resources(number: int, library: ResourceIndexPage, catalogue: Catalogue) -> list[int]:
    """Writes guides of six blocks and returns their ids."""
    rows = []
    for position in range(number):
        steps = Writer(f"guide:{position}").guide_steps()
        own = {**columns("steps", steps), "duration_minutes": 3 + position % 5, "is_printable": True}
        rows.append(_row("guide", position, title(position), catalogue, own))
    return write_pages(GuidePage, library, rows)


def interview_titles(number: int, people: list[int]) -> list[dict[str, str]]:
    """Each interview names its guest and its subject."""
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", languages.column("display_name", languages.source())))
    subjects = [title(position) for position in range(number)]
    return [
        {code: f"{names[people[position % len(people)]]}, {lower_first(subject[code])}" for code in LANGUAGES}
        for position, subject in enumerate(subjects)
    ]


def write_interviews(
    titles: list[dict[str, str]], people: list[int], videos: list[int], library: ResourceIndexPage, catalogue: Catalogue
) -> list[int]:
    """Writes interviews with a speaker, questions and chapters, and returns their ids."""
    rows = []
    for position, words in enumerate(titles):
        introduction = Writer(f"interview:{position}").interview_introduction()
        own = {**columns("introduction", introduction), "video_id": videos[position], "recorded_on": FIRST_DAY.date()}
        rows.append(_row("interview", position, words, catalogue, own))
    ids = write_pages(InterviewPage, library, rows)
    speakers, questions, chapters = [], [], []
    for position, pk in enumerate(ids):
        writer = Writer(f"moments:{position}")
        speakers.append(InterviewSpeaker(interview_id=pk, person_id=people[position % len(people)], sort_order=0))
        for place in range(CHAPTERS):
            moment = {"interview_id": pk, "time_ms": place * CHAPTER_MS, "sort_order": place}
            questions.append(InterviewQuestion(**moment, **columns("question", writer.question())))
            chapters.append(InterviewChapter(**moment, **columns("title", writer.heading())))
    InterviewSpeaker.objects.bulk_create(speakers, batch_size=BATCH)
    InterviewQuestion.objects.bulk_create(questions, batch_size=BATCH)
    InterviewChapter.objects.bulk_create(chapters, batch_size=BATCH)
    return ids


def write_editions(numbers: Plan, interviews: list[int], catalogue: Catalogue) -> list[int]:
    """Writes editions of six interviews each and returns their ids."""
    rows = []
    for position in range(numbers.editions):
        subject = title(position)
        starts = {"fr": "Édition d'essai", "en": "Trial edition"}
        words = {code: f"{starts[code]} {FIRST_EDITION + position}, {lower_first(subject[code])}" for code in LANGUAGES}
        own = {
            **columns("editorial", Writer(f"edition:{position}").editorial()),
            "number": FIRST_EDITION + position,
            "theme_id": catalogue.themes[position % len(catalogue.themes)],
            "launch_date": FIRST_DAY.date() + dt.timedelta(weeks=position),
        }
        rows.append(_row("edition", position, words, catalogue, own))
    ids = write_pages(EditionPage, EditionIndexPage.objects.get(), rows)
    contents, partners, figures = [], [], []
    for position, pk in enumerate(ids):
        first = position * INTERVIEWS_PER_EDITION
        for place, interview in enumerate(interviews[first : first + INTERVIEWS_PER_EDITION]):
            contents.append(EditionContent(edition_id=pk, page_id=interview, sort_order=place))
        for place, organisation in enumerate(catalogue.organisations):
            partners.append(EditionPartner(edition_id=pk, organisation_id=organisation, sort_order=place))
        figures.append(EditionKeyFigure(edition_id=pk, evidence_id=catalogue.evidence[position % len(catalogue.evidence)], sort_order=0))
    EditionContent.objects.bulk_create(contents, batch_size=BATCH)
    EditionPartner.objects.bulk_create(partners, batch_size=BATCH)
    EditionKeyFigure.objects.bulk_create(figures, batch_size=BATCH)
    return ids
