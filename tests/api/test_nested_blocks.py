"""Blocks inside blocks: a list of them, a stream, one alone. Declared, they are typed like any other; no block of the site needs it yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import graphene
import pytest
from django.utils import timezone
from graphql import execute_sync, parse
from grapple.actions import build_streamfield_type
from grapple.models import GraphQLForeignKey, GraphQLImage, GraphQLRichText, GraphQLStreamfield, GraphQLString
from grapple.registry import registry
from grapple.types.interfaces import StreamFieldInterface
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from api import declarations
from api.loading import catalogue
from api.loading.operation import Operation
from api.schema.build import schema
from pages import models
from tests.api.scenes import items, link, stream
from tests.factories import GuidePageFactory, ImageFactory, StandardPageFactory, private_collection

pytestmark = pytest.mark.django_db


class StationBlock(blocks.StructBlock):
    title = blocks.CharBlock()
    text = blocks.RichTextBlock()
    image = ImageChooserBlock(required=False)
    code = blocks.CharBlock(required=False)

    graphql_description = "A station."
    graphql_fields = [
        GraphQLString("title", required=True, description="Its name."),
        GraphQLRichText("content", source="text", required=True, description="What happens there."),
        GraphQLImage("illustration", source="image", description="A picture."),
    ]


class EndBlock(blocks.StructBlock):
    title = blocks.CharBlock()

    graphql_description = "Where it ends."
    graphql_fields = [GraphQLString("title", required=True, description="Its name.")]


class CourseBlock(blocks.StructBlock):
    title = blocks.CharBlock()
    stations = blocks.ListBlock(StationBlock())
    more = blocks.StreamBlock(list(models.StandardPage._meta.get_field("body_fr").stream_block.child_blocks.items()))
    end = EndBlock()

    graphql_description = "A course with stations."
    graphql_fields = [
        GraphQLString("title", required=True, description="Its name."),
        GraphQLForeignKey("stations", StationBlock, is_list=True, description="Its stations."),
        GraphQLStreamfield("more", description="What else there is."),
        GraphQLForeignKey("end", EndBlock, description="Where it ends."),
    ]


CACHES = (declarations.blocks_by_name, catalogue.block_kinds, schema)


@pytest.fixture(autouse=True)
def _courses(monkeypatch: pytest.MonkeyPatch, home: models.HomePage) -> Iterator[None]:
    """The texts of plain pages may hold courses."""
    for column in ("body", "body_fr"):
        monkeypatch.setitem(models.StandardPage._meta.get_field(column).stream_block.child_blocks, "course", CourseBlock())
    for block in (StationBlock, EndBlock, CourseBlock):
        made = build_streamfield_type(block, "", (StreamFieldInterface,), graphene.ObjectType)
        monkeypatch.setitem(registry.streamfield_blocks, block, made)
    for cached in CACHES:
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in CACHES:
        cached.cache_clear()


def _ask(query: str, django_assert_num_queries: Any = None, statements: int = 0) -> Any:
    operation = Operation("default", timezone.now())
    if django_assert_num_queries is None:
        result = execute_sync(schema(), parse(query), context_value=operation)
    else:
        with django_assert_num_queries(statements):
            result = execute_sync(schema(), parse(query), context_value=operation)
    assert result.errors is None
    return result.data


def _course(stations: list[dict[str, Any]], *more: tuple[str, Any]) -> tuple[str, Any]:
    inside = [{"type": name, "value": value, "id": f"m{place}"} for place, (name, value) in enumerate(more)]
    return "course", {"title": "Parcours", "stations": items(*stations), "more": inside, "end": {"title": "Arrivée"}}


def _station(number: int, **values: Any) -> dict[str, Any]:
    return {"title": f"Étape {number}", "text": "<p>Des mots.</p>", "image": None, "code": "SECRET", **values}


COURSE = """{ page(path: "/parcours") { body { __typename key html text ... on CourseBlock {
  title
  stations { __typename key title content { html text } illustration { altText } }
  more { __typename key text ... on TipBlock { title content { html } } ... on PageBlock { page { title } } }
  end { __typename key title html } } } } }"""


@pytest.mark.parametrize("count", [1, 20])
def test_blocks_inside_blocks_are_typed_and_read_together(count: int, django_assert_num_queries: Any) -> None:
    guides = [GuidePageFactory(title_fr=f"Guide {number}", slug=f"guide-{number}") for number in range(count)]
    stations = [
        _station(number, text=f"<p>{link('page', guide.pk, 'Lire')}</p>", image=ImageFactory(title=f"Image {number}").pk)
        for number, guide in enumerate(guides)
    ]
    tips = [("tip", {"title": "Conseil", "text": f"<p>{link('page', guide.pk, 'là')}</p>"}) for guide in guides]
    StandardPageFactory(slug="parcours", body_fr=stream(_course(stations, *tips, *(("page", guide.pk) for guide in guides))))

    # The page; its text; where the links of stations lead, and their images; links of what else there is, pages, and their paths.
    course = _ask(COURSE, django_assert_num_queries, 7)["page"]["body"][0]

    assert course["stations"] == [
        {
            "__typename": "StationBlock",
            "key": f"item-{number + 1}",
            "title": f"Étape {number}",
            "content": {"html": f'<p><a href="/ressources/guide-{number}">Lire</a></p>', "text": "Lire"},
            "illustration": {"altText": f"Description de Image {number}"},
        }
        for number in range(count)
    ]
    assert course["more"] == [
        *(
            {
                "__typename": "TipBlock",
                "key": f"m{number}",
                "text": "Conseil\nlà",
                "title": "Conseil",
                "content": {"html": f'<p><a href="/ressources/guide-{number}">là</a></p>'},
            }
            for number in range(count)
        ),
        *(
            {"__typename": "PageBlock", "key": f"m{count + number}", "text": f"Guide {number}", "page": {"title": f"Guide {number}"}}
            for number in range(count)
        ),
    ]
    assert (course["__typename"], course["key"], course["title"]) == ("CourseBlock", "1", "Parcours")
    assert course["end"] == {
        "__typename": "EndBlock",
        "key": "1.end.0",
        "title": "Arrivée",
        "html": '<section class="part"><p>Arrivée</p></section>',
    }


def test_a_block_without_html_of_its_own_shows_its_declared_parts() -> None:
    hostile = "<script>alert(1)</script>"
    course = _course([_station(1, title=hostile, text=f"<p>Ici{hostile}</p>")], ("heading", {"text": "Suite", "level": "2", "anchor": ""}))
    StandardPageFactory(slug="parcours", body_fr=stream(course))

    shown = _ask(COURSE)["page"]["body"][0]

    assert shown["html"] == (
        '<section class="course"><p>Parcours</p>'
        '<section class="part"><p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>Ici</p></section>'
        "<h3>Suite</h3>"
        '<section class="part"><p>Arrivée</p></section></section>'
    )
    assert shown["text"] == f"Parcours\n{hostile}\nIci\nSuite\nArrivée"


def test_what_is_hidden_is_left_out_of_blocks_inside_blocks() -> None:
    draft = GuidePageFactory(title_fr="CANARI", slug="brouillon", live=False)
    image = ImageFactory(title="CANARI", collection=private_collection())
    stations = [_station(1, text=f"<p>{link('page', draft.pk, 'mots')}</p>", image=image.pk)]
    pages = ("pages", {"title": "CANARI", "pages": items(draft.pk)})
    StandardPageFactory(slug="parcours", body_fr=stream(_course(stations, ("page", draft.pk), pages, ("gone", "CANARI"))))

    answer = _ask(COURSE)

    course = answer["page"]["body"][0]
    assert (course["stations"][0]["content"]["html"], course["stations"][0]["illustration"], course["more"]) == ("<p>mots</p>", None, [])
    assert "CANARI" not in str(answer)


def test_the_contract_names_blocks_inside_blocks() -> None:
    types: Any = schema().type_map
    assert {name: str(field.type) for name, field in types["CourseBlock"].fields.items()} == {
        "key": "String!",
        "html": "String!",
        "text": "String!",
        "title": "String!",
        "stations": "[StationBlock!]!",
        "more": "[Block!]!",
        "end": "EndBlock",
    }
    assert {type_.name for type_ in (types["StationBlock"], types["EndBlock"])} <= {
        type_.name for type_ in schema().get_possible_types(types["Block"])
    }
    assert "code" not in types["StationBlock"].fields
