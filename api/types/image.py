"""Images: their named sizes, the sizes among which browsers choose, what a cut keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from api.loading.rows import Row
from api.rendering.images import RenditionAddress, Sources, rendition_of, sources_of
from api.types.enums import ImageShape, RenditionName


class Rendition(graphene.ObjectType):
    """An image in one of the named sizes."""

    url = graphene.String(required=True, description="Where the file is, from the root of this server.")
    width = graphene.Int(required=True, description="Width in pixels.")
    height = graphene.Int(required=True, description="Height in pixels.")
    media_type = graphene.String(required=True, description="Media type of the file, such as image/webp.")


class ImageSource(graphene.ObjectType):
    """Files of one type, for a source element inside a picture element."""

    media_type = graphene.String(required=True, description="Media type of the files, such as image/avif.")
    srcset = graphene.String(
        required=True,
        description="The files with their widths, from the root of this server, for srcset; none is wider than the original.",
    )


class FocalPoint(graphene.ObjectType):
    """The middle of what matters in an image, such as a face."""

    x = graphene.Float(required=True, description="From the left edge, 0, to the right, 1.")
    y = graphene.Float(required=True, description="From the top, 0, to the bottom, 1.")


@dataclass(frozen=True, slots=True)
class Point:
    """The values of a `FocalPoint`."""

    x: float
    y: float


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

    sources = graphene.List(
        graphene.NonNull(ImageSource),
        required=True,
        shape=graphene.Argument(ImageShape, default_value=ImageShape.WHOLE, description="What of the image is shown."),
        description="The image in several widths, AVIF first, then WebP: browsers take the first type they know.",
    )
    focal_point = graphene.Field(FocalPoint, description="Where to look when the image is cut; null: in the middle.")

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

    @staticmethod
    def resolve_sources(image: Row, _info: Any, shape: Any) -> list[Sources]:
        """The files by type."""
        return sources_of(image, (shape or ImageShape.WHOLE).value)

    @staticmethod
    def resolve_focal_point(image: Row, _info: Any) -> Point | None:
        """The point an editor marked, if one did."""
        x, y = image.get("focal_point_x"), image.get("focal_point_y")
        if x is None or y is None:
            return None
        # Marked before the file was replaced by a smaller one, it may lie outside.
        return Point(min(x / image.get("width"), 1.0), min(y / image.get("height"), 1.0))
