"""The fields of the root that lead to pages: one by what names it, or a list of a type."""

from __future__ import annotations

from typing import Any

import graphene

from api.loading.rows import Row
from api.pagination import Connection
from api.schema.grapple_types import type_of
from api.types import event_filter, page_filters, roots
from api.types.arguments import ID, PATH, connection_of, filter_argument, locale_argument, order_argument
from api.types.interfaces import Page
from api.types.orders import EDITIONS, EVENTS, PAGES, EditionOrder, EventOrder, PageOrder, chosen
from pages.models import EditionPage, EventPage, InterviewPage


class PageFields:
    """Pages, whatever their type or of one type."""

    page = graphene.Field(
        Page,
        path=graphene.String(description=PATH),
        id=graphene.ID(description=ID),
        locale=locale_argument(),
        description="One page, by path or by id; null where there is none readers may see. Compare canonicalPath with the path you gave.",
    )
    edition = graphene.Field(
        lambda: type_of(EditionPage),
        number=graphene.Int(description="The number of the edition."),
        path=graphene.String(description=PATH),
        id=graphene.ID(description=ID),
        locale=locale_argument(),
        description="One edition, by number, path or id; null where there is none.",
    )
    editions = connection_of(
        "Edition",
        lambda: type_of(EditionPage),
        "editions",
        "The editions.",
        filter_=filter_argument(page_filters.EditionFilter),
        order_by=order_argument(EditionOrder, "LATEST"),
    )
    interview = graphene.Field(
        lambda: type_of(InterviewPage),
        path=graphene.String(description=PATH),
        id=graphene.ID(description=ID),
        locale=locale_argument(),
        description="One interview, by path or id; null where there is none.",
    )
    interviews = connection_of(
        "Interview",
        lambda: type_of(InterviewPage),
        "interviews",
        "The interviews; those of one person through the filter.",
        filter_=filter_argument(page_filters.InterviewFilter),
        order_by=order_argument(PageOrder, "NEWEST"),
    )
    resources = connection_of(
        "Page",
        lambda: Page,
        "pages",
        "What families can use, of every kind: guides, tutorials, articles and all the others; those of one theme through the filter.",
        filter_=filter_argument(page_filters.ResourceFilter),
        order_by=order_argument(PageOrder, "NEWEST"),
    )
    pages = connection_of(
        "Page",
        lambda: Page,
        "pages",
        "Every public page of the site, whatever its type: for maps of the site, and for sites that are built beforehand.",
        filter_=filter_argument(page_filters.PageFilter),
        order_by=order_argument(PageOrder, "NEWEST"),
    )
    events = connection_of(
        "Event",
        lambda: type_of(EventPage),
        "events",
        "The events, past ones too: ask from now on for those to come.",
        filter_=filter_argument(event_filter.EventFilter),
        order_by=order_argument(EventOrder, "SOONEST"),
    )

    @staticmethod
    def resolve_page(_root: None, info: Any, locale: Any = None, **named_by: Any) -> Row | None:
        """One page of any type."""
        return roots.one_page(info.context, None, locale, **named_by)

    @staticmethod
    def resolve_edition(_root: None, info: Any, locale: Any = None, **named_by: Any) -> Row | None:
        """One edition."""
        return roots.one_page(info.context, EditionPage, locale, **named_by)

    @staticmethod
    def resolve_editions(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The editions."""
        return roots.all_of(info.context, EditionPage, chosen(EDITIONS, order_by, "latest"), page_filters.editions, **asked)

    @staticmethod
    def resolve_interview(_root: None, info: Any, locale: Any = None, **named_by: Any) -> Row | None:
        """One interview."""
        return roots.one_page(info.context, InterviewPage, locale, **named_by)

    @staticmethod
    def resolve_interviews(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The interviews."""
        return roots.all_of(info.context, InterviewPage, chosen(PAGES, order_by, "newest"), page_filters.interviews, **asked)

    @staticmethod
    def resolve_resources(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The resources."""
        return roots.resources(info.context, chosen(PAGES, order_by, "newest"), **asked)

    @staticmethod
    def resolve_pages(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The pages."""
        return roots.pages(info.context, chosen(PAGES, order_by, "newest"), **asked)

    @staticmethod
    def resolve_events(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The events."""
        return roots.all_of(info.context, EventPage, chosen(EVENTS, order_by, "soonest"), event_filter.events, **asked)
