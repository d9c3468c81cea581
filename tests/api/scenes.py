"""Sites for tests of the endpoint: texts as they are stored, and an edition with everything that belongs to it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from pages import models
from tests.factories import (
    AgeBandFactory,
    AudienceFactory,
    CaptionTrackFactory,
    EditionPageFactory,
    EvidenceFactory,
    GuidePageFactory,
    ImageFactory,
    InterviewPageFactory,
    OrganisationFactory,
    PersonFactory,
    ThemeFactory,
    VideoFactory,
)

# One grey second.
CLIP = Path(__file__).with_name("clip.webm")


def stream(*blocks: tuple[str, Any]) -> str:
    """A text of blocks as it is stored, the blocks called "1", "2" and so on."""
    return json.dumps([{"type": name, "value": value, "id": str(place)} for place, (name, value) in enumerate(blocks, start=1)])


def items(*values: Any) -> list[dict[str, Any]]:
    """The values of a list as it is stored."""
    return [{"type": "item", "value": value, "id": f"item-{place}"} for place, value in enumerate(values, start=1)]


def link(kind: str, target: int, words: str) -> str:
    """A link of rich text as it is stored."""
    return f'<a id="{target}" linktype="{kind}">{words}</a>'


def film(number: int, **fields: Any) -> models.Video:
    """A video of ours with a poster and French captions of two cues."""
    video = VideoFactory(
        title_fr=f"Film {number}",
        title_en=f"Film {number} in English",
        embed_url="",
        file=ContentFile(CLIP.read_bytes(), name=f"film-{number}.webm"),
        poster=ImageFactory(title=f"Affiche {number}"),
        **fields,
    )
    CaptionTrackFactory(
        video=video, webvtt=f"WEBVTT\n\n00:00.100 --> 00:00.500\nPremier {number}\n\n00:00.500 --> 00:00.900\n<v Voix off>Second {number}"
    )
    return video


def interview(number: int, **fields: Any) -> models.InterviewPage:
    """An interview of one guest, in French and English, with a question, a quote and two chapters."""
    guest = PersonFactory(
        display_name_fr=f"Invitée {number}",
        display_name_en=f"Guest {number}",
        organisation=OrganisationFactory(short_name=f"ORG{number}"),
        portrait=ImageFactory(title=f"Portrait {number}"),
    )
    page = InterviewPageFactory(
        title_fr=f"Entretien {number}",
        title_en=f"Interview {number}",
        ready=["en"],
        video=film(number),
        interviewer=PersonFactory(display_name_fr=f"Interviewer {number}"),
        recorded_on=dt.date(2020, 10, 1),
        introduction_fr=stream(("paragraph", f"<p>Introduction {number}</p>")),
        introduction_en=stream(("paragraph", f"<p>Introduction in English {number}</p>")),
        **fields,
    )
    page.speakers = [models.InterviewSpeaker(person=guest, role_fr=f"Rôle {number}", role_en=f"Role {number}")]
    page.questions = [models.InterviewQuestion(time_ms=1_000, question_fr=f"Question {number} ?", question_en=f"Question {number}?")]
    page.key_quotes = [models.InterviewQuote(time_ms=2_000, speaker=guest, quote_fr=f"Citation {number}", quote_en=f"Quote {number}")]
    # Typed in the wrong order on purpose: the order of time counts.
    page.chapters = [
        models.InterviewChapter(time_ms=500, title_fr=f"Suite {number}", title_en=f"More {number}"),
        models.InterviewChapter(time_ms=0, title_fr=f"Début {number}", title_en=f"Start {number}"),
    ]
    page.save()
    return page


def guide(number: int, **fields: Any) -> models.GuidePage:
    """A French guide with two steps, a theme, an age, an audience, an association and a cover."""
    return GuidePageFactory(
        title_fr=f"Guide {number}",
        slug=f"guide-{number}",
        steps_fr=stream(
            (
                "step",
                {
                    "title": f"Garder {number}",
                    "text": "<p>Faire une <b>capture</b>.</p>",
                    "image": ImageFactory(title=f"Étape {number}").pk,
                },
            ),
            ("step", {"title": f"Signaler {number}", "text": "<p>Appeler.</p>", "image": None}),
        ),
        themes=[ThemeFactory(name_fr=f"Thème du guide {number}")],
        ages=[AgeBandFactory(name_fr=f"Âge du guide {number}")],
        audiences=[AudienceFactory(name_fr=f"Public du guide {number}")],
        organisation=OrganisationFactory(short_name=f"ASSO{number}", name_fr=f"Association du guide {number}"),
        cover_image=ImageFactory(title=f"Couverture {number}"),
        **fields,
    )


def edition(number: int, contents: list[models.BasePage], **fields: Any) -> models.EditionPage:
    """An edition of these pages, with a theme, a partner and a key figure."""
    page = EditionPageFactory(number=number, title_fr=f"Édition {number}", slug=f"edition-{number}", theme=ThemeFactory(), **fields)
    page.contents = [models.EditionContent(page=content) for content in contents]
    page.partners = [models.EditionPartner(organisation=OrganisationFactory(), role="funder")]
    page.key_figures = [models.EditionKeyFigure(evidence=EvidenceFactory())]
    page.save()
    return page
