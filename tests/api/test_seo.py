"""What search engines are told of a page: addresses, languages and facts, in the language served, and nothing that ends a script."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from api.rendering.structured_data import script_safe
from pages import models
from pages.cards.reading import cover_of, facts_of
from pages.media.links import captions_url, rendition_url, video_url
from tests.api.asking import ask, data_of
from tests.api.scenes import interview, stream
from tests.factories import (
    ArticlePageFactory,
    EventPageFactory,
    FaqPageFactory,
    GuidePageFactory,
    ImageFactory,
    OrganisationFactory,
    OrganisationPageFactory,
    StandardPageFactory,
)

SITE = "https://lecteurs.invalid"
POINT = {"latitude": 45.7, "longitude": 4.8}
PUBLISHED = dt.datetime(2020, 11, 5, 8, tzinfo=dt.UTC)
SEO = "seo { title description canonical robots alternates { hreflang locale url } image { url width height altText } }"


@pytest.fixture(autouse=True)
def _published_home(request: pytest.FixtureRequest) -> None:
    """Pages stand below a home page that is there."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("home")


def graph(path: str, locale: str = "FR") -> list[Any]:
    """The things a page's JSON-LD speaks of."""
    asked = {"path": path, "locale": locale}
    answer = data_of("query ($path: String!, $locale: Locale) { page(path: $path, locale: $locale) { seo { jsonLd } } }", asked)
    return list(json.loads(answer["page"]["seo"]["jsonLd"])["@graph"])


def card(page: models.BasePage, language: str = "fr") -> str:
    """Where the page's card is: gathered from the page itself, as the view does."""
    now = timezone.now()
    seen = models.BasePage.objects.get(pk=page.pk)
    return "http://testserver" + facts_of(seen, language, cover_of(seen, now), now).url(page.key)


def social(image: models.ClubImage) -> str:
    return "http://testserver" + rendition_url(str(image.key), image.file.name, (None,) * 4, "social")


@pytest.mark.django_db
def test_a_page_in_two_languages_says_where_each_stands() -> None:
    cover = ImageFactory(title="Couverture", alt_text_en="Cover")
    page = StandardPageFactory(
        slug="a-propos",
        address_en="about",
        title_fr="À propos",
        title_en="About",
        summary_en="Who we are",
        ready=["en"],
        cover_image=cover,
        seo_title_en="About the Club",
    )

    answer = data_of(f'{{ en: page(path: "/about", locale: EN) {{ {SEO} }} ar: page(path: "/about", locale: AR) {{ {SEO} }} }}')

    alternates = [
        {"hreflang": "fr", "locale": "FR", "url": f"{SITE}/fr/a-propos"},
        {"hreflang": "en", "locale": "EN", "url": f"{SITE}/en/about"},
        {"hreflang": "x-default", "locale": None, "url": f"{SITE}/fr/a-propos"},
    ]
    shown = {"robots": "index, follow", "alternates": alternates}
    size = {"width": 1200, "height": 630}
    assert answer["en"]["seo"] == {
        "title": "About the Club",
        "description": "Who we are",
        "canonical": f"{SITE}/en/about",
        "image": {**size, "url": card(page, "en"), "altText": "About · Information · The Connected Parents' Club"},
        **shown,
    }
    # The Arabic is not ready: what is served is the French page, and stands there.
    assert answer["ar"]["seo"] == {
        "title": "À propos",
        "description": "Résumé de À propos",
        "canonical": f"{SITE}/fr/a-propos",
        "image": {**size, "url": card(page), "altText": "À propos · Informations · Le Club des Parents Connectés"},
        **shown,
    }


@pytest.mark.django_db
def test_sample_content_is_not_for_search_engines() -> None:
    StandardPageFactory(slug="essai", is_sample=True)

    assert data_of('{ page(path: "/essai") { seo { robots } } }')["page"]["seo"] == {"robots": "noindex"}


@pytest.mark.django_db
def test_addresses_are_written_as_addresses() -> None:
    StandardPageFactory(slug="secours", address_ar="مساعدة", title_ar="مساعدة", ready=["ar"])

    canonical = data_of('{ page(path: "/secours", locale: AR) { path seo { canonical } } }')["page"]

    assert canonical == {
        "path": "/مساعدة",
        "seo": {"canonical": f"{SITE}/ar/%D9%85%D8%B3%D8%A7%D8%B9%D8%AF%D8%A9"},
    }


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.django_db
def test_what_search_engines_are_told_takes_the_same_statements_for_many(count: int) -> None:
    for number in range(count):
        interview(number, cover_image=ImageFactory(), organisation=OrganisationFactory(), first_published_at=PUBLISHED)

    answer = ask(f"{{ interviews {{ nodes {{ creditLine breadcrumbs {{ path }} {SEO.replace('title', 'jsonLd title', 1)} }} }} }}")

    assert len(answer.data["interviews"]["nodes"]) == count
    # The interviews; their paths; associations; those that sign too; pages above and their paths; covers; films; posters; tracks; chapters.
    assert len(answer.statements) == 11


@pytest.mark.django_db
def test_an_interview_is_a_film_with_clips_and_captions() -> None:
    maker = OrganisationFactory(name_fr="Association", url="https://association.invalid/")
    page = interview(1, organisation=maker, first_published_at=PUBLISHED, slug="entretien")

    assert graph("/e-enfance/entretien", "EN") == [
        {
            "name": "Interview 1",
            "url": f"{SITE}/en/e-enfance/entretien",
            "inLanguage": "en",
            "@type": "VideoObject",
            "uploadDate": "2020-11-05T08:00:00+00:00",
            "duration": "P0DT00H00M01S",
            "contentUrl": "http://testserver" + video_url(str(page.video.key), page.video.file.name),
            "caption": [
                {
                    "@type": "MediaObject",
                    "contentUrl": "http://testserver" + captions_url(str(page.video.key), "fr", "captions"),
                    "encodingFormat": "text/vtt",
                    "inLanguage": "fr",
                }
            ],
            "hasPart": [
                {"@type": "Clip", "name": "Start 1", "startOffset": 0, "url": f"{SITE}/en/e-enfance/entretien?t=0", "endOffset": 0.5},
                {"@type": "Clip", "name": "More 1", "startOffset": 0.5, "url": f"{SITE}/en/e-enfance/entretien?t=0", "endOffset": 1},
            ],
            "publisher": {"@type": "Organization", "name": "Association"},
            "image": card(page, "en"),
            "thumbnailUrl": social(page.video.poster),
        },
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Accueil", "item": f"{SITE}/fr/"},
                {"@type": "ListItem", "position": 2, "name": "e-Enfance", "item": f"{SITE}/fr/e-enfance"},
                {"@type": "ListItem", "position": 3, "name": "Interview 1", "item": f"{SITE}/en/e-enfance/entretien"},
            ],
        },
    ]


@pytest.mark.django_db
def test_a_guide_says_how_and_a_question_is_answered() -> None:
    picture = ImageFactory()
    steps = [
        ("step", {"title": "Garder", "text": "<p>Une <b>capture</b>.</p>", "image": picture.pk}),
        ("paragraph", "<p>Ensuite.</p>"),
        ("step", {"title": "Signaler", "text": "<p>Appeler.</p>", "image": None}),
    ]
    page = GuidePageFactory(slug="guide", title_fr="Guide", steps_fr=stream(*steps))
    question = ("question", {"question": "Et après ?", "answer": "<p>Attendre.</p>"})
    FaqPageFactory(slug="faq", title_fr="Faq", question_fr="Que faire ?", answer_fr=stream(("paragraph", "<p>Parler.</p>"), question))

    assert graph("/ressources/guide")[0] == {
        "name": "Guide",
        "description": "Résumé de Guide",
        "url": f"{SITE}/fr/ressources/guide",
        "inLanguage": "fr",
        "image": card(page),
        "@type": "HowTo",
        "step": [
            {"@type": "HowToStep", "position": 1, "name": "Garder", "text": "Une capture.", "image": social(picture)},
            {"@type": "HowToStep", "position": 2, "name": "Signaler", "text": "Appeler."},
        ],
    }
    assert graph("/ressources/faq")[0]["mainEntity"] == [
        {"@type": "Question", "name": "Que faire ?", "acceptedAnswer": {"@type": "Answer", "text": "Parler."}},
        {"@type": "Question", "name": "Et après ?", "acceptedAnswer": {"@type": "Answer", "text": "Attendre."}},
    ]


@pytest.mark.parametrize(
    ("where", "mode", "places"),
    [
        (
            {
                "venue_name": "Salle",
                "city": "Lyon",
                "postcode": "69003",
                "department": "69",
                "platform": "",
                "latitude": 45.7,
                "longitude": 4.8,
            },
            "Offline",
            [
                {
                    "@type": "Place",
                    "name": "Salle",
                    "address": {"@type": "PostalAddress", "postalCode": "69003", "addressLocality": "Lyon", "addressCountry": "FR"},
                    "geo": {"@type": "GeoCoordinates", "latitude": 45.7, "longitude": 4.8},
                }
            ],
        ),
        (
            {"join_url": "https://visio.invalid/1"},
            "Online",
            [{"@type": "VirtualLocation", "name": "Visio", "url": "https://visio.invalid/1"}],
        ),
        (
            {"venue_name": "Salle"},
            "Mixed",
            [
                {"@type": "Place", "name": "Salle", "address": {"@type": "PostalAddress"}},
                {"@type": "VirtualLocation", "name": "Visio", "url": f"{SITE}/fr/agenda/soiree"},
            ],
        ),
    ],
)
@pytest.mark.django_db
def test_an_event_says_when_where_and_whether(where: dict[str, Any], mode: str, places: list[Any]) -> None:
    maker = OrganisationFactory(name_fr="Association", name_en="Organisation")
    page = EventPageFactory(slug="soiree", title_fr="Soirée", status="cancelled", organisation=maker, languages_spoken="fr, ar", **where)

    # In English, in which the page is not ready: every word of it is French.
    assert graph("/agenda/soiree", "EN")[0] == {
        "name": "Soirée",
        "description": "Résumé de Soirée",
        "url": f"{SITE}/fr/agenda/soiree",
        "inLanguage": ["fr", "ar"],
        "image": card(page),
        "@type": "Event",
        "startDate": "2030-03-12T18:30:00+01:00",
        "endDate": "2030-03-12T19:30:00+01:00",
        "eventStatus": "https://schema.org/EventCancelled",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": places,
        "organizer": {"@type": "Organization", "name": "Association"},
        "isAccessibleForFree": True,
    }


@pytest.mark.django_db
def test_each_type_of_page_is_what_it_is() -> None:
    logo = ImageFactory()
    maker = OrganisationFactory(name_fr="Association", url="https://association.invalid/", logo=logo, description_fr="Elle aide.")
    space = OrganisationPageFactory(slug="espace", title_fr="Espace", organisation=maker)
    OrganisationPageFactory(slug="vide", title_fr="Vide")
    ArticlePageFactory(slug="article", title_fr="Article", organisation=maker, first_published_at=PUBLISHED)
    StandardPageFactory(slug="page", last_reviewed_on=dt.date(2024, 5, 6))

    assert graph("/espace")[0] == {
        "name": "Association",
        "description": "Elle aide.",
        "url": "https://association.invalid/",
        "inLanguage": "fr",
        "image": card(space),
        "@type": "Organization",
        "logo": social(logo),
    }
    article, page = graph("/ressources/article")[0], graph("/page")[0]
    assert (article["@type"], article["headline"], article["datePublished"], article["publisher"]) == (
        "Article",
        "Article",
        "2020-11-05T08:00:00+00:00",
        {"@type": "Organization", "name": "Association", "url": "https://association.invalid/"},
    )
    assert (page["@type"], page["lastReviewed"]) == ("WebPage", "2024-05-06")
    assert [graph(path)[0]["@type"] for path in ("/vide", "/ressources")] == ["WebPage", "CollectionPage"]
    assert graph("/") == [
        {
            "name": "Club des Parents Connectés",
            "description": "Le Club des parents connectés",
            "url": f"{SITE}/fr/",
            "inLanguage": "fr",
            "image": card(models.HomePage.objects.get()),
            "@type": "WebSite",
            "alternateName": "Accueil",
        }
    ]


@given(title=st.text() | st.sampled_from(["</script><!--", "a\u2028b\u2029c", "&lt;&#60;", '"\\', "]]>"]))
def test_whatever_a_title_holds_stays_inside_its_script(title: str) -> None:
    written = script_safe({"name": title, title: [title]})

    assert json.loads(written) == {"name": title, title: [title]}
    assert set("<>&\u2028\u2029").isdisjoint(written)


@pytest.mark.django_db
def test_a_hostile_title_stays_inside_its_script() -> None:
    hostile = "</script><script>alert(1)</script><!-- & \u2028"
    ArticlePageFactory(slug="article", title_fr=hostile)

    written = data_of('{ page(path: "/ressources/article") { seo { jsonLd } } }')["page"]["seo"]["jsonLd"]

    assert json.loads(written)["@graph"][0]["headline"] == hostile
    assert set("<>&\u2028\u2029").isdisjoint(written)
