"""The images of the kinds of resources: each kind has one, which its sample pages share."""

from __future__ import annotations

import math

from pages.starter_content.drawing import objects
from pages.starter_content.drawing.canvas import (
    BRICK,
    CORAL,
    CREAM,
    HONEY,
    INK,
    LEAF,
    NIGHT,
    PEACH,
    PINE,
    PLUM,
    SAND,
    SKY,
    STONE,
    TEAL,
    WHITE,
    Canvas,
    mixed,
)


def telephone_with_switches() -> Canvas:
    """Tutorials: a large telephone with three switches, one of them on."""
    canvas = Canvas(SKY)
    canvas.gradient(mixed(SKY, WHITE, 0.5), SKY)
    canvas.circle(330, 250, 170, mixed(HONEY, WHITE, 0.55))
    canvas.circle(1300, 690, 230, mixed(TEAL, SKY, 0.55))
    canvas.box(560, 60, 1040, 960, INK, radius=64)
    canvas.box(590, 110, 1010, 960, CREAM, radius=40)
    for row, is_on in enumerate((False, True, False)):
        y = 250 + row * 190
        canvas.box(640, y - 22, 800, y + 22, mixed(SAND, STONE, 0.3), radius=22)
        canvas.box(830, y - 44, 960, y + 44, PINE if is_on else mixed(STONE, WHITE, 0.35), radius=44)
        canvas.circle(916 if is_on else 874, y, 36, WHITE)
    canvas.glow(916, 440, 150, HONEY, 0.35)
    return canvas


def book_with_rising_frames() -> Canvas:
    """Articles: an open book, and a row of frames that rises from it and grows smaller."""
    canvas = Canvas(PEACH)
    canvas.gradient(mixed(PEACH, CREAM, 0.75), mixed(PEACH, CORAL, 0.25))
    colours = (CORAL, TEAL, HONEY, PLUM, PINE, BRICK, NIGHT)
    for index, colour in enumerate(colours):
        size = 190 - index * 22
        x, y = 560 + index * 130, 520 - 60 * index - 30 * math.sin(index)
        canvas.box(x - size / 2, y - size * 0.38, x + size / 2, y + size * 0.38, WHITE, radius=size * 0.1)
        canvas.box(x - size * 0.42, y - size * 0.3, x + size * 0.42, y + size * 0.3, colour, radius=size * 0.06)
        canvas.shape([(x - size * 0.08, y - size * 0.12), (x - size * 0.08, y + size * 0.12), (x + size * 0.13, y)], WHITE)
    canvas.shape([(260, 660), (800, 730), (1340, 660), (1340, 800), (800, 870), (260, 800)], mixed(BRICK, INK, 0.3))
    canvas.shape([(280, 630), (790, 700), (790, 850), (280, 780)], CREAM)
    canvas.shape([(1320, 630), (810, 700), (810, 850), (1320, 780)], WHITE)
    for row in range(3):
        level = 672 + row * 38
        canvas.line([(340, level), (720, level + 52)], mixed(SAND, STONE, 0.4), 10)
        canvas.line([(880, level + 52), (1260, level)], mixed(SAND, STONE, 0.4), 10)
    return canvas


def two_chairs_and_bubbles() -> Canvas:
    """Conversations: a large chair and a small one facing each other, their bubbles touching."""
    canvas = Canvas(CREAM)
    canvas.gradient(mixed(SAND, CREAM, 0.4), CREAM, 720)
    canvas.box(0, 720, 1600, 900, mixed(BRICK, SAND, 0.55))
    canvas.ellipse(330, 735, 1270, 850, mixed(LEAF, CREAM, 0.35))
    _chair(canvas, 520, 780, 330, TEAL, 1)
    _chair(canvas, 1070, 780, 220, CORAL, -1)
    objects.bubble(canvas, 640, 240, 380, WHITE, TEAL)
    objects.bubble(canvas, 985, 300, 300, PEACH, BRICK, tail=1)
    return canvas


def _chair(canvas: Canvas, x: float, ground: float, size: float, colour: str, side: int) -> None:
    """A chair whose back is to the left (``side`` 1) or to the right (-1)."""
    dark = mixed(colour, INK, 0.35)
    back, front = x - side * size * 0.35, x + side * size * 0.35
    for leg in (back, front):
        canvas.line([(leg, ground - size * 0.42), (leg, ground)], dark, size * 0.07)
    canvas.line([(back, ground - size * 0.42), (back, ground - size)], dark, size * 0.09)
    canvas.line([(back, ground - size * 0.62), (back, ground - size * 0.95)], colour, size * 0.16)
    canvas.box(min(back, front) - size * 0.06, ground - size * 0.5, max(back, front) + size * 0.06, ground - size * 0.38, colour, radius=12)


def question_mark_as_a_lamp() -> Canvas:
    """Questions: a question mark that lights a hill in the evening."""
    canvas = Canvas(NIGHT)
    canvas.gradient(INK, mixed(NIGHT, PLUM, 0.55))
    objects.stars(canvas, ((140, 120), (360, 260), (520, 90), (1100, 110), (1290, 240), (1480, 130)))
    canvas.glow(800, 330, 620, HONEY, 0.5)
    canvas.hills(760, 70, 330, 2.3, mixed(PINE, INK, 0.35))
    canvas.arc(800, 270, 130, 180, 450, HONEY, 64)
    canvas.line([(800, 400), (800, 500)], HONEY, 64)
    canvas.circle(800, 610, 44, HONEY)
    for x, size in ((260, 150), (420, 110), (1240, 130), (1400, 160)):
        objects.house(canvas, x, 820, size, mixed(SAND, NIGHT, 0.5), mixed(BRICK, NIGHT, 0.4))
    return canvas


def table_with_a_coloured_grid() -> Canvas:
    """Activities: a table from above, with a grid of colours, pencils and two cups."""
    canvas = Canvas(mixed(BRICK, SAND, 0.62))
    for row in range(6):
        canvas.line([(0, 120 + row * 150), (1600, 120 + row * 150)], mixed(BRICK, SAND, 0.5), 6)
    canvas.box(420, 130, 1180, 770, mixed(STONE, INK, 0.2), radius=14)
    canvas.box(408, 118, 1168, 758, WHITE, radius=14)
    colours = (HONEY, TEAL, CORAL, SKY)
    for column in range(7):
        for row in range(5):
            x, y = 440 + column * 102, 150 + row * 118
            canvas.box(x, y, x + 84, y + 100, mixed(colours[(column * 3 + row * 5) % 4], WHITE, 0.15), radius=10)
    for index, colour in enumerate(colours):
        x = 1260 + index * 62
        canvas.box(x, 330, x + 36, 690, colour, radius=6)
        canvas.shape([(x, 332), (x + 36, 332), (x + 18, 262)], CREAM)
        canvas.shape([(x + 11, 292), (x + 25, 292), (x + 18, 262)], colour)
    for x, y, colour in ((210, 270, TEAL), (230, 620, CORAL)):
        canvas.circle(x, y, 112, WHITE)
        canvas.circle(x, y, 78, colour)
        canvas.circle(x, y, 60, mixed(BRICK, INK, 0.5))
    return canvas


def bridge_between_two_villages() -> Canvas:
    """Resources of partners: a stone bridge of three arches between two villages."""
    canvas = Canvas(SKY)
    canvas.gradient(mixed(SKY, WHITE, 0.4), mixed(SKY, PEACH, 0.5), 640)
    canvas.circle(800, 220, 90, HONEY)
    canvas.box(0, 700, 1600, 900, TEAL)
    objects.waves(canvas, 760, mixed(TEAL, WHITE, 0.4))
    canvas.dome(180, 760, 380, 300, PINE)
    canvas.dome(1420, 760, 380, 300, PINE)
    stone = mixed(STONE, SAND, 0.5)
    canvas.box(400, 520, 1200, 790, stone)
    canvas.box(380, 496, 1220, 540, mixed(stone, INK, 0.2), radius=8)
    for x in (530, 800, 1070):
        canvas.dome(x, 790, 105, 190, TEAL)
    for x, ground, size in ((90, 560, 130), (240, 500, 160), (1340, 500, 150), (1500, 560, 130)):
        objects.house(canvas, x, ground, size, CREAM, CORAL)
    return canvas
