"""Statements: each operation takes an exact number of them, the same for one item and for twenty, and answers in full."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pages import models
from pages.media.links import captions_url, chapters_url, rendition_url, video_url
from search import indexing
from tests.api.asking import ask
from tests.api.scenes import edition, film, guide, interview, stream
from tests.factories import GuidePageFactory, HelplineFactory, ImageFactory, StandardPageFactory, ThemeFactory, home_page

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("count", [1, 20])]


@pytest.fixture(autouse=True)
def _published_home(home: models.HomePage) -> None:
    """Every operation reads a site whose home page is there."""


def _card(image: models.ClubImage) -> dict[str, Any]:
    url = rendition_url(str(image.key), image.file.name, (None,) * 4, "card")
    return {"altText": f"Description de {image.title}", "rendition": {"url": url, "width": 64, "height": 36}}


CARD = "{ altText rendition(name: CARD) { url width height } }"


def test_an_edition_with_its_interviews_people_and_images(count: int) -> None:
    pages = [interview(number, cover_image=ImageFactory(title=f"Couverture {number}")) for number in range(count)]
    edition(1, pages)

    answer = ask(
        f"""{{ edition(path: "/editions/edition-1", locale: EN) {{
          title number locale
          contents {{ title path locale coverImage {CARD}
            ... on InterviewPage {{ bodyHtml speakers {{ role person {{ name portrait {CARD} organisation {{ shortName }} }} }} }} }}
        }} }}"""
    )

    assert answer.data["edition"] == {
        "title": "Édition 1",
        "number": 1,
        "locale": "FR",
        "contents": [
            {
                "title": f"Interview {number}",
                "path": f"/e-enfance/{page.slug}",
                "locale": "EN",
                "coverImage": _card(page.cover_image),
                "bodyHtml": f"<p>Introduction in English {number}</p>",
                "speakers": [
                    {
                        "role": f"Role {number}",
                        "person": {
                            "name": f"Guest {number}",
                            "portrait": _card(page.speakers.get().person.portrait),
                            "organisation": {"shortName": f"ORG{number}"},
                        },
                    }
                ],
            }
            for number, page in enumerate(pages)
        ],
    }
    # The edition; its contents; their paths, covers, texts; speakers; people; portraits; organisations.
    assert len(answer.statements) == 9


def test_resources_with_their_themes_and_their_total(count: int) -> None:
    pages = [guide(number) for number in range(count)]

    answer = ask(
        f"""{{ resources(orderBy: OLDEST) {{ totalCount nodes {{
          id key title summary path themes {{ name }} ages {{ name }} audiences {{ name }} organisation {{ shortName }} coverImage {CARD}
        }} pageInfo {{ hasNextPage }} }} }}"""
    )

    nodes = answer.data["resources"].pop("nodes")
    assert answer.data == {"resources": {"totalCount": count, "pageInfo": {"hasNextPage": False}}}
    assert [{name: node[name] for name in node if name != "id"} for node in nodes] == [
        {
            "key": str(page.translation_key),
            "title": f"Guide {number}",
            "summary": f"Résumé de Guide {number}",
            "path": f"/ressources/guide-{number}",
            "themes": [{"name": f"Thème du guide {number}"}],
            "ages": [{"name": f"Âge du guide {number}"}],
            "audiences": [{"name": f"Public du guide {number}"}],
            "organisation": {"shortName": f"ASSO{number}"},
            "coverImage": _card(page.cover_image),
        }
        for number, page in enumerate(pages)
    ]
    # The total; the pages; paths; themes; ages; audiences; organisations; covers.
    assert len(answer.statements) == 8


def test_editions_each_with_its_contents(count: int) -> None:
    for number in range(count):
        edition(number, [interview(2 * number), interview(2 * number + 1)])

    answer = ask(
        """{ editions(orderBy: EARLIEST) { totalCount nodes { number
          contents(first: 2) { title ... on InterviewPage { recordedOn speakers(first: 2) { person { name organisation { shortName } } } } }
          partners { role organisation { name } } keyFigures { figure } } } }"""
    )

    nodes = answer.data["editions"]["nodes"]
    assert answer.data["editions"]["totalCount"] == count
    assert [(node["number"], node["contents"]) for node in nodes] == [
        (
            number,
            [
                {
                    "title": f"Entretien {guest}",
                    "recordedOn": "2020-10-01",
                    "speakers": [{"person": {"name": f"Invitée {guest}", "organisation": {"shortName": f"ORG{guest}"}}}],
                }
                for guest in (2 * number, 2 * number + 1)
            ],
        )
        for number in range(count)
    ]
    assert [node["keyFigures"] for node in nodes] == [[{"figure": "83 %"}]] * count
    assert [node["partners"][0]["role"] for node in nodes] == ["FUNDER"] * count
    # The total; editions; contents; the interviews' own columns; speakers; people; organisations; partners; theirs; figures.
    assert len(answer.statements) == 10


def test_a_page_with_its_whole_text(count: int) -> None:
    targets = [GuidePageFactory(title_fr=f"Guide {number}", slug=f"guide-{number}") for number in range(count)]
    pictures = [ImageFactory(title=f"Image {number}") for number in range(count)]
    films = [film(number) for number in range(count)]
    blocks: list[tuple[str, Any]] = []
    for target, picture, video in zip(targets, pictures, films, strict=True):
        blocks += [
            ("heading", {"text": target.title_fr, "level": "2", "anchor": ""}),
            ("paragraph", f'<p>Lire <a id="{target.pk}" linktype="page">le guide</a>.</p>'),
            ("image", {"image": picture.pk, "alt_text": "", "is_decorative": False, "caption": ""}),
            ("video", video.pk),
            ("page", target.pk),
        ]
    StandardPageFactory(slug="texte", body_fr=stream(*blocks))

    answer = ask(
        """{ page(path: "/texte") { bodyText body { __typename html
          ... on HeadingBlock { title level } ... on ImageBlock { image { altText } } ... on VideoBlock { video { title } }
          ... on PageBlock { page { title } } } } }"""
    )

    def shown(number: int) -> list[dict[str, Any]]:
        wide = rendition_url(str(pictures[number].key), pictures[number].file.name, (None,) * 4, "wide")
        file = video_url(str(films[number].key), films[number].file.name)
        return [
            {"__typename": "HeadingBlock", "html": f"<h2>Guide {number}</h2>", "title": f"Guide {number}", "level": 2},
            {"__typename": "ParagraphBlock", "html": f'<p>Lire <a href="/ressources/guide-{number}">le guide</a>.</p>'},
            {
                "__typename": "ImageBlock",
                "html": f'<figure class="image"><img src="{wide}" width="64" height="36" alt="Description de Image {number}"'
                ' loading="lazy"></figure>',
                "image": {"altText": f"Description de Image {number}"},
            },
            {
                "__typename": "VideoBlock",
                "html": f'<figure class="video"><video controls preload="none" src="{file}"></video>'
                f"<figcaption>Film {number}</figcaption></figure>",
                "video": {"title": f"Film {number}"},
            },
            {
                "__typename": "PageBlock",
                "html": f'<p class="related"><a href="/ressources/guide-{number}">Guide {number}</a></p>',
                "page": {"title": f"Guide {number}"},
            },
        ]

    assert answer.data["page"]["body"] == [block for number in range(count) for block in shown(number)]
    assert answer.data["page"]["bodyText"] == "\n\n".join(
        f"Guide {number}\n\nLire le guide.\n\nFilm {number}\n\nGuide {number}" for number in range(count)
    )
    # The page; its text; images; videos; their captions; pages; their paths; where the links lead. What HTML and typed blocks show is read
    # once.
    assert len(answer.statements) == 8


def test_a_search(count: int, tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    pages = [guide(number, keywords_fr="cyberviolence") for number in range(count)]
    # As when everything has been followed: on PostgreSQL, an open transaction of anybody holds back those who follow.
    models.ContentEvent.objects.all().delete()
    indexing.ensure_index()

    answer = ask('{ search(query: "cyberviolence") { totalCount nodes { title path themes { name } } pageInfo { hasNextPage } } }')

    found = answer.data["search"]
    assert (found["totalCount"], found["pageInfo"]) == (count, {"hasNextPage": False})
    assert sorted(found["nodes"], key=lambda node: node["title"]) == sorted(
        (
            {"title": page.title_fr, "path": f"/ressources/{page.slug}", "themes": [{"name": f"Thème du guide {number}"}]}
            for number, page in enumerate(pages)
        ),
        key=lambda node: node["title"],
    )
    # The words of danger; synonyms; events since the index was written; which hits are public; the pages; their paths; their themes.
    assert len(answer.statements) == 7


def test_interviews_with_their_videos_captions_and_chapters(count: int) -> None:
    pages = [interview(number) for number in range(count)]

    answer = ask(
        f"""{{ interviews(orderBy: OLDEST) {{ nodes {{
          title recordedOn interviewer {{ name }} questions(first: 5) {{ timeMs question }}
          keyQuotes(first: 5) {{ timeMs quote speaker {{ name }} }}
          chapters(first: 5) {{ timeMs title }} chaptersUrl
          video {{ title durationMs sources {{ url mediaType }} poster {CARD}
            captions(first: 2) {{ language kind url cues(first: 10) {{ startMs endMs speaker text }} }} }}
        }} }} }}"""
    )

    assert answer.data["interviews"]["nodes"] == [
        {
            "title": f"Entretien {number}",
            "recordedOn": "2020-10-01",
            "interviewer": {"name": f"Interviewer {number}"},
            "questions": [{"timeMs": 1_000, "question": f"Question {number} ?"}],
            "keyQuotes": [{"timeMs": 2_000, "quote": f"Citation {number}", "speaker": {"name": f"Invitée {number}"}}],
            "chapters": [{"timeMs": 0, "title": f"Début {number}"}, {"timeMs": 500, "title": f"Suite {number}"}],
            "chaptersUrl": chapters_url(str(page.translation_key), "fr"),
            "video": {
                "title": f"Film {number}",
                "durationMs": 1_000,
                "sources": [{"url": video_url(str(page.video.key), page.video.file.name), "mediaType": "video/webm"}],
                "poster": _card(page.video.poster),
                "captions": [
                    {
                        "language": "FR",
                        "kind": "CAPTIONS",
                        "url": captions_url(str(page.video.key), "fr", "captions"),
                        "cues": [
                            {"startMs": 100, "endMs": 500, "speaker": None, "text": f"Premier {number}"},
                            {"startMs": 500, "endMs": 900, "speaker": "Voix off", "text": f"Second {number}"},
                        ],
                    }
                ],
            },
        }
        for number, page in enumerate(pages)
    ]
    # The interviews with their own columns; interviewers; questions; quotes; their speakers; chapters; videos; posters; tracks; cues.
    assert len(answer.statements) == 10


def test_helplines_with_their_hours(count: int) -> None:
    for number in range(count):
        HelplineFactory(
            code=f"ligne-{number:02}",
            name_fr=f"Ligne {number}",
            operator="e-Enfance",
            order=number,
            themes=[ThemeFactory(name_fr=f"Thème {number}")],
        )

    answer = ask(
        """{ helplines(at: "2020-11-05T23:30:00+01:00") { name number isOpen nextOpening themes { name }
          hours { weekday opens closes } exceptions { date } } }"""
    )

    days = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
    assert answer.data["helplines"] == [
        {
            "name": f"Ligne {number}",
            "number": "3018",
            "isOpen": False,
            "nextOpening": "2020-11-06T08:00:00+00:00",
            "themes": [{"name": f"Thème {number}"}],
            "hours": [{"weekday": day, "opens": "09:00:00", "closes": "23:00:00"} for day in days],
            "exceptions": [],
        }
        for number in range(count)
    ]
    # The lines; hours; exceptions; themes.
    assert len(answer.statements) == 4


def test_the_site_with_its_menu_and_current_edition(count: int) -> None:
    pages = [StandardPageFactory(title_fr=f"Page {number}", slug=f"page-{number}", show_in_menus=True) for number in range(count)]
    for number, page in enumerate(pages):
        StandardPageFactory(title_fr=f"Dessous {number}", slug="dessous", parent=page, show_in_menus=True)
    home = home_page(current_edition=edition(1, [], launch_date=dt.date(2020, 11, 5)))
    home.highlights = [models.HomePageHighlight(page=page) for page in pages]
    home.save()

    answer = ask(
        """{ site { name navigation { page { title path } children { page { title path } children { __typename } } }
          currentEdition { number launchDate path } home { title highlights { title } } } }"""
    )

    assert answer.data["site"] == {
        "name": "Club des Parents Connectés",
        "navigation": [
            {
                "page": {"title": f"Page {number}", "path": f"/page-{number}"},
                "children": [{"page": {"title": f"Dessous {number}", "path": f"/page-{number}/dessous"}, "children": []}],
            }
            for number in range(count)
        ],
        "currentEdition": {"number": 1, "launchDate": "2020-11-05", "path": "/editions/edition-1"},
        "home": {"title": "Accueil", "highlights": [{"title": f"Page {number}"} for number in range(count)]},
    }
    # The menu; its paths; the home page; its edition; the edition's path; the highlights.
    assert len(answer.statements) == 6
