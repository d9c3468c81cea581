"""A film without captions is told to readers, in their language, wherever it is shown: with the same statements for one and for twenty."""

from __future__ import annotations

from typing import Any

import pytest

from pages import models
from tests.api.asking import ask, data_of
from tests.api.scenes import stream
from tests.factories import CaptionTrackFactory, ConsentFactory, InterviewPageFactory, PersonFactory, StandardPageFactory, VideoFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

NOTES = {
    "FR": "Cette vidéo n'a pas encore de sous-titres.",
    "EN": "This video has no captions yet.",
    "AR": "لا تتوفّر لهذا الفيديو ترجمة مكتوبة بعد.",
}
ALL = "{ interviews(orderBy: OLDEST) { nodes { title video { title captionsMissing captionsNote } } } }"


def told(locale: str) -> tuple[bool, str | None]:
    """What readers of a language are told of the one interview's film."""
    asked = "query($locale: Locale) { interviews(locale: $locale) { nodes { video { captionsMissing captionsNote } } } }"
    [node] = data_of(asked, {"locale": locale})["interviews"]["nodes"]
    return node["video"]["captionsMissing"], node["video"]["captionsNote"]


def interview(**fields: Any) -> models.InterviewPage:
    return InterviewPageFactory(video=VideoFactory(), ready=["en", "ar"], **fields)


@pytest.mark.parametrize("locale", NOTES)
def test_an_interview_without_captions_is_public_and_says_so_in_the_language_asked(locale: str) -> None:
    interview()
    assert told(locale) == (True, NOTES[locale])


def test_with_french_captions_nothing_is_said_in_any_language() -> None:
    CaptionTrackFactory(video=interview().video)
    assert [told(locale) for locale in NOTES] == [(False, None)] * 3


def test_with_captions_in_another_language_only_its_readers_are_told_nothing() -> None:
    CaptionTrackFactory(video=interview().video, language="en")
    assert [told(locale)[0] for locale in NOTES] == [True, False, True]


def test_descriptions_and_captions_of_another_cut_are_none() -> None:
    film = interview().video
    CaptionTrackFactory(video=film, kind="descriptions")
    late = CaptionTrackFactory(video=film, webvtt="WEBVTT\n\n01:30.000 --> 01:31.000\nTrop tard")
    assert told("FR") == (True, NOTES["FR"])
    late.webvtt = "WEBVTT\n\n01:29.000 --> 01:31.000\nÀ temps"
    late.save()
    assert told("FR") == (False, None)


def test_captions_that_somebody_does_not_consent_to_are_none_for_readers() -> None:
    person, film = PersonFactory(), interview().video
    CaptionTrackFactory(video=film)
    film.people_shown = [person]
    film.save()
    consent = ConsentFactory(person=person, videos=[film], covered=["en"])
    assert told("FR") == (True, NOTES["FR"])
    consent.covers_fr = True
    consent.save()
    assert told("FR") == (False, None)


def test_the_html_of_a_text_says_it_below_the_film_in_the_language_of_the_text() -> None:
    film, captioned = VideoFactory(title_fr="Muet", embed_url="https://video.invalid/1"), VideoFactory(embed_url="https://video.invalid/2")
    CaptionTrackFactory(video=captioned)
    blocks = stream(("video", film.pk), ("video", captioned.pk))
    StandardPageFactory(slug="texte", body_fr=blocks, body_en=blocks, ready=["en"])
    asked = 'query($locale: Locale) { page(path: "/texte", locale: $locale) { bodyHtml } }'
    notes = [data_of(asked, {"locale": locale})["page"]["bodyHtml"].split("\n")[0] for locale in NOTES]
    # Not ready in Arabic: the whole text is in French.
    assert notes == [
        f'<p class="video"><a href="https://video.invalid/1">Muet</a></p><p class="captions-missing">{NOTES[code]}</p>'.replace(
            "'", "&#x27;"
        )
        for code in ("FR", "EN", "FR")
    ]
    last = data_of(asked, {"locale": "FR"})["page"]["bodyHtml"].split("\n")[-1]
    assert last == f'<p class="video"><a href="https://video.invalid/2">{captioned.title_fr}</a></p>'


@pytest.mark.parametrize("count", [1, 20])
def test_a_list_of_interviews_takes_as_many_statements_for_one_as_for_twenty(count: int) -> None:
    for number in range(count):
        film = VideoFactory(title_fr=f"Film {number}")
        if number % 2:
            CaptionTrackFactory(video=film)
        InterviewPageFactory(title_fr=f"Entretien {number}", video=film)

    answer = ask(ALL)

    assert answer.data["interviews"]["nodes"] == [
        {
            "title": f"Entretien {number}",
            "video": {
                "title": f"Film {number}",
                "captionsMissing": number % 2 == 0,
                "captionsNote": None if number % 2 else NOTES["FR"],
            },
        }
        for number in range(count)
    ]
    # The interviews; their films; which of those have captions.
    assert len(answer.statements) == 3
