"""Kits for a parents' evening: their files in one."""

from __future__ import annotations

from typing import Any

import graphene

from api.loading.relations import owned_rows
from api.loading.rows import Row
from pages.media.links import kit_url
from pages.models import KitPage


class KitPageAdditions(graphene.ObjectType):
    """What is computed for a kit."""

    zip_url = graphene.String(description="All its files as one zip, from the root of this server; null where it has none.")

    @staticmethod
    def resolve_zip_url(kit: Row, _info: Any) -> str | None:
        """The address of the zip."""
        return kit_url(str(kit.get("translation_key"))) if kit.related(owned_rows(KitPage, "files")) else None
