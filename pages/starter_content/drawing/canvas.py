"""A canvas in a 1600 x 900 unit space, drawn twice as large and reduced so that every edge is smooth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

Point = tuple[float, float]

OVERSAMPLING = 2

# One warm palette for the whole series.
CREAM = "#FBF1E0"
SAND = "#F2DDBD"
PEACH = "#F4B98F"
CORAL = "#E8805C"
BRICK = "#B9513F"
HONEY = "#F2B544"
LEAF = "#7FA37B"
PINE = "#3E6B5C"
SKY = "#BFDDE0"
TEAL = "#4E8F98"
NIGHT = "#27425A"
INK = "#1D2F40"
PLUM = "#7A4E6E"
STONE = "#9AA3A8"
WHITE = "#FFFDF8"


def mixed(first: str, second: str, share: float) -> str:
    """The colour at ``share`` (0 to 1) of the way from ``first`` to ``second``, all as "#rrggbb"."""
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


class Canvas:
    """An image drawn with plain shapes; coordinates are units of the final image."""

    def __init__(self, background: str, width: int = 1600, height: int = 900) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * OVERSAMPLING, height * OVERSAMPLING), background)
        self.draw = ImageDraw.Draw(self.image)

    def _scaled(self, numbers: Sequence[float]) -> list[float]:
        return [number * OVERSAMPLING for number in numbers]

    def gradient(self, top: str, bottom: str, until: float | None = None) -> None:
        """Fills the canvas from the top down to ``until`` (the bottom by default) with a vertical gradient."""
        last = round((until or self.height) * OVERSAMPLING)
        for row in range(last):
            self.draw.line([(0, row), (self.width * OVERSAMPLING, row)], fill=mixed(top, bottom, row / last))

    def circle(self, x: float, y: float, radius: float, fill: str | None, outline: str | None = None, width: float = 0) -> None:
        """A disc, or a ring when only ``outline`` is given."""
        box = self._scaled([x - radius, y - radius, x + radius, y + radius])
        self.draw.ellipse(box, fill=fill, outline=outline, width=round(width * OVERSAMPLING))

    def ellipse(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        """A filled ellipse in a box."""
        self.draw.ellipse(self._scaled([left, top, right, bottom]), fill=fill)

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        fill: str | None,
        radius: float = 0,
        outline: str | None = None,
        width: float = 0,
    ) -> None:
        """A rectangle, with round corners of ``radius``."""
        self.draw.rounded_rectangle(
            self._scaled([left, top, right, bottom]),
            radius=radius * OVERSAMPLING,
            fill=fill,
            outline=outline,
            width=round(width * OVERSAMPLING),
        )

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """A filled polygon."""
        self.draw.polygon([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points], fill=fill)

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        """A line through ``points`` with round ends."""
        scaled = [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points]
        self.draw.line(scaled, fill=fill, width=round(width * OVERSAMPLING), joint="curve")
        for x, y in (points[0], points[-1]):
            self.circle(x, y, width / 2, fill)

    def arc(self, x: float, y: float, radius: float, start: float, end: float, fill: str, width: float) -> None:
        """A part of a circle, from ``start`` to ``end`` in degrees, clockwise from three o'clock."""
        box = self._scaled([x - radius, y - radius, x + radius, y + radius])
        self.draw.arc(box, start, end, fill=fill, width=round(width * OVERSAMPLING))

    def pie(self, x: float, y: float, radius: float, start: float, end: float, fill: str) -> None:
        """A sector of a disc, in the angles of ``arc``."""
        self.draw.pieslice(self._scaled([x - radius, y - radius, x + radius, y + radius]), start, end, fill=fill)

    def dome(self, x: float, base: float, half_width: float, height: float, fill: str) -> None:
        """The upper half of an ellipse standing on ``base``."""
        self.draw.pieslice(self._scaled([x - half_width, base - height, x + half_width, base + height]), 180, 360, fill=fill)

    def hills(self, base: float, height: float, length: float, phase: float, fill: str) -> None:
        """Soft hills: a sine line around ``base``, filled down to the bottom."""
        crest = [(x, base - height * math.sin(x / length + phase)) for x in range(0, self.width + 10, 10)]
        self.shape([*crest, (self.width, self.height), (0, self.height)], fill)

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 0.75) -> None:
        """A soft light around a point, blended over what is already there."""
        mask = Image.new("L", (self.width // 4, self.height // 4), 0)
        box = [(x - radius * 0.6) / 4, (y - radius * 0.6) / 4, (x + radius * 0.6) / 4, (y + radius * 0.6) / 4]
        ImageDraw.Draw(mask).ellipse(box, fill=round(255 * strength))
        soft = mask.filter(ImageFilter.GaussianBlur(radius / 12)).resize(self.image.size, Image.Resampling.BILINEAR)
        self.image.paste(Image.new("RGB", self.image.size, colour), (0, 0), soft)
        self.draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, words: str, size: float, fill: str, bold: bool = False) -> None:
        """Words centred on a point."""
        self.draw.text(
            (x * OVERSAMPLING, y * OVERSAMPLING), words, font=font(size * OVERSAMPLING, bold), fill=fill, anchor="mm", align="center"
        )

    def reduced(self) -> Image.Image:
        """The image in its final size."""
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def save(self, path: Path) -> None:
        """Writes the image as WebP."""
        self.reduced().save(path, "WEBP", quality=90, method=6)


def font(size: float, bold: bool = False) -> ImageFont.FreeTypeFont:
    """DejaVu Sans, found by name among the fonts of the system; raises ``OSError`` where it is not installed."""
    return ImageFont.truetype("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf", round(size))
