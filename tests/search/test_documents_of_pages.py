"""The pages of the site become exactly these documents, read by explicit columns from what is public."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pages import languages
from pages.models import (
    EditionKeyFigure,
    EditionPartner,
    HomePage,
    InterviewChapter,
    InterviewPage,
    InterviewQuestion,
    InterviewQuote,
    InterviewSpeaker,
)
from search.documents import documents_of
from search.engine import SearchDocument
from search.sources import read_sources
from tests.factories import (
    AgeBandFactory,
    AudienceFactory,
    CaptionTrackFactory,
    DocumentFactory,
    EditionPageFactory,
    EvidenceFactory,
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    InterviewPageFactory,
    OrganisationFactory,
    PersonFactory,
    ResourceIndexPageFactory,
    ThemeFactory,
    VideoFactory,
    private_collection,
    restrict,
    save_released,
)


def documents(page: object) -> dict[str, SearchDocument]:
    """The page's documents by language, read from the tables."""
    sources = read_sources([page.pk])  # type: ignore[attr-defined]
    return {document.language: document for source in sources for document in documents_of(source)}


def lines(document: SearchDocument) -> list[str]:
    return [line for line in document.body.split("\n") if line]


def captions(text: str) -> str:
    return f"WEBVTT\n\n00:01.000 --> 00:04.000\n{text}"


@pytest.mark.django_db
def test_an_interview_is_found_by_its_people_questions_and_captions(home: HomePage) -> None:
    video = VideoFactory(title_fr="La vidéo", title_en="The video")
    CaptionTrackFactory(
        video=video, language="fr", webvtt="WEBVTT\n\n00:01.000 --> 00:04.000\n<v Voix off>Garder les captures &amp; preuves."
    )
    CaptionTrackFactory(video=video, language="en", webvtt="WEBVTT\n\n00:01.000 --> 00:04.000\nKeep the screenshots.")
    guest = PersonFactory(display_name_fr="Anne Exemple", role_fr="Psychologue", role_en="Psychologist")
    host = PersonFactory(display_name_fr="Hôte Exemple")
    page = InterviewPageFactory(
        title_fr="Entretien",
        ready=["en"],
        video=video,
        interviewer=host,
        introduction_fr=[("paragraph", "<p>Présentation</p>")],
        introduction_en=[("paragraph", "<p>Introduction</p>")],
        introduction_ar=[("paragraph", "<p>مقدمة</p>")],
    )
    page.speakers = [InterviewSpeaker(person=guest, role_fr="Médecin alors", role_en="Doctor then")]
    page.questions = [InterviewQuestion(question_fr="Pourquoi ?", question_en="Why?")]
    page.key_quotes = [InterviewQuote(speaker=guest, quote_fr="Une citation")]
    page.chapters = [InterviewChapter(title_fr="Chapitre un", title_en="")]
    page.save()

    found = documents(page)
    assert set(found) == {"fr", "en"}
    assert lines(found["fr"]) == [
        "Résumé de Entretien",
        "Présentation",
        "Hôte Exemple",
        "La vidéo",
        "Garder les captures & preuves.",
        "Médecin alors",
        "Anne Exemple",
        "Psychologue",
        "Pourquoi ?",
        "Une citation",
        "Chapitre un",
    ]
    assert lines(found["en"]) == [
        "Résumé de Entretien [en]",
        "Introduction",
        "Hôte Exemple",
        "The video",
        "Keep the screenshots.",
        "Doctor then",
        "Anne Exemple",
        "Psychologist",
        "Why?",
    ]
    assert found["fr"].depends_on == {f"person:{host.pk}", f"person:{guest.pk}", f"video:{video.pk}"}
    assert (found["fr"].served_in, found["en"].served_in) == ({"fr", "ar"}, {"en"})


@pytest.mark.django_db
def test_an_edition_is_found_by_its_theme_partners_and_figures(home: HomePage) -> None:
    theme, partner = ThemeFactory(name_fr="Harcèlement"), OrganisationFactory(name_fr="Fondation Exemple", short_name="FE")
    figure = EvidenceFactory(statement_fr="des parents s’inquiètent", figure="89 %", study="Enquête", author="Ipsos")
    page = EditionPageFactory(title_fr="Édition", theme=theme, editorial_fr=[("paragraph", "<p>Éditorial</p>")])
    page.partners = [EditionPartner(organisation=partner)]
    page.key_figures = [EditionKeyFigure(evidence=figure)]
    save_released(page)
    assert lines(documents(page)["fr"]) == [
        "Résumé de Édition",
        "Éditorial",
        "Harcèlement",
        "Fondation Exemple",
        "FE",
        "des parents s’inquiètent",
        "89 %",
        "Enquête",
        "Ipsos",
    ]


@pytest.mark.django_db
def test_a_guide_is_found_by_its_steps_and_by_what_it_shows_and_is_filed_under(home: HomePage) -> None:
    image, cover = ImageFactory(alt_text_fr="Un écran"), ImageFactory(alt_text_fr="Une couverture")
    line = HelplineFactory(name_fr="Ligne d’aide", audience_note_fr="Pour tous", number_short="3018", operator="Opérateur")
    author, cosigner = OrganisationFactory(name_fr="Autrice", short_name="AU"), OrganisationFactory(name_fr="Cosignataire", short_name="CO")
    page = GuidePageFactory(
        title_fr="Guide",
        keywords_fr="nudes, sextos",
        organisation=author,
        cosigning_organisations=[cosigner],
        cover_image=cover,
        themes=[ThemeFactory(name_fr="Vie privée")],
        ages=[AgeBandFactory(name_fr="11-14 ans", school_levels=["6e", "5e"])],
        audiences=[AudienceFactory(name_fr="Parents")],
        steps_fr=[
            ("step", {"title": "Garder", "text": "<p>Les preuves</p>", "image": image}),
            ("image", {"image": image, "alt_text": "Le même écran", "is_decorative": False, "caption": "Légende"}),
            ("helpline", line),
            ("document", DocumentFactory(title="Affiche à imprimer")),
        ],
        easy_read_fr=[("paragraph", "<p>Facile à lire</p>")],
    )
    found = documents(page)["fr"]
    assert found.keywords == "nudes, sextos"
    assert lines(found) == [
        "Résumé de Guide",
        "Garder",
        "Les preuves",
        "Un écran",
        "Le même écran",
        "Légende",
        "Ligne d’aide",
        "Pour tous",
        "3018",
        "Opérateur",
        "Affiche à imprimer",
        "Facile à lire",
        "Autrice",
        "AU",
        "Une couverture",
        "Cosignataire",
        "CO",
        "Vie privée",
        "11-14 ans",
        "6e 5e",
        "Parents",
    ]


@pytest.mark.django_db
def test_a_text_that_readers_of_other_languages_get_has_the_names_that_they_see(home: HomePage) -> None:
    author = OrganisationFactory(name_fr="Autrice", name_ar="جمعية", short_name="AU")
    line = HelplineFactory(name_fr="Ligne", name_en="Line", name_ar="خط", audience_note_fr="Pour tous", audience_note_ar="للجميع")
    page = GuidePageFactory(
        title_fr="Guide",
        organisation=author,
        themes=[ThemeFactory(name_fr="Jeux", name_en="Games", name_ar="ألعاب"), ThemeFactory(name_fr="Sommeil")],
        ages=[AgeBandFactory(name_fr="11-14 ans", name_ar="من 11 إلى 14 سنة")],
        audiences=[AudienceFactory(name_fr="Parents", name_en="Parents")],
        steps_fr=[("helpline", line)],
    )
    found = documents(page)
    assert {code: dict(document.names) for code, document in found.items()} == {
        "fr": {"en": "Parents\nLine\nGames", "ar": "من 11 إلى 14 سنة\nخط\nجمعية\nألعاب"}
    }
    languages.set_ready(page, "ar")
    page.title_ar = "دليل"
    page.save()
    found = documents(page)
    assert {code: dict(document.names) for code, document in found.items()} == {"fr": {"en": "Parents\nLine\nGames"}, "ar": {}}
    # What is shown to readers of Arabic is in their text already.
    assert lines(found["ar"])[-6:] == ["جمعية", "AU", "ألعاب", "Sommeil", "من 11 إلى 14 سنة", "Parents"]


@pytest.mark.django_db
def test_nothing_of_hidden_images_and_videos_enters_but_their_names(home: HomePage) -> None:
    hidden = private_collection()
    image = ImageFactory(alt_text_fr="canari image", collection=hidden)
    video = VideoFactory(title_fr="canari video", collection=hidden)
    paper = DocumentFactory(title="canari document", collection=hidden)
    CaptionTrackFactory(video=video, webvtt=captions("canari sous-titre"))
    page = InterviewPageFactory(
        title_fr="Entretien",
        video=video,
        cover_image=image,
        introduction_fr=[
            ("image", {"image": image, "alt_text": "canari ici", "is_decorative": False, "caption": "canari légende"}),
            ("video", video),
            ("document", paper),
        ],
    )
    found = documents(page)["fr"]
    assert lines(found) == ["Résumé de Entretien"]
    assert found.depends_on == {f"image:{image.pk}", f"video:{video.pk}", f"document:{paper.pk}"}


@pytest.mark.django_db
def test_pages_that_are_not_public_have_no_document(home: HomePage) -> None:
    now = timezone.now()
    private = ResourceIndexPageFactory()
    hidden = [
        private,
        GuidePageFactory(parent=private),
        GuidePageFactory(parent=ResourceIndexPageFactory(), live=False),
        GuidePageFactory(expire_at=now - dt.timedelta(seconds=1)),
        GuidePageFactory(go_live_at=now + dt.timedelta(days=1)),
    ]
    restrict(private)
    assert read_sources([1, 0, 10**9, *(page.pk for page in hidden)]) == []


@pytest.mark.django_db
def test_a_page_that_expires_says_when(home: HomePage) -> None:
    moment = timezone.now() + dt.timedelta(days=1)
    assert documents(GuidePageFactory(expire_at=moment))["fr"].expires_at == moment


@pytest.mark.django_db
def test_a_language_that_is_not_ready_has_no_document(home: HomePage) -> None:
    page = GuidePageFactory(title_en="canary", ready=["ar"], title_ar="دليل")
    assert {code: (document.title, set(document.served_in)) for code, document in documents(page).items()} == {
        "fr": (page.title_fr, {"fr", "en"}),
        "ar": ("دليل", {"ar"}),
    }
    languages.set_ready(page, "en")
    page.save()
    assert {code: set(document.served_in) for code, document in documents(page).items()} == {"fr": {"fr"}, "en": {"en"}, "ar": {"ar"}}


@pytest.mark.django_db
def test_one_page_and_twenty_are_read_by_the_same_statements(home: HomePage, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    video, guest = VideoFactory(), PersonFactory()
    CaptionTrackFactory(video=video)
    made: list[InterviewPage] = []
    for _ in range(20):
        page = InterviewPageFactory(video=video, cover_image=ImageFactory(), themes=[ThemeFactory()])
        page.speakers = [InterviewSpeaker(person=guest)]
        page.save()
        made.append(page)
    # Public pages, interviews, four kinds of children, four sets; themes; people; images and videos with what of them is public; cues.
    for pages in (made[:1], made):
        with django_assert_num_queries(17):
            assert [source.page_id for source in read_sources(page.pk for page in pages)] == [page.pk for page in pages]
