"""Images in their named sizes: addresses and measures, from columns alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from wagtail.images.models import Filter
from wagtail.images.rect import Rect

from api.loading.rows import Row
from pages.media.links import image_url
from pages.media.renditions import RENDITIONS, SOURCES, RenditionSpec, can_write
from pages.site_addresses import media_address

FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


@dataclass(frozen=True, slots=True)
class RenditionAddress:
    """A rendition as it will be: its file is made when somebody first asks for it."""

    url: str
    width: int
    height: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of one type for a source element: `srcset` holds addresses with their widths."""

    media_type: str
    srcset: str


def rendition_of(image: Row, name: str) -> RenditionAddress:
    """The address and size of an image in a size of `RENDITIONS`, from its columns alone."""
    return _address(image, RENDITIONS[name])


def sources_of(image: Row, shape: str) -> list[Sources]:
    """The files of an image in a shape of `SHAPES` among which browsers choose, by type, the smaller files first.

    No file is wider than the original: of the sizes that would be, one as wide as the original stands for all.
    """
    offered = [(media_type, specs) for media_type, specs in SOURCES[shape].items() if can_write(media_type)]
    return [Sources(media_type, _srcset(_address(image, spec) for spec in specs)) for media_type, specs in offered]


def _srcset(addresses: Iterable[RenditionAddress]) -> str:
    by_width: dict[int, str] = {}
    for address in addresses:
        by_width.setdefault(address.width, f"{address.url} {address.width}w")
    return ", ".join(by_width.values())


def _address(image: Row, spec: RenditionSpec) -> RenditionAddress:
    focal_point = tuple(image.get(column) for column in FOCAL_POINT)
    width, height = _size(spec.filter_spec, image.get("width"), image.get("height"), focal_point)
    return RenditionAddress(image_url(str(image.get("key")), image.get("file"), focal_point, spec), width, height, spec.content_type)


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
