"""One command erases a person from everywhere a program can reach, and lists the places where only a human can."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from editorial.models import ContentReading, ExternalLink, KeptConcern
from editorial.upkeep.refreshing import refresh
from pages import models
from pages.days import day_of
from pages.private_files import private_storage
from pages.starter_content.sources import CLIPS
from search import indexing
from search.models import UnansweredQuestion
from search.queries import Asked, search_pages
from tests.factories import (
    CaptionTrackFactory,
    ConsentFactory,
    GuidePageFactory,
    ImageFactory,
    InterviewPageFactory,
    OrganisationFactory,
    PersonFactory,
    StandardPageFactory,
    VideoFactory,
)
from tests.pages.checks.upload_files import pdf
from tests.pages.journal import events

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves its temporary files to the garbage collector while it makes a rendition.
    pytest.mark.filterwarnings("ignore:(?i)unclosed file <(tempfile.SpooledTemporaryFile|_io.BufferedRandom):ResourceWarning"),
]


class Traces:
    """Somebody with a face, a voice, a role, a story and a signature; and a colleague who stays."""

    def __init__(self) -> None:
        OrganisationFactory()
        self.person = PersonFactory(
            slug="zoe-martin", display_name_fr="Zoé Martin", display_name_en="Zoe Martin", biography_fr="Née à Lyon."
        )
        self.colleague = PersonFactory(slug="paul-durand", display_name_fr="Paul Durand")
        self.portrait = ImageFactory(title="Portrait")
        self.person.portrait = self.portrait
        self.person.save()
        self.rendition = self.portrait.get_rendition("fill-400x400|format-webp|webpquality-78")
        clip = ContentFile((CLIPS / "contenu-genere.webm").read_bytes(), name="film.webm")
        self.video = VideoFactory(embed_url="", file=clip, poster=ImageFactory())
        self.video.people_shown = [self.person]
        self.video.save()
        CaptionTrackFactory(video=self.video)
        self.interview = InterviewPageFactory(title_fr="Entretien", slug="zoe-martin-raconte", video=self.video, interviewer=self.person)
        self.interview.speakers = [models.InterviewSpeaker(person=one, role_fr="rôle") for one in (self.person, self.colleague)]
        self.interview.key_quotes = [models.InterviewQuote(speaker=self.person, quote_fr="Je me suis tue.")]
        self.interview.save()
        self.interview.slug = "entretien"
        self.interview.save()
        self.story = StandardPageFactory(title_fr="Mon histoire", testimony_of=[self.person])
        self.guide = GuidePageFactory(title_fr="Merci à Zoé Martin")
        self.consent = ConsentFactory(
            person=self.person, videos=[self.video], pages=[self.story], signed_file=ContentFile(pdf(), name="zoe.pdf")
        )
        self.revisions = [page.save_revision() for page in (self.interview, self.story)]
        ModelLogEntry.objects.log_action(self.person, "wagtail.create")
        indexing.ensure_index()
        cache.set("about", "Zoé Martin")

    def files(self) -> list[bool]:
        names = [self.portrait.file.name, self.rendition.file.name, self.video.file.name, self.video.poster.file.name]
        return [*(default_storage.exists(name) for name in names), private_storage().exists(self.consent.signed_file.name)]


@pytest.fixture
def traces(home: models.HomePage, tmp_path: Path, settings: SettingsWrapper) -> Iterator[Traces]:
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    yield Traces()
    cache.clear()


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("erase_person", *arguments, stdout=said)
    return said.getvalue()


def state() -> list[Any]:
    counted = (models.Person, models.Video, models.ClubImage, models.Consent, models.InterviewSpeaker, models.InterviewQuote)
    revisions = [json.dumps(revision.content, sort_keys=True) for revision in Revision.objects.order_by("pk")]
    return [*(model._default_manager.count() for model in counted), revisions, models.ContentEvent.objects.count()]


def test_without_yes_nothing_changes_and_the_report_is_the_same(traces: Traces) -> None:
    before = (state(), traces.files())
    with events() as written:
        dry = run("zoe-martin")
    assert written == []
    assert (state(), traces.files()) == before
    assert cache.get("about") == "Zoé Martin"
    assert "Nothing was changed." in dry
    done = run("zoe-martin", "--yes")
    assert dry.splitlines()[1:-1] == done.splitlines()[1:-1]


def test_everything_a_program_can_reach_is_gone(traces: Traces) -> None:
    assert traces.files() == [True] * 5
    said = run("zoe-martin", "--yes")
    assert not models.Person.objects.filter(slug="zoe-martin").exists()
    assert (models.Video.objects.count(), models.ClubImage.objects.count(), models.Consent.objects.count()) == (0, 0, 0)
    assert models.CaptionCue.objects.count() == 0
    assert traces.files() == [False] * 5
    interview = models.InterviewPage.objects.get()
    assert (interview.interviewer, interview.video) == (None, None)
    assert [row.person for row in interview.speakers.all()] == [traces.colleague]
    assert interview.key_quotes.count() == 0
    assert not ReferenceIndex.objects.filter(to_object_id=str(traces.person.pk), to_content_type__model="person").exists()
    assert [entry.label for entry in ModelLogEntry.objects.filter(content_type__model="person", object_id=traces.person.pk)] == [""]
    assert cache.get("about") is None
    assert search_pages(Asked("Je me suis tue", "fr", 10)).result.hits == ()
    for line in ("revisions of pages (2): removed", f"consent {traces.consent.pk} signed on 2020-10-01: removed", "old paths of pages (3)"):
        assert line in said


def test_revisions_name_the_person_no_more_and_can_still_be_published(traces: Traces) -> None:
    run("zoe-martin", "--yes")
    content = Revision.objects.get(pk=traces.revisions[0].pk).content
    assert content["interviewer"] is None
    assert [row["person"] for row in content["speakers"]] == [traces.colleague.pk]
    assert content["key_quotes"] == []
    assert Revision.objects.get(pk=traces.revisions[1].pk).content["testimony_of"] == []
    Revision.objects.get(pk=traces.revisions[0].pk).publish()
    assert models.InterviewPage.objects.get().live


def test_their_story_is_taken_down_and_left_to_humans_like_names_typed_in_texts(traces: Traces) -> None:
    with events() as written:
        said = run("zoe-martin", "--yes")
    assert not models.StandardPage.objects.get().live
    assert ("WITHDRAWN", "person", traces.person.pk) in written
    assert ("CHANGED", "page", traces.interview.pk) in written
    by_hand = said.partition("Only a human can rewrite:")[2]
    assert f"page {traces.story.pk} “Mon histoire” (their testimony, in text and revisions): to rewrite by hand" in by_hand
    assert f"BasePage {traces.guide.pk}, title_fr: to rewrite by hand" in by_hand
    assert "Paul" not in by_hand


def test_the_journal_names_nobody(traces: Traces) -> None:
    stored = list(models.ContentEvent.objects.values_list("paths", flat=True))
    assert any("zoe-martin" in json.dumps(paths) for paths in stored)
    run("zoe-martin", "--yes")
    for model in (models.ContentEvent, models.PublicRecord):
        assert not any("zoe-martin" in json.dumps(paths) for paths in model._default_manager.values_list("paths", flat=True))
    assert not models.PagePath.objects.filter(path__contains="zoe-martin").exists()


def test_what_was_asked_in_vain_with_their_name_is_listed_and_deleted(traces: Traces) -> None:
    for words in ("zoe martin instagram", "martin zoe", "les martin", "martinique", "zoe", ""):
        UnansweredQuestion.objects.create(day=day_of(), language="fr", words=words, asked=5)
    dry = run("zoe-martin")
    assert UnansweredQuestion.objects.count() == 6
    said = run("zoe-martin", "--yes")
    for report in (dry, said):
        lines = [line.strip() for line in report.splitlines() if "without an answer" in line]
        assert lines == [
            f"question without an answer of {day_of()}, “{words}”: removed"
            for words in ("zoe martin instagram", "martin zoe", "les martin")
        ]
    assert list(UnansweredQuestion.objects.order_by("pk").values_list("words", flat=True)) == ["martinique", "zoe", ""]


def test_no_index_that_held_their_words_is_left(traces: Traces, settings: SettingsWrapper) -> None:
    def generations() -> list[str]:
        return [folder.name for folder in settings.SEARCH_INDEX_DIR.iterdir() if folder.is_dir()]

    before = generations()
    assert before == [indexing.status().generation]
    run("zoe-martin", "--yes")
    assert generations() == [indexing.status().generation]
    assert generations() != before


def test_a_second_run_finds_nobody(traces: Traces) -> None:
    run("zoe-martin", "--yes")
    after = state()
    assert run("zoe-martin", "--yes") == (
        "Nobody has the slug zoe-martin: nothing to erase.\nThe search index and the caches were made anew.\n"
    )
    assert state() == after
    assert run("zoe-martin") == "Nobody has the slug zoe-martin: nothing to erase.\n"


def test_what_the_upkeep_found_names_nobody_afterwards(traces: Traces) -> None:
    person = traces.person
    models.Consent.objects.filter(pk=traces.consent.pk).update(valid_until=day_of() - dt.timedelta(days=1))
    person.links.create(label="Site", url="https://zoe-martin.example/")
    person.save()
    refresh()
    assert KeptConcern.objects.filter(title="Zoé Martin").exists()
    assert ExternalLink.objects.filter(host="zoe-martin.example").exists()
    call_command("erase_person", person.slug, yes=True, stdout=StringIO())
    kept = json.dumps(
        [*KeptConcern.objects.values_list("title", "sentence"), *ContentReading.objects.values_list("facts")], ensure_ascii=False
    )
    assert "zoe-martin.example" not in kept
    assert not KeptConcern.objects.filter(title="Zoé Martin").exists()
    assert not ExternalLink.objects.filter(host="zoe-martin.example").exists()
