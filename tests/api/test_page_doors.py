"""What stands around a page leads to nothing hidden: the way to it, what is near it, its images, its film, what machines are told."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.utils import timezone
from graphql import execute_sync, parse

from api.loading.made_from import EVERY, MEMBERS
from api.loading.operation import Operation
from api.schema.build import schema
from pages import models
from tests.api.asking import data_of
from tests.api.hidden import CANARY
from tests.api.scenes import film, interview, stream
from tests.factories import (
    CaptionTrackFactory,
    ConsentFactory,
    GuidePageFactory,
    ImageFactory,
    InterviewPageFactory,
    OrganisationFactory,
    OrganisationPageFactory,
    PersonFactory,
    StandardPageFactory,
    ThemeFactory,
    VideoFactory,
    private_collection,
    restrict,
)

pytestmark = pytest.mark.django_db

EVERYTHING = """
  path creditLine breadcrumbs { title summary path } related(first: 10) { title summary path } coverImage { sources { srcset } }
  seo { title description canonical jsonLd image { url altText } alternates { url } }
"""


@pytest.fixture(autouse=True)
def _published_home(home: models.HomePage) -> None:
    """Pages stand below a home page that is there."""


def _asked(path: str, locale: str = "FR") -> Any:
    return data_of(f'{{ page(path: "{path}", locale: {locale}) {{ {EVERYTHING} }} }}')["page"]


def test_the_way_to_a_page_passes_over_what_is_hidden() -> None:
    soon, past = timezone.now() + dt.timedelta(hours=1), timezone.now() - dt.timedelta(hours=1)
    above = StandardPageFactory(slug="haut", title_fr="Haut", title_en=CANARY, summary_en=CANARY)
    for number, hidden in enumerate(({"live": False}, {"go_live_at": soon}, {"expire_at": past})):
        above = StandardPageFactory(slug=f"cache-{number}", title_fr=CANARY, summary_fr=CANARY, parent=above, **hidden)
    StandardPageFactory(slug="page", title_fr="Page", parent=above)

    for locale in ("FR", "EN"):
        page = _asked("/haut/cache-0/cache-1/cache-2/page", locale)
        assert [step["title"] for step in page["breadcrumbs"]] == ["Accueil", "Haut"]
        assert [step["name"] for step in json.loads(page["seo"]["jsonLd"])["@graph"][1]["itemListElement"]] == ["Accueil", "Haut", "Page"]
        assert CANARY not in json.dumps(page)


def test_what_is_near_a_page_is_public() -> None:
    theme, closed = ThemeFactory(), StandardPageFactory(slug="ferme")
    restrict(closed)
    now = timezone.now()
    shared = {"themes": [theme], "title_fr": CANARY, "summary_fr": CANARY}
    GuidePageFactory(live=False, **shared)
    GuidePageFactory(go_live_at=now + dt.timedelta(hours=1), **shared)
    GuidePageFactory(expire_at=now - dt.timedelta(hours=1), **shared)
    StandardPageFactory(parent=closed, **shared)
    unwilling = GuidePageFactory(**shared)
    unwilling.testimony_of.add(PersonFactory())
    unwilling.save()
    GuidePageFactory(title_fr="Près", title_en=CANARY, themes=[theme])
    StandardPageFactory(slug="page", themes=[theme])

    for locale in ("FR", "EN"):
        page = _asked("/page", locale)
        assert [near["title"] for near in page["related"]] == ["Près"]
        assert CANARY not in json.dumps(page)


def test_machines_are_told_nothing_of_a_hidden_film_image_or_language() -> None:
    closed = private_collection()
    secret = ImageFactory(title=CANARY, collection=closed)
    maker = OrganisationFactory(name_fr="Association", name_en=CANARY, logo=secret)
    space = OrganisationPageFactory(slug="espace", title_fr="Espace", organisation=maker, cover_image=secret)
    page = InterviewPageFactory(
        slug="entretien", title_fr="Entretien", title_en=CANARY, seo_title_en=CANARY, search_description_en=CANARY, parent=space,
        organisation=maker, cover_image=secret, video=film(1, collection=closed),
    )  # fmt: skip
    page.chapters = [models.InterviewChapter(time_ms=0, title_fr=CANARY, title_en=CANARY)]
    page.save()

    for locale in ("FR", "EN"):
        answer = _asked("/espace/entretien", locale)
        described, way = json.loads(answer["seo"]["jsonLd"])["@graph"]
        assert (described["@type"], described["publisher"]) == ("WebPage", {"@type": "Organization", "name": "Association"})
        assert answer["coverImage"] is None
        assert [alternate["url"].rpartition("lecteurs.invalid")[2] for alternate in answer["seo"]["alternates"]] == [
            "/fr/espace/entretien",
            "/fr/espace/entretien",
        ]
        told = json.dumps([answer, described, way, _asked("/espace", locale)])
        assert CANARY not in told
        assert [str(key) for key in (secret.key, page.video.key) if str(key) in told] == []


def test_a_hidden_poster_and_a_track_without_consent_are_not_told() -> None:
    person = PersonFactory()
    video = VideoFactory(poster=ImageFactory(title=CANARY, collection=private_collection()), title_fr="Film")
    video.people_shown.add(person)
    video.save()
    CaptionTrackFactory(video=video, webvtt="WEBVTT\n\n00:00.000 --> 00:01.000\nDes mots")
    CaptionTrackFactory(video=video, language="en", webvtt=f"WEBVTT\n\n00:00.000 --> 00:01.000\n{CANARY}")
    ConsentFactory(person=person, covered=("fr",), videos=[video])
    InterviewPageFactory(slug="entretien", video=video, title_en="Interview", ready=["en"])

    answer = data_of(
        """{ interview(path: "/e-enfance/entretien", locale: EN) {
          seo { jsonLd }
          video { poster { sources { srcset } } cues(language: EN) { text language } found: cues(search: "canari") { text } } } }"""
    )["interview"]

    told = json.loads(answer["seo"]["jsonLd"])["@graph"][0]
    assert (told["@type"], [track["inLanguage"] for track in told["caption"]], "thumbnailUrl" in told) == ("VideoObject", ["fr"], False)
    assert answer["video"] == {"poster": None, "cues": [{"text": "Des mots", "language": "FR"}], "found": []}
    assert CANARY not in json.dumps(answer)


def test_an_answer_knows_that_other_pages_could_change_it() -> None:
    theme = ThemeFactory()
    hidden = StandardPageFactory(slug="haut", live=False)
    page = StandardPageFactory(slug="page", parent=hidden, themes=[theme], body_fr=stream(("video", interview(1).video_id)))

    def made_from(fields: str) -> set[Any]:
        operation = Operation("default", timezone.now())
        result = execute_sync(schema(), parse(f'{{ page(path: "/haut/page") {{ {fields} }} }}'), context_value=operation)
        assert result.errors is None
        return operation.made_from.tags

    alone = {("path", "/haut/page"), ("page", page.pk)}
    home = ("page", models.HomePage.objects.get().pk)
    assert made_from("title") == alone
    # A page on the way may become public, or stop being so; any page may come near.
    assert made_from("breadcrumbs { title }") == {*alone, home, ("page", MEMBERS)}
    assert made_from("related { title }") == {*alone, ("page", EVERY)}
    assert ("interviewpage", EVERY) in made_from("body { ... on VideoBlock { video { chapters { title } } } }")
