"""Images: their named sizes."""

from __future__ import annotations

from typing import Any

import graphene

from api.loading.rows import Row
from api.rendering.images import RenditionAddress, rendition_of
from api.types.enums import RenditionName


class Rendition(graphene.ObjectType):
    """An image in one of the named sizes."""

    url = graphene.String(required=True, description="Where the file is, from the root of this server.")
    width = graphene.Int(required=True, description="Width in pixels.")
    height = graphene.Int(required=True, description="Height in pixels.")
    media_type = graphene.String(required=True, description="Media type of the file, such as image/webp.")


class ImageAdditions(graphene.ObjectType):
    """What is computed for an image."""

    width = graphene.Int(required=True, description="Width of the original in pixels.")
    height = graphene.Int(required=True, description="Height of the original in pixels.")
    rendition = graphene.Field(
        Rendition,
        required=True,
        name=graphene.Argument(RenditionName, required=True, description="Which size."),
        description="The image in a named size.",
    )

    @staticmethod
    def resolve_width(image: Row, _info: Any) -> int:
        """The original's width."""
        return int(image.get("width"))

    @staticmethod
    def resolve_height(image: Row, _info: Any) -> int:
        """The original's height."""
        return int(image.get("height"))

    @staticmethod
    def resolve_rendition(image: Row, _info: Any, name: Any) -> RenditionAddress:
        """Where the size is, and how large."""
        return rendition_of(image, name.value)
