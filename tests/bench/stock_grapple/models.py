"""The same things as ours, as plain Wagtail pages and snippets with a column per language, shown by stock grapple."""

from typing import Any, ClassVar

import graphene
from django.db import models
from grapple.helpers import register_paginated_query_field, register_query_field, register_streamfield_block
from grapple.models import GraphQLCollection, GraphQLForeignKey, GraphQLImage, GraphQLInt, GraphQLStreamfield, GraphQLString
from grapple.utils import resolve_paginated_queryset
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet


@register_streamfield_block
class PieceBlock(blocks.StructBlock):
    """A title and a text: a step, a tip, a warning."""

    title = blocks.CharBlock()
    text = blocks.RichTextBlock()

    graphql_fields: ClassVar = [GraphQLString("title"), GraphQLString("text")]


@register_streamfield_block
class HeadingBlock(blocks.StructBlock):
    """A heading. (A child named `label` would break grapple's schema.)"""

    text = blocks.CharBlock()
    level = blocks.CharBlock()
    anchor = blocks.CharBlock(required=False)

    graphql_fields: ClassVar = [GraphQLString("text"), GraphQLString("level")]


def text_field() -> StreamField:
    """A long text in one language."""
    kinds = [
        ("paragraph", blocks.RichTextBlock()),
        ("heading", HeadingBlock()),
        ("step", PieceBlock()),
        ("tip", PieceBlock()),
        ("warning", PieceBlock()),
    ]
    return StreamField(kinds, blank=True)


@register_snippet
class Organisation(models.Model):
    """An association."""

    name = models.CharField(max_length=200)
    url = models.URLField(blank=True)

    graphql_fields: ClassVar = [GraphQLString("name"), GraphQLString("url")]

    def __str__(self) -> str:
        return self.name


@register_snippet
class Person(models.Model):
    """Somebody interviewed."""

    name = models.CharField(max_length=200)
    role_fr = models.CharField(max_length=200)
    role_en = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT)

    graphql_fields: ClassVar = [GraphQLString("name"), GraphQLString("role_fr"), GraphQLString("role_en")]

    def __str__(self) -> str:
        return self.name


@register_query_field("theme", "themes", query_params={"slug": graphene.String()})
@register_snippet
class Theme(models.Model):
    """A subject."""

    slug = models.SlugField(unique=True)
    name_fr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    graphql_fields: ClassVar = [
        GraphQLString("slug"),
        GraphQLString("name_fr"),
        GraphQLString("name_en"),
        GraphQLCollection(GraphQLForeignKey, "filed", "stock.ResourcePage", is_paginated_queryset=True),
    ]

    def __str__(self) -> str:
        return self.name_fr

    def filed(self, info: Any, **asked: Any) -> Any:
        """Its resources, page by page, as grapple's documentation does it."""
        return resolve_paginated_queryset(self.resources.live().public(), info, **asked)


class Described(Page):
    """What the pages share: the English title, a summary per language, an association, a picture."""

    title_en = models.CharField(max_length=255)
    summary_fr = models.TextField()
    summary_en = models.TextField()
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    cover = models.ForeignKey("wagtailimages.Image", models.PROTECT, related_name="+")

    search_fields: ClassVar = [*Page.search_fields, *(index.SearchField(name) for name in ("title_en", "summary_fr", "summary_en"))]
    graphql_fields: ClassVar = [
        GraphQLString("title_en"),
        GraphQLString("summary_fr"),
        GraphQLString("summary_en"),
        GraphQLForeignKey("organisation", "stock.Organisation"),
        GraphQLImage("cover"),
    ]

    class Meta:
        abstract = True


@register_query_field("edition", "editions")
class EditionPage(Described):
    """An edition and its interviews."""

    number = models.IntegerField()
    editorial_fr = text_field()
    editorial_en = text_field()
    partners = ParentalManyToManyField(Organisation, related_name="+")

    graphql_fields: ClassVar = [
        *Described.graphql_fields,
        GraphQLInt("number"),
        GraphQLStreamfield("editorial_fr"),
        GraphQLCollection(GraphQLForeignKey, "partners", "stock.Organisation"),
        GraphQLCollection(GraphQLForeignKey, "interviews", "stock.InterviewPage"),
    ]


class InterviewPage(Described):
    """An interview with one person."""

    edition = models.ForeignKey(EditionPage, models.PROTECT, related_name="interviews")
    person = models.ForeignKey(Person, models.PROTECT)
    text_fr = text_field()
    text_en = text_field()

    graphql_fields: ClassVar = [*Described.graphql_fields, GraphQLForeignKey("person", "stock.Person"), GraphQLStreamfield("text_fr")]


@register_paginated_query_field("resource", "resources")
class ResourcePage(Described):
    """A guide of six blocks."""

    text_fr = text_field()
    text_en = text_field()
    themes = ParentalManyToManyField(Theme, related_name="resources")

    search_fields: ClassVar = [*Described.search_fields, index.SearchField("text_fr"), index.SearchField("text_en")]
    graphql_fields: ClassVar = [
        *Described.graphql_fields,
        GraphQLStreamfield("text_fr"),
        GraphQLCollection(GraphQLForeignKey, "themes", "stock.Theme"),
    ]
