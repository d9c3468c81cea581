"""The images of the guides and of the interviews."""

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


def door_opening_on_a_dark_room() -> Canvas:
    """Guide, my child is harassed: in a dark bedroom a telephone glows on the bed and a door opens on warm light."""
    canvas = Canvas(INK)
    canvas.gradient(INK, NIGHT, 700)
    canvas.box(0, 700, 1600, 900, mixed(NIGHT, INK, 0.6))
    canvas.shape([(1020, 700), (1290, 700), (1000, 900), (480, 900)], mixed(HONEY, NIGHT, 0.35))
    canvas.box(1000, 160, 1310, 700, mixed(NIGHT, STONE, 0.25), radius=8)
    canvas.box(1020, 180, 1290, 700, mixed(HONEY, WHITE, 0.35))
    canvas.shape([(1290, 180), (1430, 130), (1430, 770), (1290, 700)], mixed(BRICK, INK, 0.2))
    canvas.circle(1404, 450, 12, HONEY)
    canvas.box(110, 500, 150, 800, mixed(BRICK, INK, 0.4), radius=14)
    canvas.box(130, 640, 760, 790, mixed(PLUM, INK, 0.2), radius=30)
    canvas.box(150, 580, 330, 670, CREAM, radius=36)
    canvas.box(330, 612, 770, 730, PLUM, radius=50)
    canvas.glow(520, 560, 150, SKY, 0.8)
    canvas.box(470, 540, 570, 600, INK, radius=10)
    canvas.box(477, 547, 563, 593, SKY, radius=6)
    return canvas


def bridge_being_built() -> Canvas:
    """Guide, my child is accused: two banks, and a bridge of planks that already crosses most of the gap."""
    canvas = Canvas(PEACH)
    canvas.gradient(mixed(PEACH, CREAM, 0.7), PEACH, 600)
    canvas.circle(800, 300, 105, HONEY)
    canvas.hills(560, 40, 260, 1.8, mixed(CORAL, PEACH, 0.5))
    canvas.box(0, 700, 1600, 900, TEAL)
    objects.waves(canvas, 730, mixed(TEAL, WHITE, 0.4))
    canvas.shape([(0, 560), (430, 560), (500, 900), (0, 900)], PINE)
    canvas.shape([(1600, 560), (1170, 560), (1100, 900), (1600, 900)], PINE)
    for index in range(13):
        x = 410 + index * 62
        if index != 9:
            canvas.box(
                x,
                545 - 34 * math.sin(math.pi * index / 12),
                x + 54,
                579 - 34 * math.sin(math.pi * index / 12),
                mixed(BRICK, SAND, 0.4),
                radius=6,
            )
    canvas.box(985, 420, 1039, 450, mixed(BRICK, SAND, 0.4), radius=6)
    objects.bubble(canvas, 240, 430, 190, STONE, INK, tail=1)
    objects.bubble(canvas, 1360, 430, 190, WHITE, TEAL)
    objects.tree(canvas, 90, 570, 190, LEAF)
    objects.tree(canvas, 1530, 570, 200, LEAF)
    return canvas


def locked_envelope() -> Canvas:
    """Guide, blackmail with images: an envelope closed by a large padlock, a cut rope beside it."""
    canvas = Canvas(mixed(PLUM, NIGHT, 0.4))
    canvas.gradient(mixed(PLUM, NIGHT, 0.55), mixed(PLUM, PEACH, 0.45))
    canvas.glow(800, 480, 620, PEACH, 0.45)
    canvas.box(452, 262, 1172, 712, mixed(PLUM, INK, 0.5), radius=26)
    canvas.box(440, 245, 1160, 695, CREAM, radius=26)
    canvas.shape([(450, 262), (1150, 262), (800, 540)], SAND)
    canvas.line([(452, 264), (800, 536), (1148, 264)], mixed(SAND, BRICK, 0.4), 8)
    objects.padlock(canvas, 800, 560, 230)
    for start, sign in ((120, 1), (1480, -1)):
        rope = [(start + sign * step * 20, 790 + 22 * math.sin(step / 2)) for step in range(17)]
        canvas.line(rope, mixed(BRICK, SAND, 0.5), 22)
    for x, y in ((500, 770), (520, 815), (1096, 776), (1072, 822)):
        canvas.line([(x, y), (x + (18 if x < 800 else -18), y + 6)], mixed(BRICK, SAND, 0.5), 7)
    return canvas


def telephone_asleep_under_the_moon() -> Canvas:
    """Guide, screen time: the moon, an hourglass, and a telephone asleep under a small blanket."""
    canvas = Canvas(NIGHT)
    canvas.gradient(INK, mixed(NIGHT, PLUM, 0.5))
    objects.stars(canvas, ((120, 130), (330, 80), (560, 190), (760, 90), (950, 170), (1500, 120), (1420, 330)))
    canvas.circle(1230, 230, 125, CREAM)
    canvas.circle(1178, 196, 112, mixed(INK, mixed(NIGHT, PLUM, 0.5), 0.21))
    canvas.box(0, 690, 1600, 900, mixed(BRICK, INK, 0.45))
    canvas.box(380, 600, 860, 730, mixed(CORAL, INK, 0.15), radius=46)
    canvas.box(400, 560, 560, 640, CREAM, radius=34)
    canvas.box(430, 520, 760, 660, INK, radius=24)
    canvas.box(444, 534, 746, 646, NIGHT, radius=14)
    canvas.box(560, 545, 880, 740, CORAL, radius=40)
    for column in range(4):
        canvas.circle(610 + column * 70, 600, 15, HONEY)
        canvas.circle(645 + column * 70, 670, 15, PEACH)
    canvas.shape([(1040, 500), (1200, 500), (1120, 610)], mixed(SKY, NIGHT, 0.25))
    canvas.shape([(1040, 720), (1200, 720), (1120, 610)], mixed(SKY, NIGHT, 0.25))
    canvas.shape([(1068, 720), (1172, 720), (1120, 645)], HONEY)
    canvas.line([(1120, 600), (1120, 700)], HONEY, 6)
    for y in (490, 730):
        canvas.box(1020, y - 16, 1220, y + 16, mixed(BRICK, SAND, 0.4), radius=12)
    return canvas


def telephone_at_the_start_of_a_path() -> Canvas:
    """Guide, first telephone: a telephone stands like a door at the start of a path with a signpost."""
    canvas = Canvas(SKY)
    canvas.gradient(SKY, CREAM, 620)
    canvas.circle(1320, 170, 80, HONEY)
    canvas.hills(600, 46, 300, 0.4, mixed(LEAF, SKY, 0.4))
    canvas.hills(680, 30, 380, 2.4, LEAF)
    canvas.shape([(560, 900), (900, 900), (770, 700), (720, 700)], SAND)
    canvas.shape([(720, 702), (770, 702), (1010, 640), (1000, 632)], SAND)
    objects.phone(canvas, 742, 430, 260, mixed(HONEY, WHITE, 0.55), NIGHT)
    canvas.pie(742, 560, 84, 180, 360, LEAF)
    canvas.shape([(722, 560), (762, 560), (790, 655), (694, 655)], SAND)
    canvas.circle(790, 310, 34, HONEY)
    canvas.line([(1180, 820), (1180, 480)], mixed(BRICK, INK, 0.3), 22)
    for y, colour, sign in ((510, CORAL, 1), (590, TEAL, -1), (670, PLUM, 1)):
        tip = 1180 + sign * 150
        canvas.shape(
            [(1180 - sign * 110, y - 30), (1180 + sign * 105, y - 30), (tip, y), (1180 + sign * 105, y + 30), (1180 - sign * 110, y + 30)],
            colour,
        )
    objects.tree(canvas, 250, 770, 260, PINE)
    objects.tree(canvas, 410, 800, 180, PINE)
    return canvas


def magnifier_over_a_newspaper() -> Canvas:
    """Guide, checking information: a magnifying glass over a newspaper and its pictures."""
    canvas = Canvas(mixed(HONEY, CREAM, 0.6))
    canvas.gradient(mixed(HONEY, CREAM, 0.75), mixed(HONEY, PEACH, 0.5))
    canvas.box(352, 142, 1172, 822, mixed(SAND, INK, 0.3), radius=14)
    canvas.box(340, 125, 1160, 805, WHITE, radius=14)
    canvas.box(390, 175, 1110, 235, NIGHT, radius=8)
    canvas.box(390, 270, 730, 520, SKY, radius=8)
    canvas.shape([(390, 520), (500, 390), (590, 470), (650, 420), (730, 520)], PINE)
    canvas.circle(660, 330, 32, HONEY)
    for column, (left, top) in enumerate(((770, 285), (390, 570), (770, 570))):
        for row in range(6 if column == 0 else 5):
            canvas.line([(left, top + row * 42), (left + (330 if row % 3 else 250), top + row * 42)], STONE, 12)
    objects.magnifier(canvas, 980, 480, 170, mixed(SKY, WHITE, 0.45))
    for row, share in enumerate((0.55, 0.85, 0.7)):
        canvas.line([(895, 430 + row * 52), (895 + 175 * share, 430 + row * 52)], NIGHT, 18)
    canvas.line([(1330, 250), (1370, 295), (1450, 190)], PINE, 24)
    canvas.line([(1340, 420), (1430, 510)], BRICK, 24)
    canvas.line([(1430, 420), (1340, 510)], BRICK, 24)
    return canvas


def _empty_stage(wall: str, floor: str, seats: tuple[str, str]) -> Canvas:
    """What the interviews share: two empty armchairs under a lamp."""
    canvas = Canvas(wall)
    canvas.gradient(mixed(wall, WHITE, 0.25), wall, 680)
    canvas.box(0, 680, 1600, 900, floor)
    canvas.ellipse(260, 710, 1340, 860, mixed(floor, CREAM, 0.3))
    objects.lamp(canvas, 800, 770, 520)
    objects.armchair(canvas, 470, 780, 320, seats[0])
    objects.armchair(canvas, 1130, 780, 320, seats[1])
    return canvas


def stage_with_a_lighthouse() -> Canvas:
    """Interview on the calls for help: two empty armchairs, a small lighthouse on the wall."""
    canvas = _empty_stage(mixed(TEAL, CREAM, 0.3), mixed(NIGHT, TEAL, 0.3), (CORAL, CREAM))
    canvas.box(120, 120, 420, 420, WHITE, radius=12)
    canvas.box(140, 140, 400, 400, NIGHT, radius=6)
    canvas.shape([(250, 215), (400, 160), (400, 260)], HONEY)
    canvas.shape([(236, 220), (284, 220), (300, 380), (220, 380)], CREAM)
    canvas.box(240, 185, 280, 222, HONEY, radius=4)
    objects.plant(canvas, 1450, 780, 300)
    return canvas


def stage_with_two_cups() -> Canvas:
    """Interview between parents: two empty armchairs and two steaming cups on a low table."""
    canvas = _empty_stage(mixed(PEACH, CREAM, 0.35), mixed(BRICK, SAND, 0.35), (TEAL, PINE))
    canvas.box(620, 760, 980, 784, mixed(BRICK, INK, 0.35), radius=10)
    for x in (660, 940):
        canvas.line([(x, 784), (x, 850)], mixed(BRICK, INK, 0.35), 14)
    objects.cup(canvas, 710, 760, 90, WHITE)
    objects.cup(canvas, 880, 760, 90, CORAL)
    for x, colour in ((160, HONEY), (290, CORAL), (1330, LEAF), (1460, PLUM)):
        canvas.box(x, 160, x + 100, 290, WHITE, radius=8)
        canvas.box(x + 12, 172, x + 88, 278, colour, radius=4)
    return canvas


def stage_with_houses() -> Canvas:
    """Interview on family life: two empty armchairs, a row of small houses on a shelf."""
    canvas = _empty_stage(mixed(LEAF, CREAM, 0.5), mixed(PINE, INK, 0.15), (HONEY, CORAL))
    canvas.box(90, 380, 610, 398, mixed(BRICK, INK, 0.25), radius=6)
    for index, (wall, roof) in enumerate(((CREAM, CORAL), (PEACH, NIGHT), (WHITE, TEAL), (SAND, PLUM))):
        objects.house(canvas, 160 + index * 128, 380, 96, wall, roof)
    canvas.circle(1290, 260, 110, WHITE)
    canvas.circle(1290, 260, 96, CREAM)
    canvas.line([(1290, 260), (1290, 190)], INK, 10)
    canvas.line([(1290, 260), (1340, 290)], INK, 10)
    return canvas


def stage_with_a_mirror() -> Canvas:
    """Interview on self-confidence: two empty armchairs, a round mirror full of sunlight and sunflowers."""
    canvas = _empty_stage(mixed(PLUM, CREAM, 0.5), mixed(PLUM, INK, 0.35), (PEACH, HONEY))
    canvas.circle(270, 270, 150, mixed(HONEY, BRICK, 0.4))
    canvas.circle(270, 270, 128, mixed(SKY, WHITE, 0.4))
    canvas.pie(270, 270, 128, 20, 160, HONEY)
    canvas.circle(270, 282, 46, CREAM)
    for x, y in ((1330, 300), (1430, 230), (1490, 360)):
        canvas.line([(x, y), (1420, 640)], PINE, 12)
        for petal in range(10):
            turn = petal * math.pi / 5
            canvas.circle(x + 44 * math.cos(turn), y + 44 * math.sin(turn), 20, HONEY)
        canvas.circle(x, y, 32, mixed(BRICK, INK, 0.4))
    canvas.box(1350, 600, 1490, 790, CORAL, radius=26)
    return canvas


def stage_with_keys() -> Canvas:
    """Interview on the settings parents can use: two empty armchairs, a board of keys on the wall."""
    canvas = _empty_stage(mixed(SKY, CREAM, 0.35), mixed(TEAL, INK, 0.35), (PLUM, TEAL))
    canvas.box(110, 130, 590, 430, mixed(BRICK, SAND, 0.4), radius=16)
    for index, colour in enumerate((HONEY, CORAL, TEAL, PLUM)):
        x = 185 + index * 110
        canvas.circle(x, 200, 9, INK)
        canvas.circle(x, 250, 36, None, outline=colour, width=14)
        canvas.line([(x, 286), (x, 388)], colour, 15)
        for tooth in (350, 384):
            canvas.line([(x, tooth), (x + 28, tooth)], colour, 13)
    objects.padlock(canvas, 1330, 290, 190, LEAF)
    return canvas
