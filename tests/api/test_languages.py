"""The language served: decided for each object by what was asked and what is ready, at every depth, and never by the thread."""

from __future__ import annotations

import pytest
from django.utils import translation

from pages import languages, models
from tests.api.asking import data_of
from tests.api.scenes import edition, items, link, stream
from tests.factories import (
    EvidenceFactory,
    GuidePageFactory,
    ImageFactory,
    InterviewPageFactory,
    OrganisationFactory,
    PersonFactory,
    StandardPageFactory,
    ThemeFactory,
    VideoFactory,
)

pytestmark = pytest.mark.django_db

EDITION = """
fragment Edition on EditionPage {
  title locale isFallback
  theme { name description }
  contents {
    title locale isFallback
    ... on InterviewPage {
      speakers { role person { name biography organisation { name } } }
      chapters { title }
    }
    themes { name }
    coverImage { altText }
  }
}
query { en: edition(number: 1, locale: EN) { ...Edition } ar: edition(number: 1, locale: AR) { ...Edition } }
"""


@pytest.fixture
def mixed_edition(home: models.HomePage) -> models.EditionPage:
    """An edition ready in Arabic whose interview is ready in English, with relations translated here and there."""
    guest = PersonFactory(
        display_name_fr="Nom",
        display_name_ar="اسم",
        biography_fr="Biographie",
        biography_en="Biography",
        organisation=OrganisationFactory(name_fr="Association française"),
    )
    interview = InterviewPageFactory(
        title_fr="Entretien",
        title_en="Interview",
        # Written, but not ready: nobody is served this.
        title_ar="مقابلة",
        ready=["en"],
        themes=[ThemeFactory(name_fr="Écrans", name_en="Screens")],
        cover_image=ImageFactory(alt_text_fr="Un écran", alt_text_ar="شاشة"),
    )
    interview.speakers = [models.InterviewSpeaker(person=guest, role_fr="Rôle", role_ar="دور")]
    interview.chapters = [models.InterviewChapter(time_ms=0, title_fr="Début", title_en="Start", title_ar="بداية")]
    interview.save()
    made = edition(1, [interview], title_ar="طبعة", ready=["ar"])
    theme = made.theme
    theme.name_fr, theme.name_en, theme.description_fr, theme.description_ar = "Harcèlement", "Bullying", "Description", "وصف"
    theme.save()
    return made


def test_two_locales_in_one_operation_are_right_at_every_depth(mixed_edition: models.EditionPage) -> None:
    assert data_of(EDITION) == {
        "en": {
            "title": "Édition 1",
            "locale": "FR",
            "isFallback": True,
            # Snippets fall back field by field.
            "theme": {"name": "Bullying", "description": "Description"},
            "contents": [
                {
                    "title": "Interview",
                    "locale": "EN",
                    "isFallback": False,
                    # A row of a page shows what the page's language has: nothing here.
                    "speakers": [
                        {
                            "role": None,
                            "person": {"name": "Nom", "biography": "Biography", "organisation": {"name": "Association française"}},
                        }
                    ],
                    "chapters": [{"title": "Start"}],
                    "themes": [{"name": "Screens"}],
                    "coverImage": {"altText": "Un écran"},
                }
            ],
        },
        "ar": {
            "title": "طبعة",
            "locale": "AR",
            "isFallback": False,
            "theme": {"name": "Harcèlement", "description": "وصف"},
            "contents": [
                {
                    "title": "Entretien",
                    "locale": "FR",
                    "isFallback": True,
                    "speakers": [
                        {
                            "role": "Rôle",
                            "person": {"name": "اسم", "biography": "Biographie", "organisation": {"name": "Association française"}},
                        }
                    ],
                    "chapters": [{"title": "Début"}],
                    "themes": [{"name": "Écrans"}],
                    "coverImage": {"altText": "شاشة"},
                }
            ],
        },
    }


def test_the_language_of_the_thread_plays_no_part_and_is_left_as_it_was(mixed_edition: models.EditionPage) -> None:
    expected = data_of(EDITION)

    for code in ("ar", "en", "fr"):
        with translation.override(code):
            assert data_of(EDITION) == expected
            assert translation.get_language() == code


def test_no_language_bleeds_into_the_next_request(mixed_edition: models.EditionPage) -> None:
    question = "query ($locale: Locale) { edition(number: 1, locale: $locale) { title theme { name } } }"
    answers = [data_of(question, {"locale": locale}) for locale in ("AR", "FR", "EN", None, "AR")]

    assert answers == [
        {"edition": {"title": "طبعة", "theme": {"name": "Harcèlement"}}},
        {"edition": {"title": "Édition 1", "theme": {"name": "Harcèlement"}}},
        {"edition": {"title": "Édition 1", "theme": {"name": "Bullying"}}},
        {"edition": {"title": "Édition 1", "theme": {"name": "Harcèlement"}}},
        {"edition": {"title": "طبعة", "theme": {"name": "Harcèlement"}}},
    ]


def test_a_list_mixes_ready_and_unready_pages_each_with_its_own_texts(home: models.HomePage) -> None:
    for number, ready in enumerate([["en"], [], ["en", "ar"], ["ar"]], start=1):
        GuidePageFactory(
            title_fr=f"Guide {number}",
            title_en=f"Guide in English {number}",
            title_ar=f"دليل {number}",
            summary_en="Summary",
            summary_ar="ملخص",
            summary_fr="Résumé",
            ready=ready,
            steps_fr=stream(("heading", {"text": "Titre", "level": "2", "anchor": ""})),
            steps_en=stream(("heading", {"text": "Heading", "level": "2", "anchor": ""})),
            steps_ar=stream(("heading", {"text": "عنوان", "level": "2", "anchor": ""})),
        )

    answer = data_of("{ resources(locale: EN, orderBy: OLDEST) { nodes { title summary locale bodyText } } }")

    assert answer == {
        "resources": {
            "nodes": [
                {"title": "Guide in English 1", "summary": "Summary", "locale": "EN", "bodyText": "Heading"},
                {"title": "Guide 2", "summary": "Résumé", "locale": "FR", "bodyText": "Titre"},
                {"title": "Guide in English 3", "summary": "Summary", "locale": "EN", "bodyText": "Heading"},
                {"title": "Guide 4", "summary": "Résumé", "locale": "FR", "bodyText": "Titre"},
            ]
        }
    }


def test_a_ready_language_shows_an_empty_field_as_empty(home: models.HomePage) -> None:
    page = StandardPageFactory(title_fr="À propos", seo_title_fr="Titre pour les moteurs", share_text_fr="À partager", slug="a-propos")
    languages.set_ready(page, "en")
    page.title_en, page.summary_en = "About", "Who we are"
    page.save()

    answer = data_of('{ page(path: "/a-propos", locale: EN) { title shareText seo { title description } } }')

    assert answer == {
        "page": {"title": "About", "shareText": "Who we are", "seo": {"title": "About", "description": "Who we are"}},
    }


def test_what_stands_in_a_text_is_asked_for_by_type_in_the_reader_s_language_and_in_html_in_that_of_the_text(home: models.HomePage) -> None:
    figure = EvidenceFactory(figure="83 %", statement_fr="des parents", statement_en="of parents")
    target = GuidePageFactory(title_fr="Guide", title_en="Guide in English", ready=["en"], slug="guide", address_en="guide-in-english")
    video = VideoFactory(title_fr="Film", title_en="Film in English", embed_url="https://video.invalid/1")
    GuidePageFactory(
        title_fr="Seulement en français",
        slug="francais",
        steps_fr=stream(
            ("key_figure", figure.pk),
            ("pages", {"title": "Voir aussi", "pages": items(target.pk)}),
            ("video", video.pk),
            ("paragraph", f"<p>{link('page', target.pk, 'le guide')}</p>"),
        ),
    )

    answer = data_of(
        """{ page(path: "/ressources/francais", locale: EN) {
          locale
          body {
            ... on KeyFigureBlock { evidence { statement } }
            ... on RelatedPagesBlock { pages { title path locale } }
            ... on VideoBlock { video { title } }
          }
          bodyHtml
        } }"""
    )

    assert answer == {
        "page": {
            "locale": "FR",
            "body": [
                {"evidence": {"statement": "of parents"}},
                {"pages": [{"title": "Guide in English", "path": "/ressources/guide-in-english", "locale": "EN"}]},
                {"video": {"title": "Film in English"}},
                {},
            ],
            "bodyHtml": '<figure class="key-figure"><p><strong>83 %</strong> des parents</p>'
            "<figcaption>Étude, Institut</figcaption></figure>\n"
            '<nav class="related"><p><strong>Voir aussi</strong></p><ul><li><a href="/ressources/guide">Guide</a></li></ul></nav>\n'
            '<p class="video"><a href="https://video.invalid/1">Film</a></p>'
            '<p class="captions-missing">Cette vidéo n&#x27;a pas encore de sous-titres.</p>\n'
            '<p><a href="/ressources/guide">le guide</a></p>',
        }
    }


def test_a_link_to_a_page_that_is_not_ready_says_the_language_it_answers_in(home: models.HomePage) -> None:
    target = GuidePageFactory(title_fr="Guide", slug="guide", address_en="guide-in-english")
    GuidePageFactory(ready=["en"], slug="anglais", steps_en=stream(("page", target.pk)))

    answer = data_of('{ page(path: "/ressources/anglais", locale: EN) { bodyHtml } }')

    assert answer["page"]["bodyHtml"] == ('<p class="related"><a href="/ressources/guide-in-english" hreflang="fr" lang="fr">Guide</a></p>')


def test_the_site_says_its_languages_and_speaks_the_one_asked(home: models.HomePage) -> None:
    answer = data_of("{ fr: site { locale languages { locale code name direction isSource } } ar: site(locale: AR) { locale } }")

    assert answer == {
        "fr": {
            "locale": "FR",
            "languages": [
                {"locale": "FR", "code": "fr", "name": "Français", "direction": "LTR", "isSource": True},
                {"locale": "EN", "code": "en", "name": "English", "direction": "LTR", "isSource": False},
                {"locale": "AR", "code": "ar", "name": "العربيّة", "direction": "RTL", "isSource": False},
            ],
        },
        "ar": {"locale": "AR"},
    }
