"""Shapes behind and beside words: the two rings that meet, and the sign of the Club. Drawn larger and reduced, so that edges are smooth."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image, ImageDraw

from pages.drawing.colours import PALE_PLUM, PEACH, SUN, WHITE

FINER = 4
"""How many times larger things are drawn than they are shown."""

_SIGN_SIDE = 64
# A parent's shoulder that goes over into a child's: curves of the sign (editorial/static/editorial/logo.svg), four points each.
_SHOULDERS = (
    ((6, 54), (10, 40), (20, 34), (30, 34)),
    ((30, 34), (36, 34), (41, 36), (45, 40)),
    ((45, 40), (51, 40), (56, 45), (58, 54)),
)
_HEADS = ((27, 17, 11, WHITE), (48, 29, 7.5, SUN))
_STROKE = 5
_POINTS_A_CURVE = 24


def smooth(size: tuple[int, int]) -> Image.Image:
    """A mask to draw on, ``FINER`` times as large as ``size``; ``reduced`` makes it that size."""
    return Image.new("L", (size[0] * FINER, size[1] * FINER), 0)


def reduced(mask: Image.Image) -> Image.Image:
    """The mask as it is shown."""
    return mask.reduce(FINER)


def rings(image: Image.Image, *, is_rtl: bool) -> None:
    """Two circles that meet, at the end of the lines, behind everything."""
    width, height = image.size
    mask = smooth(image.size)
    draw = ImageDraw.Draw(mask)
    radius = width // 4
    for across, down in ((0.95, 0.62), (0.8, 0.86)):
        x, y = width * (1 - across if is_rtl else across), height * down
        corners = tuple(round(value * FINER) for value in (x - radius, y - radius, x + radius, y + radius))
        draw.ellipse(corners, outline=255, width=max(12, radius // 9) * FINER)
    image.paste(PALE_PLUM, mask=reduced(mask))


def sign(image: Image.Image, at: tuple[int, int], side: int) -> None:
    """The sign of the Club in a square of ``side`` pixels whose upper left corner is ``at``."""
    scale = side * FINER / _SIGN_SIDE
    shoulders = smooth((side, side))
    draw = ImageDraw.Draw(shoulders)
    points = [(x * scale, y * scale) for curve in _SHOULDERS for x, y in _along(curve)]
    draw.line(points, fill=255, width=round(_STROKE * scale), joint="curve")
    for x, y in (points[0], points[-1]):
        _disc(draw, x, y, _STROKE * scale / 2)
    image.paste(PEACH, _box(at, side), reduced(shoulders))
    for x, y, radius, colour in _HEADS:
        head = smooth((side, side))
        _disc(ImageDraw.Draw(head), x * scale, y * scale, radius * scale)
        image.paste(colour, _box(at, side), reduced(head))


def _along(curve: tuple[tuple[float, float], ...]) -> Iterator[tuple[float, float]]:
    """Points of a cubic curve, from its beginning to its end."""
    for step in range(_POINTS_A_CURVE + 1):
        t = step / _POINTS_A_CURVE
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        yield tuple(sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))  # type: ignore[misc]


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def _box(at: tuple[int, int], side: int) -> tuple[int, int, int, int]:
    return (at[0], at[1], at[0] + side, at[1] + side)
