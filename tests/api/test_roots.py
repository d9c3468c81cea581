"""The fields of the root that lead to one thing, to several by their ids, or to a list without a page."""

from __future__ import annotations

from typing import Any

import pytest

from api.ids import GlobalId
from pages import models
from tests.api.asking import ask, data_of, post
from tests.factories import (
    AgeBandFactory,
    AudienceFactory,
    EvidenceFactory,
    GuidePageFactory,
    ImageFactory,
    OrganisationFactory,
    PersonFactory,
    StandardPageFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def test_records_are_found_by_slug_and_by_id_in_the_language_asked(db: None) -> None:
    person = PersonFactory(slug="justine", display_name_fr="Justine", display_name_ar="جوستين")
    organisation = OrganisationFactory(slug="unaf", name_fr="Union", name_en="Union of families")
    theme = ThemeFactory(slug="ecrans", name_fr="Écrans", name_en="Screens", parent=ThemeFactory(name_fr="Usages"))
    ids = {
        name: GlobalId(name, pk, "en").encoded()
        for name, pk in [("Person", person.pk), ("Organisation", organisation.pk), ("Theme", theme.pk)]
    }

    answer = ask(
        f"""{{
          person(slug: "justine", locale: AR) {{ name slug }} personById: person(id: "{ids["Person"]}") {{ id name }}
          organisation(slug: "unaf", locale: EN) {{ name }}
          organisationById: organisation(id: "{ids["Organisation"]}", locale: FR) {{ name }}
          theme(slug: "ecrans") {{ name parent {{ name }} }} themeById: theme(id: "{ids["Theme"]}") {{ id name }}
          otherKind: theme(id: "{ids["Person"]}") {{ name }} nobody: person(slug: "personne") {{ name }}
          nul: theme(slug: "\\u0000") {{ name }} nonsense: organisation(id: "rien") {{ name }}
        }}"""
    )

    assert answer.data == {
        "person": {"name": "جوستين", "slug": "justine"},
        "personById": {"id": ids["Person"], "name": "Justine"},
        "organisation": {"name": "Union of families"},
        "organisationById": {"name": "Union"},
        "theme": {"name": "Écrans", "parent": {"name": "Usages"}},
        "themeById": {"id": ids["Theme"], "name": "Screens"},
        "otherKind": None,
        "nobody": None,
        "nul": None,
        "nonsense": None,
    }
    # One for each record, the wider theme, what is looked for in vain; nothing for a text with a NUL, and for what is no id.
    assert len(answer.statements) == 9


@pytest.mark.parametrize("arguments", ["locale: EN", 'slug: "a", id: "x"', "slug: null", ""])
@pytest.mark.parametrize("field", ["person", "organisation", "theme"])
def test_a_record_is_named_by_exactly_one_thing(field: str, arguments: str, db: None) -> None:
    response = post(f"{{ {field}{f'({arguments})' if arguments else ''} {{ name }} }}")

    assert response.json()["data"] == {field: None}
    assert [(error["extensions"], error["message"]) for error in response.json()["errors"]] == [
        ({"code": "BAD_INPUT"}, "Name one thing to look for: a slug or an id.")
    ]


@pytest.mark.parametrize("count", [1, 20])
def test_key_figures_come_by_code_with_their_study(count: int, db: None) -> None:
    for number in reversed(range(count)):
        EvidenceFactory(code=f"chiffre-{number:02}", statement_fr=f"Constat {number}", statement_en=f"Finding {number}")

    answer = ask("{ evidence(locale: EN) { totalCount nodes { code statement figure study author } pageInfo { hasNextPage } } }")

    assert answer.data["evidence"] == {
        "totalCount": count,
        "nodes": [
            {"code": f"chiffre-{number:02}", "statement": f"Finding {number}", "figure": "83 %", "study": "Étude", "author": "Institut"}
            for number in range(count)
        ],
        "pageInfo": {"hasNextPage": False},
    }
    # The total; the figures.
    assert len(answer.statements) == 2


@pytest.mark.parametrize("count", [1, 20])
def test_ages_and_audiences_come_in_the_order_of_the_site(count: int, db: None) -> None:
    for number in range(count):
        AgeBandFactory(code=f"age-{number}", name_fr=f"Âge {number}", name_en=f"Age {number}", order=count - number, school_levels=["CP"])
        AudienceFactory(code=f"public-{number:02}", name_fr=f"Public {number}")

    answer = ask("{ ages(locale: EN) { code name schoolLevels } audiences { code name } }")

    assert answer.data == {
        "ages": [{"code": f"age-{number}", "name": f"Age {number}", "schoolLevels": ["CP"]} for number in reversed(range(count))],
        "audiences": [{"code": f"public-{number:02}", "name": f"Public {number}"} for number in range(count)],
    }
    assert len(answer.statements) == 2


@pytest.mark.parametrize("count", [1, 20])
def test_the_menu_is_that_of_the_site(count: int, home: models.HomePage) -> None:
    for number in range(count):
        page = StandardPageFactory(
            title_fr=f"Page {number}", title_en=f"Page {number} in English", slug=f"page-{number}", ready=["en"], show_in_menus=True
        )
        StandardPageFactory(title_fr="Dessous", slug="dessous", parent=page, show_in_menus=True)
    entries = "{ page { title path } children { page { title path } children { __typename } } }"

    answer = ask(f"{{ navigation(locale: EN) {entries} }}")

    assert answer.data["navigation"] == [
        {
            "page": {"title": f"Page {number} in English", "path": f"/page-{number}"},
            "children": [{"page": {"title": "Dessous", "path": f"/page-{number}/dessous"}, "children": []}],
        }
        for number in range(count)
    ]
    assert data_of(f"{{ site(locale: EN) {{ navigation {entries} }} }}")["site"] == answer.data
    # The pages; their paths.
    assert len(answer.statements) == 2


NODES = (
    "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Page { title path } ... on Theme { name } ... on AgeBand { name } } }"
)


def test_nodes_come_in_the_order_of_their_ids_each_in_its_language(home: models.HomePage) -> None:
    page = GuidePageFactory(title_fr="Guide", title_en="A guide", slug="guide", ready=["en"])
    hidden = GuidePageFactory(live=False)
    theme, age = ThemeFactory(name_fr="Écrans", name_en="Screens"), AgeBandFactory(name_fr="Petits")
    english, french, themed, aged = (
        GlobalId(name, pk, code).encoded()
        for name, pk, code in [
            ("GuidePage", page.pk, "en"),
            ("GuidePage", page.pk, "fr"),
            ("Theme", theme.pk, "en"),
            ("AgeBand", age.pk, "fr"),
        ]
    )
    nowhere = [
        GlobalId("GuidePage", hidden.pk, "fr").encoded(),
        GlobalId("ArticlePage", page.pk, "fr").encoded(),
        GlobalId("User", 1, "fr").encoded(),
        GlobalId("Theme", 10**17, "fr").encoded(),
        GlobalId("Change", 10**17, "fr").encoded(),
        "rien",
    ]

    answer = ask(NODES, {"ids": [themed, english, *nowhere, aged, french, english]})

    first = {"__typename": "GuidePage", "id": english, "title": "A guide", "path": "/ressources/guide"}
    assert answer.data["nodes"] == [
        {"__typename": "Theme", "id": themed, "name": "Screens"},
        first,
        *[None] * 6,
        {"__typename": "AgeBand", "id": aged, "name": "Petits"},
        {"__typename": "GuidePage", "id": french, "title": "Guide", "path": "/ressources/guide"},
        first,
    ]
    # Changes; themes; pages; ages; the paths of the pages.
    assert len(answer.statements) == 5


@pytest.mark.parametrize("count", [1, 20])
def test_nodes_take_one_statement_for_each_kind(count: int, home: models.HomePage) -> None:
    made: list[tuple[str, Any]] = []
    for number in range(count):
        made += [("GuidePage", GuidePageFactory(slug=f"guide-{number}")), ("Theme", ThemeFactory()), ("Image", ImageFactory())]

    answer = ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { key } }", {"ids": [GlobalId(name, each.pk, "ar").encoded() for name, each in made]}
    )

    assert answer.data["nodes"] == [{"key": str(each.key)} for _name, each in made]
    assert len(answer.statements) == 3


def test_more_than_a_hundred_ids_are_refused_and_none_are_answered(db: None) -> None:
    theme = GlobalId("Theme", ThemeFactory().pk, "fr").encoded()
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"

    response = post(query, {"ids": [theme] * 101})

    assert response.json().get("data") is None
    assert [(error["message"], error["extensions"]) for error in response.json()["errors"]] == [
        ("“ids” may list at most 100, not 101.", {"code": "LIMIT_EXCEEDED"})
    ]
    assert data_of(query, {"ids": [theme] * 100}) == {"nodes": [{"id": theme}] * 100}
    assert data_of(query, {"ids": []}) == {"nodes": []}
