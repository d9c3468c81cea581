"""The things that the scenes are made of: houses, telephones, bubbles, trees, lamps. Nobody is ever shown."""

from __future__ import annotations

import math

from pages.starter_content.drawing.canvas import BRICK, CORAL, CREAM, HONEY, INK, LEAF, NIGHT, PINE, SAND, STONE, TEAL, WHITE, Canvas, mixed


def house(canvas: Canvas, x: float, ground: float, size: float, wall: str, roof: str, light: str = HONEY) -> None:
    """A house with two lit windows and a door; ``x`` is its middle, ``size`` its width."""
    half, wall_top = size / 2, ground - size * 0.72
    canvas.box(x - half, wall_top, x + half, ground, wall, radius=size * 0.03)
    canvas.shape([(x - half * 1.18, wall_top + 4), (x, wall_top - size * 0.5), (x + half * 1.18, wall_top + 4)], roof)
    for side in (-0.24, 0.24):
        canvas.box(
            x + size * (side - 0.11), wall_top + size * 0.12, x + size * (side + 0.11), wall_top + size * 0.33, light, radius=size * 0.02
        )
    canvas.box(x - size * 0.09, ground - size * 0.28, x + size * 0.09, ground, mixed(roof, INK, 0.25), radius=size * 0.03)


def tree(canvas: Canvas, x: float, ground: float, size: float, leaves: str = LEAF) -> None:
    """A round tree; ``size`` is its height."""
    canvas.box(x - size * 0.04, ground - size * 0.45, x + size * 0.04, ground, mixed(BRICK, INK, 0.45), radius=size * 0.03)
    canvas.circle(x, ground - size * 0.66, size * 0.33, leaves)
    canvas.circle(x - size * 0.1, ground - size * 0.74, size * 0.18, mixed(leaves, CREAM, 0.18))


def phone(canvas: Canvas, x: float, y: float, width: float, screen: str, body: str = INK) -> None:
    """A telephone seen from the front, its middle at a point."""
    height = width * 2
    canvas.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2, body, radius=width * 0.16)
    rim = width * 0.07
    canvas.box(x - width / 2 + rim, y - height / 2 + rim, x + width / 2 - rim, y + height / 2 - rim, screen, radius=width * 0.11)
    canvas.box(x - width * 0.14, y - height / 2 + rim * 1.7, x + width * 0.14, y - height / 2 + rim * 2.5, body, radius=rim)


def bubble(canvas: Canvas, x: float, y: float, width: float, fill: str, lines: str | None = None, tail: float = -1) -> None:
    """A speech bubble; ``lines`` colours three strokes of writing; ``tail`` is -1 for left and 1 for right."""
    height = width * 0.62
    canvas.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2, fill, radius=height * 0.36)
    foot = y + height / 2
    canvas.shape(
        [(x + tail * width * 0.06, foot - 4), (x + tail * width * 0.26, foot - 4), (x + tail * width * 0.27, foot + height * 0.3)], fill
    )
    if lines:
        for row, share in enumerate((0.62, 0.44, 0.54)):
            level = y + (row - 1) * height * 0.22
            canvas.line([(x - width * 0.31, level), (x - width * 0.31 + width * share, level)], lines, height * 0.08)


def cup(canvas: Canvas, x: float, ground: float, size: float, fill: str) -> None:
    """A cup with its steam."""
    canvas.arc(x + size * 0.48, ground - size * 0.42, size * 0.22, 270, 90, fill, size * 0.09)
    canvas.box(x - size / 2, ground - size * 0.8, x + size / 2, ground, fill, radius=size * 0.2)
    canvas.ellipse(x - size / 2, ground - size * 0.9, x + size / 2, ground - size * 0.68, mixed(fill, INK, 0.35))
    for shift in (-0.16, 0.14):
        wave = [(x + size * (shift + 0.05 * math.sin(step)), ground - size * (1.0 + step * 0.09)) for step in range(6)]
        canvas.line(wave, mixed(fill, WHITE, 0.7), size * 0.05)


def armchair(canvas: Canvas, x: float, ground: float, size: float, fill: str) -> None:
    """An empty armchair."""
    dark = mixed(fill, INK, 0.2)
    canvas.box(x - size * 0.42, ground - size, x + size * 0.42, ground - size * 0.2, fill, radius=size * 0.18)
    canvas.box(x - size * 0.36, ground - size * 0.46, x + size * 0.36, ground - size * 0.14, mixed(fill, WHITE, 0.15), radius=size * 0.08)
    for side in (-1, 1):
        middle = x + side * size * 0.45
        canvas.box(middle - size * 0.11, ground - size * 0.58, middle + size * 0.11, ground - size * 0.06, dark, radius=size * 0.1)
        canvas.box(middle - size * 0.05, ground - size * 0.08, middle + size * 0.02, ground, INK, radius=size * 0.02)


def lamp(canvas: Canvas, x: float, ground: float, height: float, shade: str = HONEY) -> None:
    """A standard lamp that is lit."""
    canvas.glow(x, ground - height * 0.85, height * 0.75, mixed(shade, WHITE, 0.5), 0.55)
    canvas.line([(x, ground), (x, ground - height * 0.8)], INK, height * 0.02)
    canvas.ellipse(x - height * 0.14, ground - height * 0.03, x + height * 0.14, ground + height * 0.02, INK)
    top = ground - height
    canvas.shape(
        [
            (x - height * 0.1, top),
            (x + height * 0.1, top),
            (x + height * 0.19, top + height * 0.24),
            (x - height * 0.19, top + height * 0.24),
        ],
        shade,
    )


def padlock(canvas: Canvas, x: float, y: float, size: float, fill: str = HONEY) -> None:
    """A closed padlock, the middle of its body at a point."""
    canvas.arc(x, y - size * 0.38, size * 0.3, 180, 360, STONE, size * 0.11)
    for side in (-1, 1):
        canvas.box(x + side * size * 0.245 - size * 0.055, y - size * 0.4, x + side * size * 0.245 + size * 0.055, y - size * 0.1, STONE)
    canvas.box(x - size * 0.44, y - size * 0.28, x + size * 0.44, y + size * 0.42, fill, radius=size * 0.1)
    canvas.circle(x, y + size * 0.02, size * 0.085, INK)
    canvas.box(x - size * 0.035, y, x + size * 0.035, y + size * 0.22, INK, radius=size * 0.03)


def magnifier(canvas: Canvas, x: float, y: float, radius: float, glass: str) -> None:
    """A magnifying glass; the middle of its glass at a point."""
    reach = radius * 2.1
    canvas.line([(x + radius * 0.75, y + radius * 0.75), (x + reach * 0.8, y + reach * 0.8)], BRICK, radius * 0.26)
    canvas.circle(x, y, radius, glass)
    canvas.circle(x, y, radius, None, outline=NIGHT, width=radius * 0.13)
    canvas.arc(x, y, radius * 0.72, 195, 255, WHITE, radius * 0.07)


def umbrella(canvas: Canvas, x: float, y: float, radius: float, colours: tuple[str, str]) -> None:
    """An open umbrella; the middle of its edge at a point."""
    canvas.line([(x, y - radius * 1.06), (x, y + radius * 0.66)], INK, radius * 0.035)
    canvas.arc(x - radius * 0.09, y + radius * 0.64, radius * 0.107, 0, 180, INK, radius * 0.035)
    for half_width, colour in ((1, colours[0]), (0.62, colours[1]), (0.24, colours[0])):
        canvas.dome(x, y, radius * half_width, radius, colour)


def plant(canvas: Canvas, x: float, ground: float, size: float, pot: str = CORAL) -> None:
    """A plant in a pot."""
    for angle in (-60, -30, 0, 30, 60):
        turn = math.radians(angle - 90)
        tip = (x + size * 0.62 * math.cos(turn), ground - size * 0.35 + size * 0.62 * math.sin(turn))
        side = (math.cos(turn + 1.57) * size * 0.09, math.sin(turn + 1.57) * size * 0.09)
        middle = ((x + tip[0]) / 2, (ground - size * 0.35 + tip[1]) / 2)
        canvas.shape(
            [(x, ground - size * 0.35), (middle[0] + side[0], middle[1] + side[1]), tip, (middle[0] - side[0], middle[1] - side[1])],
            PINE if angle % 60 else LEAF,
        )
    canvas.shape(
        [
            (x - size * 0.24, ground - size * 0.38),
            (x + size * 0.24, ground - size * 0.38),
            (x + size * 0.17, ground),
            (x - size * 0.17, ground),
        ],
        pot,
    )


def sheet(
    canvas: Canvas, left: float, top: float, width: float, height: float, rows: int, paper: str = WHITE, writing: str = STONE
) -> None:
    """A sheet of paper with lines of writing that cannot be read."""
    canvas.box(left + 10, top + 12, left + width + 10, top + height + 12, mixed(SAND, INK, 0.25), radius=10)
    canvas.box(left, top, left + width, top + height, paper, radius=10)
    for row in range(rows):
        level = top + height * (row + 1) / (rows + 1)
        canvas.line(
            [(left + width * 0.12, level), (left + width * (0.88 if row % 3 else 0.66), level)], writing, height / (rows + 1) * 0.22
        )


def boat(canvas: Canvas, x: float, y: float, size: float, fill: str) -> None:
    """A paper boat on the water line ``y``."""
    canvas.shape([(x - size * 0.22, y - size * 0.2), (x, y - size * 0.62), (x + size * 0.22, y - size * 0.2)], mixed(fill, WHITE, 0.35))
    canvas.shape(
        [
            (x - size * 0.5, y - size * 0.24),
            (x + size * 0.5, y - size * 0.24),
            (x + size * 0.3, y + size * 0.06),
            (x - size * 0.3, y + size * 0.06),
        ],
        fill,
    )


def stars(canvas: Canvas, places: tuple[tuple[float, float], ...], fill: str = CREAM, size: float = 5) -> None:
    """Small round stars."""
    for index, (x, y) in enumerate(places):
        canvas.circle(x, y, size * (0.7 + 0.3 * (index % 3)), fill)


def waves(canvas: Canvas, level: float, fill: str, step: float = 80) -> None:
    """Lines of small waves under ``level``."""
    for row in range(3):
        y = level + row * 48
        for index in range(-1, 21):
            canvas.arc(index * step + (row % 2) * step / 2, y, step * 0.5, 20, 160, mixed(fill, TEAL, 0.2 * row), 5)
