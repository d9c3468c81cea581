"""Finding one thing: by a path it has or had, by an id that carries a language, and nothing else."""

from __future__ import annotations

import base64

import pytest

from api.ids import GlobalId
from pages import models
from tests.api.asking import data_of, post
from tests.api.scenes import edition, guide, interview
from tests.factories import GuidePageFactory, HelplineFactory, ThemeFactory

pytestmark = pytest.mark.django_db

PAGE = "query ($path: String!, $locale: Locale) { page(path: $path, locale: $locale) { title path canonicalPath locale } }"


def test_an_old_path_answers_with_the_page_and_its_current_path_in_the_language_asked(home: models.HomePage) -> None:
    page = GuidePageFactory(title_fr="Guide", title_en="Guide in English", ready=["en"], slug="ancien", address_en="old")
    page.slug, page.address_en = "nouveau", "new"
    page.save()

    found = {
        (path, locale): data_of(PAGE, {"path": path, "locale": locale})["page"]
        for path in ("/ressources/ancien", "/ressources/nouveau", "/ressources/old", "/ressources/new", "ressources/new/")
        for locale in ("FR", "EN")
    }

    french = {"title": "Guide", "path": "/ressources/nouveau", "canonicalPath": "/ressources/nouveau", "locale": "FR"}
    english = {"title": "Guide in English", "path": "/ressources/new", "canonicalPath": "/ressources/new", "locale": "EN"}
    assert found == {(path, locale): french if locale == "FR" else english for path, locale in found}


def test_a_page_that_is_not_ready_keeps_its_place_in_the_language_asked(home: models.HomePage) -> None:
    GuidePageFactory(title_fr="Guide", slug="guide", address_ar="دليل")

    answer = data_of(
        '{ page(path: "/ressources/دليل", locale: AR) { title locale isFallback path translations { locale path title isReady } } }'
    )

    assert answer == {
        "page": {
            "title": "Guide",
            "locale": "FR",
            "isFallback": True,
            "path": "/ressources/دليل",
            "translations": [
                {"locale": "FR", "path": "/ressources/guide", "title": "Guide", "isReady": True},
                {"locale": "EN", "path": "/ressources/guide", "title": "Guide", "isReady": False},
                {"locale": "AR", "path": "/ressources/دليل", "title": "Guide", "isReady": False},
            ],
        }
    }


def test_what_is_not_there_is_null(home: models.HomePage) -> None:
    answer = data_of(
        """{
          path: page(path: "/rien") { title }
          nul: page(path: "/\\u0000") { title }
          home: page(path: "/") { title }
          otherType: interview(path: "/") { title }
          number: edition(number: 7) { title }
          large: edition(number: 2147483647) { title }
          negative: edition(number: -1) { title }
          id: page(id: "rien") { title }
          node: node(id: "rien") { id }
        }"""
    )

    assert answer == {
        "path": None,
        "nul": None,
        "home": {"title": "Accueil"},
        "otherType": None,
        "number": None,
        "large": None,
        "negative": None,
        "id": None,
        "node": None,
    }


@pytest.mark.parametrize("arguments", ["locale: EN", 'path: "/", id: "x"', "path: null", ""])
def test_a_page_is_named_by_exactly_one_thing(arguments: str, db: None) -> None:
    response = post(f"{{ page{f'({arguments})' if arguments else ''} {{ title }} }}")

    assert response.json()["data"] == {"page": None}
    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_INPUT"}]


def test_an_id_brings_back_the_object_in_the_language_it_was_asked_in(home: models.HomePage) -> None:
    edition(1, [interview(1), guide(1)])
    fields = "id key title locale isFallback"
    asked = data_of(f"{{ en: interviews(locale: EN) {{ nodes {{ {fields} }} }} fr: interviews {{ nodes {{ {fields} }} }} }}")
    english, french = asked["en"]["nodes"][0], asked["fr"]["nodes"][0]

    again = data_of(
        f"""query ($en: ID!, $fr: ID!) {{
          en: node(id: $en) {{ __typename ... on Page {{ {fields} }} }}
          fr: node(id: $fr) {{ __typename ... on Page {{ {fields} }} }}
          page(id: $en) {{ {fields} }}
          translated: page(id: $en, locale: FR) {{ {fields} }}
          interview(id: $fr) {{ {fields} }}
          edition(id: $fr) {{ id }}
        }}""",
        {"en": english["id"], "fr": french["id"]},
    )

    assert (english["title"], french["title"]) == ("Interview 1", "Entretien 1")
    assert english["key"] == french["key"]
    assert english["id"] != french["id"]
    assert again == {
        "en": {"__typename": "InterviewPage", **english},
        "fr": {"__typename": "InterviewPage", **french},
        "page": english,
        "translated": french,
        "interview": french,
        "edition": None,
    }


def test_everything_with_an_identity_is_found_again_in_both_languages(home: models.HomePage) -> None:
    edition(1, [interview(1), guide(1)])
    HelplineFactory(name_fr="Ligne", name_en="Line", operator="e-Enfance")
    answer = data_of(
        """fragment Id on Node { __typename id key }
        query { en: edition(number: 1, locale: EN) { ...All } fr: edition(number: 1) { ...All }
          enLines: helplines(locale: EN) { ...Id } frLines: helplines { ...Id } }
        fragment All on EditionPage { ...Id theme { ...Id } keyFigures { ...Id } partners { organisation { ...Id } }
          contents { ...Id ages { ...Id } audiences { ...Id } coverImage { ...Id }
            ... on InterviewPage { video { ...Id } speakers { person { ...Id } } } } }"""
    )

    english, french = _nodes(answer["en"]) + _nodes(answer["enLines"]), _nodes(answer["fr"]) + _nodes(answer["frLines"])
    assert sorted({node["__typename"] for node in english}) == [
        "AgeBand", "Audience", "EditionPage", "Evidence", "GuidePage", "Helpline", "Image", "InterviewPage", "Organisation", "Person",
        "Theme", "Video",
    ]  # fmt: skip
    for one, other in zip(english, french, strict=True):
        assert (one["key"], one["__typename"]) == (other["key"], other["__typename"])
        assert one["id"] != other["id"]
        assert data_of("query ($id: ID!) { node(id: $id) { __typename id key } }", {"id": one["id"]}) == {"node": one}
        assert data_of("query ($id: ID!) { node(id: $id) { __typename id key } }", {"id": other["id"]}) == {"node": other}


def _nodes(answer: object) -> list[dict[str, str]]:
    if isinstance(answer, list):
        return [node for item in answer for node in _nodes(item)]
    if not isinstance(answer, dict):
        return []
    below = [node for value in answer.values() for node in _nodes(value)]
    return [{name: answer[name] for name in ("__typename", "id", "key")}, *below] if "id" in answer else below


@pytest.mark.parametrize(
    "text",
    [
        "",
        "é",
        "####",
        GlobalId("User", 1, "fr").encoded(),
        GlobalId("Group", 1, "fr").encoded(),
        GlobalId("PagePath", 1, "fr").encoded(),
        GlobalId("PersonLink", 1, "fr").encoded(),
        GlobalId("InterviewPage (own columns)", 1, "fr").encoded(),
        GlobalId("Theme", 1, "de").encoded(),
        base64.urlsafe_b64encode(b"Theme:-1:fr").decode(),
        base64.urlsafe_b64encode("Theme:١:fr".encode()).decode(),
        base64.urlsafe_b64encode(b"Theme:99999999999999999999:fr").decode(),
        base64.urlsafe_b64encode(b"Theme:1:fr:more").decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
def test_no_other_id_leads_anywhere(text: str, home: models.HomePage) -> None:
    ThemeFactory(pk=1)

    assert data_of("query ($id: ID!) { node(id: $id) { id } }", {"id": text}) == {"node": None}
