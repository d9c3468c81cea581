"""The interfaces of objects: what can be fetched again by its id, and what is a page."""

from __future__ import annotations

from typing import Any

import graphene

from api.ids import GlobalId
from api.loading.kinds import Fallback, Kind
from api.loading.rows import Row


class Node(graphene.Interface):
    """Something with an identity, which can be fetched again by its `id`."""

    id = graphene.ID(
        required=True,
        description="Identifies the object as answered in the language asked; another language has another id. Opaque.",
    )
    key = graphene.String(required=True, description="Identifies the object whatever the language. Opaque.")

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        """The id, with the language asked."""
        return GlobalId(row.kind.name, row.pk, row.asked).encoded()

    @staticmethod
    def resolve_key(row: Row, _info: Any) -> str:
        """The key, without any language."""
        is_page = isinstance(row.kind, Kind) and row.kind.fallback is Fallback.PAGE
        return str(row.get("translation_key" if is_page else "key"))


class Page(graphene.Interface):
    """A page of the site, whatever its type, in the language asked or, while that is not ready, in French."""

    class Meta:
        interfaces = (Node,)

    # The fields that pages share are declared by `pages.models.BasePage` and computed by `api.types.page`.
    id = graphene.ID(required=True, description=Node._meta.fields["id"].description)
    key = graphene.String(required=True, description=Node._meta.fields["key"].description)
