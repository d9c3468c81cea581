"""The images of the home page, the edition, the lists and the associations' spaces."""

from __future__ import annotations

import math
from itertools import pairwise

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


def village_of_lit_houses() -> Canvas:
    """Home page: houses at dusk, their windows lit, joined by arcs of light."""
    canvas = Canvas(NIGHT)
    canvas.gradient(NIGHT, PEACH, 720)
    objects.stars(canvas, ((140, 110), (320, 60), (520, 150), (760, 70), (980, 130), (1210, 60), (1420, 140), (1530, 60)))
    canvas.hills(640, 60, 240, 0.6, mixed(PINE, PLUM, 0.5))
    tops = [(210, 560), (520, 500), (830, 540), (1130, 490), (1420, 560)]
    for left, right in pairwise(tops):
        middle, half = (left[0] + right[0]) / 2, (right[0] - left[0]) / 2
        arc = [
            (middle - half * math.cos(t * math.pi / 30), (left[1] + right[1]) / 2 - 60 - 120 * math.sin(t * math.pi / 30))
            for t in range(31)
        ]
        canvas.line(arc, HONEY, 6)
        canvas.circle(*arc[15], 13, CREAM)
    canvas.hills(760, 30, 310, 2.2, PINE)
    for (x, top), wall, roof in zip(tops, (CREAM, PEACH, SAND, CREAM, PEACH), (CORAL, BRICK, TEAL, BRICK, PLUM), strict=True):
        objects.house(canvas, x, top + 240, 190, wall, roof)
    for x, size in ((60, 200), (370, 170), (680, 190), (985, 180), (1275, 170), (1550, 210)):
        objects.tree(canvas, x, 815, size, LEAF)
    canvas.hills(840, 14, 200, 1.0, mixed(PINE, INK, 0.35))
    return canvas


def row_of_coloured_folders() -> Canvas:
    """List of the editions: folders standing side by side, one of them pulled up."""
    canvas = Canvas(CREAM)
    canvas.gradient(CREAM, SAND)
    canvas.box(0, 690, 1600, 900, mixed(BRICK, SAND, 0.35))
    canvas.box(0, 690, 1600, 712, mixed(BRICK, INK, 0.2))
    colours = (TEAL, PEACH, PINE, CORAL, HONEY, PLUM, LEAF, SKY)
    for index, colour in enumerate(colours):
        left, lift = 210 + index * 150, 110 if index == 3 else 0
        canvas.box(left, 300 - lift, left + 128, 690 - lift * 0.3, colour, radius=16)
        canvas.box(left + 24, 350 - lift, left + 104, 430 - lift, WHITE, radius=10)
        canvas.line([(left + 40, 390 - lift), (left + 88, 390 - lift)], STONE, 8)
    objects.plant(canvas, 1480, 690, 260)
    return canvas


def umbrella_under_grey_bubbles() -> Canvas:
    """Edition n° 1: a large yellow umbrella holds off a rain of grey speech bubbles; the ground beneath is dry and bright."""
    canvas = Canvas(mixed(NIGHT, STONE, 0.35))
    canvas.gradient(mixed(NIGHT, STONE, 0.3), mixed(PEACH, STONE, 0.35))
    places = ((130, 150), (400, 90), (690, 70), (980, 95), (1260, 120), (1480, 210), (90, 430), (1530, 500), (210, 650), (1400, 720))
    for index, (x, y) in enumerate(places):
        grey = mixed(STONE, NIGHT, 0.15 + 0.12 * (index % 3))
        objects.bubble(canvas, x, y, 150 + 26 * (index % 3), grey, mixed(grey, INK, 0.35), tail=-1 if index % 2 else 1)
    canvas.hills(800, 16, 300, 0.4, mixed(PINE, INK, 0.1))
    canvas.glow(800, 690, 380, HONEY, 0.7)
    objects.umbrella(canvas, 800, 520, 400, (HONEY, mixed(HONEY, CORAL, 0.35)))
    canvas.ellipse(560, 800, 1040, 860, mixed(HONEY, CREAM, 0.35))
    for x, colour in ((610, LEAF), (890, CORAL), (1015, TEAL)):
        objects.bubble(canvas, x, 735, 104, WHITE, colour, tail=1 if x < 800 else -1)
    return canvas


def path_with_flags() -> Canvas:
    """List of the guides: a path climbs a hill in six stages, each with its flag."""
    canvas = Canvas(SKY)
    canvas.gradient(SKY, CREAM, 700)
    canvas.circle(1290, 190, 95, HONEY)
    canvas.hills(620, 70, 330, 3.4, mixed(LEAF, SKY, 0.45))
    canvas.shape([(0, 900), (0, 840), (500, 760), (980, 520), (1180, 400), (1330, 470), (1600, 640), (1600, 900)], LEAF)
    path = [(60, 860), (330, 815), (560, 770), (720, 700), (850, 620), (980, 560), (1090, 480), (1180, 420)]
    canvas.line(path, CREAM, 44)
    for (x, y), colour in zip(path[1:7], (CORAL, TEAL, HONEY, PLUM, BRICK, PINE), strict=True):
        canvas.circle(x, y, 26, WHITE)
        canvas.line([(x, y), (x, y - 130)], INK, 7)
        canvas.shape([(x, y - 132), (x + 88, y - 104), (x, y - 74)], colour)
    objects.tree(canvas, 1420, 640, 210, PINE)
    objects.tree(canvas, 1520, 700, 170, PINE)
    return canvas


def round_table_with_cups() -> Canvas:
    """About us: a round table seen from above, seven cups and a seat left free."""
    canvas = Canvas(SAND)
    canvas.gradient(CREAM, SAND)
    colours = (CORAL, TEAL, HONEY, PINE, PLUM, BRICK, LEAF)
    for index in range(8):
        angle = index * math.pi / 4 - math.pi / 2
        x, y = 800 + 365 * math.cos(angle), 450 + 365 * math.sin(angle)
        canvas.circle(x, y, 66, mixed(colours[index % 7], CREAM, 0.35) if index else WHITE)
    canvas.circle(806, 462, 300, mixed(SAND, INK, 0.3))
    canvas.circle(800, 450, 300, mixed(BRICK, SAND, 0.45))
    canvas.circle(800, 450, 262, mixed(BRICK, SAND, 0.55))
    for index, colour in enumerate(colours, start=1):
        angle = index * math.pi / 4 - math.pi / 2
        x, y = 800 + 205 * math.cos(angle), 450 + 205 * math.sin(angle)
        canvas.circle(x, y, 44, WHITE)
        canvas.circle(x, y, 30, colour)
        canvas.circle(x, y, 21, mixed(colour, INK, 0.45))
    canvas.circle(800, 450, 62, LEAF)
    for index in range(6):
        canvas.circle(800 + 46 * math.cos(index * 1.05), 450 + 46 * math.sin(index * 1.05), 24, HONEY if index % 2 else CORAL)
    return canvas


def sheets_and_pen() -> Canvas:
    """Legal notice: two sheets of paper and a pen."""
    canvas = Canvas(mixed(TEAL, CREAM, 0.55))
    canvas.gradient(mixed(TEAL, CREAM, 0.65), mixed(TEAL, CREAM, 0.4))
    objects.sheet(canvas, 420, 150, 430, 600, 11)
    objects.sheet(canvas, 720, 110, 430, 600, 11, CREAM)
    canvas.line([(1000, 760), (1290, 330)], NIGHT, 34)
    canvas.shape([(984, 748), (1018, 772), (972, 806)], HONEY)
    canvas.line([(1240, 404), (1290, 330)], CORAL, 34)
    return canvas


def open_door_on_the_level() -> Canvas:
    """Accessibility: a wide open door without a step, light falling through it."""
    canvas = Canvas(mixed(PLUM, NIGHT, 0.3))
    canvas.gradient(mixed(PLUM, NIGHT, 0.35), mixed(PLUM, CORAL, 0.4))
    canvas.box(0, 720, 1600, 900, mixed(PLUM, INK, 0.5))
    canvas.shape([(620, 720), (980, 720), (1330, 900), (270, 900)], mixed(HONEY, CREAM, 0.25))
    canvas.box(600, 170, 1000, 720, CREAM, radius=12)
    canvas.box(624, 194, 976, 720, mixed(HONEY, WHITE, 0.5))
    canvas.shape([(976, 194), (1170, 130), (1170, 800), (976, 720)], CORAL)
    canvas.circle(1134, 470, 15, HONEY)
    objects.plant(canvas, 480, 730, 230)
    return canvas


def lighthouse_over_boats() -> Canvas:
    """Space of e-Enfance: at night a lighthouse sweeps its beam over small paper boats."""
    canvas = Canvas(NIGHT)
    canvas.gradient(INK, mixed(NIGHT, TEAL, 0.6), 640)
    objects.stars(canvas, ((110, 90), (260, 200), (640, 80), (830, 180), (1060, 70), (1300, 150), (1500, 90)))
    canvas.shape([(455, 250), (1600, 330), (1600, 640)], mixed(HONEY, NIGHT, 0.4))
    canvas.glow(440, 250, 210, HONEY, 0.85)
    canvas.box(0, 620, 1600, 900, TEAL)
    objects.waves(canvas, 640, mixed(TEAL, WHITE, 0.35))
    canvas.ellipse(190, 610, 690, 800, mixed(INK, PINE, 0.4))
    canvas.shape([(385, 300), (495, 300), (535, 690), (345, 690)], CREAM)
    for top in (360, 500):
        left, right = 385 - (top - 300) * 0.103, 495 + (top - 300) * 0.103
        canvas.shape([(left, top), (right, top), (right + 7, top + 70), (left - 7, top + 70)], CORAL)
    canvas.box(392, 215, 488, 300, HONEY, radius=8)
    canvas.shape([(375, 220), (440, 150), (505, 220)], BRICK)
    for x, y, size, colour in ((900, 690, 130, CREAM), (1170, 760, 160, PEACH), (1420, 690, 120, HONEY)):
        objects.boat(canvas, x, y, size, colour)
    return canvas


def tree_of_houses() -> Canvas:
    """Space of UNAF: a great tree whose branches carry small houses of every colour."""
    canvas = Canvas(CREAM)
    canvas.gradient(SKY, CREAM, 760)
    canvas.hills(800, 20, 280, 1.2, LEAF)
    canvas.shape([(735, 830), (768, 470), (832, 470), (865, 830)], mixed(BRICK, INK, 0.4))
    branches = ((480, 430), (1120, 430), (620, 270), (980, 270), (800, 190))
    for x, y in branches:
        canvas.line([(800, 560), ((800 + x) / 2, (560 + y) / 2 - 10), (x, y + 60)], mixed(BRICK, INK, 0.4), 30)
    for x, y, radius in ((800, 330, 250), (520, 440, 170), (1080, 440, 170), (640, 270, 160), (960, 270, 160)):
        canvas.circle(x, y, radius, mixed(PINE, LEAF, 0.35))
    for (x, y), wall, roof in zip(branches, (CREAM, PEACH, SAND, CREAM, PEACH), (CORAL, TEAL, PLUM, BRICK, NIGHT), strict=True):
        objects.house(canvas, x, y + 75, 125, wall, roof)
    return canvas


def three_kites() -> Canvas:
    """Space of Génération Numérique: three kites fly high, their strings held at one point."""
    canvas = Canvas(SKY)
    canvas.gradient(mixed(SKY, TEAL, 0.35), CREAM)
    for x, y, width in ((260, 260, 200), (1180, 520, 230), (820, 640, 170)):
        canvas.ellipse(x, y, x + width, y + 60, WHITE)
        canvas.ellipse(x + width * 0.2, y - 36, x + width * 0.7, y + 50, WHITE)
    canvas.hills(790, 20, 330, 0.2, LEAF)
    for x, y, first, second in ((430, 190, CORAL, HONEY), (860, 130, TEAL, CREAM), (1230, 250, PLUM, PEACH)):
        canvas.line([(700, 830), ((700 + x) / 2 + 40, (830 + y) / 2 + 60), (x, y + 130)], INK, 4)
        canvas.shape([(x, y - 110), (x + 95, y), (x, y + 140)], first)
        canvas.shape([(x, y - 110), (x - 95, y), (x, y + 140)], second)
        for knot in range(1, 4):
            canvas.circle(x + 16 * (-1) ** knot, y + 140 + 34 * knot, 13, first)
    return canvas


def telephone_in_the_night() -> Canvas:
    """Page on the listening line: a lit telephone and a cup on a table at night."""
    canvas = Canvas(NIGHT)
    canvas.gradient(INK, NIGHT, 640)
    canvas.box(980, 90, 1400, 480, mixed(NIGHT, TEAL, 0.4), radius=14)
    objects.stars(canvas, ((1040, 160), (1130, 240), (1250, 150), (1330, 300), (1100, 390)))
    canvas.circle(1310, 200, 46, CREAM)
    canvas.line([(1190, 90), (1190, 480)], INK, 16)
    canvas.box(0, 640, 1600, 900, mixed(BRICK, INK, 0.35))
    canvas.glow(640, 480, 430, HONEY, 0.6)
    objects.phone(canvas, 640, 480, 190, mixed(HONEY, CREAM, 0.55))
    objects.bubble(canvas, 640, 430, 120, WHITE, TEAL)
    objects.bubble(canvas, 650, 540, 104, CORAL, WHITE, tail=1)
    objects.cup(canvas, 930, 730, 150, CREAM)
    return canvas


def table_with_a_basket() -> Canvas:
    """Page on talking at home: a table laid for four, the telephones resting in a basket."""
    canvas = Canvas(PEACH)
    canvas.gradient(mixed(PEACH, CREAM, 0.6), PEACH)
    canvas.line([(800, 0), (800, 150)], INK, 8)
    canvas.pie(800, 260, 170, 180, 360, CORAL)
    canvas.glow(800, 420, 420, HONEY, 0.5)
    canvas.ellipse(180, 480, 1420, 880, mixed(BRICK, INK, 0.25))
    canvas.ellipse(180, 460, 1420, 850, mixed(BRICK, SAND, 0.5))
    for x, y in ((420, 600), (640, 740), (960, 740), (1180, 600)):
        canvas.ellipse(x - 105, y - 46, x + 105, y + 46, WHITE)
        canvas.ellipse(x - 66, y - 28, x + 66, y + 28, SKY)
    for x, colour in ((745, TEAL), (800, PLUM), (855, PINE)):
        objects.phone(canvas, x, 545, 48, mixed(colour, INK, 0.5), colour)
    canvas.shape([(690, 560), (910, 560), (875, 660), (725, 660)], HONEY)
    for row in range(3):
        canvas.line([(698 + row * 11, 582 + row * 30), (902 - row * 11, 582 + row * 30)], mixed(HONEY, BRICK, 0.4), 6)
    return canvas


def board_and_half_circle() -> Canvas:
    """Page on workshops at school: a board and chairs set in a half circle."""
    canvas = Canvas(CREAM)
    canvas.gradient(CREAM, SAND, 620)
    canvas.box(0, 620, 1600, 900, mixed(SAND, BRICK, 0.3))
    canvas.box(470, 110, 1130, 500, mixed(BRICK, SAND, 0.3), radius=14)
    canvas.box(492, 132, 1108, 478, PINE, radius=8)
    objects.bubble(canvas, 680, 270, 220, mixed(PINE, WHITE, 0.8), PINE)
    objects.bubble(canvas, 930, 330, 200, HONEY, PINE, tail=1)
    for index in range(7):
        angle = math.pi * (index + 0.5) / 7
        x, y = 800 - 590 * math.cos(angle), 600 + 190 * math.sin(angle)
        colour = (CORAL, TEAL, HONEY, PLUM, LEAF, BRICK, NIGHT)[index]
        canvas.box(x - 46, y - 110, x + 46, y - 34, colour, radius=14)
        canvas.box(x - 54, y - 30, x + 54, y - 8, mixed(colour, INK, 0.2), radius=8)
        for side in (-42, 42):
            canvas.line([(x + side, y - 8), (x + side * 1.15, y + 66)], INK, 8)
    return canvas
