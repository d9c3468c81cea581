"""The sample site: complete in its languages, in our own words, loaded once however often it is asked for."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from pages import languages
from pages.captions.intake import read_captions
from pages.models import (
    BasePage,
    CaptionCue,
    ClubImage,
    ContentEvent,
    EditionPage,
    GuidePage,
    Helpline,
    HomePage,
    InterviewPage,
    InterviewQuote,
    OrganisationPage,
    Theme,
    Video,
    resource_types,
)
from pages.starter_content.keys import stable_key
from pages.starter_content.loading import load
from pages.starter_content.snippets import load_helplines, load_vocabulary
from pages.starter_content.sources import CAPTIONS, CLIPS, DATA, IMAGES, captions, page_source, records, tree
from pages.visibility import public_pages
from tests.factories import loader

PAGES = [name for name, _parent in tree()]
NAMES = {str(stable_key("page", name)): name for name in PAGES}
IN_ARABIC = {
    *("accueil", "editions", "edition-1", "ressources", "agenda", "e-enfance", "unaf", "generation-numerique"),
    *("e-enfance-ligne-d-ecoute", "unaf-parler-des-ecrans", "generation-numerique-preparer-un-atelier"),
    *("guide-enfant-harcele", "guide-enfant-accuse", "guide-chantage-images"),
}
BLOCKS_OF_GUIDES = {
    "guide-enfant-harcele": {"step": 7, "warning": 2, "tip": 1, "helpline": 3, "key_figure": 1, "page": 1, "paragraph": 1},
    "guide-enfant-accuse": {"step": 6, "warning": 1, "tip": 1, "helpline": 1, "key_figure": 1, "page": 1, "paragraph": 2},
    "guide-chantage-images": {"step": 7, "warning": 2, "tip": 1, "helpline": 3, "key_figure": 1, "page": 1, "paragraph": 1},
    "guide-temps-ecran": {"step": 6, "warning": 2, "tip": 1, "helpline": 1, "key_figure": 1, "page": 1, "paragraph": 1, "list": 1},
    "guide-premier-telephone": {"step": 7, "warning": 1, "tip": 1, "helpline": 1, "key_figure": 1, "page": 1, "paragraph": 2, "list": 1},
    "guide-verifier-information": {"step": 6, "warning": 1, "tip": 1, "helpline": 1, "key_figure": 1, "page": 1, "paragraph": 1},
}
# The short police and medical numbers are left out: they are also ages and hours.
NUMBERS = re.compile(r"\b(3018|3020|3114|119|112|114|116[  ]?000|0800)\b")
CUES, CLUSTER = b"\x1c\x53\xbb\x6b", b"\x1f\x43\xb6\x75"


def texts_by_language(value: Any) -> list[dict[str, str]]:
    """Every {fr: ..., en: ...} found anywhere in a file."""
    if isinstance(value, dict):
        if "fr" in value:
            return [value]
        return [found for part in value.values() for found in texts_by_language(part)]
    if isinstance(value, list):
        return [found for part in value for found in texts_by_language(part)]
    return []


def blocks_in_order(page: Any, code: str) -> tuple[tuple[str, str], ...]:
    return tuple((block["id"], block["type"]) for block in getattr(page, languages.column(page.main_text_field, code)).raw_data)


# --- what is written -------------------------------------------------------------------------------------------------------------


def test_two_of_each_type_at_least_but_for_the_places_and_the_one_edition_the_sources_tell_of() -> None:
    assert Counter(page_source(name)["type"] for name in PAGES) == {
        **dict.fromkeys(("HomePage", "EditionIndexPage", "EditionPage", "ResourceIndexPage", "EventIndexPage"), 1),
        **dict.fromkeys(("TutorialPage", "ArticlePage", "ConversationPage", "PartnerResourcePage", "KitPage"), 2),
        **dict.fromkeys(("OrganisationPage", "ActivityPage", "FaqPage", "EventPage"), 3),
        "InterviewPage": 5,
        "GuidePage": 6,
        "StandardPage": 6,
    }


def test_the_tree_names_every_page_written() -> None:
    assert sorted(PAGES) == sorted(path.stem for path in (DATA / "pages").glob("*.yaml"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_everything_in_each_of_its_languages(name: str) -> None:
    source = page_source(name)
    languages_of_the_page = {"fr", "en", "ar"} if name in IN_ARABIC else {"fr", "en"}
    assert set(source["ready"]) == languages_of_the_page
    source.pop("address")
    assert [text for text in texts_by_language(source) if set(text) != languages_of_the_page or not all(text.values())] == []


@pytest.mark.parametrize("family", ["themes", "audiences", "ages", "helplines", "evidence", "organisations", "people", "images", "videos"])
def test_records_speak_three_languages(family: str) -> None:
    assert [text for text in texts_by_language(records(family)) if set(text) != {"fr", "en", "ar"}] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_number_to_call_is_typed_by_hand(name: str) -> None:
    texts = [word for text in texts_by_language(page_source(name)) for word in text.values()]
    assert [text for text in texts if NUMBERS.search(text)] == []


@pytest.mark.parametrize("name", sorted(BLOCKS_OF_GUIDES))
def test_a_guide_has_its_steps_and_everything_that_helps(name: str) -> None:
    assert Counter(kind for block in page_source(name)["steps"] for kind in block) == BLOCKS_OF_GUIDES[name]


def test_no_words_are_put_into_a_guests_mouth() -> None:
    assert [name for name in PAGES if "key_quotes" in page_source(name)] == []
    speakers = {cue.speaker for path in CAPTIONS.glob("*.vtt") for cue in read_captions(path.read_bytes()).cues}
    assert speakers == {"Voix off", "Narrator"}


# --- media -----------------------------------------------------------------------------------------------------------------------


def test_every_image_and_clip_has_its_file() -> None:
    assert sorted(path.stem for path in IMAGES.glob("*")) == sorted(record["slug"] for record in records("images"))
    assert sorted(path.stem for path in CLIPS.glob("*")) == sorted(["contenu-genere", *(record["slug"] for record in records("videos"))])


@pytest.mark.parametrize("path", sorted(CLIPS.glob("*.webm")), ids=lambda path: path.stem)
def test_a_browser_can_seek_in_a_clip(path: Any) -> None:
    content = path.read_bytes()
    assert 0 < content.index(CUES) < content.index(CLUSTER)


@pytest.mark.parametrize("record", records("videos"), ids=lambda record: record["slug"])
def test_captions_keep_time_with_the_clip_and_its_chapters(record: dict[str, Any]) -> None:
    interview = page_source(record["slug"])
    french, english = (read_captions(captions(record["slug"], code)) for code in ("fr", "en"))
    assert french.mended == english.mended == ()
    assert [(cue.start_ms, cue.end_ms) for cue in french.cues] == [(cue.start_ms, cue.end_ms) for cue in english.cues]
    assert french.cues[-1].end_ms < record["duration_ms"]
    starts = {cue.start_ms for cue in french.cues}
    assert [chapter["time_ms"] for chapter in interview["chapters"][1:]] == [question["time_ms"] for question in interview["questions"][1:]]
    assert {question["time_ms"] for question in interview["questions"]} <= starts
    assert interview["chapters"][0]["time_ms"] == 0


# --- loading ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_loading_makes_a_whole_site_that_the_forms_would_accept(superuser: Any) -> None:
    load(superuser, lambda _line: None)

    pages = {page.pk: page.specific for page in public_pages().filter(is_sample=True)}
    assert len(pages) == len(PAGES)
    assert {page.latest_revision.user for page in pages.values()} == {superuser}
    arabic = {page.pk for page in pages.values() if languages.is_ready(page, "ar")}
    assert len(arabic) == len(IN_ARABIC)
    for page in pages.values():
        for code in languages.ready_languages(page):
            text = getattr(page, languages.column(page.main_text_field, code))
            text.stream_block.clean(text)
        assert len({blocks_in_order(page, code) for code in languages.ready_languages(page)}) == 1
    assert [(e.number, e.contents.count(), e.partners.count(), e.key_figures.count()) for e in EditionPage.objects.all()] == [(1, 8, 3, 4)]
    assert HomePage.objects.get().current_edition.number == 1
    assert Counter(InterviewPage.objects.values_list("video__caption_tracks__language", flat=True)) == {"fr": 5, "en": 5}
    assert set(CaptionCue.objects.filter(text__contains="captures d'écran").values_list("track__video__interviews__slug", flat=True)) == {
        "justine-atlan"
    }
    assert not InterviewQuote.objects.exists()
    assert Video.objects.count() == 5
    assert {model.__name__: model.objects.count() for model in resource_types()} == {
        "ActivityPage": 3,
        "ArticlePage": 2,
        "ConversationPage": 2,
        "FaqPage": 3,
        "GuidePage": 6,
        "KitPage": 2,
        "PartnerResourcePage": 2,
        "TutorialPage": 2,
    }
    assert {space.slug: space.get_descendants().live().count() for space in OrganisationPage.objects.order_by("path")} == {
        "e-enfance": 5,
        "unaf": 6,
        "generation-numerique": 10,
    }


@pytest.mark.usefixtures("sample_site")
def test_lists_of_sentences_are_loaded_in_order_and_in_every_language() -> None:
    for page in (page.specific for page in BasePage.objects.filter(is_sample=True)):
        for listed in page.text_lists:
            for code in languages.ready_languages(page):
                rows = getattr(page, listed.relation).order_by("sort_order")
                written = [text[code] for text in page_source(NAMES[page.key])[listed.relation]]
                assert [getattr(row, languages.column(listed.field, code)) for row in rows] == written != []


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_leaves_what_editors_did(settings: Any) -> None:
    settings.HAS_DEMO_CONTENT = True
    with pytest.raises(CommandError, match="no active superuser to publish in the name of"):
        call_command("load_starter_content")
    assert ContentEvent.objects.count() == 0
    loader()
    first = io.StringIO()
    call_command("load_starter_content", stdout=first)
    assert first.getvalue().splitlines()[0] == "Themes, audiences and ages: 19 new"
    assert first.getvalue().splitlines()[-1] == "The sample content is complete (212 new)."
    assert ContentEvent.objects.count() == 212
    assert set(ContentEvent.objects.values_list("action", flat=True)) == {ContentEvent.Action.PUBLISHED}
    theme = Theme.objects.get(slug="jeux-video")
    theme.name_fr = "Jouer"
    theme.save()
    guide = GuidePage.objects.get(slug="verifier-une-information")
    guide.unpublish()
    journal = list(ContentEvent.objects.values_list("pk", flat=True))
    counts = (BasePage.objects.count(), ClubImage.objects.count(), Video.objects.count(), Theme.objects.count())

    second = io.StringIO()
    call_command("load_starter_content", stdout=second)

    assert second.getvalue().splitlines()[-1] == "The sample content was complete already."
    assert list(ContentEvent.objects.values_list("pk", flat=True)) == journal
    assert (BasePage.objects.count(), ClubImage.objects.count(), Video.objects.count(), Theme.objects.count()) == counts
    theme.refresh_from_db()
    guide.refresh_from_db()
    assert (theme.name_fr, guide.live) == ("Jouer", False)


@pytest.mark.django_db
def test_at_every_hour_a_fitting_line_is_open() -> None:
    load_vocabulary()
    load_helplines()
    paris = ZoneInfo("Europe/Paris")
    late, later = dt.datetime(2026, 11, 22, 22, 59, tzinfo=paris), dt.datetime(2026, 11, 22, 23, 0, tzinfo=paris)
    lines = {line.code: line for line in Helpline.objects.all()}
    assert lines["3018"].supersedes == ["0800 200 000", "3020"]
    assert lines["3018"].is_open(late)
    assert [code for code, line in lines.items() if line.is_open(later)] == ["119", "3114", "17", "15", "112", "114", "116000"]
    assert lines["3018"].next_opening(later) == dt.datetime(2026, 11, 23, 9, 0, tzinfo=paris)


@pytest.mark.django_db
def test_the_command_refuses_outside_development(settings: Any) -> None:
    settings.HAS_DEMO_CONTENT = False
    pages = BasePage.objects.count()
    with pytest.raises(CommandError, match=r"exists in development only"):
        call_command("load_starter_content")
    assert (BasePage.objects.count(), Theme.objects.count(), ContentEvent.objects.count()) == (pages, 0, 0)


@pytest.mark.django_db
def test_the_command_refuses_a_name_it_does_not_know(settings: Any) -> None:
    settings.HAS_DEMO_CONTENT = True
    with pytest.raises(CommandError, match="no active superuser named “personne”"):
        call_command("load_starter_content", user="personne")
    assert (Theme.objects.count(), ContentEvent.objects.count()) == (0, 0)
