"""Where a page stands and what is near it: the way down to it, the pages that share its themes, and the line that credits it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pages import models
from tests.api.asking import ask, data_of, post
from tests.factories import (
    AgeBandFactory,
    ArticlePageFactory,
    GuidePageFactory,
    OrganisationFactory,
    StandardPageFactory,
    ThemeFactory,
    restrict,
)

pytestmark = pytest.mark.django_db
SITE = "https://lecteurs.invalid"


@pytest.fixture(autouse=True)
def _published_home(home: models.HomePage) -> None:
    """Pages stand below a home page that is there."""


def _published(day: int) -> dict[str, Any]:
    return {"first_published_at": dt.datetime(2020, 11, day, tzinfo=dt.UTC)}


def test_breadcrumbs_lead_from_the_home_page_to_the_parent() -> None:
    top = StandardPageFactory(slug="haut", address_en="top", title_fr="Haut", title_en="Top", ready=["en"])
    draft = StandardPageFactory(slug="brouillon", parent=top, live=False)
    below = StandardPageFactory(slug="bas", parent=draft)
    StandardPageFactory(slug="page", parent=below)

    answer = data_of(
        """{ home: page(path: "/") { breadcrumbs { title } }
          page(path: "/haut/brouillon/bas/page", locale: EN) { locale breadcrumbs { __typename title path locale } } }"""
    )

    # The draft is passed over; what is not ready in English says so.
    assert answer == {
        "home": {"breadcrumbs": []},
        "page": {
            "locale": "FR",
            "breadcrumbs": [
                {"__typename": "HomePage", "title": "Accueil", "path": "/", "locale": "FR"},
                {"__typename": "StandardPage", "title": "Top", "path": "/top", "locale": "EN"},
                {"__typename": "StandardPage", "title": below.title_fr, "path": "/top/brouillon/bas", "locale": "FR"},
            ],
        },
    }


def test_related_pages_share_themes_then_ages_then_the_language_then_are_new() -> None:
    one, two = ThemeFactory(), ThemeFactory()
    young, old = AgeBandFactory(), AgeBandFactory()
    shared = {"themes": [one, two], "ages": [young, old]}
    GuidePageFactory(slug="ici", **shared, **_published(9))
    ArticlePageFactory(title_fr="Un thème, un âge", themes=[one], ages=[young], **_published(1))
    ArticlePageFactory(title_fr="Un thème, récent", themes=[two], **_published(8))
    ArticlePageFactory(title_fr="Un thème, ancien", themes=[two], **_published(2))
    ArticlePageFactory(title_fr="Un thème, anglais", themes=[two], ready=["en"], **_published(1))
    ArticlePageFactory(title_fr="Deux thèmes", themes=[one, two], **_published(1))
    ArticlePageFactory(title_fr="Un autre thème", themes=[ThemeFactory()], ages=[young, old], **_published(8))
    ArticlePageFactory(title_fr="Sans thème", **_published(8))
    GuidePageFactory(title_fr="Brouillon", slug="brouillon", live=False, **shared)
    closed = GuidePageFactory(title_fr="Fermé", slug="ferme", **shared)
    restrict(closed)

    answer = data_of(
        """{ fr: page(path: "/ressources/ici") { related(first: 10) { title } }
          en: page(path: "/ressources/ici", locale: EN) { related { title locale } } }"""
    )

    assert [page["title"] for page in answer["fr"]["related"]] == [
        "Deux thèmes",
        "Un thème, un âge",
        "Un thème, récent",
        "Un thème, ancien",
        "Un thème, anglais",
    ]
    assert answer["en"]["related"] == [
        {"title": "Deux thèmes", "locale": "FR"},
        {"title": "Un thème, un âge", "locale": "FR"},
        {"title": "Un thème, anglais [en]", "locale": "EN"},
    ]


@pytest.mark.parametrize("first", [0, 11, -1])
def test_no_more_than_ten_related_pages_may_be_asked_for(first: int) -> None:
    StandardPageFactory(slug="page")

    response = post(f'{{ page(path: "/page") {{ title related(first: {first}) {{ title }} }} }}')

    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "LIMIT_EXCEEDED"}]


@pytest.mark.parametrize("count", [1, 20])
def test_what_stands_around_pages_takes_the_same_statements_for_many(count: int) -> None:
    theme, other = ThemeFactory(), ThemeFactory()
    for number in range(count):
        GuidePageFactory(
            slug=f"guide-{number}", title_fr=f"Guide {number}", themes=[theme], organisation=OrganisationFactory(name_fr="Asso")
        )
    ArticlePageFactory(slug="article", title_fr="Article", themes=[theme, other])

    answer = ask(
        """{ resources(orderBy: OLDEST) { nodes { title creditLine breadcrumbs { title path } related(first: 1) { title path } } } }"""
    )

    guides = answer.data["resources"]["nodes"][:count]
    assert [guide["related"][0]["title"] for guide in guides] == ["Article"] * count
    assert guides[0] == {
        "title": "Guide 0",
        "creditLine": "Guide 0 — Asso, Club des Parents Connectés. Titre, résumé et lien peuvent être repris."
        f" {SITE}/fr/ressources/guide-0",
        "breadcrumbs": [{"title": "Accueil", "path": "/"}, {"title": "Ressources", "path": "/ressources"}],
        "related": [{"title": "Article", "path": "/ressources/article"}],
    }
    # The pages; their paths; associations; the pages above and their paths; the themes, the newest of each, what these are filed under;
    # the pages that are near and their paths.
    assert len(answer.statements) == 10


@pytest.mark.parametrize(
    ("licence", "default", "sentence"),
    [
        ("", None, "Titre, résumé et lien peuvent être repris."),
        ("", "full", "La page entière peut être reprise avec cette mention."),
        ("excerpt", "full", "Titre, résumé, première partie et lien peuvent être repris."),
    ],
)
def test_the_credit_line_says_what_may_be_republished(licence: str, default: str | None, sentence: str) -> None:
    maker = OrganisationFactory(name_fr="Union", name_en="Union in English", default_licence=default) if default else None
    StandardPageFactory(slug="page", title_fr="Page", licence=licence, organisation=maker)

    # English is not ready: the line is that of the French text.
    answer = data_of('{ page(path: "/page", locale: EN) { creditLine } }')

    names = "Union, Club des Parents Connectés" if default else "Club des Parents Connectés"
    assert answer["page"]["creditLine"] == f"Page — {names}. {sentence} {SITE}/fr/page"


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", f"Title — Union in English, Club des Parents Connectés. The whole page may be republished with this line. {SITE}/en/page"),
        ("ar", f"عنوان — Union, Club des Parents Connectés. يمكن إعادة نشر الصفحة كاملةً مع هذه الإشارة. {SITE}/ar/page"),
    ],
)
def test_the_credit_line_is_in_the_language_served(code: str, line: str) -> None:
    maker = OrganisationFactory(name_fr="Union", name_en="Union in English", default_licence="full")
    StandardPageFactory(slug="page", title_fr="Page", title_en="Title", title_ar="عنوان", ready=["en", "ar"], organisation=maker)

    assert data_of(f'{{ page(path: "/page", locale: {code.upper()}) {{ creditLine }} }}') == {"page": {"creditLine": line}}
