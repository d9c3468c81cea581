"""Relay connections: one type per kind of node, all with a total and with the nodes themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import graphene

FIRST = "How many items, 1 to 100; 20 if not said."
AFTER = "The items after this cursor."


class PageInfo(graphene.ObjectType):
    """Where one page of a list stands in the whole."""

    has_next_page = graphene.Boolean(required=True, description="Whether items follow.")
    has_previous_page = graphene.Boolean(required=True, description="Whether items come before.")
    start_cursor = graphene.String(description="Cursor of the first item; null on an empty page.")
    end_cursor = graphene.String(description="Cursor of the last item, to ask for those after it; null on an empty page.")


@cache
def connection_type(name: str, node_type: Callable[[], Any], items: str, *, may_fail: bool = False, edge: Any = None) -> Any:
    """The connection type of a list of `items` (plural, for the descriptions).

    What is read of one that `may_fail` is null then, each field with its error, its `pageInfo` apart: the rest still answers. `edge` is the
    type of its edges where they tell more than place and item.
    """
    required = not may_fail
    edge = edge or type(
        f"{name}Edge",
        (graphene.ObjectType,),
        {
            "__doc__": f"One of {items} at its place in a list.",
            "cursor": graphene.String(required=True, description="The item's place, for `after`. Opaque."),
            "node": graphene.Field(node_type, required=True, description="The item."),
        },
    )
    return type(
        f"{name}Connection",
        (graphene.ObjectType,),
        {
            "__doc__": f"A list of {items}, page by page.",
            "edges": graphene.List(graphene.NonNull(edge), required=required, description="The items of this page with their cursors."),
            "nodes": graphene.List(graphene.NonNull(node_type), required=required, description="The items of this page."),
            # Relay wants one, come what may: where nothing could be read, nothing follows.
            "page_info": graphene.Field(PageInfo, required=True, description="Where this page stands."),
            "total_count": graphene.Int(required=required, description="How many items the whole list has."),
        },
    )


def connection_field(connection: Any, description: str, **arguments: Any) -> graphene.Field:
    """A field that answers a connection; it takes `first` and `after` beside the arguments given."""
    return graphene.Field(
        connection,
        required=True,
        first=graphene.Int(description=FIRST),
        after=graphene.String(description=AFTER),
        description=description,
        **arguments,
    )
