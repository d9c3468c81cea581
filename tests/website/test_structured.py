"""JSON-LD with the words of a film."""

from __future__ import annotations

import json

import pytest

from tests.factories import CaptionTrackFactory, InterviewPageFactory, VideoFactory
from tests.website.reading import read
from website.presenting.structured import with_transcript

DOCUMENT = '{"@context":"https://schema.org","@graph":[{"@type":"VideoObject","name":"Film"},{"@type":"BreadcrumbList"}]}'


def test_a_film_has_its_words_and_they_cannot_end_the_script() -> None:
    told = with_transcript(DOCUMENT, [{"text": "L’été </script>"}, {"text": "& après\u2028"}])
    assert told == (
        '{"@context":"https://schema.org","@graph":[{"@type":"VideoObject","name":"Film",'
        '"transcript":"L’été \\u003c/script\\u003e \\u0026 après\\u2028"},{"@type":"BreadcrumbList"}]}'
    )
    assert json.loads(told)["@graph"][0]["transcript"] == "L’été </script> & après\u2028"


def test_without_words_it_stays_as_it_is() -> None:
    assert with_transcript(DOCUMENT, []) == DOCUMENT


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
def test_the_page_of_an_interview_tells_the_words_of_its_film() -> None:
    film = VideoFactory()
    CaptionTrackFactory(video=film)
    page = InterviewPageFactory(slug="entretien", video=film)
    screen = read(f"/fr{page.url_path.removeprefix('/accueil').rstrip('/')}")
    told = json.loads(screen.tree.select_one("script[type='application/ld+json']").string)  # type: ignore[union-attr, arg-type]
    assert [(thing["@type"], thing.get("transcript")) for thing in told["@graph"]] == [
        ("VideoObject", "Garder les captures d’écran."),
        ("BreadcrumbList", None),
    ]
