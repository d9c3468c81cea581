"""The site as a whole: its languages, its navigation, what is current."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import graphene
from django.conf import settings
from django.db.models import QuerySet

from api.loading.catalogue import any_page, kind_of
from api.loading.operation import Operation
from api.loading.reading import read
from api.loading.relations import related_to
from api.loading.rows import Row
from api.schema.grapple_types import type_of
from api.types.enums import Locale, TextDirection
from api.types.interfaces import Page
from pages import languages
from pages.models import BasePage, EditionPage, HomePage
from pages.paths import HOME_DEPTH

# The levels of the navigation below the home page.
NAVIGATION_LEVELS = 2


class Language(graphene.ObjectType):
    """A language of the site."""

    locale = graphene.Field(Locale, required=True, description="The language, as arguments and pages name it.")
    code = graphene.String(required=True, description="BCP 47 tag, for lang attributes.")
    name = graphene.String(required=True, description="The language's own name for itself.")
    direction = graphene.Field(TextDirection, required=True, description="How it is written.")
    is_source = graphene.Boolean(
        required=True, description="Whether pages are written in it first, and answer in it while another is not ready."
    )


class NavigationItem(graphene.ObjectType):
    """An entry of the main menu."""

    page = graphene.Field(Page, required=True, description="Where the entry leads.")
    children = graphene.List(
        graphene.NonNull(lambda: NavigationItem), required=True, description="The entries below it, in the order of the site."
    )


class Site(graphene.ObjectType):
    """The site for readers of one language."""

    name = graphene.String(required=True, description="The name of the site.")
    locale = graphene.Field(Locale, required=True, description="The language asked.")
    languages = graphene.List(graphene.NonNull(Language), required=True, description="The languages of the site, French first.")
    home = graphene.Field(lambda: type_of(HomePage), description="The home page.")
    navigation = graphene.List(graphene.NonNull(NavigationItem), required=True, description="The main menu, two levels deep.")
    current_edition = graphene.Field(lambda: type_of(EditionPage), description="The edition shown on the home page.")


@dataclass(frozen=True, slots=True)
class LanguageFacts:
    """The values of a `Language`."""

    locale: str
    code: str
    name: str
    direction: str
    is_source: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """The values of a `NavigationItem`."""

    page: Row
    children: list[Entry]


class SiteFacts:
    """The values of a `Site`, read when a field asks for them."""

    def __init__(self, operation: Operation, asked: str) -> None:
        self.operation = operation
        self.locale = asked
        self.name = settings.WAGTAIL_SITE_NAME

    @property
    def languages(self) -> list[LanguageFacts]:
        """The languages of the site."""
        return [
            LanguageFacts(code, code, languages.native_name(code), languages.direction(code), code == languages.source())
            for code in languages.codes()
        ]

    @cached_property
    def home(self) -> Row | None:
        """The home page."""
        kind = kind_of(HomePage)
        self.operation.made_from.every(kind.listed_as)
        found = read("home", kind, lambda pages, _moment: pages.order_by("path")[:1], self.operation, self.locale)
        return found[0] if found else None

    @property
    def current_edition(self) -> Row | None:
        """The edition that the home page names, if readers may see it."""
        edition: Row | None = self.home.related(related_to("current_edition_id", EditionPage)) if self.home else None
        return edition

    @property
    def navigation(self) -> list[Entry]:
        """The pages marked for menus, below one another as in the tree."""
        self.operation.made_from.every(any_page().listed_as)
        top: list[Entry] = []
        by_place: dict[str, Entry] = {}
        for page in read("menu", any_page(), _in_menus, self.operation, self.locale):
            place = page.get("path")
            entry = by_place[place] = Entry(page, [])
            above = by_place.get(place[: -BasePage.steplen])
            if above is not None:
                above.children.append(entry)
            elif len(place) == BasePage.steplen * (HOME_DEPTH + 1):
                top.append(entry)
        return top


def _in_menus(pages: QuerySet[Any], _moment: Operation) -> QuerySet[Any]:
    return pages.filter(show_in_menus=True, depth__gt=HOME_DEPTH, depth__lte=HOME_DEPTH + NAVIGATION_LEVELS).order_by("path")
