"""The root: where every operation starts, and the one place where a language is asked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import graphene

from api.loading.rows import Row
from api.pagination import Connection
from api.preview.opening import previewed_page
from api.schema.grapple_types import type_of
from api.types import event_list, roots
from api.types.connections import connection_field, connection_type
from api.types.enums import CHOICE_ENUMS, Locale
from api.types.interfaces import Node, Page
from api.types.limits import page_size
from api.types.orders import EDITIONS, EVENTS, PAGES, RECORDS, EditionOrder, EventOrder, NameOrder, PageOrder
from api.types.search import found_pages
from api.types.site import Site, SiteFacts
from pages.models import (
    CrisisCode,
    CrisisReason,
    EditionPage,
    EventKind,
    EventPage,
    Helpline,
    InterviewPage,
    Organisation,
    Person,
    Speaker,
    Theme,
)

LOCALE = "The language asked; French if not said."
PATH = "A path the page has or had, in any language: “/a/b”."
ID = "The id of the page. Its language is asked unless `locale` says another."


def _locale(description: str = LOCALE) -> graphene.Argument:
    return graphene.Argument(Locale, description=description)


def _order(enum: Any, first: str) -> graphene.Argument:
    return graphene.Argument(enum, description=f"In which order; {first} if not said.")


def _speaker() -> graphene.Argument:
    return graphene.Argument(CHOICE_ENUMS[frozenset(Speaker.values)], description="Who asks; anybody if not said.")


def _connection(name: str, node_type: Any, items: str, description: str, **arguments: Any) -> graphene.Field:
    return connection_field(connection_type(name, node_type, items), description, locale=_locale(), **arguments)


class Query(graphene.ObjectType):
    """Everything the Club shows the public. Fields of one operation read one state of the site."""

    site = graphene.Field(Site, required=True, locale=_locale(), description="The site as a whole: languages, menu, current edition.")
    page = graphene.Field(
        Page,
        path=graphene.String(description=PATH),
        id=graphene.ID(description=ID),
        locale=_locale(),
        description="One page, by path or by id; null where there is none readers may see. Compare canonicalPath with the path you gave.",
    )
    edition = graphene.Field(
        lambda: type_of(EditionPage),
        number=graphene.Int(description="The number of the edition."),
        path=graphene.String(description=PATH),
        id=graphene.ID(description=ID),
        locale=_locale(),
        description="One edition, by number, path or id; null where there is none.",
    )
    editions = _connection("Edition", lambda: type_of(EditionPage), "editions", "The editions.", order_by=_order(EditionOrder, "LATEST"))
    interview = graphene.Field(
        lambda: type_of(InterviewPage),
        path=graphene.String(description=PATH),
        id=graphene.ID(description=ID),
        locale=_locale(),
        description="One interview, by path or id; null where there is none.",
    )
    interviews = _connection(
        "Interview", lambda: type_of(InterviewPage), "interviews", "The interviews.", order_by=_order(PageOrder, "NEWEST")
    )
    resources = _connection(
        "Page",
        lambda: Page,
        "pages",
        "What families can use, of every kind: guides, tutorials, articles and all the others.",
        order_by=_order(PageOrder, "NEWEST"),
    )
    events = _connection(
        "Event",
        lambda: type_of(EventPage),
        "events",
        "The events, past ones too: ask from now on for those to come.",
        from_=graphene.DateTime(name="from", description="Only events that end after this moment, given with its offset from UTC."),
        to=graphene.DateTime(description="Only events that begin before this moment, given with its offset from UTC."),
        kind=graphene.Argument(CHOICE_ENUMS[frozenset(EventKind.values)], description="Only events of this kind."),
        department=graphene.String(description="Only events that take place in this department, by INSEE's code: 69, 2A, 974."),
        near=graphene.Argument(event_list.Near, description="Only events that take place in this circle."),
        order_by=_order(EventOrder, "SOONEST"),
    )
    people = _connection("Person", lambda: type_of(Person), "people", "The people named on the site.", order_by=_order(NameOrder, "NAME"))
    organisations = _connection(
        "Organisation",
        lambda: type_of(Organisation),
        "organisations",
        "The associations of the Club and their partners.",
        order_by=_order(NameOrder, "NAME"),
    )
    themes = _connection("Theme", lambda: type_of(Theme), "themes", "The subjects of the site.", order_by=_order(NameOrder, "NAME"))
    helplines = graphene.List(
        graphene.NonNull(lambda: type_of(Helpline)),
        required=True,
        at=graphene.DateTime(description="The moment that isOpen and nextOpening speak of, with its offset from UTC; now if not said."),
        locale=_locale(),
        description="The lines that exist on that day, in the order in which to show them.",
    )
    crisis_reason = graphene.Field(
        lambda: type_of(CrisisReason),
        code=graphene.Argument(CHOICE_ENUMS[frozenset(CrisisCode.values)], required=True, description="The reason."),
        speaker=_speaker(),
        locale=_locale(),
        description="What to say and do first for one reason, and whom to call now; null where nothing is written for it.",
    )
    crisis_reasons = graphene.List(
        graphene.NonNull(lambda: type_of(CrisisReason)),
        required=True,
        speaker=_speaker(),
        locale=_locale(),
        description="Every reason for urgent help, in the order in which to show them.",
    )
    search = _connection(
        "Search",
        lambda: Page,
        "pages found",
        "The pages that answer some words, the best answers first; null while the search index cannot be read.",
        may_fail=True,
        query=graphene.String(required=True, description="Any words; nothing in them is a command."),
    )
    preview = graphene.Field(
        Page,
        token=graphene.String(required=True, description="A token that an editor made in the admin, half an hour ago at most."),
        locale=_locale("The language asked, shown as if it were ready; French if not said."),
        description=(
            "The newest version of one page, as readers would get it once it is published; null with an error where the token opens"
            " none. Asked for once and alone: beside it the root may hold __typename, and nothing else."
        ),
    )
    node = graphene.Field(
        Node,
        id=graphene.ID(required=True, description="An id of any object, as `id` gave it."),
        description="The object with this id, in the language that the id carries; null where there is none readers may see.",
    )

    @staticmethod
    def resolve_site(_root: None, info: Any, locale: Any = None) -> SiteFacts:
        """The site."""
        return SiteFacts(info.context, roots.asked(locale))

    @staticmethod
    def resolve_page(_root: None, info: Any, locale: Any = None, **named_by: Any) -> Row | None:
        """One page of any type."""
        return roots.one_page(info.context, None, locale, **named_by)

    @staticmethod
    def resolve_edition(_root: None, info: Any, locale: Any = None, **named_by: Any) -> Row | None:
        """One edition."""
        return roots.one_page(info.context, EditionPage, locale, **named_by)

    @staticmethod
    def resolve_interview(_root: None, info: Any, locale: Any = None, **named_by: Any) -> Row | None:
        """One interview."""
        return roots.one_page(info.context, InterviewPage, locale, **named_by)

    @staticmethod
    def resolve_editions(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The editions."""
        return roots.all_of(info.context, EditionPage, EDITIONS[order_by.value if order_by else "latest"], **asked)

    @staticmethod
    def resolve_interviews(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The interviews."""
        return roots.all_of(info.context, InterviewPage, PAGES[order_by.value if order_by else "newest"], **asked)

    @staticmethod
    def resolve_resources(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The resources."""
        return roots.resources(info.context, PAGES[order_by.value if order_by else "newest"], **asked)

    @staticmethod
    def resolve_events(
        _root: None, info: Any, locale: Any = None, first: int | None = None, after: str | None = None, order_by: Any = None, **asked: Any
    ) -> Connection:
        """The events."""
        ordering = EVENTS[order_by.value if order_by else "soonest"]
        return event_list.events(info.context, event_list.checked(**asked), ordering, roots.asked(locale), page_size(first), after)

    @staticmethod
    def resolve_people(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The people."""
        return roots.all_of(info.context, Person, RECORDS[order_by.value if order_by else "name"], **asked)

    @staticmethod
    def resolve_organisations(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The organisations."""
        return roots.all_of(info.context, Organisation, RECORDS[order_by.value if order_by else "name"], **asked)

    @staticmethod
    def resolve_themes(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The themes."""
        return roots.all_of(info.context, Theme, RECORDS[order_by.value if order_by else "name"], **asked)

    @staticmethod
    def resolve_helplines(_root: None, info: Any, at: dt.datetime | None = None, locale: Any = None) -> list[Row]:
        """The helplines."""
        return roots.helplines(info.context, at, roots.asked(locale))

    @staticmethod
    def resolve_crisis_reason(_root: None, info: Any, code: Any, speaker: Any = None, locale: Any = None) -> Row | None:
        """One reason for urgent help."""
        return next(iter(roots.crisis_reasons(info.context, code, speaker, locale)), None)

    @staticmethod
    def resolve_crisis_reasons(_root: None, info: Any, speaker: Any = None, locale: Any = None) -> list[Row]:
        """Every reason."""
        return roots.crisis_reasons(info.context, None, speaker, locale)

    @staticmethod
    def resolve_search(
        _root: None, info: Any, query: str, locale: Any = None, first: int | None = None, after: str | None = None
    ) -> Connection:
        """The pages found."""
        return found_pages(info.context, query, roots.asked(locale), page_size(first), after)

    @staticmethod
    def resolve_preview(_root: None, info: Any, token: str, locale: Any = None) -> Row:
        """The page that a token opens."""
        return previewed_page(info.context, token, roots.asked(locale))

    @staticmethod
    def resolve_node(_root: None, info: Any, id: str) -> Row | None:  # noqa: A002 - the argument's public name
        """One object by id."""
        return roots.node(info.context, id)
