"""Every door of the house, opened before and after somebody takes their consent back: fields, lists, counts, search, media."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from api.ids import GlobalId
from api.schema.contract import contract_text
from pages import models
from pages.days import day_of
from pages.starter_content.sources import CLIPS
from search import indexing
from search.queries import Asked, search_pages
from tests.api.asking import data_of
from tests.factories import (
    CaptionTrackFactory,
    ConsentFactory,
    EditionPageFactory,
    GuidePageFactory,
    ImageFactory,
    InterviewPageFactory,
    PersonFactory,
    StandardPageFactory,
    VideoFactory,
    save_released,
)
from tests.factories.media import silence

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = [
    pytest.mark.django_db,
    # Willow leaves its temporary copies of a picture to the garbage collector.
    pytest.mark.filterwarnings("ignore:(?i)unclosed file <(tempfile.SpooledTemporaryFile|_io.BufferedRandom):ResourceWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"),
]

# On PostgreSQL an open transaction holds back whoever follows the journal: these tests commit, as people do.
FOLLOWED = pytest.mark.django_db(transaction=True)

INTERVIEW = """
query($path: String!, $locale: Locale) {
  page(path: $path, locale: $locale) {
    title
    locale
    bodyHtml
    ... on InterviewPage {
      speakers { person { name portrait { altText } } }
      video { title sources { url } poster { rendition(name: WIDE) { url } } captions { language url cues { text } } }
      questions { question }
      keyQuotes { quote }
      chapters { title }
      chaptersUrl
    }
  }
}
"""
GUIDE = """
query($path: String!) { page(path: $path) { body { __typename } bodyHtml bodyText coverImage { altText } } }
"""
TESTIMONY = """
query($path: String!, $locale: Locale, $id: ID!) {
  page(path: $path, locale: $locale) { title locale isFallback translations { locale isReady title } audioUrl }
  node(id: $id) { key }
  site(locale: $locale) { navigation { page { title } } }
  edition(number: 1) { contents { title } }
}
"""
EVERYTHING = """
query { interviews { totalCount nodes { title } } resources { totalCount } people { totalCount nodes { name portrait { altText } } } }
"""


class Story:
    """Somebody who was filmed, photographed, and told their story; and somebody else, whom nothing of it concerns."""

    def __init__(self) -> None:
        self.person = PersonFactory(display_name_fr="Camille")
        self.portrait = ImageFactory(alt_text_fr="Le visage de Camille")
        self.portrait.people_shown.add(self.person)
        self.person.portrait = self.portrait
        self.person.save()
        self.poster = ImageFactory(alt_text_fr="Camille, de face")
        self.video = VideoFactory(
            title_fr="Film trampoline",
            embed_url="",
            file=ContentFile((CLIPS / "contenu-genere.webm").read_bytes(), name="film.webm"),
            poster=self.poster,
        )
        self.video.people_shown = [self.person]
        self.video.save()
        for code, words in {"fr": "Le mot kangourou", "en": "The word wombat"}.items():
            CaptionTrackFactory(video=self.video, language=code, webvtt=f"WEBVTT\n\n00:00.100 --> 00:00.900\n{words}")
        self.interview = self._interview()
        self.guide = GuidePageFactory(
            title_fr="Guide",
            slug="guide",
            cover_image=self.portrait,
            steps_fr=[("video", self.video), ("image", {"image": self.portrait, "alt_text": "Camille au travail", "is_decorative": False})],
        )
        self.testimony = StandardPageFactory(
            title_fr="Histoire ornithorynque",
            title_en="Platypus story",
            slug="histoire",
            ready=["en"],
            testimony_of=[self.person],
            show_in_menus=True,
            audio_fr=silence("histoire.ogg"),
        )
        edition = EditionPageFactory(number=1)
        edition.contents = [models.EditionContent(page=page) for page in (self.interview, self.testimony)]
        save_released(edition)
        self.consent = ConsentFactory(
            person=self.person, videos=[self.video], images=[self.portrait], pages=[self.testimony], covered=["fr", "en"]
        )

    def _interview(self) -> models.InterviewPage:
        page = InterviewPageFactory(title_fr="Entretien", title_en="Interview", slug="entretien", ready=["en"], video=self.video)
        page.speakers = [models.InterviewSpeaker(person=self.person)]
        page.questions = [models.InterviewQuestion(time_ms=100, question_fr="Question échidné ?")]
        page.key_quotes = [models.InterviewQuote(time_ms=200, quote_fr="Citation quokka")]
        page.chapters = [models.InterviewChapter(time_ms=0, title_fr="Chapitre dingo", title_en="Dingo chapter")]
        page.save()
        return page

    def withdraw(self) -> None:
        self.consent.withdrawn_on = day_of()
        self.consent.save()

    def expire(self) -> None:
        self.consent.valid_until = day_of() - dt.timedelta(days=1)
        self.consent.save()

    def media(self) -> dict[str, str]:
        """The addresses of every file of the story."""
        video, interview = f"/media/videos/{self.video.key}", f"/media/interviews/{self.interview.key}"
        return {
            "video": f"{video}/video.webm",
            "captions fr": f"{video}/captions.fr.vtt",
            "captions en": f"{video}/captions.en.vtt",
            "poster": f"/media/images/{self.poster.key}/wide.webp",
            "portrait": f"/media/images/{self.portrait.key}/square.webp",
            "chapters": f"{interview}/chapters.fr.vtt",
            "audio": f"/media/pages/{self.testimony.key}/audio.fr.ogg",
        }


@pytest.fixture
def story(home: models.HomePage, tmp_path: Path, settings: SettingsWrapper) -> Story:
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    told = Story()
    indexing.ensure_index()
    return told


def status(address: str) -> int:
    response = Client().get(address)
    # Read to its end, so that the file behind it is closed.
    response.getvalue()
    return int(response.status_code)


def statuses(story: Story) -> dict[str, int]:
    return {name: status(address) for name, address in story.media().items()}


def found(words: str, language: str = "fr") -> list[int]:
    return [hit.page_id for hit in search_pages(Asked(words, language, 10)).result.hits]


def follow() -> None:
    while indexing.follow_once():
        pass


def interview(locale: str = "FR") -> Any:
    return data_of(INTERVIEW, {"path": "/e-enfance/entretien", "locale": locale})["page"]


@FOLLOWED
def test_with_consent_everything_is_there(story: Story) -> None:
    page = interview()
    assert page["video"]["title"] == "Film trampoline"
    assert page["video"]["poster"] is not None
    assert [track["cues"] for track in page["video"]["captions"]] == [[{"text": "Le mot kangourou"}], [{"text": "The word wombat"}]]
    assert page["speakers"] == [{"person": {"name": "Camille", "portrait": {"altText": "Le visage de Camille"}}}]
    assert (page["questions"], page["keyQuotes"]) == ([{"question": "Question échidné ?"}], [{"quote": "Citation quokka"}])
    assert (page["chapters"], page["chaptersUrl"] is None) == ([{"title": "Chapitre dingo"}], False)
    assert statuses(story) == dict.fromkeys(story.media(), 200)
    assert sorted(found("kangourou")) == sorted([story.interview.pk, story.guide.pk])
    assert found("ornithorynque") == [story.testimony.pk]


@pytest.mark.parametrize("end", [Story.withdraw, Story.expire], ids=["withdrawn", "expired"])
def test_without_consent_the_film_leaves_the_interview_with_all_its_moments(story: Story, end: Any) -> None:
    end(story)
    for locale in ("FR", "EN"):
        page = interview(locale)
        assert page["video"] is None
        assert (page["questions"], page["keyQuotes"], page["chapters"], page["chaptersUrl"]) == ([], [], [], None)
        # Naming somebody in their public role needs no consent; showing their face does.
        assert page["speakers"] == [{"person": {"name": "Camille", "portrait": None}}]


@pytest.mark.parametrize("end", [Story.withdraw, Story.expire], ids=["withdrawn", "expired"])
def test_without_consent_no_file_is_served(story: Story, end: Any) -> None:
    before = statuses(story)
    end(story)
    assert set(before.values()) == {200}
    # The renditions made before are of no use to anybody.
    assert statuses(story) == dict.fromkeys(story.media(), 404)


def test_without_consent_texts_show_neither_film_nor_image(story: Story) -> None:
    story.withdraw()
    page = data_of(GUIDE, {"path": "/ressources/guide"})["page"]
    assert page == {"body": [], "bodyHtml": "", "bodyText": "", "coverImage": None}


def test_without_consent_a_testimony_is_nowhere(story: Story) -> None:
    story.withdraw()
    for locale in ("FR", "EN", "AR"):
        identity = GlobalId("StandardPage", story.testimony.pk, locale.lower()).encoded()
        answer = data_of(TESTIMONY, {"path": "/histoire", "locale": locale, "id": identity})
        assert answer == {
            "page": None,
            "node": None,
            "site": {"navigation": []},
            "edition": {"contents": [{"title": "Entretien"}]},
        }


def test_without_consent_nothing_of_it_has_an_id(story: Story) -> None:
    things = {"Video": story.video, "Image": story.portrait}
    asked = "query($id: ID!) { node(id: $id) { key } }"
    ids = {name: GlobalId(name, thing.pk, "fr").encoded() for name, thing in things.items()}
    assert [data_of(asked, {"id": identity})["node"] for identity in ids.values()] == [{"key": str(thing.key)} for thing in things.values()]
    story.withdraw()
    assert [data_of(asked, {"id": identity})["node"] for identity in ids.values()] == [None, None]


def test_without_consent_nothing_of_it_is_counted(story: Story) -> None:
    before = data_of(EVERYTHING)
    story.interview.testimony_of = [story.person]
    story.interview.save()
    assert before["interviews"] == {"totalCount": 1, "nodes": [{"title": "Entretien"}]}
    after = data_of(EVERYTHING)
    assert after["interviews"] == {"totalCount": 0, "nodes": []}
    assert after["resources"] == before["resources"]
    assert after["people"] == before["people"]


@FOLLOWED
@pytest.mark.parametrize("is_followed", [True, False], ids=["index followed", "index behind"])
def test_without_consent_search_finds_nothing_of_it(story: Story, is_followed: bool) -> None:
    words = ("kangourou", "trampoline", "échidné", "quokka", "dingo", "ornithorynque")
    assert [len(found(word)) for word in words] == [2, 2, 1, 1, 1, 1]
    story.withdraw()
    if is_followed:
        follow()
    assert [found(word) for word in words] == [[], [], [], [], [], []]
    assert [search_pages(Asked(word, "en", 10)).result.total for word in ("wombat", "platypus", "dingo")] == [0, 0, 0]
    # What remains of the interview is found again once the index has followed.
    follow()
    assert found("entretien") == [story.interview.pk]


@FOLLOWED
def test_a_renewed_consent_brings_everything_back(story: Story) -> None:
    before = (interview(), statuses(story))
    story.withdraw()
    ConsentFactory(person=story.person, videos=[story.video], images=[story.portrait], pages=[story.testimony], covered=["fr", "en"])
    follow()
    assert (interview(), statuses(story)) == before
    assert sorted(found("kangourou")) == sorted([story.interview.pk, story.guide.pk])


@FOLLOWED
def test_a_language_without_consent_is_not_served(story: Story) -> None:
    story.consent.covers_en = False
    story.consent.save()
    follow()
    assert [track["language"] for track in interview("EN")["video"]["captions"]] == ["FR"]
    assert statuses(story) == dict.fromkeys(story.media(), 200) | {"captions en": 404}
    identity = GlobalId("StandardPage", story.testimony.pk, "en").encoded()
    page = data_of(TESTIMONY, {"path": "/histoire", "locale": "EN", "id": identity})["page"]
    assert (page["title"], page["locale"], page["isFallback"]) == ("Histoire ornithorynque", "FR", True)
    assert page["translations"][1] == {"locale": "EN", "isReady": False, "title": "Histoire ornithorynque"}
    assert (found("wombat", "en"), found("platypus", "en")) == ([], [])
    assert found("ornithorynque", "en") == [story.testimony.pk]


def test_consents_are_no_part_of_the_contract() -> None:
    contract = contract_text().lower()
    for word in ("type consent", "peopleshown", "testimonyof", "isminor", "guardian", "signedfile", "withdrawnon"):
        assert word not in contract


def test_the_indexed_documents_expire_with_the_consent(story: Story) -> None:
    story.consent.valid_until = day_of() + dt.timedelta(days=3)
    story.consent.save()
    follow()
    later = dt.datetime.combine(day_of() + dt.timedelta(days=4), dt.time(0, 0, 1), dt.timezone(dt.timedelta(hours=2)))
    assert [hit.page_id for hit in search_pages(Asked("ornithorynque", "fr", 10)).result.hits] == [story.testimony.pk]
    assert search_pages(Asked("ornithorynque", "fr", 10), now=later + dt.timedelta(hours=3)).result.total == 0
