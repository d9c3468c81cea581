"""Images in their named sizes: addresses and measures, from columns alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from wagtail.images.models import Filter
from wagtail.images.rect import Rect

from api.loading.rows import Row
from pages.media.links import rendition_url
from pages.media.renditions import RENDITIONS
from pages.site_addresses import media_address

FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


@dataclass(frozen=True, slots=True)
class RenditionAddress:
    """A rendition as it will be: its file is made when somebody first asks for it."""

    url: str
    width: int
    height: int
    media_type: str


def rendition_of(image: Row, name: str) -> RenditionAddress:
    """The address and size of an image in a size of `RENDITIONS`, from its columns alone."""
    focal_point = tuple(image.get(column) for column in FOCAL_POINT)
    width, height = _size(RENDITIONS[name].filter_spec, image.get("width"), image.get("height"), focal_point)
    url = rendition_url(str(image.get("key")), image.get("file"), focal_point, name)
    return RenditionAddress(url, width, height, RENDITIONS[name].content_type)


def social_address(image: Row) -> str:
    """The absolute address of an image in the size that networks and search engines show."""
    return media_address(rendition_of(image, "social").url)


@dataclass(frozen=True)
class _Measures:
    """What Wagtail's filters ask of an image to know the size of what they will make."""

    width: int
    height: int
    focal_point: tuple[int | None, ...]

    def is_svg(self) -> bool:
        """Uploads are raster images: Wagtail refuses SVG unless a setting allows it."""
        return False

    def get_focal_point(self) -> Rect | None:
        """The part that a cut keeps."""
        x, y, width, height = self.focal_point
        return None if None in self.focal_point else Rect.from_point(x, y, width, height)


@lru_cache(maxsize=4096)
def _size(filter_spec: str, width: int, height: int, focal_point: tuple[int | None, ...]) -> tuple[int, int]:
    made_width, made_height = Filter(filter_spec).get_transform(_Measures(width, height, focal_point)).size
    return int(made_width), int(made_height)
